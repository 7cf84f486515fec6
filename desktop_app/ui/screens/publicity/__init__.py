"""立项公示: from 拟立项 to the approved list."""

from desktop_app.ui.screens.publicity.screen import PublicityScreen

__all__ = ["PublicityScreen"]
