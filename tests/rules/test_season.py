"""The steps of a season as the strip shows them, and the sentence where they do not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.enums import PhaseKind
from desktop_app.rules.season import planned_years, season
from desktop_app.rules.workdays import official_calendar
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.dashboard import Season, SeasonPhase
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft
from resources.holidays import official_tables

CALENDAR = official_calendar({year: days for year, days in official_tables().items() if year <= 2026})
NOTICE = RoundDraft(
    2025,
    "2025 年批次",
    submission_deadline="2025-09-12",
    establishment_deadline="2025-09-26",
    phases=(
        PhaseDraft(PhaseKind.BREWING, "2025-08-18", "2025-09-12"),
        PhaseDraft(PhaseKind.SUBMISSION, "", "2025-09-12"),
        PhaseDraft(PhaseKind.ESTABLISHMENT, "", "2025-09-26"),
        PhaseDraft(PhaseKind.CULTIVATION, "2025-10", "2026-08"),
        PhaseDraft(PhaseKind.ACCEPTANCE, "2026-08", "2026-08"),
        PhaseDraft(PhaseKind.CONTINUATION),
    ),
)
TODAY = date(2025, 9, 10)
DOUBT = "评审、修改、审定和 5 个工作日的公示最早 9月29日完成，来不及在 9月26日前立项。"


def september(day: int) -> date:
    return date(2025, 9, day)


def test_the_notice_gives_the_ends_and_the_back_planner_what_lies_between() -> None:
    assert season(NOTICE, CALENDAR, TODAY) == Season(
        (
            SeasonPhase("品牌酝酿", date(2025, 8, 18), september(12), "08-18 起，至截止"),
            SeasonPhase("申报收件", date(2025, 8, 18), september(12), "09-12 截止"),
            SeasonPhase("专家评审", september(15), september(17), "约 09-15 — 09-17"),
            SeasonPhase("修改审定", september(18), september(23), "约 09-18 — 09-23"),
            SeasonPhase("立项公示", september(23), september(29), "09-23 — 09-29 超期", tight=True),
            SeasonPhase("培育建设", date(2025, 10, 1), date(2026, 8, 31), "2025-10 — 2026-08"),
            SeasonPhase("结项验收", date(2026, 8, 1), date(2026, 8, 31), "2026-08"),
            SeasonPhase("持续建设", date(2026, 9, 1), date(2027, 9, 1), "转入 2026 年批次"),
        ),
        DOUBT,
    )


def doubted(today: date, **changes: str) -> tuple[str, list[str]]:
    found = season(replace(NOTICE, **changes), CALENDAR, today)  # type: ignore[arg-type]
    return found.doubt, [phase.name for phase in found.phases if phase.tight]


@pytest.mark.parametrize(
    ("today", "changes", "expected"),
    [
        pytest.param(TODAY, {}, (DOUBT, ["立项公示"]), id="it does not fit"),
        pytest.param(TODAY, {"establishment_deadline": "2025-09-29"}, ("", []), id="it fits to the day"),
        pytest.param(TODAY, {"establishment_deadline": ""}, ("", []), id="the notice names no day of 立项"),
        pytest.param(september(26), {}, (DOUBT, ["立项公示"]), id="the day itself can still be moved"),
        pytest.param(september(27), {}, ("", ["立项公示"]), id="the day has passed"),
        pytest.param(september(30), {}, ("", []), id="so has the step"),
    ],
)
def test_a_step_is_doubted_while_something_can_be_moved(today, changes, expected) -> None:
    assert doubted(today, **changes) == expected


def test_a_year_without_a_table_is_guessed_and_said() -> None:
    """The Sunday that is worked instead, 9月28日, is then not known."""
    found = season(NOTICE, OfficialCalendar(frozenset(), {}), TODAY)
    assert found.doubt.endswith("9月30日完成（暂按周末推算），来不及在 9月26日前立项。")


@pytest.mark.parametrize(("last", "words"), [("2025-09-12", "08-18 起，至截止"), ("2025-08-29", "08-18 — 08-29")])
def test_brewing_that_ends_with_the_deadline_names_it_no_second_time(last, words) -> None:
    phases = (PhaseDraft(PhaseKind.BREWING, "2025-08-18", last),)
    assert season(replace(NOTICE, phases=phases), CALENDAR, TODAY).phases[0].note == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-08-18", "2025-08-29", "08-18 — 08-29"),
        ("2025-10-13", "2026-08-14", "10-13 — 次年 08-14"),
        ("2026-08-17", "2026-08-28", "次年 08-17 — 08-28"),
        ("2026-08-17", "2026-08-17", "次年 08-17"),
        ("2027-01-04", "2027-01-08", "2027-01-04 — 01-08"),
    ],
)
def test_days_of_the_next_year_say_so(first, last, words) -> None:
    draft = replace(NOTICE, phases=(PhaseDraft(PhaseKind.ACCEPTANCE, first, last),), submission_deadline="")
    assert [phase.note for phase in season(draft, CALENDAR, TODAY).phases] == [words]


def test_the_day_the_desk_opens_is_the_notices_own() -> None:
    said = PhaseDraft(PhaseKind.SUBMISSION, "2025-09-01", "2025-09-12")
    found = season(replace(NOTICE, phases=(said,)), CALENDAR, TODAY).phases[0]
    assert found == SeasonPhase("申报收件", september(1), september(12))


def test_a_notice_without_phases_still_has_a_season() -> None:
    found = season(replace(NOTICE, phases=()), CALENDAR, TODAY).phases
    assert [(phase.name, phase.first) for phase in found] == [
        ("申报收件", date(2025, 8, 30)),
        ("专家评审", september(15)),
        ("修改审定", september(18)),
        ("立项公示", september(23)),
    ]


def test_nothing_dated_is_no_season() -> None:
    assert season(RoundDraft(2025, "2025 年批次"), CALENDAR, TODAY) == Season()


def test_the_years_that_a_table_is_needed_for() -> None:
    assert planned_years(NOTICE, CALENDAR) == (2025,)
    assert planned_years(replace(NOTICE, submission_deadline="2026-12-18"), CALENDAR) == (2026, 2027)
    assert planned_years(replace(NOTICE, submission_deadline=""), CALENDAR) == ()
