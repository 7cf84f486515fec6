"""What a part remembers for the clerk from one day to the next: widths, chosen columns."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.shapes import shape


@shape
class Memory:
    """Where a part keeps a word under a key. Who keeps it (settings, a dict in a test) is not the part's business."""

    remember: Callable[[str, str], None]
    recall: Callable[[str], str]  # "" when nothing was kept


FORGETFUL = Memory(lambda *_: None, lambda *_: "")
