"""应报支部参与情况: what the yearly review of 样板支部 and 双带头人工作室 asks of a round."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.official import OfficialLook


class Part(StrEnum):
    """What a branch's part in the round counts as."""

    ESTABLISHED = "已立项"
    OPEN = "已申报，结果未定"
    NOT_SELECTED = "参加，未入选"
    NOT_ESTABLISHED = "参加，未立项"
    WITHDRAWN = "撤回"
    NOT_ADMITTED = "不予受理"
    DISQUALIFIED = "取消资格"
    MISSING = "未申报"
    EXEMPT = "认定不必申报"

    @property
    def took_part(self) -> bool:
        """Whether it counts as 参加: with an application that was not taken back, refused or cancelled."""
        return self in _TOOK_PART


_TOOK_PART = frozenset({Part.ESTABLISHED, Part.OPEN, Part.NOT_SELECTED, Part.NOT_ESTABLISHED})


@shape
class ParticipationRow:
    """An obligated branch, or one whose honours oblige it and which the office exempted."""

    organization: str
    branch: str
    honours: str  # in words, with batch and validity
    honours_short: str
    number: str  # "" without an application
    brand: str
    reached: str  # the state of the application, "" without one
    part: Part
    remark: str = ""  # reason of what ended it; reason of an overruled obligation


@shape
class ParticipationSum:
    """Of a 基层党组织, or of all."""

    obligated: int
    took_part: int
    established: int
    open: int
    not_taken: int  # 未入选 and 未立项
    ended: int  # 撤回, 不予受理, 取消资格
    missing: int
    exempt: int


def sum_of(rows: Iterable[ParticipationRow]) -> ParticipationSum:
    """What rows add up to; who is exempt counts in no other sum."""
    parts = [row.part for row in rows]
    among = parts.count
    return ParticipationSum(
        obligated=len(parts) - among(Part.EXEMPT),
        took_part=sum(part.took_part for part in parts),
        established=among(Part.ESTABLISHED),
        open=among(Part.OPEN),
        not_taken=among(Part.NOT_SELECTED) + among(Part.NOT_ESTABLISHED),
        ended=among(Part.WITHDRAWN) + among(Part.NOT_ADMITTED) + among(Part.DISQUALIFIED),
        missing=among(Part.MISSING),
        exempt=among(Part.EXEMPT),
    )


@shape
class Participation:
    """As it stands at a moment, by 基层党组织 in the office's order."""

    letterhead: Letterhead
    round_name: str
    year: int
    day: str  # ISO: the day on which an honour obliges, the deadline
    rows: tuple[ParticipationRow, ...]
    as_of: datetime
    look: OfficialLook
    journal_head: str = ""
