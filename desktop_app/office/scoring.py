"""录入评分: the score sheets of a stage, opened by their codes, recorded, verified and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import peewee as pw

from db.enums import ReviewMark, Stage, State, Verification
from db.models import (
    Application,
    Branch,
    Criterion,
    Expert,
    PartyOrganization,
    Review,
    ReviewStage,
    Round,
    Score,
    Seat,
)
from desktop_app.office import panel, rounds, two_names
from desktop_app.office.panel_facts import REVIEWABLE, admissions, declared_ties
from desktop_app.rules import score_entry as rules
from desktop_app.rules.conflicts import Ties, conflict
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.review_codes import parse_review_code
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_entry import EntryDifference, SheetDetails, SheetEntry, SheetRow, SheetState

# --- Commands ---------------------------------------------------------------------------------------------------------


def record_sheet(*, review_id: int, entry: SheetEntry, entered_by: str, at: str) -> SheetState:
    """Record a sheet as it was read from paper, and say how far it is then.

    By 合计核对 it is verified when its handwritten total is the sum; by 双录 the first entry is kept and the second
    must say the same. Run it as a final step where `rules.verifies` says so. RuleBroken for a sheet that is verified
    already, an expert in conflict, an application that left the round, and for all that `rules.check_entry` refuses.
    """
    review = _review(review_id)
    if review.verified_at:
        raise RuleBroken(f"{review.code} 已经复核，不能再录。", "要改请用“更正”，并写明理由。")
    if State(review.application.state) in ENDED:
        raise RuleBroken(f"{review.application.number} 已经“{review.application.state}”，不再评分。", "请录下一张。")
    criteria = _criteria(review.stage_id)
    total = _checked(review, entry, criteria)
    state = _state(review)
    if state is SheetState.HALF:
        two_names.check_second_entry(review, entered_by)
        _check_same(review, entry, criteria)
    panel.start_scoring(stage_id=review.stage_id, at=at)
    if state is not SheetState.HALF:
        review.entered_by, review.entered_at = entered_by, at
    if rules.verifies(Verification(review.stage.verification), state, entry.mark):
        review.verified_by, review.verified_at = entered_by, at
    _write(review, entry, total)
    return _state(review)


def correct_sheet(*, review_id: int, entry: SheetEntry, reason: str, by: str, at: str) -> None:
    """Change a verified sheet: a final step, under the name `rules.correction_title`; the journal keeps both values.

    RuleBroken without a reason, when nothing is changed, and once the application has gone on from its review.
    """
    review = _review(review_id)
    if not reason.strip():
        raise RuleBroken("更正评分表要写明理由。", "例如“录错一行，已核对纸面”“专家补签更正”。")
    if not review.verified_at and review.mark != ReviewMark.RECUSED:
        raise RuleBroken(f"{review.code} 还没有复核，不需要更正。", "请直接录入。")
    _check_still_reviewed(review)
    total = _checked(review, entry, _criteria(review.stage_id))
    if _said(review) == (dict(entry.points), entry.mark, entry.veto, entry.veto_reason.strip(), entry.opinion.strip()):
        raise RuleBroken("更正前后一样，没有改动。", "请照纸面改好后再保存。")
    review.entered_by, review.entered_at = review.entered_by or by, review.entered_at or at
    review.verified_by, review.verified_at = by, at
    _write(review, entry, total)


def check_correctable(review_id: int) -> None:
    """RuleBroken, before anything is typed, where a sheet can no longer be corrected."""
    _check_still_reviewed(_review(review_id))


def take_signed(*, review_id: int, entry: SheetEntry, by: str, at: str) -> bool:
    """What an expert signed in a workbook, which verifies it. False where paper had verified the very same; an opinion
    that was not typed from it is kept then, too.

    RuleBroken where paper, typed once or verified, says something else; and for all that `record_sheet` refuses.
    """
    review = _review(review_id)
    if State(review.application.state) in ENDED:
        raise RuleBroken(f"已经“{review.application.state}”，不再评分。", "请重新生成工作簿。")
    criteria = _criteria(review.stage_id)
    if entry.mark is not ReviewMark.RECUSED and (recusal := _recusal(review)):
        raise RuleBroken(f"须回避（{recusal}），不能评分。", "请标为“回避”。")
    total = rules.check_entry(entry, criteria, decimals=review.stage.decimals, verification=Verification.TWICE)
    if review.entered_at:
        _check_paper(review, entry, criteria)
    if review.verified_at:
        if entry.opinion.strip() and not review.opinion:  # the paper had none, or nobody typed it
            record_opinion(review_id=review_id, opinion=entry.opinion)
        return False
    review.entered_by, review.entered_at = review.entered_by or by, review.entered_at or at
    review.verified_by, review.verified_at = by, at
    _write(review, replace(entry, opinion=entry.opinion or review.opinion), total)
    return True


def record_opinion(*, review_id: int, opinion: str) -> None:
    """The expert's opinion, before or after the points: it has no part in the verification."""
    if len(opinion) > rules.LONGEST_OPINION:
        raise RuleBroken(f"专家意见超过 {rules.LONGEST_OPINION} 字。", "请精简后再录。")
    review = _review(review_id)
    review.opinion = opinion.strip()
    review.save(only=[Review.opinion])


# --- Queries ----------------------------------------------------------------------------------------------------------


def sheet(code: str) -> SheetDetails:
    """The sheet of a code, typed whole (PF-2025-031-3) or short (31-3: of the current round, 立项). RuleBroken for a
    code that is none, or that no sheet bears."""
    round_id = rounds.current_round_id()
    year = Round.get_by_id(round_id).year if round_id else None
    whole = parse_review_code(code, stage=Stage.ESTABLISHMENT, year=year)
    if whole is None:
        raise RuleBroken(f"“{code.strip()}”不是评分表的编码。", "评分表右上角的编码形如 PF-2025-031-3，可以只输 31-3。")
    row = Review.get_or_none(Review.code == whole)
    if row is None:
        raise RuleBroken(f"没有编码为 {whole} 的评分表。", "请核对编码；新增的评审请先在“分配与回避”里分配。")
    return sheet_details(row.id)


def sheet_details(review_id: int) -> SheetDetails:
    """One sheet. While a second entry is owed it does not say what the first one said."""
    review = _review(review_id)
    state, blind = _state(review), _state(review) is SheetState.HALF
    application = review.application
    return SheetDetails(
        review_id=review.id,
        code=review.code,
        round_name=review.stage.round.name,
        stage=Stage(review.stage.stage),
        expert=_number(review),
        number=application.number,
        brand=application.brand,
        branch=application.branch.name,
        organization=application.branch.organization.name,
        criteria=_criteria(review.stage_id),
        decimals=review.stage.decimals,
        verification=Verification(review.stage.verification),
        state=state,
        mark=ReviewMark.NONE if blind else ReviewMark(review.mark),
        points={} if blind else _points(review),
        total_hundredths=None if blind else review.total_hundredths,
        veto=bool(review.veto) and not blind,
        veto_reason="" if blind else review.veto_reason,
        opinion=review.opinion,
        entered_by=review.entered_by,
        entered_at=review.entered_at,
        verified_by=review.verified_by,
        verified_at=review.verified_at,
        recusal=_recusal(review),
    )


def sheets(round_id: int, stage: Stage = Stage.ESTABLISHMENT) -> tuple[SheetRow, ...]:
    """All sheets of a stage, expert by expert, each pile in the order of the application numbers.

    Sheets of applications that were withdrawn or cancelled are left out: nobody owes them any more.
    """
    query = (
        Review.select(
            Review.id,
            Review.code,
            Seat.number,
            Application.number,
            Application.brand,
            Branch.name,
            PartyOrganization.name,
            Branch.search,
            Review.mark,
            Review.entered_at,
            Review.verified_at,
            Review.total_hundredths,
            Review.veto,
            Review.opinion,
        )
        .join(ReviewStage)
        .join(Seat, on=(Seat.stage == ReviewStage.id) & (Seat.expert == Review.expert))
        .switch(Review)
        .join(Application)
        .join(Branch)
        .join(PartyOrganization)
        .where(ReviewStage.round == round_id, ReviewStage.stage == stage, Application.state.not_in(list(ENDED)))
        .order_by(Seat.number, Application.number)
    )
    return tuple(map(_row, _tuples(query)))


def first_entry_differs(review_id: int, criterion_id: int, hundredths: int) -> EntryDifference | None:
    """What the first entry said of one criterion, if it is not what the second one says; None while they agree."""
    review = _review(review_id)
    first = _points(review).get(criterion_id)
    if _state(review) is not SheetState.HALF or first is None or first == hundredths:
        return None
    return EntryDifference(criterion_id, first, hundredths, review.entered_by, review.entered_at)


def first_entry(review_id: int) -> SheetEntry:
    """What the first entry said of a sheet: asked only when the second one is complete."""
    points, mark, veto, veto_reason, opinion = _said(_review(review_id))
    return SheetEntry(points=points, mark=mark, veto=veto, veto_reason=veto_reason, opinion=opinion)


def waiting_counts() -> tuple[int, int]:
    """Of the current round, once scoring has started: sheets that are not verified, and those of them typed once."""
    owed = (
        Review.select(pw.fn.COUNT(Review.id), pw.fn.SUM(Review.entered_at != ""))
        .join(ReviewStage)
        .switch(Review)
        .join(Application)
        .where(
            ReviewStage.round == rounds.current_round_id(),
            ReviewStage.started_at != "",
            Review.verified_at == "",
            Review.mark != ReviewMark.RECUSED,
            Application.state.not_in(list(ENDED)),
        )
    )
    ((count, half),) = _tuples(owed)
    return int(count), int(half or 0)


# --- within -----------------------------------------------------------------------------------------------------------


def _review(review_id: int) -> Review:
    query: Any = (
        Review.select(Review, ReviewStage, Round, Application, Branch, PartyOrganization, Expert)
        .join(ReviewStage)
        .join(Round)
        .switch(Review)
        .join(Application)
        .join(Branch)
        .join(PartyOrganization)
        .switch(Review)
        .join(Expert)
    )
    row: Review | None = query.where(Review.id == review_id).first()
    if row is None:
        raise RuleBroken("找不到这张评分表。", "它的分配可能已被取消；请在列表里重新选择。")
    return row


def _criteria(stage_id: int) -> tuple[CriterionRow, ...]:
    return panel.stage_details(stage_id).criteria


def _state(review: Review) -> SheetState:
    return rules.sheet_state(
        ReviewMark(review.mark), entered=bool(review.entered_at), verified=bool(review.verified_at)
    )


def _points(review: Review) -> Mapping[int, int]:
    query = Score.select(Score.criterion, Score.hundredths).join(Criterion).where(Score.review == review)
    return dict(_tuples(query.order_by(Criterion.position)))


def _number(review: Review) -> int:
    return int(Seat.get(Seat.stage == review.stage_id, Seat.expert == review.expert_id).number)


def _recusal(review: Review) -> str:
    """Why this expert must not score this application; "" when nothing stands against it."""
    expert, branch = review.expert, review.application.branch
    pair = (review.application_id, expert.id)
    found = conflict(
        Ties(expert.organization_id, expert.branch_id),
        Ties(branch.organization_id, branch.id),
        declared=declared_ties([review.application_id]).get(pair),
        same_excluded=bool(review.stage.same_organization_excluded),
        set_aside=admissions([review.application_id]).get(pair, ""),
    )
    return found.words if found and found.excluded else ""


def _checked(review: Review, entry: SheetEntry, criteria: tuple[CriterionRow, ...]) -> int | None:
    if entry.mark is not ReviewMark.RECUSED and (recusal := _recusal(review)):
        raise RuleBroken(
            f"专家{_number(review)} 评审 {review.application.number} 须回避：{recusal}，不能评分。", "请标为“回避”。"
        )
    return rules.check_entry(
        entry, criteria, decimals=review.stage.decimals, verification=Verification(review.stage.verification)
    )


def _check_still_reviewed(review: Review) -> None:
    state = State(review.application.state)
    if state not in REVIEWABLE[Stage(review.stage.stage)]:
        raise RuleBroken(
            f"{review.application.number} 已是“{state}”，分数不能再改。", "确需更正的，请先在“立项公示”里退回评审。"
        )


def _check_same(review: Review, entry: SheetEntry, criteria: tuple[CriterionRow, ...]) -> None:
    """RuleBroken, showing both, where the second entry says something else and the paper was not looked up again."""
    if review.mark != entry.mark and not entry.mark_settled:
        first, second = (str(mark) or "有分数" for mark in (review.mark, entry.mark))
        raise RuleBroken(f"两遍不一致：第一遍“{first}”，第二遍“{second}”。", "请看纸面，选定后继续。")
    if review.mark or entry.mark:
        return
    first_points = _points(review)
    first, second = rules.veto_said(first_entry(review.id)), rules.veto_said(entry)
    if first != second and not entry.veto_settled:
        raise RuleBroken(f"两遍不一致：第一遍“{first}”，第二遍“{second}”。", "请看纸面，选定后继续。")
    if not first_points or not entry.points:  # a veto without points, which was agreed on or settled
        return
    open_ones = [
        criterion
        for criterion in rules.differing(first_points, entry.points, criteria)
        if criterion.criterion_id not in entry.settled
    ]
    if open_ones:
        told = "；".join(
            rules.difference_words(each, first_points.get(each.criterion_id), entry.points.get(each.criterion_id))
            for each in open_ones
        )
        raise RuleBroken(f"两遍不一致：{told}。", "请看纸面，选定后继续。")


def _check_paper(review: Review, entry: SheetEntry, criteria: tuple[CriterionRow, ...]) -> None:
    """RuleBroken where the paper that was typed says something else than the workbook."""
    points, mark, veto, _, _ = _said(review)
    if mark != entry.mark:
        first, second = (str(each) or "有分数" for each in (mark, entry.mark))
        raise RuleBroken(f"纸面录入“{first}”，工作簿“{second}”，不一致。")
    if veto != entry.veto:
        raise RuleBroken("一票否决在纸面和工作簿里不一致。")
    if others := rules.differing(points, entry.points, criteria):
        told = "；".join(
            rules.difference_words(
                each, points.get(each.criterion_id), entry.points.get(each.criterion_id), ("纸面", "工作簿")
            )
            for each in others
        )
        raise RuleBroken(f"纸面与工作簿不一致：{told}。")


def _said(review: Review) -> tuple[dict[int, int], ReviewMark, bool, str, str]:
    mark = ReviewMark(review.mark)
    return dict(_points(review)), mark, bool(review.veto), review.veto_reason, review.opinion


def _write(review: Review, entry: SheetEntry, total: int | None) -> None:
    """Rows that stay the same are not written again, so that the journal shows what was changed."""
    review.mark, review.total_hundredths = entry.mark, total
    review.veto, review.veto_reason = entry.veto, entry.veto_reason.strip() if entry.veto else ""
    review.opinion = entry.opinion.strip()
    review.save()
    kept = {row.criterion_id: row for row in Score.select().where(Score.review == review)}
    for criterion_id, row in kept.items():
        if criterion_id not in entry.points:
            row.delete_instance()
    for criterion_id, hundredths in entry.points.items():
        if criterion_id not in kept:
            Score.create(review=review, criterion=criterion_id, hundredths=hundredths)
        elif kept[criterion_id].hundredths != hundredths:
            kept[criterion_id].hundredths = hundredths
            kept[criterion_id].save()


def _row(told: tuple[Any, ...]) -> SheetRow:
    *names, mark, entered, verified, total, veto, opinion = told
    review_id, code, expert, number, brand, branch, organization, search = names
    return SheetRow(
        review_id=review_id,
        code=code,
        expert=expert,
        number=number,
        brand=brand,
        branch=branch,
        organization=organization,
        search=f"{number} {code} {brand} {search}",
        state=rules.sheet_state(ReviewMark(mark), entered=bool(entered), verified=bool(verified)),
        total_hundredths=total if verified and not mark else None,
        veto=bool(veto),
        has_opinion=bool(opinion),
    )


def _tuples(query: Any) -> Any:
    return query.tuples()
