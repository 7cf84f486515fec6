"""The middle of 录入评分: the sheet again, as it lies on the desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from db.enums import ReviewMark
from desktop_app.rules.names import branch_with_organization
from desktop_app.rules.score_entry import VETOES, veto_parts, veto_words
from desktop_app.shapes import shape
from desktop_app.shapes.score_entry import SheetDetails, SheetState
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import Panel, Stack, button, field, label, row, rule
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.screens.review.entry_grid import MARK_KEYS, Meaning, ScoreGrid
from desktop_app.ui.style import APART, BESIDE, CONTROL, NEAR, TIGHT

STATE_BADGES = {
    SheetState.BLANK: Badge("muted", "circle-dashed", "未录"),
    SheetState.HALF: Badge("text", "circle-dot", "待复录"),
    SheetState.VERIFIED: Badge("good", "check", "已复核"),
    SheetState.RECUSED: Badge("muted", "ban", "回避"),
    SheetState.ABSENT: Badge("muted", "ban", "缺席"),
    SheetState.ABSTAINED: Badge("muted", "ban", "弃权"),
}
TYPING = Badge("text", "pencil", "录入中")


@shape
class Typed:
    """What is half typed on a sheet while another one is open."""

    points: tuple[str, ...]
    total: str
    mark: ReviewMark


class Paper(Panel):
    """Who scores what, the grid, the veto and the marks. `marked` says that a mark was put on or taken off."""

    changed = Signal()
    finished = Signal()
    strayed = Signal(str)

    def __init__(self) -> None:
        super().__init__("", "score_sheet")
        self.grid = ScoreGrid()
        self._mark = ReviewMark.NONE
        self._before_mark: tuple[tuple[str, ...], str] = ((), "")
        self._writable = self._mark_only = False
        self.body.setContentsMargins(APART + NEAR, BESIDE, APART + NEAR, BESIDE)
        self.body.addWidget(self._heading())
        self.body.addSpacing(NEAR)
        self.body.addWidget(Scroll("score_scroll", Stack("score_scrolled", self.grid, 0, gap=0)), 1)
        self.body.addWidget(rule("score_rule_end"))
        self.body.addSpacing(NEAR)
        self.body.addWidget(self._veto_line())
        self.body.addSpacing(NEAR)
        self.body.addWidget(self._mark_line())
        self.grid.changed.connect(self._typed)
        self.grid.finished.connect(self.finished)
        self.grid.marked.connect(self.turn_mark)
        self.grid.strayed.connect(self.strayed)

    def _heading(self) -> QWidget:
        self._sheet_title = label("", "sheet_title", "large")
        self._badge = BadgeLabel("sheet_state")
        self._number, self._code = label("", "sheet_number"), label("", "sheet_code", "section")
        self._expert = label("", "sheet_expert")
        self._brand, self._branch = label("", "sheet_brand", "section"), Meaning("sheet_branch")
        first = row(self._sheet_title, NEAR, self._badge, 0, self._code)
        second = row(
            label("申报编号", "sheet_number_key", "muted"), self._number, APART,
            label("评审人", "sheet_expert_key", "muted"), self._expert, 0,
        )  # fmt: skip
        third = row(self._brand, self._branch)
        third.setStretch(1, 1)
        return Stack("sheet_heading", first, second, third, gap=TIGHT)

    def _veto_line(self) -> QWidget:
        self._vetoes = {kind: self._chip(kind, f"veto_{n}") for n, kind in enumerate(VETOES, 1)}
        self.veto_reason = field("veto_reason", "", "理由，照纸面写", says="一票否决的理由")
        self.veto_reason.textEdited.connect(lambda _: self.changed.emit())
        self.veto_reason.returnPressed.connect(self.grid_focus)
        for kind, chip in self._vetoes.items():
            chip.clicked.connect(lambda _=False, k=kind: self._turn_veto(k))
        line = QWidget()
        line.setObjectName("veto_line")
        words = row(self._key("一票否决", "veto_key"), *self._vetoes.values(), self.veto_reason, 0)
        words.setStretchFactor(self.veto_reason, 1000)
        line.setLayout(words)
        line.setFixedHeight(CONTROL)
        return line

    def _mark_line(self) -> QWidget:
        self._marks: dict[ReviewMark, QPushButton] = {}
        for key, mark in MARK_KEYS.items():
            chip = self._chip(f"{mark}　{key}", f"mark_{mark.name.lower()}", says=str(mark))
            chip.clicked.connect(lambda _=False, m=mark: self.turn_mark(m))
            self._marks[mark] = chip
        self._mark_told = label("", "mark_told", "muted")
        line = QWidget()
        line.setObjectName("mark_line")
        line.setLayout(row(self._key("不评分", "mark_key"), *self._marks.values(), self._mark_told, 0))
        return line

    @staticmethod
    def _key(words: str, name: str) -> QWidget:
        made = label(words, name, "muted")
        made.setFixedWidth(56)
        return made

    @staticmethod
    def _chip(words: str, name: str, says: str = "") -> QPushButton:
        made = button(words, name, "chip", says=says)
        made.setCheckable(True)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return made

    # What is told to it -----------------------------------------------------------------------------------------------

    def show_sheet(self, details: SheetDetails, *, writable: bool) -> None:
        """A sheet as it is stored; `writable` opens its boxes, of an expert in conflict its marks only."""
        self._mark_only = bool(details.recusal)
        self.grid.show_rubric(details.criteria, decimals=details.decimals, with_total=details.with_total)
        self._sheet_title.setText(f"{details.stage}评审评分表")
        self._badge.show_badge(STATE_BADGES[details.state])
        self._number.setText(details.number)
        self._code.setText(details.code)
        self._expert.setText(f"专家{details.expert}")
        self._brand.setText(details.brand)
        self._branch.show_words(branch_with_organization(details.organization, details.branch))
        self.grid.show_points(details.points, details.total_hundredths)
        self.show_veto(details.veto, details.veto_reason)
        self._show_mark(details.mark)
        self.set_writable(writable)

    def set_writable(self, writable: bool) -> None:
        self._writable = writable
        self.grid.set_writable(writable and self._mark is ReviewMark.NONE and not self._mark_only)
        for chip in self._marks.values():
            chip.setEnabled(writable)
        for chip in self._vetoes.values():
            chip.setEnabled(writable and not self._mark_only)
        self.veto_reason.setReadOnly(not writable)

    def show_typed(self, typed: Typed) -> None:
        """What was half typed before."""
        self.grid.show_texts(typed.points, typed.total)
        if typed.mark is not ReviewMark.NONE:
            self.turn_mark(typed.mark)
        self._badge.show_badge(TYPING)

    def grid_focus(self) -> None:
        self.grid.focus_open()

    def turn_mark(self, mark: ReviewMark) -> None:
        """Put a mark on, or take the same one off again; the points that stood there come back."""
        if not self._writable:
            self._show_mark(self._mark)
            return
        if self._mark is ReviewMark.NONE:
            self._before_mark = self.grid.texts()
            self.grid.show_texts((), "")
        off = mark is self._mark
        self._show_mark(ReviewMark.NONE if off else mark)
        if off:
            self.grid.show_texts(*self._before_mark)
        self.grid.set_writable(off and not self._mark_only)
        self.grid.focus_open()
        self._typed()

    def _show_mark(self, mark: ReviewMark) -> None:
        self._mark = mark
        self.grid.marked_now = mark is not ReviewMark.NONE
        for each, chip in self._marks.items():
            chip.setChecked(each is mark)
        key = next((key for key, each in MARK_KEYS.items() if each is mark), "")
        self._mark_told.setText(f"Enter 保存，再按 {key} 撤去" if key and self._writable else "")

    def _turn_veto(self, kind: str) -> None:
        """One of the kinds, or none."""
        on = self._vetoes[kind].isChecked()
        for each, chip in self._vetoes.items():
            chip.setChecked(on and each == kind)
        self.veto_reason.setVisible(on)
        if on:
            self.veto_reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.veto_reason.clear()
        self.changed.emit()

    def show_veto(self, veto: bool, reason: str) -> None:
        """Whether a veto is ticked, and its reason as it is stored."""
        kind, told = veto_parts(reason)
        for each, chip in self._vetoes.items():
            chip.setChecked(veto and each == (kind or VETOES[0]))
        self.veto_reason.setText(told)
        self.veto_reason.setVisible(veto)

    def _typed(self) -> None:
        self._badge.show_badge(TYPING)
        self._mark_told.setVisible(self._mark is not ReviewMark.NONE)
        self.changed.emit()

    # What is asked of it ----------------------------------------------------------------------------------------------

    @property
    def typed(self) -> Typed | None:
        """What stands there half typed; None when nothing does."""
        return None if self.blank else Typed(*self.grid.texts(), self._mark)

    @property
    def mark(self) -> ReviewMark:
        return self._mark

    @property
    def blank(self) -> bool:
        """Whether nothing was typed that could be lost."""
        return self.grid.blank and self._mark is ReviewMark.NONE

    @property
    def veto(self) -> tuple[bool, str]:
        """Whether one of the kinds is ticked, and the reason as it is stored."""
        kind = next((each for each, chip in self._vetoes.items() if chip.isChecked()), "")
        told = self.veto_reason.text().strip()
        return bool(kind), veto_words(kind, told) if told else ""

    @property
    def lacking(self) -> str:
        """What has to be written before the sheet can be finished; "" when nothing has."""
        if self._mark is not ReviewMark.NONE:
            return ""
        veto, reason = self.veto
        if veto and not reason:
            return "请写一票否决的理由"
        return "" if veto and self.grid.blank else self.grid.lacking


class NothingOpen(Panel):
    """What stands in the middle before a sheet is opened; when all are verified, the way on to the ranking."""

    def __init__(self) -> None:
        super().__init__("", "entry_waiting")
        self.ranking = button("看排名", "entry_ranking", "", "list-check")
        self._words = EmptyState("entry_ready", "clipboard-check", "", "", self.ranking)
        self.body.addWidget(self._words)
        self.show_done(done=False)

    def show_done(self, *, done: bool) -> None:
        if done:
            self._words.show_words("评分表已全部复核", "可以生成正式排名了；要更正某一张，扫它的码或输入编码。")
        else:
            self._words.show_words("打开一张评分表", "扫一张评分表右上角的码，或输入编码，例如 31-3。")
        self.ranking.setVisible(done)
