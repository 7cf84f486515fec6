"""支部名册 through its page: what the clerk sees, and what is written by what she does."""

from __future__ import annotations

from dataclasses import dataclass, field

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from db.enums import BranchKind, DesignationKind, DesignationLevel, DesignationStage, State
from db.models import Application, Branch, BranchAlias, Designation, ObligationOverride, PartyOrganization, Receipt
from desktop_app.office import branches, rounds
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.ui.screens.roster import RosterScreen

SCHOOL_MODEL = {
    "kind": DesignationKind.MODEL_BRANCH,
    "level": DesignationLevel.SCHOOL,
    "stage": DesignationStage.CULTIVATION,
}


@dataclass
class Roster:
    """The page of a test, and what it said."""

    page: RosterScreen
    said: list[tuple[str, str]] = field(default_factory=list)
    wanted: list[tuple[str, str, int | None]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [each.branch.name for each in self.page.list.table.model.shown]

    def chips(self) -> list[str]:
        found = self.page.list.chips.findChildren(QPushButton)
        return [chip.text() for chip in found if not chip.isHidden()]

    def words(self, name: str) -> str:
        found = self.page.findChild(QLabel, name)
        assert found is not None, name
        return found.text()

    def press(self, name: str) -> None:
        found = self.page.findChild(QPushButton, name)
        assert found is not None, name
        assert not found.isHidden(), name
        found.click()

    def choose(self, branch: str) -> None:
        self.page.open_record("branch", Branch.get(Branch.name == branch).id)


def open_page(desk, qtbot) -> Roster:
    made = Roster(RosterScreen(desk))
    made.page.said.connect(lambda words, undo: made.said.append((words, undo)))
    made.page.wanted.connect(lambda place: made.wanted.append((place.screen, place.kind, place.record_id)))
    qtbot.addWidget(made.page)
    made.page.resize(1142, 660)
    with qtbot.waitExposed(made.page):
        made.page.show()
    made.page.activateWindow()
    return made


def fill() -> None:
    pharmacy = branches.add_organization(name="药学院党总支", telephone="3831402", contact="许老师")
    clinic = branches.add_organization(name="第一临床学院党委")
    first = branches.add_branch(
        organization_id=pharmacy, name="教工第一党支部", kind=BranchKind.TEACHERS, secretary="王伟", members=23
    )
    branches.add_branch(organization_id=pharmacy, name="教工第二党支部", kind=BranchKind.TEACHERS, members=17)
    clinical = branches.add_branch(organization_id=clinic, name="临床医学系第一党支部", secretary="曾喆")
    gone = branches.add_branch(organization_id=clinic, name="检验科党支部", telephone="3831425")
    branches.close_branch(branch_id=gone, on="2025-06-30")
    for branch_id in (first, clinical):
        branches.add_designation(branch_id=branch_id, batch="第三批", valid_to="2026-12-31", **SCHOOL_MODEL)
    round_id = rounds.create_round(draft=RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10"))
    Application.create(
        round=round_id,
        branch=first,
        number="ZBPP-2025-001",
        brand="药香校园",
        state=State.ACCEPTED,
        registered_at="2025-11-06 09:00",
    )


@pytest.fixture
def roster(desk, qtbot):
    desk.ledger.run("名册", fill)
    return open_page(desk, qtbot)


# --- the list ---------------------------------------------------------------------------------------------------------


def test_what_stands_in_the_list(roster):
    assert roster.page.state_line() == "2 个基层党组织 · 3 个党支部 · 应报 2 · 应报未报 1 · 距截止 3 天"
    assert roster.chips() == ["全部 3", "应报 2", "应报未报 1", "无电话 1", "已停用 1"]
    columns = roster.page.list.table.model.columns[:8]
    assert [[column.words(row) for column in columns] for row in roster.page.list.table.model.shown] == [
        ["药学院党总支", "教工第一党支部", "教师", "王伟", "23", "校级样板 培育", "应报", "已受理"],
        ["药学院党总支", "教工第二党支部", "教师", "", "17", "", "", ""],
        ["第一临床学院党委", "临床医学系第一党支部", "", "曾喆", "", "校级样板 培育", "应报", "未报"],
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("第二", ["教工第二党支部"]),
        ("lcyx1", ["临床医学系第一党支部"]),
        ("linchuang", ["临床医学系第一党支部"]),
        ("zengzhe", ["临床医学系第一党支部"]),  # 曾 as a surname
        ("yxy 第二", ["教工第二党支部"]),  # two words, both must be there
        ("3831402", ["教工第一党支部", "教工第二党支部"]),
        ("ZBPP-2025-001", ["教工第一党支部"]),
    ],
)
def test_the_filter_takes_chinese_pinyin_initials_and_numbers(roster, typed, found):
    assert roster.page.focus_filter()
    roster.page.list.filter.setText(typed)  # QTest has no keys for Chinese
    assert roster.names == found


def test_chips_narrow_the_list(roster):
    shown = {}
    for name in ("应报", "应报未报", "无电话", "已停用", "全部"):
        roster.page.list.show_chip(name)
        shown[name] = list(roster.names)
    assert shown == {
        "应报": ["教工第一党支部", "临床医学系第一党支部"],
        "应报未报": ["临床医学系第一党支部"],
        "无电话": ["临床医学系第一党支部"],
        "已停用": ["检验科党支部"],
        "全部": ["教工第一党支部", "教工第二党支部", "临床医学系第一党支部"],
    }


def test_one_organisation_by_its_initials(roster):
    field = roster.page.list.organization
    field.setFocus()
    QTest.keyClicks(field, "yxy")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert roster.names == ["教工第一党支部", "教工第二党支部"]
    assert roster.chips()[0] == "全部 2"
    assert roster.words("strip_phone") == "3831402　许老师"
    assert roster.words("strip_counts") == "2 个支部 · 应报 1"
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert len(roster.names) == 3


def test_the_rail_counts_the_missing(roster):
    assert roster.page.waiting().count == 1


def test_without_a_round_nothing_is_missing(desk, qtbot):
    desk.ledger.run("名册", fill)
    desk.ledger.run("撤回批次", drop_round)
    shown = open_page(desk, qtbot)
    assert shown.page.state_line().endswith("还没有批次，应报按今天推算")
    assert shown.chips()[2] == "应报未报 0"
    assert shown.page.print_out() is False


def drop_round() -> None:
    from db.models import Round

    Application.delete().execute()
    Round.delete().execute()


# --- one branch -------------------------------------------------------------------------------------------------------


def test_a_branch_in_words(roster):
    roster.choose("临床医学系第一党支部")
    assert roster.words("branch_title") == "临床医学系第一党支部"
    assert roster.words("branch_why_text") == "2025-11-10 持有 1 项有效荣誉，必须申报。"
    line = roster.page.findChild(QWidget, "branch_honours_0")
    assert line.accessibleName() == "校级样板 · 培育，第三批　至 2026-12-31，有效"
    assert roster.words("branch_years_text") == "还没有申报过。"


def test_an_honour_that_ended_before_the_deadline_obliges_no_longer(roster, desk):
    row = Designation.get(Designation.branch == Branch.get(Branch.name == "临床医学系第一党支部"))
    desk.ledger.run("修改", branches.change_designation, designation_id=row.id, valid_to="2025-11-09", **SCHOOL_MODEL)
    roster.choose("临床医学系第一党支部")
    assert roster.words("branch_why_text") == "2025-11-10 没有仍然有效的荣誉，可自愿申报。"
    assert roster.page.findChild(QWidget, "branch_honours_0").accessibleName().endswith("至 2025-11-09，已到期")
    assert roster.chips()[2] == "应报未报 0"


def test_receiving_leads_to_the_counter_with_the_branch(roster):
    roster.choose("教工第一党支部")
    roster.press("branch_receive")
    roster.page.findChild(QWidget, "branch_years_0").click()
    branch, application = Branch.get(Branch.name == "教工第一党支部"), Application.get()
    assert roster.wanted == [("收件登记", "branch", branch.id), ("收件登记", "application", application.id)]


def test_a_branch_that_the_filters_hide_is_shown_all_the_same(roster):
    roster.page.list.show_chip("应报未报")
    roster.page.list.filter.setText("临床")
    roster.choose("检验科党支部")
    assert roster.words("branch_title") == "检验科党支部"
    assert roster.page.list.chips.on() == "已停用"


def test_overruled_with_a_reason_and_back(roster, desk):
    roster.choose("临床医学系第一党支部")
    roster.press("branch_overrule")
    assert roster.page.primary() is None  # the form has the red button
    roster.page.save()
    assert roster.page.beside.overrule_form.notice.words == "改动应报要写明原因。例如“支部已合并，由第二党支部申报”。"
    roster.page.beside.overrule_form.reason.fill("支部已合并")
    roster.page.save()
    (row,) = ObligationOverride.select()
    assert (row.obligated, row.reason) == (False, "支部已合并")
    assert roster.words("branch_why_text") == "经办人认定不要求申报：支部已合并"
    assert roster.said[-1] == (
        "已认定“临床医学系第一党支部”不要求申报",
        "认定不要求申报 临床医学系第一党支部",
    )
    roster.press("branch_overrule")
    assert ObligationOverride.select().count() == 0
    desk.ledger.undo()
    assert ObligationOverride.select().count() == 1


def test_who_came_last_stands_in_for_a_telephone_that_is_not_known(roster, desk):
    clinic = PartyOrganization.get(PartyOrganization.name == "第一临床学院党委")
    came = {"number": "SJ-2025-0001", "received_at": "2025-11-06 09:00", "submitter": "许晓燕", "telephone": "3831425"}
    desk.ledger.run("收件", Receipt.create, round=1, organization=clinic, taken_by="周喆", **came)
    roster.choose("临床医学系第一党支部")
    assert [words_of(roster, number) for number in range(3)] == [
        "第一临床学院党委",
        "没有登记，可打送件人",
        "许晓燕 3831425",
    ]
    roster.choose("教工第一党支部")
    assert words_of(roster, 1) == "3831402"


def words_of(roster, fact: int) -> str:
    return roster.words(f"branch_fact_{fact}")


def test_closed_and_open_again_in_one_press(roster, desk):
    roster.choose("教工第二党支部")
    roster.press("branch_close")
    assert Branch.get(Branch.name == "教工第二党支部").closed_on == "2025-11-07"
    assert roster.said[-1] == ("已停用“教工第二党支部”", "停用 教工第二党支部")
    assert roster.chips()[-1] == "已停用 2"
    roster.choose("教工第二党支部")
    roster.press("branch_close")
    assert Branch.get(Branch.name == "教工第二党支部").closed_on == ""


# --- forms ------------------------------------------------------------------------------------------------------------


def test_a_branch_is_added_by_keyboard(roster, desk):
    roster.choose("教工第二党支部")
    roster.page.primary().run()
    form = roster.page.beside.branch_form
    assert form.organization.text() == "药学院党总支"  # that of the row looked at
    for line, typed in (
        (form.name, "本科生党支部"),
        (form.secretary, "王　伟"),
        (form.telephone, "０３７１-65790500"),
        (form.members, "31人"),
    ):
        line.setText(typed)
    assert roster.page.save()
    row = Branch.get(Branch.name == "本科生党支部")
    assert (row.organization.name, row.secretary, row.telephone, row.members) == (
        "药学院党总支",
        "王伟",
        "0371-65790500",
        31,
    )
    assert roster.words("branch_title") == "本科生党支部"  # the new one is chosen
    assert roster.said == [("已添加“本科生党支部”", "添加支部 本科生党支部")]
    desk.ledger.undo()
    assert "本科生党支部" not in roster.names


def test_nearly_the_same_name_is_pointed_out(roster):
    roster.page.list.show_organization(PartyOrganization.get(PartyOrganization.name == "药学院党总支").id)
    roster.page.add_branch()
    roster.page.beside.branch_form.name.setText("教职工第二党支部")
    assert roster.words("branch_form_near") == "与“教工第二党支部”相近；是同一个支部就不必再添。"
    roster.page.beside.branch_form.name.setText("研究生党支部")
    assert roster.words("branch_form_near") == ""


def test_the_same_name_is_refused_and_nothing_is_lost(roster):
    roster.page.list.show_organization(PartyOrganization.get(PartyOrganization.name == "药学院党总支").id)
    roster.page.add_branch()
    form = roster.page.beside.branch_form
    form.name.setText("教工1支部")
    roster.page.save()
    assert form.notice.words.startswith("“药学院党总支”已经有“教工第一党支部”")
    assert form.isVisible()
    assert form.name.text() == "教工1支部"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"telephone": "13812345678"}, "办公电话像是私人手机号。名册只记办公电话；确是办公号码的，再按一次保存。"),
        ({"telephone": "abc"}, "办公电话：“abc”不是电话号码。请只填写电话号码，几个号码用顿号隔开。"),
        ({"members": "许多"}, "党员数：“许多”不是人数。请只填写人数，不知道的留空。"),
    ],
)
def test_a_value_that_cannot_be_taken_says_what_to_do(roster, typed, said):
    roster.choose("教工第一党支部")
    roster.press("branch_edit")
    form = roster.page.beside.branch_form
    for name, text in typed.items():
        getattr(form, name).setText(text)
    roster.page.save()
    assert form.notice.words == said


def test_a_mobile_that_is_meant_is_kept(roster):
    roster.choose("教工第一党支部")
    roster.press("branch_edit")
    roster.page.beside.branch_form.telephone.setText("13812345678")
    roster.page.save()
    roster.page.save()
    assert Branch.get(Branch.name == "教工第一党支部").telephone == "13812345678"


def test_renamed_it_still_answers_to_its_old_name(roster):
    roster.choose("教工第二党支部")
    roster.press("branch_rename")
    form = roster.page.beside.branch_form
    assert form.name.selectedText() == "教工第二党支部"
    form.name.setText("药物化学教研室党支部")
    roster.page.save()
    assert roster.said == [("已更名为“药物化学教研室党支部”", "更名 教工第二党支部")]
    (alias,) = BranchAlias.select()
    assert (alias.name, alias.reason) == ("教工第二党支部", "更名")
    assert roster.words("branch_names_text") == "教工第二党支部（更名）"
    roster.page.list.filter.setText("教工第二")
    assert roster.names == ["药物化学教研室党支部"]


def test_an_honour_is_added_changed_and_removed(roster):
    roster.choose("教工第二党支部")
    roster.press("branch_add_designation")
    form = roster.page.beside.designation_form
    form.level.setCurrentIndex(form.level.findText("省级"))
    form.batch.setText("第四批")
    QTest.keyClicks(form.valid_to.line, "2026-10-31")
    roster.page.save()
    branch = Branch.get(Branch.name == "教工第二党支部")
    (row,) = Designation.select().where(Designation.branch == branch)
    assert (row.kind, row.level, row.stage, row.batch, row.valid_from, row.valid_to) == (
        "样板支部",
        "省级",
        "培育创建",
        "第四批",
        "",
        "2026-10-31",
    )
    assert roster.chips()[1:3] == ["应报 3", "应报未报 2"]
    roster.page.findChild(QWidget, "branch_honours_0").click()
    form.stage.setCurrentIndex(form.stage.findText("通过验收"))
    roster.page.save()
    assert Designation.get_by_id(row.id).stage == "通过验收"
    roster.page.findChild(QWidget, "branch_honours_0").click()
    roster.press("designation_remove")
    assert Designation.select().where(Designation.branch == branch).count() == 0
    assert [words for words, _ in roster.said] == [
        "已给“教工第二党支部”添加荣誉",
        "已修改“教工第二党支部”的荣誉",
        "已删除“教工第二党支部”的省级样板",
    ]


def test_a_date_that_is_none_is_said_in_the_form(roster):
    roster.choose("教工第二党支部")
    roster.press("branch_add_designation")
    QTest.keyClicks(roster.page.beside.designation_form.valid_to.line, "1131")
    roster.page.save()
    assert roster.page.beside.designation_form.notice.words.startswith("有效期止没有看懂：11 月没有 31 日")


def test_an_organisation_s_telephone(roster):
    roster.choose("临床医学系第一党支部")
    roster.press("branch_phone")
    form = roster.page.beside.organization_form
    assert form.name.text() == "第一临床学院党委"
    form.telephone.setText("3831500")
    roster.page.save()
    assert PartyOrganization.get(PartyOrganization.name == "第一临床学院党委").telephone == "3831500"
    assert roster.chips()[3] == "无电话 0"


def test_an_organisation_with_branches_is_not_dissolved(roster):
    roster.page.beside.edit_organization(PartyOrganization.get(PartyOrganization.name == "药学院党总支").id)
    roster.press("organization_close")
    assert (
        roster.page.beside.organization_form.notice.words
        == "“药学院党总支”还有 2 个党支部。请先撤销这些支部，或把它们转到别的基层党组织。"
    )


def test_half_typed_is_not_lost_to_another_row(roster):
    roster.choose("教工第一党支部")
    roster.press("branch_edit")
    form = roster.page.beside.branch_form
    form.secretary.setText("李堃")
    roster.page.list.table.view.setFocus()
    QTest.keyClick(roster.page.list.table.view, Qt.Key.Key_Down)
    assert form.isVisible()
    roster.page.beside.add_organization()
    assert form.notice.words == "这张表还没有保存。请先保存或取消，再做别的。"
    assert roster.page.back()  # Esc: not after all
    assert Branch.get(Branch.name == "教工第一党支部").secretary == "王伟"
    assert roster.page.beside.pane.isVisible()


def test_an_untouched_form_follows_the_rows(roster):
    roster.choose("教工第一党支部")
    roster.press("branch_edit")
    roster.page.list.table.view.setFocus()
    QTest.keyClick(roster.page.list.table.view, Qt.Key.Key_Down)
    assert roster.words("branch_title") == "教工第二党支部"
    assert roster.page.beside.pane.isVisible()


# --- handing out ------------------------------------------------------------------------------------------------------


def test_the_chase_list_as_text(roster):
    roster.page.list.show_chip("应报未报")
    assert roster.words("chase_words") == "1 个支部应报未报，分属 1 个基层党组织 · 距截止 3 天"
    roster.press("chase_copy")
    text = QApplication.clipboard().text()
    assert "1. 第一临床学院党委：未报 1 个，应报 1 个" in text
    assert "· 临床医学系第一党支部：校级样板支部 · 培育创建（第三批，至 2026-12）" in text
    assert "\ufeff" not in text  # the file has a mark at its beginning for old editors, a chat must not get it
    assert roster.said == [("已复制催报文字：1 个支部", "")]


def test_the_chase_list_as_paper(roster, qtbot):
    roster.page.list.show_chip("应报未报")
    roster.press("chase_print")
    qtbot.waitUntil(lambda: roster.page.handing_out.dialog is not None)
    dialog = roster.page.handing_out.dialog
    assert dialog.windowTitle() == "应报未报名单"
    assert dialog.preview.view.page() == 1
    dialog.accept()


def test_the_roster_as_a_workbook(roster, qtbot, tmp_path):
    target = tmp_path / "名册.xlsx"
    roster.page.handing_out.export(target)
    qtbot.waitUntil(lambda: roster.said == [("已导出 名册.xlsx", "")])
    rows = list(openpyxl.load_workbook(target).active.iter_rows(min_row=3, values_only=True))
    assert rows[0][:4] == ("序号", "基层党组织", "党支部", "支部类型")
    assert [row[2] for row in rows[1:4]] == ["教工第一党支部", "教工第二党支部", "临床医学系第一党支部"]


def test_a_folder_that_is_not_there_is_said(roster, qtbot, tmp_path):
    roster.page.handing_out.export(tmp_path / "没有" / "名册.xlsx")
    qtbot.waitUntil(lambda: roster.page.notice.words != "")
    assert roster.page.notice.words.startswith("文件夹“")


# --- the first start --------------------------------------------------------------------------------------------------


def test_an_empty_roster_says_what_to_do(desk, qtbot):
    shown = open_page(desk, qtbot)
    assert shown.page.empty.isVisible()
    assert shown.page.state_line() == "还没有基层党组织和党支部"
    assert shown.page.primary() is None
    assert shown.words("empty_needed") == "必须有两列：基层党组织、党支部"
    assert "支部书记" in shown.words("empty_understood")


def test_by_hand_from_the_organisation_to_its_first_branch(desk, qtbot):
    shown = open_page(desk, qtbot)
    shown.press("empty_by_hand")
    organization = shown.page.beside.organization_form
    organization.name.setText("药学院党总支")
    assert organization.kind.currentText() == "党总支"  # by its name
    shown.page.save()
    form = shown.page.beside.branch_form
    assert form.isVisible()
    assert form.organization.text() == "药学院党总支"
    form.name.setText("教工第一党支部")
    shown.page.save()
    assert shown.names == ["教工第一党支部"]
    desk.ledger.undo()
    desk.ledger.undo()
    assert shown.page.list.isVisible()  # the forms are still at hand


def test_esc_leads_back_to_the_empty_page(desk, qtbot):
    shown = open_page(desk, qtbot)
    shown.press("empty_by_hand")
    assert shown.page.back()
    assert shown.page.back()
    assert shown.page.empty.isVisible()


# --- for everyone -----------------------------------------------------------------------------------------------------


def test_every_widget_is_named(roster):
    roster.choose("教工第一党支部")
    unnamed = [
        type(widget).__name__
        for widget in roster.page.findChildren(QWidget)
        if not widget.objectName() and type(widget).__module__.startswith("desktop_app")
    ]
    assert unnamed == []
    silent = [
        widget.objectName()
        for kind in (QPushButton, QLineEdit, QComboBox)
        for widget in roster.page.findChildren(kind)
        if not widget.accessibleName() and not widget.isHidden() and widget.isVisibleTo(roster.page)
    ]
    assert silent == []


def test_very_long_names_and_ten_honours_leave_the_page_as_wide_as_it_is(roster, desk):
    width = roster.page.width()

    college = "中共示例医科大学附属第一医院临床与转化研究中心联合基层委员会" * 2
    name = "呼吸与危重症医学科、重症医学科、急诊医学科联合教职工党支部" * 2

    def add() -> int:
        made = branches.add_branch(organization_id=branches.add_organization(name=college), name=name)
        for number in range(10):
            branches.add_designation(branch_id=made, batch=f"第{number}批", **SCHOOL_MODEL)
        return made

    made = desk.ledger.run("添加", add)
    roster.page.open_record("branch", made)
    roster.page.open_record("organization", Branch.get_by_id(made).organization_id)
    QApplication.processEvents()
    assert roster.page.width() == width
    assert roster.page.minimumSizeHint().width() <= 1056  # 1280 less rail and margins
    assert len([line for line in roster.page.beside.pane.honours._lines if not line.isHidden()]) == 10
