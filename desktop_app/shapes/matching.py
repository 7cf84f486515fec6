"""Which application a file belongs to: what is known, what speaks for it, and what is to become of the file."""

from __future__ import annotations

from enum import StrEnum

from db.enums import ArrivalSource, ElectronicKind, FormItem, State
from desktop_app.shapes import shape
from desktop_app.shapes.incoming import IncomingForm, RefusedFile


@shape
class KnownBranch:
    """A branch of the roster with its live application of the round, as a file is held against it.

    ``names`` are its name and the others it answers to. ``hashes`` are those of the files that belong to it already.
    ``revising_since`` is the day the experts' opinions went out, "" while it is not 修改中.
    """

    branch_id: int
    branch: str
    organization: str
    names: tuple[str, ...]
    secretary: str = ""
    search: str = ""
    application_id: int | None = None
    number: str = ""
    brand: str = ""
    state: State | None = None
    revising_since: str = ""
    hashes: frozenset[str] = frozenset()


@shape
class Known:
    """All that files of a round are held against."""

    round_id: int
    year: int
    branches: tuple[KnownBranch, ...]


@shape
class Candidate:
    """A branch a file may belong to; ``score`` of 100, ``reasons`` what speaks for it, ``against`` what does not."""

    branch: KnownBranch
    score: int
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()


@shape
class Match:
    """Candidates, the best first. ``certain``: the first may be taken without asking; else ``reason`` says why not."""

    candidates: tuple[Candidate, ...]
    certain: bool
    reason: str = ""

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


class Fate(StrEnum):
    """What becomes of a file."""

    ATTACHED = "归入"
    REGISTERED = "新登记"
    ALREADY = "已有"
    UNDECIDED = "待定"
    LEFT = "不导入"


@shape
class IncomingLine:
    """A file on the preview: what it was matched with, and what will become of it.

    ``brand`` is what an application that is registered by it will be called. ``problem`` says why it cannot be taken
    as it stands, "" when it can; ``notes`` what the clerk ought to look at. ``corrected`` holds the fields that the
    clerk put differently from what was read, ``arrived_at`` and ``source`` what will be kept of its arrival.
    """

    form: IncomingForm
    match: Match
    fate: Fate
    branch: KnownBranch | None
    kind: ElectronicKind
    brand: str
    arrived_at: str
    source: ArrivalSource
    problem: str = ""
    todo: str = ""
    notes: tuple[str, ...] = ()
    corrected: tuple[tuple[FormItem, str], ...] = ()

    @property
    def taken(self) -> bool:
        return self.fate in (Fate.ATTACHED, Fate.REGISTERED)

    def value(self, item: FormItem) -> str:
        """A field as it will be kept."""
        return dict(self.corrected).get(item, self.form.reading.value(item))


@shape
class IncomingPlan:
    """An import of files, ready to be looked through and then taken in one step."""

    lines: tuple[IncomingLine, ...]
    refused: tuple[RefusedFile, ...]
    skipped: int = 0

    def having(self, *fates: Fate) -> tuple[IncomingLine, ...]:
        return tuple(line for line in self.lines if line.fate in fates)


@shape
class TakenFile:
    """What became of a file that was taken. ``already``: it was there, and nothing was written."""

    file: str
    application: str
    branch: str
    brand: str
    kind: ElectronicKind
    registered: bool
    already: bool

    def as_json(self) -> dict[str, object]:
        said = {"file": self.file, "application": self.application, "branch": self.branch, "brand": self.brand}
        return {**said, "kind": str(self.kind), "registered": self.registered, "already": self.already}
