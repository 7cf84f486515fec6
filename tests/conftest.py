"""What every test stands on: no screen, none of this user's own files, and the same examples at every run."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest

# A home of the run's own: neither a test nor a program that it starts touches the settings and data of whoever runs it.
_HOME = tempfile.TemporaryDirectory(prefix="yizhibu-tests-")


def pytest_configure(config: pytest.Config) -> None:
    """Runs before anything of Qt is loaded."""
    for purpose in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{purpose}_HOME"] = str(Path(_HOME.name, purpose.lower()))
    os.environ.setdefault("XDG_RUNTIME_DIR", _HOME.name)  # made with mode 0700, as Qt wants it
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # with a screen too: windows that flash up take the keys
    hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("house")


def pytest_unconfigure(config: pytest.Config) -> None:
    _HOME.cleanup()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The offscreen clipboard outlives Python and would then delete what Python owns: a crash after the last test."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()
