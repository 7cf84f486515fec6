"""How the page 立项公示 puts things: badges, gates, the lines of its panels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from db.enums import State
from desktop_app.rules.establishment import ARRIVED, OUT
from desktop_app.shapes.establishment import (
    EstablishmentPage,
    Gate,
    GateCount,
    ObjectionRow,
    ProjectDetails,
    ProjectRow,
    PublicityPlan,
    PublicList,
    StepTaken,
)
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.lists import Words
from desktop_app.ui.screens.publicity.gates import GateWords

NO_OBJECTION = Badge("muted", "minus", "无")
CONCLUDED = Badge("good", "circle-check", "已办结")
UNDER_INQUIRY = Badge("warn", "clock", "核查中", filled=True)
LONGEST = 24  # characters of an objection in its line


def day_words(day: date) -> str:
    """9 月 26 日."""
    return f"{day.month} 月 {day.day} 日"


def moment_words(at: str) -> str:
    """2025-09-26 16:20 of a stored moment."""
    return at[:16].replace("T", " ")


def state_badge(row: ProjectRow) -> Badge:
    """Where a project stands. Only what this office must do now is amber."""
    state = row.state
    if state in ARRIVED:
        return Badge("good", "circle-check", state)
    if state in OUT:
        return Badge("muted", "ban", state)
    if row.open_lead:
        return Badge("warn", "alert-triangle", "有线索", filled=True)
    if row.open_objections:
        return UNDER_INQUIRY
    if row.draft:
        return Badge("text", "pencil", f"拟{row.draft}")
    if state is State.SHORTLISTED and not row.has_opinion:
        return Badge("warn", "pencil", "待写意见")
    if state is State.REVISING:
        return Badge("warn", "git-compare", "待确认") if row.revision_received_at else Badge("text", "clock", "修改中")
    icons = {
        State.SHORTLISTED: ("text", "mail", "待发意见"),
        State.REVISED: ("text", "file-check", "待审定"),
        State.APPROVED: ("text", "circle-check", "待公示"),
        State.PUBLISHED: ("text", "speakerphone", "暂缓" if row.list_closed else f"公示到 {_short(row.listed_until)}"),
    }
    return Badge(*icons.get(state, ("muted", "circle-dashed", str(state))))


def _short(day: str) -> str:
    """10-10 of an ISO day."""
    return day[5:]


def objection_badge(row: ProjectRow) -> Badge:
    if row.open_objections:
        return UNDER_INQUIRY
    return CONCLUDED if row.objections else NO_OBJECTION


def gate_words(page: EstablishmentPage, now: datetime) -> list[tuple[Gate, GateWords]]:
    """What stands in the gates."""
    return [(each.gate, _gate(each, page.current, now)) for each in page.gates]


def _gate(count: GateCount, current: PublicList | None, now: datetime) -> GateWords:
    lacking = count.of - count.passed
    if not count.of:
        return GateWords("—", "circle-dashed", "muted", 0)
    if count.gate is Gate.UNDISPUTED:
        return GateWords(f"{lacking} 项未结", "alert-triangle", "warn", lacking) if lacking else _passed(count)
    if count.gate is Gate.LISTED and current and not current.closed_at:
        plan = current.plan
        if now >= plan.closing:
            return GateWords("已期满", "alert-triangle", "warn", lacking)
        return GateWords(f"{plan.counted_until(now.date())}/{plan.workdays} 天", "circle-dashed", "text", lacking)
    return GateWords(f"{count.passed}/{count.of}", "circle-dashed", "muted", lacking) if lacking else _passed(count)


def _passed(count: GateCount) -> GateWords:
    return GateWords(f"{count.passed}/{count.of}", "check", "good", 0)


def state_line(page: EstablishmentPage, now: datetime) -> str:
    """40 项 · 今天是第 3 个工作日 · 10 月 10 日期满 · 1 件异议未结."""
    if not page.round_name:
        return "还没有批次"
    if not page.rows:
        waiting = len(page.candidates)
        return f"还没有拟立项 · {waiting} 项在评审中或未入选" if waiting else "还没有进入评审的项目"
    said = [f"{len(page.rows)} 项"]
    current = page.current
    established = sum(row.state in ARRIVED for row in page.rows)
    if current and not current.closed_at:
        said += _running(current, now)
    elif established:
        said.append(f"已立项 {established}")
    for state, words in (
        (State.SHORTLISTED, "待发意见"),
        (State.REVISING, "修改中"),
        (State.REVISED, "待审定"),
        (State.APPROVED, "待公示"),
    ):
        if number := sum(row.state is state for row in page.rows):
            said.append(f"{words} {number}")
    if still_open := sum(each.open for each in page.objections):
        said.append(f"{still_open} 件异议未结")
    return " · ".join(said)


def _running(current: PublicList, now: datetime) -> list[str]:
    plan = current.plan
    if now >= plan.closing:
        return ["公示已期满"]
    day = plan.counted_until(now.date())
    return [f"今天是第 {day} 个工作日" if day else "今天张贴", f"{day_words(plan.last)}期满"]


def days_sum(plan: PublicityPlan) -> str:
    guess = "（暂按周末推算）" if plan.estimated else ""
    return f"{day_words(plan.first)}张贴，{day_words(plan.last)} {plan.closing:%H:%M} 期满{guess}"


def days_note(plan: PublicityPlan) -> str:
    """What the marks mean, and where the table is. Only marks that are there are explained."""
    marks = []
    if any(day.swapped for day in plan.days):
        marks.append("班：调休上班，计入")
    rests = {day.words for day in plan.days if day.off and day.words}
    named = "、".join(sorted(rests - {"休"}))
    marks.append(f"休{f'、{named}' if named else ''}：不计入")
    years = "、".join(sorted({str(day.day.year) for day in plan.days if day.number}))
    if plan.estimated:
        return f"{'；'.join(marks)}。\n暂按周末推算：还没有 {years} 年的放假安排，载入之后再张贴。"
    return f"{'；'.join(marks)}。\n依据 {years} 年放假安排，可在系统设置里改。"


def counting(plan: PublicityPlan) -> str:
    return f"{plan.workdays} 个工作日，张贴当天{'计入' if plan.first_counts else '不算'}"


def objection_words(row: ObjectionRow) -> Words:
    """“药香校园”与往年项目内容相同 — 书面、实名，9 月 29 日收；核查人 周喆."""
    content = " ".join(row.content.split())
    cut = content if len(content) <= LONGEST else f"{content[:LONGEST]}…"
    received = f"{row.objector}，{day_words(date.fromisoformat(row.received_on))}收"
    if row.open:
        note = f"{received}；核查人 {row.investigator}" if row.investigator else received
        return Words(f"“{row.brand}”{cut}", note, "核查中", "clock", "warn")
    note = f"{received}；{'成立' if row.upheld else '不成立'}，{row.conclusion}"
    return Words(f"“{row.brand}”{cut}", note, "已办结", "circle-check", "good")


def after_facts(current: PublicList) -> list[tuple[str, str]]:
    """What happens when the days are over."""
    going = current.waiting - current.disputed
    facts = [(f"{going} 项", "转为已立项，立项名单随之生成")]
    if current.disputed:
        facts.append((f"{current.disputed} 项", "因未结异议暂缓，办结后单独立项"))
    return facts


def after_title(current: PublicList, now: datetime) -> str:
    plan = current.plan
    if current.closed_at:
        return f"公示于 {moment_words(current.closed_at)} 结束"
    if now >= plan.closing:
        return "已经期满，结束公示后"
    return f"{day_words(plan.last)} {plan.closing:%H:%M} 期满后"


def closed_facts(current: PublicList) -> list[tuple[str, str]]:
    gone = current.listed - current.waiting
    facts = [(f"{gone} 项", "已立项或已退出公示")] if gone else []
    if current.waiting:
        facts.append((f"{current.waiting} 项", "因异议暂缓，办结后单独立项"))
    return facts


def project_facts(details: ProjectDetails) -> list[tuple[str, str]]:
    row = details.row
    facts = [("编号", row.number), ("党支部", row.branch), ("党组织", row.organization), ("负责人", row.head or "未填")]
    if details.place:
        facts.append(("排名", details.place))
    if row.sent_at:
        facts.append(("意见", f"{moment_words(row.sent_at)} 发出{f'，{row.sent_how}' if row.sent_how else ''}"))
    if row.revision_received_at:
        note = f"　{details.revision_note}" if details.revision_note else ""
        facts.append(("定稿", f"{moment_words(row.revision_received_at)} 收到{note}"))
    if row.compared_at:
        facts.append(("对照", f"{row.compared_by}，{moment_words(row.compared_at)}"))
    if row.revision_confirmed_at:
        way = "在程序里对照过" if row.compared_at else "没有在程序里对照"
        facts.append(("已修改", f"{details.revision_confirmed_by}，{moment_words(row.revision_confirmed_at)}，{way}"))
    if row.originality:
        note = f"：{row.originality_note}" if row.originality_note else ""
        by = f"{details.originality_by}，{moment_words(details.originality_at)}"
        facts.append(("查重", f"{row.originality}{note}（{by}）"))
    if row.draft:
        facts.append(("拟定", f"{row.draft}{f'：{row.draft_reason}' if row.draft_reason else ''}（{row.draft_by}）"))
    if details.minutes:
        facts.append(("纪要", details.minutes))
    if details.evidence:
        proof = details.evidence
        file = f"；附 {proof.file_name}" if proof.file_name else ""
        facts.append(
            ("依据", f"{proof.evidence}；抄自 {proof.copied_from}{file}（{proof.by}，{moment_words(proof.at)}）")
        )
    return facts


def step_facts(steps: Sequence[StepTaken]) -> list[tuple[str, str]]:
    """The newest first: 09-22 拟立项 周喆 — why."""
    return [(each.at[5:10], f"{each.after}　{each.by}{f'　{each.reason}' if each.reason else ''}") for each in steps]
