"""The projects on the way to 立项, as one list: 排名不分先后."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.enums import State
from desktop_app.rules.board import marks
from desktop_app.rules.establishment import lacks
from desktop_app.shapes.establishment import EstablishmentPage, Gate, ProjectRow
from desktop_app.ui.parts.basics import Panel, field, row
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.marks import Marks
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.tables import Table
from desktop_app.ui.screens.publicity.columns import columns
from desktop_app.ui.screens.publicity.state_strip import StateStrip, stands_in

ALL, DISPUTED, OPEN, CANDIDATES, OUT = "全部", "有异议", "未结", "未列入", "退出"
FILTER = 132  # px


class ProjectList(Panel):
    """`chosen` tells that another project is looked at, `opened` is Enter on one."""

    chosen = Signal()
    opened = Signal(object)  # ProjectRow
    released = Signal()  # the list was narrowed by a chip: no gate narrows it any more

    def __init__(self, memory: Memory, empty: QWidget) -> None:
        self.chips = Chips("projects_chips", (ALL,))
        self.filter = field("projects_filter", "", "筛选　Ctrl+F", "filter", says="筛选名单：支部、品牌、拼音")
        self.filter.setMinimumWidth(FILTER)
        beside = QWidget()
        beside.setObjectName("projects_narrow")
        beside.setLayout(row(self.filter, self.chips))
        super().__init__("名单", "projects", action=beside)
        self._page = EstablishmentPage()
        self._positions: dict[int, int] = {}
        self.table: Table[ProjectRow] = Table(
            "projects",
            columns(self._position, self._marks),
            key=lambda r: r.application_id,
            search=lambda r: r.search,
            says="立项名单",
            unit="项",
            empty=empty,
            memory=memory,
        )
        self.table.filter_with(self.filter)
        self.table.show_note("Enter 打开，Shift+↓ 多选　关口：意见、定稿、对照、确认、查重、审定、公示")
        self.states = StateStrip()
        self.body.addWidget(self.states)
        self.body.addWidget(self.table, 1)
        self.chips.chosen.connect(lambda _: self._narrowed())
        self.states.chosen.connect(self._stand_in)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)

    def show_page(self, page: EstablishmentPage) -> None:
        """The rows of the chip that is on; chips that would leave nothing are not there."""
        self._page = page
        self._positions = {r.application_id: place for place, r in enumerate(page.rows, 1)}
        counts = (
            (DISPUTED, sum(r.objections > 0 for r in page.rows)),
            (OPEN, sum(r.open_objections > 0 for r in page.rows)),
            (CANDIDATES, len(page.candidates)),
            (OUT, len(page.out)),
        )
        self.chips.show_choices([(ALL, len(page.rows)), *((name, left) for name, left in counts if left)])
        self.show_title("公示名单" if page.lists else "名单")
        self.show_count("排名不分先后" if page.rows else "")
        self.states.show_rows(page.rows)
        self.states.setVisible(bool(page.rows))
        self._show()

    def _marks(self, row: ProjectRow) -> Marks:
        return Marks(marks(row, originality_asked=self._page.originality_asked))

    def _position(self, row: ProjectRow) -> int | None:
        return self._positions.get(row.application_id)

    def narrow_to(self, gate: Gate | None) -> None:
        """Only the projects that a gate holds back."""
        if gate:
            self.states.release()
        if gate and self.chips.on() != ALL:
            self.choose(ALL)
        state = self.states.on
        if state:
            self._keep_state(state)
        else:
            self.table.keep_only(None if gate is None else lambda r: gate in lacks(r))

    def _stand_in(self, state: State | None) -> None:
        """Only the projects in a state of the strip."""
        if state and self.chips.on() != ALL:
            self.choose(ALL)
        self.released.emit()
        self._keep_state(state)

    def _keep_state(self, state: State | None) -> None:
        self.table.keep_only(None if state is None else lambda r: stands_in(r, state))

    def choose(self, chip: str) -> None:
        """Press a chip, where it is there."""
        self.chips.show_choices([(chip, None)])
        self.show_page(self._page)

    def select(self, application_id: int) -> None:
        """Look at one; what hides it gives way."""
        homes = ((ALL, self._page.rows), (CANDIDATES, self._page.candidates), (OUT, self._page.out))
        home = next((chip for chip, rows in homes if any(r.application_id == application_id for r in rows)), None)
        if home is None:
            return
        if self.table.model.row_of(application_id) < 0:
            self.filter.clear()
            self.choose(home)
            self._narrowed()
        self.table.select(application_id)

    def _narrowed(self) -> None:
        self.released.emit()
        self.states.release()
        self.table.keep_only(None)
        self._show()

    def _show(self) -> None:
        chip = self.chips.on()
        passes: dict[str, Callable[[ProjectRow], bool]] = {
            DISPUTED: lambda r: r.objections > 0,
            OPEN: lambda r: r.open_objections > 0,
        }
        rows = {CANDIDATES: self._page.candidates, OUT: self._page.out}.get(chip, self._page.rows)
        self.table.show_rows([r for r in rows if chip not in passes or passes[chip](r)])
