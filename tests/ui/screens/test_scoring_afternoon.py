"""A scoring afternoon at the window: piles typed by keyboard, slips stopped, a recusal, a correction, the ranking.

Three applications and two experts, every sheet typed as it lies on the table; nothing is called but what keys and
buttons call.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db import journal
from db.enums import Verification
from db.models import Review
from desktop_app.office import scoring
from desktop_app.office.ranking import ranking
from desktop_app.rules.scoring import mean_text
from desktop_app.shapes.score_entry import SheetState
from tests.ui.screens.test_score_entry import Hands, fill, focused, open_code, shown, states

EIGHTY_FIVE = "18172216" + "8⏎" + "4"


def total_of(code: str) -> int | None:
    return Review.get(Review.code == code).total_hundredths


def test_an_afternoon(desk, qtbot):
    fill(desk, Verification.TOTAL)
    page = shown(desk, qtbot)
    hands = Hands(page)

    # 专家1's pile, first sheet: the total on paper is not the sum, the slip was in a criterion
    hands.type("1-1⏎" + "18172216" + "7⏎" + "4" + "85⏎")
    assert page.tab.side.difference.words.startswith("合计对不上")
    assert states(desk)[0] is SheetState.BLANK
    for _ in range(2):
        hands.press(Qt.Key.Key_Up)
    hands.type("8⏎⏎⏎")
    assert states(desk)[0] is SheetState.VERIFIED

    # the next ones open by themselves; points above full marks stop in their own box
    assert (open_code(page), focused()) == ("PF-2025-002-1", "score_1")
    hands.type("25")
    assert focused() == "score_1"
    hands.type("20" + "202520" + "10" + "5" + "100⏎")
    assert open_code(page) == "PF-2025-003-1"
    hands.type("/⏎")  # 专家1 recuses himself from the third
    assert [state.value for state in states(desk)[:3]] == ["已复核", "已复核", "回避"]

    # 专家2's pile by scanner, in the order the sheets lie
    hands.type("PF-2025-003-2⏎" + EIGHTY_FIVE + "85⏎")
    hands.type("PF-2025-001-2⏎" + EIGHTY_FIVE + "85⏎")
    page.show_tab("ranking")
    assert page.state_line().endswith("暂排，全部复核后才能生成正式排名")
    page.show_tab("entry")
    hands.type("2-2⏎" + "20202520" + "9⏎" + "5" + "99⏎")
    assert scoring.waiting_counts() == (0, 0)

    # a sheet was typed from the wrong paper: corrected with a reason, both values stay in the journal
    hands.type("1-2⏎")
    page.findChild(QPushButton, "sheet_correct").click()
    fields = page.tab.paper.grid.fields
    fields[0].setFocus()
    fields[0].selectAll()
    hands.type("17")
    page.tab.paper.grid.total.setFocus()
    page.tab.paper.grid.total.selectAll()
    hands.type("84⏎")
    assert total_of("PF-2025-001-2") == 85_00  # not without a reason
    QApplication.focusWidget().insert("录错一行，已核对纸面")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert total_of("PF-2025-001-2") == 84_00
    last = list(journal.entries())[-1]
    assert (last.title, last.final) == ("更正评分表 PF-2025-001-2：录错一行，已核对纸面", True)

    # the official order
    page.show_tab("ranking")
    assert page.state_line() == "5 张评分表 · 已复核 5 · 回避 1 · 正式排名"
    found = ranking(1)
    assert [(row.place, row.number[-3:], mean_text(row.mean)) for row in found.rows] == [
        (1, "002", "99.50"),
        (2, "003", "85.00"),
        (3, "001", "84.50"),
    ]
    shown_rows = page.tab.list.table.model.shown
    assert [row.number for row in shown_rows] == [row.number for row in found.rows]
