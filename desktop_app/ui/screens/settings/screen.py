"""系统设置: one tab a subject; a round opens on its own page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from db.models import Holiday, HolidayYear, OfficeSetting, Operator, Round, RoundPhase
from desktop_app.office import holidays, office_settings, rounds
from desktop_app.rules.errors import RuleBroken
from desktop_app.ui.parts.basics import button, row, rule, say
from desktop_app.ui.screen import Action, Desk, Screen, Waiting
from desktop_app.ui.screens.notice import NoticePage
from desktop_app.ui.screens.settings.backups_section import BackupsSection
from desktop_app.ui.screens.settings.data_section import DataSection
from desktop_app.ui.screens.settings.desk_section import DeskSection
from desktop_app.ui.screens.settings.holidays_section import HolidaysSection
from desktop_app.ui.screens.settings.look_section import LookSection
from desktop_app.ui.screens.settings.office_section import OfficeSection
from desktop_app.ui.screens.settings.official_section import OfficialSection
from desktop_app.ui.screens.settings.operators_section import OperatorsSection
from desktop_app.ui.screens.settings.rounds_section import RoundsSection
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import BESIDE

SECTIONS: tuple[type[Section], ...] = (
    OfficeSection,
    RoundsSection,
    HolidaysSection,
    DeskSection,
    OfficialSection,
    OperatorsSection,
    LookSection,
    BackupsSection,
    DataSection,
)
SHOWN: dict[str, type[Section]] = {  # by what a Place calls it
    each.name: each for each in (OfficeSection, HolidaysSection, OfficialSection, BackupsSection)
}
SOON = timedelta(days=45)  # how long before its first day a year without a table is missed


class TabStrip(QWidget):
    """The subjects side by side; arrows move along, the chosen one is underlined."""

    chosen = Signal(int)  # another tab is shown
    pressed = Signal()  # by mouse or Enter: the keyboard may go on into the section

    def __init__(self, name: str, titles: Sequence[tuple[str, str]]) -> None:
        """`titles` are names of widgets and words."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("设置的各部分")
        self._group = QButtonGroup(self)
        self.tabs: list[QPushButton] = []
        for number, (widget, words) in enumerate(titles):
            tab = button(words, f"tab_{widget}", "tab")
            tab.setCheckable(True)
            self._group.addButton(tab, number)
            self.tabs.append(tab)
        self._group.idToggled.connect(lambda number, on: self.chosen.emit(number) if on else None)
        self._group.idClicked.connect(lambda _: self.pressed.emit())
        self.setLayout(row(*self.tabs, 0, gap=24))

    def show_tab(self, number: int) -> None:
        self.tabs[number].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        tab = self.tabs[(self._group.checkedId() + step) % len(self.tabs)]
        tab.setChecked(True)
        tab.setFocus(Qt.FocusReason.TabFocusReason)


def _years(years: Sequence[int]) -> str:
    return f"{'、'.join(map(str, years))} 年"


class SettingsScreen(Screen):
    title, icon, initials, apart = "系统设置", "settings", "xtsz", True
    watches = frozenset({OfficeSetting, Operator, Round, RoundPhase, Holiday, HolidayYear})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sections = tuple(section(self) for section in SECTIONS)
        self.tabs = TabStrip("settings_tabs", [(each.name, each.title) for each in self.sections])
        self._stack = QStackedWidget()
        self._stack.setObjectName("settings_stack")
        for section in self.sections:
            self._stack.addWidget(section)
        self._subjects = QWidget()
        self._subjects.setObjectName("settings_subjects")
        self._notices: dict[int | None, NoticePage] = {}
        self._pages = QStackedWidget()
        self._pages.setObjectName("settings_pages")
        self._pages.addWidget(self._subjects)
        inner = QVBoxLayout(self._subjects)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.tabs)
        inner.addWidget(rule("settings_rule"))
        inner.addSpacing(BESIDE)
        inner.addWidget(self._stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)
        self._connect()
        self.tabs.show_tab(0)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._show_section)
        self.tabs.pressed.connect(self._begin)
        rounds_section = self.section(RoundsSection)
        assert isinstance(rounds_section, RoundsSection)
        rounds_section.new_wanted.connect(self.new_round)
        rounds_section.open_wanted.connect(self.open_round)

    # What the window asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._tell_what_waits()
        self.current.refresh()
        if self.notice:
            self.notice.refresh()

    def state_line(self) -> str:
        if self.notice:
            return "从通知新建批次" if self.notice.round_id is None else "修改批次的日期和要求"
        profile, years = office_settings.profile(), holidays.table_years()
        count = len(rounds.rounds())
        parts = (
            f"{profile.school} {profile.desk}".strip(),
            f"{count} 个批次" if count else "还没有批次",
            f"放假安排到 {years[0]} 年" if years else "还没有放假安排",
            *([f"待载入 {_years(missing)}的放假安排"] if years and (missing := self._years_missing()) else []),
        )
        return " · ".join(parts)

    def primary(self) -> Action | None:
        if isinstance(self.current, RoundsSection) and not self.notice:
            return Action("新建批次", self.new_round, "plus")
        return None

    def waiting(self) -> Waiting:
        """A year about to begin, or begun, that has no table."""
        missing = self._years_missing()
        return Waiting(len(missing), self.ledger.clock().year in missing)

    def _years_missing(self) -> tuple[int, ...]:
        today = self.ledger.clock().date()
        return tuple(sorted({today.year, (today + SOON).year} - set(holidays.table_years())))

    def _tell_what_waits(self) -> None:
        """The tab of the tables says what the rail counts."""
        missing = self._years_missing()
        words = f"{HolidaysSection.title}　缺 {_years(missing)}" if missing else HolidaysSection.title
        say(self.tabs.tabs[SECTIONS.index(HolidaysSection)], words)

    def open_record(self, kind: str, record_id: int) -> None:
        """A "round" or an "operator" by its id; "new_round" with any id begins one, "operator" with 0 adds one,
        "office", "holidays", "official" and "backups" with any id show them."""
        if kind == "round":
            self.open_round(record_id)
        elif kind == "new_round":
            self.new_round()
        elif kind == "operator":
            self.show_section(OperatorsSection)
            section = self.section(OperatorsSection)
            if record_id and isinstance(section, OperatorsSection):
                section.table.select(record_id)
        elif kind in SHOWN:
            self.show_section(SHOWN[kind])

    def save(self) -> bool:
        if self.notice:
            self.notice.save()
            return True
        return self.current.save()

    def back(self) -> bool:
        if self.notice:
            self._leave_notice()
            return True
        return False

    # Sections and the page of a round ---------------------------------------------------------------------------------

    @property
    def current(self) -> Section:
        return self.sections[self._stack.currentIndex()]

    @property
    def notice(self) -> NoticePage | None:
        """The page of a round, while it is shown."""
        shown = self._pages.currentWidget()
        return shown if isinstance(shown, NoticePage) else None

    def _notice_of(self, round_id: int | None) -> NoticePage:
        """Every round, and the new one (None), has a page of its own, so that what is half typed on one stays."""
        if round_id not in self._notices:
            made = NoticePage(self.desk)
            made.said.connect(self.said)
            made.saved.connect(lambda _: self._leave_notice(drop=True))
            made.left.connect(self._leave_notice)
            self._pages.addWidget(made)
            self._notices[round_id] = made
        return self._notices[round_id]

    def section(self, wanted: type[Section]) -> Section:
        return next(each for each in self.sections if isinstance(each, wanted))

    def show_section(self, wanted: type[Section]) -> None:
        self._leave_notice()
        self.tabs.show_tab(SECTIONS.index(wanted))
        self.current.begin()

    def new_round(self) -> None:
        """The page for a new round; one that was half typed is taken up again."""
        self.tabs.show_tab(SECTIONS.index(RoundsSection))
        notice = self._notice_of(None)
        self._show_notice(notice)
        notice.begin_new()

    def open_round(self, round_id: int) -> None:
        """A round's page; one that is gone is said on the list."""
        self.tabs.show_tab(SECTIONS.index(RoundsSection))
        section = self.section(RoundsSection)
        assert isinstance(section, RoundsSection)
        notice = self._notice_of(round_id)
        self._show_notice(notice)
        try:
            notice.open_round(round_id)
        except RuleBroken as broken:
            self._leave_notice(drop=True)
            section.trouble.show_trouble(broken)

    def _show_notice(self, notice: NoticePage) -> None:
        self._pages.setCurrentWidget(notice)
        self.refreshed.emit()

    def _leave_notice(self, *, drop: bool = False) -> None:
        """Back to the list; `drop` when all of the page is stored."""
        notice = self.notice
        if notice is None:
            return
        self._pages.setCurrentWidget(self._subjects)
        if drop:
            self._notices = {key: page for key, page in self._notices.items() if page is not notice}
            self._pages.removeWidget(notice)
            notice.deleteLater()
        self.current.refresh()
        self.current.begin()
        self.refreshed.emit()

    def _begin(self) -> None:
        self.current.begin()

    def _show_section(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        if self.isVisible():
            self.current.refresh()
        self.refreshed.emit()
