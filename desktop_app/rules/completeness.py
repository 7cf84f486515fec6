"""What an application still lacks (domain §2: complete is five copies, stamped, signed and whole, and the file).

Whether file and paper are the same text holds nothing up until somebody found that they are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from db.enums import Lack, State, TextCheck
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.shapes.deficiencies import Lacking


def lackings(
    copies: Sequence[CopyMarks], *, electronic: bool, text: TextCheck = TextCheck.UNCHECKED
) -> tuple[Lacking, ...]:
    """Every single lack, copy by copy within its kind, in the order the clerk looks: the list of a 补正."""
    found = [Lacking(Lack.ABSENT, n) for n, copy in enumerate(copies, 1) if not copy.here]
    for attribute, lack in (("stamped", Lack.UNSTAMPED), ("signed", Lack.UNSIGNED), ("whole", Lack.NOT_WHOLE)):
        found += [Lacking(lack, n) for n, copy in enumerate(copies, 1) if copy.here and not getattr(copy, attribute)]
    if not electronic:
        found.append(Lacking(Lack.NO_FILE))
    if text is TextCheck.DIFFERENT:
        found.append(Lacking(Lack.OTHER_TEXT))
    return tuple(found)


def lacking_words(found: Sequence[Lacking]) -> tuple[str, ...]:
    """One sentence per kind of lack."""
    said = []
    for lack, each in groupby(found, key=lambda one: one.lack):
        numbers = [one.ordinal for one in each]
        if lack is Lack.ABSENT:
            said.append(f"纸质件差 {len(numbers)} 份（第 {_ordinals(numbers)} 份未到）")
        else:
            said.append(f"第 {_ordinals(numbers)} 份{lack}" if numbers[0] else str(lack))
    return tuple(said)


def missing_items(
    copies: Sequence[CopyMarks], *, electronic: bool, text: TextCheck = TextCheck.UNCHECKED
) -> tuple[str, ...]:
    """One sentence per kind of lack, in the order the clerk looks: copies, seals, signatures, pages, file, text."""
    return lacking_words(lackings(copies, electronic=electronic, text=text))


def _ordinals(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))


def state_of(copies: Sequence[CopyMarks], *, electronic: bool, text: TextCheck = TextCheck.UNCHECKED) -> State:
    """The state at the desk: 登记 while no paper came, 待补正 while anything is missing, else 已受理."""
    return state_after(copies, lackings(copies, electronic=electronic, text=text))


def state_after(copies: Sequence[CopyMarks], lacking: Sequence[Lacking]) -> State:
    """The state at the desk, of one whose lacks are known."""
    if not any(copy.here for copy in copies):
        return State.REGISTERED
    return State.INCOMPLETE if lacking else State.ACCEPTED


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
