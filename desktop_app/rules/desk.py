"""What the completeness pane says while the clerk types."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.rules.completeness import missing_items
from desktop_app.shapes.copies import CopyMarks
from desktop_app.shapes.desk import Check, DeskFacts, OnTheDesk
from desktop_app.shapes.intake import BranchAtDesk, LineEntry, SimilarBrand

CHECKS = 6  # lines that `checks` always has


def checks(desk: OnTheDesk) -> tuple[Check, ...]:
    """Copies, seals, signatures, pages, file, time: always in this order, always CHECKS lines."""
    return (*_paper(desk.copies), _file(desk), _time(desk))


def lacking(found: Sequence[Check]) -> int:
    """How many lines lack something."""
    return sum(bool(check.lacking) for check in found)


def _paper(copies: Sequence[CopyMarks]) -> list[Check]:
    here = [(n, copy) for n, copy in enumerate(copies, 1) if copy.here]
    absent = [n for n, copy in enumerate(copies, 1) if not copy.here]
    said = [Check(f"纸质件 {len(here)} / {len(copies)} 份", f"第 {_numbers(absent)} 份未到" if absent else "")]
    for word, fault, attribute in (
        ("盖章", "未盖章", "stamped"),
        ("签字", "未签字", "signed"),
        ("完整", "缺页", "whole"),
    ):
        bad = [n for n, copy in here if not getattr(copy, attribute)]
        fine = len(here) - len(bad)
        said.append(Check(f"{word} {fine} / {len(here)} 份", f"第 {_numbers(bad)} 份{fault}" if bad else ""))
    return said


def _file(desk: OnTheDesk) -> Check:
    if desk.electronic:
        return Check("电子版已到", note=desk.electronic_note)
    return Check("电子版", "未到")


def _time(desk: OnTheDesk) -> Check:
    if not desk.late:
        return Check("按时", note=desk.days_left)
    if desk.late_approved:
        return Check("逾期，已批准受理", note=desk.days_left)
    return Check("逾期", "未批准前不进入评审", desk.days_left)


def _numbers(copies: Sequence[int]) -> str:
    return "、".join(map(str, copies))


def brand_warning(found: Sequence[SimilarBrand], *, was: str = "", now: str = "") -> str:
    """One sentence: the brand `was` registered as another one, or is like another branch's; "" when all is well."""
    if was and now and was != now:
        return f"这个支部先前登记的品牌是“{was}”，登记后改为“{now}”。"
    if not found:
        return ""
    first = found[0]
    kind = "同名" if first.same else "相近"
    more = f"，另有 {len(found) - 1} 项" if len(found) > 1 else ""
    whose = f"{first.number} {first.branch}（{first.organization}）"
    return f"与 {whose}的“{first.brand}”{kind}{more}。请核对，确认后照常登记。"


def short_state(line: LineEntry, *, known: str) -> str:
    """A branch of the visit in a word or two: 5/5 齐全, 4/5 待补正. `known` is the file's earlier arrival."""
    here = sum(copy.here for copy in line.copies)
    lacks = missing_items(line.copies, electronic=bool(line.electronic_at or known))
    return f"{here}/{len(line.copies)} {'待补正' if lacks else '齐全'}"


def after_recording(
    facts: DeskFacts,
    at_desk: BranchAtDesk,
    *,
    position: int,
    missing: Sequence[str],
    exchanged: Sequence[int] = (),
) -> tuple[tuple[str, str], ...]:
    """What will follow: the numbers, the slip, and what the branch still owes. `position` counts new ones before it."""
    number = at_desk.number or following(facts.next_application, position)
    return (
        ("申报编号", number),
        ("收件号", facts.next_receipt),
        *((("更换", f"第 {_numbers(exchanged)} 份"),) if exchanged else ()),
        ("打印", "收件回执 1 份"),
        *((("待补正", f"{len(missing)} 项，写在回执上"),) if missing else ()),
    )


def following(number: str, steps: int) -> str:
    """The number `steps` after one that ends in digits: ZBPP-2023-001, 2 → ZBPP-2023-003."""
    head, _, serial = number.rpartition("-")
    return f"{head}-{int(serial) + steps:0{len(serial)}}" if serial.isdigit() else number
