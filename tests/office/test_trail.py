"""操作记录: the journal asked, told in words, and older steps taken back where nothing stands upon them."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

import pytest

from db import trail
from db.connection import database
from db.enums import EntryKind
from db.models import JOURNALED, Application, Branch, table_name
from desktop_app.ledger import Ledger
from desktop_app.office import intake, office_settings
from desktop_app.office.trail import (
    looked_up,
    record_name,
    record_number,
    refusal,
    trail_entry,
    trail_head,
    trail_ids,
    trail_persons,
    trail_rows,
)
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.trail_words import SETTINGS, TABLES, is_shown
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.trail import TrailChange, TrailFilter, TrailRow, TrailValue


def rename(office, branch_id: int, name: str) -> int:
    office.ledger.run(
        f"更名 {name}", lambda: Branch.update(name=name, key=name).where(Branch.id == branch_id).execute()
    )
    return trail_ids(TrailFilter())[0]


def titles(wanted: TrailFilter, **order: object) -> list[str]:
    return [row.title for row in trail_rows(trail_ids(wanted, **order))]  # type: ignore[arg-type]


def test_every_table_and_column_has_a_word() -> None:
    """A column that is added wants its word in rules/trail_words.py."""
    missing = [
        f"{table_name(model)}.{field.column_name}"
        for model in JOURNALED
        for field in model._meta.sorted_fields
        if is_shown(field.column_name)
        and not (table_name(model) == "office_setting" and field.column_name == "key")
        and field.column_name not in TABLES.get(table_name(model), TABLES["operator"]).columns
    ]
    assert missing == []


def test_every_setting_of_the_office_has_a_word() -> None:
    assert [each.name for each in fields(OfficeProfile) if each.name not in SETTINGS] == []


def test_filters_pass_by_person_day_words_and_record(office) -> None:
    office.round()
    first, second = office.branch("第一党支部", office.organization()), None
    office.ledger.actor, office.now = "吴桐", datetime(2023, 11, 10, 9)
    second = office.branch("第二党支部", 1)
    rename(office, first, "药剂第一党支部")
    office.receive(first)
    assert titles(TrailFilter(person="吴桐")) == ["登记收件", "更名 药剂第一党支部", "添加"]
    assert titles(TrailFilter(last="2023-11-09")) == ["添加", "添加", "新建批次"]
    assert titles(TrailFilter(first="2023-11-10", words="更名 第一")) == ["更名 药剂第一党支部"]
    assert titles(TrailFilter(record=("branch", second))) == ["添加"]
    assert titles(TrailFilter(record=("branch", first))) == ["登记收件", "更名 药剂第一党支部", "添加"]
    assert titles(TrailFilter(record=("receipt", 1))) == ["登记收件"]
    assert titles(TrailFilter(record=("application", 99))) == []
    assert titles(TrailFilter(), order="title", descending=False)[-1] == "登记收件"
    assert trail_persons() == ("吴桐", "周喆")
    assert record_name("branch", first) == "党支部 药剂第一党支部 药学院党总支"


def test_what_was_undone_with_its_record_is_still_found(office) -> None:
    office.round()
    receipt = office.receive(office.branch("第一党支部", office.organization()))
    application = Application.get().id
    office.ledger.undo()
    assert titles(TrailFilter(record=("application", application))) == ["登记收件", "登记收件"]
    assert titles(TrailFilter(record=("receipt", receipt.receipt_id))) == ["登记收件", "登记收件"]


def test_an_entry_is_told_in_words(office) -> None:
    office.round()
    branch = office.branch("第一党支部", office.organization(), secretary="王　明")
    office.ledger.run(
        "修改支部",
        lambda: Branch.update(secretary="李堃", members=35, closed_on="").where(Branch.id == branch).execute(),
    )
    told = trail_entry(trail_ids(TrailFilter())[0])
    assert told is not None
    assert told.row == TrailRow(
        told.row.entry_id, "2023-11-09 10:20:00", "周喆", "修改支部", EntryKind.DONE, final=False, undone=False
    )
    assert told.changes == (
        TrailChange(
            "党支部",
            "第一党支部 药学院党总支",
            "改动",
            (TrailValue("支部书记", "王　明", "李堃"), TrailValue("党员数", "（空）", "35")),
        ),
    )
    assert (told.more, told.why_not, told.answers) == (0, "", "")
    added = trail_entry(told.row.entry_id - 1)
    assert added is not None
    (change,) = added.changes
    assert (change.deed, change.values[0]) == ("添加", TrailValue("基层党组织", "", "药学院党总支"))


def test_settings_truths_and_points_read_as_the_clerk_knows_them(office) -> None:
    office.ledger.run("设置", lambda: office_settings.put("late_by_file_too", True))
    told = trail_entry(trail_ids(TrailFilter())[0])
    assert told is not None
    assert [(c.what, c.record, c.values[0].after) for c in told.changes] == [("设置", "电子版也计逾期", "是")]


def test_an_older_step_is_taken_back_as_an_entry_of_its_own_and_can_be_redone(office) -> None:
    organization = office.organization()
    first, second = office.branch("第一党支部", organization), office.branch("第二党支部", organization)
    older = rename(office, first, "甲支部")
    rename(office, second, "乙支部")
    office.ledger.undo_step(older, "更名 甲支部")
    assert [Branch.get_by_id(each).name for each in (first, second)] == ["第一党支部", "乙支部"]
    undo, done = trail_rows([trail_ids(TrailFilter())[0], older])
    assert (undo.kind, undo.title) == (EntryKind.UNDONE, "更名 甲支部")
    assert done.undone
    assert office.ledger.redo_title == "更名 甲支部"
    assert office.ledger.undo() == "更名 乙支部"  # the stack goes on without the step that is gone
    again = Ledger("周喆")
    assert (again.undo_title, again.redo_title) == ("添加", "更名 乙支部")
    assert office.ledger.redo() == "更名 乙支部"
    assert office.ledger.redo() == "更名 甲支部"
    assert [Branch.get_by_id(each).name for each in (first, second)] == ["甲支部", "乙支部"]


@pytest.mark.parametrize(
    ("later", "why"),
    [
        ("same row", "又改过同一条记录"),
        ("refers", "用到了这里的记录"),
    ],
)
def test_a_step_that_something_stands_upon_is_refused_and_the_later_one_named(office, later: str, why: str) -> None:
    office.round()
    branch = office.branch("第一党支部", office.organization())
    older = rename(office, branch, "甲支部")
    if later == "same row":
        rename(office, branch, "乙支部")
    else:
        office.receive(branch)
    name = Branch.get_by_id(branch).name
    refused = refusal(older)
    assert refused is not None
    latest = trail_ids(TrailFilter())[0]
    title = "更名 乙支部" if later == "same row" else "登记收件"
    assert refused.what == f"第 {latest} 条“{title}”（2023-11-09 10:20，周喆）{why}。"
    with pytest.raises(RuleBroken):
        office.ledger.undo_step(older, "更名")
    assert (Branch.get_by_id(branch).name, trail_ids(TrailFilter())[0]) == (name, latest)
    office.ledger.undo()
    assert refusal(older) is None  # a step that was taken back stands upon nothing


def test_what_left_the_office_is_corrected_not_taken_back(office) -> None:
    office.round()
    organization = office.organization()
    branch, other = office.branch("第一党支部", organization), office.branch("第二党支部", organization)
    received = office.receive(branch)
    deadline = trail_ids(TrailFilter(words="新建批次"))[0]
    unrelated = rename(office, other, "乙支部")
    brand = office.ledger.run(
        "更正品牌", lambda: Application.update(brand="药香").where(Application.branch == branch).execute()
    )
    assert brand == 1
    office.ledger.run(
        "打印收件回执", intake.issue_slip, final=True, receipt_id=received.receipt_id, at="2023-11-09T10:20:00"
    )
    slip, corrected = trail_ids(TrailFilter(words="回执"))[0], trail_ids(TrailFilter(words="更正品牌"))[0]
    for entry in (slip, corrected, deadline):
        assert refusal(entry) is not None
    told = refusal(corrected)
    assert told is not None
    assert told.what == f"第 {slip} 条“打印收件回执”（2023-11-09 10:20，周喆）已据此打印、公布或审定。"
    office.ledger.undo_step(unrelated, "更名 乙支部")
    assert Branch.get_by_id(other).name == "第二党支部"


def test_a_name_that_was_taken_since_is_a_sentence(office) -> None:
    organization = office.organization()
    branch = office.branch("第一党支部", organization)
    older = rename(office, branch, "甲支部")
    office.branch("第一党支部", organization)
    with pytest.raises(RuleBroken, match="与现在的数据冲突"):
        office.ledger.undo_step(older, "更名 甲支部")


def test_a_record_number_is_found_on_the_chain_and_a_cut_is_told(office) -> None:
    office.round()
    office.organization()
    printed = record_number()
    assert len(printed) == 19
    assert trail_head().hash.startswith(printed.replace("-", ""))
    newest = trail_ids(TrailFilter())[0]
    assert looked_up(f"记录号 {printed.upper()}") == (
        True,
        f"此记录号在链上：第 {newest} 条“添加”（2023-11-09 10:20，周喆），是最后一条。",
    )
    office.branch("第一党支部", 1)
    assert looked_up(printed)[1].endswith("，此后又有 1 条。")
    for trigger in ("journal_entry", "journal_change"):
        column = "id" if trigger == "journal_entry" else "entry_id"
        database.execute_sql("PRAGMA foreign_keys = OFF")
        database.execute_sql(f"DELETE FROM {trigger} WHERE {column} >= ?", (newest,))
    assert looked_up(printed) == (
        False,
        "此记录号不在链上：印出它之后，操作记录被截去过，或者文件不是由这份数据生成的。",
    )
    assert looked_up("第三号")[1].startswith("这不是记录号")
    assert trail.on_chain("0" * 64) is None
