"""专家评审: score sheets, the ranking, and who scores what."""

from desktop_app.ui.screens.review.screen import ReviewScreen

__all__ = ["ReviewScreen"]
