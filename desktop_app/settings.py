"""What this machine remembers for whoever sits at it. The office's own settings are Rows and travel with the data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

FOLDER = "yizhibu"


class Theme(StrEnum):
    """Which look the clerk chose; the words are those of the menu."""

    SYSTEM = "跟随系统"
    LIGHT = "浅色"
    DARK = "深色"

    @property
    def dark(self) -> bool | None:
        """None: as the system has it."""
        return {Theme.SYSTEM: None, Theme.LIGHT: False, Theme.DARK: True}[self]


def settings_file() -> Path:
    """Where this user's settings lie: the platform's folder for configuration."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / FOLDER / "settings.ini"


class Settings:
    """One ini file. A value that cannot be read counts as not set: a spoilt file never keeps the window shut."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._stored = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Theme:
        said = self._text("window/theme")
        return Theme(said) if said in set(Theme) else Theme.SYSTEM

    @theme.setter
    def theme(self, chosen: Theme) -> None:
        self._keep("window/theme", str(chosen))

    @property
    def geometry(self) -> QByteArray:
        """As QWidget.saveGeometry() gave it; empty on the first start."""
        kept = self._stored.value("window/geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._keep("window/geometry", geometry)

    def remember(self, key: str, value: str) -> None:
        """Keep one word of a part (chosen columns, the width of a pane) under a key of its own."""
        self._keep(f"parts/{key}", value)

    def recall(self, key: str) -> str:
        """What was remembered under `key`; "" when nothing was."""
        return self._text(f"parts/{key}")

    def write(self) -> None:
        """Put everything on the disk now; Qt does it by itself a moment later."""
        self._stored.sync()

    def _keep(self, key: str, value: str | QByteArray) -> None:
        self._stored.setValue(key, value)

    def _text(self, key: str) -> str:
        said = self._stored.value(key, "")
        return said if isinstance(said, str) else ""
