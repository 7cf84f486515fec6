"""The program: which data folder is open, and how it is changed for another, a sample or a backup."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from db.errors import Damaged, DatabaseTrouble, DiskTrouble, InUse
from db.opening import FILE_NAME, close_database, trouble_of
from desktop_app.app.dressing import make_application
from desktop_app.app.last_resort import UNSEEN, catch_the_unforeseen, tell_trouble
from desktop_app.app.session import NOBODY, Session
from desktop_app.backups.keeper import Keeper
from desktop_app.folders import choose_data_folder
from desktop_app.rules.errors import RuleBroken
from desktop_app.settings import Settings, settings_file
from desktop_app.shapes.backups import Reason
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.preparing import Preparing
from desktop_app.ui.parts.working import Working
from desktop_app.ui.single_instance import SOON, raise_other

if TYPE_CHECKING:
    from desktop_app.backups.restoring import Prepared

DONE, TROUBLE = 0, 3
SAMPLE_FOLDER = "示例数据"
OWN_FOLDER = "一支部一特色"  # in a chosen folder that holds other things


def run(folder: Path, *, movable: bool = False) -> int:
    """Open a data folder in a window and stay until it is closed; the exit status of `yizhibu open`.

    `movable`: the first start may choose another folder, which is then this machine's.
    """
    settings = Settings(settings_file())
    app = make_application(settings)
    program = Program(settings, movable=movable)
    try:
        program.open(folder)
    except DatabaseTrouble as trouble:
        if isinstance(trouble, InUse) and _raised_other(folder):
            return DONE
        if not (isinstance(trouble, Damaged) and program.rescue(trouble, folder)):
            tell_trouble(trouble)
            return TROUBLE
    app.exec()
    program.close()
    return DONE


def _raised_other(folder: Path) -> bool:
    """The folder is held: by a window of ours, perhaps, which then comes forward."""
    raised = raise_other(folder, patience=2 * SOON)
    if raised:
        print("程序已经打开，已把它的窗口调到前面。", file=sys.stderr)
    return raised


class Program:
    """Holds the one opened data folder, and changes it: the sample season lies in a folder of its own."""

    def __init__(self, settings: Settings, *, movable: bool = False) -> None:
        self._settings, self._movable = settings, movable
        self.session: Session | None = None

    def open(self, folder: Path) -> None:
        """Open a folder in place of the one that is open. Raises DatabaseTrouble; the old one is then closed."""
        self.close()
        self._begin(folder).open()

    def _begin(self, folder: Path) -> Session:
        catch_the_unforeseen(folder)
        move = self.move if self._movable and not folder.name.endswith(SAMPLE_FOLDER) else None
        self.session = Session(folder, self._settings, self.open_sample, self.restore, move)
        return self.session

    def restore(self, prepared: Prepared) -> None:
        """Let a backup take the data's place; the window that asked is closed with its session."""
        QTimer.singleShot(0, lambda: self._restore(prepared))

    def _restore(self, prepared: Prepared) -> None:
        """The data are backed up first, if they can be: they are kept aside in any case. Whatever fails, the data that
        are then there are opened, and it is said."""
        from desktop_app.backups.restoring import restore

        assert self.session is not None
        session, folder = self.session, self.session.folder
        actor, clock = session.ledger.actor, session.ledger.clock
        sheet = Working("正在恢复", "先备份现在的数据")
        sheet.show()
        sheet.look()
        with suppress(OSError, RuleBroken, DatabaseTrouble):
            session.back_up(Reason.BEFORE_RESTORE, sheet)
        restored = False
        try:
            session.leave()
            done = restore(prepared, folder, actor, clock)
            told, restored = (
                f"已恢复到 {prepared.manifest.made_at:%Y-%m-%d %H:%M}，原来的数据在“{done.set_aside.name}”",
                True,
            )
        except (OSError, DatabaseTrouble) as trouble:
            told = f"没有恢复，数据和原来一样。{trouble}"
        self.close(keep=False)
        try:
            self._open_restored(folder, prepared if restored else None, told)
        except DatabaseTrouble as trouble:
            tell_trouble(trouble)
        finally:
            sheet.close()
            sheet.deleteLater()

    def _open_restored(self, folder: Path, prepared: Prepared | None, told: str) -> None:
        """`prepared` is what came in, if it did: it is held against what is then there."""
        session = self._begin(folder)
        if prepared:
            from desktop_app.backups.restoring import verify

            session.keeper.restored()
            verify(prepared)
        window = session.open()
        if isinstance(window, MainWindow):
            window.say(told)

    def rescue(self, trouble: DatabaseTrouble, folder: Path) -> bool:
        """Offer the newest good backup in the place of data that cannot be opened; False when it was not taken."""
        if QApplication.platformName() in UNSEEN:
            return False
        from desktop_app.ui.rescue import RescueDialog

        dialog = RescueDialog(trouble, Keeper(folder, lambda: NOBODY))
        if not dialog.exec() or dialog.prepared is None:
            return False
        self.bring_in(dialog.prepared, folder)
        return True

    def bring_in(self, prepared: Prepared, folder: Path) -> None:
        """Let a backup take the place of data that cannot be opened, and open it."""
        from desktop_app.backups.restoring import restore, verify

        restore(prepared, folder, NOBODY)
        session = self._begin(folder)
        session.keeper.restored()
        verify(prepared)
        session.open()

    def open_sample(self) -> None:
        """Beside the clerk's data, which stay as they are."""
        assert self.session is not None
        folder = self.session.folder
        sample = folder.with_name(f"{folder.name}-{SAMPLE_FOLDER}")
        QTimer.singleShot(0, lambda: self._change(sample, _tell_sample))  # the window that asks goes with its session

    def move(self, chosen: Path) -> None:
        """Let the data of this machine lie in another folder; what lies there already is opened."""
        folder = _room_in(chosen)
        QTimer.singleShot(0, lambda: self._change(folder, lambda _: choose_data_folder(folder)))

    def _change(self, folder: Path, fill: Callable[[Session], object]) -> None:
        """Open a folder in place of the first start that asks for it. In trouble that stays as it is, and says so."""
        former, made = self.session, not folder.exists()
        assert former is not None
        former.rest()
        try:
            fill(self._begin(folder))
        except BaseException as error:
            if self.session is not None and self.session is not former:
                self.session.leave()
            close_database()
            if made:
                shutil.rmtree(folder, ignore_errors=True)
            self.session = former
            catch_the_unforeseen(former.folder)
            former.take_up()
            if (known := _known(error, folder)) is None:
                raise
            former.tell(known)
            return
        assert self.session is not None
        self.session.open(instead_of=former)
        former.leave()

    def close(self, *, keep: bool = True) -> None:
        """`keep`: what no backup holds yet is backed up before."""
        if self.session:
            self.session.close(keep=keep)
            self.session = None


def _known(error: BaseException, folder: Path) -> DatabaseTrouble | None:
    """What the clerk is told of an error while a folder was opened; None for what nobody foresaw."""
    if isinstance(error, DatabaseTrouble):
        return error
    if isinstance(error, OSError):
        return DiskTrouble(f"读写“{error.filename or folder}”时出错（{error.strerror}）。", "请换一个位置再试。")
    return trouble_of(error)


def _tell_sample(session: Session) -> None:
    from desktop_app.sample_season import BEGUN, ESTABLISHED, load_sample

    sheet = Preparing("正在准备示例数据", BEGUN, ESTABLISHED)
    sheet.show()
    try:
        load_sample(session.ledger, told=sheet.say)
    finally:
        sheet.close()
        sheet.deleteLater()
    session.sit_down()


def _room_in(chosen: Path) -> Path:
    """A folder with other things in it gets one of the program's own, so that nothing is strewn among them."""
    try:
        others = any(chosen.iterdir()) and not (chosen / FILE_NAME).exists()
    except OSError:  # said when it is opened
        return chosen
    return chosen / OWN_FOLDER if others else chosen
