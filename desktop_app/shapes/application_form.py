"""申报书 as it is given out: the blank form, with what the office knows of the branch filled in."""

from __future__ import annotations

from datetime import datetime

from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead


@shape
class BlankForm:
    """What is filled in; "" leaves the place blank. `closing` is the last minute in time, None for no deadline."""

    letterhead: Letterhead
    copies: int
    closing: datetime | None
    made_at: datetime
    number: str = ""
    brand: str = ""
    branch: str = ""
    organization: str = ""
    secretary: str = ""
    telephone: str = ""
    branch_kind: str = ""
    members: str = ""
    honours: tuple[str, ...] = ()
    obliged: str = ""
