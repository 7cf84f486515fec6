"""补正: what every application still lacks, the lists that ask for it, and whether it counts at all."""

from desktop_app.ui.screens.intake.corrections.tab import CorrectionsTab

__all__ = ["CorrectionsTab"]
