"""The invented season, read from the files a clerk would receive through the readers that read hers.

It is told step by step, each at its own hour: a folder can be filled up to a moment, and told on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from heapq import merge
from operator import itemgetter

from desktop_app.ledger import Ledger
from desktop_app.office import rounds
from desktop_app.sample_season import counter, keeping, mailbox, panel
from desktop_app.sample_season.counter import CLERKS

BEGUN = datetime(2025, 8, 18, 9, 0)
COLLECTING = datetime(2025, 9, 10, 10, 42)  # the day the sample opens on: two days before the deadline
COLLECTED = datetime(2025, 9, 16, 16, 20)  # everything has come, nothing is assigned yet
SCORING = datetime(2025, 9, 17, 15, 20)  # two thirds of the sheets are in
RANKED = datetime(2025, 9, 19, 9, 0)  # every sheet is in; two projects share the last place
PUBLISHED = datetime(2025, 9, 28, 9, 30)  # the list hangs, one objection is open
ESTABLISHED = datetime(2025, 9, 30, 17, 40)  # its days are over

Step = tuple[datetime, str, Callable[[], None]]  # when, whose hand, what


def load_sample(
    ledger: Ledger, *, until: datetime | None = None, told: Callable[[datetime], object] = lambda _: None
) -> None:
    """Fill an empty data folder up to a moment (the season's end, when None); a folder with a round is left alone."""
    if not rounds.rounds():
        Season(ledger).tell(until, told)


def _always(at: datetime) -> datetime:
    """A clock that stands."""
    return at


class Season:
    """The season in the making: `tell` goes on from where the last call stopped."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._steps = self._all()
        self._next: Step | None = next(self._steps)

    def tell(self, until: datetime | None = None, told: Callable[[datetime], object] = lambda _: None) -> None:
        """Take every step up to and with the moment `until`, each at its own hour and by its own clerk.

        `told` hears the hour of every step that was taken: the season takes some seconds.
        """
        clock, actor = self._ledger.clock, self._ledger.actor
        try:
            while self._next and (until is None or self._next[0] <= until):
                at, clerk, act = self._next
                self._ledger.clock, self._ledger.actor = partial(_always, at), clerk
                act()
                told(at)
                self._next = next(self._steps, None)
        finally:
            self._ledger.clock, self._ledger.actor = clock, actor

    def _all(self) -> Iterator[Step]:
        """Later steps are made when they are reached: they ask what the earlier ones left."""
        yield BEGUN, CLERKS[0], lambda: counter.set_up(self._ledger)
        first, second = CLERKS
        yield from merge(
            counter.visits(self._ledger),
            keeping.while_collecting(self._ledger),
            mailbox.while_collecting(self._ledger, second),
            key=itemgetter(0),
        )
        yield from merge(
            panel.steps(self._ledger),
            keeping.while_reviewed(self._ledger),
            mailbox.while_revised(self._ledger, first),
            key=itemgetter(0),
        )
