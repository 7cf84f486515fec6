"""导入名册 through its page, on files as they really come."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget

from db.models import Branch, BranchAlias, PartyOrganization
from desktop_app.office import branches
from desktop_app.readers.roster import propose
from desktop_app.ui.screens.roster import RosterScreen
from desktop_app.ui.screens.roster.import_page import BUSY, CHOOSE, FATES, TABLE
from resources import SAMPLE

ROSTER = SAMPLE / "支部名册.xlsx"
SUPPLEMENT = SAMPLE / "支部名册-补充.xls"
HEADER = ("基层党组织", "党支部", "支部书记", "党员数")


@pytest.fixture
def page(desk, qtbot):
    made = RosterScreen(desk)
    made.heard = []
    made.said.connect(lambda words, undo: made.heard.append((words, undo)))
    qtbot.addWidget(made)
    made.resize(1142, 660)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def settle(qtbot, page) -> None:
    """Until the worker has answered."""
    qtbot.waitUntil(lambda: not page.desk.jobs.busy and page.importing._progress is None)
    QApplication.processEvents()


def open_file(qtbot, page, path: Path) -> None:
    page.open_import(path)
    settle(qtbot, page)


def bring_in(qtbot, page, path: Path) -> None:
    """Both steps without a look."""
    open_file(qtbot, page, path)
    page.save()
    page.save()


def step(page) -> int:
    return page.importing._pages.currentIndex()


def words(page, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def chips(page) -> list[str]:
    made = page.importing.fate_step.chips.findChildren(QPushButton)
    return [chip.text() for chip in made if not chip.isHidden()]


def shown(page) -> list[tuple[int, str, str]]:
    rows = page.importing.fate_step.table.model.shown
    return [(row.row, str(row.fate), row.branch) for row in rows]


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


# --- from the file to the roster --------------------------------------------------------------------------------------


def test_the_whole_roster_in_one_step_that_can_be_undone(page, qtbot, desk):
    open_file(qtbot, page, ROSTER)
    assert step(page) == TABLE
    assert page.state_line() == "导入名册：支部名册.xlsx"
    page.save()
    assert step(page) == FATES
    assert chips(page) == [
        "全部 273",
        "新增 268",
        "同一支部 5",
        "更新 0",
        "无变化 0",
        "相近待定 0",
        "不导入 0",
    ]
    assert page.importing.next.text() == "导入 273 行"
    assert words(page, "import_said") == "新增 24 个基层党组织、268 个支部、53 项荣誉"
    page.save()
    assert page.heard == [("已导入支部名册：新增 268", "导入支部名册 支部名册.xlsx")]
    assert (PartyOrganization.select().count(), Branch.select().count()) == (24, 268)
    assert page.list.isVisible()
    assert page.state_line().startswith("24 个基层党组织 · 268 个党支部")
    desk.ledger.undo()
    assert (PartyOrganization.select().count(), Branch.select().count()) == (0, 0)
    assert page.empty.isVisible()


def test_dropped_on_the_page(page, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(ROSTER))])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(drop)
    settle(qtbot, page)
    assert words(page, "import_file") == "支部名册.xlsx"
    assert step(page) == TABLE


def test_brought_in_again_there_is_nothing_to_do(page, qtbot):
    bring_in(qtbot, page, ROSTER)
    open_file(qtbot, page, ROSTER)
    page.save()
    assert chips(page)[:4] == ["全部 273", "新增 0", "更新 0", "无变化 273"]
    assert page.importing.next.text() == "导入"
    assert not page.importing.next.isEnabled()
    assert words(page, "import_said") == "名册已经是这样，没有要导入的行。"
    page.save()  # the key does no more than the button
    assert step(page) == FATES


def test_what_the_page_exports_comes_back_unchanged(page, qtbot, tmp_path):
    bring_in(qtbot, page, ROSTER)
    page.handing_out.export(tmp_path / "名册.xlsx")
    qtbot.waitUntil(lambda: page.heard[-1] == ("已导出 名册.xlsx", ""))
    open_file(qtbot, page, tmp_path / "名册.xlsx")
    page.save()
    assert chips(page)[1:] == ["新增 0", "更新 0", "无变化 273", "相近待定 0", "不导入 0"]


def test_left_halfway_everything_is_as_it_was(page, qtbot, desk):
    open_file(qtbot, page, ROSTER)
    page.save()
    assert page.back()
    assert step(page) == TABLE
    assert page.back()
    assert page.empty.isVisible()
    assert Branch.select().count() == 0
    assert desk.ledger.undo_title is None


# --- 认表 -------------------------------------------------------------------------------------------------------------


def test_sheet_header_and_columns_are_proposed(page, qtbot):
    open_file(qtbot, page, SUPPLEMENT)
    first = page.importing.table_step
    assert first.sheet.currentText() == "补充名册"
    assert first.header.currentText().startswith("第 3 行：序号、所属党委(总支)")
    found = [
        (column.letters, line.choice.currentText())
        for column, line in zip(first.map._columns, first.map._lines, strict=True)
        if not line.choice.isHidden()
    ]
    assert found == [
        ("A", "不导入"),
        ("B", "基层党组织"),
        ("C", "党支部"),
        ("D", "支部类型"),
        ("E", "支部书记"),
        ("G", "办公电话"),
        ("H", "党员数"),
        ("I", "荣誉"),
        ("J", "级别"),
        ("K", "状态"),
        ("L", "批次"),
        ("M", "有效期起"),
        ("N", "有效期止"),
        ("O", "不导入"),
    ]


def test_personal_columns_are_struck_and_their_values_never_shown(page, qtbot):
    open_file(qtbot, page, SUPPLEMENT)
    lines = page.importing.table_step.map._lines
    personal = lines[5]
    assert personal.personal.accessibleName() == "不导入：身份证号等个人信息"
    assert personal.header.struck
    assert personal.choice.isHidden()
    assert [sample.accessibleName() for sample in personal.samples] == ["", "", ""]
    assert lines[2].samples[0].accessibleName() == "教工第三党支部"
    assert words(page, "table_told_words") == "F 列“支部书记身份证号”是个人信息，没有读入。"


def test_hidden_rows_totals_and_notes_are_told(page, qtbot):
    open_file(qtbot, page, ROSTER)
    assert words(page, "table_told_words") == "\n".join(propose(ROSTER).told)
    assert "第 54 行在 WPS 里被隐藏，照常读入。" in words(page, "table_told_words")


def test_a_value_merged_over_rows_is_shown_in_each(page, qtbot):
    open_file(qtbot, page, ROSTER)
    samples = page.importing.table_step.map._lines[1].samples
    assert [sample.accessibleName() for sample in samples] == ["基础医学院党委"] * 3


def test_a_column_is_named_by_hand(page, qtbot, tmp_path):
    path = sheet(
        tmp_path / "名册.xlsx",
        ("基层党组织", "名字", "书记"),
        ("药学院党总支", "教工第一党支部", "王伟"),
    )
    open_file(qtbot, page, path)
    assert not page.importing.next.isEnabled()
    assert words(page, "import_said") == "先指明“基层党组织”和“党支部”各是哪一列。"
    assert "没有找到“党支部”一列" in page.importing.table_step.notice.words
    choose(page, 1, "党支部")
    settle(qtbot, page)
    assert page.importing.table_step.notice.words == ""
    page.save()
    assert shown(page) == [(2, "新增", "教工第一党支部")]


def test_a_field_is_read_from_one_column_alone(page, qtbot, tmp_path):
    path = sheet(tmp_path / "名册.xlsx", (*HEADER[:2], "甲", "乙"), ("药学院党总支", "教工第一党支部", "王伟", "李堃"))
    open_file(qtbot, page, path)
    choose(page, 2, "支部书记")
    settle(qtbot, page)
    choose(page, 3, "支部书记")
    settle(qtbot, page)
    assert [line.choice.currentText() for line in page.importing.table_step.map._lines] == [
        "基层党组织",
        "党支部",
        "不导入",
        "支部书记",
    ]
    page.save()
    page.save()
    assert Branch.get().secretary == "李堃"


def choose(page, column: int, words_: str) -> None:
    box = page.findChild(QComboBox, f"map_{column}_field")
    box.setCurrentIndex(box.findText(words_))
    box.activated.emit(box.currentIndex())


def test_another_sheet_and_another_header_row(page, qtbot, tmp_path):
    path = tmp_path / "名册.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "甲"
    for row in (HEADER, ("药学院党总支", "教工第一党支部", "王伟", 9)):
        book.active.append(row)
    other = book.create_sheet("乙")
    for row in (
        ("标题",),
        HEADER,
        ("护理学院党委", "教工党支部", "李堃", 8),
        HEADER,
        ("护理学院党委", "学生党支部", "", 7),
    ):
        other.append(row)
    book.save(path)
    open_file(qtbot, page, path)
    first = page.importing.table_step
    first.sheet.setCurrentIndex(first.sheet.findText("乙"))
    first.sheet.activated.emit(first.sheet.currentIndex())
    settle(qtbot, page)
    assert first.header.currentData() == 2
    assert words(page, "table_told_title") == "2 行数据"
    first.header.setCurrentIndex(first.header.findData(4))
    first.header.activated.emit(first.header.currentIndex())
    settle(qtbot, page)
    page.save()
    assert shown(page) == [(5, "新增", "学生党支部")]


# --- 看结果 -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def supplement(page, qtbot):
    """The roster is in; its supplement is at the second step."""
    bring_in(qtbot, page, ROSTER)
    open_file(qtbot, page, SUPPLEMENT)
    page.save()
    return page


def test_every_row_has_a_fate(supplement):
    assert chips(supplement) == ["全部 17", "新增 3", "更新 5", "无变化 3", "相近待定 3", "不导入 3"]
    assert supplement.importing.fate_step.chips.on() == "相近待定"  # what waits for an answer comes first
    assert shown(supplement) == [
        (12, "相近待定", "医学遗传学教研室党支部"),
        (13, "相近待定", "耳鼻咽喉头颈外科党支部"),
        (15, "相近待定", "教职工第二党支部"),
    ]
    assert words(supplement, "import_said") == "新增 3 个支部、1 项荣誉　3 行相近待定、3 行有误，这次不导入"
    assert supplement.importing.next.text() == "导入 8 行"


def test_a_change_is_told_before_and_after(supplement):
    second = supplement.importing.fate_step
    second.show_chip("更新")
    told = second.table.model.columns[-1]
    assert [told.words(row) for row in second.table.model.shown][:2] == [
        "支部书记 秦堃 → 方听泉",
        "办公电话 3831382 → 3831388",
    ]
    assert words(supplement, "row_fact_2") == "秦堃 → 方听泉"


def test_a_refused_row_says_where_why_and_what_to_do(supplement):
    second = supplement.importing.fate_step
    second.show_chip("不导入")
    assert shown(supplement)[0] == (16, "不导入", "动物实验管理党支部")
    assert words(supplement, "row_fact_2") == "所属党委(总支)"
    assert words(supplement, "row_reason") == "基层党组织空着。"
    assert words(supplement, "row_todo") == "请填写支部所属的基层党组织；是合并单元格的，请合并到每一行。"


def test_the_refused_rows_are_copied_as_a_table(supplement):
    supplement.findChild(QPushButton, "copy_refused").click()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["行", "基层党组织", "党支部", "列", "原因", "怎么改"]
    assert [line.split("\t")[0] for line in lines[1:]] == ["16", "17", "18"]
    assert lines[1].split("\t")[3:] == [
        "所属党委(总支)",
        "基层党组织空着",
        "请填写支部所属的基层党组织；是合并单元格的，请合并到每一行。",
    ]


def test_near_rows_are_answered_by_key_one_after_the_other(supplement, qtbot):
    """1 the same, 2 a new one, 3 renamed; the next question moves up by itself."""
    view = supplement.importing.fate_step.table.view
    known = Branch.get(Branch.name == "遗传学教研室党支部").id
    renamed = Branch.get(Branch.name == "耳鼻喉科党支部").id
    assert view.hasFocus()
    for key, left in ((Qt.Key.Key_1, 2), (Qt.Key.Key_3, 1), (Qt.Key.Key_2, 17)):
        QTest.keyClick(view, key)
        settle(qtbot, supplement)
        assert len(shown(supplement)) == left
    assert chips(supplement)[-2:] == ["相近待定 0", "不导入 3"]
    assert supplement.importing.next.text() == "导入 11 行"
    supplement.save()
    assert BranchAlias.get(BranchAlias.branch == known).name == "医学遗传学教研室党支部"
    assert Branch.get_by_id(renamed).name == "耳鼻咽喉头颈外科党支部"
    assert Branch.select().where(Branch.name == "教职工第二党支部").count() == 1
    assert supplement.heard[-1][0] == "已导入支部名册：新增 4 · 更新 7"


def test_an_answer_is_taken_back(supplement, qtbot):
    second = supplement.importing.fate_step
    supplement.findChild(QPushButton, "answer_different").click()
    settle(qtbot, supplement)
    assert chips(supplement)[-2] == "相近待定 2"
    second.show_chip("全部")
    second.table.select(12)
    supplement.findChild(QPushButton, "answer_take_back").click()
    settle(qtbot, supplement)
    assert chips(supplement)[-2] == "相近待定 3"


def test_typing_in_the_filter_answers_nothing(supplement, qtbot):
    assert supplement.focus_filter()
    QTest.keyClicks(supplement.importing.fate_step.filter, "12")
    settle(qtbot, supplement)
    assert supplement.importing.fate_step.filter.text() == "12"
    assert chips(supplement)[-2] == "相近待定 3"


def test_an_organisation_that_is_nearly_known_is_answered_for_all_its_rows(page, qtbot, desk, tmp_path):
    desk.ledger.run("添加", branches.add_organization, name="药学院党总支")
    path = sheet(
        tmp_path / "名册.xlsx",
        HEADER[:2],
        ("药学院党委", "教工第一党支部"),
        ("药学院党委", "教工第二党支部"),
    )
    open_file(qtbot, page, path)
    page.save()
    assert not page.importing.next.isEnabled()
    assert words(page, "import_said") == "没有一行可以导入。"
    same = page.findChild(QPushButton, "answer_same")
    assert same.text() == "1　是同一个党组织"
    assert page.findChild(QPushButton, "answer_renamed").isHidden()
    same.click()
    settle(qtbot, page)
    page.save()
    assert [(each.name, each.organization.name) for each in Branch.select().order_by(Branch.id)] == [
        ("教工第一党支部", "药学院党总支"),
        ("教工第二党支部", "药学院党总支"),
    ]


def test_mobiles_are_left_out_unless_they_are_meant(page, qtbot, tmp_path):
    path = sheet(tmp_path / "名册.xlsx", (*HEADER[:2], "办公电话"), ("药学院党总支", "教工第一党支部", "13812345678"))
    open_file(qtbot, page, path)
    page.save()
    kept = page.importing.fate_step.pane.mobiles
    assert not kept.isHidden()
    assert "13812345678" not in "".join(each.text() for each in page.importing.fate_step.findChildren(QLabel))
    kept.setChecked(True)
    settle(qtbot, page)
    page.save()
    assert Branch.get().telephone == "13812345678"


def test_an_undo_meanwhile_is_seen(supplement, qtbot, desk):
    """The fates are judged against the roster as it is, not as it was."""
    desk.ledger.undo()
    settle(qtbot, supplement)
    assert chips(supplement)[2:4] == ["更新 0", "无变化 0"]
    supplement.save()
    assert Branch.select().count() == len({row.branch for row in supplement.list.table.model.rows})


# --- files that cannot be read ----------------------------------------------------------------------------------------


def test_a_file_that_is_no_table_says_what_to_do(page, qtbot, tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"%PDF-1.7")
    open_file(qtbot, page, path)
    assert step(page) == CHOOSE
    assert page.importing.notice.words == "文件“名册.xlsx”的内容是PDF 文件，不是表格。请选择 .xlsx、.xls 或 .csv 文件。"
    open_file(qtbot, page, ROSTER)
    assert page.importing.notice.words == ""
    assert step(page) == TABLE


def test_a_big_file_can_be_stopped(page, qtbot, tmp_path):
    lines = ["基层党组织,党支部", *(f"药学院党总支,第{number}党支部" for number in range(1, 12_000))]
    path = tmp_path / "大.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    page.open_import(path)
    assert step(page) == BUSY
    assert words(page, "import_busy_words") == "正在读取 大.csv"
    assert page.back()
    assert step(page) == CHOOSE
    qtbot.waitUntil(lambda: not page.desk.jobs.busy)
    QApplication.processEvents()
    assert step(page) == CHOOSE
    assert Branch.select().count() == 0


def test_every_widget_of_the_import_is_named(supplement):
    unnamed = [
        type(widget).__name__
        for widget in supplement.importing.findChildren(QWidget)
        if not widget.objectName() and type(widget).__module__.startswith("desktop_app")
    ]
    assert unnamed == []
    silent = [
        widget.objectName()
        for kind in (QPushButton, QComboBox)
        for widget in supplement.importing.findChildren(kind)
        if not widget.accessibleName() and widget.isVisibleTo(supplement)
    ]
    assert silent == []
    assert supplement.minimumSizeHint().width() <= 1056  # 1280 less rail and margins


def test_enter_goes_on_to_the_second_step(page, qtbot):
    open_file(qtbot, page, ROSTER)
    assert page.importing.next.hasFocus()
    QTest.keyClick(page.importing.next, Qt.Key.Key_Space)
    assert step(page) == FATES
