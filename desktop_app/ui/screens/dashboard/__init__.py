"""工作台: the season, what is due, who is missing, how far we are."""

from desktop_app.ui.screens.dashboard.screen import DashboardScreen

__all__ = ["DashboardScreen"]
