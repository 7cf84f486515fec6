"""文件中心: every document, as it would print now, and the words of those that the office writes itself."""

from desktop_app.ui.screens.papers.editing import PapersScreen

__all__ = ["PapersScreen"]
