"""Qt itself, as every window of ours needs it."""

from __future__ import annotations

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop_app.settings import Settings
from desktop_app.ui import style
from desktop_app.ui.translation import speak_chinese


def make_application(settings: Settings) -> QApplication:
    """Qt, dressed and speaking Chinese."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("yizhibu")
    app.setApplicationDisplayName("一支部一特色")
    app.setDesktopFileName("yizhibu")
    app.setWindowIcon(QIcon(style.icon("certificate", "accent")))
    speak_chinese(app)
    style.apply(app, dark=settings.theme.dark)
    return app
