"""流转: where copies go, what is refused, and what their way says."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from db.enums import CopyStatus, MovementKind
from db.models import Handover, PaperCopy
from db.opening import integrity_problems
from desktop_app.office import custody, custody_page, office_settings
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.custody import HandoverEntry, Purpose
from desktop_app.shapes.office import OfficeProfile


@pytest.fixture
def desk(office):
    """Two applications with five copies each, on 9 November 2023."""
    office.round()
    organization = office.organization()
    for name in ("教工第一党支部", "教工第二党支部"):
        office.receive(office.branch(name, organization), brand=name)
    return office


def move(office, kind: MovementKind, *codes: str, **details):
    ids = custody.ids_of(codes, round_id=office.round_id)
    entry = HandoverEntry(kind, ids, details.pop("at", "2023-11-13 09:00"), **details)
    return office.ledger.run("流转", custody.move_copies, entry=entry, by="周喆")


def where(office, code: str):
    row = custody_page.copies_by_id([custody.copy_id_of(code, round_id=office.round_id)])[0]
    return row.status, row.place, row.holder, f"{row.since:%m-%d %H:%M}", row.due_on


def test_many_copies_are_lent_at_once_on_one_list_and_come_back_one_by_one(desk):
    made = move(
        desk, MovementKind.LEND, "001-2", "001-3", "zbpp-2023-002-2", holder="专家组 王教授", due_on="2023-11-20"
    )
    assert (made.number, made.copies) == ("JJ-2023-0001", 3)
    lent = (CopyStatus.LENT, "专家组 王教授", "专家组 王教授", "11-13 09:00", date(2023, 11, 20))
    assert [where(desk, code) for code in ("001-2", "001-3", "002-2")] == [lent] * 3
    assert [row.code for row in custody_page.handover_copies(made.handover_id)] == [
        "ZBPP-2023-001-2",
        "ZBPP-2023-001-3",
        "ZBPP-2023-002-2",
    ]
    move(desk, MovementKind.RETURN, "001-3", at="2023-11-15 16:00", holder="王教授")
    assert where(desk, "001-3") == (CopyStatus.HELD, "组织科", "", "11-15 16:00", None)
    overdue = custody_page.overdue_loans(desk.round_id, date(2023, 11, 21))
    assert [row.code for row in overdue] == ["ZBPP-2023-001-2", "ZBPP-2023-002-2"]
    assert custody_page.overdue_loans(desk.round_id, date(2023, 11, 20)) == ()
    assert [(row.number, row.kind, row.copies) for row in custody_page.handovers(desk.round_id)] == [
        ("JJ-2023-0002", MovementKind.RETURN, 1),
        ("JJ-2023-0001", MovementKind.LEND, 3),
    ]


def test_a_copy_tells_its_whole_way(desk):
    move(desk, MovementKind.LEND, "001-2", holder="王教授", at="2023-11-13 09:00")
    move(desk, MovementKind.RETURN, "001-2", at="2023-11-15 09:00")
    move(desk, MovementKind.ARCHIVE, "001-2", at="2023-11-16 09:00", place="档案柜 3")
    details = custody_page.copy_details(custody.copy_id_of("001-2", round_id=desk.round_id))
    assert [(m.kind, m.from_place, m.place, f"{m.at:%m-%d}", m.by) for m in details.movements] == [
        (MovementKind.LEND, "组织科", "王教授", "11-13", "周喆"),
        (MovementKind.RETURN, "王教授", "组织科", "11-15", "周喆"),
        (MovementKind.ARCHIVE, "组织科", "档案柜 3", "11-16", "周喆"),
    ]
    assert details.row.since == datetime(2023, 11, 16, 9)


def test_one_copy_that_cannot_go_stops_all_of_them_and_no_number_is_used_up(desk):
    move(desk, MovementKind.LEND, "001-2", holder="王教授")
    with pytest.raises(RuleBroken, match=r"ZBPP-2023-001-2 现在是“借出”（王教授），不能借出。请先登记归还。"):
        move(desk, MovementKind.LEND, "001-1", "001-2", holder="李教授")
    assert where(desk, "001-1")[0] is CopyStatus.HELD
    assert move(desk, MovementKind.LEND, "001-1", holder="李教授").number == "JJ-2023-0002"


@pytest.mark.parametrize(
    ("kind", "codes", "details", "what"),
    [
        (MovementKind.LEND, ("001-1",), {}, "借出要写明借给谁"),
        (MovementKind.LEND, ("001-1",), {"holder": "王教授", "due_on": "2023-11-12"}, "早于借出日期"),
        (MovementKind.RETURN, ("001-1",), {}, "ZBPP-2023-001-1 已在组织科，不能归还。不必归还"),
        (MovementKind.ARCHIVE, (), {}, "还没有选纸质件"),
        (MovementKind.ARCHIVE, ("001-1",), {"at": "2023-11-09 09:00"}, "上一次变动是 2023-11-09 10:20"),
    ],
)
def test_what_is_refused_is_said(desk, kind, codes, details, what):
    with pytest.raises(RuleBroken, match=what):
        move(desk, kind, *codes, **details)
    assert not Handover.select().exists()


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("001-6", "没有纸质件 ZBPP-2023-001-6：第 6 份还没有收到。"),
        ("ZBPP-2023-077-1", "没有纸质件 ZBPP-2023-077-1：没有这个申报编号。"),
        ("SJ-2023-0001", "“SJ-2023-0001”不是纸质件的编码。"),
        ("你好", "“你好”不是纸质件的编码。"),
    ],
)
def test_a_code_that_leads_nowhere_is_said(desk, code, what):
    with pytest.raises(RuleBroken) as refused:
        custody.copy_id_of(code, round_id=desk.round_id)
    assert refused.value.what == what


def test_an_undone_handover_leaves_every_copy_where_it_was_and_its_number_used(desk):
    before = where(desk, "001-2")
    move(desk, MovementKind.HAND_BACK, "001-2", holder="许老师")
    assert where(desk, "001-2")[:3] == (CopyStatus.HANDED_BACK, "申报支部", "许老师")
    desk.ledger.undo()
    assert where(desk, "001-2") == before
    assert move(desk, MovementKind.HAND_BACK, "001-2").number == "JJ-2023-0002"
    assert integrity_problems() == []


def test_the_plan_says_what_each_copy_is_for(desk):
    def plan():
        return [row.purpose for row in custody_page.copy_rows(desk.round_id)][:5]

    assert plan() == [Purpose.ARCHIVE, Purpose.REVIEW, Purpose.REVIEW, Purpose.REVIEW, Purpose.RETURN]
    office = OfficeProfile(school="示例医科大学", copies_to_archive=2, copies_to_return=0)
    desk.ledger.run("设置", office_settings.change_profile, profile=office)
    assert plan() == [Purpose.ARCHIVE, Purpose.ARCHIVE, Purpose.REVIEW, Purpose.REVIEW, Purpose.REVIEW]


def test_a_lent_copy_is_neither_exchanged_nor_wiped_out_with_its_visit(desk):
    from desktop_app.office import intake

    move(desk, MovementKind.LEND, "001-3", holder="王教授")
    with pytest.raises(RuleBroken, match="ZBPP-2023-001-3 已有流转记录"):
        desk.ledger.run(
            "作废", intake.void_receipt, receipt_id=1, reason="支部选错", by="周喆", at="2023-11-14T09:00:00"
        )
    assert PaperCopy.select().where(PaperCopy.code == "ZBPP-2023-001-3").exists()
