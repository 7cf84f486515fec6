"""The window: rail at the left, the page at the right, status below; what lies above; and the keys of all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.documents import nothing_to_undo
from desktop_app.ledger import Changes
from desktop_app.settings import Theme
from desktop_app.shapes.office import OperatorRow
from desktop_app.shapes.window import Hit, Place, WindowFacts
from desktop_app.ui import style
from desktop_app.ui.parts.errors import KNOWN
from desktop_app.ui.parts.floating import Toast
from desktop_app.ui.parts.frame import NavigationRail, PageHeader, StatusBar
from desktop_app.ui.parts.key_overview import KeyOverview
from desktop_app.ui.parts.overlay import press_focused
from desktop_app.ui.parts.palette import CommandPalette, Search
from desktop_app.ui.scanner import Scanner
from desktop_app.ui.screen import Desk, Page, Screen
from desktop_app.ui.shortcuts import REDO, REDO_TOO, UNDO, Shortcuts
from desktop_app.ui.style import APART, BESIDE
from desktop_app.ui.window_commands import GROUP, WindowCommand, matching, tab_commands

PRODUCT = "一支部一特色"
RECEIPTS = "收件登记"  # the page that F2 begins an entry on
BACKUPS = Place("系统设置", "backups", 0)
MINUTE = 60_000  # ms
SMALLEST = QSize(1024, 640)
FIRST_SIZE = QSize(1366, 768)

KEYS = (
    (
        "到处可用",
        (
            ("Ctrl+K", "前往：支部、编号、文件、命令"),
            ("F2", "登记收件"),
            ("扫码枪", "打开扫到的那一份材料"),
            ("Esc", "返回"),
            ("F1", "本表"),
        ),
    ),
    ("撤销", (("Ctrl+Z", "撤销上一步；正在输入时先撤销输入"), ("Ctrl+Shift+Z", "重做"))),
    ("本页", (("Ctrl+F", "筛选"), ("Ctrl+S", "保存"), ("Ctrl+P", "打印"), ("Ctrl+E", "导出"))),
    ("表格与表单", (("Enter", "打开；表单中到下一栏"), ("↑ ↓", "移动"), ("Alt+↓", "在日期栏打开日历"))),
)


class MainWindow(QWidget):
    """Takes everything by its constructor. Pages are built when first needed, the rest in quiet moments.

    `facts` says what stands in the rail and is asked again after every change; `search` finds records for “前往”. What
    the window cannot do by itself it asks for by signals.
    """

    round_picked = Signal(int)  # round_id: make it the current one
    new_round_wanted = Signal()
    operator_picked = Signal(object)  # OperatorRow; the ledger's actor is already theirs
    new_operator_wanted = Signal()
    scanned = Signal(str)  # a code such as ZBPP-2023-001-3 or SJ-2023-0001

    def __init__(
        self,
        desk: Desk,
        screens: Sequence[type[Screen] | Page],
        facts: Callable[[], WindowFacts],
        search: Search = lambda _: (),
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self._desk, self._ledger = desk, desk.ledger
        self._classes = {screen.title: screen for screen in screens}
        self._built: dict[str, Screen] = {}
        self._facts, self._search = facts, search
        self._seen = False  # painted for the first time
        self._way: list[str] = []  # the titles of the pages gone through, the present one last
        self._build()
        self._connect()
        self._listen()
        self._show_facts()
        self.setMinimumSize(SMALLEST)
        if not self.restoreGeometry(desk.settings.geometry):
            self.resize(FIRST_SIZE)
        self._keep_on_screen()

    def _keep_on_screen(self) -> None:
        """Another screen than last time, or a larger scale: the window never reaches beyond it."""
        room = self.screen().availableGeometry()
        self.resize(self.size().boundedTo(room.size()))
        at = self.pos()
        self.move(
            max(room.left(), min(at.x(), room.right() + 1 - self.width())),
            max(room.top(), min(at.y(), room.bottom() + 1 - self.height())),
        )

    def _build(self) -> None:
        self._rail = NavigationRail(tuple(self._classes.values()))
        self._header, self._pages, self._status = PageHeader(), QStackedWidget(), StatusBar()
        self._pages.setObjectName("pages")
        content = QVBoxLayout()
        content.setContentsMargins(APART, BESIDE, APART, BESIDE)
        content.setSpacing(BESIDE)
        content.addWidget(self._header)
        content.addWidget(self._pages, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(content, 1)
        right.addWidget(self._status)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self._rail)
        both.addLayout(right, 1)
        self.toast = Toast(self)
        self.palette_sheet = CommandPalette(self, self._find)
        self.key_overview = KeyOverview(self, KEYS)

    def _connect(self) -> None:
        self._rail.chosen.connect(self.go)
        self._rail.goto_wanted.connect(self.palette_sheet.open)
        self._rail.rounds.picked.connect(self.round_picked)
        self._rail.rounds.new_wanted.connect(self.new_round_wanted)
        self._rail.operator.picked.connect(self._pick_operator)
        self._rail.operator.new_wanted.connect(self.new_operator_wanted)
        self._status.undo_wanted.connect(self.undo)
        self._status.backup_wanted.connect(lambda: self.go_to(BACKUPS))
        self._status.cancel_wanted.connect(self._desk.jobs.cancel)
        self.palette_sheet.chosen.connect(self._open_hit)
        self._scanner = Scanner(self)
        self._scanner.scanned.connect(self.scanned)
        self._shortcuts = Shortcuts(
            self,
            {
                "Ctrl+K": self.palette_sheet.open,
                "F1": self.key_overview.open,
                "F2": self.begin_receipt,
                UNDO: self.undo,
                REDO: self.redo,
                REDO_TOO: self.redo,
                "Ctrl+F": lambda: self._ask_page(Screen.focus_filter, "本页没有可筛选的列表。"),
                "Ctrl+P": lambda: self._ask_page(Screen.print_out, "本页没有可打印的内容。"),
                "Ctrl+E": lambda: self._ask_page(Screen.export, "本页没有可导出的内容。"),
                "Ctrl+S": lambda: self._ask_page(Screen.save, "本页没有要保存的表单，各处改动都已自动保存。"),
                "Esc": self.back,
            },
        )

    def _listen(self) -> None:
        self._ledger.tell(self._on_changed)
        self._desk.jobs.tell(self._status.show_job)
        self._soon = QTimer(self)  # one look at facts and counts after a burst of changes
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._catch_up)
        self._quiet = QTimer(self)
        self._quiet.setInterval(0)
        self._quiet.timeout.connect(self._build_next)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self._show_facts)
        self._clock.start()
        self._changed: set[str] = set()

    # pages ------------------------------------------------------------------------------------------------------------

    @property
    def screen_shown(self) -> Screen | None:
        return self._built.get(self._way[-1]) if self._way else None

    def page(self, title: str) -> Screen:
        """The page of that title; built now if it was not."""
        if title not in self._built:
            made = self._classes[title](self._desk)
            made.refreshed.connect(lambda: self._page_refreshed(made))
            made.said.connect(self.say)
            made.offered.connect(self.toast.tell)
            made.wanted.connect(self.go_to)
            self._pages.addWidget(made)
            self._built[title] = made
        return self._built[title]

    def go(self, title: str, record: tuple[str, int] | None = None) -> None:
        """Show a page, and on it the record of that kind and id."""
        if title not in self._classes:
            return
        self._dismiss_sheets()
        shown = self.page(title)
        if not self._way or self._way[-1] != title:
            self._way.append(title)
            del self._way[:-20]
        self._pages.setCurrentWidget(shown)
        self._rail.select(title)
        if self.isVisible():
            shown.bring_up_to_date()
        self._show_header(shown)
        if not shown.isAncestorOf(QApplication.focusWidget() or self):
            shown.take_keyboard()
        if record:
            shown.open_record(*record)

    def go_to(self, place: Place) -> None:
        self.go(place.screen, (place.kind, place.record_id) if place.record_id is not None else None)

    def back(self) -> None:
        """Esc: close what lies above, empty a filter, else a step inside the page, else the page before."""
        if self._dismiss_sheets() or _emptied(QApplication.focusWidget()):
            return
        shown = self.screen_shown
        if shown and not shown.back() and len(self._way) > 1:
            self._way.pop()
            self.go(self._way[-1])

    def begin_receipt(self) -> None:
        """F2: a new visit to the desk, from anywhere."""
        if RECEIPTS in self._classes:
            self.go(RECEIPTS)
            self.page(RECEIPTS).begin()

    def _ask_page(self, ask: Callable[[Screen], bool], refusal: str) -> None:
        """`ask` is a method of Screen; the page's own one of that name is called."""
        shown = self.screen_shown
        if shown is None or not getattr(shown, ask.__name__)():
            self.toast.warn(refusal)

    def _dismiss_sheets(self) -> bool:
        open_sheets = [sheet for sheet in (self.palette_sheet, self.key_overview) if sheet.isVisible()]
        for sheet in open_sheets:
            sheet.dismiss()
        return bool(open_sheets)

    def _page_refreshed(self, screen: Screen) -> None:
        self._rail.show_waiting(screen.title, screen.waiting())
        if screen is self.screen_shown:
            self._show_header(screen)

    def _show_header(self, screen: Screen) -> None:
        self._header.show_page(screen.title, screen.state_line(), screen.header_actions(), screen.primary())

    def _build_next(self) -> None:
        """One page in each quiet moment; then the counts in the rail are complete."""
        missing = next((title for title in self._classes if title not in self._built), None)
        if missing is None:
            self._quiet.stop()
            return
        self._rail.show_waiting(missing, self.page(missing).waiting())

    # changes ----------------------------------------------------------------------------------------------------------

    def say(self, words: str, undo_title: str = "") -> None:
        """Answer a write: its undo is offered while it is still the last step."""
        if undo_title and self._ledger.undo_title == undo_title:
            self.toast.tell(words, "撤销", self.undo, keys=UNDO, says=f"撤销：{undo_title}")
        else:
            self.toast.tell(words)

    def undo(self) -> None:
        self._revert(self._ledger.undo_title, self._ledger.undo, nothing_to_undo(self._ledger.final_title))

    def redo(self) -> None:
        self._revert(self._ledger.redo_title, self._ledger.redo, "没有可重做的操作。")

    def _revert(self, title: str | None, revert: Callable[[], str | None], nothing: str) -> None:
        if title is None:
            self.toast.warn(nothing)
            return
        try:
            revert()
        except KNOWN as trouble:
            self.toast.warn(str(trouble))
            return
        if self._ledger.redo_title == title:
            self.toast.tell(f"已撤销：{title}", "重做", self.redo, keys=REDO, says=f"重做：{title}")
        else:
            self.toast.tell(f"已重做：{title}", "撤销", self.undo, keys=UNDO, says=f"撤销：{title}")

    def _on_changed(self, changes: Changes) -> None:
        self._status.show_saved(self._ledger.clock())
        self.toast.withdraw_action()
        self._changed |= changes.tables
        self._soon.start()

    def _catch_up(self) -> None:
        changes, self._changed = Changes(frozenset(self._changed), ""), set()
        self._show_facts()
        for title, screen in self._built.items():
            if screen.concerns(changes):
                self._rail.show_waiting(title, screen.waiting())

    def facts_changed(self) -> None:
        """Something that stands in the rail or the status bar changed without a write."""
        self._soon.start()

    def _show_facts(self) -> None:
        facts = self._facts()
        self._rail.show_facts(facts, self._ledger.actor)
        self._status.show_backup(facts.backed_up_at, self._ledger.clock(), facts.backup_note)
        self._status.show_undo(self._ledger.undo_title)
        current = next((each.name for each in facts.rounds if each.current), "")
        # the product last: there Qt would add it, where it is not, and so it stands there once
        self.setWindowTitle(" · ".join(part for part in (facts.profile.school, current, PRODUCT) if part))

    def _pick_operator(self, operator: OperatorRow) -> None:
        self._ledger.actor = operator.name
        self.operator_picked.emit(operator)
        self._show_facts()
        self.say(f"现在由{operator.name}经手")

    # going anywhere ---------------------------------------------------------------------------------------------------

    def _find(self, typed: str) -> tuple[Hit, ...]:
        """Records first; pages and commands after them, or alone while nothing is typed."""
        own = matching((*self._commands(), *(tab_commands(self._classes.values(), self.go_to) if typed else ())), typed)
        records = tuple(self._search(typed)) if typed else ()
        room = max(0, CommandPalette.MOST - min(len(own), 4))
        return (*records[:room], *own)

    def _commands(self) -> tuple[WindowCommand, ...]:
        undo, redo = self._ledger.undo_title, self._ledger.redo_title
        commands = []
        if undo:
            commands.append(WindowCommand(f"撤销：{undo}", "cx", self.undo, "arrow-back-up", UNDO))
        if redo:
            commands.append(WindowCommand(f"重做：{redo}", "cz", self.redo, "arrow-forward-up", REDO))
        if RECEIPTS in self._classes:
            commands.append(WindowCommand("新登记收件", "xdjsj", self.begin_receipt, "plus", "F2"))
        commands += [
            WindowCommand(title, screen.initials, partial(self.go, title), screen.icon, note="打开页面")
            for title, screen in self._classes.items()
        ]
        for theme, initials in ((Theme.SYSTEM, "wggsxt"), (Theme.LIGHT, "wgqs"), (Theme.DARK, "wgss")):
            commands.append(WindowCommand(f"外观{theme}", initials, partial(self.wear, theme), "moon"))
        commands.append(WindowCommand("快捷键", "kjj", self.key_overview.open, "keyboard", "F1"))
        return tuple(commands)

    def _open_hit(self, hit: Hit) -> None:
        if hit.place:
            self.go_to(hit.place)
        elif hit.group == GROUP:
            own = (*self._commands(), *tab_commands(self._classes.values(), self.go_to))
            next(command for command in own if command.words == hit.text).run()

    def wear(self, theme: Theme) -> None:
        """Put on a look and remember it."""
        self._desk.settings.theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        style.apply(app, dark=theme.dark)

    # ------------------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._way and self._classes:
            self.go(next(iter(self._classes)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The other pages are built once this one can be seen: before that, the first of them would keep it waiting."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self._hear_keys()
            self._quiet.start()

    def _hear_keys(self) -> None:
        """Only now: a filter on the application is asked about each of the thousands of events of a window's birth."""
        app = QApplication.instance()
        assert app is not None
        for listener in (self._scanner, self._shortcuts):
            app.installEventFilter(listener)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as Space does."""
        if not press_focused(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            self._clock.start()
            self._soon.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._desk.settings.geometry = self.saveGeometry()
        self._desk.settings.write()
        for timer in (self._soon, self._quiet, self._clock):  # what it would ask may be closed by then
            timer.stop()
        super().closeEvent(event)

    def raise_up(self) -> None:
        """A second start: come to the front."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)


def _emptied(focused: QWidget | None) -> bool:
    """Whether a filter with something in it had the keyboard; it is empty now."""
    if not isinstance(focused, QLineEdit) or focused.property("is") != "filter" or not focused.text():
        return False
    focused.clear()
    return True
