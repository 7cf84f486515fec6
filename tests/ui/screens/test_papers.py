"""The 文件中心: what is seen is what is printed and exported; a slip that leaves the office is noted for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from db.models import Branch, Designation, PartyOrganization, Receipt, ReviewStage
from desktop_app.documents import DOCUMENTS
from desktop_app.office import assignment, experts, intake, panel, rounds
from desktop_app.rules.pinyin import branch_search_text, search_text
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.experts import ExpertDraft
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Place
from desktop_app.ui.parts import preview
from desktop_app.ui.parts.lists import Line
from desktop_app.ui.parts.prints import FOLDER
from desktop_app.ui.screens.papers import PapersScreen
from desktop_app.ui.style import tokens

NAMES = ("教工第一党支部", "本科生党支部")


def make_roster():
    made = PartyOrganization.create(name="药学院党总支", key="药学院党总支", search=search_text("药学院党总支"))
    for name in NAMES:
        Branch.create(organization=made, name=name, key=name, search=branch_search_text(name, made.name))
    Designation.create(branch=1, kind="样板支部", level="校级", stage="培育创建")


def make_round(desk):
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    desk.ledger.run("批次", rounds.create_round, draft=draft)


def receive(desk, branch_id, at):
    line = LineEntry(branch_id, f"品牌{branch_id}", (COMPLETE,) * 5, "2025-11-06 20:00")
    visit = VisitEntry(1, at, (line,), None, "许老师", "3831425")
    desk.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")


@pytest.fixture
def page(desk, qtbot):
    made = PapersScreen(desk)
    made.heard, made.places = [], []
    made.said.connect(lambda words, undo: made.heard.append((words, undo)))
    made.wanted.connect(made.places.append)
    qtbot.addWidget(made)
    made.resize(1056, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.hide()


@pytest.fixture
def season(desk, page, qtbot):
    desk.ledger.run("名册", make_roster)
    make_round(desk)
    receive(desk, 1, "2025-11-06 09:00")
    receive(desk, 2, "2025-11-07 09:00")
    shows(page, qtbot)
    return page


@pytest.fixture
def printer(monkeypatch, tmp_path):
    """A printer that prints into a file."""
    file = tmp_path / "printed.pdf"

    def make():
        printing = QPrinter(QPrinter.PrinterMode.HighResolution)
        printing.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printing.setOutputFileName(str(file))
        return printing

    monkeypatch.setattr(preview, "default_printer", make)
    return file


def shows(page, qtbot):
    """Wait until the preview shows what is chosen."""
    qtbot.waitUntil(lambda: page._ready, timeout=15_000)


def words_of(data: bytes) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    return "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(data)).pages)


def label(page, name):
    return page.findChild(QLabel, name)


def test_without_a_round_it_offers_to_begin_one(page):
    assert (page.state_line(), page.header_actions(), page.primary(), page.export()) == ("还没有批次", (), None, False)
    page.findChild(QPushButton, "papers_new_round").click()
    assert page.places == [Place("系统设置", "new_round", 0)]


def test_before_anything_came_a_slip_is_explained(desk, page):
    make_round(desk)
    page.choose("receipt_slip")
    assert label(page, "papers_no_slip_title").isVisible()
    assert ([each.words for each in page.header_actions()], page.primary()) == (["归档本批次…"], None)
    page.findChild(QPushButton, "papers_receive").click()
    assert page.places == [Place("收件登记", "new", 0)]


def test_it_opens_on_the_newest_slip_and_lists_the_rest(season):
    assert season.state_line() == f"2025 年批次 · {len(DOCUMENTS)} 种文件 · 收件 2 次"
    counted = {"receipt_slip": "，2 张未打印", "receiving_register": "，2 次收件"}
    assert [line.accessibleName() for line in season.shelf.findChildren(Line) if line.isVisible()] == [
        *(f"{each.title}，{each.about}{counted.get(each.key, '')}" for each in DOCUMENTS),
        "SJ-2025-0002，药学院党总支　本科生党支部，未打印",
        "SJ-2025-0001，药学院党总支　教工第一党支部，未打印",
    ]
    assert season.receipt.text() == "SJ-2025-0002"
    assert "本科生党支部" in words_of(season.preview._pages.data)


def test_another_slip_is_chosen_by_initials(season, qtbot):
    season.receipt.setFocus()
    season.receipt.selectAll()
    QTest.keyClicks(season.receipt, "jg1")
    QTest.keyClick(season.receipt, Qt.Key.Key_Return)
    shows(season, qtbot)
    assert season.receipt.text() == "SJ-2025-0001"
    assert "教工第一党支部" in words_of(season.preview._pages.data)


def test_a_place_names_the_document_and_the_receipt(season, qtbot):
    season.open_record("receipt_slip", 1)
    shows(season, qtbot)
    assert season.receipt.text() == "SJ-2025-0001"
    season.open_record("missing_branches", 0)
    shows(season, qtbot)
    assert (label(season, "paper_title").text(), season.receipt.isVisible()) == ("应报未报名单", False)
    season.open_record("branch", 1)
    assert label(season, "paper_title").text() == "应报未报名单"


def test_an_empty_list_is_still_a_document_and_says_why(season, qtbot):
    season.choose("missing_branches")
    shows(season, qtbot)
    assert label(season, "paper_empty").text() == "没有应报未报的支部。"
    assert "均已申报" in words_of(season.preview._pages.data)
    assert [action.words for action in season.header_actions()] == ["归档本批次…", "复制文字", "打印"]


def test_one_line_of_the_shelf_looks_chosen(season, qtbot):
    """The document that is shown, or the slip that the keyboard is on."""
    season.choose("receipt_slip")
    line = season.findChild(QWidget, "document_receipt_slip")
    slip = next(each for each in season.shelf._slips.findChildren(Line) if each.isVisible())

    def ground():
        return line.grab().toImage().pixelColor(line.width() - 4, 4).name()

    season.receipt.setFocus()
    assert ground() == tokens().selected.lower()
    slip.setFocus()
    assert ground() != tokens().selected.lower()


def test_the_arrows_choose_and_the_keyboard_goes_along(season, qtbot):
    season.take_keyboard()
    QTest.keyClick(season.focusWidget(), Qt.Key.Key_Down)
    assert label(season, "paper_title").text() == "材料接收登记表"
    assert season.focusWidget().objectName() == "document_receiving_register"
    shows(season, qtbot)


def test_what_was_chosen_is_remembered(desk, season, qtbot):
    season.choose("receiving_register")
    assert PapersScreen(desk)._document.key == "receiving_register"


def test_a_slip_that_is_printed_has_left_the_office(desk, season, printer, qtbot):
    season.preview.look_for_printers()
    assert desk.ledger.undo_title == "登记收件"
    assert season.print_out()
    assert season.heard == [("已打印 收件回执 SJ-2025-0002", "")]
    assert Receipt.get_by_id(2).slip_issued_at == "2025-11-07T10:42:00"
    assert desk.ledger.undo_title is None
    assert printer.stat().st_size > 0
    shows(season, qtbot)
    assert "补打" in words_of(season.preview._pages.data)


def test_so_has_one_that_is_exported(desk, season, tmp_path, qtbot):
    file = tmp_path / "收件回执 SJ-2025-0002.pdf"
    season.export_to(file)
    qtbot.waitUntil(lambda: bool(season.heard), timeout=15_000)
    assert season.heard == [("已导出 收件回执 SJ-2025-0002.pdf", "")]
    assert (Receipt.get_by_id(2).slip_issued_at, Receipt.get_by_id(1).slip_issued_at) == ("2025-11-07T10:42:00", "")
    assert "本科生党支部" in words_of(file.read_bytes())


def seat_and_assign():
    stage_id = panel.ensure_stage(round_id=1)
    for name in ("端木晴", "欧阳堃"):
        experts.add_expert(draft=ExpertDraft(name, unit="示例师范学院"))
    panel.seat_all(stage_id=stage_id)
    assignment.assign_all(stage_id=stage_id, by="周喆", at="2025-11-14T09:00:00")


def test_score_sheets_start_the_scoring_when_they_leave_and_not_when_they_are_seen(desk, season, tmp_path, qtbot):
    desk.ledger.run("分配", seat_and_assign)
    season.choose("score_sheets")
    shows(season, qtbot)
    assert "PF-2025-001-1" in words_of(season.preview._pages.data)
    assert (ReviewStage.get().started_at, desk.ledger.undo_title) == ("", "分配")
    season.export_to(tmp_path / "评分表.pdf")
    qtbot.waitUntil(lambda: bool(season.heard), timeout=15_000)
    assert season.heard == [("已导出 评分表.pdf", "")]
    assert (ReviewStage.get().started_at, desk.ledger.undo_title) == ("2025-11-07T10:42:00", None)


def test_a_list_that_is_exported_can_still_be_followed_by_undo(desk, season, tmp_path, qtbot):
    season.choose("missing_branches")
    season.export_to(tmp_path / "名单.xlsx")
    qtbot.waitUntil(lambda: bool(season.heard), timeout=15_000)
    assert (season.heard, desk.ledger.undo_title) == ([("已导出 名单.xlsx", "")], "登记收件")


@pytest.mark.parametrize(
    ("answer", "kind", "written"),
    [
        ("催报.xlsx", "Excel 工作簿 (*.xlsx)", "催报.xlsx"),
        ("催报", "文本文件 (*.txt)", "催报.txt"),
        ("催报.2025", "PDF 文件 (*.pdf)", "催报.2025.pdf"),
    ],
)
def test_it_asks_where_to_and_remembers_the_folder(season, monkeypatch, tmp_path, qtbot, answer, kind, written):
    asked = []

    def ask(parent, title, proposed, kinds):
        asked.append((title, Path(proposed).name, kinds.split(";;")))
        return str(tmp_path / answer), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    season.choose("missing_branches")
    assert season.export()
    qtbot.waitUntil(lambda: bool(season.heard), timeout=15_000)
    assert asked == [
        (
            "导出应报未报名单",
            "应报未报名单 2025-11-07.xlsx",
            ["Excel 工作簿 (*.xlsx)", "PDF 文件 (*.pdf)", "文本文件 (*.txt)"],
        )
    ]
    assert (tmp_path / written).exists()
    assert season.desk.memory.recall(FOLDER) == str(tmp_path)


def test_a_folder_that_is_gone_is_said_where_it_happened(season, tmp_path, qtbot):
    season.choose("missing_branches")
    season.export_to(tmp_path / "没有" / "名单.xlsx")
    qtbot.waitUntil(lambda: bool(season.notice.words), timeout=15_000)
    assert season.notice.words.endswith("不存在，“名单.xlsx”没有写成。请选择一个已有的文件夹再试。")
    assert season.heard == []


def test_a_workbook_has_no_preview_and_is_exported(season, tmp_path, qtbot):
    season.open_record("branch_roster", 0)
    assert season.findChild(QPushButton, "papers_export").isVisible()
    assert (season.notice.words, season.primary()) == ("", None)
    season.export_to(tmp_path / "名册.xlsx")
    qtbot.waitUntil(lambda: season.heard == [("已导出 名册.xlsx", "")])
    assert (tmp_path / "名册.xlsx").exists()


def test_the_chase_list_is_copied_as_text(season):
    season.choose("missing_branches")
    season.header_actions()[1].run()
    assert QGuiApplication.clipboard().text().startswith("【应报未报名单】2025 年批次\n截至 2025年11月7日 10:42")
    assert season.heard == [("已复制应报未报名单的文字，可以粘贴到群或 OA", "")]


def test_a_round_without_a_deadline_is_told_in_words(desk, season, qtbot):
    draft = RoundDraft(2026, "2026 年批次")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    season.choose("missing_branches")
    assert season.notice.words == "“2026 年批次”没有申报截止日期，不能催报。请先在“系统设置 → 批次”里填写。"
    assert season.preview._pages is None


def test_without_a_printer_it_says_so(season):
    assert [(each.words, each.why_not) for each in season.header_actions()] == [
        ("归档本批次…", ""),
        ("打印", "这台电脑没有打印机，请导出 PDF"),
    ]
    assert (season.primary().words, season.primary().why_not) == ("导出…", "")
    assert season.print_out()
    assert season.notice.words.startswith("这台电脑没有安装打印机，没有打印。")
    assert Receipt.get_by_id(2).slip_issued_at == ""


def test_out_of_sight_nothing_is_kept_open(season, qtbot):
    season.hide()
    assert season.preview._pages is None
    season.show()
    shows(season, qtbot)


def test_it_fits(season):
    assert season.minimumSizeHint().width() <= 1056
    assert all(part.objectName() for part in season.findChildren(QWidget) if isinstance(part, QPushButton | Line))


def test_a_register_is_of_a_day_when_one_is_chosen_and_of_all_again_when_it_is_emptied(page, desk, qtbot):
    desk.ledger.run("名册", make_roster)
    make_round(desk)
    receive(desk, 1, "2025-11-06 09:00")
    receive(desk, 2, "2025-11-07 09:00")
    page.choose("receiving_register")
    assert page.of.isVisible()
    assert [(each.text, each.note) for each in page._propose("")] == [
        ("2025-11-07", "1 次收件"),
        ("2025-11-06", "1 次收件"),
    ]
    assert [each.text for each in page._propose("yxy")] == ["药学院党总支"]
    page.of_what("2025-11-06")
    assert page._name == "材料接收登记表 2025-11-06"
    qtbot.waitUntil(lambda: page._ready, timeout=10_000)
    page.of_what("")
    assert page._code is None


def test_without_a_handover_the_page_says_where_one_comes_from(page, desk):
    desk.ledger.run("名册", make_roster)
    make_round(desk)
    page.choose("handover_list")
    assert page.findChild(QLabel, "papers_no_slip_title").text() == "还没有交接单"
    assert page.primary() is None
