"""What the lists of 电子版 hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from db.enums import ElectronicKind, TextCheck
from desktop_app.shapes.electronic import ElectronicCounts, ElectronicRow


def paper_only(row: ElectronicRow) -> bool:
    """有纸质无电子."""
    return row.copies > 0 and not row.versions


def file_only(row: ElectronicRow) -> bool:
    """有电子无纸质."""
    return row.copies == 0 and bool(row.versions)


def several(row: ElectronicRow) -> bool:
    """电子版多个版本: of one kind; a 定稿 beside its 申报稿 is as it should be."""
    return any(len(row.of_kind(kind)) > 1 for kind in ElectronicKind)


def unchecked(row: ElectronicRow) -> bool:
    """File and paper are both there, and nobody has looked whether they are one text."""
    return bool(row.files) and row.copies > 0 and row.text_check is TextCheck.UNCHECKED


def different(row: ElectronicRow) -> bool:
    return row.text_check is TextCheck.DIFFERENT


def without_file(row: ElectronicRow) -> bool:
    """The counter was told that a file came, and none was imported."""
    return bool(row.versions) and not row.files


LISTS: Mapping[str, tuple[str, Callable[[ElectronicRow], bool]]] = {
    "paper_only": ("有纸质无电子", paper_only),
    "file_only": ("有电子无纸质", file_only),
    "several": ("电子版多个版本", several),
    "without_file": ("只记到达，没有文件", without_file),
    "unchecked": ("未核对", unchecked),
    "different": ("不一致", different),
}
"""Filters of the page, by key: what is written on them, and which rows they let through."""


def counts(rows: Sequence[ElectronicRow]) -> ElectronicCounts:
    found = {key: sum(map(passes, rows)) for key, (_, passes) in LISTS.items()}
    return ElectronicCounts(
        files=sum(len(row.files) for row in rows),
        paper_only=found["paper_only"],
        file_only=found["file_only"],
        several=found["several"],
        unchecked=found["unchecked"],
        different=found["different"],
    )
