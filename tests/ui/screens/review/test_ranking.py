"""排名 through its tab, on the whole sample season."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from db.models import CollectiveDecision, Quota
from desktop_app.shapes.window import Place

TIED = ("ZBPP-2025-030", "ZBPP-2025-055")


@pytest.fixture
def tab(at):
    def open_tab(moment):
        page = at(moment)
        page.show_tab("ranking")
        page.tab.page = page
        return page.tab

    return open_tab


def chips(tab):
    return [chip.text() for chip in tab.list.chips.findChildren(QPushButton) if chip.isVisible()]


def press(tab, words):
    next(chip for chip in tab.list.chips.findChildren(QPushButton) if chip.text().startswith(words)).click()


def shown(tab):
    return [each.number for each in tab.list.table.model.shown]


def choose(tab, number):
    tab.list.select(next(each.application_id for each in tab.list.table.model.rows if each.number == number))


def facts(tab, name):
    labels = {each.objectName(): each for each in tab.pane.findChildren(QLabel) if not each.isHidden()}
    keys = sorted(key for key in labels if key.startswith(f"{name}_") and key.endswith("_key"))
    return {labels[key].text(): labels[key.removesuffix("_key")].text() for key in keys}


def test_before_there_are_sheets_it_leads_to_the_assignment(tab):
    empty = tab("collected")
    assert (empty.state_line(), empty.primary(), empty.print_out()) == ("还没有评分表", None, False)
    empty.findChild(QPushButton, "ranking_go_assign").click()
    assert empty.page.tab.key == "assignment"


def test_while_sheets_are_open_the_ranking_is_provisional_everywhere(tab):
    open_ = tab("scoring")
    assert open_.state_line() == ("635 张评分表 · 已复核 411 · 待复核 224 · 回避 31 · 暂排，全部复核后才能生成正式排名")
    assert open_.primary().words == "打印排名草稿"
    assert open_.remarks.words[0].startswith("暂排，未核：还有 224 张评分表没有复核（PF-2025-001-7、")
    assert chips(open_) == ["全部 74", "名额线附近 14", "并列 23", "回避缺席 31", "未核 74"]
    assert open_.list.table.model.columns[-1].badge(open_.list.table.model.shown[0]).word == "未核 3"
    assert facts(open_, "ranking_score")["未录"] == "专家7、专家8、专家9"
    open_.findChild(QPushButton, "ranking_open_sheet").click()
    assert open_.page.tab.key == "entry"


def test_the_official_ranking_has_its_line_where_the_quota_ends(tab):
    official = tab("ranked")
    assert official.state_line() == "635 张评分表 · 已复核 635 · 回避 31 · 正式排名"
    assert official.primary().words == "打印评审汇总表"
    divider = official.list.table.view.divider
    assert divider.row == 39
    assert divider.words.startswith("立项名额 40　线上 39 项，第 40 名 2 项跨线并列")
    assert official.remarks.words == ["各项有效评分份数不一：9 份的 43 项，8 份的 31 项；适用同一规则。"]


def test_chips_leave_what_they_say(tab):
    official = tab("ranked")
    for words, count in (("名额线附近", 14), ("并列", 18), ("回避缺席", 31), ("全部", 74)):
        press(official, words)
        assert len(shown(official)) == count
    press(official, "名额线附近")
    assert official.list.table.view.divider.row == 6
    official.list.filter.setText("jgdy")
    assert shown(official) == ["ZBPP-2025-030"]


def test_the_pane_says_in_words_what_the_row_abbreviates(tab):
    official = tab("ranked")
    choose(official, TIED[0])
    assert facts(official, "ranking_score") == {
        "有效分": "78、80、82、83、84、84、85、86、89",
        "去最高": "89（专家9）",
        "去最低": "78（专家1）",
        "均分": "(80 + 82 + 83 + 84 + 84 + 85 + 86) ÷ 7 ≈ 83.43",
    }
    assert facts(official, "ranking_tie") == {
        "均分相同": "055",
        "一融双高": "20.89 = 20.89，未分开",
        "中位数": "84 = 84，未分开",
        "集体研究": "未记录",
    }


def test_a_tie_across_the_line_is_decided_by_keyboard_and_can_be_undone(tab):
    official = tab("ranked")
    choose(official, TIED[0])
    official.list.table.view.setFocus()
    QTest.keyClick(official.list.table.view, Qt.Key.Key_Return)
    form = official.collective
    assert form.isVisible()
    assert official.primary() is None
    QTest.keyClick(form.order, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    official.page.save()
    assert form.notice.words.startswith("集体研究要写明参加人和理由。")
    form.names.fill("部务会")
    form.reason.fill("长期规划更具体")
    official.page.save()
    assert [row.number for row in official.ranking.rows[39:41]] == [TIED[1], TIED[0]]
    assert official.ranking.obstacles == ()
    assert official.page.heard == [("已记录集体研究：第 40 名起的先后", "集体研究 第 40 名")]
    assert facts(official, "ranking_tie")["集体研究"] == "部务会：长期规划更具体"
    official.ledger.undo()
    assert CollectiveDecision.select().count() == 0
    assert official.list.table.view.divider.words.startswith("立项名额 40　线上 39 项")


def test_a_tie_is_not_decided_while_sheets_are_open(tab):
    open_ = tab("scoring")
    across = next((each for each in open_.ranking.rows if each.tie == "集体研究"), None)
    assert across is not None
    choose(open_, across.number)
    assert not open_.findChild(QPushButton, "ranking_decide").isEnabled()
    assert open_.findChild(QLabel, "ranking_decide_later").isVisible()


def test_the_quota_is_one_number_or_one_for_each_kind(tab):
    official = tab("ranked")
    official.edit_quota()
    official.quota.total.setText("x")
    assert not official.quota.save()
    assert official.quota.notice.words == "立项名额“x”不是数字。请填 0 或正整数，例如 40。"
    official.quota.total.setText("30")
    official.quota.save()
    assert [(row.kind, row.places) for row in Quota.select()] == [("", 30)]
    assert official.list.table.view.divider.row == 29

    official.edit_quota()
    official.quota.each.setChecked(True)
    kinds = [kind for kind, line in official.quota.places.items() if line.isVisible()]
    assert "教师" in kinds
    for kind in kinds:
        official.quota.places[kind].setText("8")
    assert official.findChild(QLabel, "quota_told").text().startswith(f"合计 {8 * len(kinds)} 项。")
    official.quota.save()
    assert {(row.kind, row.places) for row in Quota.select()} == {(str(kind), 8) for kind in kinds}
    assert official.list.table.view.divider.row == -1
    assert official.list.kind.isVisible()
    official.list.kind.setCurrentIndex(official.list.kind.findData("教师"))
    official.list.kind.activated.emit(official.list.kind.currentIndex())
    assert {each.kind for each in official.list.table.model.shown} == {"教师"}
    assert official.list.table.view.divider.row == 7
    assert official.list.table.view.divider.words.startswith("教师支部立项名额 8")
    official.ledger.undo()
    assert [(row.kind, row.places) for row in Quota.select()] == [("", 30)]
    assert not official.list.kind.isVisible()


def test_the_summary_is_exported_as_a_workbook(tab, qtbot, tmp_path, monkeypatch):
    official = tab("ranked")
    target = tmp_path / "评审汇总表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "Excel 工作簿 (*.xlsx)"))
    assert official.page.export()
    qtbot.waitUntil(target.exists, timeout=10_000)
    qtbot.waitUntil(lambda: official.page.heard == [("已导出 评审汇总表.xlsx", "")])


def test_the_summary_is_seen_as_it_prints(tab, qtbot):
    official = tab("ranked")
    assert official.page.print_out()
    qtbot.waitUntil(lambda: official.prints.dialog is not None, timeout=10_000)
    assert official.prints.dialog.windowTitle() == "评审汇总表"
    official.prints.dialog.reject()


def test_columns_hold_native_values_and_the_clipboard_the_whole_number(tab):
    table = tab("ranked").list.table
    titles = [column.title for column in table.model.columns]
    assert titles[:3] == ["名次", "编号", "党支部"]
    assert [title for title in titles if title.startswith("专家")] == [f"专家{n}" for n in range(1, 10)]
    first = table.model.shown[0]
    number = table.model.columns[1]
    assert (number.words(first), number.clip(first)) == (first.number.removeprefix("ZBPP-2025-"), first.number)


def test_it_fits_the_smallest_window_without_a_horizontal_bar(tab):
    official = tab("ranked")
    assert not official.list.table.view.horizontalScrollBar().isVisible()


def test_everything_a_person_uses_has_a_name(tab):
    official = tab("ranked")
    used = [
        each
        for each in official.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.window() is official.window()
    ]
    assert [each for each in used if not each.objectName()] == []
    assert [each.objectName() for each in used if isinstance(each, QPushButton) and not each.accessibleName()] == []


def test_another_page_leads_to_an_application(tab):
    official = tab("ranked")
    press(official, "回避缺席")
    wanted = official.ranking.rows[0].application_id
    official.open_record("application", wanted)
    assert official.list.table.current().application_id == wanted
    assert official.page.places == []
    official.pane.open_sheet.emit(1)
    assert Place("专家评审", "review", 1) not in official.page.places  # the page opens it itself
