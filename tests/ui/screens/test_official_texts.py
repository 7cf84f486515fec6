"""修改文字: what is typed is laid out as the paper it makes; what is wrong is said beside its line; nothing is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db.models import Application, Branch, OfficialText, PartyOrganization, Publicity, PublicityItem
from desktop_app.drafts import Drafts
from desktop_app.office import office_settings, official_texts, rounds
from desktop_app.office.official_papers import try_text
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
LONG = "“双融双促、医心向党、仁术惠民、薪火相传”呼吸与危重症医学科党建品牌"


def post_a_list():
    """公示 of one project, its days running."""
    home = PartyOrganization.create(name="第一临床学院党委", key="第一临床学院党委", search="")
    branch = Branch.create(organization=home, name="呼吸党支部", key="呼吸党支部", search="", secretary="才让·卓玛措")
    project = {"round": 1, "number": "ZBPP-2025-001", "state": "公示中", "registered_at": "2025-09-01T09:00:00"}
    made = Application.create(branch=branch, brand=LONG, **project)
    days = {"first": "2025-11-03", "last": "2025-11-10", "workdays": 5, "first_counts": False}
    listed = {"organization": home.name, "branch": branch.name, "brand": LONG, "head": branch.secretary}
    PublicityItem.create(publicity=Publicity.create(round=1, **days), application=made, position=1, **listed)


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
    """The words of the paper that stands there, without blanks and the ends of lines."""
    from io import BytesIO

    from pypdf import PdfReader

    pages = PdfReader(BytesIO(editor.paper.preview._pages.data)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


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
    assert "2项，公示至2035年1月15日。" in paper(editor)
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


def test_on_real_data_nothing_is_invented_and_what_is_missing_leads_to_where_it_is_filled_in(office, window, qtbot):
    office.ledger.run("公示", post_a_list)
    page = window.page(PAPERS)
    wanted = []
    page.wanted.connect(wanted.append)
    page.choose("publicity_notice")
    page.edit_text()
    editor = page.editor
    shows(editor, qtbot)
    assert not label(editor, "text_invented").isVisible()
    words = paper(editor)
    assert "2025年11月3日张贴，至2025年11月10日17:30期满" in words
    assert LONG in words
    assert "示例品牌" not in words
    assert editor.paper.remarks.words[0] == "“地点”“电话”未填。请在“系统设置”里填写单位的，或在批次里填写本批次的。"
    marked = {line.words.text for line in editor.fields.findChildren(Line) if line.words.due == "未填"}
    assert {"地点", "电话"} <= marked
    editor.paper.fill.click()
    editor.paper.look.click()
    assert wanted == [Place("系统设置", "office", 0), Place("系统设置", "official", 0)]


def test_what_the_office_then_fills_in_stands_in_the_paper(office, window, editor, qtbot):
    office.ledger.run("公示", post_a_list)
    profile = OfficeProfile(school="示例医科大学", room="示例楼423")
    with qtbot.waitSignal(editor.paper.shown, timeout=30_000):
        office.ledger.run("单位", office_settings.change_profile, profile=profile)
    assert "示例楼423" in paper(editor)
    assert editor.paper.remarks.words[0].startswith("“电话”未填")


def test_of_several_texts_only_the_last_is_laid_out_and_one_reads_on_where_one_was(office, window, editor, qtbot):
    office.ledger.run("公示", post_a_list)
    with qtbot.waitSignal(editor.paper.shown, timeout=30_000):
        editor.sheet.text.settled.emit()
    editor.paper.preview.view.go_to(2)
    place = editor.paper.preview.view.verticalScrollBar().value()
    assert place > 0
    now, told = datetime(2025, 11, 7, 10, 42), []
    editor.paper.shown.connect(lambda: told.append(paper(editor)))
    with qtbot.waitSignal(editor.paper.shown, timeout=30_000):
        for said in ("甲甲甲甲", "乙乙乙乙"):
            text = official_texts.program_text(TextKind.PUBLICITY).replace("现予以公示", said)
            editor.paper.lay_out(try_text(TextKind.PUBLICITY, text, now), ())
    qtbot.waitUntil(lambda: not office.jobs.busy)
    assert [("甲甲甲甲" in words, "乙乙乙乙" in words) for words in told] == [(False, True)]
    assert editor.paper.preview.view.verticalScrollBar().value() == place


def test_a_stored_text_that_was_spoilt_is_shown_with_what_is_wrong_and_mended(office, window, qtbot):
    spoilt = {"kind": TextKind.FEEDBACK, "text": "标题：反馈\n{意见}", "since": "2025-11-07T10:00:00"}
    office.ledger.run("外面改坏的", OfficialText.create, **spoilt)
    page = window.page(PAPERS)
    page.choose("opinion_feedback")
    page.edit_text()
    editor = page.editor
    assert said(editor)[0][0] == "第 2 行：没有名为“意见”的字段。"
    assert label(editor, "text_preview_state").text() == laid_out.NOT_YET
    assert not editor.sheet.kinds.isVisible()
    assert label(editor, "text_kind").text() == "专家意见反馈"
    with qtbot.waitSignal(editor.paper.shown, timeout=30_000):
        editor.findChild(QPushButton, "text_default").click()
    editor.save()
    assert (said(editor), official_texts.is_own(TextKind.FEEDBACK)) == ([], False)


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
