"""`round create`, `round list`."""

from __future__ import annotations

import argparse
from datetime import date

from desktop_app.cli.results import Result
from desktop_app.cli.session import opened, writing


def create(given: argparse.Namespace) -> Result:
    """Read a notice and make the round; what the notice does not say is null, and the round has the default."""
    from desktop_app.office.holidays import calendar
    from desktop_app.office.office_settings import profile
    from desktop_app.office.rounds import create_round
    from desktop_app.readers.notice_text import notice_text
    from desktop_app.rules.notice import read_notice
    from desktop_app.rules.round_draft import draft_from, timetable_warnings

    plan = read_notice(notice_text(given.notice))
    draft = draft_from(plan, name=given.name or "", today=date.today())
    with writing(given) as ledger:
        ledger.run(f"新建批次 {draft.name}", create_round, draft=draft)
        warnings = (*plan.warnings, *timetable_warnings(draft, calendar(), profile()))
    value = {
        "round": draft.name,
        "year": draft.year,
        "submission_deadline": plan.submission_deadline.value,
        "establishment_deadline": plan.establishment_deadline.value,
        "copies": plan.copies.value,
        "publicity_workdays": plan.publicity_workdays.value,
        "case_limit": plan.case_limit.value,
        "news_minimum": plan.news_minimum.value,
        "warnings": list(warnings),
    }
    lines = [
        f"已新建批次“{draft.name}”，并设为当前批次。",
        (
            f"申报截止 {draft.submission_deadline or '未写'}，立项 {draft.establishment_deadline or '未写'}，"
            f"一式 {draft.copies} 份，公示 {draft.publicity_workdays} 个工作日，案例 {draft.case_limit} 字以内，"
            f"新闻稿件至少 {draft.news_minimum} 篇。"
        ),
    ]
    return Result(value, lines, () if given.json else [f"注意：{warning}" for warning in warnings])


def list_rounds(given: argparse.Namespace) -> Result:
    from desktop_app.office.rounds import rounds

    with opened(given.data):
        rows = rounds()
    value = [{"round": row.name, "year": row.year, "current": row.current} for row in rows]
    return Result(value, [f"{'*' if row.current else ' '} {row.name}" for row in rows] or ["还没有批次。"])
