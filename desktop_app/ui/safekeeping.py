"""The keeper of backups at the window: what is due is done in quiet, what was done or went wrong is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.backups.keeper import Keeper, Packed, Taken
from desktop_app.jobs import Jobs, Progress
from desktop_app.ledger import Changes, Ledger
from desktop_app.rules.backups import second_copy_words
from desktop_app.shapes.backups import Reason

if TYPE_CHECKING:
    from desktop_app.backups.restoring import Prepared

MINUTE = 60_000  # ms
BACKING_UP, UNPACKING = "正在备份", "正在核对备份"
Failed = Callable[[Exception], None]


class Safekeeping(QObject):
    """A thin adapter: the keeper knows when and where, the worker packs, pages hear `changed`."""

    changed = Signal()  # what is remembered of backups is other than before
    restore_wanted = Signal(object)  # Prepared: the clerk has seen what it changes, and said yes

    def __init__(self, keeper: Keeper, ledger: Ledger, jobs: Jobs) -> None:
        super().__init__()
        self.keeper, self._ledger, self._jobs = keeper, ledger, jobs
        self._packing = False
        ledger.tell(self._on_changed)
        ledger.before_guarded = self.before_import
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self.look_at_clock)
        self._clock.start()

    @property
    def folder(self) -> Path:
        return self.keeper.folder

    @property
    def note(self) -> str:
        """What should be known in one short sentence; "" when all is well."""
        state = self.keeper.state
        return state.trouble or second_copy_words(state.first_at, state.second_at, self._ledger.clock())

    def look_at_clock(self) -> None:
        """Half an hour of change makes a backup; one that cannot be taken is told, and does not stop anyone."""
        if self.keeper.due and not self._packing:
            self.back_up(Reason.TIMED)

    def before_import(self) -> None:
        """Raises where no copy can be taken: nothing large is changed without one."""
        if self.keeper.wanted:
            self._start(self.keeper.take(Reason.BEFORE_IMPORT), lambda _: None, lambda _: None)

    def back_up(
        self, reason: Reason, done: Callable[[Packed], None] = lambda _: None, failed: Failed = lambda _: None
    ) -> None:
        """Take a copy now, pack it in the background; exactly one of the answers is called."""
        try:
            taken = self.keeper.take(reason)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, it is remembered and told
            self._failed(trouble, failed)
            return
        self._start(taken, done, failed)

    def _start(self, taken: Taken, done: Callable[[Packed], None], failed: Failed) -> None:
        self._packing = True
        self._jobs.start(
            lambda progress: self.keeper.pack(taken, progress),
            title=BACKING_UP,
            done=lambda packed: self._done(packed, done),
            failed=lambda trouble: self._failed(trouble, failed),
            cancelled=lambda: self._cancelled(taken),
        )

    def _done(self, packed: Packed, done: Callable[[Packed], None]) -> None:
        self._packing = False
        self.keeper.note(packed)
        done(packed)
        self.changed.emit()

    def _failed(self, trouble: Exception, failed: Failed) -> None:
        self._packing = False
        self.keeper.failed(trouble)
        failed(trouble)
        self.changed.emit()

    def _cancelled(self, taken: Taken) -> None:
        self._packing = False
        self.keeper.drop(taken)
        self.changed.emit()

    def unpack(self, file: Path, done: Callable[[Prepared], None], failed: Failed) -> Progress:
        """Lay a backup out and prove it, in the background."""
        from desktop_app.backups.restoring import prepare

        return self._jobs.start(
            lambda progress: prepare(file, self.folder, progress), title=UNPACKING, done=done, failed=failed
        )

    def choose(self, folder: Path | None, second: Path | None) -> None:
        """Where backups go from now on. Raises RuleBroken."""
        self.keeper.choose(folder, second)
        self.changed.emit()

    def _on_changed(self, _: Changes) -> None:
        self.keeper.changed()
