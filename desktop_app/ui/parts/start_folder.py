"""Where a file dialog opens: left to itself it shows the folder that the program was started in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def start_folder(kept: str = "") -> str:
    """The folder that was used last, if it is still there; else the user's own documents."""
    if kept and Path(kept).is_dir():
        return kept
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
