"""The text of a paper as it is typed: its fields stand out, and lines with something wrong bear a mark beside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from desktop_app.rules.patterns import Pattern
from desktop_app.shapes.official_texts import Field, Problem
from desktop_app.ui import style
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.screens.papers.texts.field_proposals import FieldProposals, FindFields
from desktop_app.ui.style import NEAR, SMALL, TIGHT, tokens

PAUSE = 300  # ms without a key until the text is read and laid out again
_FIELD = Pattern(r"[{｛]([^{}｛｝]*)[}｝]")
_HEAD = Pattern(r"\s*(?:标题|主送|附件\s*\d*)\s*[：:]")


class TemplateText(QPlainTextEdit):
    """`settled` tells that the text is another one and nobody types just now."""

    settled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("公文的文字")
        self.setTabChangesFocus(True)
        self._beside = _Beside(self)
        self._problems: dict[int, Problem] = {}
        self.proposals: FieldProposals | None = None
        self._colours = _Colours(self.document())
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.settled)
        self.textChanged.connect(self._pause.start)
        self.blockCountChanged.connect(lambda _: self._make_room())
        self.updateRequest.connect(self._follow)
        self._make_room()

    @property
    def text(self) -> str:
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Another text; it is told at once, and its typing cannot be undone into the one before."""
        self.setPlainText(text)
        self._pause.stop()
        self.settled.emit()

    def put_text(self, text: str) -> None:
        """Instead of what stands there, as if it were typed: Ctrl+Z brings that back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def insert_field(self, field: Field) -> None:
        """At the cursor; one that stands alone gets a line of its own."""
        cursor, said = self.textCursor(), f"{{{field.name}}}"
        cursor.beginEditBlock()
        if field.block:
            cursor.clearSelection()
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            if cursor.block().text().strip():
                said = f"\n{said}"
        cursor.insertText(said)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_known(self, names: Collection[str]) -> None:
        """The fields that this paper has; any other is coloured as one that is wrong."""
        self._colours.known = frozenset(names)
        self._colours.rehighlight()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark their lines. Where a line has several, the first is told under the mouse."""
        self._problems = {each.line: each for each in reversed(problems) if each.line}
        self.viewport().update()
        self._beside.update()

    def go_to_line(self, number: int) -> None:
        """Put the keyboard at the end of a line; 0 is the first."""
        block = self.document().findBlockByNumber(max(0, number - 1))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def marked_lines(self) -> tuple[int, ...]:
        """The numbers of the lines that bear a mark."""
        return tuple(sorted(self._problems))

    # ------------------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Under the words of a line that is wrong, over its whole width, an amber ground."""
        painter, offset = QPainter(self.viewport()), self.contentOffset()
        for number in self._problems:
            block = self.document().findBlockByNumber(number - 1)
            if block.isValid() and block.isVisible():
                box = self.blockBoundingGeometry(block).translated(offset)
                painter.fillRect(box.adjusted(TIGHT, 0, -TIGHT, 0), QColor(tokens().warn_ground))
        painter.end()
        super().paintEvent(event)

    def offer_fields(self, find: FindFields) -> None:
        """Behind an open brace propose what `find` finds for what is typed there."""
        self.proposals = FieldProposals(self, find)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While fields are proposed, arrows mark one, Enter or Tab takes it, Esc puts them away."""
        shown = self.proposals
        if shown is None or not shown.open:
            super().keyPressEvent(event)
            return
        match Qt.Key(event.key()):
            case Qt.Key.Key_Down:
                shown.step(1)
            case Qt.Key.Key_Up:
                shown.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                shown.take()
            case Qt.Key.Key_Escape:
                shown.hide()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.proposals:
            self.proposals.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colours.rehighlight()

    def event(self, event: QEvent) -> bool:
        """Esc and Tab are the list's while fields are proposed; under the mouse stands what is wrong with a line."""
        if isinstance(event, QKeyEvent) and self.proposals and self.proposals.open:
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
                self.keyPressEvent(event)
                return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.viewport().mapFrom(self, event.pos())
            problem = self._problems.get(self.cursorForPosition(at).blockNumber() + 1)
            QToolTip.showText(event.globalPos(), plain_tip(f"{problem.what}{problem.todo}") if problem else "", self)
            return True
        return super().event(event)

    # the strip at the left --------------------------------------------------------------------------------------------

    def _make_room(self) -> None:
        self.setViewportMargins(self._beside.sizeHint().width(), 0, 0, 0)

    def _follow(self, part: QRect, by: int) -> None:
        if by:
            self._beside.scroll(0, by)
        else:
            self._beside.update(0, part.y(), self._beside.width(), part.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.contentsRect()
        self._beside.setGeometry(room.left(), room.top(), self._beside.sizeHint().width(), room.height())

    def paint_beside(self, painter: QPainter, part: QRect) -> None:
        """The number of each line, or the mark that something in it is wrong."""
        look, wide = tokens(), self._beside.width()
        painter.setFont(style.font(SMALL))
        block, top = self.firstVisibleBlock(), 0.0
        offset = self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            top = box.top()
            if top > part.bottom():
                break
            tall = self.fontMetrics().height()
            line = QRect(0, round(top), wide - NEAR, tall)
            if block.blockNumber() + 1 in self._problems:
                mark = QRect(line.right() - 13, line.center().y() - 6, 14, 14)
                style.draw_icon(painter, mark, "alert-triangle", look.warn)
            elif block.text().strip():
                painter.setPen(QColor(look.muted))
                painter.drawText(line, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()


class _Beside(QWidget):
    """Stands left of the text; the text paints it."""

    def __init__(self, text: TemplateText) -> None:
        super().__init__(text)
        self.setObjectName(f"{text.objectName()}_beside")
        self._text = text

    def sizeHint(self) -> QSize:
        return QSize(style.font_width("00", SMALL) + NEAR + 2 * TIGHT, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens().surface))
        self._text.paint_beside(painter, event.rect())
        painter.end()


class _Colours(QSyntaxHighlighter):
    """Fields strong, unknown ones amber and underlined, the words that begin a part of the paper quiet."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.known: frozenset[str] = frozenset()

    def highlightBlock(self, text: str) -> None:
        look = tokens()
        if head := _HEAD.match(text):
            self._paint(text, (0, head.end()), look.muted)
        for found in _FIELD.finditer(text):
            right = found[1].strip() in self.known
            self._paint(text, found.span(), look.focus if right else look.warn, strong=True, wrong=not right)

    def _paint(
        self, text: str, span: tuple[int, int], colour: str, *, strong: bool = False, wrong: bool = False
    ) -> None:
        shape = QTextCharFormat()
        shape.setForeground(QColor(colour))
        if strong:
            shape.setFontWeight(600)
        shape.setFontUnderline(wrong)
        # Qt counts UTF-16 units: a rare character is two
        begin, end = (len(text[:at].encode("utf-16-le")) // 2 for at in span)
        self.setFormat(begin, end - begin, shape)
