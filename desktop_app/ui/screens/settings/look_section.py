"""外观: light, dark, or as the system has it; chosen by what it looks like."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.settings import Theme
from desktop_app.ui import style
from desktop_app.ui.parts.basics import Panel, Stack, label, row
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import APART, DARK, LIGHT, NEAR, Palette, tokens

TOLD = {
    Theme.SYSTEM: "跟着系统的深浅变化",
    Theme.LIGHT: "白底深字",
    Theme.DARK: "深底浅字，适合光线暗的房间",
}


class Miniature(QWidget):
    """The window, very small, in the colours of a theme; both halves for the one that follows the system."""

    SIZE = QSize(208, 124)

    def __init__(self, theme: Theme, choice: QRadioButton) -> None:
        super().__init__()
        self.setObjectName(f"look_{theme.name.lower()}_picture")
        self.setFixedSize(self.SIZE)
        self._theme, self._choice = theme, choice
        choice.toggled.connect(self.update)

    def mouseReleaseEvent(self, event: object) -> None:
        self._choice.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self.rect().adjusted(1, 1, -1, -1)
        half = QRect(whole.left(), whole.top(), whole.width() // 2, whole.height())
        painter.save()
        for look, part in {
            Theme.LIGHT: ((LIGHT, whole),),
            Theme.DARK: ((DARK, whole),),
            Theme.SYSTEM: ((DARK, whole), (LIGHT, half)),
        }[self._theme]:
            painter.setClipRect(part)
            self._paint(painter, whole, look)
        painter.restore()
        chosen = self._choice.isChecked()
        painter.setPen(QPen(QColor(tokens().accent_text if chosen else tokens().line), 2 if chosen else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(whole), style.RADIUS_PANEL, style.RADIUS_PANEL)
        painter.end()

    @staticmethod
    def _paint(painter: QPainter, box: QRect, look: Palette) -> None:
        """Rail, title, primary action, a panel with lines."""
        painter.setPen(Qt.PenStyle.NoPen)

        def block(left: int, top: int, width: int, height: int, colour: str, radius: float = 1.5) -> None:
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(box.left() + left, box.top() + top, width, height), radius, radius)

        block(0, 0, box.width(), box.height(), look.window, style.RADIUS_PANEL)
        block(0, 0, 44, box.height(), look.sunken, style.RADIUS_PANEL)
        for number in range(5):
            block(8, 22 + 14 * number, 26, 4, look.text if number == 1 else look.edge)
        block(54, 12, 48, 7, look.text)
        block(box.width() - 42, 10, 32, 12, look.accent, 2)
        block(54, 32, box.width() - 64, box.height() - 42, look.surface, 3)
        for number in range(4):
            block(62, 42 + 16 * number, box.width() - 110, 4, look.edge)
            block(box.width() - 40, 42 + 16 * number, 20, 4, look.warn if number == 1 else look.line)


class LookSection(Section):
    title, name = "外观", "look"

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self._group = QButtonGroup(self)
        self.choices: dict[Theme, QRadioButton] = {}
        cards = []
        for theme in Theme:
            choice = QRadioButton(str(theme))
            choice.setObjectName(f"look_{theme.name.lower()}")
            choice.setAccessibleDescription(TOLD[theme])
            choice.clicked.connect(lambda _=False, chosen=theme: self.wear(chosen))
            self._group.addButton(choice)
            self.choices[theme] = choice
            note = label(TOLD[theme], f"look_{theme.name.lower()}_note", "muted")
            note.setContentsMargins(22, 0, 0, 0)
            cards.append(Stack(f"look_{theme.name.lower()}_card", Miniature(theme, choice), choice, note, gap=NEAR))
        panel = Panel("外观", "look_panel", "只影响这台电脑，选了就生效")
        panel.body.addLayout(row(*cards, 0, gap=24, margins=(APART, NEAR, APART, APART)))
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
        box.addStretch(1)

    def refresh(self) -> None:
        self.choices[self.desk.settings.theme].setChecked(True)

    def begin(self) -> None:
        self.choices[self.desk.settings.theme].setFocus()

    def wear(self, theme: Theme) -> None:
        """Put it on at once; this machine remembers it, the office's data do not."""
        self.desk.settings.theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        style.apply(app, dark=theme.dark)
