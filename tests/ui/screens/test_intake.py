"""The counter through its page: every key counted, what is recorded compared with the rows."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from db.enums import State
from db.models import Application, Branch, Designation, PartyOrganization, Receipt, ReceivedCopy
from desktop_app.office import intake, receipts, rounds
from desktop_app.rules.pinyin import branch_search_text, search_text
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Place
from desktop_app.ui.parts import preview
from desktop_app.ui.screens.intake import IntakeScreen, slips
from desktop_app.ui.screens.intake.counter import CounterTab

SCANNER = 80  # ms: the scanner holds a lone letter back that long
ROSTER = {
    "药学院党总支": ("教工第一党支部", "教工第二党支部", "本科生党支部"),
    "第一临床学院党委": ("临床医学系第一党支部", "临床医学系第二党支部"),
}


def make_roster() -> None:
    for name, branches in ROSTER.items():
        organization = PartyOrganization.create(
            name=name, key=name, kind="党委" if name.endswith("党委") else "党总支", search=search_text(name)
        )
        for branch in branches:
            Branch.create(organization=organization, name=branch, key=branch, search=branch_search_text(branch, name))
    first = Branch.get(Branch.name == "临床医学系第一党支部")
    Designation.create(branch=first, kind="样板支部", level="校级", stage="培育创建", batch="第三批")


@pytest.fixture
def page(desk, qtbot):
    desk.ledger.run("名册", make_roster)
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    return counter(desk, qtbot)


def counter(desk, qtbot) -> CounterTab:
    """The counter on its page, as it is shown first."""
    screen = IntakeScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1142, 700)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    made = screen.tab
    assert isinstance(made, CounterTab)
    screen.said.connect(lambda words, undo: made.__dict__.setdefault("heard", []).append((words, undo)))
    made.__dict__["screen"] = screen
    return made


@pytest.fixture
def printer(monkeypatch, tmp_path):
    """A printer that prints into a file; what reaches it went the way to paper."""
    file = tmp_path / "printed.pdf"

    def make() -> QPrinter:
        printing = QPrinter(QPrinter.PrinterMode.HighResolution)
        printing.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printing.setOutputFileName(str(file))
        return printing

    monkeypatch.setattr(preview, "default_printer", make)
    monkeypatch.setattr(slips, "default_printer", make)
    return file


class Hands:
    """Types where the keyboard is, and counts the keys; Chinese text and scans are not counted."""

    def __init__(self, page: CounterTab) -> None:
        self.page, self.count = page, 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        QTest.keyClick(QApplication.focusWidget() or self.page, key, held)

    def letters(self, text: str) -> None:
        self.count += len(text)
        QTest.keyClicks(QApplication.focusWidget(), text)

    def chinese(self, text: str) -> None:
        at = QApplication.focusWidget()
        assert isinstance(at, QLineEdit)
        at.insert(text)

    def begin(self) -> None:
        """F2; the window hands it to the page."""
        self.count += 1
        self.page.begin()

    def save(self) -> None:
        """Ctrl+S; the window hands it to the page."""
        self.count += 1
        self.page.save()


@pytest.fixture
def hands(page):
    return Hands(page)


def one_branch(hands, initials: str, brand: str, copies: Qt.Key = Qt.Key.Key_5) -> None:
    hands.letters(initials)
    hands.press(Qt.Key.Key_Return)
    hands.chinese(brand)
    hands.press(Qt.Key.Key_Return)
    hands.press(copies)


def slip_shown(page, qtbot) -> preview.PreviewDialog:
    qtbot.waitUntil(lambda: page.slips.dialog is not None and page.slips.dialog.isVisible(), timeout=10_000)
    return page.slips.dialog


def test_a_complete_receipt_takes_ten_keys_from_f2_to_the_printed_slip(page, hands, printer, qtbot):
    hands.begin()
    one_branch(hands, "lcy", "杏林薪火")
    hands.press(Qt.Key.Key_E)
    hands.save()
    slip_shown(page, qtbot)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(Receipt.get().slip_issued_at))
    assert hands.count <= 10
    assert printer.read_bytes().startswith(b"%PDF")
    (row,) = receipts.receipt_rows(rounds.required_round_id())
    assert (row.receipt_number, row.application_number, row.branch, row.brand) == (
        "SJ-2025-0001",
        "ZBPP-2025-001",
        "临床医学系第一党支部",
        "杏林薪火",
    )
    assert (row.state, row.copies_in, row.electronic_at, row.slip_issued) == (
        State.ACCEPTED,
        5,
        "2025-11-07 10:42",
        True,
    )


def test_each_further_branch_takes_eight_keys(page, hands, qtbot):
    hands.begin()
    one_branch(hands, "yxy", "药香校园")
    before = hands.count
    hands.press(Qt.Key.Key_Return)
    one_branch(hands, "jg2", "良药苦功")
    assert hands.count - before <= 8
    hands.press(Qt.Key.Key_Return)
    one_branch(hands, "bks", "青囊")
    hands.save()
    slip_shown(page, qtbot).reject()
    rows = receipts.receipt_rows(rounds.required_round_id())
    assert [(row.receipt_number, row.branch, row.brand) for row in rows] == [
        ("SJ-2025-0001", "教工第一党支部", "药香校园"),
        ("SJ-2025-0001", "教工第二党支部", "良药苦功"),
        ("SJ-2025-0001", "本科生党支部", "青囊"),
    ]
    assert page.heard == [("已登记收件 SJ-2025-0001", "登记收件 教工第一党支部、教工第二党支部、本科生党支部")]


def test_the_chosen_branch_tells_where_it_belongs_and_whether_it_must(page, hands):
    hands.begin()
    hands.letters("lcyx1")
    hands.press(Qt.Key.Key_Return)
    assert page.form._facts.text() == "第一临床学院党委　校级样板支部 · 培育创建（第三批）"
    assert page.form._obligated.badge.word == "应报"
    assert page.visit.organization.text() == "第一临床学院党委"


def test_what_is_lacking_is_said_while_one_types(page, hands):
    hands.begin()
    one_branch(hands, "lcy", "杏林薪火", Qt.Key.Key_4)
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Space)
    said = [(line._text.text(), line._lacking.text()) for line in page.pane._lines]
    assert said == [
        ("纸质件 4 / 5 份", "第 5 份未到"),
        ("盖章 3 / 4 份", "第 2 份未盖章"),
        ("签字 4 / 4 份", ""),
        ("完整 4 / 4 份", ""),
        ("电子版", "未到"),
        ("按时", ""),
    ]
    assert page.pane.accessibleName() == "还差 3 处"


def test_a_visit_without_a_branch_cannot_be_recorded(page):
    page.begin()
    finish = page.pane.findChild(QPushButton, "record_and_print")
    assert not finish.isEnabled()
    page.save()
    assert "还没有支部" in page.pane.notice.words
    assert Receipt.select().count() == 0


def test_what_was_typed_stays_when_it_is_refused(page, hands):
    hands.begin()
    hands.letters("lcy")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_5)
    hands.save()
    assert "还没有填品牌名称" in page.pane.notice.words
    assert (page.form.branch.text(), page.form.marks) == ("临床医学系第一党支部", (COMPLETE,) * 5)


def test_a_branch_of_the_visit_can_be_changed_and_taken_out(page, hands, qtbot):
    hands.begin()
    one_branch(hands, "yxy", "药香校园")
    hands.press(Qt.Key.Key_Return)
    one_branch(hands, "jg2", "良药苦功")
    hands.press(Qt.Key.Key_Return)
    qtbot.mouseClick(page.findChild(QPushButton, "visit_line_1_remove"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.findChild(QPushButton, "visit_line_0"), Qt.MouseButton.LeftButton)
    assert page.form.brand.text() == "药香校园"
    page.form.brand.setText("药香满园")
    page.save()
    slip_shown(page, qtbot).reject()
    assert [(row.branch, row.brand) for row in receipts.receipt_rows(rounds.required_round_id())] == [
        ("教工第一党支部", "药香满园")
    ]


def test_a_late_one_asks_for_who_approved_it(page, hands, desk, qtbot):
    desk.ledger.clock = lambda: datetime(2025, 11, 10, 17, 31)
    page.refresh()
    hands.begin()
    one_branch(hands, "lcy", "杏林薪火")
    assert page.form.late_by.isVisible()
    page.form.late_by.setText("李部长")
    page.save()
    assert "批准人和理由" in page.pane.notice.words
    page.form.late_reason.setText("书记出差")
    page.save()
    slip_shown(page, qtbot).reject()
    row = Application.get()
    assert (row.late, row.late_approved_by, row.late_reason) == (True, "李部长", "书记出差")


def recorded(desk, branch: str, copies) -> int:
    entry = LineEntry(Branch.get(Branch.name == branch).id, "杏林薪火", copies)
    visit = VisitEntry(rounds.required_round_id(), "2025-11-06 09:00", (entry,), None, "许老师", "3831425")
    return desk.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆").receipt_id


def test_later_copies_go_to_the_same_application(page, hands, desk, qtbot):
    unsealed = CopyMarks(here=True, stamped=False, signed=True, whole=True)
    recorded(desk, "临床医学系第一党支部", (COMPLETE, unsealed, COMPLETE, COMPLETE, ABSENT))
    hands.begin()
    hands.letters("lcy")
    hands.press(Qt.Key.Key_Return)
    assert (page.form.brand.text(), page.visit.submitter.text()) == ("杏林薪火", "许老师")
    assert page.pane._badge.badge.word == "还没有登记这次交来的材料"
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_5)
    page.save()
    slip_shown(page, qtbot).reject()
    newest = receipts.receipt_rows(rounds.required_round_id())[0]
    assert (newest.receipt_number, newest.application_number, newest.brought, newest.supplement) == (
        "SJ-2025-0002",
        "ZBPP-2025-001",
        2,
        True,
    )


def test_a_receipt_whose_slip_was_handed_out_is_voided_with_a_reason(page, desk):
    receipt_id = recorded(desk, "临床医学系第一党支部", (COMPLETE,) * 5)
    desk.ledger.run("打印", intake.issue_slip, final=True, receipt_id=receipt_id, at="2025-11-06 09:01")
    page.open_record("receipt", receipt_id)
    page.findChild(QPushButton, "void_receipt").click()
    page.findChild(QPushButton, "ask_do").click()
    assert "写明原因" in page.receipt.notice.words
    page.findChild(QLineEdit, "ask_why").setText("支部选错")
    page.findChild(QPushButton, "ask_do").click()
    row = Receipt.get()
    assert (bool(row.voided_at), row.void_reason) == (True, "支部选错")
    assert page.receipt._badge.badge.word == "已作废"


def test_a_saved_slip_counts_as_handed_out(page, desk, qtbot, tmp_path: Path):
    receipt_id = recorded(desk, "临床医学系第一党支部", (COMPLETE,) * 5)
    page.open_record("receipt", receipt_id)
    page.print_out()
    slip_shown(page, qtbot).preview.save_to(tmp_path / "回执.pdf")
    assert (tmp_path / "回执.pdf").read_bytes().startswith(b"%PDF")
    assert Receipt.get().slip_issued_at == "2025-11-07T10:42:00"
    assert desk.ledger.undo_title is None


def test_what_is_half_typed_outlives_the_window(page, hands, desk, qtbot):
    hands.begin()
    one_branch(hands, "yxy", "药香校园")
    hands.press(Qt.Key.Key_Return)
    one_branch(hands, "jg2", "良药苦功", Qt.Key.Key_3)
    page.visit.submitter.setText("许老师")
    page._tell()
    page.screen.close()
    again = counter(desk, qtbot)
    assert (again.form.branch.text(), again.form.brand.text()) == ("教工第二党支部", "良药苦功")
    assert again.form.marks == (COMPLETE,) * 3 + (ABSENT,) * 2
    assert (again.visit.submitter.text(), again.visit.organization.text()) == ("许老师", "药学院党总支")
    assert "上次没有登记完" in again.pane.notice.words
    again.save()
    slip_shown(again, qtbot).reject()
    rows = receipts.receipt_rows(rounds.required_round_id())
    assert [(row.branch, row.copies_in) for row in rows] == [("教工第一党支部", 5), ("教工第二党支部", 3)]
    third = counter(desk, qtbot)
    assert third.form.blank


def test_typing_over_the_name_of_a_draft_replaces_it_and_keeps_what_was_ticked(page, hands, desk, qtbot):
    hands.begin()
    one_branch(hands, "yxy", "药香校园")
    page.screen.close()
    again = counter(desk, qtbot)
    again.begin()
    assert again.form.branch.selectedText() == "教工第一党支部"
    hands.letters("zzz")
    assert (again.form.branch.text(), again.form.brand.text()) == ("zzz", "药香校园")
    assert again.form.marks == (COMPLETE,) * 5
    again.form.branch.selectAll()
    hands.letters("jg1")
    hands.press(Qt.Key.Key_Return)
    assert (again.form.brand.text(), again.form.marks) == ("药香校园", (COMPLETE,) * 5)
    again.begin()
    hands.letters("lcy")
    hands.press(Qt.Key.Key_Return)
    assert (again.form.brand.text(), again.form.marks) == ("", (ABSENT,) * 5)


def test_a_click_on_the_row_that_is_already_chosen_shows_its_visit(page, desk, qtbot):
    receipt_id = recorded(desk, "临床医学系第一党支部", (COMPLETE,) * 5)
    page.open_record("state", 0)
    page.history.narrow_to("全部")
    view = page.history.table.view
    row = view.visualRect(view.model().index(0, 0)).center()
    assert (view.currentIndex().row(), page.receipt.isVisible()) == (0, False)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert page.receipt.isVisible()
    assert page.receipt.details.receipt_id == receipt_id


def test_what_is_half_typed_can_be_cleared(page, hands):
    hands.begin()
    one_branch(hands, "yxy", "药香校园")
    page.findChild(QPushButton, "clear_visit").click()
    assert (page.form.blank, page.visit.organization.text()) == (True, "")


def test_the_list_narrows_to_what_waits(page, desk):
    recorded(desk, "临床医学系第一党支部", (COMPLETE,) * 4 + (ABSENT,))
    page.open_record("state", 0)
    assert [row.branch for row in page.history.table.model.shown] == ["临床医学系第一党支部"]
    page.history.filter.setText("yxy")
    assert page.history.table.model.shown == []


def test_f2_brings_the_counter_back_from_any_tab_and_without_a_round_the_page_says_what_is_first(desk, qtbot):
    screen = IntakeScreen(desk)
    places: list[Place] = []
    screen.wanted.connect(places.append)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    assert screen.state_line() == "还没有批次，请先在“系统设置 → 批次”里从通知新建"
    assert (screen.begin(), screen.header_actions(), screen.primary()) == (False, (), None)
    screen.findChild(QPushButton, "intake_new_round").click()
    assert places == [Place("系统设置", "new_round", 0)]
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    assert screen.begin()
    assert QApplication.focusWidget() is screen.findChild(QLineEdit, "branch")


def test_a_second_form_exchanges_the_copies_that_are_ticked_and_says_so(page, hands, desk, qtbot):
    recorded(desk, "临床医学系第一党支部", (COMPLETE,) * 5)
    page.open_record("application", 1)
    page.receipt.supplement.emit(1)
    assert page.form.nothing_new
    hands.press(Qt.Key.Key_H)
    assert page.form.copies.copies == (ABSENT,) * 5
    hands.press(Qt.Key.Key_2)
    assert (page.form.exchanged, page.form.marks) == ((1, 2), (COMPLETE,) * 5)
    hands.save()
    slip_shown(page, qtbot).reject()
    rows = list(ReceivedCopy.select().where(ReceivedCopy.exchanged == True))  # noqa: E712
    assert [(row.line.receipt.number, row.ordinal) for row in rows] == [("SJ-2025-0002", 1), ("SJ-2025-0002", 2)]
    assert Application.select().count() == 1


def test_what_is_half_exchanged_outlives_the_window_and_can_be_taken_back(page, hands, desk, qtbot):
    recorded(desk, "临床医学系第一党支部", (COMPLETE,) * 4 + (ABSENT,))
    page.open_record("application", 1)
    page.receipt.supplement.emit(1)
    hands.press(Qt.Key.Key_H)
    hands.press(Qt.Key.Key_5)
    page.screen.close()
    again = counter(desk, qtbot)
    assert (again.form.exchanging, again.form.exchanged) == (True, (1, 2, 3, 4))
    again.form.toggle_exchange()
    assert (again.form.exchanged, again.form.marks) == ((), (COMPLETE,) * 4 + (ABSENT,))
    assert again.form.nothing_new


def test_without_anything_received_there_is_nothing_to_exchange(page, hands):
    hands.begin()
    one_branch(hands, "yxy", "药香校园")
    hands.press(Qt.Key.Key_H)
    assert not page.form.exchanging
    assert page.form.marks == (COMPLETE,) * 5


@pytest.mark.parametrize("width", [1056, 1142, 1696])
def test_nothing_of_the_visitors_line_stands_on_another_thing(page, width):
    page.__dict__["screen"].resize(width, 620)
    QApplication.processEvents()
    strip = page.findChild(QWidget, "visit")
    names = ("visit_organization", "submitter", "submitter_phone", "received_at")
    line = [strip.findChild(QWidget, name) for name in names]
    line += [each for each in strip.findChildren(QLabel) if each.text() in ("送件人", "时间")]
    places = sorted((each.mapTo(strip, QPoint()).x(), each.width()) for each in line)
    assert all(left + wide <= after for (left, wide), (after, _) in pairwise(places))
    assert all(each.visibleRegion().boundingRect().width() == each.width() for each in line)


def test_a_late_visit_of_a_draft_fits_the_small_screen(page, hands, desk, qtbot):
    """1280 × 720: the whole of the copies, nothing crushed beside them, nothing on the visitor's line on another."""
    recorded(desk, "临床医学系第一党支部", (COMPLETE,) * 5)
    hands.begin()
    hands.letters("lcyx2")
    hands.press(Qt.Key.Key_Return)
    hands.chinese("杏林薪火")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_5)
    page.__dict__["screen"].close()
    desk.ledger.clock = lambda: datetime(2025, 11, 10, 17, 31)
    again = counter(desk, qtbot)
    again.__dict__["screen"].resize(1056, 594)
    QApplication.processEvents()
    assert again.form.late_by.isVisible()
    for tile in again.form.copies.tiles:
        assert tile.visibleRegion().boundingRect().height() == tile.height() >= tile.sizeHint().height()
    facts = [each for each in again.pane.findChildren(QLabel) if each.objectName().startswith("after_")]
    assert facts
    assert all(each.height() >= each.fontMetrics().height() for each in facts if each.isVisible())
    strip = again.findChild(QWidget, "visit")
    organization, told = strip.findChild(QWidget, "visit_organization"), strip.findChild(QWidget, "submitter_label")
    assert organization.geometry().right() < told.geometry().left()
