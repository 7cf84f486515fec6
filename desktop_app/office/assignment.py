"""Who scores what: assignment to a panel, by rule or by hand, and what stands against it (回避)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from db.enums import Stage, State
from db.models import Application, Expert, Review
from desktop_app.office import steps
from desktop_app.office.assignment_problem import (
    check_numbers,
    problem_of,
    ready_facts,
    shortage_words,
    unfillable,
)
from desktop_app.office.panel import ensure_stage, open_stage, seat_all
from desktop_app.office.panel_facts import Facts, facts_of
from desktop_app.office.rows import row_of
from desktop_app.rules.assignment import solve
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.review_codes import review_code
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.assignment import AssignmentPlan, Pair, Shortage
from desktop_app.shapes.panel import AssignedApplication, AssignedExpert, AssignmentOutcome, Unfilled


class NotFilled(RuleBroken):
    """Nothing was assigned: applications cannot get the experts they need. `outcome` names them, and what stands."""

    def __init__(self, outcome: AssignmentOutcome, what: str = "", todo: str = "") -> None:
        what = what or f"有 {len(outcome.unfilled)} 项申报凑不齐专家，没有分配。"
        super().__init__(what, todo or "请增加专家，或减少每项的专家人数。")
        self.outcome = outcome


def assign_all(
    *, stage_id: int, by: str, at: str, each: int | None = None, least: int | None = None, most: int | None = None
) -> AssignmentOutcome:
    """Give every application in 已受理 or 评审中 its experts: all but conflicts, or `each`, as well as can be.

    What is assigned stays, so a second run moves nothing; only where no choice keeps to the bounds are blank sheets
    that were drawn moved. An application that has fewer than `each` experts without a conflict is left out and named.
    Raises NotFilled where experts run out, and when no application at all has its experts; RuleBroken when a load would
    be below `least` or above `most`.
    """
    facts = ready_facts(stage_id)
    if each is None:
        check_numbers(each, least, most)
        plan, unfilled = _everyone(facts)
        _check_loads(facts, plan, least, most)
    else:
        plan, unfilled = _drawn(facts, each, least, most)
    if unfilled and not any(facts.owed(one.id) for one in facts.applications) and not plan.added:
        raise NotFilled(_outcome(facts, AssignmentPlan(), unfilled))
    return _carry_out(facts, plan, unfilled, by, at)


def apply_plan(
    *, stage_id: int, plan: AssignmentPlan, by: str, at: str, unfilled: tuple[Unfilled, ...] = ()
) -> AssignmentOutcome:
    """Carry out a choice that was looked at. RuleBroken when something it rests on has changed meanwhile."""
    facts = ready_facts(stage_id)
    by_id = {one.id: one for one in facts.applications}
    gone = any(one not in by_id or expert not in facts.candidates(by_id[one]) for one, expert in plan.added)
    if gone or any(not facts.is_movable(pair) for pair in plan.removed):
        raise RuleBroken("这期间专家、回避或评分表有变化，这个方案不再成立。", "请重新计算。")
    return _carry_out(facts, plan, list(unfilled), by, at)


def seat_and_assign(
    *, round_id: int, by: str, at: str, each: int | None = None, least: int | None = None, most: int | None = None
) -> AssignmentOutcome:
    """立项 from nothing: the stage, a seat for everyone of 专家名册 who is not closed, then `assign_all`."""
    stage_id = ensure_stage(round_id=round_id)
    seat_all(stage_id=stage_id)
    return assign_all(stage_id=stage_id, by=by, at=at, each=each, least=least, most=most)


def assign(*, stage_id: int, application_id: int, expert_id: int, by: str, at: str) -> int:
    """Assign one application to one expert of the panel, and say the sheet's id; one that is assigned stays."""
    facts = facts_of(open_stage(stage_id))
    if review := facts.reviews.get((application_id, expert_id)):
        return int(review.id)
    application = next((one for one in facts.applications if one.id == application_id), None)
    if application is None:
        raise RuleBroken(*_why_not(row_of(Application, application_id)))
    if expert_id not in facts.numbers:
        raise RuleBroken(f"“{row_of(Expert, expert_id).name}”不在评审组里。", "请先把这位专家加入评审组。")
    conflict = facts.conflict(application, expert_id)
    if conflict and conflict.excluded:
        raise RuleBroken(
            f"{facts.named(expert_id)}评审 {application.number}“{application.branch.name}”须回避：{conflict.words}。",
            "请换一位专家。",
        )
    _write(facts, [(application_id, expert_id)], by, at, locked=True)
    return int(Review.get(stage=facts.stage, application=application_id, expert=expert_id).id)


def unassign(*, review_id: int) -> None:
    """Take back an assignment whose sheet is still blank."""
    review = row_of(Review, review_id)
    if review.entered_at:
        raise RuleBroken(f"{review.code} 已经录入，不能取消分配。", "录错的，请在录入评分里更正。")
    review.delete_instance()


# --- choosing ---------------------------------------------------------------------------------------------------------


def _everyone(facts: Facts) -> tuple[AssignmentPlan, list[Unfilled]]:
    """All experts for all applications, but for conflicts."""
    added = [(one.id, expert) for one in facts.applications for expert in facts.candidates(one)]
    reached = {application for application, _ in added}
    unfilled = [
        Unfilled(one.id, one.number, f"评审组 {len(facts.seats)} 位专家都须回避")
        for one in facts.applications
        if one.id not in reached and not facts.owed(one.id)
    ]
    return AssignmentPlan(tuple(added)), unfilled


def _drawn(facts: Facts, each: int, least: int | None, most: int | None) -> tuple[AssignmentPlan, list[Unfilled]]:
    """`each` experts for every application that can have them."""
    check_numbers(each, least, most)
    unfilled = list(unfillable(facts, each))
    problem = problem_of(facts, each, least, most)
    plan = solve(problem)
    if isinstance(plan, Shortage):
        reasons = shortage_words(facts, problem, plan)
        raise NotFilled(_outcome(facts, AssignmentPlan(), [*unfilled, *reasons.unfilled]), reasons.what, reasons.todo)
    return plan, unfilled


# --- checks -----------------------------------------------------------------------------------------------------------


def _check_loads(facts: Facts, plan: AssignmentPlan, least: int | None, most: int | None) -> None:
    """Where everybody scores everything the loads are what they are."""
    loads = Counter(facts.loads())
    loads.update(expert for _, expert in plan.added)
    numbers = sorted(facts.numbers, key=facts.numbers.__getitem__)
    over = [f"专家{facts.numbers[e]}（{loads[e]} 份）" for e in numbers if most is not None and loads[e] > most]
    if over:
        raise RuleBroken(f"每人至多 {most} 份，{'、'.join(over)}超过了。", "请调大上限，或减少每项的专家人数。")
    under = [f"专家{facts.numbers[e]}（{loads[e]} 份）" for e in numbers if least is not None and loads[e] < least]
    if under:
        raise RuleBroken(
            f"每人至少 {least} 份，{'、'.join(under)}达不到。", "请调小下限、增加每项的专家人数，或减少评审组的人数。"
        )


def _why_not(application: Application) -> tuple[str, str]:
    named = f"{application.number}“{application.branch.name}”"
    if State(application.state) in ENDED:
        return f"{named}已经“{application.state}”，不参加评审。", "请换一项。"
    if application.late and not application.late_approved_by:
        return f"{named}逾期，还没有批准。", "请先在收件登记里写明批准人和理由。"
    return f"{named}现在是“{application.state}”，不能分配专家。", "“已受理”或“评审中”的申报才参加评审。"


# --- writing ----------------------------------------------------------------------------------------------------------


def _carry_out(facts: Facts, plan: AssignmentPlan, unfilled: list[Unfilled], by: str, at: str) -> AssignmentOutcome:
    for pair in plan.removed:
        facts.reviews[pair].delete_instance()
    _write(facts, plan.added, by, at)
    return _outcome(facts_of(facts.stage), plan, unfilled)


def _write(facts: Facts, pairs: Iterable[Pair], by: str, at: str, *, locked: bool = False) -> None:
    """The sheets, each with its code; what gets its first ones in 立项 goes into review."""
    stage = Stage(facts.stage.stage)
    named = {one.id: one.number for one in facts.applications}
    rows = [
        {
            "stage": facts.stage.id,
            "application": application,
            "expert": expert,
            "code": review_code(stage, named[application], facts.numbers[expert]),
            "locked": locked,
        }
        for application, expert in sorted(pairs, key=lambda pair: (named[pair[0]], facts.numbers[pair[1]]))
    ]
    for start in range(0, len(rows), 500):
        Review.insert_many(rows[start : start + 500]).execute()
    with_sheets = {row["application"] for row in rows}
    for one in facts.applications:
        if (one.id in with_sheets or facts.owed(one.id)) and State(one.state) is State.ACCEPTED:
            steps.move(application_id=one.id, target=State.UNDER_REVIEW, by=by, at=at)


def _outcome(facts: Facts, plan: AssignmentPlan, unfilled: list[Unfilled]) -> AssignmentOutcome:
    names = {seat.expert_id: seat.expert.name for seat in facts.seats}
    assigned = []
    for one in facts.applications:
        owed = sorted(facts.owed(one.id), key=facts.numbers.__getitem__)
        if owed:
            experts = tuple(AssignedExpert(expert, names[expert]) for expert in owed)
            assigned.append(AssignedApplication(one.id, one.number, experts))
    return AssignmentOutcome(
        facts.stage.id, tuple(assigned), tuple(unfilled), len(plan.added), facts.left_out, len(plan.removed)
    )
