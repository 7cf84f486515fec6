"""What the gate board does: with one project, with many at once, and with the lists that hang."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from db.enums import OriginalityVerdict, Verdict
from desktop_app.documents import document
from desktop_app.office import decisions, establishment, office_settings, originality
from desktop_app.rules.board import VERDICTS, offers
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.board import Bulk, BulkOffer
from desktop_app.shapes.establishment import ProjectDetails, ProjectRow, PublicList, Vacancy
from desktop_app.ui.parts.pane import FormPane
from desktop_app.ui.screens.intake.compared import compared_offer
from desktop_app.ui.screens.publicity.board_forms import BrandForm, CancelForm, ReleaseForm, SendForm
from desktop_app.ui.screens.publicity.forms import ReasonForm, RevisionForm, stored
from desktop_app.ui.screens.publicity.list_forms import RemovedForm, RepostForm, SubstituteForm

if TYPE_CHECKING:
    from desktop_app.ui.screens.publicity.screen import PublicityScreen

CLEAR, LEAD = OriginalityVerdict.CLEAR, OriginalityVerdict.LEAD
UNCHECKED = "{} 项还没有查重结论，本单位没有要求审定前先查重。"
TWO = "本单位要求两个姓名：拟定的、确认修改的人不能发布。"


class BoardDeeds(QObject):
    """`shown` asks the page for a form, `left` says that it is done with."""

    shown = Signal(object)  # FormPane
    left = Signal()

    def __init__(self, page: PublicityScreen, reason: ReasonForm, revision: RevisionForm) -> None:
        super().__init__(page)
        self._page, self._reason, self._revision = page, reason, revision
        given = (page.run, page.now, lambda: page.ledger.actor)
        self.sending, self.releasing = SendForm(*given), ReleaseForm(*given)
        self.cancelling, self.brand = CancelForm(*given), BrandForm(*given)
        self.reposting, self.removal, self.filling = RepostForm(*given), RemovedForm(*given), SubstituteForm(*given)
        self.forms: tuple[FormPane, ...] = (
            self.sending, self.releasing, self.cancelling, self.brand, self.reposting, self.removal, self.filling,
        )  # fmt: skip
        for form in self.forms:
            form.left.connect(self.left)

    def _signed(self) -> dict[str, Any]:
        return {"by": self._page.ledger.actor, "at": stored(self._page.now())}

    def _attempt(self, action: Callable[[], object]) -> None:
        self._page.notice.attempt(action)

    def _rows(self, application_ids: Sequence[int]) -> list[ProjectRow]:
        wanted = set(application_ids)
        every = (*self._page.page.rows, *self._page.page.candidates, *self._page.page.out)
        return [row for row in every if row.application_id in wanted]

    # Many at once -----------------------------------------------------------------------------------------------------

    def offer(self, bulk: Bulk) -> BulkOffer | None:
        """What a deed would take of the whole list; None where it takes nothing."""
        page = self._page.page
        found = offers(page.rows, originality_asked=page.originality_asked)
        return next((each for each in found if each.bulk is bulk), None)

    def take(self, offer: BulkOffer) -> None:
        """Do it with those it takes, asking first for what it needs."""
        ids = offer.application_ids
        ways: dict[Bulk, Callable[[], None]] = {
            Bulk.DRAFT: lambda: self._draft_opinions(ids),
            Bulk.SEND: lambda: self.send(self._rows(ids)),
            Bulk.RECEIVE: lambda: self._show(self._revision, lambda: self._revision.receive_several(ids)),
            Bulk.CONFIRM: lambda: self.confirm(ids),
            Bulk.CLEAR: lambda: self.check(ids, CLEAR, ""),
            Bulk.UNDRAFT: lambda: self.withdraw_drafts(ids),
        }
        ways.get(offer.bulk, lambda: self.decide(ids, VERDICTS[offer.bulk]))()

    def _draft_opinions(self, ids: Sequence[int]) -> None:
        self._attempt(
            lambda: self._page.run(
                "起草综合意见",
                establishment.draft_opinions,
                say=lambda made: f"已起草 {made} 项综合意见，请逐项看过再发出",
                application_ids=ids,
                by="",
            )
        )

    def send(self, rows: Sequence[ProjectRow]) -> None:
        """Ask how and when the opinions went out."""
        self._show(self.sending, lambda: self.sending.send(rows))

    def confirm(self, ids: Sequence[int]) -> None:
        words = self._named(ids)
        self._attempt(
            lambda: self._page.run(
                f"已按意见修改 {words}",
                establishment.confirm_revisions,
                say=lambda _: f"已确认{words}按意见修改",
                application_ids=ids,
                **self._signed(),
            )
        )

    def check(self, ids: Sequence[int], verdict: OriginalityVerdict, note: str) -> None:
        """Note what 查重 found. Raises nothing: what refuses it stands over the list."""
        self._attempt(lambda: self._check(ids, verdict, note))

    def _check(self, ids: Sequence[int], verdict: OriginalityVerdict, note: str) -> None:
        self._page.run(
            f"查重{verdict} {self._named(ids)}",
            originality.record_originality,
            say=lambda _: f"{self._named(ids)}已记“{verdict}”",
            application_ids=ids,
            verdict=verdict,
            note=note,
            **self._signed(),
        )

    # 审定 -------------------------------------------------------------------------------------------------------------

    def decide(self, ids: Sequence[int], verdict: Verdict) -> None:
        """Prepare a verdict; all but 审定通过 ask for the reason."""
        if verdict is Verdict.APPROVE:
            self._attempt(lambda: self._prepare(ids, verdict, ""))
            return
        self.shown.emit(self._reason)
        self._reason.ask(
            f"拟定{verdict}",
            self._named(ids),
            hint="例如 年度计划仍没有责任人" if verdict is Verdict.BACK else "例如 逾期未交定稿",
            follows="只是拟定，发布审定时才生效；在那之前可以改，也可以收回。",
            verb=f"拟定{verdict}",
            do=lambda reason: self._prepare(ids, verdict, reason),
        )

    def _prepare(self, ids: Sequence[int], verdict: Verdict, reason: str) -> None:
        self._page.run(
            f"拟定{verdict} {self._named(ids)}",
            decisions.prepare,
            say=lambda _: f"{self._named(ids)}已拟“{verdict}”，发布后生效",
            application_ids=ids,
            verdict=verdict,
            reason=reason,
            **self._signed(),
        )

    def withdraw_drafts(self, ids: Sequence[int]) -> None:
        self._attempt(
            lambda: self._page.run(
                f"收回拟定 {self._named(ids)}",
                decisions.withdraw_drafts,
                say=lambda number: f"已收回 {number} 项拟定",
                application_ids=ids,
            )
        )

    def release(self) -> None:
        """All drafts together; what has no verdict of 查重 is told before."""
        page, round_id = self._page.page, self._page.round_id
        if round_id is None:
            return
        unchecked = sum(row.draft is Verdict.APPROVE and row.originality is None for row in page.rows)
        told = [UNCHECKED.format(unchecked)] if unchecked and not page.originality_asked else []
        if office_settings.profile().approval_by_another:
            told.append(TWO)
        self._show(self.releasing, lambda: self.releasing.release(round_id, page.drafts, amber="\n".join(told)))

    # One project ------------------------------------------------------------------------------------------------------

    def lead(self, project: ProjectRow) -> None:
        """有线索: what was found."""
        self.shown.emit(self._reason)
        self._reason.ask(
            "查重有线索",
            f"{project.number}　{project.branch}",
            hint="例如 第二部分与 ZBPP-2023-012 有两段相同",
            follows="没有查清之前，不能审定、公示和立项。",
            verb="记下线索",
            do=lambda note: self._check([project.application_id], LEAD, note),
            asked="线索",
        )

    def clear(self, project: ProjectRow) -> None:
        """未见抄袭; a lead that was there is cleared in words."""
        if not project.open_lead:
            self.check([project.application_id], CLEAR, "")
            return
        self.shown.emit(self._reason)
        self._reason.ask(
            "查清线索",
            f"{project.number}　{project.branch}：{project.originality_note}",
            hint="例如 相同的是通知原文，不算抄袭",
            follows="改记“未见抄袭”，项目可以往下走。确属抄袭的，请取消资格。",
            verb="未见抄袭",
            do=lambda note: self._check([project.application_id], CLEAR, note),
            asked="结果",
        )

    def compare(self, details: ProjectDetails) -> None:
        """定稿 beside 申报稿 and the opinions; seen, it is noted."""
        project = details.row
        offer = compared_offer(self._page, project.application_id, project.brand)
        paper, name = document("revision_comparison"), f"修改完善对照表 {project.number}"
        self._attempt(lambda: self._page.prints.show(paper, code=project.number, name=name, offer=offer))

    def cancel(self, project: ProjectRow) -> None:
        self._show(self.cancelling, lambda: self.cancelling.cancel(project))

    def correct_brand(self, project: ProjectRow) -> None:
        posted = bool(project.listed_until) and not project.list_closed
        self._show(self.brand, lambda: self.brand.correct(project, posted=posted))

    # Lists that hang, places that are free ----------------------------------------------------------------------------

    def repost(self, current: PublicList) -> None:
        self._show(self.reposting, lambda: self.reposting.repost(current))

    def remove(self, gone: PublicList) -> None:
        self._show(self.removal, lambda: self.removal.remove(gone))

    def fill_in(self, vacancy: Vacancy) -> None:
        """递补; where the place is shared the ranking is where people decide."""
        round_id = self._page.round_id
        if not vacancy.next:
            trouble = RuleBroken(vacancy.why_not, "请在“专家评审 → 排名”里处理。")
            self._page.notice.show_trouble(trouble)
        elif round_id is not None:
            self._show(self.filling, lambda: self.filling.fill_in(round_id, vacancy))

    def _show(self, form: FormPane, fill: Callable[[], object]) -> None:
        self.shown.emit(form)
        fill()

    def _named(self, ids: Sequence[int]) -> str:
        """“药香校园” of one, 3 项 of several."""
        rows = self._rows(ids)
        return f"“{rows[0].brand}”" if len(rows) == 1 else f"{len(ids)} 项"
