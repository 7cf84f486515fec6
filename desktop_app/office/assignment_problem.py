"""What the solver is asked for a stage, and its answer in words where there is no choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from db.models import Application
from desktop_app.office.panel import open_stage
from desktop_app.office.panel_facts import Facts, facts_of
from desktop_app.rules.assignment import WARNED
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.expertise import strangeness
from desktop_app.shapes import shape
from desktop_app.shapes.assignment import AssignmentProblem, Demand, Shortage
from desktop_app.shapes.panel import Unfilled


@shape
class ShortageWords:
    """What to say where experts run out: which applications go short, and what would give everything a place."""

    what: str
    todo: str
    unfilled: tuple[Unfilled, ...]


def draw_request(
    stage_id: int, *, each: int, least: int | None = None, most: int | None = None
) -> tuple[AssignmentProblem, tuple[Unfilled, ...]]:
    """The problem of a stage as it stands, and beside it the applications that no choice could fill.

    RuleBroken for bounds that make no sense, and where there is nobody or nothing to assign.
    """
    check_numbers(each, least, most)
    facts = ready_facts(stage_id)
    return problem_of(facts, each, least, most), tuple(unfillable(facts, each))


def why_short(stage_id: int, problem: AssignmentProblem, shortage: Shortage) -> ShortageWords:
    """`shortage_words` of a stage as it stands."""
    return shortage_words(facts_of(open_stage(stage_id)), problem, shortage)


def problem_of(facts: Facts, each: int, least: int | None, most: int | None) -> AssignmentProblem:
    """What the solver is asked. Applications that no choice could fill are left out."""
    demands = (_demand(facts, one) for one in facts.applications)
    return AssignmentProblem(
        each, tuple(one for one in demands if one.reach >= each), tuple(facts.numbers), least, most
    )


def unfillable(facts: Facts, each: int) -> Iterator[Unfilled]:
    """The applications that cannot have `each` experts, and those that have more; each with the reason."""
    for one in facts.applications:
        has = len(facts.owed(one.id))
        if has + len(facts.candidates(one)) < each:
            yield Unfilled(one.id, one.number, _too_few_words(facts, one, each))
        elif has > each:
            yield Unfilled(one.id, one.number, f"已分配 {has} 位专家，多于 {each} 位，已分配的没有移动")


def shortage_words(facts: Facts, problem: AssignmentProblem, shortage: Shortage) -> ShortageWords:
    """Which rule stands in the way of which application, and the bound that would hold."""
    numbers = {one.id: one.number for one in facts.applications}
    if shortage.missing:
        unfilled = tuple(
            Unfilled(
                application,
                numbers[application],
                f"每位专家至多 {problem.most} 份，能评它的专家已经排满，凑不齐 {problem.each} 位（差 {lacking} 位）",
            )
            for application, lacking in shortage.missing
        )
        what = f"每人至多 {problem.most} 份时，有 {len(unfilled)} 项申报凑不齐专家，没有分配。"
        todo = f"每人最多调到 {shortage.most_that_holds} 份就排得下；也可以增加专家，或减少每项的专家人数。"
        return ShortageWords(what, todo, unfilled)
    idle = "、".join(
        f"专家{facts.numbers[expert]}（{(problem.least or 0) - lacking} 份）" for expert, lacking in shortage.idle
    )
    what = f"每人至少 {problem.least} 份，{idle}达不到，没有分配。"
    todo = f"每人最少调到 {shortage.least_that_holds} 份就排得下；也可以增加每项的专家人数，或减少评审组的人数。"
    return ShortageWords(what, todo, ())


def _demand(facts: Facts, application: Application) -> Demand:
    branch = application.branch
    words = f"{branch.organization.name} {branch.name} {branch.kind} {application.brand}"
    expertise = {seat.expert_id: str(seat.expert.expertise) for seat in facts.seats}
    owed = facts.owed(application.id)
    blank = frozenset(expert for expert in owed if facts.is_movable((application.id, expert)))
    return Demand(
        application=application.id,
        organization=branch.organization_id,
        scored=frozenset(owed) - blank,
        blank=blank,
        candidates=tuple(
            (expert, strangeness(expertise[expert], words) + (WARNED if facts.conflict(application, expert) else 0))
            for expert in facts.candidates(application)
        ),
    )


def _too_few_words(facts: Facts, application: Application, each: int) -> str:
    away = [expert for expert in facts.numbers if facts.excluded(application, expert)]
    able = len(facts.seats) - len(away)
    kinds = Counter(str(conflict.kind) for expert in away if (conflict := facts.conflict(application, expert)))
    because = "、".join(f"{kind} {count} 位" for kind, count in kinds.items())
    return f"评审组 {len(facts.seats)} 位专家中只有 {able} 位能评，不足 {each} 位" + (
        f"（须回避：{because}）" if because else ""
    )


def ready_facts(stage_id: int) -> Facts:
    """A stage to assign in; RuleBroken while there is nobody or nothing."""
    facts = facts_of(open_stage(stage_id))
    if not facts.seats:
        raise RuleBroken("评审组还没有专家。", "请先导入专家名册，或在“分配与回避”里选专家。")
    if not facts.applications:
        raise RuleBroken("没有可以分配的申报项目。", "“已受理”或“评审中”的申报才参加评审；逾期的要先有批准人和理由。")
    return facts


def check_numbers(each: int | None, least: int | None, most: int | None) -> None:
    """RuleBroken for numbers that make no sense."""
    for words, number, low in (("每项的专家人数", each, 1), ("每人最少份数", least, 0), ("每人最多份数", most, 1)):
        if number is not None and number < low:
            raise RuleBroken(f"{words}不能是 {number}。", f"请填 {low} 或更大的整数。")
    if least is not None and most is not None and least > most:
        raise RuleBroken(f"每人最少 {least} 份多于最多 {most} 份。", "请核对两个数字。")
