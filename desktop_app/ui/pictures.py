"""Pictures of the window's pages, as files: every tab of a page, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from desktop_app.settings import Theme
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.screen import Screen

THEMES = (Theme.LIGHT, Theme.DARK)


def picture_page(window: MainWindow, title: str, folder: Path, number: int, settle: Callable[[], None]) -> list[Path]:
    """One file a tab and theme, such as “03 专家评审 排名 深色.png”. `settle` lets the window come to rest."""
    made = []
    for theme in THEMES:
        window.wear(theme)
        window.go(title)
        settle()
        for tab in _tabs(window.page(title)):
            settle()
            file = folder / f"{' '.join(part for part in (f'{number:02}', title, tab, str(theme)) if part)}.png"
            window.grab().save(str(file))
            made.append(file)
    return made


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
