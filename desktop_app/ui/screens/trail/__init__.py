"""操作记录: who did what, when; what it was before; and back, where nothing stands upon it."""

from desktop_app.ui.screens.trail.screen import TrailScreen

__all__ = ["TrailScreen"]
