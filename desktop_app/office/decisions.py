"""审定: prepared project by project as a draft, then released all together after sign-off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.enums import OriginalityVerdict, State, Verdict
from db.models import Application, Branch, Decision, OriginalityCheck, Revision
from desktop_app.office import office_settings, steps
from desktop_app.office.rows import row_of
from desktop_app.office.two_names import check_approval, check_release
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import DECIDED, check_verdict
from desktop_app.rules.steps import check_step
from desktop_app.shapes.establishment import DraftDecision, Released
from desktop_app.shapes.steps import StepFacts


def prepare(*, application_ids: Iterable[int], verdict: Verdict, reason: str, by: str, at: str) -> int:
    """What is to be decided on these; said again it replaces the draft. Says how many.

    RuleBroken, naming the project, when it could not take that step now, and without a reason where one is needed.
    """
    prepared = 0
    for application_id in application_ids:
        application = row_of(Application, application_id)
        _check(application, verdict, reason)
        row = _open(application)
        if row is None:
            Decision.create(
                application=application, verdict=verdict, reason=reason.strip(), prepared_by=by, prepared_at=at
            )
        else:
            row.verdict, row.reason, row.prepared_by, row.prepared_at = verdict, reason.strip(), by, at
            row.save(only=[Decision.verdict, Decision.reason, Decision.prepared_by, Decision.prepared_at])
        prepared += 1
    return prepared


def withdraw_drafts(*, application_ids: Iterable[int]) -> int:
    """Take drafts back; what has none is passed over. Says how many."""
    found = Decision.select().where(Decision.application.in_(list(application_ids)), Decision.released_at == "")
    if not (rows := list(found)):
        raise RuleBroken("这些项目没有拟好的审定。", "请刷新页面，重新选择。")
    for row in rows:
        row.delete_instance()
    return len(rows)


def release(*, round_id: int, minutes: str, by: str, at: str) -> Released:
    """All drafts of a round take effect, with the minutes' number where there is one. Run it as a final step.

    All or nothing: RuleBroken names the first project that cannot go its way any more, or whose draft is by the same
    name where the office asks for two.
    """
    rows = _drafts(round_id)
    if not rows:
        raise RuleBroken("还没有拟好的审定，没有可以发布的。", "请先选项目，拟定审定。")
    counted = dict.fromkeys(Verdict, 0)
    for row in rows:
        verdict = Verdict(row.verdict)
        check_release(row, by)
        if verdict is not Verdict.APPROVE:
            check_approval(row.application, by)
        row.minutes, row.released_by, row.released_at = minutes.strip(), by, at
        row.save(only=[Decision.minutes, Decision.released_by, Decision.released_at])
        steps.move(
            application_id=row.application_id,
            target=DECIDED[verdict],
            reason="；".join(filter(None, (row.reason, f"会议纪要 {minutes.strip()}" if minutes.strip() else ""))),
            by=by,
            at=at,
        )
        counted[verdict] += 1
    return Released(counted[Verdict.APPROVE], counted[Verdict.BACK], counted[Verdict.OUT])


def draft_decisions(round_id: int) -> tuple[DraftDecision, ...]:
    """The drafts of a round by number, with what stands in the way of each."""
    rows = _drafts(round_id)
    facts = _facts(rows)
    return tuple(
        DraftDecision(
            row.application_id,
            row.application.number,
            row.application.branch.name,
            row.application.brand,
            Verdict(row.verdict),
            row.reason,
            row.prepared_by,
            _why_not(facts[row.application_id], row),
        )
        for row in rows
    )


def _facts(rows: Sequence[Decision]) -> dict[int, StepFacts]:
    """What their steps look at, as `steps.step_facts` says it, for all drafts at once."""
    ids = [row.application_id for row in rows]
    confirmed = Revision.select().where(Revision.application.in_(ids), Revision.confirmed_at != "")
    came = {row.application_id for row in confirmed}
    found = {
        row.application_id: row.verdict
        for row in OriginalityCheck.select().where(OriginalityCheck.application.in_(ids))
    }
    asked = office_settings.profile().originality_before_approval
    return {
        row.application_id: StepFacts(
            state=State(row.application.state),
            revision_confirmed=row.application_id in came,
            open_lead=found.get(row.application_id) == OriginalityVerdict.LEAD,
            originality_missing=asked and row.application_id not in found,
        )
        for row in rows
    }


def _drafts(round_id: int) -> list[Decision]:
    return list(
        Decision.select(Decision, Application, Branch)
        .join(Application)
        .join(Branch)
        .where(Application.round == round_id, Decision.released_at == "")
        .order_by(Application.number)
    )


def _open(application: Application) -> Decision | None:
    return next(iter(Decision.those_with(application=application, released_at="")), None)


def _check(application: Application, verdict: Verdict, reason: str) -> None:
    try:
        _check_facts(steps.step_facts(application), verdict, reason)
    except RuleBroken as broken:
        raise RuleBroken(f"{application.number}“{application.branch.name}”：{broken.what}", broken.todo) from None


def _check_facts(facts: StepFacts, verdict: Verdict, reason: str) -> None:
    check_verdict(facts.state, verdict)
    check_step(facts, DECIDED[verdict], reason)


def _why_not(facts: StepFacts, row: Decision) -> str:
    try:
        _check_facts(facts, Verdict(row.verdict), row.reason)
    except RuleBroken as broken:
        return broken.what
    return ""
