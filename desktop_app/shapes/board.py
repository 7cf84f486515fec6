"""The gate board: the gates of one project as the list marks them, and what many selected ones can be put through."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.shapes import shape


class GateState(StrEnum):
    """How a project stands to a gate."""

    PASSED = "已过"
    AHEAD = "未到"
    NEXT = "待办"  # this is what comes next
    BLOCKED = "受阻"  # a person must act before anything goes on


@shape
class GateMark:
    """One gate of one project: a letter to find it by, how it stands, and the whole of it in words."""

    letter: str
    state: GateState
    words: str


class Bulk(StrEnum):
    """What can be done with many projects at once, by the words of its button."""

    DRAFT = "起草综合意见"
    SEND = "发出综合意见…"
    RECEIVE = "收到定稿…"
    CONFIRM = "确认已按意见修改"
    CLEAR = "查重未见抄袭"
    APPROVE = "拟定审定通过"
    BACK = "拟定退回修改…"
    OUT = "拟定不予立项…"
    UNDRAFT = "收回拟定"


@shape
class BulkOffer:
    """Which of the selected projects a deed takes, and why it leaves the others: the reason and how many."""

    bulk: Bulk
    application_ids: tuple[int, ...]
    left: tuple[tuple[str, int], ...]

    @property
    def left_words(self) -> str:
        """2 项还没有综合意见，1 项已经发过."""
        return "，".join(f"{number} 项{why}" for why, number in self.left)
