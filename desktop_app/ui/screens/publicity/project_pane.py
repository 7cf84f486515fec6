"""One project in words: what it waits for, its opinion, its steps, and the one thing that can be done now."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from db.enums import State, Verdict
from desktop_app.rules.establishment import OPINION_OPEN, OUT, stands
from desktop_app.rules.steps import CORRECTIONS
from desktop_app.rules.workflow import ENDED, NEXT
from desktop_app.shapes.establishment import ProjectDetails, ProjectRow
from desktop_app.ui.parts.badges import BadgeLabel
from desktop_app.ui.parts.basics import Facts, button, dress, label, row, rule, say
from desktop_app.ui.parts.lists import Group, Lines
from desktop_app.ui.parts.pane import Pane
from desktop_app.ui.screens.publicity.wording import objection_words, project_facts, state_badge, step_facts

KEYS = 56  # px
S = State


class Deed(StrEnum):
    """What can be asked of a project, by the words of its button."""

    SHORTLIST = "列为拟立项…"
    WRITE = "写综合意见…"
    REWRITE = "修改综合意见…"
    SEND = "发出意见，请支部修改"
    RECEIVE = "收到定稿…"
    CONFIRM = "确认已按意见修改"
    COMPARE = "定稿对照…"
    FILES = "电子版"
    CLEAR = "查重未见抄袭"
    CLEAR_LEAD = "查清线索…"
    LEAD = "查重有线索…"
    APPROVE = "拟定审定通过"
    DRAFT_BACK = "拟定退回修改…"
    DRAFT_OUT = "拟定不予立项…"
    UNDRAFT = "收回拟定"
    RELEASE = "发布审定…"
    BRAND = "更正品牌名称…"
    EVIDENCE = "另存依据文件…"
    BACK = "退回修改…"
    OBJECT = "登记异议…"
    OUT = "不予立项…"
    DISQUALIFY = "取消资格…"
    WITHDRAW = "支部撤回…"


FIRST: dict[State, Deed] = {
    S.UNDER_REVIEW: Deed.SHORTLIST,
    S.NOT_SELECTED: Deed.SHORTLIST,
    S.REVISED: Deed.APPROVE,
    S.PUBLISHED: Deed.OBJECT,
}
ENDS = {Deed.OUT: S.NOT_ESTABLISHED, Deed.DISQUALIFY: S.DISQUALIFIED, Deed.WITHDRAW: S.WITHDRAWN}


def first_deed(details: ProjectDetails) -> Deed | None:
    """What comes next for this project: an open lead before everything else."""
    row = details.row
    return Deed.CLEAR_LEAD if row.open_lead and row.state not in OUT else _usual_deed(row)


def _usual_deed(row: ProjectRow) -> Deed | None:
    if row.draft:
        return Deed.RELEASE
    if row.state is S.SHORTLISTED:
        return Deed.SEND if row.has_opinion else Deed.WRITE
    if row.state is S.REVISING:
        return Deed.CONFIRM if row.revision_received_at else Deed.RECEIVE
    if row.state is S.PUBLISHED and row.list_closed:
        return None
    return FIRST.get(row.state)


def other_deeds(details: ProjectDetails) -> list[Deed]:
    """What else may be done, under 更多."""
    row, first = details.row, first_deed(details)
    made = []
    if (usual := _usual_deed(row)) and first is Deed.CLEAR_LEAD and usual is not Deed.APPROVE:
        made.append(usual)
    if row.state in OPINION_OPEN and first is not Deed.WRITE:
        made.append(Deed.REWRITE if row.has_opinion else Deed.WRITE)
    if row.state is S.REVISING and first is Deed.CONFIRM:
        made.append(Deed.RECEIVE)
    if row.state in (S.REVISING, S.REVISED):
        made += [Deed.COMPARE, Deed.FILES] if details.can_compare else [Deed.FILES]
    return made + _originality_deeds(row) + _verdict_deeds(row) + _ends(details)


def _originality_deeds(row: ProjectRow) -> list[Deed]:
    if row.state in OUT or row.open_lead:
        return []
    clear = [] if row.originality else [Deed.CLEAR]
    return [*clear, Deed.LEAD]


def _verdict_deeds(row: ProjectRow) -> list[Deed]:
    """审定 of what is 已定稿 is prepared and released; what is further on goes back at once."""
    if row.state is S.REVISED:
        wanted = [(Deed.APPROVE, Verdict.APPROVE), (Deed.DRAFT_BACK, Verdict.BACK), (Deed.DRAFT_OUT, Verdict.OUT)]
        made = [deed for deed, verdict in wanted if verdict is not row.draft]
        return made[0 if row.draft else 1 :] + ([Deed.UNDRAFT] if row.draft else [])
    made = [Deed.UNDRAFT] if row.draft else []
    if S.REVISING in NEXT[row.state] and row.state is not S.SHORTLISTED:
        made.append(Deed.BACK)
    return made


def _ends(details: ProjectDetails) -> list[Deed]:
    row = details.row
    made = [Deed.BRAND] if row.state not in ENDED else []
    if details.evidence and details.evidence.sha256:
        made.append(Deed.EVIDENCE)
    ends = [deed for deed, state in ENDS.items() if state in NEXT[row.state]]
    return made + [deed for deed in ends if not (deed is Deed.OUT and row.state is S.REVISED)]


class ProjectPane(Pane):
    """`asked` hands on what is to be done, `correct` the state to go back to, `objection_opened` an objection."""

    asked = Signal(object)  # Deed
    correct = Signal(object)  # State
    objection_opened = Signal(object)  # ObjectionRow
    trail = Signal(int)  # application_id
    left = Signal()

    def __init__(self) -> None:
        super().__init__("project_pane")
        self.details: ProjectDetails | None = None
        self._title = label("", "project_title", "large", wrap=True)
        self._badge = BadgeLabel("project_badge")
        self._stands = label("", "project_stands", wrap=True)
        self._facts = Facts("project", KEYS)
        self._opinion_rule, self._steps_rule = rule("project_opinion_rule"), rule("project_steps_rule")
        self._opinion_title = label("综合意见", "project_opinion_title", "section")
        self._opinion = label("", "project_opinion", wrap=True)
        self._lines = Lines("project_objection")
        self._steps_title = label("经过", "project_steps_title", "section")
        self._steps = Facts("project_step", KEYS)
        self.do_button = button("", "project_do")
        self.more = button("更多", "project_more", "quiet", "chevron-down", says="这一项还可以办的事")
        self._trail = button("", "project_trail", "quiet", "history", says="查看操作记录")
        self.leave = button("回到公示", "project_leave", "quiet", "arrow-back-up", keys="Esc")
        self._build()

    def _build(self) -> None:
        for said in (self._title, self._badge, self._stands):
            self.head.addWidget(said)
        self.body.addLayout(self._facts)
        for thing in (self._lines, self._opinion_rule, self._opinion_title, self._opinion):
            self.body.addWidget(thing)
        self.body.addWidget(self._steps_rule)
        self.body.addWidget(self._steps_title)
        self.body.addLayout(self._steps)
        self.body.addStretch(1)
        self.foot.addWidget(self.do_button)
        self.foot.addLayout(row(self.leave, 0, self._trail, self.more))
        self.do_button.clicked.connect(self._ask_first)
        self.more.clicked.connect(self._open_menu)
        self.leave.clicked.connect(self.left)
        self._trail.clicked.connect(self._ask_trail)

    def show_project(self, details: ProjectDetails | None, *, leads_back: bool) -> None:
        """Without a project the pane says what to choose. `leads_back`: there is a public list to go back to."""
        same = bool(self.details and details and self.details.row.application_id == details.row.application_id)
        self.details = details
        self.leave.setVisible(leads_back)
        for thing in (self._badge, self._stands, self._trail, self.more):
            thing.setVisible(details is not None)
        if not same:
            self.scroll_up()
        if details is None:
            self._show_nothing()
            return
        project = details.row
        self._title.setText(project.brand)
        dress(self._title, "large")
        self.setAccessibleName(project.brand)
        self._badge.show_badge(state_badge(project))
        self._stands.setText(stands(project))
        self._facts.show_facts(project_facts(details))
        self._lines.show_groups([Group("", [(objection_words(e), self._opener(e)) for e in details.objections])])
        self._lines.setVisible(bool(details.objections))
        self._show_opinion(details)
        self._steps.show_facts(step_facts(details.steps))
        for part in (self._steps_rule, self._steps_title):
            part.setVisible(bool(details.steps))
        first = first_deed(details)
        self.do_button.setVisible(first is not None)
        if first:
            say(self.do_button, first)
        self.more.setVisible(bool(self.menu_words()))

    def _opener(self, objection: object) -> Callable[[], None]:
        return lambda: self.objection_opened.emit(objection)

    def _show_opinion(self, details: ProjectDetails) -> None:
        by = f"\n—— {details.opinion_by}" if details.opinion and details.opinion_by else ""
        self._opinion.setText(f"{details.opinion}{by}")
        for thing in (self._opinion_rule, self._opinion_title, self._opinion):
            thing.setVisible(bool(details.opinion))

    def _show_nothing(self) -> None:
        self._title.setText("在左边选一项，这里说明它还差什么。")
        dress(self._title, "muted")
        self.setAccessibleName("")
        self._facts.show_facts(())
        self._steps.show_facts(())
        for thing in (self._lines, self._opinion_rule, self._opinion_title, self._opinion, self._steps_rule):
            thing.hide()
        self._steps_title.hide()
        self.do_button.hide()

    def corrections(self) -> list[tuple[State, str]]:
        """The named ways back from where the project stands; a whole list is taken down elsewhere."""
        if self.details is None:
            return []
        here = self.details.row.state
        return [
            (after, name) for (before, after), name in CORRECTIONS.items() if before is here and after is not S.APPROVED
        ]

    def menu_words(self) -> list[str]:
        """What stands under 更多."""
        if self.details is None:
            return []
        return [*other_deeds(self.details), *(f"更正：{name}…" for _, name in self.corrections())]

    def menu(self) -> QMenu:
        """What else may be done, then the ways back."""
        made = QMenu(self)
        made.setObjectName("project_menu")
        for deed in other_deeds(self.details) if self.details else ():
            made.addAction(deed).triggered.connect(lambda _=False, deed=deed: self.asked.emit(deed))
        made.addSeparator()
        for state, name in self.corrections():
            made.addAction(f"更正：{name}…").triggered.connect(lambda _=False, state=state: self.correct.emit(state))
        return made

    def _ask_trail(self) -> None:
        if self.details:
            self.trail.emit(self.details.row.application_id)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask_first(self) -> None:
        if self.details and (deed := first_deed(self.details)):
            self.asked.emit(deed)
