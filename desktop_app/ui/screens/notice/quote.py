"""What stands beside a field: the notice's own words around the value, in two lines at most."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shapes import shape
from desktop_app.ui import style
from desktop_app.ui.parts.basics import LEFT, elided
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import NEAR, tokens

LINE = 16  # px, of second words
MARK = 14


@shape
class Run:
    """Some words in the colour of a token."""

    text: str
    token: str = "muted"


class Quote(QWidget):
    """Runs of second words, with an amber mark before them when someone must look. Cut with an ellipsis."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(style.CONTROL)
        self.setMinimumWidth(160)
        self._runs: tuple[Run, ...] = ()
        self._marked = False

    @property
    def words(self) -> str:
        """What stands there, uncut where the whole was told."""
        return self.accessibleName()

    @property
    def room(self) -> int:
        """How many Chinese characters two lines hold."""
        return max(2 * (self.width() // style.font_width("国", style.SMALL)) - 3, 12)

    def show_runs(self, runs: Sequence[Run], *, marked: bool = False, whole: str = "") -> None:
        """`whole` is what is read aloud and told by the tooltip, where the runs are an excerpt of it."""
        self._runs, self._marked = tuple(run for run in runs if run.text), marked
        words = whole or "".join(run.text for run in runs)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words) if whole else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, style.CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._runs:
            return
        painter = QPainter(self)
        painter.setFont(style.font(style.SMALL))
        left = MARK + NEAR // 2 if self._marked else 0
        lines = self._lines(self.width() - left)
        top = (self.height() - LINE * len(lines)) // 2
        if self._marked:
            style.draw_icon(painter, QRect(0, top + 1, MARK, MARK), "alert-triangle", tokens().warn)
        hanging = self._hanging(painter)
        for number, (begin, end) in enumerate(lines):
            last = number == len(lines) - 1
            begins = left if number else left - hanging
            self._draw(painter, QRect(begins, top + number * LINE, self.width() - begins, LINE), begin, end, cut=last)
        painter.end()

    def _hanging(self, painter: QPainter) -> int:
        """How much of a quotation mark at the beginning is blank: it hangs out, so that all quotes are in line."""
        opens = self._runs[0].text[:1]
        return max(painter.fontMetrics().tightBoundingRect(opens).left() - 1, 0) if opens == "“" else 0

    def _lines(self, width: int) -> list[tuple[int, int]]:
        """Where the lines begin and end; the second takes all that is left."""
        text = "".join(run.text for run in self._runs)
        layout = QTextLayout(text, style.font(style.SMALL))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(width)
        split = first.textLength()
        layout.endLayout()
        units = text.encode("utf-16-le")
        at = len(units[: 2 * split].decode("utf-16-le", "ignore"))
        return [(0, at), (at, len(text))] if at < len(text) else [(0, len(text))]

    def _draw(self, painter: QPainter, box: QRect, begin: int, end: int, *, cut: bool) -> None:
        """One line; the last one is cut to its room."""
        look, at = tokens(), 0
        for run in self._runs:
            part = run.text[max(begin - at, 0) : max(end - at, 0)]
            at += len(run.text)
            if not part or box.width() <= 0:
                continue
            said = elided(painter, part, box.width()) if cut else part
            painter.setPen(QColor(getattr(look, run.token)))
            painter.drawText(box, LEFT, said)
            box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(said))
            if said != part:
                return
