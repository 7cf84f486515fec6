"""Labels are read by a reader that is not ours; handovers and reports say what they must."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from db.enums import MovementKind
from desktop_app.rules.labels import FORMATS
from desktop_app.shapes.desk_papers import (
    CopyLabel,
    HandedCopy,
    HandoverList,
    LabelFormat,
    LabelSheet,
)
from desktop_app.shapes.documents import Letterhead
from desktop_app.writers.pdf import label_sheet
from desktop_app.writers.pdf.handover_list import write_handover_list

OFFICE = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "zzb@example.edu.cn")
NOW = datetime(2025, 9, 10, 10, 42)
LONG = "第一临床学院医技第六联合党支部暨人体解剖学教研室教工第一党支部"
DPI = 300


def seen(file: Path, page: int) -> set[tuple[str, str]]:
    """Kind and text of every code on a page, read from the picture an office printer would make."""
    return codes_in(pypdfium2.PdfDocument(file)[page].render(scale=DPI / 72).to_pil())


def codes_in(picture: Any) -> set[tuple[str, str]]:
    """What zbar reads in a picture."""
    pyzbar = pytest.importorskip("pyzbar.pyzbar", reason="zbar is not there", exc_type=ImportError)
    return {(code.type, code.data.decode()) for code in pyzbar.decode(picture)}


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def sheet(form: Any, count: int, first: int = 1) -> LabelSheet:
    labels = tuple(
        CopyLabel(f"ZBPP-2025-{n // 5 + 1:03}-{n % 5 + 1}", LONG, "无语良师 薪火相承", n % 5 + 1, 5, "评审")
        for n in range(count)
    )
    return LabelSheet(OFFICE, "2025 年批次", form, first, labels, NOW)


@pytest.mark.skipif(sys.platform == "win32", reason="zbar comes with Linux")
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
def test_every_label_is_read_from_the_first_free_one_to_the_next_sheet(form, tmp_path):
    """Each label is looked at by itself, as a scanner is held before it."""
    labels = sheet(form, form.labels, first=4)
    file = tmp_path / "标签.pdf"
    label_sheet.write_label_sheet(labels, file)
    pictures = [page.render(scale=DPI / 72).to_pil() for page in pypdfium2.PdfDocument(file)]
    kind = "QRCODE" if form.key == "5x13" else "CODE128"
    for place, label in enumerate(labels.labels, 3):
        page, at = divmod(place, form.labels)
        assert codes_in(pictures[page].crop(area(form, at))) == {(kind, label.code)}
    assert [codes_in(pictures[0].crop(area(form, at))) for at in range(3)] == [set()] * 3


def area(form: LabelFormat, at: int) -> tuple[float, float, float, float]:
    """A label in pixels of the picture: left, top, right, bottom."""
    left = form.left + (at % form.across) * (form.width + form.between)
    top = form.top + (at // form.across) * form.height
    return tuple(round(edge * DPI / 25.4) for edge in (left, top, left + form.width, top + form.height))  # type: ignore[return-value]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
def test_nothing_of_a_label_reaches_into_its_neighbour(form, tmp_path):
    """Only the middle label of the sheet is printed: outside it the paper stays white."""
    middle = form.across * (form.down // 2) + 1
    file = tmp_path / "标签.pdf"
    label_sheet.write_label_sheet(sheet(form, 1, first=middle + 1), file)
    picture = pypdfium2.PdfDocument(file)[0].render(scale=DPI / 72).to_pil().convert("L")
    left, top, right, bottom = area(form, middle)
    inked = picture.point(lambda grey: 255 if grey < 200 else 0).getbbox()
    assert inked is not None
    spare = DPI / 25.4  # a millimetre
    assert left + spare < inked[0] < inked[2] < right - spare / 2
    assert top + spare < inked[1] < inked[3] < bottom - spare / 2


def test_a_handover_lists_every_copy_over_as_many_pages_as_it_takes(tmp_path):
    copies = tuple(
        HandedCopy(f"ZBPP-2025-{n:03}-2", "药学院党总支", LONG, "药香校园", 2, "组织科", "未盖章" if n == 1 else "")
        for n in range(1, 61)
    )
    paper = HandoverList(
        letterhead=OFFICE,
        round_name="2025 年批次",
        number="JJ-2025-0003",
        kind=MovementKind.LEND,
        holder="评审专家组",
        place="评审专家组",
        at=NOW,
        by="周喆",
        due_on=date(2025, 9, 20),
        note="",
        copies=copies,
        printed_at=NOW,
        reprint=False,
    )
    file = tmp_path / "交接单.pdf"
    write_handover_list(paper, file)
    said = text_of(file)
    assert all(copy.code in said for copy in copies)
    for words in ("申报材料交接单（借出）", "评审专家组", "2025年9月20日", "合计 60 份", "借用人（签字）", "未盖章"):
        assert words in said, words
    if sys.platform != "win32":
        assert seen(file, 0) == {("CODE128", "JJ-2025-0003")}


def test_the_same_papers_give_the_same_bytes(tmp_path):
    files = [tmp_path / f"{n}.pdf" for n in (1, 2)]
    for file in files:
        label_sheet.write_label_sheet(sheet(FORMATS[3], 7), file)
    assert files[0].read_bytes() == files[1].read_bytes()
