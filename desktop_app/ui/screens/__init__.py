"""The pages of the window, one line each, in the order of the season. Only pages that exist stand here."""

from __future__ import annotations

from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.dashboard import DashboardScreen
from desktop_app.ui.screens.intake import IntakeScreen
from desktop_app.ui.screens.papers import PapersScreen
from desktop_app.ui.screens.publicity import PublicityScreen
from desktop_app.ui.screens.review import ReviewScreen
from desktop_app.ui.screens.roster import RosterScreen
from desktop_app.ui.screens.settings import SettingsScreen

SCREENS: tuple[type[Screen], ...] = (
    DashboardScreen,
    RosterScreen,
    IntakeScreen,
    ReviewScreen,
    PublicityScreen,
    PapersScreen,
    SettingsScreen,
)
