"""The score sheet's rubric as it lies on the desk: one line per criterion, and a box where the pen wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from db.enums import ReviewMark
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.score_entry import check_points, read_points, typed_out
from desktop_app.rules.scoring import points_text
from desktop_app.shapes.panel import CriterionRow
from desktop_app.ui.parts.basics import LEFT, RIGHT, Stack, dress, label, rule
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import APART

MARK_KEYS = {"/": ReviewMark.RECUSED, "*": ReviewMark.ABSENT, "+": ReviewMark.ABSTAINED}  # of the number pad
MOST_OF_A_NUMBER = 2  # boxes that the figures before the dash of a short code may have run into
LINE, TIGHT_LINE, TIGHT_FROM = 49, 40, 8  # px a criterion takes; so many of them stand closer
FIELD = 72
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class ScoreField(QLineEdit):
    """Figures and Enter only. A letter is the beginning of a code, and is handed on; nothing else is taken.

    Marks are taken only where the box is empty: what slips from the finger beside Enter must not wipe out points.
    """

    confirmed = Signal()
    complete = Signal()  # as many figures as there can be were typed
    stepped = Signal(int)
    marked = Signal(object)  # ReviewMark
    strayed = Signal(str)
    dashed = Signal()  # figures and a dash: a code typed short, 31-3

    def __init__(self, name: str, says: str, full_hundredths: int, decimals: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setProperty("is", "score")
        self.setAlignment(RIGHT)
        self.setFixedWidth(FIELD)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # a Chinese input method would keep the keys
        self._full, self._decimals = full_hundredths, decimals
        self.setMaxLength(len(str(full_hundredths // 100)) + (1 + decimals if decimals else 0))
        self.answers: Callable[[str], bool] = lambda _: False  # takes keys first while a question stands beside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        text = event.text()
        if held != NO_MODIFIER or self.answers(text):
            if held != NO_MODIFIER:
                super().keyPressEvent(event)
            return
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.confirmed.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Backspace if not self.text():
                self.stepped.emit(-1)
            case _ if len(text) == 1 and text.isprintable():
                self._typed(text, event)
            case _:
                super().keyPressEvent(event)

    def _typed(self, text: str, event: QKeyEvent) -> None:
        if text.isascii() and text.isalpha():
            self.strayed.emit(text)
        elif text in MARK_KEYS and not self.text():
            self.marked.emit(MARK_KEYS[text])
        elif text == "-":
            self.dashed.emit()
        elif (text.isascii() and text.isdigit()) or (text == "." and self._decimals and "." not in self.text()):
            super().keyPressEvent(event)
            if not self.isReadOnly() and typed_out(self.text(), self._full, decimals=self._decimals):
                self.complete.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What stands there is replaced by the next figure."""
        super().focusInEvent(event)
        self.selectAll()


class Meaning(QLabel):
    """What a criterion means, cut where it would not fit; or, in amber, what is wrong with its points."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("is", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = ""

    def show_words(self, words: str, *, wrong: bool = False) -> None:
        self._words = words
        dress(self, "error" if wrong else "muted")
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(plain_tip(self._words) if shown != self._words else "")


class ScoreGrid(QWidget):
    """Number, criterion with its explanation, full marks, points; the handwritten total last.

    `objects` may hold the keyboard where it is, by returning True, before it goes on from points that are right in
    themselves.
    """

    changed = Signal()
    finished = Signal()  # Enter in the total, or anywhere while a mark is on
    marked = Signal(object)  # ReviewMark
    strayed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("score_grid")
        self.objects: Callable[[CriterionRow, int], bool] = lambda *_: False
        self.fields: list[ScoreField] = []
        self.marked_now = False
        self._criteria: tuple[CriterionRow, ...] = ()
        self._meanings: list[Meaning] = []
        self._shape: tuple[object, ...] = ()
        self._decimals, self._with_total = 0, True
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._inner = QWidget()
        self._box.addWidget(self._inner)

    # Building ---------------------------------------------------------------------------------------------------------

    def show_rubric(self, criteria: Sequence[CriterionRow], *, decimals: int, with_total: bool) -> None:
        """Lines for these criteria; built anew only when they are others."""
        shape = (tuple(criteria), decimals, with_total)
        if shape == self._shape:
            return
        self._shape, self._criteria = shape, tuple(criteria)
        self._decimals, self._with_total = decimals, with_total
        self._inner.hide()
        self._box.removeWidget(self._inner)
        self._inner.deleteLater()
        self._inner = QWidget()
        self._inner.setObjectName("score_lines")
        self._box.addWidget(self._inner)
        self._build()

    def _build(self) -> None:
        grid = QGridLayout(self._inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(APART)
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(0, 24)
        for column, words in enumerate(("序号", "评分指标", "满分", "得分")):
            head = label(words, f"score_head_{column}", "muted")
            grid.addWidget(head, 0, column, RIGHT if column > 1 else LEFT)
        self.fields, self._meanings = [], []
        for place, criterion in enumerate(self._criteria):
            self._add_line(grid, place, criterion)
        self._add_total(grid)
        for place, field in enumerate((*self.fields, self.total)):
            field.stepped.connect(lambda by, at=place: self._step(at + by))
            field.marked.connect(self.marked)
            field.strayed.connect(self.strayed)
            field.dashed.connect(self._dashed)
            field.textEdited.connect(lambda _, at=place: self._edited(at))

    def _add_line(self, grid: QGridLayout, place: int, criterion: CriterionRow) -> None:
        line, name = 2 * place + 1, f"criterion_{place + 1}"
        grid.addWidget(rule(f"score_rule_{place + 1}"), line, 0, 1, 4)
        grid.setRowMinimumHeight(line + 1, LINE if len(self._criteria) < TIGHT_FROM else TIGHT_LINE)
        meaning = Meaning(f"{name}_meaning")
        meaning.show_words(criterion.explanation)
        title = label(criterion.name, f"{name}_name", "section")
        full = points_text(criterion.full_hundredths)
        field = ScoreField(
            f"score_{place + 1}", f"{criterion.name}，满分 {full}", criterion.full_hundredths, self._decimals
        )
        field.confirmed.connect(lambda at=place: self._confirm(at))
        field.complete.connect(lambda at=place: self._leave(at))
        grid.addWidget(label(str(criterion.position), f"{name}_number", "muted"), line + 1, 0)
        grid.addWidget(Stack(name, 0, title, meaning, 0, gap=0), line + 1, 1)
        grid.addWidget(label(full, f"{name}_full", "muted"), line + 1, 2, RIGHT)
        grid.addWidget(field, line + 1, 3)
        self.fields.append(field)
        self._meanings.append(meaning)

    def _add_total(self, grid: QGridLayout) -> None:
        last = 2 * len(self._criteria) + 1
        bold = rule("score_rule_total")
        bold.setFixedHeight(2)
        full = sum(criterion.full_hundredths for criterion in self._criteria)
        words = "手写合计" if self._with_total else "合计"
        self.total = ScoreField("score_total", words, full, self._decimals)
        self.total.setPlaceholderText("核对" if self._with_total else "")
        self.total.confirmed.connect(self.finished)
        self._so_far = label("", "total_so_far", "muted")
        grid.addWidget(bold, last, 0, 1, 4)
        grid.setRowMinimumHeight(last + 1, LINE)
        grid.addWidget(label(words, "total_label", "section"), last + 1, 1)
        grid.addWidget(self._so_far, last + 1, 2, RIGHT)
        grid.addWidget(self.total, last + 1, 3)

    # What is told to it -----------------------------------------------------------------------------------------------

    def show_texts(self, texts: Sequence[str], total: str) -> None:
        """What stands in the boxes; what was said to be wrong is forgotten."""
        for place, field in enumerate(self.fields):
            field.setText(texts[place] if place < len(texts) else "")
            self._tell(place, "")
        self.total.setText(total)
        self._show_wrong(self.total, wrong=False)
        self._add_up()

    def show_points(self, points: Mapping[int, int], total: int | None) -> None:
        texts = [
            points_text(points[each.criterion_id]) if each.criterion_id in points else "" for each in self._criteria
        ]
        self.show_texts(texts, "" if total is None else points_text(total))

    def set_writable(self, writable: bool) -> None:
        for box in (*self.fields, self.total):
            box.setReadOnly(not writable or (box is self.total and not self._with_total))
            box.style().unpolish(box)
            box.style().polish(box)

    def show_total_wrong(self) -> None:
        """The total does not add up: it stays chosen, so that figures replace it."""
        self._show_wrong(self.total, wrong=True)
        self.total.setFocus(Qt.FocusReason.OtherFocusReason)
        self.total.selectAll()

    def focus_open(self) -> None:
        """The first box that is blank; the total when none is."""
        blank = next((field for field in self.fields if not field.text()), self.total)
        blank.setFocus(Qt.FocusReason.OtherFocusReason)
        blank.selectAll()

    def focus_line(self, criterion_id: int) -> None:
        field = self.fields[[each.criterion_id for each in self._criteria].index(criterion_id)]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def settle(self, criterion_id: int, points: str) -> None:
        """What the paper says of a criterion; the keyboard goes on."""
        place = [each.criterion_id for each in self._criteria].index(criterion_id)
        self.fields[place].setText(points)
        self._edited(place)
        self._step(place + 1)

    # What is asked of it ----------------------------------------------------------------------------------------------

    def texts(self) -> tuple[tuple[str, ...], str]:
        """What was typed, right or not, and the total."""
        return tuple(field.text() for field in self.fields), self.total.text() if self._with_total else ""

    @property
    def blank(self) -> bool:
        points, total = self.texts()
        return not any(points) and not total

    @property
    def lacking(self) -> str:
        """The first thing that is still to be filled in; "" when nothing is."""
        points, total = self.texts()
        if blank := next((place for place, text in enumerate(points, 1) if not text), 0):
            return f"第 {blank} 项还没有填"
        return "还没有填手写合计" if self._with_total and not total else ""

    def points(self) -> dict[int, int]:
        """What is filled in, in hundredths by criterion. RuleBroken for what is no points."""
        return {
            each.criterion_id: read_points(field.text(), decimals=self._decimals)
            for each, field in zip(self._criteria, self.fields, strict=True)
            if field.text()
        }

    def handwritten(self) -> int | None:
        """The total that was typed; None where none is asked for, or none is there yet."""
        if not self._with_total or not self.total.text():
            return None
        return read_points(self.total.text(), decimals=self._decimals)

    # Going on ---------------------------------------------------------------------------------------------------------

    def _confirm(self, place: int) -> None:
        """Enter. With a mark on there are no points to go through."""
        if self.marked_now or self.fields[place].isReadOnly():
            self.finished.emit()
        else:
            self._leave(place)

    def _leave(self, place: int) -> None:
        criterion, field = self._criteria[place], self.fields[place]
        if not field.text():
            self._tell(place, "还没有填；没有评分的标缺席或弃权")
            return
        try:
            hundredths = read_points(field.text(), decimals=self._decimals)
            check_points(criterion, hundredths, decimals=self._decimals)
        except RuleBroken:
            full = points_text(criterion.full_hundredths)
            self._tell(place, f"{field.text()} 不行：满分 {full}，请看纸面")
            field.selectAll()
            return
        self._tell(place, "")
        if not self.objects(criterion, hundredths):
            self._step(place + 1)

    def _step(self, place: int) -> None:
        boxes = [*self.fields, self.total]
        if 0 <= place < len(boxes):
            boxes[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _dashed(self) -> None:
        """Figures and a dash are a code, 12-3, that was begun in a blank sheet and ran into its first boxes."""
        texts, total = self.texts()
        begun = "".join(texts)
        if begun and not total and not any(texts[MOST_OF_A_NUMBER:]) and not self.fields[0].isReadOnly():
            self.show_texts((), "")
            self.changed.emit()
            self.strayed.emit(f"{begun}-")

    def _edited(self, place: int) -> None:
        if place < len(self.fields):
            self._tell(place, "")
        else:
            self._show_wrong(self.total, wrong=False)
        self._add_up()
        self.changed.emit()

    def _tell(self, place: int, wrong: str) -> None:
        self._show_wrong(self.fields[place], wrong=bool(wrong))
        self._meanings[place].show_words(wrong or self._criteria[place].explanation, wrong=bool(wrong))

    @staticmethod
    def _show_wrong(field: ScoreField, *, wrong: bool) -> None:
        if bool(field.property("wrong")) != wrong:
            field.setProperty("wrong", wrong)
            field.style().unpolish(field)
            field.style().polish(field)

    def _add_up(self) -> None:
        try:
            points = self.points()
        except RuleBroken:  # a decimal point without its figure
            return
        summed = points_text(sum(points.values()))
        self._so_far.setText(f"已录 {summed}" if points and self._with_total else "")
        if not self._with_total:
            self.total.setText(summed if len(points) == len(self.fields) else "")
