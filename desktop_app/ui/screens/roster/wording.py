"""What the page says of a branch: marks, short words, sentences."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from db.enums import BranchKind, DesignationKind, OrganizationKind
from desktop_app.shapes.roster import BranchDetails, BranchRow, DesignationRow
from desktop_app.shapes.roster_page import ListedBranch
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.states import application_badge

OBLIGATED = Badge("text", "circle-dot", "应报")
CLOSED = Badge("muted", "ban", "停用")
MISSING, MISSING_SOON = Badge("muted", "circle-dashed", "未报"), Badge("warn", "alert-triangle", "未报")
SOON = timedelta(days=7)

BRANCH_KINDS = tuple((kind, str(kind) or "没有写明") for kind in BranchKind)
ORGANIZATION_KINDS = tuple((kind, str(kind) or "其他") for kind in OrganizationKind)
DESIGNATION_KINDS = (
    (DesignationKind.MODEL_BRANCH, "样板支部"),
    (DesignationKind.DOUBLE_LEADER, "“双带头人”工作室"),
)


def is_soon(closing: datetime | None, now: datetime) -> bool:
    """Whether 应报未报 is something to act on today: the deadline is a week off or past."""
    return closing is not None and closing - now <= SOON


def state_badge(listed: ListedBranch, *, soon: bool) -> Badge | None:
    """Where the branch stands in this round; nothing is said of one that need not apply and has not."""
    if listed.missing:
        return MISSING_SOON if soon else MISSING
    return None if listed.state is None else application_badge(listed.state)


def obligation_badge(listed: ListedBranch) -> Badge | None:
    if listed.closed:
        return CLOSED
    return OBLIGATED if listed.branch.obligated else None


def honours_short(branch: BranchRow) -> str:
    """校级样板 培育; 省级样板 等 3 项."""
    if len(branch.honours) < 2:
        return "".join(branch.honours).replace(" · ", " ")
    return f"{branch.honours[0].split(' · ')[0]} 等 {len(branch.honours)} 项"


def why(details: BranchDetails, day: date) -> str:
    """Why the branch must apply, or need not, in a sentence."""
    branch = details.branch
    if branch.closed_on:
        return f"已于 {branch.closed_on} 停用，不计入应报。"
    if details.override_reason:
        said = "须申报" if branch.obligated else "不要求申报"
        return f"经办人认定{said}：{details.override_reason}"
    if branch.obligated:
        held = sum(designation.current for designation in details.designations)
        return f"{day.isoformat()} 持有 {held} 项有效荣誉，必须申报。"
    if details.designations:
        return f"{day.isoformat()} 没有仍然有效的荣誉，可自愿申报。"
    return "没有省级、校级荣誉，可自愿申报。"


def span(designation: DesignationRow) -> str:
    """第三批　2023-11-09 至 2026-11-08."""
    honour = designation.honour
    begins, ends = honour.valid_from, honour.valid_to
    dates = f"{begins} 至 {ends}" if begins and ends else f"{begins} 起" if begins else f"至 {ends}" if ends else ""
    return "　".join(part for part in (honour.batch, dates or "没有写有效期") if part)


def holds(designation: DesignationRow, day: date) -> tuple[str, str, str]:
    """Icon, token and word: whether it holds on the day that counts."""
    if designation.current:
        return "check", "good", "有效"
    if designation.honour.valid_from > day.isoformat():
        return "clock", "muted", "尚未开始"
    return "minus", "muted", "已到期"
