"""认表: which sheet, which row is the header, and what each column is read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.rules.typed_values import folded
from desktop_app.shapes.roster_import import RosterColumn, RosterField, RosterTable
from desktop_app.ui import style
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import Panel, dress, form_label, label, panes, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.pane import Cut, Pane
from desktop_app.ui.screens.roster.reading import Outcome
from desktop_app.ui.style import APART, BESIDE, NEAR

LEFT_OUT = "不导入"
PERSONAL = "不导入：身份证号等个人信息"
NEEDED = (RosterField.ORGANIZATION, RosterField.BRANCH)
SAMPLES = 3


class _Quiet(QComboBox):
    """A wheel that passes over it changes nothing."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


@dataclass(slots=True)
class _Line:
    letters: QLabel
    header: Cut
    choice: _Quiet
    personal: Cut
    samples: tuple[Cut, ...]

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.letters, self.header, self.choice, self.personal, *self.samples)


class ColumnMap(QWidget):
    """One line per column of the sheet: letters, header, what it is read as, its first values."""

    changed = Signal()
    TITLES = ("列", "表头", "读作")

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("column_map")
        self.setProperty("is", "page")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(APART - 1, 0, APART, NEAR)
        self._grid.setHorizontalSpacing(BESIDE)
        self._grid.setVerticalSpacing(4)
        for column, stretch in enumerate((0, 4, 0, 3, 3, 3)):
            self._grid.setColumnStretch(column, stretch)
        self._grid.setColumnMinimumWidth(0, 28)
        self._grid.setColumnMinimumWidth(2, 136)
        self._titles = [label(words, f"map_title_{at}", "muted") for at, words in enumerate(self.TITLES)]
        self._titles += [label("", f"map_title_{3 + at}", "muted") for at in range(SAMPLES)]
        for at, title in enumerate(self._titles):
            title.setFixedHeight(style.ROW)
            self._grid.addWidget(title, 0, at)
        self._lines: list[_Line] = []
        self._columns: tuple[RosterColumn, ...] = ()
        self._filler = 0

    def show_columns(self, table: RosterTable, first_rows: Sequence[Sequence[str]]) -> None:
        self._columns = table.columns
        samples = self._samples(table, first_rows)
        for at, title in enumerate(self._titles[len(self.TITLES) :]):
            title.setText(f"第 {samples[at][0]} 行" if at < len(samples) else "")
        while len(self._lines) < len(table.columns):
            self._add_line(len(self._lines))
        for at, line in enumerate(self._lines):
            if at < len(table.columns):
                self._show_line(line, table.columns[at], [cells for _, cells in samples])
            else:
                for thing in line.widgets():
                    thing.hide()
        self._grid.setRowStretch(self._filler, 0)
        self._filler = len(table.columns) + 1
        self._grid.setRowStretch(self._filler, 1)

    def mapping(self) -> dict[int, RosterField | None]:
        return {
            column.index: None if column.personal else line.choice.currentData()
            for column, line in zip(self._columns, self._lines, strict=False)
        }

    @staticmethod
    def _samples(table: RosterTable, first_rows: Sequence[Sequence[str]]) -> list[tuple[int, list[str]]]:
        """As the sheet has them; a value merged over several rows stands in each, as it is read."""
        below = [(number, list(cells)) for number, cells in enumerate(first_rows, 1) if number > table.header_row]
        samples = [(number, cells) for number, cells in below if any(cell.strip() for cell in cells)][:SAMPLES]
        read = dict(table.rows[: 2 * SAMPLES])
        fields = list(RosterField)
        for number, cells in samples:
            for column in table.columns if number in read else ():
                if column.field and column.index < len(cells):
                    cells[column.index] = read[number][fields.index(column.field)]
        return samples

    def _add_line(self, at: int) -> None:
        line = _Line(
            label("", f"map_{at}_letters", "muted"),
            Cut(f"map_{at}_header"),
            _Quiet(f"map_{at}_field", ""),
            Cut(f"map_{at}_personal", "muted"),
            tuple(Cut(f"map_{at}_sample_{n}", "muted") for n in range(SAMPLES)),
        )
        line.choice.addItem(LEFT_OUT, None)
        for each in RosterField:
            line.choice.addItem(str(each), each)
        line.choice.activated.connect(lambda _, n=at: self._chosen(n))
        line.letters.setBuddy(line.choice)
        place = at + 1
        self._grid.addWidget(line.letters, place, 0)
        self._grid.addWidget(line.header, place, 1)
        self._grid.addWidget(line.choice, place, 2)
        self._grid.addWidget(line.personal, place, 2, 1, 2)
        for n, sample in enumerate(line.samples):
            self._grid.addWidget(sample, place, 3 + n)
        self._lines.append(line)

    def _show_line(self, line: _Line, column: RosterColumn, samples: Sequence[Sequence[str]]) -> None:
        line.letters.setText(column.letters)
        line.header.show_words(column.header or "（没有表头）", struck=column.personal)
        dress(line.header, "muted" if column.personal or not column.header else "")
        line.choice.setCurrentIndex(line.choice.findData(column.field) if column.field else 0)
        line.choice.setAccessibleName(f"{column.letters} 列“{column.header}”读作")
        line.personal.show_words(PERSONAL)
        for n, sample in enumerate(line.samples):
            cell = samples[n][column.index] if n < len(samples) and column.index < len(samples[n]) else ""
            sample.show_words("" if column.personal else " ".join(cell.split()))
        for thing in line.widgets():
            thing.show()
        line.choice.setVisible(not column.personal)
        line.personal.setVisible(column.personal)
        line.samples[0].setVisible(not column.personal)

    def _chosen(self, at: int) -> None:
        """A field is read from one column: the other one that had it lets go."""
        chosen = self._lines[at].choice.currentData()
        for other, line in enumerate(self._lines):
            if other != at and chosen is not None and line.choice.currentData() == chosen:
                line.choice.setCurrentIndex(0)
        self.changed.emit()


class TableStep(QWidget):
    """The first step of an import. `changed` says that something was chosen otherwise."""

    changed = Signal(object, object, object)  # sheet, header row, mapping (None: propose anew)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("table_step")
        self._outcome: Outcome | None = None
        self.sheet, self.header = _Quiet("import_sheet", "工作表"), _Quiet("import_header", "表头所在的行")
        self.header.setMinimumContentsLength(40)
        self.map = ColumnMap()
        scroll = QScrollArea()
        scroll.setObjectName("column_map_scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.map)
        panel = Panel("", "table_step_panel")
        panel.body.addLayout(
            row(
                form_label("工作表", "import_sheet", self.sheet), self.sheet, APART,
                form_label("表头", "import_header", self.header), self.header, 0,
                margins=(NEAR, BESIDE, APART, NEAR),
            )
        )  # fmt: skip
        panel.body.addWidget(scroll, 1)
        self._build_told()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("table_step_panes", panel, self.told, 280))
        self.sheet.activated.connect(lambda _: self.changed.emit(self.sheet.currentData(), None, None))
        self.header.activated.connect(
            lambda _: self.changed.emit(self.sheet.currentData(), self.header.currentData(), None)
        )
        self.map.changed.connect(
            lambda: self.changed.emit(self.sheet.currentData(), self.header.currentData(), self.map.mapping())
        )

    def _build_told(self) -> None:
        self.told = Pane("table_told")
        self._title = label("", "table_told_title", "large", wrap=True)
        self._needed = [BadgeLabel(f"needed_{at}") for at in range(len(NEEDED))]
        self._counts = label("", "table_told_counts", "muted", wrap=True)
        self.notice = Notice("table_step_notice")
        self._heading = label("读表时注意到", "table_told_heading", "section")
        self._told = label("", "table_told_words", wrap=True)
        self.told.head.addWidget(self._title)
        self.told.head.addWidget(self._counts)
        for badge in self._needed:
            self.told.body.addLayout(row(badge, 0))
        self.told.body.addWidget(self.notice)
        self.told.body.addSpacing(NEAR)
        self.told.body.addWidget(self._heading)
        self.told.body.addWidget(self._told)
        self.told.body.addStretch(1)

    def show_outcome(self, outcome: Outcome) -> None:
        self._outcome = outcome
        table = outcome.table
        self.sheet.clear()
        for name in table.sheets:
            self.sheet.addItem(name, name)
        self.sheet.setCurrentIndex(table.sheets.index(table.sheet))
        self.header.clear()
        for number, cells in enumerate(outcome.first_rows, 1):
            words = "、".join(" ".join(cell.split()) for cell in cells if cell.strip())
            if words:
                self.header.addItem(f"第 {number} 行：{words[:60]}", number)
        self.header.setCurrentIndex(self.header.findData(table.header_row))
        self.map.show_columns(table, outcome.first_rows)
        self._show_told(outcome)

    def _show_told(self, outcome: Outcome) -> None:
        table = outcome.table
        self._title.setText(f"{len(table.rows)} 行数据")
        read = [column for column in table.columns if column.field]
        left_out = len([column for column in table.columns if folded(column.header)]) - len(read)
        self._counts.setText(
            f"{len(table.columns)} 列里读 {len(read)} 列" + (f"，不导入 {left_out} 列" if left_out else "")
        )
        for needed, shown in zip(NEEDED, self._needed, strict=True):
            column = next((column for column in read if column.field is needed), None)
            word = f"{needed}：{column.letters} 列" if column else f"{needed}：还没有指定哪一列"
            shown.show_badge(Badge("good", "check", word) if column else Badge("warn", "alert-triangle", word))
        if outcome.trouble:
            self.notice.show_trouble(outcome.trouble)
        else:
            self.notice.clear()
        self._heading.setVisible(bool(table.told))
        self._told.setText("\n".join(table.told))
        self._told.setVisible(bool(table.told))
