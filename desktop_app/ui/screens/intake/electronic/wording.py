"""What the tab 电子版 says, in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.enums import ArrivalSource, TextCheck
from desktop_app.rules.electronic import LISTS, counts, several
from desktop_app.shapes.electronic import ElectronicRow, VersionRow
from desktop_app.shapes.matching import Candidate, Fate, IncomingLine, IncomingPlan
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.lists import Words

ALL = "全部"
ARRIVED_BY = {
    ArrivalSource.SERVER: "邮件服务器的时间",
    ArrivalSource.SENDER: "发件人的时间",
    ArrivalSource.TYPED: "经手人填写",
}
CHECKS = {
    TextCheck.UNCHECKED: Badge("muted", "circle-dashed", "未核对"),
    TextCheck.SAME: Badge("good", "circle-check", "一致"),
    TextCheck.DIFFERENT: Badge("warn", "alert-triangle", "不一致"),
}
FATES = {
    Fate.ATTACHED: Badge("good", "circle-check", "归入"),
    Fate.REGISTERED: Badge("text", "plus", "新登记"),
    Fate.UNDECIDED: Badge("warn", "help", "待定"),
    Fate.ALREADY: Badge("muted", "equal", "已有"),
    Fate.LEFT: Badge("muted", "ban", "不导入"),
}
REFUSED = Badge("warn", "ban", "不能读取")
NO_FILE, NOTHING = Badge("muted", "clock", "只记到达"), Badge("warn", "circle-dashed", "未到")


def file_badge(row: ElectronicRow) -> Badge:
    """What came of an application as files."""
    if not row.versions:
        return NOTHING
    if not row.files:
        return NO_FILE
    count = len(row.files)
    said = f"{count} 个版本" if several(row) else "、".join(dict.fromkeys(str(each.kind) for each in row.files))
    return Badge("text" if several(row) else "good", "file-check", said)


def left_by(rows: Sequence[ElectronicRow]) -> list[tuple[str, int]]:
    """The filters and how many rows each lets through."""
    return [(words, sum(map(passes, rows))) for words, passes in LISTS.values()]


def passes(words: str) -> Callable[[ElectronicRow], bool] | None:
    """The filter of these words; None lets all through."""
    return next((wanted for said, wanted in LISTS.values() if said == words), None)


def state_line(rows: Sequence[ElectronicRow]) -> str:
    found = counts(rows)
    said = (
        f"{found.files} 个文件",
        f"有纸质无电子 {found.paper_only} 项" if found.paper_only else "",
        f"有电子无纸质 {found.file_only} 项" if found.file_only else "",
        f"未核对 {found.unchecked} 项" if found.unchecked else "",
        f"不一致 {found.different} 项" if found.different else "",
    )
    return " · ".join(part for part in said if part)


def application_facts(row: ElectronicRow) -> list[tuple[str, str]]:
    checked = f"{row.text_check}　{row.checked_by} {row.checked_at[:16].replace('T', ' ')}" if row.checked_by else ""
    return [
        ("编号", row.number),
        ("党组织", row.organization),
        ("品牌", row.brand),
        ("纸质件", f"{row.copies} / {row.required} 份　{row.state}"),
        *([("核对", checked)] if checked else []),
        *([] if row.versions else [("电子版", "还没有到")]),
    ]


def version_words(version: VersionRow) -> Words:
    """A file as a line: 申报稿 · 11-08 16:12, its name under it."""
    name = version.file_name or "没有文件，只登记了到达时间"
    icon = "file-text" if version.file else "clock"
    return Words(f"{version.kind}　{version.arrived_at}", name, size_words(version.size), icon)


def version_facts(version: VersionRow) -> list[tuple[str, str]]:
    """What is known of one file."""
    arrived = f"{version.arrived_at}（{ARRIVED_BY[version.source]}）"
    if version.arrival_reason:
        arrived += f"，更正：{version.arrival_reason}"
    added = f"{version.added_by} {version.added_at[:16].replace('T', ' ')}" if version.added_by else ""
    facts = (
        ("到达", arrived),
        ("来自", version.sender),
        ("主题", version.subject),
        ("位置", version.origin),
        ("导入", added),
    )
    return [(key, value) for key, value in facts if value]


def size_words(size: int) -> str:
    """1.2 MB, 36 KB; "" for nothing."""
    if not size:
        return ""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"


def target_words(line: IncomingLine) -> str:
    """Where a file goes: 031 教工第一党支部."""
    branch = line.branch
    if branch is None:
        return ""
    return f"{branch.number.rpartition('-')[2]} {branch.branch}" if branch.number else branch.branch


def told_of(line: IncomingLine) -> str:
    """The line's own column 说明."""
    return "；".join(part.removesuffix("。") for part in (line.problem, *line.notes) if part)


def candidate_words(candidate: Candidate) -> Words:
    branch = candidate.branch
    number = f"{branch.number.rpartition('-')[2]} " if branch.number else ""
    said = "；".join((*candidate.reasons, *candidate.against))
    return Words(f"{number}{branch.branch}", f"{branch.organization}　{said}", f"{candidate.score} 分", "arrow-right")


def plan_words(plan: IncomingPlan) -> str:
    """What an import will do, in a line."""
    counted = {fate: len(plan.having(fate)) for fate in Fate}
    said = (
        f"归入 {counted[Fate.ATTACHED]} 份" if counted[Fate.ATTACHED] else "",
        f"新登记 {counted[Fate.REGISTERED]} 项" if counted[Fate.REGISTERED] else "",
        f"待定 {counted[Fate.UNDECIDED]} 份，这次不导入" if counted[Fate.UNDECIDED] else "",
        f"不能读取 {len(plan.refused)} 个" if plan.refused else "",
    )
    return "　".join(part for part in said if part) or "没有要导入的文件。"
