from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from desktop_app.office import office_settings, rounds
from desktop_app.office.first_start import prepare
from desktop_app.rules.notice import read_notice
from desktop_app.rules.round_draft import draft_from
from desktop_app.shapes.office import OfficeProfile
from desktop_app.ui.screens.notice import NoticePage

NOTICES = Path(__file__).parents[2] / "rules" / "notices"
NOTICE = (NOTICES / "示例医科大学.txt").read_text(encoding="utf-8")


@pytest.fixture
def page(desk: Any, qtbot: Any) -> NoticePage:
    prepare(desk.ledger.run)
    profile = OfficeProfile(school="示例医科大学", room="行政楼101")
    desk.ledger.run("设置单位", office_settings.set_up_office, profile=profile, operator="周喆")
    made = NoticePage(desk)
    qtbot.addWidget(made)
    made.resize(1142, 620)
    made.show()
    made.begin_new()
    return made


def line(page: NoticePage, key: str) -> QLineEdit:
    found = page.findChild(QLineEdit, f"fact_{key}")
    assert found is not None
    return found


def correct(page: NoticePage, key: str, typed: str) -> None:
    field = line(page, key)
    field.setFocus()
    field.selectAll()
    field.insert(typed)  # as an input method does: QTest types ASCII alone
    QTest.keyClick(field, Qt.Key.Key_Return)


def quote(page: NoticePage, key: str) -> str:
    return page.form.lines[key].quote.words


def press(page: NoticePage, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisible()
    assert found.isEnabled()
    found.click()


def made_round() -> Any:
    (only,) = rounds.rounds()
    return rounds.round_details(only.round_id).draft


def test_a_pasted_notice_becomes_the_round_it_describes(page: NoticePage, desk: Any, qtbot: Any) -> None:
    told: list[tuple[str, str]] = []
    page.said.connect(lambda words, undo: told.append((words, undo)))
    QApplication.clipboard().setText(NOTICE)
    page.text.paste()
    with qtbot.waitSignal(page.saved):
        press(page, "notice_save")
    assert made_round() == draft_from(read_notice(NOTICE), today=desk.ledger.clock().date())
    assert told == [("已新建批次“2023 年批次”，并设为当前批次", "新建批次 2023 年批次")]
    assert desk.ledger.undo() == "新建批次 2023 年批次"
    assert rounds.rounds() == ()


def test_every_fact_stands_beside_its_sentence_and_is_shown_in_the_text(page: NoticePage) -> None:
    page.text.show_text(NOTICE)
    assert quote(page, "publicity_workdays") == "“立项结果将进行公示,公示期为5个工作日”"
    assert quote(page, "acceptance_last").startswith("“党委组织部将于2024年8月组织评审验收")
    for key, value in (("copies", "五份"), ("telephone", "3831311"), ("submission_deadline", "2023年11月10日")):
        line(page, key).setFocus()
        assert page.text.pointed_out() == value


def test_rare_characters_before_a_fact_do_not_shift_its_place(page: NoticePage) -> None:
    page.text.show_text(NOTICE.replace("各基层党委", "𬱖䶮𠮷各基层党委", 1))
    line(page, "mailbox").setFocus()
    assert page.text.pointed_out() == "xydwzzb@example.edu.cn"
    shown = page.text.extraSelections()[-1]
    assert shown.cursor.selectedText() == "xydwzzb@example.edu.cn"


def test_what_the_notice_does_not_say_is_said_with_what_holds_instead(page: NoticePage) -> None:
    page.text.show_text((NOTICES / "另行通知.txt").read_text(encoding="utf-8"))
    lasts = ("acceptance_last", "continuation_last")  # told with the beginning of the phase
    silent = {key: line.quote.words for key, line in page.form.lines.items() if line.silent and key not in lasts}
    assert silent == {
        "name": "按年份取名，可以改",
        "publicity_workdays": "通知没有写，按 5 个工作日",
        "case_limit": "通知没有写，按 2500 字以内",
        "news_minimum": "通知没有写，按 2 篇以上",
        "acceptance_first": "通知没有写，可以先空着",
        "continuation_first": "通知没有写，可以先空着",
        "telephone": "通知没有写，请填写",
        "mailbox": "通知没有写，请填写",
    }
    assert quote(page, "submission_deadline") == "没有写明：“二、项目申报（时间另行通知）”"
    count = page.findChild(QLabel, "notice_facts_count")
    assert count is not None
    assert count.text() == "7 项通知没有写，请核对"


def test_corrections_outlive_a_new_reading_and_say_what_the_notice_said(page: NoticePage) -> None:
    page.text.show_text(NOTICE)
    correct(page, "news_minimum", "3")
    correct(page, "year", "2024")
    page.text.show_text(NOTICE.replace("一式五份", "一式三份"))
    assert (line(page, "news_minimum").text(), line(page, "copies").text()) == ("3", "3")
    assert quote(page, "news_minimum") == "已改，通知写的是 2"
    assert line(page, "name").text() == "2024 年批次"


def test_the_clash_is_said_and_one_press_takes_the_earliest_day_that_holds(page: NoticePage) -> None:
    page.text.show_text(NOTICE)
    assert "其间只有 6 个工作日" in page.timetable.notice.words
    assert "立项日期最早可定在 11月28日" in page.timetable.notice.words
    assert "申报截止最迟应为 11月2日" in page.timetable.notice.words  # both ways out are seen at once
    more = page.findChild(QPushButton, "timetable_more")
    assert more is not None
    assert not more.isVisibleTo(page)
    press(page, "timetable_adopt")
    assert page.timetable.notice.words == ""
    assert "时间够用" in page.findChild(QLabel, "timetable_words").text()  # type: ignore[union-attr]
    correct(page, "establishment_deadline", "11.27")
    assert "还差 1 个" in page.timetable.notice.words
    correct(page, "establishment_deadline", "1128")
    press(page, "notice_save")
    draft = made_round()
    phases = {str(phase.kind): phase.last for phase in draft.phases}
    assert (draft.establishment_deadline, phases["项目立项"]) == ("2023-11-28", "2023-11-28")


def test_a_text_that_is_no_notice_is_said_and_a_round_is_typed_by_hand(page: NoticePage) -> None:
    page.text.show_text("床前明月光，疑是地上霜。")
    assert page.timetable.notice.words.startswith("这段文字不是党支部品牌创建的通知。")
    assert "直接在下面填写" in page.timetable.notice.words
    page.text.show_text("")
    assert page.timetable.notice.words == ""
    correct(page, "submission_deadline", "1121 1700")
    correct(page, "acceptance_first", "2026-8")
    press(page, "notice_save")
    draft = made_round()
    assert (draft.year, draft.name, draft.submission_deadline) == (2025, "2025 年批次", "2025-11-21 17:00")
    assert [(str(phase.kind), phase.first) for phase in draft.phases] == [("考核验收", "2026-08")]


def test_what_cannot_be_taken_is_said_where_it_stands_and_keeps_the_round_from_being_made(page: NoticePage) -> None:
    page.text.show_text(NOTICE)
    correct(page, "copies", "五百")
    assert quote(page, "copies") == "纸质份数 500 不合适。应在 1 到 20 之间。"
    press(page, "notice_save")
    assert page.trouble.words == "纸质份数：纸质份数 500 不合适。应在 1 到 20 之间。"
    assert line(page, "copies").hasFocus()
    assert rounds.rounds() == ()
    correct(page, "copies", "3")
    assert page.trouble.words == ""
    correct(page, "name", " ")
    press(page, "notice_save")
    assert "批次名称不能空着" in page.trouble.words
    correct(page, "name", "批" * 80)
    press(page, "notice_save")
    assert "批次名称有 80 个字符，太长了" in page.trouble.words


def test_what_the_command_refuses_stands_beside_the_form_and_nothing_typed_is_lost(page: NoticePage, desk: Any) -> None:
    page.text.show_text(NOTICE)
    correct(page, "establishment_deadline", "2023-11-01")
    press(page, "notice_save")
    assert page.trouble.words == "立项时间 2023-11-01 早于申报截止 2023-11-10。请核对两个日期。"
    correct(page, "establishment_deadline", "2023-12-01")
    press(page, "notice_save")
    page.begin_new()
    page.text.show_text(NOTICE)
    press(page, "notice_save")
    assert page.trouble.words.startswith("已经有名为“2023 年批次”的批次。")
    assert page.text.text == NOTICE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_is_opened_or_dropped_in_any_encoding(
    page: NoticePage, tmp_path: Path, qtbot: Any, encoding: str
) -> None:
    file = tmp_path / "通知.txt"
    file.write_bytes(NOTICE.encode(encoding))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    assert page.text.canInsertFromMimeData(dropped)
    page.text.insertFromMimeData(dropped)
    qtbot.waitUntil(lambda: line(page, "mailbox").text() == "xydwzzb@example.edu.cn")


def test_a_word_file_is_read_and_a_refused_file_leaves_the_text_as_it_was(
    page: NoticePage, tmp_path: Path, qtbot: Any
) -> None:
    page.open_file(Path(__file__).parents[3] / "resources" / "sample" / "2025年通知.docx")
    qtbot.waitUntil(lambda: line(page, "submission_deadline").text() != "")
    before = page.text.text
    picture = tmp_path / "通知.pdf"
    picture.write_bytes(b"%PDF-1.7")
    page.open_file(picture)
    qtbot.waitUntil(lambda: page.unread.words != "")
    assert "只认 .txt 和 .docx 文件" in page.unread.words
    assert page.text.text == before


def test_a_round_that_stands_is_corrected(page: NoticePage, desk: Any) -> None:
    draft = draft_from(read_notice(NOTICE), today=desk.ledger.clock().date())
    kept = replace(draft, establishment_deadline="2023-11-28", room="勤政楼425")
    made = desk.ledger.run("新建批次", rounds.create_round, draft=kept)
    page.open_round(made)
    assert line(page, "room").text() == "勤政楼425"
    correct(page, "telephone", "3831312")
    press(page, "notice_save")
    assert made_round() == replace(kept, telephone="3831312")
    assert desk.ledger.undo_title == "修改批次 2023 年批次"


def test_what_is_half_typed_waits_for_the_clerk(page: NoticePage) -> None:
    page.text.show_text(NOTICE)
    correct(page, "copies", "3")
    press(page, "notice_back")
    page.begin_new()
    assert (line(page, "copies").text(), page.text.text) == ("3", NOTICE)


def test_enter_leads_through_the_form_to_the_button(page: NoticePage) -> None:
    order = [key for key in page.form.lines if page.form.lines[key].line.isVisibleTo(page)]
    line(page, order[0]).setFocus()
    for key in order:
        focused = page.focusWidget()
        assert isinstance(focused, QLineEdit)
        assert focused.objectName() == f"fact_{key}"
        QTest.keyClick(focused, Qt.Key.Key_Return)


def test_every_widget_has_a_name_and_every_field_a_label(page: NoticePage) -> None:
    page.text.show_text(NOTICE)
    buddies = {label.buddy() for label in page.findChildren(QLabel) if label.buddy()}
    for key, fact in page.form.lines.items():
        assert fact.line.accessibleName(), key
        assert fact.line in buddies or key.endswith("_last"), key
    for button in page.findChildren(QPushButton):
        assert button.objectName()
        assert button.accessibleName()
