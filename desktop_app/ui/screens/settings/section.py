"""What every section of the settings has in common."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desktop_app.ui.screen import Screen


class Section(QWidget):
    """One tab. Writes through its page, so that every write is one step with a toast."""

    title: ClassVar[str]
    name: ClassVar[str]  # of the widget and of its tab

    def __init__(self, page: Screen) -> None:
        super().__init__()
        self.setObjectName(f"settings_{self.name}")
        self.setAccessibleName(self.title)
        self.page = page
        self.ledger, self.desk = page.ledger, page.desk

    def refresh(self) -> None:
        """Ask the Queries again; what is half typed stays."""
        raise NotImplementedError

    def begin(self) -> None:
        """The tab was chosen: put the keyboard where one begins."""
        self.setFocus()

    def save(self) -> bool:
        """Ctrl+S. False: nothing here is saved by hand."""
        return False

    def today(self) -> date:
        return self.ledger.clock().date()
