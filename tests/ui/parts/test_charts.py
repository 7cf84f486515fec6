"""Charts and the season say in words what they draw, and draw whatever a season brings."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.parts.charts import DayBars, Funnel, Phase, SeasonStrip, Stage, copy_picture
from desktop_app.ui.parts.season import BAR_TOP, CUT, PhaseStep, flag_at
from desktop_app.ui.style import tokens

PHASES = (
    Phase("酝酿", date(2025, 8, 18), date(2025, 8, 29)),
    Phase("收件", date(2025, 9, 1), date(2025, 9, 12)),
    Phase("评审", date(2025, 9, 15), date(2025, 9, 19), tight=True),
    Phase("公示", None, None),
)


def drawn(widget: QWidget, qtbot: QtBot) -> set[str]:
    """The colours in the picture: it was drawn, and no exception came out of Qt."""
    qtbot.addWidget(widget)
    widget.resize(600, widget.height())
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(0, picture.height(), 2)}


@pytest.mark.parametrize(
    ("today", "at", "reached"),
    [
        pytest.param(date(2025, 8, 1), 0, 0.0, id="before the season"),
        pytest.param(date(2025, 8, 18), 0, 0.5 / 12, id="the first day"),
        pytest.param(date(2025, 8, 30), 1, 0.0, id="a weekend between two phases"),
        pytest.param(date(2025, 9, 12), 1, 11.5 / 12, id="the last day"),
        pytest.param(date(2026, 1, 1), 3, 1.0, id="after all that is dated"),
    ],
)
def test_today_stands_in_one_place(today: date, at: int, reached: float) -> None:
    assert flag_at(PHASES, today) == (at, pytest.approx(reached))


def test_of_phases_side_by_side_the_last_one_carries_today() -> None:
    brewing = Phase("酝酿", date(2025, 8, 18), date(2025, 9, 12))
    collecting = Phase("收件", date(2025, 8, 18), date(2025, 9, 12))
    assert flag_at((brewing, collecting, PHASES[2]), date(2025, 9, 10)) == (1, pytest.approx(23.5 / 26))


def test_the_bar_of_a_step_beside_todays_runs_through_to_it(qtbot: QtBot) -> None:
    brewing = Phase("酝酿", date(2025, 8, 18), date(2025, 9, 12))
    strip = SeasonStrip((brewing, replace(brewing, name="收件")), date(2025, 9, 1))
    drawn(strip, qtbot)
    first, second = (step.grab().toImage() for step in strip.findChildren(PhaseStep))
    ends = [picture.pixelColor(picture.width() - CUT - 2, BAR_TOP + 1).name() for picture in (first, second)]
    assert ends == [tokens().ink.lower(), tokens().ink_soft.lower()]
    assert strip.findChildren(PhaseStep)[0].accessibleName() == "酝酿，进行中，08-18 — 09-12"


def test_the_season_says_what_is_done_and_opens_its_steps(qtbot: QtBot) -> None:
    strip = SeasonStrip(PHASES, date(2025, 9, 10))
    assert len(drawn(strip, qtbot)) > 3
    steps = strip.findChildren(PhaseStep)
    assert [step.accessibleName() for step in steps] == [
        "酝酿，已完成，08-18 — 08-29",
        "收件，进行中，09-01 — 09-12",
        "评审，未开始，09-15 — 09-19，时间偏紧",
        "公示，未开始，日期未定",
    ]
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.mouseClick(steps[2], Qt.MouseButton.LeftButton)
    assert opened.args == ["评审"]
    strip.show_phases(PHASES[:2], date(2025, 9, 13))
    assert [step.accessibleName() for step in steps if not step.isHidden()] == [
        "酝酿，已完成，08-18 — 08-29",
        "收件，已完成，09-01 — 09-12",
    ]


def test_a_step_whose_days_are_over_is_not_therefore_done(qtbot: QtBot) -> None:
    strip = SeasonStrip((replace(PHASES[0], undone=True), PHASES[1]), date(2025, 9, 20))
    drawn(strip, qtbot)
    steps = strip.findChildren(PhaseStep)
    assert [step.accessibleName() for step in steps] == [
        "酝酿，日期已过，尚未办完，08-18 — 08-29",
        "收件，已完成，09-01 — 09-12",
    ]
    ticked = []
    for step in steps:
        picture = step.grab().toImage()
        spots = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(37, 51))
        ticked.append(any(spot.green() - spot.red() > 60 for spot in spots))
    assert ticked == [False, True]


def test_the_funnel_says_its_numbers(qtbot: QtBot) -> None:
    funnel = Funnel([Stage("应报", 41, 41), Stage("已收", 71, 32), Stage("立项", None)])
    assert funnel.accessibleDescription() == "应报 41，其中应报 41；已收 71，其中应报 32"
    assert len(drawn(funnel, qtbot)) > 3


@pytest.mark.parametrize("stages", [[], [Stage("已收", 0)], [Stage("已收", None)]])
def test_a_funnel_of_nothing_is_drawn(qtbot: QtBot, stages: list[Stage]) -> None:
    assert drawn(Funnel(stages), qtbot)


def test_the_days_say_their_numbers(qtbot: QtBot) -> None:
    bars = DayBars(date(2025, 9, 1), [3, 0, 12], date(2025, 9, 3), date(2025, 9, 12))
    assert bars.accessibleDescription() == "09-01 收 3；09-03 收 12"
    assert len(drawn(bars, qtbot)) > 3


@pytest.mark.parametrize(
    ("counts", "today", "deadline"),
    [
        pytest.param([], date(2025, 9, 1), date(2025, 9, 1), id="one day, nothing yet"),
        pytest.param([1] * 20, date(2025, 9, 20), date(2025, 9, 12), id="after the deadline"),
        pytest.param([1], date(2025, 8, 1), date(2025, 8, 20), id="a deadline before the first day"),
    ],
)
def test_odd_seasons_are_drawn(qtbot: QtBot, counts: list[int], today: date, deadline: date) -> None:
    assert drawn(DayBars(date(2025, 9, 1), counts, today, deadline), qtbot)


def test_the_last_day_is_named_in_full(qtbot: QtBot) -> None:
    """今天 under a narrow last bar stands within the picture: nothing of it is cut at the right edge."""
    bars = DayBars(date(2025, 9, 1), [1] * 80, date(2025, 11, 19), date(2025, 9, 12))
    qtbot.addWidget(bars)
    bars.resize(380, bars.height())
    picture = bars.grab().toImage()
    foot = range(picture.height() - bars.FOOT + 2, picture.height())
    ground = picture.pixelColor(picture.width() // 2, picture.height() - 1)
    assert all(picture.pixelColor(picture.width() - 1, y) == ground for y in foot)


def test_charts_are_copied_as_one_picture(qtbot: QtBot) -> None:
    funnel, bars = Funnel([Stage("已收", 3, 1)]), DayBars(date(2025, 9, 1), [3], date(2025, 9, 1), date(2025, 9, 9))
    for chart in (funnel, bars):
        drawn(chart, qtbot)
    copy_picture(funnel, bars)
    picture = QGuiApplication.clipboard().image()
    assert picture.width() == 2 * (600 + 24)
    assert picture.height() == 2 * (funnel.height() + bars.height() + 36)
