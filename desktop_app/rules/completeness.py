"""What an application still lacks (domain §2: complete is five copies, stamped, signed and whole, and the file)."""

from __future__ import annotations

from collections.abc import Sequence

from db.enums import State
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks


def missing_items(copies: Sequence[CopyMarks], *, electronic: bool) -> tuple[str, ...]:
    """One sentence per kind of lack, in the order the clerk looks: copies, seals, signatures, pages, file."""
    found = []
    absent = [n for n, copy in enumerate(copies, 1) if not copy.here]
    if absent:
        found.append(f"纸质件差 {len(absent)} 份（第 {_ordinals(absent)} 份未到）")
    for attribute, words in (("stamped", "未盖章"), ("signed", "未签字"), ("whole", "不完整")):
        faulty = [n for n, copy in enumerate(copies, 1) if copy.here and not getattr(copy, attribute)]
        if faulty:
            found.append(f"第 {_ordinals(faulty)} 份{words}")
    if not electronic:
        found.append("电子版未到")
    return tuple(found)


def _ordinals(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))


def state_of(copies: Sequence[CopyMarks], *, electronic: bool) -> State:
    """The state at the desk: 登记 while no paper came, 待补正 while anything is missing, else 已受理."""
    if not any(copy.here for copy in copies):
        return State.REGISTERED
    return State.INCOMPLETE if missing_items(copies, electronic=electronic) else State.ACCEPTED


def place_copies(
    existing: Sequence[CopyMarks], *, brought: int | None, stamped: int, signed: int, whole: int | None
) -> tuple[CopyMarks, ...]:
    """Counts as a visitor tells them, laid onto the copies of an application.

    The copies brought fill first the places still empty, then take the place of copies that lack something. Of the
    copies brought the first `stamped` bear a seal, the first `signed` a signature; `whole` None means all of them.
    `brought` None means all that are lacking. Raises RuleBroken when the counts do not fit.
    """
    empty = [n for n, copy in enumerate(existing) if not copy.here]
    faulty = [n for n, copy in enumerate(existing) if copy.here and copy != COMPLETE]
    places = empty + faulty
    count = len(places) if brought is None else brought
    whole = count if whole is None else whole
    if not 0 <= count <= len(places):
        raise RuleBroken(
            f"交来 {count} 份，但这个申报项目应有 {len(existing)} 份、只差 {len(places)} 份。", "请核对份数。"
        )
    for number, words in ((stamped, "盖章"), (signed, "签字"), (whole, "完整")):
        if not 0 <= number <= count:
            raise RuleBroken(f"{words}份数 {number} 与交来的 {count} 份不符。", f"{words}份数应在 0 到 {count} 之间。")
    after = list(existing)
    for place, at in enumerate(places[:count]):
        after[at] = CopyMarks(here=True, stamped=place < stamped, signed=place < signed, whole=place < whole)
    return tuple(after)


def none_here(count: int) -> tuple[CopyMarks, ...]:
    """The copies of an application before anything came."""
    return (ABSENT,) * count
