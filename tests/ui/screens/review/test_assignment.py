"""分配与回避 through its tab: from an empty panel to printed sheets, on the whole sample season."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from db.enums import State
from db.models import Application, Criterion, Expert, Recusal, Review, ReviewStage, Seat
from desktop_app.office import panel
from desktop_app.shapes.panel import CellState
from desktop_app.shapes.window import Place
from resources import SAMPLE

MATRIX, EXPERTS, RUBRIC = "分配", "专家", "指标与规则"


@pytest.fixture
def tab(at):
    def open_tab(moment):
        page = at(moment)
        page.show_tab("assignment")
        page.tab.page = page
        return page.tab

    return open_tab


@pytest.fixture
def listed(tab, qtbot):
    """Everything is collected and the experts are imported, nobody sits on the panel."""
    made = tab("collected")
    made.open_import(SAMPLE / "专家名册.xlsx")
    qtbot.waitUntil(lambda: made.importing.plan is not None, timeout=10_000)
    made.page.save()
    made.page.heard.clear()
    return made


@pytest.fixture
def assigned(listed):
    """Everything is assigned, nothing printed."""
    listed._show_named(MATRIX)
    listed.primary().run()
    listed.page.heard.clear()
    return listed


def press(tab, name):
    tab.findChild(QPushButton, name).click()


def go_to(tab, number, expert):
    view = tab.matrix_page.view
    row = next(n for n, each in enumerate(view.grid.rows) if each.number == number)
    view.setCurrentIndex(view.grid.index(row, 1 + expert))
    view.setFocus()


def cell(tab, number, expert):
    row = next(each for each in tab.matrix.rows if each.number == number)
    return row.cells[expert - 1]


# --- from nothing -----------------------------------------------------------------------------------------------------


def test_without_experts_the_list_is_asked_for(tab, monkeypatch):
    empty = tab("collected")
    assert (empty.state_line(), empty.primary(), empty.print_out()) == ("还没有专家", None, False)
    assert empty.findChild(QLabel, "assignment_no_experts_title").isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    press(empty, "assignment_import")
    assert empty.importing.isVisible()
    assert empty.page.back()
    assert empty.findChild(QLabel, "assignment_no_experts_title").isVisible()


def test_the_list_is_shown_row_by_row_and_comes_in_with_one_step(tab, qtbot):
    empty = tab("collected")
    empty.open_import(SAMPLE / "专家名册.xlsx")
    qtbot.waitUntil(lambda: empty.importing.plan is not None, timeout=10_000)
    rows = empty.importing.rows
    words = [[column.words(each) for column in rows.model.columns[:4]] for each in rows.model.shown]
    assert words[:2] == [
        ["2", "新增", "王伟", "示例医科大学马克思主义学院"],
        ["3", "新增", "王伟", "示例省社会科学研究院"],
    ]
    assert empty.importing.go_button.text() == "导入 9 位"
    assert Expert.select().count() == 0
    empty.page.save()
    assert Expert.select().count() == 9
    assert empty.page.heard == [("已导入专家名册：新增 9", "导入专家名册 专家名册.xlsx")]
    assert empty.experts_page.isVisible()
    empty.ledger.undo()
    assert Expert.select().count() == 0


def test_a_list_brought_again_changes_nothing(listed, qtbot):
    listed.open_import(SAMPLE / "专家名册.xlsx")
    qtbot.waitUntil(lambda: listed.importing.plan is not None, timeout=10_000)
    assert not listed.importing.go_button.isEnabled()
    assert listed.findChild(QLabel, "experts_import_said").text() == "名册已经是这样，没有要导入的行。"


def test_a_file_that_is_no_list_is_refused_in_words(listed, qtbot):
    listed.open_import(SAMPLE / "收件记录.xlsx")
    qtbot.waitUntil(lambda: bool(listed.importing.notice.words), timeout=10_000)
    assert "没有找到“姓名”" in listed.importing.notice.words
    assert listed.importing.plan is None


def test_all_but_conflicts_are_assigned_in_one_step(listed):
    listed._show_named(MATRIX)
    assert listed.findChild(QLabel, "assignment_no_panel_title").isVisible()
    assert listed.primary().words == "全部分配（除回避）"
    listed.primary().run()
    assert listed.page.heard == [("已分配 74 项，新增 635 份评审", "分配评审")]
    assert listed.state_line() == "9 位专家在评审组 · 74 项申报 · 635 份评审 · 评分未开始"
    assert [seat.reviews for seat in listed.matrix.seats] == [72, 74, 65, 61, 74, 74, 71, 70, 74]
    assert listed.findChild(QLabel, "matrix_totals").text() == "74 项 · 9 位专家 · 635 份评审 · 回避 31"
    assert listed.matrix_page.remarks.words[0].startswith("各项申报的评审专家人数不等：31 项有 8 位、43 项有 9 位。")
    assert Application.select().where(Application.state == State.UNDER_REVIEW).count() == 74
    listed.ledger.undo()
    assert (Review.select().count(), Seat.select().count()) == (0, 0)


def type_over(line, text):
    line.selectAll()
    QTest.keyClicks(line, text)


def test_so_many_experts_for_each_application_are_looked_at_before_they_are_assigned(listed, qtbot):
    listed._show_named(EXPERTS)
    next(each for each in listed.header_actions() if each.words == "全部加入评审组").run()
    listed._show_named(MATRIX)
    next(each for each in listed.header_actions() if each.words == "按人数分配…").run()
    form = listed.matrix_page.drawing
    assert (form.isVisible(), form.each.text()) == (True, "5")
    form.each.setText("十二")
    assert form.save()
    qtbot.waitUntil(lambda: form.plan is not None, timeout=20_000)
    assert form.findChild(QLabel, "draw_left_out").text().startswith("没有排上的：001 评审组 9 位专家中只有 8 位能评")
    assert not form.save_button.isEnabled()  # nothing is left to assign
    type_over(form.each, "5")
    type_over(form.most, "41")
    assert form.save()
    qtbot.waitUntil(lambda: bool(form.notice.words), timeout=20_000)
    assert form.notice.words == (
        "每人至多 41 份时，有 1 项申报凑不齐专家，没有分配。"
        "每人最多调到 42 份就排得下；也可以增加专家，或减少每项的专家人数。"
    )
    type_over(form.most, "42")
    assert form.save()
    qtbot.waitUntil(lambda: form.plan is not None, timeout=20_000)
    assert form.findChild(QLabel, "draw_planned").text() == "新增 370 份；每位专家 41 至 42 份。"
    shown = listed.matrix_page.view.grid
    assert {sum(cell.state is CellState.PROPOSED for cell in row.cells) for row in shown.rows} == {5}
    assert max(seat.reviews for seat in shown.seats) == 42
    assert Review.select().count() == 0
    type_over(form.each, "6")
    assert (form.plan, shown.rows[0].owed) == (None, 0)  # the plan was for five
    type_over(form.each, "5")
    form.save()
    qtbot.waitUntil(lambda: form.plan is not None, timeout=20_000)
    listed.page.save()
    assert {each.owed for each in listed.matrix.rows} == {5}
    assert max(seat.reviews for seat in listed.matrix.seats) <= 42
    assert listed.page.heard[-1] == ("已分配 74 项，新增 370 份评审", "分配评审 每项 5 位")


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_space_takes_back_and_assigns_again_and_both_can_be_undone(assigned):
    go_to(assigned, "ZBPP-2025-007", 3)
    QTest.keyClick(assigned.matrix_page.view, Qt.Key.Key_Space)
    assert cell(assigned, "ZBPP-2025-007", 3).state is CellState.FREE
    assert assigned.matrix_page.view.current_cell()[0].number == "ZBPP-2025-007"
    QTest.keyClick(assigned.matrix_page.view, Qt.Key.Key_Space)
    assert cell(assigned, "ZBPP-2025-007", 3).state is CellState.ASSIGNED
    assert assigned.page.heard == [
        ("已取消分配 007 专家3", "取消分配 007 专家3"),
        ("已分配 007 专家3", "分配 007 专家3"),
    ]
    assigned.ledger.undo()
    assert cell(assigned, "ZBPP-2025-007", 3).state is CellState.FREE


def test_a_click_on_the_mark_ticks_it_and_beside_it_only_looks(assigned):
    view = assigned.matrix_page.view
    box = view.visualRect(view.grid.index(1, 3))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 3, box.center().y()))
    assert view.grid.rows[1].cells[1].state is CellState.ASSIGNED
    assert assigned.page.heard == []
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert view.grid.rows[1].cells[1].state is CellState.FREE


def test_several_cells_change_in_one_step(assigned):
    view = assigned.matrix_page.view
    go_to(assigned, "ZBPP-2025-007", 1)
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert assigned.findChild(QPushButton, "cell_toggle").text() == "取消分配选中的 3 格"
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert assigned.page.heard == [("已取消分配 3 份评审", "取消分配 3 份评审")]
    assert [cell(assigned, "ZBPP-2025-007", n).state for n in (1, 2, 3)] == [CellState.FREE] * 3


def test_a_conflict_says_why_and_cannot_be_ticked(assigned):
    go_to(assigned, "ZBPP-2025-001", 4)
    assert cell(assigned, "ZBPP-2025-001", 4).state is CellState.CONFLICT
    said = assigned.findChild(QLabel, "cell_said").text()
    assert said == "专家与申报支部同属一个基层党组织，按本批次的规则回避。评分开始前可以在“指标与规则”里改为只提醒。"
    assert not assigned.findChild(QPushButton, "cell_toggle").isVisible()
    QTest.keyClick(assigned.matrix_page.view, Qt.Key.Key_Space)
    assert assigned.page.heard == []


def test_a_declared_tie_takes_the_sheet_back_and_can_be_withdrawn(assigned):
    go_to(assigned, "ZBPP-2025-007", 5)
    press(assigned, "cell_declare")
    form = assigned.matrix_page.recusal
    assert not form.save()
    assert form.notice.words.startswith("申明回避要写明缘由。")
    form.note.fill("与支部书记是亲属")
    form.said_by.fill("殷知远")
    assigned.page.save()
    assert cell(assigned, "ZBPP-2025-007", 5).state is CellState.CONFLICT
    assert assigned.findChild(QLabel, "cell_said").text() == "专家申明回避：与支部书记是亲属。"
    assert Recusal.get().said_by == "殷知远"
    press(assigned, "cell_withdraw")
    assert cell(assigned, "ZBPP-2025-007", 5).state is CellState.FREE
    assert [words for words, _ in assigned.page.heard] == ["已记录专家5回避 007", "已撤销专家5回避 007的申明"]


def test_what_is_suspected_is_confirmed_or_dismissed_where_it_stands(assigned):
    page = assigned.matrix_page
    (chip,) = [each for each in page.chips.findChildren(QPushButton) if each.text().startswith("待确认")]
    assert chip.text() == "待确认 1"
    chip.click()
    assert [row.number for row in page.view.grid.rows] == ["ZBPP-2025-015"]
    go_to(assigned, "ZBPP-2025-015", 2)
    assert assigned.findChild(QLabel, "cell_said").text().endswith("可能要回避：与支部书记“王伟”同名，请确认。")
    assert assigned.findChild(QPushButton, "cell_declare").text() == "确认回避…"
    press(assigned, "cell_dismiss")
    assert not page.ruling.save()
    assert page.ruling.notice.words.startswith("要写明为什么不构成回避。")
    page.ruling.reason.fill("同名，不是同一人")
    assigned.page.save()
    assert assigned.page.heard == [("已记录不构成回避 专家2 015", "不构成回避 专家2 015")]
    assert not any(
        each.text().startswith("待确认") and each.isVisible() for each in page.chips.findChildren(QPushButton)
    )


def test_a_tie_is_set_aside_with_a_reason_and_taken_back(assigned):
    go_to(assigned, "ZBPP-2025-001", 4)
    press(assigned, "cell_admit")
    assigned.matrix_page.ruling.reason.fill("只有这一位临床专家")
    assigned.page.save()
    admitted = cell(assigned, "ZBPP-2025-001", 4)
    assert (admitted.state, admitted.conflict.set_aside) == (CellState.FREE, "只有这一位临床专家")
    press(assigned, "cell_withdraw_ruling")
    assert cell(assigned, "ZBPP-2025-001", 4).state is CellState.CONFLICT


def test_what_is_typed_is_not_taken_back(tab):
    scoring = tab("scoring")
    assert scoring.state_line() == "9 位专家在评审组 · 74 项申报 · 635 份评审 · 评分 09-17 开始"
    go_to(scoring, "ZBPP-2025-007", 1)
    assert scoring.findChild(QLabel, "cell_said").text() == "评分表 PF-2025-007-1 已录入并复核。"
    QTest.keyClick(scoring.matrix_page.view, Qt.Key.Key_Space)
    assert (scoring.page.heard, scoring.notice.words) == ([], "")
    QTest.keyClick(scoring.matrix_page.view, Qt.Key.Key_Return)
    assert scoring.page.tab.key == "entry"


def test_applications_are_found_by_initials_and_by_what_is_open(tab):
    scoring = tab("scoring")
    view = scoring.matrix_page.view
    assert scoring.focus_filter()
    scoring.matrix_page.filter.setText("fck")
    assert [each.branch for each in view.grid.rows] == ["妇产科党支部"]
    scoring.matrix_page.filter.setText("没有这个支部")
    assert scoring.findChild(QLabel, "cell_title").text() == "没有符合筛选的申报。"
    scoring.matrix_page.filter.clear()
    names = [chip.text() for chip in scoring.matrix_page.chips.findChildren(QPushButton)]
    assert names == ["全部 74", "未分配 0", "有回避 31", "待确认 1", "未交齐 74"]


# --- the panel --------------------------------------------------------------------------------------------------------


def test_an_expert_is_added_changed_and_stopped(listed):
    page = listed.experts_page
    listed.primary().run()
    form = page.form_pane
    form.name.fill("王 磊")
    form.unit.fill("示例大学")
    form.organization.setText("没有的党委")
    assert not listed._form.save()
    assert form.notice.words == "党组织“没有的党委”不在支部名册里。请从提示里选一个，或清空。"
    form.organization.clear()
    listed.page.save()
    assert listed.page.heard[-1] == ("已添加专家 王磊", "添加专家 王磊")
    assert page.table.current().expert.name == "王磊"
    press(listed, "expert_edit")
    form.title.fill("教授")
    listed.page.save()
    assert Expert.get(Expert.name == "王磊").title == "教授"
    press(listed, "expert_close")
    assert Expert.get(Expert.name == "王磊").closed_on == "2025-09-19"
    assert [words for words, _ in listed.page.heard[1:]] == ["已修改专家 王磊", "已停用专家 王磊"]


def test_experts_come_on_the_panel_and_leave_it(listed):
    table = listed.experts_page.table
    table.select(Expert.get(Expert.name == "殷知远").id)
    press(listed, "expert_seat")
    assert listed.page.heard == [("殷知远 已加入评审组：专家1", "加入评审组 殷知远")]
    assert listed.findChild(QPushButton, "expert_seat").text() == "移出评审组"
    press(listed, "expert_seat")
    assert Seat.select().count() == 0


def test_an_experts_conflicts_are_told_beside_him(assigned):
    assigned._show_named(EXPERTS)
    page = assigned.experts_page
    page.table.select(page.table.model.rows[0].expert.expert_id)
    words = [each.text() for each in page.pane.findChildren(QLabel) if each.objectName().startswith("expert_conflict_")]
    assert words[:4] == ["同一党组织", "014", "本支部", "015"]


# --- rubric and rules -------------------------------------------------------------------------------------------------


def test_the_rubric_is_typed_and_its_sum_is_told(listed):
    listed._show_named(RUBRIC)
    page = listed.rubric_page
    total = page.findChild(QLabel, "rubric_sum")
    assert (total.text(), listed.primary().why_not) == ("满分合计 100 分", "没有改动。")
    lines = page.editor._lines
    lines[0].points.setText("２５")
    assert total.text() == "满分合计 105 分（不是 100 分，请核对）"
    assert listed.primary().why_not == ""
    lines[0].points.setText("20")
    press(listed, "rubric_5_remove")
    lines[4].points.setText("15")
    lines[1].tie.setChecked(True)
    press(listed, "rubric_2_up")
    listed.page.save()
    rows = list(Criterion.select().order_by(Criterion.position))
    assert [(row.name, row.full_hundredths, bool(row.tie)) for row in rows] == [
        ("党性原则", 2000, False),
        ("一融双高", 2500, False),
        ("品牌标识与内涵", 2000, True),
        ("可持续发展", 2000, False),
        ("工作基础与成效", 1500, False),
    ]
    assert listed.page.heard == [("已保存评分指标和规则", "修改评分指标和规则")]
    assert not page.dirty
    listed.ledger.undo()
    assert ReviewStage.select().count() == 0
    assert len(page.editor.typed()) == 6


def test_a_rubric_that_cannot_be_scored_by_is_refused_and_stays_typed(listed):
    listed._show_named(RUBRIC)
    page = listed.rubric_page
    page.editor._lines[0].points.setText("20.5")
    assert not listed.page.save()
    assert listed.notice.words.startswith("“党性原则”的满分应是整数。")
    assert page.editor.typed()[0][1] == "20.5"
    page.decimals.setChecked(True)
    assert listed.page.save()
    assert (ReviewStage.get().decimals, Criterion.get(Criterion.position == 1).full_hundredths) == (1, 2050)
    page.decimals.setChecked(False)
    page.editor._lines[0].points.setText("20")
    assert listed.page.save()
    assert (ReviewStage.get().decimals, Criterion.get(Criterion.position == 1).full_hundredths) == (0, 2000)


def test_the_same_organization_may_be_a_mere_warning(assigned):
    assigned._show_named(RUBRIC)
    assigned.rubric_page.same.setChecked(False)
    assigned.page.save()
    found = cell(assigned, "ZBPP-2025-001", 4)
    assert (found.state, found.conflict.excluded) == (CellState.FREE, False)
    assigned._show_named(MATRIX)
    go_to(assigned, "ZBPP-2025-001", 4)
    assert assigned.findChild(QLabel, "cell_said").text() == "还没有分配，按空格分配。注意：同一基层党组织。"


def test_half_typed_rules_survive_a_refresh_and_esc_gives_them_up(assigned):
    assigned._show_named(RUBRIC)
    assigned.rubric_page.threshold.setText("7")
    assigned.refresh()
    assert assigned.rubric_page.threshold.text() == "7"
    assert assigned.page.back()
    assert assigned.rubric_page.threshold.text() == "5"


def test_once_scoring_has_started_rubric_and_rules_are_only_read(tab):
    scoring = tab("scoring")
    scoring._show_named(RUBRIC)
    page = scoring.rubric_page
    assert page.remarks.words == ["评分已于 2025-09-17 08:30 开始，指标和规则不能再改。"]
    assert scoring.primary() is None
    assert page.editor._lines[0].name.isReadOnly()
    assert not page.verification.isEnabled()


# --- printing ---------------------------------------------------------------------------------------------------------


def test_a_pile_that_was_printed_starts_the_scoring(assigned, qtbot):
    stage_id = assigned.stage.stage_id
    go_to(assigned, "ZBPP-2025-007", 4)
    press(assigned, "cell_print_pile")
    qtbot.waitUntil(lambda: assigned.prints.dialog is not None, timeout=20_000)
    assert assigned.prints.dialog.windowTitle() == "评分表 专家4"
    assert panel.stage_details(stage_id).started_at == ""
    assigned.prints.dialog.preview.printed.emit()
    assert panel.stage_details(stage_id).started_at == "2025-09-19T09:42:00"
    assert not assigned.rubric_page.editable


def test_other_pages_lead_to_an_expert_an_application_and_the_rubric(assigned):
    wanted = assigned.matrix.rows[5]
    assigned.open_record("application", wanted.application_id)
    assert assigned.matrix_page.view.current_cell()[0] == wanted
    assigned.open_record("expert", 3)
    assert assigned.experts_page.table.current().expert.expert_id == 3
    assigned.open_record("rubric", 0)
    assert assigned.rubric_page.isVisible()
    assert assigned.page.places == []


def test_without_accepted_applications_it_leads_to_the_desk(listed):
    listed._show_named(EXPERTS)
    listed.ledger.run("无", lambda: Application.update(state=State.INCOMPLETE).execute())
    next(each for each in listed.header_actions() if each.words == "全部加入评审组").run()
    listed._show_named(MATRIX)
    press(listed, "assignment_receive")
    assert listed.page.places == [Place("收件登记", "", None)]


def test_everything_a_person_uses_has_a_name_and_fits(assigned):
    for view in (MATRIX, EXPERTS, RUBRIC):
        assigned._show_named(view)
        used = [
            each
            for each in assigned.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.window() is assigned.window()
        ]
        assert [each for each in used if not each.objectName()] == []
        assert [each.objectName() for each in used if isinstance(each, QPushButton) and not each.accessibleName()] == []
    assigned._show_named(MATRIX)
    assert not assigned.matrix_page.view.horizontalScrollBar().isVisible()
