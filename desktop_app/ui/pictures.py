"""Pictures of the window's pages, as files: every tab of a page, light and dark; and of the first start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_app.settings import Theme
from desktop_app.ui import style
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.screen import Desk, Screen
from desktop_app.ui.tour import Sight

THEMES = (Theme.LIGHT, Theme.DARK)
SIZE = QSize(1366, 768)
STEPS_BACK = 3  # Esc so often leaves whatever lies open on a page


def picture_sight(
    window: MainWindow, sight: Sight, folder: Path, number: int, settle: Callable[[], None]
) -> list[Path]:
    """One file a tab and theme, such as “08 专家评审 评分中 排名 深色.png”. `settle` lets the window come to rest."""
    made = []
    for theme in THEMES:
        window.wear(theme)
        window.go(sight.title)
        settle()
        page = window.page(sight.title)
        if sight.open:
            sight.open(window)
            settle()
        for tab in _tabs(page) if sight.tabs else ("",):
            settle()
            words = (f"{number:02}", sight.title, sight.words, tab, str(theme))
            made.append(_save(window, folder, words))
        for _ in range(STEPS_BACK if sight.open else 0):
            page.back()
    return made


def picture_first_start(desk: Desk, notice: Path, folder: Path, settle: Callable[[], None]) -> list[Path]:
    """The three steps of the first start; `notice` is read in the second. Nothing is written."""
    from desktop_app.ui.screens.welcome import Welcome
    from desktop_app.ui.screens.welcome_steps import STEPS

    made = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for theme in THEMES:
        style.apply(app, dark=theme.dark)
        welcome = Welcome(desk, open_sample=lambda: None, done=lambda: None)
        welcome.resize(SIZE)
        welcome.show()
        welcome.notice.open_file(notice)
        for step in range(len(STEPS)):
            welcome.show_step(step)
            settle()
            made.append(_save(welcome, folder, ("00", "第一次使用", str(step + 1), str(theme))))
        welcome.close()
        welcome.deleteLater()
    return made


def _save(window: QWidget, folder: Path, words: tuple[str, ...]) -> Path:
    file = folder / f"{' '.join(part for part in words if part)}.png"
    window.grab().save(str(file))
    return file


def _tabs(page: Screen) -> Iterator[str]:
    """Press one tab after the other and say its words; a page without tabs is one, without words."""
    tabs = [each for each in page.findChildren(QPushButton) if each.property("is") == "tab" and each.isVisible()]
    if not tabs:
        yield ""
    for tab in tabs:
        tab.click()
        yield tab.text()
    if tabs:
        tabs[0].click()
