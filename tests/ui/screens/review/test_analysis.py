"""分析 through its tab, on the whole sample season."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from db.enums import Trimming
from db.opening import row_counts
from desktop_app.office.ranking import ranking
from desktop_app.shapes.diagnostics import Supposition
from desktop_app.ui.parts.lists import Line


@pytest.fixture
def tab(at):
    def open_tab(moment):
        page = at(moment)
        page.show_tab("analysis")
        page.tab.page = page
        return page.tab

    return open_tab


def said(tab, name):
    return tab.findChild(QLabel, name).text()


def shown(tab):
    return [(each.supposed_place, each.place, each.number) for each in tab.table.model.shown]


def test_before_there_are_scores_there_is_nothing_to_suppose(tab):
    empty = tab("collected")
    assert (empty.state_line(), empty.header_actions(), empty.found) == ("还没有评分", (), None)


def test_nothing_supposed_is_the_ranking_itself_and_says_that_it_is_never_a_result(tab):
    open_ = tab("ranked")
    assert open_.remarks.words == ["这里是假设，不是正式结果：不打印，不进入任何文件，也不改变名次。"]
    assert said(open_, "analysis_summary") == "假设：与现行规则相同。名次都不变。"
    official = ranking(1).rows
    assert shown(open_) == [(each.place, each.place, each.number) for each in official]


def test_an_expert_left_out_by_mouse_and_back(tab):
    open_ = tab("ranked")
    before = row_counts()
    line = next(each for each in open_.others.findChildren(Line) if "不计专家4" in each.accessibleName())
    line.click()
    assert open_.without.currentText() == "不计专家4"
    assert said(open_, "analysis_summary").startswith("假设：不计专家4的评分。名次变动 ")
    assert any(supposed != place for supposed, place, _ in shown(open_))
    open_.findChild(QPushButton, "analysis_reset").click()
    assert said(open_, "analysis_summary") == "假设：与现行规则相同。名次都不变。"
    assert row_counts() == before


def test_a_threshold_is_typed_and_a_wrong_one_refused_where_it_stands(tab):
    open_ = tab("ranked")
    open_.threshold.setText("9")
    QTest.keyClick(open_.threshold, Qt.Key.Key_Return)
    assert said(open_, "analysis_summary").startswith("假设：有效评分达到 9 份的去掉一个最高分和一个最低分。")
    open_.threshold.setText("2")
    QTest.keyClick(open_.threshold, Qt.Key.Key_Return)
    assert "至少要有 3 份评分" in open_.notice.words
    open_.suppose(Supposition(trimming=Trimming.OFF))
    assert open_.notice.words == ""


def test_the_chart_says_in_words_what_it_shows_and_is_saved_and_copied(tab, tmp_path, monkeypatch):
    open_ = tab("ranked")
    words = open_.chart.accessibleDescription().split("；")
    assert len(words) == 9
    assert words[7].startswith("专家8 平均 ")
    assert "比其他专家低 1.2" in words[7]
    open_.findChild(QPushButton, "analysis_copy").click()
    assert not QGuiApplication.clipboard().image().isNull()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "图"), "图片 (*.png)"))
    open_.ask_picture()
    assert QImage(str(tmp_path / "图.png")).width() == 4 * open_.chart.width()
    open_.save_picture(tmp_path / "图.svg")
    drawn = (tmp_path / "图.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<?xml")
    assert "<title>每位专家的评分</title>" in drawn
    open_.save_picture(tmp_path / "没有" / "图.png")
    assert "没有存成" in open_.notice.words


def test_agreement_in_figures_and_words(tab):
    open_ = tab("scoring")
    keys = [each.text() for each in open_.findChildren(QLabel) if each.objectName().endswith("_key")]
    assert {"Kendall W", "ICC(2,1)", "ICC(2,k)", "ICC(1)"} <= set(keys)
    assert "只供参考，不改变名次" in said(open_, "analysis_agreement_note")
