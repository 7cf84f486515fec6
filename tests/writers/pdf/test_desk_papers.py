"""Labels are read by a reader that is not ours; notices, handovers and reports say what they must."""

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
    CorrectionNotice,
    CorrectionNotices,
    HandedCopy,
    HandoverList,
    LabelFormat,
    LabelSheet,
    NoticeItem,
    NoticeList,
)
from desktop_app.shapes.documents import Letterhead
from desktop_app.writers.pdf import label_sheet
from desktop_app.writers.pdf.correction_notice import write_correction_notices
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


def notice(number: int, *items: tuple[str, str], due: datetime = datetime(2025, 9, 17, 17, 30)) -> NoticeList:
    return NoticeList(
        f"BZ-2025-{number:04}",
        f"ZBPP-2025-{number:03}",
        f"教工第{number}党支部",
        "药香校园",
        due,
        tuple(NoticeItem(*item) for item in items),
    )


MISSING = ("纸质件差 1 份（第 5 份未到）", "补交纸质申报书")


def test_a_notice_says_what_is_missing_until_when_and_where(tmp_path):
    lists = (notice(1, MISSING, ("电子版未到", "发送电子版")),)
    one = CorrectionNotice("药学院党总支教工第1党支部", False, lists, NOW.date())
    file = tmp_path / "补正通知.pdf"
    write_correction_notices(CorrectionNotices(OFFICE, "2025 年批次", NOW, (one,)), file)
    said = text_of(file).replace("\r\n", "").replace("\n", "")
    for words in (
        "申报材料补正通知",
        "药学院党总支教工第1党支部：",
        "你支部申报的“药香校园”（申报编号 ZBPP-2025-001）",
        "2025年9月17日（周三）17:30",
        "纸质件差 1 份（第 5 份未到）",
        "勤政楼423",
        "BZ-2025-0001",
        "签收人",
    ):
        assert words in said, words
    if sys.platform != "win32":
        assert seen(file, 0) == {("CODE128", "BZ-2025-0001")}


def test_a_reprint_keeps_the_day_of_the_notice_and_says_when_it_was_printed_again(tmp_path):
    lists = (notice(1, MISSING),)
    file = tmp_path / "补正通知.pdf"
    again = CorrectionNotice("药学院党总支教工第1党支部", False, lists, date(2025, 9, 10), reprint=True)
    write_correction_notices(CorrectionNotices(OFFICE, "2025 年批次", datetime(2025, 11, 24, 9, 5), (again,)), file)
    said = text_of(file)
    assert "组织科\r\n2025年9月10日\r\n" in said
    assert "补打于 2025年11月24日 09:05" in said
    assert "打印于" not in said.replace("补打于", "")


def test_an_organisation_gets_one_notice_for_all_its_branches_each_with_its_own_term(tmp_path):
    lists = (notice(1, MISSING), notice(2, MISSING, due=datetime(2025, 9, 19, 17, 30)))
    other = CorrectionNotice("护理学院党委", True, (notice(3, MISSING),), NOW.date())
    file = tmp_path / "补正通知.pdf"
    one = CorrectionNotice("药学院党总支", True, lists, NOW.date())
    both = CorrectionNotices(OFFICE, "2025 年批次", NOW, (one, other))
    write_correction_notices(both, file)
    document = pypdfium2.PdfDocument(file)
    first, second = (page.get_textpage().get_text_bounded() for page in document)
    assert "你单位所属 2 个党支部" in first
    assert "请在各自期限之前一次补齐" in first.replace("\r\n", "")
    assert [words in first for words in ("教工第1党支部", "教工第2党支部", "护理学院")] == [True, True, False]
    assert "护理学院党委：" in second


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
