"""One opened data folder: its ledger, its worker, its window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.connection import database
from db.errors import DatabaseTrouble
from db.folder import make_folder
from db.opening import FILE_NAME, close_database, known_trouble, open_database
from desktop_app.backups.keeper import Keeper
from desktop_app.documents import find_anything
from desktop_app.drafts import Drafts
from desktop_app.folders import chosen_data_folder, disk_warning
from desktop_app.jobs import Jobs
from desktop_app.ledger import Ledger
from desktop_app.office import office_settings, rounds
from desktop_app.office.first_start import prepare
from desktop_app.rules.errors import RuleBroken
from desktop_app.settings import Settings
from desktop_app.shapes.backups import Reason
from desktop_app.shapes.window import WindowFacts
from desktop_app.ui.home import Home
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.working import Working
from desktop_app.ui.safekeeping import Safekeeping
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens import SCREENS
from desktop_app.ui.single_instance import Doorbell

if TYPE_CHECKING:
    from desktop_app.backups.restoring import Prepared
    from desktop_app.ui.screens.welcome import Welcome

NOBODY = "未署名"
SETTINGS_PAGE, FIRST_PAGE = "系统设置", "工作台"
ROSTER_PAGE = "支部名册"


class Session(QObject):
    """One opened data folder: its ledger, its worker, its window."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        open_sample: Callable[[], None],
        bring_back: Callable[[Prepared], None] = lambda _: None,
        move: Callable[[Path], None] | None = None,
    ) -> None:
        super().__init__()
        self.folder, self._settings, self._open_sample, self._move = folder, settings, open_sample, move
        make_folder(folder, expected=folder == chosen_data_folder() and move is not None)
        before = Keeper(folder, lambda: NOBODY)
        open_database(folder / FILE_NAME, look=True, keep_old=lambda: before.back_up(Reason.BEFORE_UPGRADE))
        self.ledger = Ledger(NOBODY)
        self.keeper = Keeper(folder, lambda: self.ledger.actor, self._now)
        prepare(self.ledger.run)
        self.sit_down()
        self._home = Home()
        self.jobs = Jobs(self._home.post)
        self.safekeeping = Safekeeping(self.keeper, self.ledger, self.jobs)
        self.safekeeping.restore_wanted.connect(bring_back)
        self.desk = Desk(self.ledger, self.jobs, settings, self.safekeeping, drafts=Drafts(folder))
        self._doorbell = Doorbell(folder, self)
        self._doorbell.rung.connect(self._come_forward)
        self.window: MainWindow | None = None
        self._welcome: Welcome | None = None

    def _now(self) -> datetime:
        return self.ledger.clock()

    def open(self, *, instead_of: Session | None = None) -> QWidget:
        """Welcome on the first start, with what was typed in the one before, else the window."""
        if office_settings.profile().school and office_settings.operators():
            return self.open_window()
        from desktop_app.ui.screens.welcome import Welcome

        self._welcome = Welcome(
            self.desk,
            open_sample=self._open_sample,
            done=self._welcomed,
            import_roster=self._import_roster,
            change_folder=self._move,
        )
        if instead_of and instead_of._welcome:
            self._welcome.take_over(instead_of._welcome)
        self._welcome.show()
        return self._welcome

    def open_window(self) -> MainWindow:
        """The window, on its first page."""
        window = MainWindow(self.desk, SCREENS, self._facts, find_anything)
        window.round_picked.connect(self._switch_round)
        window.new_round_wanted.connect(lambda: window.go(SETTINGS_PAGE, ("new_round", 0)))
        window.new_operator_wanted.connect(lambda: window.go(SETTINGS_PAGE, ("operator", 0)))
        window.operator_picked.connect(lambda row: self._settings.remember("operator", row.name))
        window.scanned.connect(self._scanned)
        self.safekeeping.changed.connect(window.facts_changed)
        window.go(FIRST_PAGE)
        window.show()
        self.window = window
        if warning := disk_warning(self.folder):
            window.toast.warn("".join(warning))
        return window

    def close(self, *, keep: bool = True) -> None:
        """The windows go first; then what no backup holds yet is backed up, then the file is closed."""
        self.leave()
        if keep and not database.is_closed():
            with suppress(DatabaseTrouble), known_trouble():
                self._back_up_at_the_end()
        close_database()

    def _back_up_at_the_end(self) -> None:
        """What goes wrong is remembered and said at the next start: the data themselves are saved. Before anybody sat
        down there is nothing to keep."""
        if not office_settings.operators() or not self.keeper.wanted:
            return
        sheet = Working("正在备份", "备份好就退出")
        sheet.show()
        sheet.look()
        with suppress(OSError, RuleBroken, DatabaseTrouble):
            self.keeper.back_up(Reason.CLOSING, sheet.progress)
        sheet.close()
        sheet.deleteLater()

    def back_up(self, reason: Reason, sheet: Working) -> None:
        """On this thread, while a sheet says so; nothing is done when the newest backup holds it all."""
        if self.keeper.wanted:
            self.keeper.back_up(reason, sheet.progress)

    def rest(self) -> None:
        """Another folder is opened; the window stays for the case that it cannot be."""
        close_database()

    def take_up(self) -> None:
        """As before `rest`."""
        open_database(self.folder / FILE_NAME)

    def tell(self, trouble: DatabaseTrouble) -> None:
        """Why another folder was not opened, where that was asked for."""
        if self._welcome:
            self._welcome.tell(trouble)

    def leave(self) -> None:
        """In this order: no answer comes home any more, then the windows go for good: one that was only closed would go
        on listening to the scanner and the clock."""
        self.jobs.close()
        self._doorbell.close()
        for window in (self.window, self._welcome):
            if window:
                window.close()
                window.deleteLater()
        self.window = self._welcome = None

    def sit_down(self) -> None:
        """Who sat here last, if they still do; else the first operator."""
        names = [row.name for row in office_settings.operators() if row.active]
        last = self._settings.recall("operator")
        self.ledger.actor = last if last in names else names[0] if names else NOBODY

    def _facts(self) -> WindowFacts:
        return WindowFacts(
            office_settings.profile(),
            rounds.rounds(),
            office_settings.operators(),
            self.keeper.state.last_at,
            self.safekeeping.note,
        )

    def _switch_round(self, round_id: int) -> None:
        self.ledger.run("切换批次", rounds.switch_round, round_id=round_id)

    def _scanned(self, code: str) -> None:
        from desktop_app.office.finding import place_of_code

        assert self.window is not None
        place = place_of_code(code)
        if place is None:
            self.window.toast.warn(f"没有找到编号 {code}。")
        else:
            self.window.go_to(place)

    def _come_forward(self) -> None:
        if self.window:
            self.window.raise_up()
        elif self._welcome:
            self._welcome.showNormal()
            self._welcome.raise_()
            self._welcome.activateWindow()

    def _welcomed(self) -> None:
        self.sit_down()
        self.open_window()
        if self._welcome:
            self._welcome.close()
            self._welcome.deleteLater()
            self._welcome = None

    def _import_roster(self, path: Path) -> None:
        """The file that was chosen in the welcome is looked through on the page that imports it."""
        assert self.window is not None
        self.window.go(ROSTER_PAGE)
        from desktop_app.ui.screens.roster import RosterScreen

        page = self.window.page(ROSTER_PAGE)
        assert isinstance(page, RosterScreen)
        page.open_import(path)
