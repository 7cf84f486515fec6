"""What the demo pictures of the sample season: each page on the day that suits it, with what lies open on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from desktop_app.office import rounds, scoring
from desktop_app.shapes import shape
from desktop_app.shapes.score_entry import SheetState
from desktop_app.shapes.window import Place
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.screens import SCREENS
from resources import SAMPLE

Open = Callable[[MainWindow], object]


@shape
class Sight:
    """A page at a moment of the season. `words` tell it from the page's other pictures; `open` opens something on it,
    which is left afterwards. Every tab of the page is pictured, or with `tabs` False the one in sight."""

    moment: datetime
    title: str
    words: str = ""
    open: Open | None = None
    tabs: bool = True


def sights() -> Iterator[Sight]:
    """In the order of the season; pages that have no day of their own are seen at its end."""
    told = []
    for sight in _of_the_season():
        told.append(sight.title)
        yield sight
    yield from (Sight(sight.moment, page.title) for page in SCREENS if page.title not in told)


def _of_the_season() -> Iterator[Sight]:
    from desktop_app.sample_season import COLLECTED, COLLECTING, ESTABLISHED, PUBLISHED, RANKED, SCORING

    yield Sight(COLLECTING, "工作台")
    yield Sight(COLLECTING, "工作台", "时间倒排", lambda window: window.go_to(Place("工作台", "plan", 0)))
    yield Sight(COLLECTING, "支部名册")
    yield Sight(COLLECTING, "支部名册", "导入", _bring_in_branches)
    yield Sight(COLLECTING, "收件登记")
    yield Sight(COLLECTED, "专家评审", "尚未分配")
    yield Sight(SCORING, "专家评审", "录入一张", _open_sheet, tabs=False)
    yield Sight(SCORING, "专家评审", "评分中")
    yield Sight(RANKED, "专家评审", "已评完")
    for at, words in (
        (RANKED, "待定立项"),
        (RANKED + timedelta(days=3, hours=3), "修改中"),
        (RANKED + timedelta(days=4, hours=7), "待审定"),
        (RANKED + timedelta(days=5, hours=3), "待公示"),
        (PUBLISHED, "公示中"),
        (ESTABLISHED, "已立项"),
    ):
        yield Sight(at, "立项公示", words)
    yield Sight(ESTABLISHED, "工作台", "季末")
    yield Sight(ESTABLISHED, "文件中心")
    yield Sight(ESTABLISHED, "操作记录")
    yield Sight(ESTABLISHED, "系统设置")


def _bring_in_branches(window: MainWindow) -> None:
    """The supplement to the roster: how it was read, and the fate of every row."""
    from desktop_app.ui.screens.roster import RosterScreen

    page = window.page("支部名册")
    assert isinstance(page, RosterScreen)
    page.open_import(SAMPLE / "支部名册-补充.xls")


def _open_sheet(window: MainWindow) -> None:
    """The first sheet that nobody entered yet."""
    rows = scoring.sheets(rounds.required_round_id())
    window.go("专家评审", ("review", next(row.review_id for row in rows if row.state is SheetState.BLANK)))
