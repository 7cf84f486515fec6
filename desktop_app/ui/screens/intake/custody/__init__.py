"""纸质件: where every copy is, and what is done with it."""

from desktop_app.ui.screens.intake.custody.tab import CustodyTab

__all__ = ["CustodyTab"]
