"""How soon a reading command is done, and how soon the window is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Process = Callable[..., Callable[[], object]]

# Both end when everything in the window has been painted once: what is queued while the window paints comes after that,
# and before the timers that then build the other pages.
PAINTED = """
import os
from PySide6.QtCore import QObject, Qt, Signal

class Once(QObject):
    painted = Signal()

def end():
    close()
    os._exit(0)

once = Once()
once.painted.connect(end, Qt.ConnectionType.QueuedConnection)
"""
BARE = f"""{PAINTED}
from PySide6.QtWidgets import QApplication, QWidget

def close():
    pass

class Window(QWidget):
    def paintEvent(self, event):
        once.painted.emit()

app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
WHOLE = f"""{PAINTED}
import gc, sys
from pathlib import Path
from desktop_app.__main__ import BEFORE_GARBAGE
gc.set_threshold(BEFORE_GARBAGE)  # as the program's own start does
from db.opening import close_database as close  # a file left open would be looked through from end to end next time
from desktop_app import app
from desktop_app.ui.main_window import MainWindow

paint = MainWindow.paintEvent

def painted(self, event):
    once.painted.emit()
    paint(self, event)

MainWindow.paintEvent = painted
app.run(Path(sys.argv[1]))
"""


@pytest.mark.parametrize(
    "command", ["round list", "list branches", "list applications", "missing", "workdays 2025-09-26 5"]
)
def test_a_reading_command(command: str, process: Process, season: Path, compare: Callable[..., None]) -> None:
    """The command line's page: under one and a half times `import peewee`."""
    bare = process("-c", "import peewee")
    whole = process("-m", "desktop_app", "--data", season, *command.split())
    compare(f"yizhibu {command}", bare, whole, goal=1.5)


def test_the_window(process: Process, season: Path, compare: Callable[..., None]) -> None:
    """Painted for the first time, with the sample season in it."""
    compare("the window, first painted", process("-c", BARE), process("-c", WHOLE, season), goal=2, rounds=11)
