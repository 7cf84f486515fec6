"""The frame of the window: navigation, page header, status bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.jobs import JobState
from desktop_app.rules.backups import age_words
from desktop_app.shapes.office import OperatorRow
from desktop_app.shapes.window import WindowFacts
from desktop_app.ui import style
from desktop_app.ui.parts.basics import LEFT, RIGHT, Mark, button, label, row, rule, say
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.screen import Action, Page, Screen, Waiting
from desktop_app.ui.style import APART, BESIDE, NEAR, tokens


class NavigationItem(QAbstractButton):
    """One page in the rail, with the count of what waits there."""

    HEIGHT = 36

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        self.setObjectName(f"navigate_{icon}")
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(self.HEIGHT)
        self._icon, self._waiting = icon, Waiting()

    def show_waiting(self, waiting: Waiting) -> None:
        self._waiting = waiting
        due = "，有到期的" if waiting.pressing else ""
        self.setAccessibleName(f"{self.text()}，{waiting.count} 项待办{due}" if waiting.count else self.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, box = tokens(), QPainter(self), self.rect().adjusted(NEAR, 1, -NEAR, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.surface if self.isChecked() else look.line if self.underMouse() else look.sunken))
        painter.drawRoundedRect(box, style.RADIUS, style.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(look.accent_text))
            painter.drawRoundedRect(QRect(box.left(), box.center().y() - 8, 3, 17), 1.5, 1.5)
        at = QRect(box.left() + 12, box.center().y() - 8, style.ICON_RAIL, style.ICON_RAIL)
        style.draw_icon(painter, at, self._icon, look.text if self.isChecked() else look.muted)
        painter.setPen(QColor(look.text))
        painter.setFont(style.font(strong=self.isChecked()))
        painter.drawText(box.adjusted(42, 0, 0, 0), LEFT, self.text())
        if self._waiting.count:
            self._paint_count(painter, box)
        painter.end()

    def _paint_count(self, painter: QPainter, box: QRect) -> None:
        look, count, pressing = tokens(), str(self._waiting.count), self._waiting.pressing
        painter.setPen(QColor(look.warn if pressing else look.muted))
        painter.setFont(style.font(style.SMALL, strong=pressing))
        painter.drawText(box.adjusted(0, 0, -10, 0), RIGHT, count)
        if pressing:
            left = box.right() - painter.fontMetrics().horizontalAdvance(count) - 26
            style.draw_icon(painter, QRect(left, box.center().y() - 6, 13, 13), "clock", look.warn)


class RoundSwitcher(QComboBox):
    """Which round everything is about; its last line makes a new one."""

    NEW = "新建批次…"
    picked = Signal(int)  # round_id
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("round")
        self.setAccessibleName("批次")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.activated.connect(self._activated)
        self._current = -1

    def show_rounds(self, facts: WindowFacts) -> None:
        self.clear()
        for each in facts.rounds:
            self.addItem(each.name, each.round_id)
            if each.current:
                self._current = self.count() - 1
        if facts.rounds:
            self.insertSeparator(self.count())
        self.addItem(self.NEW)
        self.setPlaceholderText("还没有批次")
        if not any(each.current for each in facts.rounds):
            self._current = -1
        self.setCurrentIndex(self._current)
        self.setToolTip(plain_tip(self.currentText()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a wheel that passes over it must not switch the round

    def _activated(self, index: int) -> None:
        round_id = self.itemData(index)
        self.setCurrentIndex(self._current)  # the round stands only when the facts say so
        if round_id is None:
            self.new_wanted.emit()
        elif index != self._current:
            self.picked.emit(int(round_id))


class OperatorButton(QPushButton):
    """Who sits at the desk: every change bears this name. A press opens the list to switch."""

    picked = Signal(object)  # OperatorRow
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("operator")
        self.setProperty("is", "quiet")
        self.setIcon(style.icon("user", "muted"))
        self._menu = QMenu(self)
        self._menu.setObjectName("operator_menu")
        self.setMenu(self._menu)

    def show_operators(self, operators: Sequence[OperatorRow], actor: str) -> None:
        say(
            self,
            f"经手人　{actor}" if actor else "经手人　未选",
            says=f"经手人 {actor}，切换" if actor else "选择经手人",
        )
        self._menu.clear()
        group = QActionGroup(self._menu)
        for each in operators:
            if each.active:
                line = QAction(each.name.replace("&", "&&"), self._menu, checkable=True)
                line.setObjectName(f"operator_{each.operator_id}")
                line.setChecked(each.name == actor)
                line.triggered.connect(lambda _=False, chosen=each: self.picked.emit(chosen))
                group.addAction(line)
                self._menu.addAction(line)
        self._menu.addSeparator()
        new = self._menu.addAction("添加经手人…")
        new.setObjectName("operator_new")
        new.triggered.connect(lambda _=False: self.new_wanted.emit())


class NavigationRail(QFrame):
    """School, round switcher, go-to, the pages in the order of the season, and who sits at the desk."""

    WIDTH = 192
    chosen = Signal(str)
    goto_wanted = Signal()

    def __init__(self, pages: Sequence[type[Screen] | Page]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setProperty("is", "rail")
        self.setFixedWidth(self.WIDTH)
        self._school = label("", "school", "muted")
        self.rounds, self.operator = RoundSwitcher(), OperatorButton()
        self._items: dict[str, NavigationItem] = {}
        self._group = QButtonGroup(self)
        top = QVBoxLayout()
        top.setContentsMargins(BESIDE, 0, BESIDE, BESIDE)
        top.setSpacing(NEAR)
        for thing in (self._school, self.rounds, self._goto()):
            top.addWidget(thing)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, BESIDE, 1, NEAR)
        box.setSpacing(0)
        box.addLayout(top)
        self._add_pages(box, pages)
        box.addStretch(1)
        box.addLayout(row(self.operator, 0, margins=(BESIDE, 0, 0, 0)))

    def _goto(self) -> QPushButton:
        goto = button("", "goto", says="前往", keys="Ctrl+K")
        goto.setLayout(
            row(
                Mark("search", "muted", "goto_mark"),
                label("前往…", "goto_text", "muted"),
                0,
                label("Ctrl+K", "goto_keys", "muted"),
                margins=(NEAR, 0, 10, 0),
            )
        )
        goto.clicked.connect(self.goto_wanted)
        return goto

    def _add_pages(self, box: QVBoxLayout, pages: Sequence[type[Screen] | Page]) -> None:
        apart = False
        for page in pages:
            if page.apart and not apart:
                apart = True
                box.addSpacing(NEAR)
                box.addWidget(rule("navigation_rule"))
                box.addSpacing(NEAR)
            item = NavigationItem(page.icon, page.title)
            item.clicked.connect(lambda _=False, title=page.title: self.chosen.emit(title))
            self._items[page.title] = item
            self._group.addButton(item)
            box.addWidget(item)

    def show_facts(self, facts: WindowFacts, actor: str) -> None:
        line = " ".join(part for part in (facts.profile.school, facts.profile.department) if part)
        said = self._school.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.WIDTH - 2 * BESIDE)
        self._school.setText(said)
        self._school.setToolTip(plain_tip(line) if said != line else "")
        self.rounds.show_rounds(facts)
        self.operator.show_operators(facts.operators, actor)

    def show_waiting(self, title: str, waiting: Waiting) -> None:
        self._items[title].show_waiting(waiting)

    def select(self, title: str) -> None:
        self._items[title].setChecked(True)


class PageHeader(QWidget):
    """Title, one line saying how things stand, plain actions, and one primary action at the far right."""

    HEIGHT = 56

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_header")
        self.setFixedHeight(self.HEIGHT)
        self._title, self._state = label("", "page_title", "title"), label("", "page_state", "muted")
        self._why_not = label("", "page_why_not", "muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._state)
        self._buttons: list[QPushButton] = []
        self._shown: tuple[tuple[str, str, str, str], ...] = ()
        self._acts: list[Action] = []
        self._line = row(gap=NEAR)
        self._line.addLayout(words, 1)
        self._line.addWidget(self._why_not)
        self.setLayout(self._line)

    def show_page(self, title: str, state: str, actions: Sequence[Action], primary: Action | None) -> None:
        self._title.setText(title)
        self._state.setText(state)
        self._acts = [*actions, *([primary] if primary else [])]
        shown = tuple((act.words, act.icon, act.keys, str(act is primary)) for act in self._acts)
        if shown != self._shown:
            self._rebuild(primary)
            self._shown = shown
        why_not = next((act.why_not for act in reversed(self._acts) if act.why_not), "")
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))
        for made, act in zip(self._buttons, self._acts, strict=True):
            made.setEnabled(not act.why_not)

    def _rebuild(self, primary: Action | None) -> None:
        for made in self._buttons:
            self._line.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._buttons = []
        for number, act in enumerate(self._acts):
            looks, name = ("primary", "primary") if act is primary else ("", f"action_{number}")
            made = button(act.words, name, looks, act.icon, keys=act.keys)
            made.clicked.connect(lambda _=False, at=number: self._acts[at].run())
            self._line.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
            self._buttons.append(made)


class StatusBar(QFrame):
    """Saved when, what can be undone, backup how old, what runs (with a way to stop it), and the standing line."""

    HEIGHT, UNDO_WIDTH, NOTE_WIDTH = 28, 260, 260
    backup_wanted = Signal()  # the page where backups are made
    undo_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setProperty("is", "status")
        self.setFixedHeight(self.HEIGHT)
        self._saved_mark = Mark("check", "good", "saved_mark", 14)
        self._saved = label("", "saved", "muted")
        self._undo = button("", "undo", "link", "arrow-back-up")
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.clicked.connect(self.undo_wanted)
        self._backup_mark, self._backup = Mark("database", "muted", "backup_mark", 14), label("", "backup", "muted")
        self._backup_note = button("", "backup_note", "link")
        self._backup_note.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._backup_note.clicked.connect(self.backup_wanted)
        self._backup_note.hide()
        self._job, self._bar = label("", "job", "muted"), QProgressBar()
        self._bar.setObjectName("job_progress")
        self._bar.setAccessibleName("进度")
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(120, 4)
        self._cancel = button("取消", "job_cancel", "link")
        self._cancel.clicked.connect(self.cancel_wanted)
        self.setLayout(
            row(
                self._saved_mark, self._saved, NEAR, self._backup_mark, self._backup, self._backup_note, NEAR,
                self._undo, 0,
                self._job, self._bar, self._cancel, NEAR,
                Mark("lock", "muted", "secret_mark", 14), label("不得录入涉密信息", "secret", "muted"),
                margins=(APART, 0, APART, 0),
            )
        )  # fmt: skip
        self.show_saved(None)
        self.show_undo(None)
        self.show_job(None)

    def show_saved(self, at: datetime | None) -> None:
        self._saved_mark.setVisible(at is not None)
        self._saved.setText(f"已保存 {at:%H:%M}" if at else "自动保存")

    def show_backup(self, backed_up_at: datetime | None, now: datetime, note: str = "") -> None:
        """How old the last backup is, and what should be known of backups; a press on it leads to them."""
        words, old = age_words(backed_up_at, now)
        self._backup.setText(words)
        pressing = note or (old and backed_up_at)
        self._backup_mark.show_icon(*(("alert-triangle", "warn") if pressing else ("database", "muted")))
        self._backup_note.setVisible(bool(note))
        shown = self._backup_note.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, self.NOTE_WIDTH)
        say(self._backup_note, shown, says=note)

    def show_undo(self, title: str | None) -> None:
        """The name of the step that can be undone."""
        words = f"撤销：{title}" if title else ""
        self._undo.setVisible(bool(title))
        metrics = self._undo.fontMetrics()
        say(
            self._undo,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.UNDO_WIDTH),
            says=words,
            keys="Ctrl+Z",
        )

    def show_job(self, state: JobState | None) -> None:
        for thing in (self._job, self._bar, self._cancel):
            thing.setVisible(state is not None)
        if state is None:
            return
        figures = f" {state.done} / {state.total}" if state.total else ""
        behind = f"（另有 {state.waiting} 项等待）" if state.waiting else ""
        self._job.setText(f"{state.title}{figures}{behind}")
        self._job.setToolTip(plain_tip(state.text))
        self._bar.setRange(0, 100 if state.total else 0)
        self._bar.setValue(state.percent or 0)
        self._cancel.setAccessibleName(f"取消：{state.title}")
