"""What the solver is asked for a stage, and its answer in words where there is no choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from db.models import Application
from desktop_app.office.panel import open_stage
from desktop_app.office.panel_facts import Facts, facts_of
from desktop_app.rules.assignment import WARNED
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


def assignment_problem(
    stage_id: int, *, each: int, least: int | None = None, most: int | None = None
) -> AssignmentProblem:
    """The problem of a stage as it stands, without the applications that no choice could fill."""
    return problem_of(facts_of(open_stage(stage_id)), each, least, most)


def problem_of(facts: Facts, each: int, least: int | None, most: int | None) -> AssignmentProblem:
    """As `assignment_problem`, from facts that were read already."""
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
