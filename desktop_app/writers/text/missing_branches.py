"""应报未报名单 as text for a chat or an OA: short lines, no table, nothing that a phone would break."""

from pathlib import Path

from desktop_app.shapes.documents import MissingBranches
from desktop_app.writers.wording import chinese_date, missing_summary, where_to_bring


def missing_text(missing: MissingBranches) -> str:
    """The list as it is pasted, without a line break at the end."""
    head = missing.letterhead
    lines = [f"【应报未报名单】{missing.round_name}", missing_summary(missing)]
    for number, group in enumerate(missing.groups, start=1):
        lines.append("")
        lines.append(f"{number}. {group.organization}：未报 {len(group.branches)} 个，应报 {group.obligated} 个")
        lines += [f"　· {branch.branch}：{branch.because}" for branch in group.branches]
    if missing.groups:
        lines += ["", where_to_bring(head)]
    lines.append(f"{head.department}{head.office}　{chinese_date(missing.as_of)}")
    return "\n".join(lines)


def write_missing_text(missing: MissingBranches, target: Path) -> None:
    """The same text as a file: UTF-8 with a BOM and Windows line ends, so that every editor opens it right."""
    target.write_text(missing_text(missing) + "\n", encoding="utf-8-sig", newline="\r\n")
