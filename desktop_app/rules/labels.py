"""Sheets of labels as they are sold: A4, the common sizes (3474, 3651, L7163 and L7651 of the trade)."""

from __future__ import annotations

from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.desk_papers import LabelFormat, LabelPaper

FORMATS = (
    LabelFormat(LabelPaper.LARGE, "3×8　70×37 mm", 3, 8, 70.0, 37.0, 0.0, 0.5),
    LabelFormat(LabelPaper.MIDDLE, "4×10　52.5×29.7 mm", 4, 10, 52.5, 29.7, 0.0, 0.0),
    LabelFormat(LabelPaper.WIDE, "2×7　99.1×38.1 mm", 2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
    LabelFormat(LabelPaper.SMALL, "5×13　38.1×21.2 mm", 5, 13, 38.1, 21.2, 4.75, 10.7, 2.5),
)


def label_format(key: str) -> LabelFormat:
    """The format of a key. RuleBroken for none of ours."""
    for found in FORMATS:
        if found.key == key:
            return found
    raise RuleBroken(f"没有标签纸规格“{key}”。", f"可用的规格：{'、'.join(each.key for each in FORMATS)}。")


def check_first(form: LabelFormat, first: int) -> None:
    """The first free label lies on the sheet."""
    if not 1 <= first <= form.labels:
        raise RuleBroken(f"这种标签纸每页 {form.labels} 张，没有第 {first} 张。", f"请填 1 到 {form.labels}。")


def sheets_needed(form: LabelFormat, first: int, labels: int) -> int:
    """How many sheets so many labels take."""
    return -(-(first - 1 + labels) // form.labels)


def parse_order(code: str, usual: str) -> tuple[tuple[str, ...], str, int]:
    """What labels are wanted: the codes or the name, the format, the first free label.

    ZBPP-2025-031 · 031-2 031-3 · 药学院党总支; behind it @4 begins at the fourth label, @5x13:4 on sheets of 5×13.
    RuleBroken for a place that is no number.
    """
    wanted, _, place = code.partition("@")
    key, _, first = place.rpartition(":")
    if first and not (first.isascii() and first.isdigit()):
        raise RuleBroken(f"起始位置“{first}”无法识别。", "请写成 @4，或 @5x13:4。")
    codes = tuple(wanted.replace("、", " ").split())
    return codes, key or usual, int(first or 1)
