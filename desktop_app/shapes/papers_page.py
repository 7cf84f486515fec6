"""What the 文件中心 lists beside its documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from desktop_app.shapes import shape


@shape
class SlipRow:
    """A visit whose slip may be printed (again). `issued_at` None: it has not been given out yet."""

    receipt_id: int
    number: str
    received_at: datetime
    organization: str
    branches: tuple[str, ...]
    issued_at: datetime | None
    voided: bool

    @property
    def about(self) -> str:
        """第一临床学院党委　妇产科党支部等 3 个支部; a 直属党支部 that brings its own is named once."""
        first = self.branches[0] if self.branches else ""
        more = f"等 {len(self.branches)} 个支部" if len(self.branches) > 1 else ""
        return "　".join(dict.fromkeys(part for part in (self.organization, f"{first}{more}") if part))


@shape
class PapersPage:
    """Of the current round. `counts` stand beside a document's title, `empty` says why one has no rows; both by key."""

    round_name: str = ""
    receipts: int = 0
    recent: tuple[SlipRow, ...] = ()
    counts: Mapping[str, str] = field(default_factory=dict)
    empty: Mapping[str, str] = field(default_factory=dict)
    newest_handover: str = ""  # JJ-2025-0003, "" before the first
