"""电子版 through its page: files dropped, looked through, corrected, taken in one step, held against the paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QPushButton

from db.enums import TextCheck
from db.models import Application, Branch, ElectronicVersion, PartyOrganization
from desktop_app.office import electronic_page, intake, rounds
from desktop_app.office.first_start import prepare
from desktop_app.rules.pinyin import branch_search_text
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.matching import Fate
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.ui.screens.intake import IntakeScreen
from desktop_app.ui.screens.intake.electronic import ElectronicTab
from tests.incoming import form, mail


def make_roster() -> None:
    organization = PartyOrganization.create(name="药学院党总支", key="药学院", kind="党总支", search="药学院")
    for name in ("教工第一党支部", "教工第二党支部"):
        search = branch_search_text(name, "药学院党总支", "")
        Branch.create(organization=organization, name=name, key=name, search=search)


@pytest.fixture
def screen(desk, qtbot):
    prepare(desk.ledger.run)
    desk.ledger.run("名册", make_roster)
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    round_id = desk.ledger.run("批次", rounds.create_round, draft=draft)
    visit = VisitEntry(round_id, "2025-11-07 09:00", (LineEntry(1, "药香校园", (COMPLETE,) * 5),))
    desk.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")
    made = IntakeScreen(desk)
    qtbot.addWidget(made)
    made.resize(1142, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.show_tab("electronic")
    return made


@pytest.fixture
def tab(screen) -> ElectronicTab:
    assert isinstance(screen.tab, ElectronicTab)
    return screen.tab


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A mailbox: a file that is certain, one that does not say whose it is, one that cannot be read."""
    folder = tmp_path / "邮箱"
    folder.mkdir()
    said = {"品牌名称": "药香校园", "申报支部": "教工第一党支部", "所属基层党组织": "药学院党总支"}
    letter = mail(("申报书.docx", form(**said)), received="Thu, 06 Nov 2025 16:12:00 +0800")
    (folder / "来信.eml").write_bytes(letter)
    (folder / "无名.docx").write_bytes(form(品牌名称="护佑生命"))
    (folder / "扫描.pdf").write_bytes(b"%PDF-1.7")
    return folder


def drop(tab: ElectronicTab, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    tab.dropEvent(event)


def looked_through(tab: ElectronicTab, box: Path, qtbot) -> None:
    drop(tab, box)
    qtbot.waitUntil(lambda: tab.import_page._plan is not None, timeout=10_000)


def stored() -> list[str]:
    return list(electronic_page.store().hashes())


def test_dropped_files_are_shown_with_what_becomes_of_each(tab, box, qtbot):
    looked_through(tab, box, qtbot)
    rows = tab.import_page.preview.table.model.shown
    assert [(row.file, row.badge.word) for row in rows] == [
        ("无名.docx", "待定"),
        ("来信.eml/申报书.docx", "归入"),
        ("扫描.pdf", "不能读取"),
    ]
    assert tab.import_page.preview.table.current().file == "无名.docx"  # what waits for a word comes first
    assert tab.import_page.next.text() == "导入 1 份"


def test_one_step_takes_them_and_what_belongs_to_nothing_leaves_the_store(tab, box, qtbot):
    looked_through(tab, box, qtbot)
    assert len(stored()) == 2
    qtbot.mouseClick(tab.import_page.next, Qt.MouseButton.LeftButton)
    assert not tab.importing
    assert len(stored()) == 1
    (version,) = ElectronicVersion.select()
    assert (version.arrived_at, version.added_by) == ("2025-11-06 16:12", "周喆")
    assert tab.ledger.undo_title == "导入电子版 1 份"
    tab.ledger.undo()
    assert ElectronicVersion.select().count() == 0


def test_what_was_imported_is_chosen_in_the_list(tab, box, qtbot):
    tab.list.filter.setText("没有这样的支部")
    looked_through(tab, box, qtbot)
    tab.save()
    qtbot.waitUntil(lambda: not tab.importing)
    assert tab.list.filter.text() == ""
    assert {row.branch for row in tab.list.table.selected()} == {row.branch for row in tab.rows if row.versions}


def test_the_clerk_says_whose_a_file_is_and_it_registers_the_branch(tab, box, qtbot):
    looked_through(tab, box, qtbot)
    field = tab.import_page.preview.pane.branch
    qtbot.keyClicks(field, "jgde")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    line = tab.import_page.preview.table.current().line
    assert (line.fate, line.branch.branch) == (Fate.REGISTERED, "教工第二党支部")
    qtbot.mouseClick(tab.import_page.next, Qt.MouseButton.LeftButton)
    assert [(row.branch.name, row.brand) for row in Application.select().order_by(Application.id)] == [
        ("教工第一党支部", "药香校园"),
        ("教工第二党支部", "护佑生命"),
    ]


def test_a_field_put_right_is_what_is_kept(tab, box, qtbot):
    looked_through(tab, box, qtbot)
    pane = tab.import_page.preview.pane
    qtbot.keyClicks(pane.branch, "jgde")
    qtbot.keyClick(pane.branch, Qt.Key.Key_Return)
    brand = pane.findChild(QLineEdit, "field_brand")
    brand.setText("护佑新生")
    brand.editingFinished.emit()
    assert tab.import_page.preview.table.current().line.brand == "护佑新生"
    qtbot.mouseClick(tab.import_page.next, Qt.MouseButton.LeftButton)
    assert Application.get_by_id(2).brand == "护佑新生"


def test_leaving_changes_nothing(tab, box, qtbot):
    looked_through(tab, box, qtbot)
    assert tab.back()
    assert tab.back()
    assert not tab.importing
    assert stored() == []
    assert ElectronicVersion.select().count() == 0


def test_a_file_that_cannot_be_read_is_told_with_the_way_out(tab, box, qtbot):
    looked_through(tab, box, qtbot)
    tab.import_page.preview.table.select(2)
    told = tab.import_page.preview.pane._told.text()
    assert "PDF" in told
    assert ".docx" in told


def test_file_and_paper_are_held_against_each_other(tab, box, qtbot):
    looked_through(tab, box, qtbot)
    qtbot.mouseClick(tab.import_page.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "药香校园" in tab.pane.view.toPlainText(), timeout=10_000)
    qtbot.mouseClick(tab.pane.different, Qt.MouseButton.LeftButton)
    assert Application.get_by_id(1).text_check == TextCheck.DIFFERENT
    assert tab.list.chips.names == ["全部", "不一致"]
    qtbot.mouseClick(tab.pane.findChild(QPushButton, "check_again"), Qt.MouseButton.LeftButton)
    assert Application.get_by_id(1).text_check == TextCheck.UNCHECKED


def test_an_arrival_is_put_right_with_a_reason(tab, box, qtbot):
    looked_through(tab, box, qtbot)
    qtbot.mouseClick(tab.import_page.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tab.pane.arrival, Qt.MouseButton.LeftButton)
    assert tab.save()
    assert "原因" in tab.arrival_form.notice.words
    tab.arrival_form.reason.setText("先发到了个人邮箱")
    assert tab.save()
    (version,) = ElectronicVersion.select()
    assert (version.arrived_at, version.arrival_reason) == ("2025-11-06 16:12", "先发到了个人邮箱")


def test_a_place_opens_an_application_or_a_list(screen, tab, box, qtbot):
    screen.open_record("paper_only", 0)
    assert tab.list.chips.on() == "有纸质无电子"
    screen.open_record("electronic", 1)
    assert tab.pane.row_.number == "ZBPP-2025-001"
