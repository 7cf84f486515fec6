"""立项公示: the way from the ranking to 已立项, project by project and all together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from db.enums import State
from db.models import (
    Application,
    Branch,
    BrandCorrection,
    Cancellation,
    CollectiveDecision,
    Decision,
    ElectronicVersion,
    Holiday,
    Objection,
    OfficeSetting,
    OriginalityCheck,
    PanelOpinion,
    PartyOrganization,
    Publicity,
    PublicityItem,
    Quota,
    Review,
    Revision,
    Round,
    StateChange,
)
from desktop_app.documents import Document, document
from desktop_app.office import establishment_page as queries
from desktop_app.office import rounds
from desktop_app.office.electronic_page import store
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import ARRIVED
from desktop_app.shapes.board import Bulk
from desktop_app.shapes.establishment import EstablishmentPage, Next, ProjectDetails, ProjectRow
from desktop_app.ui.parts.basics import Stack, button, panes
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.pane import FormPane, FormStack
from desktop_app.ui.parts.prints import Prints
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.screen import Action, Desk, Screen, Waiting
from desktop_app.ui.screens.publicity.board_notes import BoardNotes
from desktop_app.ui.screens.publicity.bulk_pane import BulkPane
from desktop_app.ui.screens.publicity.deeds import Deeds
from desktop_app.ui.screens.publicity.gates import GateBar
from desktop_app.ui.screens.publicity.project_list import ALL, CANDIDATES, OPEN, ProjectList
from desktop_app.ui.screens.publicity.project_pane import ProjectPane
from desktop_app.ui.screens.publicity.side import PublicitySide
from desktop_app.ui.screens.publicity.wording import gate_words, state_line
from desktop_app.ui.style import BESIDE

REVIEW = "专家评审"
PANE = 348
S = State


class PublicityScreen(Screen):
    title = "立项公示"
    icon = "speakerphone"
    initials = "lxgs"
    watches = frozenset(
        {
            Round, PartyOrganization, Branch, Application, Review, CollectiveDecision, Quota, PanelOpinion, Revision,
            StateChange, Publicity, PublicityItem, Objection, Holiday, OfficeSetting, OriginalityCheck, Decision,
            Cancellation, BrandCorrection, ElectronicVersion,
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.page = EstablishmentPage()
        self.round_id: int | None = None
        self._in_project = False  # a project was opened while a list is up
        self.gates, self.side, self.pane = GateBar(), PublicitySide(), ProjectPane()
        self.bulk = BulkPane()
        self.deeds = Deeds(self)
        board = self.deeds.board
        self.notes = BoardNotes(board.repost, board.remove, board.fill_in)
        self.prints = Prints(desk, self)
        self.notice = Notice("publicity_page_notice")
        self.list = ProjectList(desk.memory, self._build_empty())
        self._build()
        self._connect()

    def now(self) -> datetime:
        return self.ledger.clock()

    def _build_empty(self) -> QWidget:
        self._begin = button("", "publicity_begin", "")
        self._begin.clicked.connect(self._begin_pressed)
        self._empty = EmptyState("publicity_empty", "speakerphone", "", "", self._begin)
        return self._empty

    def _build(self) -> None:
        self._right = FormStack()
        self._right.setObjectName("publicity_right")
        for part in (self.side, self.pane, self.bulk, *self.deeds.forms):
            self._right.addWidget(part)
        left = Stack("publicity_left", self.notice, self.gates, self.notes, self.list, gap=BESIDE)
        left.box.setStretch(3, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("publicity", left, self._right, PANE, self.desk.memory))

    def _connect(self) -> None:
        self.gates.chosen.connect(self.list.narrow_to)
        self.list.released.connect(self.gates.release)
        self.list.chosen.connect(self._follow)
        self.list.opened.connect(self._open)
        self.side.objection_opened.connect(self.deeds.conclude)
        self.side.take_down.connect(lambda: self.deeds.take_down(self.side.current))
        self.pane.asked.connect(self.deeds.ask)
        self.pane.correct.connect(self.deeds.correct)
        self.pane.trail.connect(lambda application_id: self.go("操作记录", "application", application_id))
        self.pane.objection_opened.connect(self.deeds.conclude)
        self.pane.left.connect(self._leave_project)
        self.bulk.asked.connect(self.deeds.board.take)
        self.deeds.shown.connect(self._show_form)
        self.deeds.left.connect(self._form_left)
        self.prints.said.connect(lambda words: self.said.emit(words, ""))
        self.prints.failed.connect(self.notice.show_failure)

    # What the window asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        round_id = rounds.current_round_id()
        if round_id != self.round_id:
            self.round_id, self._in_project = round_id, False
            self.gates.release()
        self.page = queries.establishment_page(round_id, self.now())
        self.deeds.round_id = round_id
        self._say_empty()
        self.notes.show_page(self.page)
        self.gates.show_gates(gate_words(self.page, self.now()))
        self.list.show_page(self.page)
        self.list.narrow_to(self.gates.on)
        self.side.show_page(self.page, self.now())
        self._follow()

    def state_line(self) -> str:
        return state_line(self.page, self.now())

    def primary(self) -> Action | None:
        """What the whole list waits for; an open form has the red button itself."""
        if self._form:
            return None
        deeds, page = self.deeds, self.page
        match page.next:
            case Next.SHORTLIST:
                words = f"取前 {page.within} 项为拟立项" if page.within else "按排名取拟立项"
                return Action(words, deeds.shortlist, "list-check", why_not=page.why_not)
            case Next.SEND:
                return self._send()
            case Next.APPROVE:
                return self._prepare()
            case Next.RELEASE:
                return Action(f"发布审定 {len(page.drafts)}…", deeds.board.release, "clipboard-check")
            case Next.OPEN:
                return Action("开始公示…", deeds.open_publicity, "speakerphone")
            case Next.OBJECT:
                return Action("登记异议", deeds.object_to_current, "plus", why_not=self._why_no_objection())
            case Next.CLOSE:
                return Action("结束公示", deeds.close_publicity, "check", why_not=self._why_not_closed())
        return None

    def header_actions(self) -> Sequence[Action]:
        if self._form:
            return ()
        said = []
        if self._paper:
            said.append(Action("导出…", self.export, "download", "Ctrl+E"))
            said.append(Action(f"打印{self._paper.title.removeprefix('立项')}", self.print_out, "printer", "Ctrl+P"))
        states = {row.state for row in self.page.rows}
        if states & set(ARRIVED):
            said.append(Action("立项通知…", lambda: self.go("文件中心", "establishment_notice", 0), "file-text"))
        if self.page.drafts and self.page.next is not Next.RELEASE:
            said.append(Action(f"发布审定 {len(self.page.drafts)}…", self.deeds.board.release, "clipboard-check"))
        if S.SHORTLISTED in states and self.page.next is not Next.SEND:  # who fills a place goes through all gates, too
            said.append(self._send())
        if S.APPROVED in states and self.page.next is not Next.OPEN:
            said.append(Action("开始公示…", self.deeds.open_publicity, "speakerphone"))
        return said

    def waiting(self) -> Waiting:
        objections, ours = queries.waiting_count(rounds.current_round_id())
        return Waiting(objections + ours, objections > 0)

    def take_keyboard(self) -> None:
        if self._form is None:
            self.list.table.setFocus()

    def open_record(self, kind: str, record_id: int) -> None:
        """An "application" by its id; "objections" the open ones; "candidates" those not shortlisted; "removal" a list
        that is to come off the wall."""
        self.bring_up_to_date()
        if kind == "application":
            self.list.select(record_id)
            if (row := self.list.table.current()) and row.application_id == record_id:
                self._open(row)
        elif kind == "objections":
            self.list.choose(OPEN)
        elif kind == "candidates":
            self.list.choose(CANDIDATES)
        elif kind == "removal":
            gone = next((each for each in self.page.lists if each.publicity_id == record_id and each.to_remove), None)
            if gone:
                self.deeds.board.remove(gone)

    def focus_filter(self) -> bool:
        self.list.filter.setFocus()
        self.list.filter.selectAll()
        return True

    def print_out(self) -> bool:
        paper = self._paper
        return paper is not None and self.notice.attempt(lambda: self.prints.show(paper))

    def export(self) -> bool:
        paper = self._paper
        return paper is not None and self.notice.attempt(lambda: self.prints.ask_and_export(paper))

    def save(self) -> bool:
        form = self._form
        if form:
            form.save()
        return form is not None

    def back(self) -> bool:
        if self._form:
            self._form_left()
            return True
        if self._in_project:
            self._leave_project()
            return True
        return False

    # ------------------------------------------------------------------------------------------------------------------

    @property
    def _form(self) -> FormPane | None:
        return self._right.form

    @property
    def _paper(self) -> Document | None:
        """The list that matters now: 公示 while it is up, 立项名单 when there is one."""
        current = self.page.current
        if current and not current.closed_at:
            return document("publicity_notice")
        return document("established_list") if any(row.state in ARRIVED for row in self.page.rows) else None

    def _send(self) -> Action:
        """Opinions are drafted first, then given to the branches."""
        shortlisted = [row for row in self.page.rows if row.state is S.SHORTLISTED]
        blank = sum(not row.has_opinion for row in shortlisted)
        if blank == len(shortlisted):
            return Action("起草综合意见", lambda: self.deeds.take(Bulk.DRAFT), "pencil")
        why_not = f"还有 {blank} 项没有综合意见" if blank else ""
        words = f"发出综合意见 {len(shortlisted)}…"
        return Action(words, lambda: self.deeds.take(Bulk.SEND), "mail", why_not=why_not)

    def _prepare(self) -> Action:
        """Everything that can pass is proposed for 审定通过; what cannot says why in the list."""
        offer = self.deeds.board.offer(Bulk.APPROVE)
        if offer is None:
            return Action("拟定审定通过", lambda: None, "clipboard-check", why_not="已定稿的都有查重问题，请先查清")
        words = f"拟定审定通过 {len(offer.application_ids)}"
        return Action(words, lambda: self.deeds.take(Bulk.APPROVE), "clipboard-check")

    def _why_no_objection(self) -> str:
        row = self.list.table.current()
        return "" if row and row.state is S.PUBLISHED else "先在名单里选一项"

    def _why_not_closed(self) -> str:
        over = [each for each in self.page.up if each.over(self.now())]
        held = all(each.waiting and each.waiting == each.disputed for each in over)
        return "全部有未结异议，请先办结" if over and held else ""

    def _say_empty(self) -> None:
        """Why there is no list yet, what comes next, and the way there."""
        page, waiting = self.page, len(self.page.candidates)
        if not page.round_name:
            self._empty.show_words("还没有批次", "从通知新建批次之后，才有申报和立项。")
            self._begin.setText("从通知新建批次")
        elif waiting and not page.why_not:
            self._empty.show_words("还没有拟立项的项目", "排名已经确定，点右上角按名额取；或者在“未列入”里逐项列入。")
            self._begin.setText("看未列入的项目")
        elif waiting:
            self._empty.show_words("还没有拟立项的项目", page.why_not)
            self._begin.setText("去看排名")
        else:
            self._empty.show_words("还没有进入评审的项目", "受理齐全的申报分配给专家、评出名次之后，从这里立项。")
            self._begin.setText("去专家评审")
        self._begin.setAccessibleName(self._begin.text())

    def _begin_pressed(self) -> None:
        if not self.page.round_name:
            self.go("系统设置", "new_round", 0)
        elif self.page.candidates and not self.page.why_not:
            self.list.choose(CANDIDATES)
        else:
            self.go(REVIEW, "ranking", 0)

    def _follow(self) -> None:
        """Another project is looked at: the pane tells of it, unless something half typed stands there."""
        chosen = self.list.table.selected()
        self.bulk.show_rows(chosen, originality_asked=self.page.originality_asked)
        row = self.list.table.current()
        details = queries.project_details(row.application_id) if row else None
        self.pane.show_project(details, leads_back=self.page.current is not None)
        form = self._form
        if form is None or (not form.half_typed and self.list.table.view.hasFocus()):
            self._show_pane()
        self.refreshed.emit()

    def _show_pane(self) -> None:
        if len(self.list.table.selected()) > 1:
            self._right.setCurrentWidget(self.bulk)
            return
        beside_list = self.page.current is not None and not self._in_project
        self._right.setCurrentWidget(self.side if beside_list and self.list.chips.on() != CANDIDATES else self.pane)

    def _open(self, _: ProjectRow) -> None:
        self._in_project = True
        self._follow()
        self._show_pane()

    def _leave_project(self) -> None:
        self._in_project = False
        self._show_pane()
        self.list.table.setFocus()

    def _show_form(self, form: FormPane) -> None:
        self.notice.clear()
        self._right.setCurrentWidget(form)
        self.refreshed.emit()

    def _form_left(self) -> None:
        self._show_pane()
        self.list.table.setFocus()
        self.refreshed.emit()

    def current_row(self) -> ProjectRow | None:
        """The project that is looked at."""
        return self.list.table.current()

    def save_evidence(self, details: ProjectDetails) -> None:
        """The file that proves a 取消资格, where the clerk wants it."""
        proof = details.evidence
        if proof is None or not proof.sha256:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, "另存依据文件", str(Path(start_folder()) / proof.file_name))
        if chosen:
            self.notice.attempt(lambda: self._copy_out(proof.sha256, Path(chosen)))

    def _copy_out(self, sha256: str, target: Path) -> None:
        try:
            target.write_bytes(store().read(sha256))
        except OSError as error:
            raise RuleBroken(f"没有存成“{target.name}”。", "请换一个文件夹再试。") from error
        self.said.emit(f"已另存 {target.name}", "")

    def show_all(self) -> None:
        """Back to the whole list, no gate pressed."""
        self.gates.release()
        self.list.choose(ALL)
