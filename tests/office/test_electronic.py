"""电子版: matched, taken in one step, corrected with a reason, held against the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from db.enums import ArrivalSource, ElectronicKind, FormItem, State, TextCheck
from db.models import Application, ElectronicVersion, FormField, Revision
from desktop_app.office import electronic, electronic_page, office_settings, steps
from desktop_app.office.incoming import apply_incoming, known
from desktop_app.readers.mailbox import read_incoming
from desktop_app.rules.electronic import LISTS
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.incoming import plan_incoming
from desktop_app.shapes.copies import CopyMarks
from desktop_app.shapes.matching import Fate, IncomingPlan
from tests.incoming import form, mail
from tests.office.conftest import ALL, NONE, Office

AT = "2023-11-09T10:20:00"


@pytest.fixture
def desk(office: Office) -> Office:
    office.round()
    organization = office.organization()
    office.branch("教工第一党支部", organization, secretary="王伟")
    office.branch("教工第二党支部", organization)
    return office


def plan_of(office: Office, files: Mapping[str, bytes], at: str = "2023-11-09 10:20") -> IncomingPlan:
    folder = office.folder / "邮箱"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    incoming = read_incoming([folder / name for name in files], electronic_page.store())
    return plan_incoming(known(office.round_id), incoming, arrived_at=at)


def take(office: Office, files: Mapping[str, bytes], at: str = "2023-11-09 10:20") -> IncomingPlan:
    plan = plan_of(office, files, at)
    office.ledger.run("导入", apply_incoming, round_id=office.round_id, plan=plan, by="周喆", at=AT)
    return plan


def a_form(branch: str = "教工第一党支部", brand: str = "药香校园", **more: str) -> bytes:
    return form(品牌名称=brand, 申报支部=branch, 所属基层党组织="药学院党总支", **more)


def only() -> Application:
    (row,) = Application.select()
    return row


def test_a_file_is_the_one_the_counter_was_told_of(desk: Office) -> None:
    desk.receive(1, electronic="2023-11-08 16:30")
    take(desk, {"来信.eml": mail(("申报书.docx", a_form()))})
    (row,) = ElectronicVersion.select()
    assert (row.arrived_at, row.source, row.file_name) == ("2023-11-08 16:12", ArrivalSource.SERVER, "申报书.docx")
    assert row.receipt_line is None
    assert electronic_page.store().read(row.sha256) == a_form()


def test_a_later_mail_is_a_version_of_its_own(desk: Office) -> None:
    desk.receive(1, electronic="2023-11-07 09:00")
    take(desk, {"来信.eml": mail(("申报书.docx", a_form()))})
    assert [row.arrived_at for row in ElectronicVersion.select()] == ["2023-11-07 09:00", "2023-11-08 16:12"]


def test_undo_takes_everything_back_and_redo_does_it_again(desk: Office) -> None:
    take(desk, {"甲.docx": a_form(), "乙.docx": a_form("教工第二党支部", "护佑")})
    assert Application.select().count() == 2
    assert desk.ledger.undo() == "导入"
    assert (Application.select().count(), ElectronicVersion.select().count(), FormField.select().count()) == (0, 0, 0)
    desk.ledger.redo()
    assert Application.select().count() == 2


def test_fields_are_kept_as_read_and_a_mobile_is_not(desk: Office) -> None:
    plan = take(desk, {"甲.docx": a_form(联系人="许　颖", 办公电话="13812345678", 支部书记="李四")})
    (version,) = ElectronicVersion.select()
    kept = {field.item: (field.value, field.read) for field in electronic_page.fields_of(version.id)}
    assert kept[FormItem.BRAND] == ("药香校园", "药香校园")
    assert FormItem.TELEPHONE not in kept
    assert (only().contact, only().telephone) == ("许颖", "")
    assert plan.lines[0].notes == (
        "支部书记：表里是“李四”，名册是“王伟”",
        "办公电话像是个人手机，没有记下",
    )


def test_a_plan_that_was_overtaken_is_refused_and_nothing_is_kept(desk: Office) -> None:
    plan = plan_of(desk, {"甲.docx": a_form()})
    desk.receive(1)
    with pytest.raises(RuleBroken, match="变动"):
        desk.ledger.run("导入", apply_incoming, round_id=desk.round_id, plan=plan, by="周喆", at=AT)
    assert ElectronicVersion.select().count() == 0


def test_two_files_of_one_branch_are_two_versions_and_a_twin_is_one(desk: Office) -> None:
    plan = take(
        desk, {"甲.docx": a_form(), "乙.docx": a_form(口号="香远益清"), "丙.docx": a_form()}, at="2023-11-08 09:00"
    )
    assert [line.fate for line in plan.lines] == [Fate.REGISTERED, Fate.REGISTERED, Fate.ALREADY]
    (row,) = electronic_page.electronic_rows(desk.round_id)
    assert [version.file_name for version in row.versions] == ["甲.docx", "乙.docx"]
    assert [key for key, (_, passes) in LISTS.items() if passes(row)] == ["file_only", "several"]


def test_what_has_gone_into_review_takes_no_file(desk: Office) -> None:
    desk.receive(1, electronic="2023-11-08 16:30")
    desk.ledger.run("评审", steps.move, application_id=1, target=State.UNDER_REVIEW, by="周喆", at=AT)
    (line,) = plan_of(desk, {"甲.docx": a_form()}).lines
    assert (line.fate, line.taken) == (Fate.UNDECIDED, False)
    assert "评审中" in line.problem


def revising(office: Office) -> None:
    office.receive(1, electronic="2023-11-08 16:30")
    for target, reason in ((State.UNDER_REVIEW, ""), (State.SHORTLISTED, "试"), (State.REVISING, "")):
        office.ledger.run(
            "走一步", steps.move, application_id=1, target=target, by="周喆", at="2023-11-15T09:00:00", reason=reason
        )


def test_while_a_branch_revises_its_file_is_the_final_one(desk: Office) -> None:
    revising(desk)
    early = plan_of(desk, {"旧.docx": a_form()}, at="2023-11-14 09:00").lines[0]
    assert "不是定稿" in early.problem
    take(desk, {"定稿.docx": a_form(修改说明="已按意见修改")}, at="2023-11-16 09:00")
    final = ElectronicVersion.get(ElectronicVersion.kind == ElectronicKind.FINAL)
    assert final.file_name == "定稿.docx"
    assert Revision.get().received_at == "2023-11-16 09:00"
    desk.ledger.run("移除", electronic.detach_version, version_id=final.id, reason="归错了", by="周喆", at=AT)
    assert Revision.select().count() == 0


def test_an_arrival_is_corrected_with_a_reason_and_lateness_follows(desk: Office) -> None:
    office = office_settings.profile()
    desk.ledger.run(
        "设置", office_settings.change_profile, profile=replace(office, school="示例医科大学", late_by_file_too=True)
    )
    desk.receive(1)
    take(desk, {"来信.eml": mail(("申报书.docx", a_form()), received="Sat, 11 Nov 2023 09:00:00 +0800")})
    assert only().late
    (row,) = ElectronicVersion.select()
    given = {"version_id": row.id, "arrived_at": "2023-11-10 16:00", "by": "周喆", "at": AT}
    with pytest.raises(RuleBroken, match="原因"):
        desk.ledger.run("更正", electronic.correct_arrival, reason=" ", **given)
    desk.ledger.run("更正", electronic.correct_arrival, reason="先发到个人邮箱", **given)
    assert not only().late
    (row,) = ElectronicVersion.select()
    assert (row.source, row.arrival_reason) == (ArrivalSource.TYPED, "先发到个人邮箱")


def test_a_file_that_is_taken_off_is_missing_again(desk: Office) -> None:
    desk.receive(1)
    take(desk, {"甲.docx": a_form()})
    assert only().state == State.ACCEPTED
    (row,) = ElectronicVersion.select()
    desk.ledger.run("移除", electronic.detach_version, version_id=row.id, reason="归错了支部", by="周喆", at=AT)
    assert only().state == State.INCOMPLETE
    assert (ElectronicVersion.select().count(), FormField.select().count()) == (0, 0)


def test_a_text_that_differs_is_a_lack_and_another_file_asks_anew(desk: Office) -> None:
    desk.receive(1)
    take(desk, {"甲.docx": a_form()})
    desk.ledger.run("核对", electronic.check_text, application_id=1, verdict=TextCheck.DIFFERENT, by="周喆", at=AT)
    assert (only().state, only().text_checked_by) == (State.INCOMPLETE, "周喆")
    take(desk, {"乙.docx": a_form(口号="香远益清")})
    assert (only().state, only().text_check, only().text_checked_by) == (State.ACCEPTED, TextCheck.UNCHECKED, "")


@pytest.mark.parametrize("copies", [ALL, NONE])
def test_what_is_not_there_cannot_be_held_against_each_other(desk: Office, copies: tuple[CopyMarks, ...]) -> None:
    if copies == ALL:
        desk.receive(1, electronic="2023-11-08 16:30")
    else:
        take(desk, {"甲.docx": a_form()})
    with pytest.raises(RuleBroken, match="无从核对"):
        desk.ledger.run("核对", electronic.check_text, application_id=1, verdict=TextCheck.SAME, by="周喆", at=AT)


def test_a_field_can_be_put_right_and_keeps_what_was_read(desk: Office) -> None:
    take(desk, {"甲.docx": a_form()})
    (row,) = ElectronicVersion.select()
    change = {"version_id": row.id, "item": FormItem.BRAND, "value": "药香满园"}
    desk.ledger.run("更正", electronic.correct_field, **change)
    (field,) = [each for each in electronic_page.fields_of(row.id) if each.item is FormItem.BRAND]
    assert (field.value, field.read) == ("药香满园", "药香校园")


def test_lists_tell_paper_without_file_and_file_without_paper(desk: Office) -> None:
    desk.receive(1)
    take(desk, {"乙.docx": a_form("教工第二党支部", "护佑")})
    rows = electronic_page.electronic_rows(desk.round_id)
    told = {row.branch: [words for words, passes in LISTS.values() if passes(row)] for row in rows}
    assert told == {"教工第一党支部": ["有纸质无电子"], "教工第二党支部": ["有电子无纸质"]}
