"""文件中心: every document, as it would print now."""

from desktop_app.ui.screens.papers.screen import PapersScreen

__all__ = ["PapersScreen"]
