"""收件登记: the counter."""

from desktop_app.ui.screens.intake.screen import IntakeScreen

__all__ = ["IntakeScreen"]
