"""评分工作簿: what every expert is sent, and the Command that takes a signed one back."""

from __future__ import annotations

from datetime import datetime

from db.enums import Stage
from db.models import Round
from desktop_app.office import panel, rounds, scoring
from desktop_app.office.papers import letterhead
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.score_workbook import check_identity, read_entries, workbook_version
from desktop_app.shapes.score_entry import SheetRow, SheetState
from desktop_app.shapes.score_workbook import ExpertWorkbook, FilledWorkbook, TakenWorkbook, WorkbookTask


def score_workbooks(now: datetime, stage: Stage = Stage.ESTABLISHMENT) -> tuple[ExpertWorkbook, ...]:
    """One per expert of the current round who owes sheets, by number. RuleBroken before anything is assigned."""
    round_ = Round.get_by_id(rounds.required_round_id())
    stage_id = panel.stage_id_of(round_.id, stage)
    rows = scoring.sheets(round_.id, stage) if stage_id else ()
    if stage_id is None or not rows:
        raise RuleBroken("还没有分配评审，没有评分工作簿可以生成。", "请先在“专家评审 → 分配与回避”里分配。")
    details, head = panel.stage_details(stage_id), letterhead(round_)
    made = []
    for seat in details.seats:
        tasks = tuple(_task(row) for row in rows if row.expert == seat.number and row.state is not SheetState.RECUSED)
        if tasks:
            made.append(
                ExpertWorkbook(
                    letterhead=head,
                    round_name=round_.name,
                    stage=stage,
                    stage_id=stage_id,
                    expert_id=seat.expert_id,
                    expert=seat.anonymous,
                    name=seat.name,
                    criteria=details.criteria,
                    decimals=details.rules.decimals,
                    tasks=tasks,
                    version=workbook_version(details.criteria, details.rules.decimals, [task.code for task in tasks]),
                    made_at=now,
                )
            )
    return tuple(made)


def take_workbook(*, filled: FilledWorkbook, by: str, at: str, stage: Stage = Stage.ESTABLISHMENT) -> TakenWorkbook:
    """Record all sheets of a signed workbook, which counts as verified: a final step, all or nothing.

    What paper said already must be the same, and is then only counted; a first entry that waits for its second one is
    verified by it. RuleBroken for everything `rules.score_workbook` refuses, and for a sheet on which paper differs.
    """
    sent = {each.expert_id: each for each in score_workbooks(datetime.fromisoformat(at), stage)}
    round_name = Round.get_by_id(rounds.required_round_id()).name
    wanted = check_identity(filled, sent.get(filled.expert_id), round_name)
    entries = read_entries(filled, wanted)
    panel.start_scoring(stage_id=wanted.stage_id, at=at)
    differing, recorded = [], 0
    for task in wanted.tasks:
        try:
            recorded += scoring.take_signed(review_id=task.review_id, entry=entries[task.review_id], by=by, at=at)
        except RuleBroken as broken:
            differing.append(f"{task.number}：{broken.what}")
    if differing:
        raise RuleBroken(
            f"“{filled.file}”没有导入。{''.join(differing)}",
            "请与专家核对；以纸面为准的不必导入，纸面有误的先更正纸面。",
        )
    return TakenWorkbook(wanted.expert, recorded, len(wanted.tasks) - recorded)


def _task(row: SheetRow) -> WorkbookTask:
    return WorkbookTask(row.review_id, row.code, row.number, row.organization, row.branch, row.brand)
