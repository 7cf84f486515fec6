"""The text of an official paper: typed at the left, laid out at the right."""

from desktop_app.ui.screens.papers.texts.editor import TextEditor

__all__ = ["TextEditor"]
