"""The rules of the counter that need no database."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import CopyMarks

LONGEST_BRAND = 60  # characters; a brand name is short and forceful, this is far beyond


def clean_brand(brand: str, branch: str) -> str:
    """The brand name as it is kept: outer marks and stray spaces gone. RuleBroken when nothing is left."""
    text = " ".join("".join(c for c in brand if unicodedata.category(c) not in ("Cf", "Cc") or c == " ").split())
    for left, right in ("“”", "《》", '""', "「」"):
        if len(text) >= 2 and text.startswith(left) and text.endswith(right):
            text = text[1:-1].strip()
    if not text:
        raise RuleBroken(f"“{branch}”还没有填品牌名称。", "请照申报书封面填写。")
    if len(text) > LONGEST_BRAND:
        raise RuleBroken(
            f"“{branch}”的品牌名称有 {len(text)} 个字，超过 {LONGEST_BRAND} 个。", "请只填品牌名称，不填说明。"
        )
    return text


def changed_copies(
    branch: str, before: Sequence[CopyMarks], after: Sequence[CopyMarks], exchanged: Sequence[int] = ()
) -> tuple[int, ...]:
    """The ordinals (1…) of copies that came, were exchanged, or whose marks were corrected, in a visit.

    A copy that lies with the office does not un-come at the counter: that is a movement, or a voided receipt.
    """
    if len(before) != len(after):
        raise RuleBroken(
            f"“{branch}”填了 {len(after)} 份，本批次要求 {len(before)} 份。", "请按批次规定的份数逐份登记。"
        )
    gone = [n for n, (was, now) in enumerate(zip(before, after, strict=True), 1) if was.here and not now.here]
    if gone:
        raise RuleBroken(
            f"“{branch}”第 {_named(gone)} 份先前已经收下，不能改为未到。", "如是登记错误，请把那次收件作废。"
        )
    fresh = [n for n in exchanged if not (0 < n <= len(before) and before[n - 1].here)]
    if fresh:
        raise RuleBroken(f"“{branch}”第 {_named(fresh)} 份先前没有收到，谈不上更换。", "请按新交登记。")
    pairs = enumerate(zip(before, after, strict=True), 1)
    return tuple(n for n, (was, now) in pairs if was != now or n in exchanged)


def _named(ordinals: Sequence[int]) -> str:
    return "、".join(map(str, ordinals))


def check_late_approval(approved_by: str, reason: str) -> None:
    """逾期 is taken into review only with an approver's name and a reason (domain §2)."""
    if not approved_by.strip() or not reason.strip():
        raise RuleBroken("逾期受理要同时写明批准人和理由。", "两项都填上，或都空着（只登记，不进入评审）。")


def minute(text: str) -> str:
    """A moment as rows keep it, "2023-11-09 10:20"; RuleBroken when the text is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
    except ValueError:
        raise RuleBroken(f"时间“{text}”无法识别。", "请写成 年-月-日 时:分，例如 2023-11-09 10:20。") from None
