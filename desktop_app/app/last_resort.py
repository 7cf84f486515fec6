"""What is said when nothing else can say it: no window, or an error that nobody foresaw."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from db.errors import DatabaseTrouble
from db.opening import trouble_of
from desktop_app.ui.parts.errors import UnexpectedDialog

UNSEEN = ("offscreen", "minimal")  # Qt's platforms without a screen


def version() -> str:
    """The program's version, as its package says."""
    from importlib.metadata import version as version_of  # slow to load, and asked for when something went wrong

    return version_of("yizhibu")


def tell_trouble(trouble: DatabaseTrouble) -> None:
    """Say before any window is there why there will be none; where nobody looks, nothing waits to be pressed."""
    print(trouble, file=sys.stderr)
    if QApplication.platformName() in UNSEEN:
        return
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "一支部一特色", trouble.what)
    box.setTextFormat(box.textFormat().PlainText)
    box.setInformativeText(trouble.todo)
    box.exec()


def catch_the_unforeseen(folder: Path) -> None:
    """What nobody foresaw is written down and shown, with an account that can be copied; data stay as they were."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sys.__excepthook__(kind, error, trace)
        if known := trouble_of(error):
            if not QApplication.activeModalWidget():  # said once, however often the disk is asked
                tell_trouble(known)
            return
        dialog = UnexpectedDialog(error, version(), folder / "错误记录.txt", QApplication.activeWindow())
        dialog.show()

    sys.excepthook = hook
