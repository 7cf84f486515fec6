"""How the tab 补正 puts things: what a row waits for, badges, facts, and the lines of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from db.enums import TextCheck
from desktop_app.rules.deficiencies import due_words, item_words
from desktop_app.rules.numbering import short_number
from desktop_app.rules.workflow import AT_THE_DESK, ENDED
from desktop_app.shapes.deficiencies import (
    AdmissionDetails,
    AdmissionRow,
    DeficiencyList,
    ListedItem,
    VisitOfApplication,
)
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.lists import Words

ALL, LACKING, UNLISTED, OVERDUE, LATE, ALIKE, OUT = (
    "全部",
    "待补正",
    "未列清单",
    "逾期未补",
    "逾期待批",
    "同名相近",
    "撤回等",
)
CHIPS = (LACKING, UNLISTED, OVERDUE, LATE, ALIKE, OUT)


class Deed(StrEnum):
    """What can be asked of an application, by the words of its button."""

    LIST = "列补正清单"
    PRINT = "打印补正通知"
    RENEW = "按现在的情况另开清单"
    EXTEND = "延长期限…"
    CLOSE = "作废清单…"
    APPROVE = "批准逾期受理…"
    RECEIVE = "补收材料"
    WITHDRAW = "支部撤回…"
    REFUSE = "不予受理…"
    REINSTATE = "恢复申报…"


def owes(row: AdmissionRow) -> bool:
    """Whether something is missing that a list may ask for."""
    return bool(row.lacking) and row.state in AT_THE_DESK


def listed(row: AdmissionRow) -> DeficiencyList | None:
    """Its open list."""
    return row.current if row.current and row.current.open and row.state in AT_THE_DESK else None


def why_unlisted(rows: Sequence[AdmissionRow]) -> str:
    """Why no list is made of what is chosen: said where the button is grey."""
    if not rows:
        return "先选要补正的项目"
    if there := [row.current.number for row in rows if listed(row) and row.current]:
        return (
            f"已有补正清单 {there[0]}"
            if len(rows) == 1
            else "都已有补正清单"
            if len(there) == len(rows)
            else "没有要新列的"
        )
    return "材料齐全，不用补正" if not any(row.lacking for row in rows) else "已不在补正阶段"


def behind(row: AdmissionRow) -> bool:
    """Whether more is missing than the open list asks for."""
    return bool((current := listed(row)) and set(row.lacking) - current.listed)


def is_overdue(row: AdmissionRow, today: date) -> bool:
    """Whether the last day of its open list is behind."""
    return bool((current := listed(row)) and current.due_on < today)


def unapproved(row: AdmissionRow) -> bool:
    return row.late and not row.late_approved_by and row.state in AT_THE_DESK


def passes(name: str, today: date) -> Callable[[AdmissionRow], bool] | None:
    """What a chip lets through; None for everything."""
    tests: Mapping[str, Callable[[AdmissionRow], bool]] = {
        LACKING: owes,
        UNLISTED: lambda row: owes(row) and (listed(row) is None or behind(row)),
        OVERDUE: lambda row: is_overdue(row, today),
        LATE: unapproved,
        ALIKE: lambda row: bool(row.similar),
        OUT: lambda row: row.state in ENDED,
    }
    return tests.get(name)


def left_by(rows: Sequence[AdmissionRow], today: date) -> dict[str, int]:
    """How many each chip but 全部 lets through."""
    return {name: sum(map(test, rows)) for name in CHIPS if (test := passes(name, today))}


def state_line(rows: Sequence[AdmissionRow], today: date) -> str:
    """86 项 · 待补正 6 项 · 未列清单 2 项 · 逾期未补 1 项."""
    said = [f"{len(rows)} 项", *(f"{name} {left} 项" for name, left in left_by(rows, today).items() if left)]
    return " · ".join(said) if rows else "还没有申报项目"


def list_badge(row: AdmissionRow, today: date) -> Badge | None:
    """What its list waits for; None where there is nothing to say."""
    current = listed(row)
    if current is None:
        return Badge("warn", "pencil", UNLISTED) if owes(row) else None
    if is_overdue(row, today):
        return Badge("warn", "clock", due_words(current.due_on, today), filled=True)
    if behind(row):
        return Badge("warn", "git-compare", "清单有变")
    if current.issued_at is None:
        return Badge("warn", "printer", "未打印")
    return Badge("warn" if current.due_on == today else "text", "hourglass", due_words(current.due_on, today))


def first_deed(row: AdmissionRow) -> Deed | None:
    """What comes next for this application."""
    if row.state in ENDED:
        return Deed.REINSTATE if row.state.value in ("撤回", "不予受理") else None
    if behind(row):
        return Deed.RENEW
    if owes(row) and listed(row) is None:
        return Deed.LIST
    if unapproved(row):
        return Deed.APPROVE
    return Deed.PRINT if listed(row) else None


def other_deeds(row: AdmissionRow) -> list[Deed]:
    """What else may be done, under 更多."""
    if row.state in ENDED:
        return []
    made = []
    if listed(row):
        made += [Deed.PRINT, Deed.EXTEND, Deed.CLOSE]
    if unapproved(row):
        made.append(Deed.APPROVE)
    if row.state in AT_THE_DESK:
        made.append(Deed.RECEIVE)
    made.append(Deed.WITHDRAW)
    if row.state in AT_THE_DESK:
        made.append(Deed.REFUSE)
    first = first_deed(row)
    return [deed for deed in made if deed is not first]


def facts(details: AdmissionDetails) -> list[tuple[str, str]]:
    row = details.row
    said = [
        ("编号", row.number),
        ("党支部", row.branch if row.branch == row.organization else f"{row.organization}　{row.branch}"),
        ("纸质件", f"{row.copies_in} / {row.copies_required} 份"),
        ("电子版", f"{row.electronic_at} 已到" if row.electronic_at else "未到"),
    ]
    if row.text_check is not TextCheck.UNCHECKED:
        said.append(("核对", f"电子与纸质{row.text_check}"))
    if row.late:
        approved = f"{row.late_approved_by}批准受理：{row.late_reason}" if row.late_approved_by else "还没有人批准"
        said.append(("逾期", approved))
    if row.state_reason:
        said.append((str(row.state), row.state_reason))
    if row.similar:
        said.append(("同名" if row.same_brand else "相近", "\n".join(row.similar)))
    return said


def stands(row: AdmissionRow) -> str:
    """What it lacks, in one sentence."""
    if row.state in ENDED:
        return "不再计入申报，材料和记录都保留。"
    if row.missing:
        return f"尚缺：{'，'.join(row.missing)}。"
    return "材料齐全。" if row.state in AT_THE_DESK else f"材料齐全，已进入“{row.state}”。"


def list_title(each: DeficiencyList, today: date) -> str:
    """BZ-2025-0003　9月17日到期，还有 3 天."""
    day = f"{each.due_on.month}月{each.due_on.day}日"
    if each.closed_at:
        return f"{each.number}　已作废：{each.close_reason}"
    if each.settled_at:
        return f"{each.number}　{each.settled_at:%m-%d %H:%M} 补齐"
    longer = f"　已延期：{each.extension_reason}" if each.extension_reason else ""
    return f"{each.number}　{day}到期，{due_words(each.due_on, today)}{longer}"


def item_line(item: ListedItem, *, counts: bool) -> Words:
    """One thing on a list, and what brought it."""
    words = item_words(item.lacking)
    if item.settled_at:
        by = f"　{short_number(item.receipt)}" if item.receipt else ""
        return Words(words, "", f"{item.settled_at:%m-%d %H:%M}{by}", "check", "good")
    return Words(words, "", "未补" if counts else "", "minus", "warn" if counts else "muted")


def visit_words(visit: VisitOfApplication) -> Words:
    """One visit: which copies it brought or exchanged."""
    said = []
    if visit.brought:
        said.append(f"第 {_ordinals(visit.brought)} 份")
    if visit.exchanged:
        said.append(f"更换第 {_ordinals(visit.exchanged)} 份")
    if visit.brand_before:
        said.append(f"品牌原为“{visit.brand_before}”")
    note = "　".join(part for part in (f"{visit.at:%m-%d %H:%M}", visit.submitter, *said) if part)
    icon = "ban" if visit.voided else "git-compare" if visit.exchanged else "inbox"
    return Words(visit.number, note, "已作废" if visit.voided else "", icon)


def _ordinals(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))
