"""From the notice to the round: its own values, and defaults for what it leaves out."""

from __future__ import annotations

from datetime import date

from db.enums import PhaseKind
from desktop_app.rules.notice import read_notice
from desktop_app.rules.round_draft import draft_from, timetable_warnings
from desktop_app.rules.workdays import official_calendar
from desktop_app.shapes.rounds import RoundDraft
from resources.holidays import official_tables

SHORT = (
    "关于“一支部一特色”支部党建品牌创建的通知\n申报书于2024年4月12日17:30前报送，一式三份。\n党委组织部\n2024年3月1日\n"
)
CALENDAR = official_calendar(official_tables())


def test_what_the_notice_leaves_out_has_the_default():
    draft = draft_from(read_notice(SHORT), today=date(2026, 1, 1))
    assert draft == RoundDraft(
        year=2024,
        name="2024 年批次",
        submission_deadline="2024-04-12 17:30",
        issued_on="2024-03-01",
        copies=3,
        phases=draft.phases,
        notice=SHORT,
    )
    assert [(phase.kind, phase.last) for phase in draft.phases] in (
        [],
        [(PhaseKind.SUBMISSION, "2024-04-12 17:30")],
    )


def test_the_clash_of_the_notices_own_dates_is_told():
    draft = RoundDraft(2023, "x", submission_deadline="2023-11-10", establishment_deadline="2023-11-20")
    told = timetable_warnings(draft, CALENDAR)
    assert "其间只有 6 个工作日" in told[0]
    assert "11月28日" in told[1]


def test_dates_that_fit_and_dates_that_are_not_there_are_not_told():
    for draft in (
        RoundDraft(2023, "x", submission_deadline="2023-11-10", establishment_deadline="2023-12-20"),
        RoundDraft(2023, "x", submission_deadline="2023-11-10"),
        RoundDraft(2023, "x"),
    ):
        assert timetable_warnings(draft, CALENDAR) == ()
