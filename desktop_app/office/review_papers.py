"""The lists around a review: who came, who is paid, every sheet, who was recused and why. All of 立项."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from db.enums import ReviewMark, Ruling
from db.models import Application, Branch, ConflictRuling, Expert, Recusal, Review, Round, Score
from desktop_app.office import scoring
from desktop_app.office.panel import open_stage
from desktop_app.office.panel_facts import facts_of
from desktop_app.office.panel_setup import scoring_setup
from desktop_app.office.papers import letterhead
from desktop_app.office.rounds import required_round_id
from desktop_app.rules.scoring import points_text
from desktop_app.shapes.desk_papers import Cell, DeskReport, ReportColumn, ReportRow
from desktop_app.shapes.panel import StageDetails
from desktop_app.shapes.score_entry import SheetRow, SheetState

_SIGN_IN = (
    ReportColumn("序号", 26, number=True),
    ReportColumn("姓名", 70),
    ReportColumn("职称", 70),
    ReportColumn("工作单位", 150),
    ReportColumn("到会时间", 84),
    ReportColumn("签名", 110),
)
_FEES = (
    ReportColumn("序号", 26, number=True),
    ReportColumn("姓名", 70),
    ReportColumn("工作单位", 140),
    ReportColumn("评审份数", 50, number=True),
    ReportColumn("标准（元/份）", 70),
    ReportColumn("金额（元）", 70),
    ReportColumn("签名", 100),
)
_RECUSALS = (
    ReportColumn("专家", 40),
    ReportColumn("姓名", 50),
    ReportColumn("申报编号", 84),
    ReportColumn("基层党组织", 100),
    ReportColumn("党支部", 120),
    ReportColumn("情形", 150),
    ReportColumn("处理", 60),
    ReportColumn("理由", 140),
    ReportColumn("经手人", 50),
)


def sign_in_sheet(now: datetime) -> DeskReport:
    """专家签到表: the panel by name, to sign."""
    details = _details()
    experts = {row.id: row for row in Expert.select().where(Expert.id.in_([seat.expert_id for seat in details.seats]))}
    rows = [
        ReportRow((number, seat.name, experts[seat.expert_id].title, seat.unit, "", ""))
        for number, seat in enumerate(details.seats, 1)
    ]
    return _report("评审专家签到表", _SIGN_IN, rows, f"评审专家 {len(rows)} 人。", now, signed=True)


def fee_list(now: datetime) -> DeskReport:
    """评审费签领表: how many sheets each expert handed in (缺席 is none); rate and sum are written by hand, no identity
    numbers."""
    details = _details()
    away = _absences(details.stage_id)
    rows = [
        ReportRow((number, seat.name, seat.unit, seat.verified - away[seat.expert_id], "", "", ""))
        for number, seat in enumerate(details.seats, 1)
    ]
    total = sum(seat.verified - away[seat.expert_id] for seat in details.seats)
    open_ones = sum(seat.reviews - seat.verified for seat in details.seats)
    said = f"已复核 {total} 份评分表" + (f"，还有 {open_ones} 份没有复核，未计入。" if open_ones else "。")
    return _report("评审费签领表", _FEES, rows, said, now, signed=True)


def score_details(now: datetime) -> DeskReport:
    """评分明细: every verified sheet, criterion by criterion; experts by number."""
    details = _details()
    sheets = [row for row in scoring.sheets(details.round_id) if row.state.done]
    points = _points([row.review_id for row in sheets])
    columns = (
        ReportColumn("申报编号", 84),
        ReportColumn("党支部", 130),
        ReportColumn("专家", 36),
        *(ReportColumn(each.name, 52, number=True) for each in details.criteria),
        ReportColumn("合计", 40, number=True),
        ReportColumn("标记", 40),
        ReportColumn("一票否决", 60),
    )
    rows = [
        ReportRow(_sheet_cells(row, [points.get((row.review_id, each.criterion_id)) for each in details.criteria]))
        for row in sorted(sheets, key=lambda row: (row.number, row.expert))
    ]
    return _report("评分明细", columns, rows, f"已复核的评分表 {len(rows)} 份；专家以编号代替姓名。", now, across=True)


def recusal_report(now: datetime) -> DeskReport:
    """回避情况: every tie, whether it excluded, was declared, dismissed or set aside, and why."""
    details = _details()
    if not details.stage_id:
        return _report("评审回避情况", _RECUSALS, (), "还没有评审组。", now, across=True)
    facts = facts_of(open_stage(details.stage_id))
    seats = {seat.expert_id: seat for seat in details.seats}
    declared = {(row.application_id, row.expert_id): row for row in Recusal.select()}
    ruled = {(row.application_id, row.expert_id): row for row in ConflictRuling.select()}
    applications = {one.id: one for one in facts.applications} | {one.id: one for one in _reviewed(details)}
    rows = []
    for one in sorted(applications.values(), key=lambda one: str(one.number)):
        for seat in seats.values():
            pair = (one.id, seat.expert_id)
            found, ruling = facts.conflict(one, seat.expert_id), ruled.get(pair)
            if found is None and ruling is None:
                continue
            kind = str(found.kind) if found else "疑似回避"
            note = found.note if found else ""
            dealt = "回避" if found and found.excluded else str(Ruling(ruling.ruling)) if ruling else "只提醒"
            by = ruling.by if ruling else declared[pair].said_by if pair in declared else ""
            rows.append(
                ReportRow(
                    (
                        seat.anonymous,
                        seat.name,
                        str(one.number),
                        one.branch.organization.name,
                        one.branch.name,
                        f"{kind}：{note}" if note else kind,
                        dealt,
                        ruling.reason if ruling else "",
                        by,
                    )
                )
            )
    said = f"回避和疑似回避 {len(rows)} 处。" if rows else "没有回避情形。"
    return _report("评审回避情况", _RECUSALS, rows, said, now, across=True)


def _details() -> StageDetails:
    """The stage as it stands; without a panel it is an empty one."""
    return scoring_setup(required_round_id())


def _absences(stage_id: int) -> Counter[int]:
    """By expert: sheets that are verified to be 缺席."""
    there: Any = Review.select(Review.expert).where(
        Review.stage == stage_id, Review.mark == ReviewMark.ABSENT, Review.verified_at != ""
    )
    return Counter(expert for (expert,) in there.tuples())


def _reviewed(details: StageDetails) -> list[Application]:
    """What has gone on from the review, with its sheets."""
    return list(
        Application.select(Application, Branch)
        .join(Branch)
        .switch(Application)
        .join(Review)
        .where(Review.stage == details.stage_id)
        .distinct()
    )


def _points(review_ids: Sequence[int]) -> dict[tuple[int, int], int]:
    wanted = set(review_ids)
    rows = Score.select(Score.review, Score.criterion, Score.hundredths).tuples()
    return {(review, criterion): hundredths for review, criterion, hundredths in rows.iterator() if review in wanted}


def _sheet_cells(row: SheetRow, points: Sequence[int | None]) -> tuple[Cell, ...]:
    mark = "" if row.state is SheetState.VERIFIED else str(row.state)
    return (
        row.number,
        row.branch,
        f"专家{row.expert}",
        *(None if each is None else points_text(each) for each in points),
        None if row.total_hundredths is None else points_text(row.total_hundredths),
        mark,
        "是" if row.veto else "",
    )


def _report(
    title: str,
    columns: tuple[ReportColumn, ...],
    rows: Sequence[ReportRow],
    closing: str,
    now: datetime,
    *,
    across: bool = False,
    signed: bool = False,
) -> DeskReport:
    round_ = Round.get_by_id(required_round_id())
    return DeskReport(letterhead(round_), title, round_.name, now, columns, tuple(rows), closing, across, signed)
