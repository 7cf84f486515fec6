"""评审, 拟立项, 修改, 审定, 公示: the experts' scores from their table, and what the office made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from db.enums import ReviewMark, State
from desktop_app.ledger import Ledger, moment
from desktop_app.office import assignment, establishment, experts, publicity, ranking, rounds, scoring
from desktop_app.office.panel import seats, stage_details, stage_id_of
from desktop_app.readers.lists import read_list
from desktop_app.readers.score_table import read_scores
from desktop_app.rules.experts import plan_experts
from desktop_app.rules.list_headers import EXPERT_HEADINGS
from desktop_app.sample_season import board
from desktop_app.sample_season.board import in_state
from desktop_app.sample_season.counter import CLERKS
from desktop_app.shapes.score_entry import SheetEntry, SheetRow
from desktop_app.shapes.score_table import ScoreLine
from resources import SAMPLE

Step = tuple[datetime, str, Callable[[], None]]
QUOTA = 40
HEAD = "林听泉"  # of the panel
FIRST_SHEET, EACH = datetime(2025, 9, 17, 8, 30), timedelta(minutes=1)


def steps(ledger: Ledger) -> Iterator[Step]:
    """From the experts' list to 已立项."""
    first, second = CLERKS
    yield datetime(2025, 9, 16, 16, 30), first, partial(_assign, ledger)
    yield from _scores(ledger)
    yield datetime(2025, 9, 22, 9, 0), first, partial(_decide, ledger)
    yield datetime(2025, 9, 22, 10, 0), first, partial(_shortlist, ledger)
    yield from board.steps(ledger)
    yield datetime(2025, 9, 24, 16, 0), first, partial(_publish, ledger)
    yield datetime(2025, 9, 26, 10, 10), second, partial(_object, ledger)
    yield datetime(2025, 9, 30, 17, 31), first, partial(_close, ledger)


def _assign(ledger: Ledger) -> None:
    made = plan_experts(experts.experts_snapshot(), read_list(SAMPLE / "专家名册.xlsx", EXPERT_HEADINGS))
    ledger.run("导入专家名册", experts.apply_experts, plan=made)
    round_id, at = rounds.required_round_id(), moment(ledger.clock())
    ledger.run("分配评审", assignment.seat_and_assign, round_id=round_id, by=ledger.actor, at=at)
    ledger.run(f"立项名额 {QUOTA}", ranking.set_quota, round_id=round_id, places={"": QUOTA})


def _scores(ledger: Ledger) -> Iterator[Step]:
    """The sheets as they lie in the table, a minute each, over two working days."""
    round_id = rounds.required_round_id()
    stage_id = stage_id_of(round_id)
    assert stage_id is not None
    criteria = {row.name: row.criterion_id for row in stage_details(stage_id).criteria}
    rows = {(row.expert, row.organization, row.branch): row for row in scoring.sheets(round_id)}
    numbers = {(seat.name, seat.unit): seat.number for seat in seats(stage_id)}
    at = FIRST_SHEET
    for line in read_scores(SAMPLE / "评分.xlsx"):
        sheet = rows.get((numbers[line.expert, line.unit], line.organization, line.branch))
        if sheet is not None and line.total is not None:
            yield at, CLERKS[line.row % 2], partial(_record, ledger, sheet, line, criteria)
            at = _later(at)


def _later(at: datetime) -> datetime:
    """A minute on; from five in the afternoon the next morning."""
    after = at + EACH
    return after if after.hour < 17 else after.replace(hour=8, minute=30) + timedelta(days=1)


def _record(ledger: Ledger, sheet: SheetRow, line: ScoreLine, criteria: dict[str, int]) -> None:
    entry = SheetEntry(
        points={criteria[name]: hundredths for name, hundredths in line.points},
        total=line.total,
        mark=ReviewMark.NONE,
        opinion=line.opinion,
    )
    ledger.run(
        f"录入评分 {sheet.code}",
        scoring.record_sheet,
        final=True,
        review_id=sheet.review_id,
        entry=entry,
        entered_by=ledger.actor,
        at=moment(ledger.clock()),
    )


def _decide(ledger: Ledger) -> None:
    """集体研究 of those that share the place across the line: the table's order of the panel's discussion."""
    round_id = rounds.required_round_id()
    found = ranking.ranking(round_id)
    for line in found.lines:
        tied = [row.application_id for row in found.rows if row.number in line.across]
        if tied:
            ledger.run(
                "集体研究",
                ranking.decide_tie,
                round_id=round_id,
                order=tied,
                names=f"{HEAD}、郑禾、卢燚",
                reason="前一项长期规划更具体，年度措施落实到责任人",
            )


def _shortlist(ledger: Ledger) -> None:
    round_id, at = rounds.required_round_id(), moment(ledger.clock())
    ledger.run("拟立项", establishment.shortlist, final=True, round_id=round_id, by=ledger.actor, at=at)
    ledger.run("起草综合意见", establishment.draft_opinions, application_ids=in_state(State.SHORTLISTED), by=HEAD)


def _publish(ledger: Ledger) -> None:
    details: dict[str, Any] = {
        "round_id": rounds.required_round_id(),
        "first": ledger.clock().date(),
        "by": ledger.actor,
    }
    ledger.run("开始公示", publicity.open_publicity, final=True, at=moment(ledger.clock()), **details)


def _object(ledger: Ledger) -> None:
    """One objection that is still open when the days are over: its project is held."""
    application_id = in_state(State.PUBLISHED)[4]
    ledger.run(
        "登记异议",
        publicity.log_objection,
        application_id=application_id,
        received_on=ledger.clock().date(),
        objector="查禾",
        contact="0371-65792707",
        content="名单中的品牌与往年项目内容相同，请核查。",
        investigator=CLERKS[0],
    )


def _close(ledger: Ledger) -> None:
    details: dict[str, Any] = {"round_id": rounds.required_round_id(), "at": ledger.clock(), "by": ledger.actor}
    ledger.run("公示期满，立项", publicity.close_publicity, final=True, **details)
