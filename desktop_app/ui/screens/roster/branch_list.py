"""The list of branches: filter, chips, the organisation that is looked at, and what can be done about 应报未报."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.rules.numbering import short_number
from desktop_app.rules.pinyin import found_span, matches
from desktop_app.shapes.roster import OrganizationRow
from desktop_app.shapes.roster_page import ListedBranch, RosterPage
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.basics import Panel, field, row
from desktop_app.ui.parts.fields import ProposalField
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screens.roster.strips import ChaseStrip, OrganizationStrip
from desktop_app.ui.screens.roster.wording import honours_short, is_soon, obligation_badge, state_badge
from desktop_app.ui.style import BESIDE, NEAR

ALL, OBLIGATED, MISSING, UNREACHABLE, CLOSED = "全部", "应报", "应报未报", "无电话", "已停用"
PASSES: dict[str, Callable[[ListedBranch], bool]] = {
    ALL: lambda each: not each.closed,
    OBLIGATED: lambda each: each.branch.obligated,
    MISSING: lambda each: each.missing,
    UNREACHABLE: lambda each: each.unreachable,
    CLOSED: lambda each: each.closed,
}
_WITH_ORDINAL = re.compile(r"(\D{2,})(\d+)")


def found_by(listed: ListedBranch) -> str:
    """What a filter looks in: names, pinyin, initials, the organisation, telephones, the number; and, as at the
    counter, a beginning with the ordinal (lcyx1 for 临床医学系第一党支部)."""
    branch = listed.branch
    words = [branch.search, branch.organization, branch.telephone, listed.organization_telephone, listed.number]
    for name in branch.search.split("‖"):
        for written in re.split(r"[| ]", name):
            if found := _WITH_ORDINAL.fullmatch(written):
                start, ordinal = found.groups()
                words += [f"{start[:at]}{ordinal}" for at in range(2, len(start))]
    return "\n".join(words)


class BranchList(QWidget):
    """Toolbar over the whole width; below it, in `below`, the panel with the table (the screen puts a pane beside)."""

    opened = Signal(int)  # branch_id
    chosen = Signal()  # another row, or what is told of it
    edit_organization = Signal(int)  # organization_id
    print_chase = Signal()
    copy_chase = Signal()

    def __init__(self, memory: Memory, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("roster_list")
        self._now = now
        self._page: RosterPage | None = None
        self._organization: OrganizationRow | None = None
        self._soon = False
        self.filter = field("roster_filter", "", "支部、书记、拼音　Ctrl+F", "filter", says="筛选支部")
        self.filter.setFixedWidth(208)
        self.chips = Chips("roster_chips", tuple(PASSES))
        self.organization = ProposalField("roster_organization", self._propose, "全部基层党组织", says="按基层党组织看")
        self.organization.setFixedWidth(208)
        self.organization_strip, self.chase = OrganizationStrip(), ChaseStrip()
        self.table: Table[ListedBranch] = Table(
            "roster",
            self._columns(),
            lambda each: each.branch_id,
            search=found_by,
            says="党支部",
            unit="个支部",
            empty="这里还没有支部。按“添加支部”录入第一个，或导入名册。",
            memory=memory,
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        self.panel = Panel("", "roster_panel")
        for thing in (self.organization_strip, self.chase):
            self.panel.body.addWidget(thing)
            thing.hide()
        self.panel.body.addWidget(self.table, 1)
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addLayout(row(self.filter, self.chips, 0, self.organization, gap=NEAR))
        box.addLayout(self.below, 1)

    def _connect(self) -> None:
        self.table.filter_with(self.filter)
        self.table.opened.connect(lambda each: self.opened.emit(each.branch_id))
        self.table.chosen.connect(self.chosen)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.organization.accepted.connect(lambda proposal: self.show_organization(proposal.record_id))
        self.organization.textEdited.connect(lambda text: None if text else self.show_organization(None))
        self.organization.installEventFilter(self)
        self.organization_strip.edit.connect(self._edit_organization)
        self.organization_strip.closed.connect(lambda: self.show_organization(None))
        self.chase.print_out.connect(self.print_chase)
        self.chase.copy_text.connect(self.copy_chase)

    # What the screen tells it ---------------------------------------------------------------------------------------

    def show_page(self, page: RosterPage) -> None:
        self._page = page
        self._soon = is_soon(page.closing, self._now())
        if self._organization:
            self._organization = self._known(self._organization.organization_id)
        self._narrow()
        self.table.show_rows(page.branches)

    def show_organization(self, organization_id: int | None) -> None:
        """Look at the branches of one organisation; None at all of them."""
        self._organization = None if organization_id is None else self._known(organization_id)
        shown = self._organization
        self.organization.show_chosen(self._proposal(shown, "") if shown else None)
        self.organization.setCursorPosition(0)  # a long name shows its beginning
        self._narrow()

    def show_branch(self, branch_id: int) -> bool:
        """Choose a branch, and let go of the filters that would hide it. False when there is none of this id."""
        listed = next((each for each in self.table.model.rows if each.branch_id == branch_id), None)
        if listed is None:
            return False
        if not self._passes(listed):
            self.organization.show_chosen(None)
            self._organization = None
            self.show_chip(CLOSED if listed.closed else ALL)
        if self.table.model.row_of(branch_id) < 0:
            self.filter.clear()
        self.table.select(branch_id)
        return True

    def show_chip(self, name: str) -> None:
        self.chips.findChildren(QWidget, f"roster_chips_{tuple(PASSES).index(name)}")[0].setChecked(True)  # type: ignore[attr-defined]
        self._narrow()

    # What the screen asks it ----------------------------------------------------------------------------------------

    @property
    def looked_at(self) -> OrganizationRow | None:
        """The organisation that the list is narrowed to."""
        return self._organization

    # ------------------------------------------------------------------------------------------------------------------

    def _edit_organization(self) -> None:
        if self._organization:
            self.edit_organization.emit(self._organization.organization_id)

    def _known(self, organization_id: int) -> OrganizationRow | None:
        organizations = self._page.organizations if self._page else ()
        return next((each for each in organizations if each.organization_id == organization_id), None)

    def _inside(self, listed: ListedBranch) -> bool:
        return self._organization is None or listed.branch.organization_id == self._organization.organization_id

    def _passes(self, listed: ListedBranch) -> bool:
        return self._inside(listed) and PASSES[self.chips.on() or ALL](listed)

    def _narrow(self) -> None:
        rows: Sequence[ListedBranch] = self._page.branches if self._page else ()
        inside = [each for each in rows if self._inside(each)]
        self.chips.show_choices([(name, sum(map(passes, inside))) for name, passes in PASSES.items()])
        missing = [each for each in inside if each.missing]
        shown = self._organization
        self.organization_strip.show_organization(shown, len(missing))
        self.chase.setVisible(self.chips.on() == MISSING)
        self.chase.show_missing(missing, self._page.left if self._page else "")
        self.table.keep_only(None if all(map(self._passes, rows)) else self._passes)

    def _propose(self, typed: str) -> Sequence[Proposal]:
        organizations = self._page.organizations if self._page else ()
        scored = [(score, each) for each in organizations if (score := matches(each.search, typed)) is not None]
        scored.sort(key=lambda pair: pair[0])
        return [self._proposal(each, typed) for _, each in scored]

    @staticmethod
    def _proposal(organization: OrganizationRow, typed: str) -> Proposal:
        closed = "已撤销" if organization.closed_on else ""
        counts = f"{organization.branches} 个支部 · 应报 {organization.obligated}"
        note = "　".join(part for part in (closed, counts, organization.telephone) if part)
        found = found_span(organization.search, typed) if typed else None
        return Proposal(organization.organization_id, organization.name, note, found or (0, 0))

    def _columns(self) -> tuple[Column[ListedBranch], ...]:
        return (
            Column("基层党组织", lambda each: each.branch.organization, width=136),
            Column("党支部", lambda each: each.branch.name),
            Column("类型", lambda each: each.branch.kind, width=56),
            Column("书记", lambda each: each.branch.secretary, width=68),
            Column("党员数", lambda each: each.branch.members, width=56, number=True, total=str),
            Column(
                "荣誉",
                lambda each: each.branch.honours or None,
                text=lambda each: honours_short(each.branch),
                copied=lambda each: "；".join(each.branch.honours),
                width=126,
            ),
            Column("应报", lambda each: not each.branch.obligated, badge=obligation_badge, width=64),
            Column(
                "本批次",
                lambda each: each.state,
                badge=lambda each: state_badge(each, soon=self._soon),
                width=80,
            ),
            Column(
                "编号",
                lambda each: each.number,
                text=lambda each: short_number(each.number) if each.number else "",
                copied=lambda each: each.number,
                width=52,
                quiet=True,
                shown=False,
            ),
            Column("支部电话", lambda each: each.branch.telephone, width=120, shown=False),
            Column("党组织电话", lambda each: each.organization_telephone, width=120, shown=False),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the organisation's field goes back to all of them."""
        if (
            watched is self.organization
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and not self.organization.open
            and self._organization
        ):
            self.show_organization(None)
            return True
        return super().eventFilter(watched, event)
