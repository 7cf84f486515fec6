"""回避: ties that are declared, ties that are suspected, and what was decided on them."""

from __future__ import annotations

import peewee as pw

from db.enums import RecusalKind, ReviewMark, Ruling
from db.models import Application, ConflictRuling, Expert, Recusal, Review
from desktop_app.office.panel import open_stage
from desktop_app.office.panel_facts import facts_of
from desktop_app.office.rows import row_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.panel import ConflictKind, SuspectedConflict

# --- Commands ---------------------------------------------------------------------------------------------------------


def declare_recusal(
    *, expert_id: int, application_id: int, note: str, said_by: str = "", kind: RecusalKind = RecusalKind.OTHER
) -> None:
    """申明回避: the expert will not score the application; a blank sheet of his on it is taken back.

    What was ruled before falls. RuleBroken without a note, or when he has scored it: the sheet must then be corrected
    to 回避 first.
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
    row.note, row.said_by, row.kind = note.strip(), said_by.strip(), kind
    row.save()
    _ruling(expert_id, application_id).execute()


def withdraw_recusal(*, expert_id: int, application_id: int) -> None:
    """The declared tie was none. Nothing is assigned by this."""
    Recusal.delete().where(Recusal.expert == expert_id, Recusal.application == application_id).execute()


def admit(*, stage_id: int, expert_id: int, application_id: int, reason: str, by: str, at: str) -> None:
    """准予评审: a tie that excludes is set aside, with the reason, which 评审汇总表 prints.

    RuleBroken without a reason, for the own branch, and where nothing excludes.
    """
    if not reason.strip():
        raise RuleBroken("准予评审要写明理由，汇总表会印出来。", "例如“该领域只有这一位专家，经部务会同意”。")
    facts = facts_of(open_stage(stage_id))
    application, expert = row_of(Application, application_id), row_of(Expert, expert_id)
    if expert_id not in facts.numbers:
        raise RuleBroken(f"“{expert.name}”不在评审组里。", "请先把这位专家加入评审组。")
    found = facts.conflict(application, expert_id)
    if found is not None and found.kind is ConflictKind.OWN_BRANCH:
        raise RuleBroken(f"{facts.named(expert_id)}不能评审本支部的申报，不论什么理由。", "请换一位专家。")
    if found is None or not found.excluded:
        raise RuleBroken(f"{facts.named(expert_id)}与 {application.number} 之间没有要回避的。", "可以直接分配。")
    _rule(expert_id, application_id, Ruling.SET_ASIDE, reason, by, at)


def dismiss(*, expert_id: int, application_id: int, reason: str, by: str, at: str) -> None:
    """不构成回避: what was suspected was looked into. RuleBroken without a reason."""
    if not reason.strip():
        raise RuleBroken("要写明为什么不构成回避。", "例如“同名，不是同一人”。")
    _rule(expert_id, application_id, Ruling.NONE, reason, by, at)


def withdraw_ruling(*, expert_id: int, application_id: int) -> None:
    """What was decided no longer stands; a blank sheet that it had admitted is taken back."""
    had = ConflictRuling.get_or_none(
        (ConflictRuling.expert == expert_id) & (ConflictRuling.application == application_id)
    )
    if had is None:
        return
    if had.ruling == Ruling.SET_ASIDE:
        sheets = Review.select().where(Review.expert == expert_id, Review.application == application_id)
        for review in sheets:
            if review.entered_at:
                raise RuleBroken(
                    f"{review.code} 已经录入评分，不能再撤销准予评审。", "请先把它更正为“回避”，写明理由。"
                )
            review.delete_instance()
    had.delete_instance()


# --- Queries ----------------------------------------------------------------------------------------------------------


def suspected(stage_id: int) -> tuple[SuspectedConflict, ...]:
    """What may be a tie and nobody has decided yet, by expert and application."""
    facts = facts_of(open_stage(stage_id))
    return tuple(
        SuspectedConflict(
            expert_id=seat.expert_id,
            number=seat.number,
            expert=seat.expert.name,
            application_id=one.id,
            application_number=one.number,
            organization=one.branch.organization.name,
            branch=one.branch.name,
            brand=one.brand,
            why=why,
        )
        for seat in facts.seats
        for one in facts.applications
        if (why := facts.suspicion(one, seat))
    )


def _ruling(expert_id: int, application_id: int) -> pw.Delete:
    return ConflictRuling.delete().where(
        ConflictRuling.expert == expert_id, ConflictRuling.application == application_id
    )


def _rule(expert_id: int, application_id: int, ruling: Ruling, reason: str, by: str, at: str) -> None:
    _ruling(expert_id, application_id).execute()
    ConflictRuling.create(
        expert=row_of(Expert, expert_id),
        application=row_of(Application, application_id),
        ruling=ruling,
        reason=reason.strip(),
        by=by,
        at=at,
    )
