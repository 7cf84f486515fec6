"""What the back-planner says in words: how a step stands, and what the whole plan comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.shapes.planner import Fit, PlanKey, PlannedStep, SeasonFacts, SeasonPlan, StepRecord
from desktop_app.shapes.timetable import Timetable

K = PlanKey
ESTIMATED = "暂按周末推算"
_LATEST = {
    K.REVIEW: "评审最迟 {}完成",
    K.REVISION: "定稿最迟 {}交齐",
    K.APPROVAL: "审定最迟 {}完成",
    K.POSTING: "公示最迟 {}张贴",
}


def standing(key: PlanKey, known: StepRecord, facts: SeasonFacts, closes: date, today: date) -> str:
    """How a step stands; "" where nothing has happened yet. `closes` is the day submissions close."""
    match key:
        case K.SUBMISSION:
            return _submission(known, closes, today)
        case K.CORRECTION:
            if known.of > known.through:
                due = f"，最晚 {known.ended:%m-%d} 到期" if known.ended else ""
                return f"{known.of - known.through} 项待补正{due}"
            return "没有待补正的" if known.over else ""
        case K.REVIEW:
            return _counted(known, "已评定", "评定 {} 项")
        case K.REVISION:
            return _counted(known, "定稿已收", "定稿收齐 {} 份")
        case K.APPROVAL:
            return _counted(known, "审定通过", "审定通过 {} 项")
        case K.POSTING:
            return "已张贴" if known.over else ""
        case K.PUBLICITY:
            return "已期满" if known.over else f"公示到 {known.ended:%m-%d}" if known.ended else ""
        case K.ESTABLISHMENT:
            held = f"，暂缓 {facts.held} 项" if facts.held else ""
            return f"已立项 {known.through} 项{held}" if known.through else ""


def _submission(known: StepRecord, closes: date, today: date) -> str:
    received = f"，已收 {known.through} 项" if known.through else ""
    days = (closes - today).days
    return f"{'已截止' if days < 0 else '今天截止' if days == 0 else f'距截止 {days} 天'}{received}"


def _counted(known: StepRecord, so_far: str, done: str) -> str:
    if not known.of or (known.begun is None and not known.through):
        return ""
    return done.format(known.through) if known.over else f"{so_far} {known.through}/{known.of}"


def sentences(
    plan: Timetable, steps: Sequence[PlannedStep], facts: SeasonFacts, today: date, missing: Sequence[int]
) -> tuple[str, ...]:
    """While submissions are open, whether the dates fit; afterwards where things are heading."""
    beside = _beside(next(each for each in steps if each.key is K.CORRECTION), plan, today)
    if today <= plan.submission:
        told = [each for each in plan.sentences if not each.startswith("还没有 ")]
    else:
        told = _heading(plan, steps, facts)
    if missing:
        years = "、".join(map(str, missing))
        beside = [*beside, f"还没有 {years} 年的放假安排，{ESTIMATED}；载入以后自动按放假安排重算。"]
    return (*told, *beside)


def _heading(plan: Timetable, steps: Sequence[PlannedStep], facts: SeasonFacts) -> list[str]:
    last, target = steps[-1], plan.establishment
    if last.fit is Fit.DONE and last.ended:
        when = f"已于 {_said(last.ended, plan)}立项"
        held = f"，{facts.held} 项因异议暂缓" if facts.held else ""
        if target is None or last.slack is None:
            return [f"{when}{held}。"]
        late = f"比定下的 {_said(target, plan)}晚 {-last.slack} 个工作日" if last.slack < 0 else "没有超过定下的日期"
        return [f"{when}，{late}{held}。"]
    earliest = f"照现在的进度，最早 {_said(last.expected_last, plan)}立项"
    if target is None or last.slack is None:
        return [f"{earliest}；批次没有写立项日期。"]
    if last.slack < 0:
        return [
            f"{earliest}，比定下的 {_said(target, plan)}晚 {-last.slack} 个工作日，时间安排有冲突。",
            f"立项日期改为 {_said(last.expected_last, plan)}即可；不改，余下各步共要压缩 {-last.slack} 个工作日。",
        ]
    return [f"{earliest}，{_said(target, plan)}前余 {last.slack} 个工作日。", *_latest_days(plan, steps)]


def _latest_days(plan: Timetable, steps: Sequence[PlannedStep]) -> list[str]:
    said = [
        _LATEST[each.key].format(_said(each.latest_last, plan))
        for each in steps
        if each.key in _LATEST and each.fit is not Fit.DONE and each.latest_last
    ]
    return [f"{'，'.join(said)}。"] if said else []


def _beside(correction: PlannedStep, plan: Timetable, today: date) -> list[str]:
    """补正 that would come after the review has ended."""
    slack, reviewed, listed = correction.slack, correction.latest_last, correction.latest_first
    if slack is None or slack >= 0 or reviewed is None or listed is None:
        return []
    over = f"评审 {_said(reviewed, plan)}结束"
    if today > plan.submission:
        return [f"补正到 {_said(correction.expected_last, plan)}期满，{over}：到期才补齐的赶不上评审。"]
    term = f"截止当天列出的补正清单，{correction.workdays} 个工作日到 {_said(correction.expected_last, plan)}期满"
    return [f"{term}，{over}：最迟 {_said(listed, plan)}列出，补齐的才赶得上评审。"]


def state_words(plan: SeasonPlan) -> str:
    """The one line under the title."""
    target, last = plan.timetable.establishment, plan.steps[-1]
    if last.fit is Fit.DONE:
        words = f"{last.ended:%m-%d} 已立项" if last.ended else "已立项"
    elif target is None:
        words = f"没有写立项日期 · 最早 {last.expected_last:%m-%d}"
    else:
        slack = last.slack or 0
        left = f"还差 {-slack} 个工作日" if slack < 0 else f"余 {slack} 个工作日"
        words = f"立项 {target:%m-%d} · 最早 {last.expected_last:%m-%d} · {left}"
    return f"{words} · {ESTIMATED}" if plan.missing_years else words


def _said(day: date, plan: Timetable) -> str:
    """11月20日, with its year when that is not the year in which submissions close."""
    text = f"{day.month}月{day.day}日"
    return text if day.year == plan.submission.year else f"{day.year}年{text}"
