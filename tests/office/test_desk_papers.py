"""What the desk's notices, handovers, labels and reports say, gathered from rows."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from db.enums import MovementKind, State
from desktop_app.office import admission, custody, custody_papers, deficiencies, deficiency_papers, papers
from desktop_app.office.finding import find
from desktop_app.office.first_start import prepare
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.shapes.custody import HandoverEntry
from desktop_app.shapes.window import Place

UNSEALED = CopyMarks(here=True, stamped=False, signed=True, whole=True)
NOW = datetime(2023, 11, 10, 9, 0)
FILE = "2023-11-09 08:00"


@pytest.fixture
def desk(office):
    """Two organisations; three applications that owe something, each with a list due on the 16th."""
    prepare(office.ledger.run)
    office.round()
    pharmacy, nursing = office.organization(), office.organization("护理学院党委")
    for name, home in (("教工第一党支部", pharmacy), ("教工第二党支部", pharmacy), ("护理第一党支部", nursing)):
        office.receive(office.branch(name, home), (UNSEALED, *(COMPLETE,) * 3, ABSENT), brand=name, electronic=FILE)
    made = {"application_ids": [1, 2, 3], "workdays": 5, "by": "周喆", "at": "2023-11-09T11:00:00"}
    office.ledger.run("补正", deficiencies.make_lists, **made)
    return office


def told(notices):
    return [
        (each.to, each.whole_organization, [(one.number, [item.words for item in one.items]) for one in each.lists])
        for each in notices.notices
    ]


MISSING = ["纸质件差 1 份（第 5 份未到）", "第 1 份未盖章"]


def test_notices_go_to_branches_or_to_whole_organisations(desk):
    one = told(deficiency_papers.correction_notices("BZ-2023-0001", NOW))
    assert one == [("药学院党总支教工第一党支部", False, [("BZ-2023-0001", MISSING)])]
    whole = told(deficiency_papers.correction_notices("BZ-2023-0001 BZ-2023-0002@单位", NOW))
    assert whole == [("药学院党总支", True, [("BZ-2023-0001", MISSING), ("BZ-2023-0002", MISSING)])]
    assert [to for to, _, _ in told(deficiency_papers.correction_notices(None, NOW))] == [
        "护理学院党委",
        "药学院党总支",
    ]
    assert deficiency_papers.noticed("药学院党总支") == (1, 2)


def test_a_notice_printed_again_bears_the_day_its_lists_were_made(desk):
    def dated(code):
        return [(each.dated, each.reprint) for each in deficiency_papers.correction_notices(code, NOW).notices]

    made_on = date(2023, 11, 9)
    assert dated("BZ-2023-0001") == [(made_on, False)]
    desk.ledger.run("打印", deficiencies.issue_notices, deficiency_ids=[1], at="2023-11-09T11:05:00")
    assert dated("BZ-2023-0001 BZ-2023-0002") == [(made_on, True), (made_on, False)]
    assert dated("BZ-2023-0001 BZ-2023-0002@单位") == [(made_on, False)]


def test_a_notice_of_a_list_is_printed_as_it_was_made_and_of_an_application_as_it_stands(desk):
    desk.receive(1, (COMPLETE,) * 4 + (ABSENT,), brand="教工第一党支部", at="2023-11-10 08:30")
    assert told(deficiency_papers.correction_notices("BZ-2023-0001", NOW))[0][2] == [("BZ-2023-0001", MISSING)]
    assert told(deficiency_papers.correction_notices("001", NOW))[0][2] == [("BZ-2023-0001", MISSING[:1])]
    assert [each.dated for each in deficiency_papers.correction_notices("001", NOW).notices] == [NOW.date()]
    with pytest.raises(RuleBroken, match="没有补正清单 BZ-2023-0009"):
        deficiency_papers.correction_notices("BZ-2023-0009", NOW)


def test_the_report_says_what_became_of_every_list(desk):
    desk.receive(1, (COMPLETE,) * 5, brand="教工第一党支部", at="2023-11-17 08:30")
    desk.ledger.run("撤回", admission.withdraw, application_id=2, reason="来函", by="周喆", at="2023-11-10T09:00:00")
    report = deficiency_papers.deficiency_status(datetime(2023, 11, 20, 9, 0))
    assert [(row.cells[1], row.cells[8] and str(row.cells[8]), row.cells[9]) for row in report.rows] == [
        ("BZ-2023-0001", "2023-11-17", "逾期补齐"),
        ("BZ-2023-0002", None, "撤回"),
        ("BZ-2023-0003", None, "逾期未补"),
    ]
    assert report.closing == "补正清单 3 份：逾期补齐 1 份、撤回 1 份、逾期未补 1 份。"


def test_completeness_is_counted_by_organisation(desk):
    desk.receive(3, (COMPLETE,) * 5, brand="护理第一党支部", at="2023-11-10 08:30")
    desk.ledger.run("撤回", admission.withdraw, application_id=2, reason="来函", by="周喆", at="2023-11-10T09:00:00")
    report = deficiency_papers.completeness_by_organization(NOW)
    columns = [column.title for column in report.columns]
    assert [dict(zip(columns, row.cells, strict=True)) for row in report.rows] == [
        {
            "序号": 1,
            "基层党组织": "药学院党总支",
            "支部": 2,
            "应报": 0,
            "已申报": 1,
            "齐全": 0,
            "待补正": 1,
            "纸质未到": 0,
            "电子版未到": 0,
            "逾期": 0,
            "撤回等": 1,
            "应报未报": 0,
        },
        {
            "序号": 2,
            "基层党组织": "护理学院党委",
            "支部": 1,
            "应报": 0,
            "已申报": 1,
            "齐全": 1,
            "待补正": 0,
            "纸质未到": 0,
            "电子版未到": 0,
            "逾期": 0,
            "撤回等": 0,
            "应报未报": 0,
        },
    ]


def test_loans_and_their_list_say_who_has_what(desk):
    ids = custody.ids_of(("001-2", "003-2", "001-1"), round_id=desk.round_id)
    entry = HandoverEntry(MovementKind.LEND, ids, "2023-11-09 14:00", "王教授", "", "2023-11-09", "预审")
    desk.ledger.run("借出", custody.move_copies, entry=entry, by="周喆")
    paper = custody_papers.handover_list("jj-2023-0001", NOW)
    assert [(copy.code, copy.came_from, copy.remark) for copy in paper.copies] == [
        ("ZBPP-2023-001-2", "组织科", ""),
        ("ZBPP-2023-003-2", "组织科", ""),
        ("ZBPP-2023-001-1", "组织科", "未盖章"),
    ]
    report = custody_papers.unreturned(NOW)
    assert [row.cells[-1] for row in report.rows] == [1, 1, 1]
    assert report.closing == "借出未还 3 份，在 1 处；其中逾期 3 份。"


def test_labels_are_of_what_was_named_from_the_first_free_one(desk):
    sheet = custody_papers.copy_labels("001-2 护理学院党委@5x13:7", NOW)
    assert (sheet.format.key, sheet.first) == ("5x13", 7)
    assert [label.code.removeprefix("ZBPP-2023-") for label in sheet.labels] == [
        "001-2",
        "003-1",
        "003-2",
        "003-3",
        "003-4",
    ]
    assert len(custody_papers.copy_labels(None, NOW).labels) == 12
    with pytest.raises(RuleBroken, match="起始位置“x”无法识别"):
        custody_papers.copy_labels("001@3x8:x", NOW)


def test_a_slip_names_the_term_of_the_list_that_was_there(desk):
    slip = papers.receipt_slip("SJ-2023-0001", NOW)
    assert slip.supplement_term == "2023年11月16日（周四）17:30"
    desk.receive(1, (COMPLETE,) * 5, brand="教工一", at="2023-11-10 08:30")
    again = papers.receipt_slip("SJ-2023-0004", NOW)
    assert (again.lines[0].note, again.lines[0].state) == ("品牌原为“教工第一党支部”", State.ACCEPTED)


def test_notices_and_handovers_are_found_by_their_numbers(desk):
    (hit,) = find("bz-2023-0002")
    assert (hit.place, hit.note) == (
        Place("收件登记", "deficiency", 2),
        "教工第二党支部　“教工第二党支部”　2023-11-16 到期",
    )
    assert find("JJ-2023-0001") == ()
