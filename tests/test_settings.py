"""What this machine remembers, and that a spoilt file never keeps the window shut."""

from __future__ import annotations

from PySide6.QtCore import QByteArray

from desktop_app.settings import Settings, Theme


def test_nothing_is_set_at_first(tmp_path):
    settings = Settings(tmp_path / "new" / "settings.ini")
    assert (settings.theme, settings.geometry, settings.recall("receipts/columns")) == (
        Theme.SYSTEM,
        QByteArray(),
        "",
    )


def test_everything_is_there_again_after_a_restart(tmp_path):
    file = tmp_path / "settings.ini"
    first = Settings(file)
    first.theme = Theme.DARK
    first.geometry = QByteArray(b"\x01\xd9\xff\x00")
    first.remember("receipts/columns", "时间,64;党支部,=200")
    first.write()
    again = Settings(file)
    assert (again.theme, again.geometry, again.recall("receipts/columns")) == (
        Theme.DARK,
        QByteArray(b"\x01\xd9\xff\x00"),
        "时间,64;党支部,=200",
    )


def test_a_spoilt_file_counts_as_not_set(tmp_path):
    file = tmp_path / "settings.ini"
    file.write_bytes(b"[window]\ntheme=plaid\ngeometry=7\n\x00\xff[[broken")
    settings = Settings(file)
    assert (settings.theme, settings.geometry) == (Theme.SYSTEM, QByteArray())


def test_the_words_of_the_theme_are_looks():
    assert [(str(theme), theme.dark) for theme in Theme] == [("跟随系统", None), ("浅色", False), ("深色", True)]
