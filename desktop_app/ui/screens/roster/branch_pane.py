"""One branch in words: what it is, whether it must apply and why, its honours, its years, its other names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.rules.obligation import honour_short
from desktop_app.shapes.roster import BranchDetails
from desktop_app.shapes.roster_page import ListedBranch
from desktop_app.ui.parts.badges import BadgeLabel
from desktop_app.ui.parts.basics import Facts, button, label, row, rule, say
from desktop_app.ui.parts.lists import Line, Words
from desktop_app.ui.parts.pane import Pane
from desktop_app.ui.screens.roster.wording import holds, obligation_badge, span, state_badge, why
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT


class Section(QWidget):
    """A heading with at most one thing to do, and what is under it. `lines` change their words where they stand."""

    def __init__(self, name: str, title: str, action: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title = label(title, f"{name}_title", "section")
        self._words = title
        head = row(self._title, 0, margins=(APART - 1, NEAR, APART - 1, 0))
        if action:
            head.addWidget(action)
        self.text = label("", f"{name}_text", wrap=True)
        self.text.setContentsMargins(APART - 1, 0, APART - 1, TIGHT)
        self._lines: list[Line] = []
        self._opens: list[Callable[[], object]] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        box.addWidget(rule(f"{name}_rule"))
        box.addLayout(head)
        box.addWidget(self.text)
        box.addLayout(self._list)

    def show_text(self, words: str) -> None:
        self.text.setText(words)
        self.text.setVisible(bool(words))

    def show_lines(self, lines: Sequence[tuple[Words, Callable[[], object]]]) -> None:
        """With a count beside the title."""
        self._title.setText(f"{self._words}　{len(lines)}" if lines else self._words)
        for at in range(len(self._lines), len(lines)):
            made = Line(f"{self.objectName()}_{at}")
            made.clicked.connect(lambda _=False, n=at: self._opens[n]())
            self._list.addWidget(made)
            self._lines.append(made)
        self._opens = [opens for _, opens in lines]
        for at, line in enumerate(self._lines):
            if at < len(lines):
                line.show_words(lines[at][0])
            line.setVisible(at < len(lines))


class BranchPane(Pane):
    """Signals carry ids of the branch shown; the screen opens forms and runs Commands."""

    receive = Signal(int)
    edit = Signal(int)
    rename = Signal(int)
    close_branch = Signal(int)
    reopen = Signal(int)
    add_designation = Signal(int)
    trail = Signal(int)
    edit_designation = Signal(int, int)  # branch_id, designation_id
    overrule = Signal(int)
    drop_overrule = Signal(int)
    edit_organization = Signal(int)  # organization_id
    open_application = Signal(int)  # application_id

    def __init__(self) -> None:
        super().__init__("branch_pane")
        self.details: BranchDetails | None = None
        self._title = label("", "branch_title", "large", wrap=True)
        self._obligation, self._state = BadgeLabel("branch_obligation"), BadgeLabel("branch_state")
        self._number = label("", "branch_number", "muted")
        self._badges = QWidget()
        self._badges.setObjectName("branch_badges")
        self._badges.setLayout(row(self._obligation, self._state, self._number, 0))
        self._phone = button("登记党组织电话", "branch_phone", "link", "phone")
        self._phone.clicked.connect(self._ask_for_phone)
        self._facts = Facts("branch_fact", key_width=64)
        self._build_sections()
        self._build_foot()
        self.head.addWidget(self._title)
        self.head.addWidget(self._badges)
        self.show_nothing()

    def _build_sections(self) -> None:
        self._change_obligation = button("", "branch_overrule", "link")
        self._change_obligation.clicked.connect(self._change)
        add = button("添加荣誉", "branch_add_designation", "link", "plus")
        add.clicked.connect(lambda: self._tell(self.add_designation))
        self._add = add
        self.why = Section("branch_why", "是否应报", self._change_obligation)
        self.honours = Section("branch_honours", "荣誉", add)
        self.years = Section("branch_years", "历年申报")
        self.names = Section("branch_names", "其他名称")
        self.body.setContentsMargins(0, 0, 0, NEAR)  # lines run from edge to edge
        self._facts.setContentsMargins(APART - 1, 0, APART - 1, NEAR)
        self.body.addLayout(self._facts)
        self.body.addLayout(row(self._phone, 0, margins=(BESIDE, 0, APART, 0)))
        for section in (self.why, self.honours, self.years, self.names):
            self.body.addWidget(section)
        self.body.addStretch(1)

    def _build_foot(self) -> None:
        self._receive = button("登记收件", "branch_receive", "", "inbox")
        self._receive.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._edit = button("修改", "branch_edit", "quiet", "pencil", keys="Enter")
        self._rename = button("更名", "branch_rename", "quiet", says="更名，旧名仍能找到")
        self._close = button("停用", "branch_close", "quiet", "ban")
        self._trail = button("", "branch_trail", "quiet", "history", says="查看操作记录")
        for pressed, signal in (
            (self._receive, self.receive),
            (self._trail, self.trail),
            (self._edit, self.edit),
            (self._rename, self.rename),
        ):
            pressed.clicked.connect(partial(self._tell, signal))
        self._close.clicked.connect(lambda: self._tell(self.reopen if self._closed else self.close_branch))
        self._foot = QWidget()
        self._foot.setObjectName("branch_foot")
        lines = QVBoxLayout(self._foot)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(NEAR)
        lines.addWidget(self._receive)
        lines.addLayout(row(self._edit, self._rename, 0, self._trail, self._close, gap=TIGHT))
        self.foot.addWidget(self._foot)

    def _tell(self, signal: SignalInstance, *_: object) -> None:
        if self.details:
            signal.emit(self.details.branch.branch_id)

    def _ask_for_phone(self) -> None:
        if self.details:
            self.edit_organization.emit(self.details.branch.organization_id)

    @property
    def _closed(self) -> bool:
        return bool(self.details and self.details.branch.closed_on)

    def _change(self) -> None:
        if self.details:
            own = bool(self.details.override_reason)
            self._tell(self.drop_overrule if own else self.overrule)

    def show_nothing(self) -> None:
        self.details = None
        self._title.setText("在左边选一个支部，这里显示它的详情。")
        for thing in (self._badges, self._foot, self._scroll):
            thing.hide()

    def show_branch(
        self,
        listed: ListedBranch,
        details: BranchDetails,
        day: date,
        *,
        soon: bool,
        round_id: int | None,
        visitor: str = "",
    ) -> None:
        """Another branch, or the same one with something changed. `visitor` came last for an organisation of which no
        telephone is known."""
        if self.details is None or self.details.branch.branch_id != details.branch.branch_id:
            self.scroll_up()
        self.details = details
        branch = details.branch
        self.setAccessibleName(branch.name)
        self._title.setText(branch.name)
        self._obligation.show_badge(obligation_badge(listed))
        self._state.show_badge(state_badge(listed, soon=soon))
        self._obligation.setVisible(self._obligation.badge is not None)
        self._state.setVisible(self._state.badge is not None)
        self._number.setText(listed.number)
        self._badges.setVisible(bool(self._obligation.badge or self._state.badge))
        self._facts.show_facts(
            [
                ("党组织", branch.organization),
                ("党组织电话", listed.organization_telephone or f"没有登记{'，可打送件人' if visitor else ''}"),
                *([("最近送件人", visitor)] if visitor else []),
                ("书记", branch.secretary or "没有登记"),
                ("支部电话", branch.telephone or "没有登记"),
                ("类型", str(branch.kind) or "没有写明"),
                ("党员", "没有登记" if branch.members is None else f"{branch.members} 人"),
                *([("品牌名称", listed.brand)] if listed.brand else []),
            ]
        )
        self._phone.setVisible(not listed.organization_telephone)
        self._show_obligation(details, day, round_id)
        self._show_lists(details, day)
        self._show_foot(listed, round_id)
        for thing in (self._foot, self._scroll):
            thing.show()

    def _show_obligation(self, details: BranchDetails, day: date, round_id: int | None) -> None:
        self.why.show_text(why(details, day))
        own = bool(details.override_reason)
        words = "恢复自动认定" if own else "改为不要求" if details.branch.obligated else "改为应报"
        say(self._change_obligation, words)
        self._change_obligation.setVisible(round_id is not None and not details.branch.closed_on)

    def _show_lists(self, details: BranchDetails, day: date) -> None:
        branch_id = details.branch.branch_id
        lines: list[tuple[Words, Callable[[], object]]] = []
        for each in details.designations:
            icon, token, word = holds(each, day)
            words = Words(honour_short(each.honour), span(each), word, icon, token)
            lines.append((words, partial(self.edit_designation.emit, branch_id, each.designation_id)))
        self.honours.show_lines(lines)
        self.honours.show_text("" if lines else "没有登记荣誉。")
        self._add.setVisible(not details.branch.closed_on)
        self.years.show_lines(
            [
                (
                    Words(f"“{each.brand}”", f"{each.round}　{each.number}", each.state, "file-text"),
                    partial(self.open_application.emit, each.application_id),
                )
                for each in details.applications
            ]
        )
        self.years.show_text("" if details.applications else "还没有申报过。")
        names = [
            f"{each.name}（{each.reason}"
            + (f"，{each.organization}" if each.organization != details.branch.organization else "")
            + "）"
            for each in details.aliases
        ]
        self.names.show_text("\n".join(names))
        self.names.setVisible(bool(names))

    def _show_foot(self, listed: ListedBranch, round_id: int | None) -> None:
        closed = listed.closed
        say(self._close, "恢复" if closed else "停用", says="恢复这个支部" if closed else "停用这个支部")
        self._rename.setVisible(not closed)
        self._receive.setVisible(not closed and round_id is not None)
