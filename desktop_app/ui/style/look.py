"""How the tokens reach Qt: palette, face and style sheet, light or dark, by choice or after the system."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop_app.ui.style.icons import ICONS
from desktop_app.ui.style.measures import BODY, FACES
from desktop_app.ui.style.palette import DARK, LIGHT, Palette

FONTS = ICONS.parent / "fonts"


def apply(app: QApplication, *, dark: bool | None = None) -> None:
    """Dress the application. None follows the system's colour scheme, also when it changes later."""
    look = app.findChild(_Look, _Look.NAME) or _Look(app)
    look.wear(dark)


class _Look(QObject):
    """Lives as long as the application and remembers whether it follows the system."""

    NAME = "look"

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(self.NAME)
        self._app = app
        self._wanted: bool | None = None
        self._worn: bool | None = None
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(_face())
        QDir.setSearchPaths("look", [str(ICONS / "drawn")])
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def wear(self, dark: bool | None) -> None:
        self._wanted = dark
        hints = self._app.styleHints()  # so that title bars and system dialogs go along
        if dark is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._dress(hints.colorScheme() == Qt.ColorScheme.Dark if dark is None else dark)

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        if self._wanted is None:
            self._dress(scheme == Qt.ColorScheme.Dark)

    def _dress(self, dark: bool) -> None:
        if self._worn == dark:
            return
        self._worn = dark
        look = DARK if dark else LIGHT
        self._app.setPalette(_qpalette(look))
        self._app.setStyleSheet(style_sheet(look, "dark" if dark else "light"))


def _face() -> QFont:
    """The system's Chinese face; the bundled one is loaded only where the system has none."""
    if not set(FACES) & set(QFontDatabase.families()):
        for file in sorted((*FONTS.glob("*.ttf"), *FONTS.glob("*.otf"))):
            QFontDatabase.addApplicationFont(str(file))
    face = QFont()
    face.setFamilies(list(FACES))
    face.setPixelSize(BODY)
    face.setFeature(QFont.Tag("tnum"), 1)  # figures of one width, so that columns of numbers stand
    return face


def style_sheet(look: Palette, theme: str) -> str:
    """look.qss with the colours of `look`; `theme` is the folder of drawings it takes."""
    sheet = (Path(__file__).parent / "look.qss").read_text(encoding="utf-8")
    return sheet % {**asdict(look), "theme": theme}


def _qpalette(look: Palette) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.window,
        role.Text: look.text,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.PlaceholderText: look.muted,
        role.Highlight: look.ink,
        role.HighlightedText: look.surface,
        role.Link: look.focus,
        role.ToolTipBase: look.toast,
        role.ToolTipText: look.on_toast,
        role.Mid: look.line,
        role.Accent: look.accent_text,
    }
    palette = QPalette()
    for where, colour in colours.items():
        palette.setColor(where, QColor(colour))
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(look.edge))
    return palette
