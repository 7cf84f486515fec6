"""What the clerk does with a table: sort, filter, choose, copy, arrange the columns."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.tables import Column, RowsModel, Score, Sorting, Table


class State(StrEnum):
    ACCEPTED = "已受理"
    WAITING = "待补正"


@dataclass(frozen=True, slots=True)
class Branch:
    number: int
    name: str
    points: int | None
    initials: str = ""
    state: State = State.ACCEPTED


ROWS = (
    Branch(31, "示例解剖学教研室党支部", 9067, "sljpxjysdzb", State.WAITING),
    Branch(4, "22级示例第三党支部", 8800),
    Branch(10, "安示例党支部", None, "aslzb"),
    Branch(9, "2级示例党支部", 10000),
)
COLUMNS = (
    Column[Branch](
        "编号",
        lambda r: r.number,
        text=lambda r: f"{r.number:03d}",
        copied=lambda r: f"ZBPP-2025-{r.number:03d}",
        width=56,
        quiet=True,
    ),
    Column[Branch]("党支部", lambda r: r.name),
    Column[Branch](
        "均分",
        lambda r: r.points,
        text=lambda r: "" if r.points is None else f"{r.points / 100:.2f}",
        total=lambda total: f"{total / 100:.2f}",
        width=72,
        number=True,
    ),
    Column[Branch](
        "状态",
        lambda r: r.state,
        badge=lambda r: Badge("warn", "hourglass", r.state.value) if r.state is State.WAITING else None,
        width=104,
    ),
)


@pytest.fixture
def drawer() -> dict[str, str]:
    return {}


@pytest.fixture
def memory(drawer: dict[str, str]) -> Memory:
    return Memory(drawer.__setitem__, lambda key: drawer.get(key, ""))


Make = Callable[..., "Table[Branch]"]


def painted(table: Table[Branch], row: int) -> bool:
    """Whether anything of a row is on the screen."""
    page = table.view.viewport()
    top = table.view.rowViewportPosition(row)
    picture = page.grab(QRect(0, top, page.width(), min(32, page.height() - top))).toImage()
    found = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    return len(found) > 1


@pytest.fixture
def make(qtbot: QtBot, memory: Memory) -> Make:
    def made(**options: object) -> Table[Branch]:
        table: Table[Branch] = Table(
            "branches",
            COLUMNS,
            key=lambda r: r.number,
            search=lambda r: f"{r.name}\n{r.initials}",
            memory=memory,
            **options,  # type: ignore[arg-type]
        )
        qtbot.addWidget(table)
        table.resize(720, 400)
        with qtbot.waitExposed(table):
            table.show()
        return table

    return made


@pytest.fixture
def table(make: Make) -> Table[Branch]:
    made = make()
    made.show_rows(ROWS)
    return made


def numbers(table: Table[Branch]) -> list[int]:
    return [row.number for row in table.model.shown]


def foot(table: Table[Branch]) -> str:
    found = table.findChild(QLabel, "branches_foot")
    assert isinstance(found, QLabel)
    return found.text()


def titles(table: Table[Branch]) -> list[str]:
    header = table.view.horizontalHeader()
    seen = [header.logicalIndex(n) for n in range(header.count()) if not header.isSectionHidden(header.logicalIndex(n))]
    return [str(table.model.headerData(n, Qt.Orientation.Horizontal)) for n in seen]


def test_the_model_keeps_the_promises_of_qt(qtmodeltester: ModelTester) -> None:
    model: RowsModel[Branch] = RowsModel(COLUMNS, key=lambda r: r.number)
    model.show_rows(ROWS)
    qtmodeltester.check(model)
    model.sort_by(Sorting(1))
    model.filter("示例")
    model.show_rows(ROWS[:1])
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        pytest.param("编号", [4, 9, 10, 31], id="numbers by value"),
        pytest.param("党支部", [9, 4, 10, 31], id="names by pinyin, 2 before 22"),
        pytest.param("均分", [4, 31, 9, 10], id="nothing last"),
        pytest.param("状态", [4, 10, 9, 31], id="states in the order they are declared"),
    ],
)
def test_a_click_on_a_title_sorts_by_native_values(
    table: Table[Branch], qtbot: QtBot, column: str, ascending: list[int]
) -> None:
    header = table.view.horizontalHeader()
    section = [c.title for c in COLUMNS].index(column)
    at = QPoint(header.sectionPosition(section) + 10, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert numbers(table) == ascending
    assert titles(table)[section] == f"{column} ↑"
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert titles(table)[section] == f"{column} ↓"
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (numbers(table), titles(table)[section]) == ([31, 4, 10, 9], column)


def test_rows_without_a_value_stand_last_either_way(table: Table[Branch]) -> None:
    table.sort_by(Sorting(2, descending=True))
    assert numbers(table) == [9, 31, 4, 10]


@pytest.mark.parametrize(
    ("typed", "left"),
    [("jpx", [31]), ("党支部 ２", [4, 9]), ("SLJ", [31]), ("  ", [31, 4, 10, 9]), ("没有这个", [])],
)
def test_a_filter_finds_chinese_initials_and_full_width(
    table: Table[Branch], qtbot: QtBot, typed: str, left: list[int]
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    table.filter_with(field)
    field.setText(typed)
    assert numbers(table) == left
    assert foot(table) == (f"筛出 {len(left)} 行，共 4 行" if typed.strip() else "4 行")


def test_down_enter_and_escape_in_the_filter(table: Table[Branch], qtbot: QtBot) -> None:
    field = QLineEdit(table)
    field.show()
    table.filter_with(field)
    field.setFocus()
    qtbot.keyClicks(field, "asl")
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert opened.args == [ROWS[2]]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert table.view.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), numbers(table)) == ("", [31, 4, 10, 9])


def test_a_changed_row_is_found_by_its_new_text(table: Table[Branch]) -> None:
    table.filter("xinming")
    assert numbers(table) == []
    table.show_rows([replace(ROWS[0], initials="xinming"), *ROWS[1:]])
    assert numbers(table) == [31]


def test_chip_and_filter_narrow_together(table: Table[Branch]) -> None:
    table.keep_only(lambda r: r.points is not None)
    table.filter("级")
    assert numbers(table) == [4, 9]
    table.keep_only(None)
    table.filter("")
    assert numbers(table) == [31, 4, 10, 9]


def test_an_empty_table_says_why(make: Make, qtbot: QtBot) -> None:
    table = make(empty="还没有支部，从名册导入。")
    empty, none_found = (table.findChild(QLabel, f"branches_{n}") for n in ("empty", "none_found"))
    assert isinstance(empty, QLabel)
    assert isinstance(none_found, QLabel)
    assert (empty.isVisible(), none_found.isVisible(), empty.text()) == (True, False, "还没有支部，从名册导入。")
    table.show_rows(ROWS)
    assert (empty.isVisible(), none_found.isVisible()) == (False, False)
    table.filter("没有这个")
    assert (empty.isVisible(), none_found.isVisible(), none_found.text()) == (False, True, "没有符合筛选的行。")


def test_selection_outlives_refresh_filter_and_sort(table: Table[Branch], qtbot: QtBot) -> None:
    table.select(10, 31)
    table.sort_by(Sorting(0))
    table.show_rows([ROWS[2], replace(ROWS[0], name="改了名"), ROWS[1]])
    assert (table.selected_keys(), table.current()) == ({10, 31}, ROWS[2])
    assert [r.name for r in table.selected()] == ["安示例党支部", "改了名"]


def test_a_row_that_goes_hands_on_to_its_next(table: Table[Branch]) -> None:
    table.select(4)
    table.show_rows([ROWS[0], ROWS[2], ROWS[3]])
    assert table.current() == ROWS[2]
    table.show_rows([ROWS[0]])
    assert table.current() == ROWS[0]
    table.show_rows([])
    assert (table.current(), table.selected()) == (None, [])


def test_a_refresh_keeps_the_place_in_a_long_list(table: Table[Branch], qtbot: QtBot) -> None:
    many = [Branch(n, f"示例第{n}党支部", n) for n in range(1, 301)]
    table.show_rows(many)
    table.view.verticalScrollBar().setValue(200)
    table.show_rows(many[:100] + many[150:])
    assert table.view.rowAt(0) == 150
    assert table.model.shown[150].number == 201


def test_one_signal_tells_of_a_new_choice(table: Table[Branch], qtbot: QtBot) -> None:
    table.select(31)
    with qtbot.waitSignal(table.chosen):
        qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert table.current() == ROWS[1]
    with qtbot.assertNotEmitted(table.chosen):
        table.sort_by(Sorting(0))


def test_enter_and_double_click_open(table: Table[Branch], qtbot: QtBot) -> None:
    table.select(4)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]
    at = table.view.visualRect(table.model.index(3, 1)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [ROWS[3]]


def test_typed_letters_do_not_move_the_row(table: Table[Branch], qtbot: QtBot) -> None:
    table.select(31)
    qtbot.keyClicks(table.view, "004")
    assert table.current() == ROWS[0]


def test_copied_cells_are_what_a_spreadsheet_takes(table: Table[Branch], qtbot: QtBot) -> None:
    table.show_rows([replace(ROWS[0], name='=1+1\t"示例"'), ROWS[1]])
    table.view.selectAll()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clip = QGuiApplication.clipboard().mimeData()
    assert clip.text() == (
        'ZBPP-2025-031\t"=1+1\t""示例"""\t90.67\t待补正\nZBPP-2025-004\t22级示例第三党支部\t88.00\t\n'
    )
    assert "<td style='mso-number-format:\"\\@\"'>=1+1\t&quot;示例&quot;</td><td>90.67</td>" in clip.html()
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table.view, Qt.Key.Key_C, control_shift)
    assert QGuiApplication.clipboard().text().splitlines()[0] == "编号\t党支部\t均分\t状态"


def test_the_foot_counts_and_sums_what_is_selected(table: Table[Branch]) -> None:
    table.select(31)
    assert foot(table) == "4 行"
    table.select(31, 4, 10)
    assert foot(table) == "4 行　选中 3 行　均分合计 178.67"


def test_columns_are_chosen_moved_and_remembered(table: Table[Branch], make: Make, drawer: dict[str, str]) -> None:
    menu = table._columns.menu_at(3, table.view)
    actions = {action.text(): action for action in menu.actions()}
    assert not actions["向右移"].isEnabled()
    actions["向左移"].trigger()
    actions["编号"].trigger()
    assert titles(table) == ["党支部", "状态", "均分"]
    assert list(drawer) == ["branches/columns"]
    again = make()
    assert titles(again) == ["党支部", "状态", "均分"]
    again._columns.reset()
    assert (titles(again), drawer["branches/columns"]) == (["编号", "党支部", "均分", "状态"], "")


@pytest.mark.parametrize("kept", ["{", "[]", '{"order": ["没有了"], "hidden": ["编号"], "widths": {"x": "y"}}'])
def test_a_memory_that_does_not_fit_is_left_aside(make: Make, drawer: dict[str, str], kept: str) -> None:
    drawer["branches/columns"] = kept
    assert titles(make()) == ["编号", "党支部", "均分", "状态"]


def test_a_drawn_border_never_pushes_a_column_out_of_sight(table: Table[Branch], drawer: dict[str, str]) -> None:
    header = table.view.horizontalHeader()
    header.resizeSection(2, 5000)
    assert header.length() <= table.view.viewport().width()
    assert not table.view.horizontalScrollBar().isVisible()
    assert header.sectionSize(2) > 300


def test_a_divider_stands_below_its_row_in_the_order_given(table: Table[Branch]) -> None:
    table.show_divider(4, "立项名额 2")
    assert [table.view.rowHeight(n) for n in range(4)] == [32, 56, 32, 32]
    table.sort_by(Sorting(0))
    assert [table.view.rowHeight(n) for n in range(4)] == [32, 32, 32, 32]
    table.sort_by(Sorting())
    assert table.view.rowHeight(1) == 56
    table.show_divider(None)
    assert table.view.rowHeight(1) == 32


def test_cells_are_read_aloud(table: Table[Branch]) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [table.model.index(0, n).data(role) for n in range(4)]
    assert spoken == ["031", "示例解剖学教研室党支部", "90.67", "待补正"]
    assert str(Score("94", "high")) == "94 去最高"


def test_a_row_that_would_be_cut_is_not_shown(make: Make) -> None:
    table = make()
    table.show_rows(tuple(Branch(number, f"示例第{number}党支部", None) for number in range(40)))
    view = table.view
    view.setFixedHeight(200)
    QApplication.processEvents()
    around = 200 - view.viewport().height()
    for height, whole in ((5 * 32, 5), (5 * 32 + 17, 5), (6 * 32 - 1, 5), (6 * 32, 6), (17, 1)):
        view.setFixedHeight(around + height)
        QApplication.processEvents()
        assert view.viewport().height() == height
        assert painted(table, whole - 1)
        assert height <= whole * 32 or not painted(table, whole)


def test_columns_share_what_is_left_as_they_are_told(qtbot: QtBot) -> None:
    columns = (
        Column[Branch]("编号", lambda r: r.number, width=60),
        Column[Branch]("党支部", lambda r: r.name, share=3),
        Column[Branch]("拼音", lambda r: r.initials, share=2),
    )
    table: Table[Branch] = Table("shared", columns, key=lambda r: r.number)
    qtbot.addWidget(table)
    table.resize(720, 400)
    with qtbot.waitExposed(table):
        table.show()
    left = table.view.viewport().width() - 60
    assert [table.view.columnWidth(n) for n in range(3)] == [60, left * 3 // 5, left - left * 3 // 5]
