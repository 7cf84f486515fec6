"""Custody of paper copies: what each is for, what may be done with one where it is, and the office's terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from db.enums import CopyStatus, MovementKind
from desktop_app.rules.deficiencies import MOST_WORKDAYS
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.labels import label_format
from desktop_app.shapes.custody import Purpose
from desktop_app.shapes.office import OfficeProfile

S, K = CopyStatus, MovementKind
AFTER: Mapping[MovementKind, CopyStatus] = {
    K.LEND: S.LENT,
    K.RETURN: S.HELD,
    K.ARCHIVE: S.ARCHIVED,
    K.HAND_BACK: S.HANDED_BACK,
}
# What may be done with a copy where it is. A copy in the archive comes back by 归还, too.
ALLOWED: Mapping[CopyStatus, frozenset[MovementKind]] = {
    S.HELD: frozenset({K.LEND, K.ARCHIVE, K.HAND_BACK}),
    S.LENT: frozenset({K.RETURN}),
    S.ARCHIVED: frozenset({K.LEND, K.RETURN}),
    S.HANDED_BACK: frozenset({K.RETURN}),
}
WAYS: Mapping[CopyStatus, str] = {
    S.LENT: "请先登记归还",
    S.ARCHIVED: "可以借出，或归还到组织科",
    S.HANDED_BACK: "支部交回来的，先登记归还",
}


def purpose_of(ordinal: int, copies: int, *, archive: int, back: int) -> Purpose:
    """What the `ordinal`-th of `copies` is for: the first to the archive, the last back to the branch (domain §2)."""
    if ordinal <= archive:
        return Purpose.ARCHIVE
    return Purpose.RETURN if ordinal > copies - back else Purpose.REVIEW


def may_move(status: CopyStatus, kind: MovementKind) -> bool:
    return kind in ALLOWED[status]


def check_move(code: str, status: CopyStatus, place: str, kind: MovementKind) -> None:
    """Raise RuleBroken, naming the copy, unless this may be done with it where it is."""
    if not may_move(status, kind):
        where = "已在组织科" if status is S.HELD else f"现在是“{status}”（{place}）"
        todo = "不必归还。" if status is S.HELD else f"{WAYS[status]}。"
        raise RuleBroken(f"{code} {where}，不能{kind}。", todo)


def check_entry(kind: MovementKind, holder: str, at: date, due_on: date | None) -> None:
    """Who takes copies away is named; a day on which they are to be back is not before they went."""
    if kind is K.LEND and not holder.strip():
        raise RuleBroken("借出要写明借给谁。", "填写姓名，或“评审专家组”这样的去处。")
    if kind is K.LEND and due_on is not None and due_on < at:
        raise RuleBroken(f"归还期限 {due_on.isoformat()} 早于借出日期 {at.isoformat()}。", "请改正日期，或空着。")


def check_terms(office: OfficeProfile) -> None:
    """The terms and the plan of copies as settings. RuleBroken for numbers that cannot be meant."""
    for words, days in (("补正期限", office.correction_workdays), ("借出期限", office.loan_workdays)):
        if not 1 <= days <= MOST_WORKDAYS:
            raise RuleBroken(f"{words}是 {days} 个工作日，应当在 1 到 {MOST_WORKDAYS} 之间。", "请改正天数。")
    for words, count in (("存档", office.copies_to_archive), ("退支部", office.copies_to_return)):
        if not 0 <= count <= 9:
            raise RuleBroken(f"{words}份数是 {count}，应当在 0 到 9 之间。", "请改正份数。")
    label_format(office.label_format)
