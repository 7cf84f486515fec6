"""操作记录 through the page: found, read, taken back, and a number from paper looked up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.connection import database
from db.models import Branch, PartyOrganization
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.trail import TrailScreen

LONG = "第三临床学院附属医院" * 12 + "<b>党支部</b>"


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TrailScreen:
    run = desk.ledger.run
    run("添加党组织", lambda: PartyOrganization.create(name="药学院党总支", key="药学院党总支"))
    run("添加第一党支部", lambda: Branch.create(organization=1, name="第一党支部", key="第一党支部"))
    run("添加长名支部", lambda: Branch.create(organization=1, name=LONG, key=LONG))
    run("改书记", lambda: Branch.update(secretary="李堃").where(Branch.id == 1).execute())
    desk.ledger.actor = "沈一禾"
    run("定稿", lambda: Branch.update(members=9).where(Branch.id == 2).execute(), final=True)
    made = TrailScreen(desk)
    made.resize(1120, 680)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def titles(page: TrailScreen) -> list[str]:
    return [page.list.model.row_at(at).title for at in range(page.list.model.count())]


def choose(page: TrailScreen, qtbot: QtBot, title: str) -> None:
    page.list.select(page.list.model.ids[titles(page).index(title)])
    qtbot.waitUntil(lambda: page.pane.entry is not None and page.pane.entry.row.title == title)


def words(page: TrailScreen, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_the_newest_step_stands_first_and_is_told(page: TrailScreen, qtbot: QtBot) -> None:
    assert titles(page) == ["定稿", "改书记", "添加长名支部", "添加第一党支部", "添加党组织"]
    choose(page, qtbot, "改书记")
    assert page.pane.deeds.toPlainText() == "改动 党支部　第一党支部 药学院党总支\n支部书记：（空） → 李堃"
    assert page.state_line() == "5 条 · 每一步都记着经手人、时间和前后内容"


def test_filters_narrow_and_esc_takes_them_away(page: TrailScreen, qtbot: QtBot) -> None:
    assert page.focus_filter()
    page.words.setText("支部")
    qtbot.waitUntil(lambda: titles(page) == ["添加长名支部", "添加第一党支部"])
    assert words(page, "trail_foot") == "筛出 2 条，共 5 条"
    assert page.back()
    assert len(titles(page)) == 5
    page.person.setCurrentText("沈一禾")
    assert titles(page) == ["定稿"]
    assert page.back()
    assert not page.back()
    page.open_record("branch", 1)
    assert titles(page) == ["改书记", "添加第一党支部"]
    assert page.record.text() == "党支部 第一党支部 药学院党总支"
    page.record.clear()
    qtbot.waitUntil(lambda: len(titles(page)) == 5)


def test_a_step_is_taken_back_from_the_pane_unless_something_stands_upon_it(page: TrailScreen, qtbot: QtBot) -> None:
    button = page.findChild(QPushButton, "trail_undo")
    assert button is not None
    choose(page, qtbot, "添加第一党支部")
    assert not button.isEnabled()
    assert words(page, "trail_why_not").startswith("第 4 条“改书记”（2025-11-07 10:42，周喆）又改过同一条记录。")
    choose(page, qtbot, "改书记")
    assert button.isEnabled()
    with qtbot.waitSignal(page.said) as said:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said.args == ["已撤销：改书记", ""]
    assert Branch.get_by_id(1).secretary == ""
    assert titles(page)[0] == "改书记"
    qtbot.waitUntil(lambda: not button.isEnabled())
    assert words(page, "trail_why_not").startswith("已经撤销，见第 6 条")


def test_a_number_from_paper_is_looked_up_and_the_whole_chain_is_walked(page: TrailScreen, qtbot: QtBot) -> None:
    copy, check = (page.findChild(QPushButton, name) for name in ("trail_head_copy", "trail_check"))
    assert copy is not None
    assert check is not None
    copy.click()
    page.chain.typed.setText(QGuiApplication.clipboard().text())
    qtbot.keyClick(page.chain.typed, Qt.Key.Key_Return)
    assert words(page, "trail_check_words").startswith("此记录号在链上：第 5 条“定稿”")
    check.click()
    qtbot.waitUntil(lambda: words(page, "trail_check_words").startswith("5 条操作记录都与校验值相符"))
    database.execute_sql("UPDATE journal_entry SET actor = '别人' WHERE id = 3")
    check.click()
    qtbot.waitUntil(lambda: words(page, "trail_check_words").startswith("操作记录第 3 条接不上前一条"))


def test_titles_sort_and_rows_are_copied_with_the_seconds(page: TrailScreen, qtbot: QtBot) -> None:
    page.list._title_clicked(2)
    assert titles(page)[0] == min(titles(page))
    page.clear_filters()
    page.list.select(1)
    page.list.copy(titled=True)
    assert QGuiApplication.clipboard().text().splitlines()[0] == "时间\t经手人\t步骤\t性质"


def test_nothing_yet(desk: Desk, qtbot: QtBot) -> None:
    page = TrailScreen(desk)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert page.state_line() == "还没有操作记录"
    assert words(page, "trail_empty") == "还没有操作记录。办理的每一步都会记在这里。"
    assert words(page, "trail_entry_title") == "在左边选一步，这里显示它改了什么。"


def test_it_is_reached_from_a_branch_and_from_a_visit(desk: Desk, qtbot: QtBot) -> None:
    """The pane of a record leads to the steps about it."""
    from desktop_app.office import intake, rounds
    from desktop_app.shapes.copies import COMPLETE
    from desktop_app.shapes.intake import LineEntry, VisitEntry
    from desktop_app.shapes.rounds import RoundDraft
    from desktop_app.shapes.window import Place
    from desktop_app.ui.screens.intake import IntakeScreen
    from desktop_app.ui.screens.roster import RosterScreen

    run = desk.ledger.run
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    round_id = run("新建批次", rounds.create_round, draft=draft)
    run("添加党组织", lambda: PartyOrganization.create(name="药学院党总支", key="药学院党总支"))
    run("添加支部", lambda: Branch.create(organization=1, name="第一党支部", key="第一党支部"))
    line = LineEntry(1, "药香校园", (COMPLETE,) * 5, "", "", "", "")
    visit = VisitEntry(round_id, "2025-11-07 10:42", (line,), None, "许老师", "")
    made = run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")
    for screen, kind, record, name in (
        (RosterScreen(desk), "branch", 1, "branch_trail"),
        (IntakeScreen(desk), "receipt", made.receipt_id, "receipt_trail"),
    ):
        qtbot.addWidget(screen)
        screen.resize(1120, 680)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.open_record(kind, record)
        button = screen.findChild(QPushButton, name)
        assert button is not None
        with qtbot.waitSignal(screen.wanted) as wanted:
            button.click()
        assert wanted.args == [Place("操作记录", kind, record)]
