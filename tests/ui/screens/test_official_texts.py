"""修改文字: what is typed is laid out as the paper it makes; what is wrong is said beside its line; nothing is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.drafts import Drafts
from desktop_app.office import official_texts, rounds
from desktop_app.settings import Settings
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.official_texts import TextKind
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Place, WindowFacts
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.lists import Line
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens import SCREENS
from desktop_app.ui.screens.papers.texts import laid_out

OWN = "标题：关于拟立项名单的公示\n共{项数}项，公示至{公示止}。\n{落款}"
PAPERS = "文件中心"


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Desk:
    """The desk of a round in which nothing has happened yet; what is half typed is kept in its folder."""
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    return Desk(desk.ledger, desk.jobs, Settings(tmp_path / "settings.ini"), None, Drafts(tmp_path))


def opened(office: Desk, qtbot) -> MainWindow:
    facts = WindowFacts(OfficeProfile(school="示例医科大学"), (), ())
    window = MainWindow(office, [page for page in SCREENS if page.title == PAPERS], lambda: facts)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


@pytest.fixture
def window(office, qtbot):
    return opened(office, qtbot)


@pytest.fixture
def editor(window, qtbot):
    """The text of 立项公示, opened from the document by its key."""
    page = window.page(PAPERS)
    page.choose("publicity_notice")
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    shows(page.editor, qtbot)
    return page.editor


def shows(editor, qtbot):
    """Wait until the paper of what is typed stands there."""
    if not editor.paper.laid_out:
        qtbot.waitUntil(lambda: editor.paper.laid_out, timeout=30_000)


def types(editor, text, qtbot):
    """Instead of all that stands there; the paper of it comes."""
    with qtbot.waitSignal(editor.paper.shown, timeout=30_000):
        editor.sheet.text.selectAll()
        editor.sheet.text.insertPlainText(text)


def paper(editor) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    return "".join(page.extract_text() for page in PdfReader(BytesIO(editor.paper.preview._pages.data)).pages)


def label(editor, name):
    return editor.findChild(QLabel, name)


def said(editor):
    """What stands under the text."""
    lines = editor.sheet._trouble.findChildren(Line)
    return [(line.words.text, line.words.note) for line in lines if line.isVisible()]


def test_only_a_document_with_a_text_offers_to_edit_it(window):
    page = window.page(PAPERS)
    offers = {}
    for key in ("publicity_notice", "correction_notice", "opinion_feedback", "receiving_register"):
        page.choose(key)
        offers[key] = "修改文字…" in [action.words for action in page.header_actions()]
    assert offers == {
        "publicity_notice": True, "correction_notice": True, "opinion_feedback": True, "receiving_register": False,
    }  # fmt: skip
    page.choose("receiving_register")
    page.edit_text()
    assert not page.editor.open


def test_it_opens_on_the_text_in_force_and_the_paper_it_makes_of_invented_values(window, editor):
    assert editor.sheet.text.text == official_texts.program_text(TextKind.PUBLICITY)
    assert editor.sheet.text.hasFocus()
    assert label(editor, "text_whose").text() == "默认文字"
    assert (editor.state_line(), editor.primary().why_not) == ("修改立项公示的文字 · 已保存", "没有改动。")
    assert label(editor, "text_invented").isVisible()
    assert "示例品牌甲" in paper(editor)
    assert "示例数据，不作公文" in paper(editor)


def test_what_is_typed_is_laid_out_and_saved_by_one_step_that_can_be_undone(office, window, editor, qtbot):
    types(editor, OWN, qtbot)
    assert "2项，公示至2035年1月15日。" in "".join(paper(editor).split())
    assert official_texts.text_of(TextKind.PUBLICITY) != OWN  # not yet
    assert (editor.state_line(), editor.primary().why_not) == ("修改立项公示的文字 · 有改动未保存", "")
    QTest.keyClick(editor.sheet.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert official_texts.text_of(TextKind.PUBLICITY) == OWN
    assert (office.ledger.undo_title, editor.state_line()) == ("修改立项公示的文字", "修改立项公示的文字 · 已保存")
    assert label(editor, "text_whose").text() == "本单位的文字"
    assert window.toast.accessibleName() == "已保存立项公示的文字"
    window.undo()
    assert editor.sheet.text.text == official_texts.program_text(TextKind.PUBLICITY)


def test_what_is_wrong_is_said_beside_its_line_and_not_saved(office, editor):
    before = office.ledger.undo_title
    editor.sheet.text.put_text(f"{OWN}\n共{{项目数}}项。")
    editor.sheet.text.settled.emit()
    assert editor.sheet.text.marked_lines() == (4,)
    assert said(editor) == [("第 4 行：没有名为“项目数”的字段。", "是不是 {项数}？可用的字段见字段列表。")]
    assert label(editor, "text_preview_state").text() == laid_out.STALE
    assert editor.primary().why_not == "文字里还有问题。"
    editor.save()
    assert editor.sheet.notice.words == "第 4 行：没有名为“项目数”的字段。是不是 {项数}？可用的字段见字段列表。"
    assert (office.ledger.undo_title, official_texts.is_own(TextKind.PUBLICITY)) == (before, False)
    next(line for line in editor.sheet._trouble.findChildren(Line) if line.isVisible()).click()
    assert editor.sheet.text.textCursor().block().text() == "共{项目数}项。"
    assert editor.sheet.text.hasFocus()


def test_a_field_is_found_by_its_initials_and_put_at_the_cursor(editor):
    editor.sheet.text.go_to_line(2)
    QTest.keyClick(editor.sheet.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert editor.fields.filter.hasFocus()
    QTest.keyClicks(editor.fields.filter, "gsq")
    assert editor.fields.found()[0].name == "公示起"
    QTest.keyClick(editor.fields.filter, Qt.Key.Key_Return)
    assert editor.sheet.text.document().findBlockByNumber(1).text().endswith("{公示起}")
    assert editor.sheet.text.hasFocus()
    assert editor.fields.filter.text() == ""


def proposed(editor):
    """The fields that stand under the cursor, () when none do."""
    shown = editor.sheet.text.proposals
    return tuple(each.text for each in shown.proposals) if shown.isVisible() else ()


def test_behind_an_open_brace_the_fields_are_proposed(editor):
    text = editor.sheet.text
    text.put_text("标题：公示\n甲")
    text.go_to_line(2)
    text.insertPlainText("{")
    assert proposed(editor)[:3] == ("项数", "公示起", "公示止")
    QTest.keyClicks(text, "gs")
    assert proposed(editor)[:2] == ("公示起", "公示止")
    QTest.keyClick(text, Qt.Key.Key_Down)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert (text.text, proposed(editor)) == ("标题：公示\n甲{公示止}", ())
    text.insertPlainText("{")
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert (proposed(editor), editor.open) == ((), True)


def test_a_brace_that_is_closed_already_stays_one(editor):
    text = editor.sheet.text
    text.put_text("标题：公示\n{}乙")
    cursor = text.textCursor()
    cursor.setPosition(len("标题：公示\n{"))
    text.setTextCursor(cursor)
    text.insertPlainText("电")
    assert proposed(editor) == ("电话", "邮箱")  # 接收电子版的邮箱
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert (text.text, proposed(editor)) == ("标题：公示\n{电话}乙", ())
    text.insertPlainText("丙")
    assert text.text == "标题：公示\n{电话}丙乙"


def test_what_stands_alone_gets_a_line_of_its_own(editor):
    editor.sheet.text.put_text("标题：公示\n甲乙")
    editor.sheet.text.go_to_line(2)
    editor.fields.filter.setText("名单")
    QTest.keyClick(editor.fields.filter, Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert editor.sheet.text.text == "标题：公示\n甲乙\n{名单}"


def test_a_field_without_a_value_is_listed_with_the_way_to_fill_it(editor, qtbot):
    types(editor, f"{OWN}\n发文字号：{{文号}}", qtbot)
    assert "【未填：文号】" in paper(editor)
    first = editor.paper.remarks.words[0]
    assert first.startswith("“文号”未填。文号由学校统一编排，程序从不代拟")


def test_under_the_paper_stands_which_faces_stand_in(editor):
    assert editor.paper.remarks.words == [
        "本机没有公文的标准字体，PDF 里小标宋、仿宋、黑体、楷体、宋体用随程序的字体代替；docx 里仍写标准字体名。"
    ]


def test_what_is_missing_is_filled_in_where_the_words_lead(window, editor, qtbot):
    wanted = []
    window.page(PAPERS).wanted.connect(wanted.append)
    types(editor, f"{OWN}\n邮箱：{{邮箱}}", qtbot)
    assert not editor.paper.fill.isVisible()  # an example has every value
    editor.paper.look.click()
    assert wanted == [Place("系统设置", "official", 0)]


def test_what_is_half_typed_is_offered_again_after_the_window_was_closed(office, window, editor, qtbot, tmp_path):
    editor.sheet.text.put_text(OWN)
    window.close()
    again = opened(Desk(office.ledger, office.jobs, office.settings, None, Drafts(tmp_path)), qtbot)
    page = again.page(PAPERS)
    page.choose("publicity_notice")
    page.edit_text()
    assert page.editor.sheet.text.text == OWN
    assert label(page.editor, "text_again").isVisible()
    page.editor.findChild(QPushButton, "text_anew").click()
    assert page.editor.sheet.text.text == official_texts.program_text(TextKind.PUBLICITY)
    assert not label(page.editor, "text_again").isVisible()


def test_esc_leads_back_to_the_document_and_keeps_what_is_half_typed(window, editor):
    editor.sheet.text.put_text(OWN)
    QTest.keyClick(editor.sheet.text, Qt.Key.Key_Escape)
    page = window.page(PAPERS)
    assert not editor.open
    assert page.state_line().startswith("2025 年批次")
    assert page.shelf.isVisible()
    page.edit_text()
    assert editor.sheet.text.text == OWN


def test_each_text_of_a_document_keeps_its_own_half(editor):
    editor.sheet.text.put_text(OWN)
    editor.sheet.kinds.chosen.emit("递补公示")
    assert editor.sheet.text.text == official_texts.program_text(TextKind.SUBSTITUTES)
    assert "原因" in [field.name for field in editor.fields.found()]
    editor.sheet.kinds.chosen.emit("立项公示")
    assert editor.sheet.text.text == OWN


def test_the_programs_text_is_put_back_as_if_typed_and_then_saved(office, editor, qtbot):
    change = {"kind": TextKind.PUBLICITY, "text": OWN, "since": "2025-11-07T10:00:00"}
    office.ledger.run("修改公文文字", official_texts.change_text, **change)
    assert editor.sheet.text.text == OWN
    office.ledger.clock = lambda: datetime(2025, 11, 7, 10, 50)
    with qtbot.waitSignal(editor.paper.shown, timeout=30_000):
        editor.findChild(QPushButton, "text_default").click()
    assert official_texts.is_own(TextKind.PUBLICITY)
    editor.save()
    assert (office.ledger.undo_title, official_texts.is_own(TextKind.PUBLICITY)) == ("恢复立项公示的文字", False)
    QTest.keyClick(editor.sheet.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.sheet.text.text == OWN  # the typing is undone before the step


def test_blanks_at_the_ends_of_lines_are_not_kept(office, editor):
    editor.sheet.text.put_text(f"\n{OWN.replace(chr(10), '  ' + chr(10))}\n\n")
    editor.save()
    assert official_texts.text_of(TextKind.PUBLICITY) == OWN
    assert (editor.sheet.text.text, editor.sheet.half_typed) == (OWN, False)


def test_another_document_asked_for_from_elsewhere_puts_the_text_away(window, editor):
    editor.sheet.text.put_text(OWN)
    page = window.page(PAPERS)
    page.open_record("receiving_register", 0)
    assert not editor.open
    assert page.shelf.isVisible()
    page.choose("publicity_notice")
    page.edit_text()
    assert editor.sheet.text.text == OWN
