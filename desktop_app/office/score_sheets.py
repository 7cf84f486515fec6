"""What the score sheets say that are printed for the experts."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from db.enums import Stage
from db.models import Round
from desktop_app.office import panel, rounds, scoring
from desktop_app.office.papers import letterhead
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.rubric import DEFAULT_RUBRICS
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_entry import SheetRow, SheetState
from desktop_app.shapes.score_sheets import ExpertPile, ScoreSheet, ScoreSheetBatch

_EXPERT = Pattern(r"\s*(?:专家\s*)?(\d{1,3})(?:\s*号)?\s*")


def score_sheets(code: str | None, *, now: datetime, stage: Stage = Stage.ESTABLISHMENT) -> ScoreSheetBatch:
    """评分表 of the current round: all, those of one expert (专家3, 3), or a single sheet (PF-2025-031-3, 31-3).

    RuleBroken for an expert who has none, or a code that no sheet bears.
    """
    round_ = Round.get_by_id(rounds.required_round_id())
    rows = scoring.sheets(round_.id, stage)
    single = bool(code and not _EXPERT.fullmatch(code))
    if code:
        rows = _of_code(code, rows) if single else _of_expert(code, rows)
    stage_id = panel.stage_id_of(round_.id, stage)
    return ScoreSheetBatch(
        letterhead=letterhead(round_),
        round_name=round_.name,
        stage=stage,
        criteria=panel.stage_details(stage_id).criteria if stage_id else _default(stage),
        decimals=panel.stage_details(stage_id).rules.decimals if stage_id else 0,
        printed_at=now,
        piles=tuple(_pile(number, tuple(pile)) for number, pile in groupby(rows, key=lambda row: row.expert)),
        cover=not single,
    )


def stage_to_start(stage: Stage = Stage.ESTABLISHMENT) -> int | None:
    """The stage that starts when its first sheet leaves the office; None where it has, or nobody has any to score."""
    round_id = rounds.required_round_id()
    stage_id = panel.stage_id_of(round_id, stage)
    if stage_id is None or panel.stage_details(stage_id).started_at or not scoring.sheets(round_id, stage):
        return None
    return stage_id


def _of_code(code: str, rows: tuple[SheetRow, ...]) -> tuple[SheetRow, ...]:
    wanted = scoring.sheet(code).code
    return tuple(row for row in rows if row.code == wanted)


def _of_expert(code: str, rows: tuple[SheetRow, ...]) -> tuple[SheetRow, ...]:
    found = _EXPERT.fullmatch(code)
    number = int(found[1]) if found else 0
    mine = tuple(row for row in rows if row.expert == number)
    if not mine:
        there = "、".join(dict.fromkeys(f"专家{row.expert}" for row in rows))
        todo = f"有评分表的：{there}。" if there else "请先在“专家评审 → 分配与回避”里分配。"
        raise RuleBroken(f"专家{number} 没有评分表。", todo)
    return mine


def _pile(number: int, rows: tuple[SheetRow, ...]) -> ExpertPile:
    return ExpertPile(
        expert=f"专家{number}",
        sheets=tuple(
            ScoreSheet(row.code, row.number, row.brand, row.branch, row.organization)
            for row in rows
            if row.state is not SheetState.RECUSED
        ),
        recused=tuple(row.number for row in rows if row.state is SheetState.RECUSED),
    )


def _default(stage: Stage) -> tuple[CriterionRow, ...]:
    """The rubric that the stage will begin with."""
    return tuple(
        CriterionRow(0, place, each.name, each.full_hundredths, each.explanation, each.tie)
        for place, each in enumerate(DEFAULT_RUBRICS[stage], 1)
    )
