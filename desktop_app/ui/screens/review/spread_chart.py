"""How each expert scores beside the others: a strip per expert with his totals, and how severe or mild he is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.shapes.diagnostics import ExpertDiagnosis
from desktop_app.ui import style
from desktop_app.ui.parts.basics import LEFT, RIGHT
from desktop_app.ui.screens.review.analysis_wording import severity_text, spread_words
from desktop_app.ui.style import BESIDE, NEAR, tokens

LINE, DOT, AXIS = 28, 5, 22  # px
NAMES, NUMBERS = 48, 44


class SpreadChart(QWidget):
    """Dots are totals, the thick bar half of them, its notch the median; right of it how far he is from the others."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("spread_chart")
        self.setAccessibleName("每位专家的评分")
        self._experts: Sequence[ExpertDiagnosis] = ()

    def show_experts(self, experts: Sequence[ExpertDiagnosis]) -> None:
        self._experts = [each for each in experts if each.totals]
        self.setAccessibleDescription("；".join(map(spread_words, self._experts)))
        self.setFixedHeight(LINE * len(self._experts) + AXIS)
        self.update()

    def save_picture(self, file: Path) -> None:
        """As it stands, as .svg or as .png four times as sharp. OSError when it cannot be written."""
        if file.suffix.lower() == ".svg":
            from PySide6.QtSvg import QSvgGenerator

            made = QSvgGenerator()
            made.setFileName(str(file))
            made.setSize(self.size())
            made.setViewBox(self.rect())
            made.setTitle(self.accessibleName())
            made.setDescription(self.accessibleDescription())
            self._paint(QPainter(made))
            if not file.is_file():
                raise OSError(f"{file.name} was not written")
            return
        picture = QPixmap(self.size() * 4)
        picture.setDevicePixelRatio(4)
        picture.fill(QColor(tokens().surface))
        self._paint(QPainter(picture))
        if not picture.save(str(file), "PNG"):
            raise OSError(f"{file.name} was not written")

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint(QPainter(self))

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font(style.SMALL))
        if self._experts:
            low = min(min(each.totals) for each in self._experts)
            high = max(max(each.totals) for each in self._experts)
            for number, each in enumerate(self._experts):
                self._draw_strip(painter, number * LINE, each, low, high)
            self._draw_axis(painter, low, high)
        painter.end()

    def _x(self, points: float, low: float, high: float) -> float:
        left, room = NAMES + NEAR, self.width() - NAMES - NUMBERS - 2 * NEAR
        return left + (room * (points - low) / (high - low) if high > low else room / 2)

    def _draw_strip(self, painter: QPainter, top: int, each: ExpertDiagnosis, low: float, high: float) -> None:
        look, middle = tokens(), top + LINE / 2
        painter.setPen(QColor(look.text))
        painter.drawText(QRect(0, top, NAMES, LINE), LEFT, f"专家{each.number}")
        ordered = sorted(each.totals)
        quarter = len(ordered) // 4
        left, right = (self._x(ordered[at], low, high) for at in (quarter, len(ordered) - 1 - quarter))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.ink_soft))
        painter.drawRoundedRect(QRectF(left - 1, middle - 7, right - left + 2, 14), 3, 3)
        dots = QColor(look.ink)
        dots.setAlpha(110)
        painter.setBrush(dots)
        for points in ordered:
            painter.drawEllipse(QRectF(self._x(points, low, high) - DOT / 2, middle - DOT / 2, DOT, DOT))
        painter.setBrush(QColor(look.text))
        median = self._x((ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2, low, high)
        painter.drawRect(QRectF(median - 1, middle - 9, 2, 18))
        painter.setPen(QColor(look.text))
        painter.drawText(QRect(self.width() - NUMBERS, top, NUMBERS, LINE), RIGHT, severity_text(each.severity))

    def _draw_axis(self, painter: QPainter, low: float, high: float) -> None:
        look, top = tokens(), LINE * len(self._experts)
        left, right = round(self._x(low, low, high)), round(self._x(high, low, high))
        painter.fillRect(QRect(left, top, max(right - left, 1), 1), QColor(look.edge))
        painter.setPen(QColor(look.muted))
        painter.drawText(QRect(left - 4, top + 3, 60, 18), LEFT, f"{low:g} 分")
        if high > low:
            painter.drawText(QRect(right - 56, top + 3, 60, 18), RIGHT, f"{high:g} 分")
        painter.drawText(QRect(self.width() - NUMBERS - BESIDE, top + 3, NUMBERS + BESIDE, 18), RIGHT, "偏差")
