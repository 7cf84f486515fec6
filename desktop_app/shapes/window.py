"""What the frame of the window is told: who sits where, what was found, what is proposed, where a line leads."""

from __future__ import annotations

from datetime import datetime

from desktop_app.shapes import shape
from desktop_app.shapes.office import OfficeProfile, OperatorRow
from desktop_app.shapes.rounds import RoundRow


@shape
class WindowFacts:
    """What stands in the rail and the status bar."""

    profile: OfficeProfile
    rounds: tuple[RoundRow, ...]
    operators: tuple[OperatorRow, ...]
    backed_up_at: datetime | None = None
    backup_note: str = ""  # what should be known of backups, in one sentence


@shape
class Place:
    """A screen by its title, and, where a record is meant, its kind ("application", "receipt", "branch") and id."""

    screen: str
    kind: str = ""
    record_id: int | None = None


@shape
class Hit:
    """One line of “前往”. `group` is the heading it stands under: 支部, 申报项目, 文件, 命令."""

    group: str
    text: str
    note: str = ""
    place: Place | None = None
    found: tuple[int, int] = (0, 0)  # the part of `text` that matched, from and to; nothing marked when empty
    icon: str = "arrow-right"
    keys: str = ""  # the shortcut that does the same


@shape
class Proposal:
    """One line that a field proposes: what it would fill in, and what tells it from its namesakes."""

    record_id: int
    text: str
    note: str = ""
    found: tuple[int, int] = (0, 0)
