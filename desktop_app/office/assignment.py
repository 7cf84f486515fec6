"""Who scores what: assignment to a panel, by rule or by hand, and what stands against it (回避)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from db.enums import ReviewMark, Stage, State
from db.models import Application, Expert, Recusal, Review
from desktop_app.office import steps
from desktop_app.office.panel import ensure_stage, open_stage, seat_all
from desktop_app.office.panel_facts import Facts, facts_of
from desktop_app.rules.assignment import Wish, draw, too_few
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.review_codes import review_code
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.panel import AssignedApplication, AssignedExpert, AssignmentOutcome, Unfilled

Pairs = Mapping[int, list[int]]  # experts by application


class NotFilled(RuleBroken):
    """Nothing was assigned: applications cannot get the experts they need. `outcome` names them, and what stands."""

    def __init__(self, outcome: AssignmentOutcome) -> None:
        what = f"有 {len(outcome.unfilled)} 项申报凑不齐专家，没有分配。"
        super().__init__(what, "请增加专家、减少每项的专家人数，或调大每人最多份数。")
        self.outcome = outcome


def assign_all(
    *, stage_id: int, by: str, at: str, each: int | None = None, least: int | None = None, most: int | None = None
) -> AssignmentOutcome:
    """Give every application in 已受理 or 评审中 its experts: all but conflicts, or `each`, with even loads.

    What is assigned stays, so a second run moves nothing. An application that has fewer than `each` experts without a
    conflict is left out and named. Where experts run out because they have `most`, somebody would have to choose who
    goes short: nothing is assigned. Raises NotFilled then, and when no application at all has its experts; RuleBroken
    when a load would be below `least` or above `most`.
    """
    _check_numbers(each, least, most)
    facts = facts_of(open_stage(stage_id))
    if not facts.seats:
        raise RuleBroken("评审组还没有专家。", "请先导入专家名册，或在“分配与回避”里选专家。")
    if not facts.applications:
        raise RuleBroken("没有可以分配的申报项目。", "“已受理”或“评审中”的申报才参加评审；逾期的要先有批准人和理由。")
    if each is None:
        new, unfilled = _everyone(facts)
    else:
        new, unfilled, exhausted = _drawn(facts, each, most)
        if exhausted:
            raise NotFilled(_outcome(facts, {}, unfilled))
    if unfilled and not any(new.get(one.id) or facts.owed(one.id) for one in facts.applications):
        raise NotFilled(_outcome(facts, {}, unfilled))
    _check_loads(facts, new, least, most)
    _write(facts, new, by, at)
    return _outcome(facts_of(facts.stage), new, unfilled)


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
        raise RuleBroken(*_why_not(Application.get_by_id(application_id)))
    if expert_id not in facts.numbers:
        raise RuleBroken(f"“{Expert.get_by_id(expert_id).name}”不在评审组里。", "请先把这位专家加入评审组。")
    conflict = facts.conflict(application, expert_id)
    if conflict and conflict.excluded:
        raise RuleBroken(
            f"{facts.named(expert_id)}评审 {application.number}“{application.branch.name}”须回避：{conflict.words}。",
            "请换一位专家。",
        )
    _write(facts, {application_id: [expert_id]}, by, at)
    return int(Review.get(stage=facts.stage, application=application_id, expert=expert_id).id)


def unassign(*, review_id: int) -> None:
    """Take back an assignment whose sheet is still blank."""
    review = Review.get_by_id(review_id)
    if review.entered_at:
        raise RuleBroken(f"{review.code} 已经录入，不能取消分配。", "录错的，请在录入评分里更正。")
    review.delete_instance()


def declare_recusal(*, expert_id: int, application_id: int, note: str, said_by: str = "") -> None:
    """申明回避: the expert will not score the application; a blank sheet of his on it is taken back.

    RuleBroken without a note, or when he has scored it: the sheet must then be corrected to 回避 first.
    """
    if not note.strip():
        raise RuleBroken("申明回避要写明缘由。", "例如“与申报支部书记是亲属”。")
    for review in Review.select().where(Review.expert == expert_id, Review.application == application_id):
        if not review.entered_at:
            review.delete_instance()
        elif review.mark != ReviewMark.RECUSED:
            raise RuleBroken(f"{review.code} 已经录入评分。", "请先在录入评分里把它更正为“回避”，写明理由。")
    row = Recusal.get_or_none((Recusal.expert == expert_id) & (Recusal.application == application_id))
    if row is None:
        row = Recusal(expert=expert_id, application=application_id)
    row.note, row.said_by = note.strip(), said_by.strip()
    row.save()


def withdraw_recusal(*, expert_id: int, application_id: int) -> None:
    """The declared tie was none. Nothing is assigned by this."""
    Recusal.delete().where(Recusal.expert == expert_id, Recusal.application == application_id).execute()


# --- choosing ---------------------------------------------------------------------------------------------------------


def _everyone(facts: Facts) -> tuple[dict[int, list[int]], list[Unfilled]]:
    """All experts for all applications, but for conflicts."""
    new = {one.id: facts.candidates(one) for one in facts.applications}
    unfilled = [
        Unfilled(one.id, one.number, f"评审组 {len(facts.seats)} 位专家都须回避")
        for one in facts.applications
        if not new[one.id] and not facts.owed(one.id)
    ]
    return new, unfilled


def _drawn(facts: Facts, each: int, most: int | None) -> tuple[dict[int, list[int]], list[Unfilled], bool]:
    """`each` experts for every application; whether the experts were exhausted stands beside."""
    all_wishes = [_wish(facts, one, each) for one in facts.applications]
    short = set(too_few(all_wishes, each))
    wishes = [wish for wish in all_wishes if wish.application not in short]
    drawn = draw(wishes, each=each, loads=facts.loads(), most=most)
    unfilled: list[Unfilled] = []
    for one in facts.applications:
        if one.id in short:
            unfilled.append(Unfilled(one.id, one.number, _too_few_words(facts, one, each)))
        elif one.id in drawn.exhausted:
            reason = f"每位专家至多 {most} 份，能评它的专家已经排满，凑不齐 {each} 位"
            unfilled.append(Unfilled(one.id, one.number, reason))
        elif (has := len(facts.owed(one.id))) > each:
            unfilled.append(Unfilled(one.id, one.number, f"已分配 {has} 位专家，多于 {each} 位，已分配的没有移动"))
    new = {application: sorted(experts, key=facts.numbers.__getitem__) for application, experts in drawn.drawn.items()}
    return new, unfilled, bool(drawn.exhausted)


def _wish(facts: Facts, application: Application, each: int) -> Wish:
    """Experts with a mere warning are asked only where the others do not suffice."""
    has = facts.owed(application.id)
    free = facts.candidates(application)
    unwarned = [expert for expert in free if not facts.conflict(application, expert)]
    return Wish(application.id, unwarned if len(unwarned) + len(has) >= each else free, frozenset(has))


def _too_few_words(facts: Facts, application: Application, each: int) -> str:
    away = [expert for expert in facts.numbers if facts.excluded(application, expert)]
    able = len(facts.seats) - len(away)
    kinds = Counter(str(conflict.kind) for expert in away if (conflict := facts.conflict(application, expert)))
    because = "、".join(f"{kind} {count} 位" for kind, count in kinds.items())
    return f"评审组 {len(facts.seats)} 位专家中只有 {able} 位能评，不足 {each} 位" + (
        f"（须回避：{because}）" if because else ""
    )


# --- checks -----------------------------------------------------------------------------------------------------------


def _check_numbers(each: int | None, least: int | None, most: int | None) -> None:
    for words, number, low in (("每项的专家人数", each, 1), ("每人最少份数", least, 0), ("每人最多份数", most, 1)):
        if number is not None and number < low:
            raise RuleBroken(f"{words}不能是 {number}。", f"请填 {low} 或更大的整数。")
    if least is not None and most is not None and least > most:
        raise RuleBroken(f"每人最少 {least} 份多于最多 {most} 份。", "请核对两个数字。")


def _check_loads(facts: Facts, new: Pairs, least: int | None, most: int | None) -> None:
    loads = Counter(facts.loads())
    for experts in new.values():
        loads.update(experts)
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


def _write(facts: Facts, new: Pairs, by: str, at: str) -> None:
    """The sheets, each with its code; what gets its first ones in 立项 goes into review."""
    stage = Stage(facts.stage.stage)
    rows = [
        {
            "stage": facts.stage.id,
            "application": one.id,
            "expert": expert,
            "code": review_code(stage, one.number, facts.numbers[expert]),
        }
        for one in facts.applications
        for expert in new.get(one.id, ())
    ]
    for start in range(0, len(rows), 500):
        Review.insert_many(rows[start : start + 500]).execute()
    for one in facts.applications:
        has_sheets = new.get(one.id) or facts.owed(one.id)
        if has_sheets and State(one.state) is State.ACCEPTED:
            steps.move(application_id=one.id, target=State.UNDER_REVIEW, by=by, at=at)


def _outcome(facts: Facts, new: Pairs, unfilled: list[Unfilled]) -> AssignmentOutcome:
    names = {seat.expert_id: seat.expert.name for seat in facts.seats}
    assigned = []
    for one in facts.applications:
        owed = sorted(facts.owed(one.id), key=facts.numbers.__getitem__)
        if owed:
            experts = tuple(AssignedExpert(expert, names[expert]) for expert in owed)
            assigned.append(AssignedApplication(one.id, one.number, experts))
    added = sum(len(experts) for experts in new.values())
    return AssignmentOutcome(facts.stage.id, tuple(assigned), tuple(unfilled), added, facts.left_out)
