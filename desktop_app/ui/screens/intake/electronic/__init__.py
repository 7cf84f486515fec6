"""电子版: the tab of files, their import, and the check against the paper."""

from desktop_app.ui.screens.intake.electronic.tab import ElectronicTab

__all__ = ["ElectronicTab"]
