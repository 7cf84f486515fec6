"""评审专家: Commands on the experts, and the lists of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import peewee as pw

from db.enums import ReviewMark, Stage
from db.models import Branch, Expert, PartyOrganization, Review, ReviewStage, Round
from desktop_app.office.roster_import import roster_snapshot
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.experts import checked_expert, expert_key
from desktop_app.rules.pinyin import search_text
from desktop_app.shapes.experts import ExpertDraft, ExpertRow, ExpertsPlan, ExpertsSnapshot, ExpertYear, KnownExpert
from desktop_app.shapes.list_import import ListSummary

# --- Commands ---------------------------------------------------------------------------------------------------------


def add_expert(*, draft: ExpertDraft) -> int:
    """Add an expert. RuleBroken for a name that is none, or one of that name and unit who is there."""
    checked = _checked(draft, None)
    return int(Expert.create(search=search_text(checked.name, person=True), **_values(checked)).id)


def change_expert(*, expert_id: int, draft: ExpertDraft) -> None:
    """Correct what is known of an expert."""
    row = _expert(expert_id)
    checked = _checked(draft, row.id)
    for name, value in _values(checked).items():
        setattr(row, name, value)
    row.search = search_text(checked.name, person=True)
    row.save()


def close_expert(*, expert_id: int, on: str) -> None:
    """停用 from the ISO day `on`: no longer put on panels. What he scored stays."""
    try:
        date.fromisoformat(on)
    except ValueError:
        raise RuleBroken(f"日期“{on}”无法识别。", "请写成 年-月-日，例如 2023-11-09。") from None
    row = _expert(expert_id)
    row.closed_on = on
    row.save(only=[Expert.closed_on])


def reopen_expert(*, expert_id: int) -> None:
    """Take the closing back."""
    row = _expert(expert_id)
    row.closed_on = ""
    row.save(only=[Expert.closed_on])


def apply_experts(*, plan: ExpertsPlan, strict: bool = False) -> ListSummary:
    """Do what a plan says, all of it. With ``strict`` a plan that leaves out a row is refused as a whole.

    Raises RuleBroken when nothing may be applied, or when the experts are no longer those the plan was made against.
    """
    if blocked := plan.blocked(strict=strict):
        raise RuleBroken(blocked, "请按各行的说明改正后重新导入。")
    if experts_snapshot() != plan.existing:
        raise RuleBroken("预览之后专家名册或支部名册有了变动。", "请重新预览，再导入。")
    for write in plan.writes:
        if write.expert_id is None:
            add_expert(draft=write.draft)
        else:
            change_expert(expert_id=write.expert_id, draft=write.draft)
    return plan.summary()


# --- Queries ----------------------------------------------------------------------------------------------------------


def expert_rows(*, with_closed: bool = False) -> tuple[ExpertRow, ...]:
    """All experts, in the order they came."""
    counted: Any = Review.select(Review.expert, pw.fn.COUNT(Review.id)).group_by(Review.expert).tuples()
    reviews = dict(counted)
    rows: Any = (
        Expert.select(Expert, PartyOrganization, Branch)
        .join(PartyOrganization, pw.JOIN.LEFT_OUTER)
        .switch(Expert)
        .join(Branch, pw.JOIN.LEFT_OUTER)
        .order_by(Expert.id)
    )
    if not with_closed:
        rows = rows.where(Expert.closed_on == "")
    years = _years()
    return tuple(_row(row, reviews.get(row.id, 0), years.get(row.id, ())) for row in rows)


def experts_snapshot() -> ExpertsSnapshot:
    """All experts, closed ones included, and the roster, for `rules.experts.plan_experts`."""
    rows = Expert.select().order_by(Expert.id)
    known = tuple(
        KnownExpert(
            row.id, row.name, row.title, row.unit, row.organization_id, row.branch_id, row.expertise, row.closed_on
        )
        for row in rows
    )
    return ExpertsSnapshot(known, roster_snapshot())


def _years() -> dict[int, tuple[ExpertYear, ...]]:
    """By expert: the rounds in which he handed in sheets, the newest first."""
    counted: Any = (
        Review.select(Review.expert, Round.year, ReviewStage.stage, pw.fn.COUNT(Review.id))
        .join(ReviewStage)
        .join(Round)
        .where(Review.entered_at != "", Review.mark != ReviewMark.RECUSED)
        .group_by(Review.expert, Round.year, ReviewStage.stage)
        .order_by(Round.year.desc(), ReviewStage.stage)
        .tuples()
    )
    found: dict[int, tuple[ExpertYear, ...]] = {}
    for expert, year, stage, sheets in counted:
        found[expert] = (*found.get(expert, ()), ExpertYear(year, Stage(stage), sheets))
    return found


# --- within -----------------------------------------------------------------------------------------------------------


def _expert(expert_id: int) -> Expert:
    row = Expert.get_or_none(Expert.id == expert_id)
    if row is None:
        raise RuleBroken("找不到这位专家。", "请刷新专家名册后再试。")
    return row


def _checked(draft: ExpertDraft, own_id: int | None) -> ExpertDraft:
    checked = checked_expert(draft)
    key = expert_key(checked.name, checked.unit)
    for other in Expert.select().where(Expert.id != (own_id or 0)):
        if expert_key(other.name, other.unit) == key:
            closed = f"，已于 {other.closed_on} 停用" if other.closed_on else ""
            unit = f"（{other.unit}）" if other.unit else ""
            raise RuleBroken(f"已经有专家“{other.name}”{unit}{closed}。", "同名的两位请写明不同的工作单位。")
    if checked.branch_id is not None:
        branch = Branch.get_by_id(checked.branch_id)
        if checked.organization_id != branch.organization_id:
            raise RuleBroken(f"“{branch.name}”不属于所填的基层党组织。", "请把基层党组织改成支部所属的那个。")
    return checked


def _values(draft: ExpertDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "title": draft.title,
        "unit": draft.unit,
        "organization": draft.organization_id,
        "branch": draft.branch_id,
        "expertise": draft.expertise,
    }


def _row(row: Expert, reviews: int, years: tuple[ExpertYear, ...]) -> ExpertRow:
    return ExpertRow(
        expert_id=row.id,
        name=row.name,
        title=row.title,
        unit=row.unit,
        organization_id=row.organization_id,
        organization=row.organization.name if row.organization else "",
        branch_id=row.branch_id,
        branch=row.branch.name if row.branch else "",
        expertise=row.expertise,
        search=row.search,
        reviews=reviews,
        closed_on=row.closed_on,
        years=years,
    )
