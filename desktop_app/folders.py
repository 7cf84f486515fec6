"""Where data lie on this machine when nobody says otherwise. Known without Qt, so that the command line agrees."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "yizhibu"


def default_data_folder() -> Path:
    """The platform's folder for a user's data: it is not roaming and not temporary."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / NAME
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / NAME
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / NAME
