"""归档本批次 through the page: what goes in is said before, it is made aside, and on record when it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from db.models import Branch, PartyOrganization, RoundArchive
from desktop_app.archiving import check_archive
from desktop_app.office import intake, rounds
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.ui.screens.papers import PapersScreen

NAME = "2025 年批次 归档 2025-11-07"


def make_round(desk):
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10", notice="关于开展活动的通知\n各党支部：")
    desk.ledger.run("批次", rounds.create_round, draft=draft)


def make_visit(desk):
    def roster() -> None:
        made = PartyOrganization.create(name="药学院党总支", key="药学院党总支")
        Branch.create(organization=made, name="教工第一党支部", key="教工第一党支部")

    desk.ledger.run("名册", roster)
    line = LineEntry(1, "药香校园", (COMPLETE,) * 5, "2025-11-06 20:00")
    visit = VisitEntry(1, "2025-11-06 09:00", (line,), None, "许老师", "3831425")
    desk.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")


@pytest.fixture
def page(desk, qtbot):
    make_round(desk)
    made = PapersScreen(desk)
    made.heard, made.offers = [], []
    made.said.connect(lambda words, undo: made.heard.append((words, undo)))
    made.offered.connect(lambda *offer: made.offers.append(offer))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    yield made
    made.hide()


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """Where the dialogs of the system lead: a folder beside the data, and what was proposed."""
    place = tmp_path / "归档处"
    place.mkdir()
    proposed = []

    def save(over, title, name, kinds, options):
        proposed.append((Path(name).name, kinds, options))
        return str(place / "我的归档"), kinds

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    return place, proposed


def opened(page):
    """The dialog, as the header's button opens it."""
    (action,) = (each for each in page.header_actions() if each.words == "归档本批次…")
    action.run()
    return page._archiving.dialog


def press(dialog, name):
    dialog.findChild(QPushButton, name).click()


def said(dialog, *names):
    return [dialog.findChild(QLabel, name).text() for name in names]


def test_it_says_what_goes_in_and_what_is_not_final(desk, page):
    make_visit(desk)
    dialog = opened(page)
    assert dialog.isVisible()
    assert said(dialog, "archive_title", "archive_contents_0", "archive_contents_2", "archive_contents_3") == [
        "归档 2025 年批次", "1 份", "1 张", "1 项，0 个文件"
    ]  # fmt: skip
    assert said(dialog, "archive_open_0", "archive_open_1", "archive_earlier") == [
        "1 项申报还停在收件，没有进入评审。",
        "1 项没有申报书的电子版文件。",
        "归档会记入操作记录，不能撤销。",
    ]
    press(dialog, "archive_cancel")
    assert page._archiving.dialog is None
    assert RoundArchive.select().count() == 0


def test_where_all_is_done_it_says_so(page):
    assert said(opened(page), "archive_all_done") == ["各项都已办结。"]


def test_a_folder_is_made_put_on_record_and_can_be_opened(desk, page, qtbot, chosen, monkeypatch):
    make_visit(desk)
    place, _ = chosen
    press(opened(page), "archive_folder")
    qtbot.waitUntil(lambda: bool(page.offers), timeout=60_000)
    ((words, action, act),) = page.offers
    found = check_archive(place / NAME)
    row = RoundArchive.get()
    assert (found.whole, row.manifest_hash, row.files, row.by) == (True, found.manifest_hash, found.files, "周喆")
    assert (words.startswith(f"已归档 {NAME}："), action) == (True, "打开文件夹")
    assert (desk.ledger.final_title, desk.ledger.undo_title) == (f"归档 {NAME}", None)
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()) or True)
    act()
    assert asked == [str(place / NAME)]
    assert said(opened(page), "archive_earlier")[0].startswith(f"上次归档：{NAME}，2025-11-07 10:42，周喆。")


def test_one_file_gets_its_suffix(page, qtbot, chosen):
    place, proposed = chosen
    press(opened(page), "archive_zip")
    qtbot.waitUntil(lambda: bool(page.offers), timeout=60_000)
    assert proposed == [(f"{NAME}.zip", "压缩包 (*.zip)", QFileDialog.Option.DontConfirmOverwrite)]
    assert [each.name for each in place.iterdir()] == ["我的归档.zip"]
    assert check_archive(place / "我的归档.zip").whole


def test_what_stands_there_is_not_overwritten_and_the_dialog_says_so(page, chosen):
    place, _ = chosen
    (place / NAME).mkdir()
    (place / NAME / "旧.txt").write_text("旧")
    dialog = opened(page)
    press(dialog, "archive_folder")
    assert dialog.notice.words == f"文件夹“{NAME}”里已有内容，不能写入。请换一个名称，或选择一个空文件夹。"
    assert dialog.isVisible()
    assert [each.name for each in place.rglob("*")] == [NAME, "旧.txt"]


def test_a_cancelled_one_leaves_nothing(desk, page, qtbot, chosen):
    place, _ = chosen
    press(opened(page), "archive_folder")
    qtbot.waitUntil(lambda: page._archiving.dialog is None, timeout=30_000)
    desk.jobs.cancel()
    qtbot.waitUntil(lambda: ("已取消归档，没有留下文件", "") in page.heard, timeout=60_000)
    assert list(place.iterdir()) == []
    assert RoundArchive.select().count() == 0


def test_leaving_while_it_is_gathered_begins_nothing(desk, page, qtbot, chosen):
    place, _ = chosen
    dialog = opened(page)
    press(dialog, "archive_folder")
    page._archiving._step()
    assert said(dialog, "archive_working")[0].startswith("正在汇集 1 / ")
    assert not dialog.findChild(QPushButton, "archive_folder").isEnabled()
    press(dialog, "archive_cancel")
    qtbot.wait(50)
    assert (list(place.iterdir()), desk.jobs.busy) == ([], False)


def test_trouble_is_said_on_the_page(desk, page, qtbot, chosen):
    place, _ = chosen
    press(opened(page), "archive_folder")
    place.rmdir()
    qtbot.waitUntil(lambda: bool(page.notice.words), timeout=60_000)
    assert page.notice.words.startswith(f"文件夹“{place}”不存在")
    assert RoundArchive.select().count() == 0
