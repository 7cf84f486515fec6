"""The sample season told, and every page pictured on the day that suits it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app.dressing import make_application
from desktop_app.app.session import Session
from desktop_app.jobs import Jobs
from desktop_app.settings import Settings
from desktop_app.ui.main_window import MainWindow
from resources import SAMPLE

REST = 300  # ms a page is given to come to rest before its picture is taken


def _settle(app: QApplication, jobs: Jobs) -> None:
    """Let the window come to rest: jobs answered, layouts done, counts told."""
    quiet = QElapsedTimer()
    quiet.start()
    while jobs.busy or quiet.elapsed() < REST:
        app.processEvents()


def tell_with_pictures(data: Path, folder: Path, told: Callable[[str], object] = lambda _: None) -> list[Path]:
    """Tell the sample season into an empty data folder, and picture each page on the day that suits it.

    `told` hears what is done next: the whole takes a minute.
    """
    from desktop_app.sample_season import BEGUN, Season
    from desktop_app.ui.pictures import SIZE, picture_first_start, picture_sight
    from desktop_app.ui.tour import sights

    settings = Settings(data / "示例设置.ini")
    app = make_application(settings)
    session = Session(data, settings, lambda: None)
    settle = partial(_settle, app, session.jobs)
    session.ledger.clock = partial(_standing, BEGUN)
    told("页面图片：第一次使用")
    made = picture_first_start(session.desk, SAMPLE / "2025年通知.docx", folder, settle)
    season = Season(session.ledger)
    window: MainWindow | None = None
    for number, sight in enumerate(sights(), 1):
        told(" ".join(part for part in (f"页面图片 {sight.moment:%Y-%m-%d}：{sight.title}", sight.words) if part))
        season.tell(sight.moment)
        session.ledger.clock = partial(_standing, sight.moment)
        if window is None:
            session.sit_down()
            window = session.open_window()
            window.resize(SIZE)
        made += picture_sight(window, sight, folder, number, settle)
    season.tell()
    session.close(keep=False)
    return made


def _standing(moment: datetime) -> datetime:
    """A clock that stands."""
    return moment
