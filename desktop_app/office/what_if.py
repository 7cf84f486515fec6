"""假设: what another rule would make of the same sheets, and how sure the ranking is. Nothing here is the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from db.enums import Stage, Trimming
from db.models import ReviewStage
from desktop_app.office.ranking import Counting, required_stage
from desktop_app.office.ranking_rows import StageRows, stage_rows
from desktop_app.rules import agreement
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.ranking_words import supposition_words
from desktop_app.shapes.diagnostics import Diagnostics, SupposedPlace, SupposedRanking, Supposition
from desktop_app.shapes.ranking import RankedApplication, Ranking, Standing

FEWEST = 3  # with fewer, nothing would be left


def what_if(round_id: int, supposition: Supposition, stage: Stage = Stage.ESTABLISHMENT) -> SupposedRanking:
    """The places under another rule, beside the present ones. RuleBroken before there are sheets."""
    rows = stage_rows(required_stage(round_id, stage))
    return _beside(Counting(rows).ranking(), rows, supposition)


def diagnostics(round_id: int, stage: Stage = Stage.ESTABLISHMENT) -> Diagnostics:
    """How sure the ranking is. RuleBroken before there are sheets."""
    rows = stage_rows(required_stage(round_id, stage))
    present = Counting(rows)
    numbers = {each.expert_id: each.number for each in rows.panel}
    totals = {
        key: {numbers[sheet.expert_id]: (sheet.total or 0) / 100 for sheet in sheets}
        for key, sheets in present.counting.items()
    }
    scoring = [number for number in numbers.values() if any(number in given for given in totals.values())]
    complete = [[given[each] for each in scoring] for given in totals.values() if len(given) == len(scoring)]
    ranking = present.ranking()
    return Diagnostics(
        stage=stage,
        applications=len(totals),
        complete=len(complete),
        experts=agreement.hands(totals, list(numbers.values())),
        concordance=agreement.kendall_w(complete),
        intraclass=agreement.intraclass(complete),
        one_way=agreement.intraclass_one_way([list(given.values()) for given in totals.values()]),
        suppositions=tuple(_beside(ranking, rows, each) for each in _suppositions(rows.row, scoring)),
    )


def _suppositions(row: ReviewStage, experts: list[int]) -> Iterator[Supposition]:
    """Each expert left out, then every other trimming rule for all."""
    for number in experts:
        yield Supposition(without=number)
    for trimming in Trimming:
        if trimming != row.trimming:
            yield Supposition(trimming=trimming)


def _beside(present: Ranking, rows: StageRows, supposition: Supposition) -> SupposedRanking:
    if supposition.threshold is not None and supposition.threshold < FEWEST:
        what = f"去掉最高分和最低分至少要有 {FEWEST} 份评分，不能从 {supposition.threshold} 份起。"
        raise RuleBroken(what, f"请填 {FEWEST} 或更大的数。")
    supposed = Counting(_without(rows, supposition.without), supposition.trimming, supposition.threshold).ranking()
    now = {each.application_id: each for each in (*present.rows, *present.vetoed, *present.unplaced)}
    words = supposition_words(supposition, Trimming(rows.row.trimming), int(rows.row.trim_threshold))
    everyone = (*supposed.rows, *(each for each in supposed.unplaced if now[each.application_id].place))
    return SupposedRanking(
        present.stage, supposition, words, tuple(_place(now[each.application_id], each) for each in everyone)
    )


def _without(rows: StageRows, number: int | None) -> StageRows:
    """The same sheets but for one expert's."""
    if number is None:
        return rows
    panel = tuple(each for each in rows.panel if each.number != number)
    if len(panel) == len(rows.panel):
        raise RuleBroken(f"评审组里没有专家{number}。", "请从评审组里选一位。")
    return replace(rows, panel=panel)


def _place(now: RankedApplication, then: RankedApplication) -> SupposedPlace:
    return SupposedPlace(
        application_id=now.application_id,
        number=now.number,
        organization=now.organization,
        branch=now.branch,
        brand=now.brand,
        place=now.place,
        mean=now.mean,
        standing=now.standing,
        supposed_place=then.place,
        supposed_mean=then.mean,
        supposed_standing=then.standing if then.place else Standing.OPEN,
    )
