"""归档: what a pack of a round holds, how its catalogue reads, and what a check of one found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead


@shape
class KeptFile:
    """A file that was handed in. `name` is the one it came with; `sha256` finds it in the store, "" when only its
    arrival is known."""

    sha256: str
    name: str
    words: str  # 申报稿 2025-09-09


@shape
class HandedIn:
    """An application with its files, in the order in which they came."""

    number: str
    organization: str
    branch: str
    brand: str
    state: str
    day: str  # ISO, of its first arrival
    files: tuple[KeptFile, ...]


@shape
class Proof:
    """取消资格: what proves copying, and the file that shows it where there is one."""

    number: str
    organization: str
    branch: str
    brand: str
    evidence: str
    copied_from: str
    by: str
    at: str
    file: KeptFile | None


@shape
class CodedPaper:
    """One of a document that is made of each thing: 收件回执 of SJ-2025-0001, and the day it is of."""

    code: str
    day: str


@shape
class ArchiveCover:
    """Of which round a pack is, and who makes it."""

    round_id: int
    round_name: str
    year: int
    letterhead: Letterhead
    notice: str
    issued_on: str
    made_at: datetime
    made_by: str
    journal_head: str

    @property
    def office(self) -> str:
        return f"{self.letterhead.school}{self.letterhead.department}{self.letterhead.office}"


@shape
class LeftOut:
    """What could not be put into a pack, and why."""

    title: str
    reason: str


@shape
class PackedFile:
    """A file of a pack: its path with forward slashes, its size in bytes, its SHA-256, and what it was called."""

    path: str
    size: int
    sha256: str
    original: str = ""

    @property
    def format(self) -> str:
        name = self.path.rpartition("/")[2]
        return name.rpartition(".")[2].upper() if "." in name else "文件"


@shape
class CatalogueItem:
    """件 of the catalogue. `number` is the programme's own (ZBPP-…), never a 发文字号; `day` ISO, "" when unknown."""

    group: str
    title: str
    responsible: str
    day: str
    number: str
    remark: str
    files: tuple[PackedFile, ...]
    pages: int | None = None  # of the printed form, where one was made


@shape
class Catalogue:
    """What the index and the 归档文件目录 say of a pack."""

    cover: ArchiveCover
    items: tuple[CatalogueItem, ...]
    left_out: tuple[LeftOut, ...]
    open_points: tuple[str, ...]

    @property
    def files(self) -> tuple[PackedFile, ...]:
        return tuple(file for item in self.items for file in item.files)

    @property
    def groups(self) -> dict[str, list[tuple[int, CatalogueItem]]]:
        """By group, in their order: the items with their 序号, which runs through."""
        found: dict[str, list[tuple[int, CatalogueItem]]] = {}
        for number, item in enumerate(self.items, 1):
            found.setdefault(item.group, []).append((number, item))
        return found


@shape
class MadeArchive:
    """A pack that stands, whole and read back. `size` is of all its files, in bytes, unpacked."""

    name: str
    files: int
    items: int
    size: int
    manifest_hash: str
    journal_head: str
    left_out: tuple[LeftOut, ...]


@shape
class ArchiveCheck:
    """What a check of a pack found; paths. `manifest_hash` is that of its SHA256SUMS."""

    name: str
    files: int
    manifest_hash: str
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.missing and not self.changed and not self.extra

    @property
    def problems(self) -> Sequence[str]:
        """One sentence for each file that is not as it was."""
        return (
            *(f"缺少：{each}" for each in self.missing),
            *(f"内容与清单不符：{each}" for each in self.changed),
            *(f"清单里没有：{each}" for each in self.extra),
        )


@shape
class ArchiveRow:
    """A pack on record."""

    round_name: str
    name: str
    made_at: str
    by: str
    files: int
    size: int
    manifest_hash: str


@shape
class ArchiveOutlook:
    """Before one is made: what goes in, and what is not final yet, in sentences."""

    round_id: int
    round_name: str
    proposed: str  # a name for the folder or .zip
    contents: tuple[tuple[str, str], ...]  # what, how many
    open_points: tuple[str, ...]
    earlier: tuple[ArchiveRow, ...] = ()


@shape
class JournalLine:
    """An entry of the journal, as an extract shows it."""

    entry_id: int
    at: str
    person: str
    kind: str
    title: str
    mark: str  # 最终, 已撤销, ""
    hash: str


@shape
class JournalExtract:
    """操作记录 of a round; `count` and `head` are those of the whole chain, of which the extract is a part."""

    lines: tuple[JournalLine, ...]
    count: int
    head: str
