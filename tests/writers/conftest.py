"""Documents of an invented school, and how they are read back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.shapes.documents import (
    Letterhead,
    MissingBranch,
    MissingBranches,
    MissingGroup,
    ReceiptSlip,
    ReceivingRegister,
    RegisterRow,
    SlipCopy,
    SlipLine,
)

OFFICE = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "zzb@example.edu.cn")
ROUND = "2023年“一支部一特色”支部党建品牌创建"


def slip_copies(number: str, count: int, without_stamp: frozenset[int] = frozenset()) -> tuple[SlipCopy, ...]:
    return tuple(SlipCopy(f"{number}-{n}", n, n not in without_stamp, True, True) for n in range(1, count + 1))


COMPLETE = SlipLine(
    application_number="ZBPP-2023-022",
    branch="临床医学系第一党支部",
    brand="杏林薪火",
    copies=slip_copies("ZBPP-2023-022", 5),
    copies_in=5,
    copies_required=5,
    electronic="已到",
    electronic_at=datetime(2023, 11, 8, 16, 12),
    state="已受理",
    missing=(),
    late=False,
    late_approver="",
    late_reason="",
)
LACKING = replace(
    COMPLETE,
    application_number="ZBPP-2023-023",
    branch="“王明艳”党支部",
    brand="无语良师 薪火相承",
    copies=slip_copies("ZBPP-2023-023", 4, frozenset({4})),
    copies_in=4,
    electronic="未到",
    electronic_at=None,
    state="待补正",
    missing=("第 5 份未到", "第 4 份未盖章", "电子版未到"),
)
SLIP = ReceiptSlip(
    letterhead=OFFICE,
    round_name=ROUND,
    number="SJ-2023-0072",
    received_at=datetime(2023, 11, 9, 10, 20),
    organization="第一临床学院党委",
    submitter="许堃",
    submitter_phone="0371-65790500",
    taken_by="周喆",
    lines=(COMPLETE, LACKING),
    supplement_term="2023年11月15日 17:30",
    printed_at=datetime(2023, 11, 9, 10, 22),
    reprint=0,
    voided=False,
    journal_head="3f9a1c2b77d04e5f",
)
ROW = RegisterRow(
    received_at=datetime(2023, 11, 9, 10, 20),
    receipt_number="SJ-2023-0072",
    application_number="ZBPP-2023-022",
    organization="第一临床学院党委",
    branch="临床医学系第一党支部",
    brand="杏林薪火",
    copies=5,
    stamped=5,
    signed=4,
    whole=5,
    electronic_at=datetime(2023, 11, 8, 16, 12),
    electronic="已到",
    state="待补正",
    late=False,
    submitter="许堃",
    taken_by="周喆",
    remark="",
    voided=False,
)
REGISTER = ReceivingRegister(
    letterhead=OFFICE,
    round_name=ROUND,
    as_of=datetime(2023, 11, 13, 9, 0),
    rows=(
        ROW,
        replace(
            ROW, application_number="ZBPP-2023-023", brand="=1+1", copies=3, stamped=2, signed=3, whole=3, late=True
        ),
        replace(ROW, receipt_number="", application_number="ZBPP-2023-024", copies=0, stamped=0, signed=0, whole=0),
        replace(
            ROW, receipt_number="SJ-2023-0073", voided=True, electronic_at=None, electronic="未到", remark="重复登记"
        ),
    ),
)
MISSING = MissingBranches(
    letterhead=OFFICE,
    round_name=ROUND,
    as_of=datetime(2023, 11, 9, 9, 0),
    deadline=datetime(2023, 11, 10, 17, 30),
    obligated=41,
    groups=(
        MissingGroup(
            "第一临床学院党委",
            "3831425",
            6,
            (
                MissingBranch("医技第六党支部", "校级样板支部（培育创建，第三批）", "王𬱖"),
                MissingBranch("教工第一党支部", "省级样板支部（通过验收，第一批）", ""),
            ),
        ),
        MissingGroup("护理学院党总支", "", 2, (MissingBranch("学生党支部", "校级样板支部（延期，第二批）", "䶮堃"),)),
    ),
)


@pytest.fixture
def pdf_text() -> Callable[[Path], str]:
    """What a reader copies from a PDF, without the white space that stands for positions."""

    def read(file: Path) -> str:
        import pypdfium2

        with pypdfium2.PdfDocument(file) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
        return "".join("".join(pages).split())

    return read


@pytest.fixture
def pdf_pages() -> Callable[[Path], list[str]]:
    """The same, page by page."""

    def read(file: Path) -> list[str]:
        import pypdfium2

        with pypdfium2.PdfDocument(file) as document:
            return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]

    return read


@pytest.fixture
def made() -> Any:
    """The documents to start from; a test changes them with `dataclasses.replace`."""

    class Made:
        complete, lacking, slip, row, register, missing = COMPLETE, LACKING, SLIP, ROW, REGISTER, MISSING

    return Made
