"""评审组: a stage's rubric, its rules and the experts on its panel. Who scores what is `office.assignment`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee as pw

from db.enums import ReviewMark, Stage, Trimming, Verification
from db.models import Criterion, Expert, PartyOrganization, Review, ReviewStage, Seat
from desktop_app.office.rows import row_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.rubric import DEFAULT_RUBRICS, checked_rubric
from desktop_app.shapes.panel import CriterionDraft, CriterionRow, SeatRow, StageDetails, StageRules

# --- Commands ---------------------------------------------------------------------------------------------------------


def ensure_stage(*, round_id: int, stage: Stage = Stage.ESTABLISHMENT) -> int:
    """The stage of a round, made with the default rubric and rules where it is not there yet."""
    if found := stage_id_of(round_id, stage):
        return found
    row = ReviewStage.create(round=round_id, stage=stage)
    _put_rubric(row, DEFAULT_RUBRICS[stage])
    return int(row.id)


def change_rubric(*, stage_id: int, criteria: Sequence[CriterionDraft]) -> None:
    """Replace the rubric. RuleBroken once scoring has started, or for a rubric that cannot be scored by."""
    row = open_stage(stage_id)
    _check_not_started(row)
    checked = checked_rubric(criteria, decimals=row.decimals)
    Criterion.delete().where(Criterion.stage == row).execute()
    _put_rubric(row, checked)


def change_rules(*, stage_id: int, rules: StageRules) -> None:
    """Replace decimals, verification, trimming and how own organisations count; only before scoring started."""
    row = open_stage(stage_id)
    _check_not_started(row)
    if rules.trim_threshold < 3:
        raise RuleBroken("去掉一个最高分和一个最低分，至少要有 3 份评分。", "请把人数改为 3 或更多。")
    checked_rubric([_draft(criterion) for criterion in _criteria(row)], decimals=rules.decimals)
    row.decimals, row.verification = rules.decimals, rules.verification
    row.trimming, row.trim_threshold = rules.trimming, rules.trim_threshold
    row.same_organization_excluded = rules.same_organization_excluded
    row.save()


def start_scoring(*, stage_id: int, at: str) -> None:
    """Freeze rubric and rules with the first sheet printed or entered: run it as a final step. Twice changes nothing.

    RuleBroken while nobody has anything to score.
    """
    row = open_stage(stage_id)
    if row.started_at:
        return
    if not Review.select().where(Review.stage == row).exists():
        raise RuleBroken("还没有分配评审，没有评分表可用。", "请先分配专家：专家评审 → 分配与回避。")
    checked_rubric([_draft(criterion) for criterion in _criteria(row)], decimals=row.decimals)
    row.started_at = at
    row.save(only=[ReviewStage.started_at])


def seat_expert(*, stage_id: int, expert_id: int) -> int:
    """Put an expert on the panel and say his number. One who sits there keeps it.

    While nothing has been printed the lowest free number is given, later never one that was used: sheets bear it.
    Run it as a final step once scoring has started.
    """
    row = open_stage(stage_id)
    seat = Seat.get_or_none((Seat.stage == row) & (Seat.expert == expert_id))
    if seat is not None:
        return int(seat.number)
    expert = row_of(Expert, expert_id)
    if expert.closed_on:
        raise RuleBroken(f"专家“{expert.name}”已于 {expert.closed_on} 停用。", "请先在专家名册里恢复。")
    used = {taken.number for taken in row.seats}
    number = max(used, default=0) + 1
    if not row.started_at:
        number = next(free for free in range(1, number + 1) if free not in used)
    Seat.create(stage=row, expert=expert, number=number)
    return number


def seat_all(*, stage_id: int) -> tuple[str, ...]:
    """Put everyone of 专家名册 who is not closed on the panel; says who came. Once scoring has started nobody comes."""
    if open_stage(stage_id).started_at:
        return ()
    seated = Seat.select(Seat.expert).where(Seat.stage == stage_id)
    came = list(Expert.select().where(Expert.closed_on == "", Expert.id.not_in(seated)).order_by(Expert.id))
    return tuple(f"专家{seat_expert(stage_id=stage_id, expert_id=expert.id)} {expert.name}" for expert in came)


def unseat_expert(*, stage_id: int, expert_id: int) -> None:
    """Take an expert off the panel with everything assigned to him; only before scoring started."""
    row = open_stage(stage_id)
    if row.started_at:
        raise RuleBroken("评分已经开始，专家不能再移出评审组。", "未能评审的，请在录入评分时标为“缺席”。")
    Review.delete().where(Review.stage == row, Review.expert == expert_id).execute()
    Seat.delete().where(Seat.stage == row, Seat.expert == expert_id).execute()


# --- Queries ----------------------------------------------------------------------------------------------------------


def stage_id_of(round_id: int, stage: Stage = Stage.ESTABLISHMENT) -> int | None:
    """The stage of a round, None before it is made."""
    row = ReviewStage.get_or_none((ReviewStage.round == round_id) & (ReviewStage.stage == stage))
    return None if row is None else int(row.id)


def stage_details(stage_id: int) -> StageDetails:
    """A stage with its rubric, rules and panel."""
    row = open_stage(stage_id)
    rules = StageRules(
        decimals=row.decimals,
        verification=Verification(row.verification),
        trimming=Trimming(row.trimming),
        trim_threshold=row.trim_threshold,
        same_organization_excluded=bool(row.same_organization_excluded),
    )
    return StageDetails(
        stage_id=row.id,
        round_id=row.round_id,
        stage=Stage(row.stage),
        rules=rules,
        started_at=row.started_at,
        criteria=_criteria(row),
        seats=seats(stage_id),
    )


def seats(stage_id: int) -> tuple[SeatRow, ...]:
    """The panel by number."""
    counts = _counts(stage_id)
    rows: Any = (
        Seat.select(Seat, Expert, PartyOrganization)
        .join(Expert)
        .join(PartyOrganization, pw.JOIN.LEFT_OUTER)
        .where(Seat.stage == stage_id)
        .order_by(Seat.number)
    )
    return tuple(_seat(row, counts.get(row.expert_id, (0, 0, 0))) for row in rows)


def open_stage(stage_id: int) -> ReviewStage:
    """The Row of a stage; RuleBroken when there is none."""
    row = ReviewStage.get_or_none(ReviewStage.id == stage_id)
    if row is None:
        raise RuleBroken("这个批次还没有建立评审。", "请先在“专家评审”里建立评审组。")
    return row


# --- within -----------------------------------------------------------------------------------------------------------


def _counts(stage_id: int) -> dict[int, tuple[int, int, int]]:
    """By expert: sheets owed, entered, verified."""
    owed = Review.select(
        Review.expert,
        pw.fn.COUNT(Review.id),
        pw.fn.SUM(Review.entered_at != ""),
        pw.fn.SUM(Review.verified_at != ""),
    ).where(Review.stage == stage_id, Review.mark != ReviewMark.RECUSED)
    rows: Any = owed.group_by(Review.expert).tuples()
    return {expert: (all_, entered, verified) for expert, all_, entered, verified in rows}


def _seat(row: Seat, counts: tuple[int, int, int]) -> SeatRow:
    expert = row.expert
    return SeatRow(
        expert_id=expert.id,
        number=row.number,
        name=expert.name,
        unit=expert.unit,
        organization=expert.organization.name if expert.organization else "",
        expertise=expert.expertise,
        reviews=counts[0],
        entered=counts[1],
        verified=counts[2],
    )


def _criteria(row: ReviewStage) -> tuple[CriterionRow, ...]:
    return tuple(
        CriterionRow(each.id, each.position, each.name, each.full_hundredths, each.explanation, bool(each.tie))
        for each in row.criteria.order_by(Criterion.position)
    )


def _draft(row: CriterionRow) -> CriterionDraft:
    return CriterionDraft(row.name, row.full_hundredths, row.explanation, row.tie)


def _put_rubric(row: ReviewStage, criteria: Sequence[CriterionDraft]) -> None:
    for position, criterion in enumerate(criteria, 1):
        Criterion.create(
            stage=row,
            position=position,
            name=criterion.name,
            full_hundredths=criterion.full_hundredths,
            explanation=criterion.explanation,
            tie=criterion.tie,
        )


def _check_not_started(row: ReviewStage) -> None:
    if row.started_at:
        raise RuleBroken(
            f"评分已于 {row.started_at[:16].replace('T', ' ')} 开始，评分指标和规则不能再改。",
            "已发出的评分表按现在的指标计分；需要调整的，请在下一批次修改。",
        )
