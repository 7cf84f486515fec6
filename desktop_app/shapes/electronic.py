"""电子版 as the page shows it: applications with their files, and one file closely."""

from __future__ import annotations

from pathlib import Path

from db.enums import ArrivalSource, ElectronicKind, FormItem, State, TextCheck
from desktop_app.shapes import shape


@shape
class VersionRow:
    """A file on record. ``file`` is where it lies, None while only its arrival is known."""

    version_id: int
    kind: ElectronicKind
    arrived_at: str
    source: ArrivalSource
    file_name: str
    file: Path | None
    size: int
    origin: str
    sender: str
    subject: str
    note: str
    arrival_reason: str
    added_by: str
    added_at: str


@shape
class ElectronicRow:
    """An application with what came of it as files. ``versions`` by arrival; ``copies`` how many papers are in."""

    application_id: int
    number: str
    organization: str
    branch_id: int
    branch: str
    search: str
    brand: str
    state: State
    copies: int
    required: int
    text_check: TextCheck
    checked_by: str
    checked_at: str
    versions: tuple[VersionRow, ...]

    @property
    def files(self) -> tuple[VersionRow, ...]:
        return tuple(version for version in self.versions if version.file)

    @property
    def arrived_at(self) -> str:
        return self.versions[0].arrived_at if self.versions else ""

    def of_kind(self, kind: ElectronicKind) -> tuple[VersionRow, ...]:
        return tuple(version for version in self.files if version.kind is kind)


@shape
class FieldRow:
    """A field of a form on record. ``read`` is what the program had read, ``source`` the page text beside it."""

    item: FormItem
    value: str
    read: str
    source: str


@shape
class ElectronicCounts:
    """What the lists of the page hold."""

    files: int
    paper_only: int
    file_only: int
    several: int
    unchecked: int
    different: int
