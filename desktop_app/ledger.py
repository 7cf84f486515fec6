"""The one way to write: transaction, journal, undo, announcement. Plain Python; the window listens with callbacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from weakref import WeakMethod

from db import commits, journal
from db.connection import database
from db.enums import EntryKind
from db.errors import DatabaseTrouble
from db.opening import known_trouble
from desktop_app.shapes import shape

T = TypeVar("T")


@shape
class Changes:
    """Which tables a commit touched, and the name of the step."""

    tables: frozenset[str]
    title: str


@shape
class Step:
    """A step that can be undone or redone: the journal entry to revert, and the name the clerk sees."""

    entry_id: int
    title: str


@dataclass(slots=True)
class _Written(Generic[T]):
    """A step that stands; `doubt` is what the disk said against its lasting."""

    result: T
    entry_id: int
    tables: frozenset[str]
    doubt: DatabaseTrouble | None = None


Listener = Callable[[Changes], None]
Clock = Callable[[], datetime]


def moment(at: datetime) -> str:
    """A moment as it is stored: local time, ISO 8601 to the second."""
    return at.replace(tzinfo=None).isoformat(timespec="seconds")


def _as_text(title: str) -> str:
    """A title that can be stored: it may name a file whose name holds bytes that are no text."""
    return title.encode("utf-8", "replace").decode()


class Ledger:
    """Runs Commands where the database lives. `actor` is the operator whose name every change bears."""

    def __init__(self, actor: str, clock: Clock = datetime.now) -> None:
        self.actor = actor
        self.clock = clock
        self.before_guarded: Callable[[], object] = lambda: None  # keeps what a guarded step is about to change
        self._listeners: list[WeakMethod[Listener]] = []
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._recall()

    @property
    def undo_title(self) -> str | None:
        """The name of the step that undo would take back."""
        return self._undo[-1].title if self._undo else None

    @property
    def final_title(self) -> str:
        """The name of the last step that only a correction mends; "" before there is one."""
        return journal.last_final()

    @property
    def redo_title(self) -> str | None:
        return self._redo[-1].title if self._redo else None

    def tell(self, listener: Listener) -> None:
        """Call the bound method `listener` after every commit, for as long as its object lives."""
        self._listeners.append(WeakMethod(listener))

    def run(
        self, title: str, command: Callable[..., T], *, final: bool = False, guarded: bool = False, **details: Any
    ) -> T:
        """Run `command(**details)` as one undoable entry named `title`.

        `final` says that the step leaves the office (printed, published, approved): it and what came before can then
        only be corrected, not undone. `guarded`: it changes many rows at once (an import), so the data are backed up
        first. Raises what the command raises; nothing of it is then kept.
        """
        if guarded:
            self.before_guarded()
        written = self._write(EntryKind.DONE, title, lambda: command(**details), final=final)
        if written.tables:
            self._redo.clear()
            if final:
                self._undo.clear()
            else:
                self._undo.append(Step(written.entry_id, title))
        self._announce(written, title)
        return written.result

    def undo(self) -> str | None:
        """Take back the last step and say its name; None when nothing can be undone."""
        return self._revert(self._undo, self._redo, EntryKind.UNDONE)

    def redo(self) -> str | None:
        """Do again what was last undone and say its name; None when nothing was."""
        return self._revert(self._redo, self._undo, EntryKind.REDONE)

    def _revert(self, source: list[Step], target: list[Step], kind: EntryKind) -> str | None:
        if not source:
            return None
        step = source[-1]
        written = self._write(kind, step.title, lambda: journal.revert(step.entry_id), target=step.entry_id)
        source.pop()
        target.append(Step(written.entry_id, step.title))
        self._announce(written, f"{kind}：{step.title}")
        return step.title

    def undo_step(self, entry_id: int, title: str) -> None:
        """Take back an older step that nothing later stands upon. Raises RuleBroken, which names what does."""
        from desktop_app.office.trail import take_back  # the page's room, which no reading command loads

        written = self._write(EntryKind.UNDONE, title, lambda: take_back(entry_id=entry_id), target=entry_id)
        self._undo = [step for step in self._undo if step.entry_id != entry_id]
        self._redo.append(Step(written.entry_id, title))
        self._announce(written, f"{EntryKind.UNDONE}：{title}")

    def _write(
        self, kind: EntryKind, title: str, command: Callable[[], T], *, target: int | None = None, final: bool = False
    ) -> _Written[T]:
        written: _Written[T] | None = None
        try:
            with known_trouble(), database.atomic("IMMEDIATE"):
                at = moment(self.clock())
                entry_id = journal.begin(kind, _as_text(title), self.actor, at, target=target, final=final)
                result = command()
                written = _Written(result, entry_id, journal.finish(entry_id))
        except Exception as error:
            # Only the commit was left to do: whether it is done the file alone can tell.
            if written is None or not written.tables or not commits.stands(written.entry_id, title, error):
                raise
            written.doubt = commits.doubt(title)
        return written

    def _recall(self) -> None:
        """What could be undone when the program was closed can be undone when it is opened again."""
        for entry in journal.after_last_final():
            step = Step(entry.id, entry.title)
            match entry.kind:
                case EntryKind.DONE if not entry.final:
                    self._undo.append(step)
                    self._redo.clear()
                case EntryKind.UNDONE:
                    self._undo = [each for each in self._undo if each.entry_id != entry.target]
                    self._redo.append(step)
                case EntryKind.REDONE:
                    self._redo = [each for each in self._redo if each.entry_id != entry.target]
                    self._undo.append(step)

    def _announce(self, written: _Written[Any], title: str) -> None:
        """Tell what is true; then what the disk had to say about it."""
        if not written.tables:
            return
        self._listeners = [ref for ref in self._listeners if ref()]
        for ref in self._listeners:
            if listener := ref():
                listener(Changes(written.tables, title))
        if written.doubt:
            raise written.doubt
