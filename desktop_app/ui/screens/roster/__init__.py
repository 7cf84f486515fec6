"""支部名册: the list of branches, one branch beside it, and the import of a roster."""

from desktop_app.ui.screens.roster.screen import RosterScreen

__all__ = ["RosterScreen"]
