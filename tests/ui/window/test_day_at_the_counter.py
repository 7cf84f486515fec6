"""A day at the counter, played through the real window by keys.

30 receipts, 6 short, 3 unsealed, 4 late, 2 withdrawn, 1 amended. Every slip is printed, every list asked for, and at
the end the rows are what the day was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from db import journal
from db.enums import State
from db.models import Application, Branch, CopyMovement, Deficiency, PaperCopy, PartyOrganization, Receipt, ReceivedCopy
from db.opening import integrity_problems
from desktop_app.app import Session
from desktop_app.office import office_settings, rounds
from desktop_app.rules.pinyin import branch_search_text, search_text
from desktop_app.settings import Settings
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.ui.parts import preview
from desktop_app.ui.screens.intake import slips
from desktop_app.ui.screens.intake.corrections.wording import Deed

Key = Qt.Key
NO_MODIFIER, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
IN_TIME, LATE = datetime(2025, 11, 7, 10, 42), datetime(2025, 11, 11, 9, 5)
SHORT, UNSEALED, WHOLE = range(6), range(6, 9), range(9, 26)
AFTERWARDS = range(26, 30)


def make_roster() -> None:
    home = PartyOrganization.create(name="药学院党总支", key="药学院", search=search_text("药学院党总支"))
    for number in range(30):
        name = f"教研室A{number:02}党支部"
        Branch.create(organization=home, name=name, key=name, search=branch_search_text(name, home.name))


class Day:
    """The clerk at the keyboard."""

    def __init__(self, session: Session, qtbot) -> None:
        self.session, self.qtbot = session, qtbot
        self.now = IN_TIME
        session.ledger.clock = lambda: self.now
        self.window = session.open_window()
        self.window.resize(1366, 768)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.come_back()
        self.page = self.window.page("收件登记")

    def come_back(self) -> None:
        """The window is in front again: without a window manager nobody else brings it there."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, *keys: Key, held: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def receive(self, number: int, *copies: Key) -> None:
        """One branch, by its number; the copies as keys; the file is there. The slip is printed with Enter."""
        before = Receipt.select().where(Receipt.slip_issued_at != "").count()
        self.press(Key.Key_F2)
        QTest.keyClicks(QApplication.focusWidget(), f"a{number:02}")
        self.press(Key.Key_Return)
        brand = QApplication.focusWidget()
        assert isinstance(brand, QLineEdit)
        brand.insert(f"品牌{number}号")
        self.press(Key.Key_Return, *copies, Key.Key_E)
        self.press(Key.Key_S, held=CONTROL)
        self.print_slip(before + 1)

    def print_slip(self, printed: int) -> None:
        dialogs = self.page.tab.slips
        self.qtbot.waitUntil(lambda: dialogs.dialog is not None and dialogs.dialog.isVisible(), timeout=10_000)
        self.press(Key.Key_Return)
        issued = Receipt.select().where(Receipt.slip_issued_at != "")
        self.qtbot.waitUntil(lambda: issued.count() == printed, timeout=10_000)
        dialogs.dialog = None
        self.come_back()

    def print_notices(self) -> None:
        prints = self.page.tab.prints
        self.qtbot.waitUntil(lambda: prints.dialog is not None and prints.dialog.isVisible(), timeout=10_000)
        self.press(Key.Key_Return)
        self.qtbot.waitUntil(lambda: not prints.dialog.isVisible(), timeout=10_000)
        self.come_back()

    def give_reason(self, deed: Deed, *words: str) -> None:
        """What the pane asks for, typed line by line, and saved."""
        tab = self.page.tab
        tab.deeds.ask(deed)
        for said in words:
            line = QApplication.focusWidget()
            assert isinstance(line, QLineEdit)
            line.insert(said)
            self.press(Key.Key_Return)
        if isinstance(QApplication.focusWidget(), QPushButton):  # a form of several lines ends at its button
            self.press(Key.Key_Return)


@pytest.fixture
def day(tmp_path, qapp, qtbot, monkeypatch) -> Iterator[Day]:
    def printer() -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "printed.pdf"))
        return made

    for module in (preview, slips):
        monkeypatch.setattr(module, "default_printer", printer)
    session = Session(tmp_path / "data", Settings(tmp_path / "settings.ini"), lambda: None)
    run = session.ledger.run
    run("单位", office_settings.set_up_office, profile=OfficeProfile(school="示例医科大学"), operator="周喆")
    run("名册", make_roster)
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    run("批次", rounds.create_round, draft=draft)
    session.sit_down()
    yield Day(session, qtbot)
    session.close(keep=False)


def states() -> Counter[str]:
    return Counter(row.state for row in Application.select())


def test_a_day_at_the_counter(day):
    for number in SHORT:
        day.receive(number, Key.Key_3)
    for number in UNSEALED:
        day.receive(number, Key.Key_5, Key.Key_Space)  # five, and the first one bears no seal
    for number in WHOLE:
        day.receive(number, Key.Key_5)
    day.now = LATE
    for number in AFTERWARDS:
        day.receive(number, Key.Key_5)
    assert states() == {State.INCOMPLETE: 9, State.ACCEPTED: 21}
    assert Application.select().where(Application.late == True).count() == 4  # noqa: E712

    day.page.show_tab("corrections")  # the nine that owe something get a list and a notice, at once
    corrections = day.page.tab
    corrections.list.table.view.selectAll()
    corrections.primary().run()
    day.print_notices()
    assert [(row.due_on, bool(row.issued_at)) for row in Deficiency.select()] == [("2025-11-18", True)] * 9

    corrections.list.narrow_to("逾期待批")  # two of the late ones are taken in after all
    for application_id in (27, 28):
        corrections.list.table.select(application_id)
        day.give_reason(Deed.APPROVE, "陈部长", "书记出差，书面说明已附")
    corrections.list.narrow_to("全部")  # two branches take theirs back
    for application_id in (10, 11):
        corrections.list.table.select(application_id)
        day.give_reason(Deed.WITHDRAW, "支部来函撤回")
    assert states() == {State.INCOMPLETE: 9, State.ACCEPTED: 19, State.WITHDRAWN: 2}
    assert [row.late_approved_by for row in Application.select().where(Application.late == True)] == [  # noqa: E712
        "陈部长",
        "陈部长",
        "",
        "",
    ]

    day.page.open_record("supplement", 12)  # one branch brings a new form: three of its copies are exchanged
    day.press(Key.Key_H, Key.Key_3)
    day.press(Key.Key_S, held=CONTROL)
    day.print_slip(31)
    exchanged = ReceivedCopy.select().where(ReceivedCopy.exchanged == True)  # noqa: E712
    assert [(row.line.application_id, row.ordinal) for row in exchanged] == [(12, 1), (12, 2), (12, 3)]
    assert (Application.select().count(), Receipt.select().count()) == (30, 31)

    day.page.open_record("supplement", 1)  # and one brings what was missing
    day.press(Key.Key_5)
    day.press(Key.Key_S, held=CONTROL)
    day.print_slip(32)
    assert Deficiency.get_by_id(1).settled_at == "2025-11-11 09:05"
    assert states()[State.INCOMPLETE] == 8

    day.page.show_tab("custody")  # a copy is scanned on any page and found; scanned copies are put into the archive
    day.window.go("工作台")
    day.window.setFocus()
    QTest.keyClicks(day.window, "ZBPP-2025-001-1")
    day.press(Key.Key_Return)
    assert day.page.tab.pane.details.row.code == "ZBPP-2025-001-1"
    custody = day.page.tab
    custody.list.scan.setFocus()
    for code in ("ZBPP-2025-001-1", "ZBPP-2025-010-1"):
        QTest.keyClicks(custody.list.scan, code)
        day.press(Key.Key_Return)
    next(action for action in custody.header_actions() if action.words.startswith("存档")).run()
    assert custody.save()
    assert (CopyMovement.select().count(), PaperCopy.select().where(PaperCopy.status == "存档").count()) == (2, 2)
    assert integrity_problems() == []
    assert journal.head()
