"""How soon a reading command is done, and how soon the window is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Process = Callable[..., Callable[[], object]]

BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))

app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

WHOLE = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app import app
from desktop_app.ui.main_window import MainWindow

def painted(self, event):
    QTimer.singleShot(0, lambda: os._exit(0))

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
