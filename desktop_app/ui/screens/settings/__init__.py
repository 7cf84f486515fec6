"""系统设置: the office, its rounds, holidays and operators, the look, the data."""

from desktop_app.ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
