"""`open`: the window."""

from __future__ import annotations

import argparse

from desktop_app.cli.results import Result
from desktop_app.folders import data_folder


def open_window(given: argparse.Namespace) -> Result:
    """Show the window and stay until it is closed."""
    from desktop_app.app import run

    status = run(given.data or data_folder(), movable=given.data is None)
    return Result({"closed": True}, status=status)
