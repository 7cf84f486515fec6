"""公文版式 as the office has set it."""

from __future__ import annotations

from desktop_app.office.office_settings import profile
from desktop_app.rules.official_look import look_of
from desktop_app.shapes.official import OfficialLook


def official_look() -> OfficialLook:
    """The look of every official paper that is written from now on; the standard's where nothing was said."""
    return look_of(profile())
