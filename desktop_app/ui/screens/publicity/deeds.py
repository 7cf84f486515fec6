"""What can be done on the page 立项公示: each deed is one Command, asked for in a form where it needs words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.enums import State, Verdict
from desktop_app.office import establishment, publicity, steps
from desktop_app.rules.steps import CORRECTIONS, FINAL
from desktop_app.shapes.board import Bulk
from desktop_app.shapes.establishment import ObjectionRow, ProjectRow, PublicList
from desktop_app.ui.parts.pane import FormPane
from desktop_app.ui.screens.publicity.board_deeds import BoardDeeds
from desktop_app.ui.screens.publicity.forms import OpinionForm, ReasonForm, RevisionForm, stored
from desktop_app.ui.screens.publicity.project_pane import ENDS, Deed
from desktop_app.ui.screens.publicity.publicity_forms import ConclusionForm, ObjectionForm, OpenForm

if TYPE_CHECKING:
    from desktop_app.ui.screens.publicity.screen import PublicityScreen

S = State
FINAL_TOLD = "这一步不能撤销，只能写明理由更正。"
HINTS = {
    S.SHORTLISTED: "例如 部务会研究，兼顾支部类型",
    S.REVISING: "例如 年度计划仍没有责任人",
    S.NOT_ESTABLISHED: "例如 逾期未交定稿",
    S.WITHDRAWN: "例如 支部来函撤回",
}


class Deeds(QObject):
    """`shown` asks the page for a form, `left` says that it is done with."""

    shown = Signal(object)  # FormPane
    left = Signal()

    def __init__(self, page: PublicityScreen) -> None:
        super().__init__(page)
        self._page = page
        self.round_id: int | None = None
        run, now = page.run, page.now
        self.reason, self.opinion = ReasonForm(), OpinionForm(run)
        self.revision = RevisionForm(run, now)
        self.opening = OpenForm(run, now, self._actor)
        self.objection = ObjectionForm(run, now, self._actor)
        self.conclusion = ConclusionForm(run, now, self._actor)
        self.forms: tuple[FormPane, ...] = (
            self.reason, self.opinion, self.revision, self.opening, self.objection, self.conclusion,
        )  # fmt: skip
        for form in self.forms:
            form.left.connect(self.left)
        self.board = BoardDeeds(page, self.reason, self.revision)
        self.board.shown.connect(self.shown)
        self.board.left.connect(self.left)
        self.forms += self.board.forms

    def _actor(self) -> str:
        return self._page.ledger.actor

    def _at(self) -> str:
        return stored(self._page.now())

    # The whole list ---------------------------------------------------------------------------------------------------

    def shortlist(self) -> None:
        self._attempt(
            lambda: self._page.run(
                "取拟立项",
                establishment.shortlist,
                final=True,
                say=lambda made: f"已列拟立项 {made.taken} 项，未入选 {made.passed_over} 项",
                round_id=self.round_id,
                by=self._actor(),
                at=self._at(),
            )
        )

    def take(self, bulk: Bulk) -> None:
        """A deed with everything on the list that it takes."""
        if offer := self.board.offer(bulk):
            self.board.take(offer)

    def open_publicity(self) -> None:
        if self.round_id is not None:
            self.shown.emit(self.opening)
            self.opening.open(self.round_id, len(self._ids(S.APPROVED)))

    def object_to_current(self) -> None:
        row = self._page.current_row()
        if row and row.state is S.PUBLISHED:
            self.shown.emit(self.objection)
            self.objection.log(row)

    def close_publicity(self) -> None:
        self._attempt(
            lambda: self._page.run(
                "结束公示",
                publicity.close_publicity,
                final=True,
                say=lambda closed: (
                    f"已立项 {len(closed.established)} 项"
                    + (f"，因异议暂缓 {len(closed.held)} 项" if closed.held else "")
                ),
                round_id=self.round_id,
                at=self._page.now(),
                by=self._actor(),
            )
        )

    def take_down(self, current: PublicList | None) -> None:
        if current is None:
            return
        self.shown.emit(self.reason)
        self.reason.ask(
            "撤下公示",
            f"{current.purpose} {current.waiting} 项",
            hint="例如 张贴日期有误，重新张贴",
            follows="项目回到“审定通过”，重新张贴时公示期重新计算。",
            verb="撤下公示",
            do=lambda reason: self._page.run(
                "撤下公示",
                publicity.withdraw_publicity,
                final=True,
                say=lambda taken: f"已撤下公示 {taken} 项",
                publicity_id=current.publicity_id,
                reason=reason,
                by=self._actor(),
                at=self._at(),
            ),
        )

    def conclude(self, objection: ObjectionRow) -> None:
        self.shown.emit(self.conclusion)
        self.conclusion.conclude(objection)

    # One project ------------------------------------------------------------------------------------------------------

    def ask(self, deed: Deed) -> None:
        """What the pane's button, or its menu, stands for."""
        details = self._page.pane.details
        if details is None:
            return
        project = details.row
        mine, board = (project.application_id,), self.board
        ways: dict[Deed, Callable[[], None]] = {
            Deed.SHORTLIST: lambda: self._shortlist_one(project),
            Deed.WRITE: lambda: self._fill(self.opinion, lambda: self.opinion.write(details)),
            Deed.REWRITE: lambda: self._fill(self.opinion, lambda: self.opinion.write(details)),
            Deed.SEND: lambda: board.send([project]),
            Deed.RECEIVE: lambda: self._fill(self.revision, lambda: self.revision.receive(details)),
            Deed.CONFIRM: lambda: board.confirm(mine),
            Deed.COMPARE: lambda: board.compare(details),
            Deed.FILES: lambda: self._page.go("收件登记", "electronic", project.application_id),
            Deed.CLEAR: lambda: board.clear(project),
            Deed.CLEAR_LEAD: lambda: board.clear(project),
            Deed.LEAD: lambda: board.lead(project),
            Deed.APPROVE: lambda: board.decide(mine, Verdict.APPROVE),
            Deed.DRAFT_BACK: lambda: board.decide(mine, Verdict.BACK),
            Deed.DRAFT_OUT: lambda: board.decide(mine, Verdict.OUT),
            Deed.UNDRAFT: lambda: board.withdraw_drafts(mine),
            Deed.RELEASE: board.release,
            Deed.BRAND: lambda: board.correct_brand(project),
            Deed.EVIDENCE: lambda: self._page.save_evidence(details),
            Deed.DISQUALIFY: lambda: board.cancel(project),
            Deed.BACK: lambda: self._move(project, S.REVISING, "退回修改", "原来的定稿不再算数，支部要再交一次。"),
            Deed.OBJECT: lambda: self._fill(self.objection, lambda: self.objection.log(project)),
        }
        if deed not in ways:
            ways[deed] = lambda: self._move(project, ENDS[deed], deed.removesuffix("…"), "项目保留在“退出”里，附理由。")
        ways[deed]()

    def correct(self, target: State) -> None:
        """A named way back, with a reason."""
        details = self._page.pane.details
        if details is None:
            return
        project = details.row
        name = CORRECTIONS[project.state, target]
        self.shown.emit(self.reason)
        self.reason.ask(
            name,
            f"{project.number}　{project.branch}",
            hint="例如 录入有误，重新核对",
            follows=f"从“{project.state}”回到“{target}”，原来的记录都保留。",
            verb=name,
            do=lambda reason: self._page.run(
                f"{name} {project.number}",
                steps.correct,
                final=True,
                say=lambda said: f"已{said}：{project.brand}",
                application_id=project.application_id,
                target=target,
                reason=reason,
                by=self._actor(),
                at=self._at(),
            ),
        )

    def _shortlist_one(self, project: ProjectRow) -> None:
        self._move(project, S.SHORTLISTED, "列为拟立项", "不按排名列入的，理由记入经过。")

    def _move(self, project: ProjectRow, target: State, verb: str, follows: str) -> None:
        """A step that is taken for a reason."""
        final = target in FINAL
        self.shown.emit(self.reason)
        self.reason.ask(
            verb,
            f"{project.number}　{project.branch}",
            hint=HINTS.get(target, ""),
            follows=f"{follows}{FINAL_TOLD if final else ''}",
            verb=verb,
            do=lambda reason: self._page.run(
                f"{verb} {project.number}",
                steps.move,
                final=final,
                say=lambda _: f"“{project.brand}”已改为{target}",
                application_id=project.application_id,
                target=target,
                reason=reason,
                by=self._actor(),
                at=self._at(),
            ),
        )

    def _fill(self, form: FormPane, fill: Callable[[], object]) -> None:
        self.shown.emit(form)
        fill()

    def _ids(self, state: State) -> list[int]:
        return [row.application_id for row in self._page.page.rows if row.state is state]

    def _attempt(self, action: Callable[[], object]) -> None:
        self._page.notice.attempt(action)
