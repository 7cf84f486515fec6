"""How the tab 纸质件 puts things: badges, facts, and what many copies together are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from db.enums import CopyStatus, MovementKind
from desktop_app.rules.custody import may_move
from desktop_app.rules.deficiencies import due_words
from desktop_app.rules.numbering import short_number
from desktop_app.shapes.custody import CopyDetails, CopyRow, HandoverRow, Movement
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.lists import Words

ALL, HELD, LENT, OVERDUE, ARCHIVED, BACK = "全部", "在组织科", "借出", "逾期未还", "存档", "已退还"
ICONS = {
    MovementKind.LEND: "external-link",
    MovementKind.RETURN: "arrow-back-up",
    MovementKind.ARCHIVE: "archive",
    MovementKind.HAND_BACK: "users-group",
}
_BADGES = {
    CopyStatus.HELD: Badge("text", "inbox", HELD),
    CopyStatus.LENT: Badge("text", "external-link", LENT),
    CopyStatus.ARCHIVED: Badge("good", "archive", ARCHIVED),
    CopyStatus.HANDED_BACK: Badge("muted", "users-group", BACK),
}
SIGNED = (MovementKind.LEND, MovementKind.HAND_BACK)  # whoever takes copies away signs for them at once
NAMED = 4  # copies named one by one in a sentence


def status_badge(row: CopyRow, today: date) -> Badge:
    """Where a copy is; a loan that is over is for somebody to ring about."""
    if row.overdue(today):
        return Badge("warn", "clock", "逾期未还", filled=True)
    return _BADGES[row.status]


def passes(name: str, today: date) -> Callable[[CopyRow], bool] | None:
    """What a chip lets through; None for everything."""
    tests: Mapping[str, Callable[[CopyRow], bool]] = {
        HELD: lambda row: row.status is CopyStatus.HELD,
        LENT: lambda row: row.status is CopyStatus.LENT,
        OVERDUE: lambda row: row.overdue(today),
        ARCHIVED: lambda row: row.status is CopyStatus.ARCHIVED,
        BACK: lambda row: row.status is CopyStatus.HANDED_BACK,
    }
    return tests.get(name)


def left_by(rows: Sequence[CopyRow], today: date) -> list[tuple[str, int]]:
    """How many each chip but 全部 lets through."""
    chips = (HELD, LENT, OVERDUE, ARCHIVED, BACK)
    return [(name, sum(map(test, rows))) for name in chips if (test := passes(name, today))]


def state_line(rows: Sequence[CopyRow], today: date) -> str:
    """430 份 · 在组织科 310 份 · 借出 120 份 · 逾期未还 3 份."""
    said = [f"{len(rows)} 份", *(f"{name} {count} 份" for name, count in left_by(rows, today) if count)]
    return " · ".join(said) if rows else "还没有收到纸质件"


def ways(rows: Sequence[CopyRow]) -> list[MovementKind]:
    """What can be done with all of these at once."""
    return [kind for kind in MovementKind if rows and all(may_move(row.status, kind) for row in rows)]


def many(rows: Sequence[CopyRow]) -> str:
    """3 份：031-2、031-3、032-2."""
    named = "、".join(short_number(row.code) for row in rows[:NAMED])
    return f"{len(rows)} 份：{named}{' 等' if len(rows) > NAMED else ''}"


def copy_facts(details: CopyDetails, today: date) -> list[tuple[str, str]]:
    row = details.row
    marks = (("未盖章", row.marks.stamped), ("未签字", row.marks.signed), ("不完整", row.marks.whole))
    faults = "、".join(words for words, fine in marks if not fine)
    facts = [
        ("品牌", row.brand),
        ("党支部", row.branch if row.branch == row.organization else f"{row.organization}　{row.branch}"),
        ("第几份", f"第 {row.ordinal} 份　按计划{row.purpose}"),
        ("材料", faults or "盖章、签字、完整"),
        ("现在", row.place if row.status is not CopyStatus.HELD else "组织科"),
        ("自", f"{row.since:%Y-%m-%d %H:%M}"),
    ]
    if row.holder and row.holder != row.place:
        facts.append(("经", row.holder))
    if row.due_on:
        facts.append(("应还", f"{row.due_on.isoformat()}　{due_words(row.due_on, today)}"))
    return facts


def movement_words(moved: Movement) -> Words:
    who = f"　{moved.holder}" if moved.holder and moved.holder != moved.place else ""
    note = f"{moved.from_place} → {moved.place}{who}　经手 {moved.by}" + (f"　{moved.note}" if moved.note else "")
    return Words(f"{moved.at:%m-%d %H:%M}　{moved.kind}", note, short_number(moved.number), ICONS[moved.kind])


def handover_words(row: HandoverRow) -> Words:
    where = row.holder or row.place
    due = "" if row.issued or row.kind not in SIGNED else "未打印"
    note = f"{row.at:%m-%d %H:%M}　{where}　{row.by}"
    return Words(f"{row.kind} {row.copies} 份　{row.number}", note, due, ICONS[row.kind], "warn" if due else "muted")
