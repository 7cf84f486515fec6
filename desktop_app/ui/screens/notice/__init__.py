"""The round from the notice: its text at the left, every fact beside its sentence at the right."""

from desktop_app.ui.screens.notice.page import NoticePage

__all__ = ["NoticePage"]
