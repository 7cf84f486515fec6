"""立项: which gates a project has passed, what the whole list needs next, and drafts of the panel's opinion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from db.enums import OriginalityVerdict, State, Verdict
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.establishment import Gate, GateCount, Next, ProjectRow, PublicList

S = State
ON_THE_WAY = (S.SHORTLISTED, S.REVISING, S.REVISED, S.APPROVED, S.PUBLISHED)
ARRIVED = (
    S.ESTABLISHED, S.CULTIVATING, S.AWAITING_ACCEPTANCE, S.EXCELLENT, S.QUALIFIED, S.UNQUALIFIED, S.POSTPONED,
)  # fmt: skip
CANDIDATES = (S.UNDER_REVIEW, S.NOT_SELECTED)
OUT = (S.NOT_ESTABLISHED, S.DISQUALIFIED, S.WITHDRAWN)
OPINION_OPEN = frozenset({S.UNDER_REVIEW, S.SHORTLISTED, S.REVISING})  # until the 定稿 answers it
LONGEST_OPINION = 2000  # characters
DECIDED: Mapping[Verdict, State] = {
    Verdict.APPROVE: S.APPROVED,
    Verdict.BACK: S.REVISING,
    Verdict.OUT: S.NOT_ESTABLISHED,
}
DECIDABLE: Mapping[Verdict, tuple[State, ...]] = {
    Verdict.APPROVE: (S.REVISED,),
    Verdict.BACK: (S.REVISED,),
    Verdict.OUT: (S.SHORTLISTED, S.REVISING, S.REVISED),
}


def lacks(row: ProjectRow) -> tuple[Gate, ...]:
    """The gates that a project has not passed, in their order."""
    if row.state in ARRIVED:
        return ()
    at = ON_THE_WAY.index(row.state) if row.state in ON_THE_WAY else -1
    passed = {
        Gate.OPINION: at >= ON_THE_WAY.index(S.REVISING),
        Gate.REVISED: bool(row.revision_received_at),
        Gate.CONFIRMED: bool(row.revision_confirmed_at),
        Gate.ORIGINALITY: row.originality is OriginalityVerdict.CLEAR,
        Gate.APPROVED: at >= ON_THE_WAY.index(S.APPROVED),
        Gate.LISTED: row.state is S.PUBLISHED and row.list_closed,
        Gate.UNDISPUTED: row.open_objections == 0,
    }
    return tuple(gate for gate in Gate if not passed[gate])


def count_gates(rows: Sequence[ProjectRow]) -> tuple[GateCount, ...]:
    """How many pass each gate."""
    missing = [lacks(row) for row in rows]
    return tuple(GateCount(gate, sum(gate not in each for each in missing), len(rows)) for gate in Gate)


def check_verdict(state: State, verdict: Verdict) -> None:
    """RuleBroken where 审定 cannot decide so on a project in this state; what else stands in the way says the step."""
    if state not in DECIDABLE[verdict]:
        able = "、".join(DECIDABLE[verdict])
        raise RuleBroken(f"“{state}”的项目现在不能审定为“{verdict}”。", f"{verdict}只用于：{able}。")


def next_step(
    rows: Sequence[ProjectRow], current: PublicList | None, *, over: bool, candidates: bool, drafts: int = 0
) -> Next:
    """What the whole list waits for. A list that is up or over goes first; then whatever is furthest ahead.

    Once decisions are prepared for all that can be decided on, they wait for their release.
    """
    states = {row.state for row in rows}
    if current and not current.closed_at:
        return Next.CLOSE if over else Next.OBJECT
    if not rows:
        return Next.SHORTLIST if candidates else Next.NOTHING
    if states <= {S.APPROVED, *ARRIVED} and S.APPROVED in states:
        return Next.OPEN
    for state, step in ((S.REVISED, Next.APPROVE), (S.SHORTLISTED, Next.SEND), (S.REVISING, Next.REVISE)):
        if state in states:
            undecided = any(row.state is S.REVISED and row.draft is None for row in rows)
            return Next.RELEASE if step is Next.APPROVE and drafts and not undecided else step
    return Next.OPEN if S.APPROVED in states else Next.NOTHING


def draft_opinion(said: Iterable[str]) -> str:
    """The experts' texts as one list to edit: each once, numbered when there are several, no names."""
    texts = list(dict.fromkeys(" ".join(text.split()) for text in said if text.strip()))
    if len(texts) < 2:
        return "".join(texts)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def clean_opinion(typed: str) -> str:
    """An opinion as it is kept. RuleBroken for an empty or endless one."""
    lines = [line.rstrip() for line in typed.strip().splitlines()]
    text = "\n".join(lines)
    if not text:
        raise RuleBroken("综合意见还是空的。", "请写下专家组的意见，支部要据此修改申报书。")
    if len(text) > LONGEST_OPINION:
        raise RuleBroken(f"综合意见有 {len(text)} 个字符，太长了。", f"请压缩到 {LONGEST_OPINION} 个字符以内。")
    return text


_WAITS = {
    S.UNDER_REVIEW: "评审中，还没有列为拟立项。",
    S.NOT_SELECTED: "未入选；有名额空出时可以递补，要写明理由。",
    S.REVISED: "已按意见修改，等待部门审定。",
    S.APPROVED: "审定通过，等待公示。",
}


def stands(row: ProjectRow) -> str:
    """What a project waits for, or what blocks it, in one sentence."""
    if row.state in OUT:
        return row.reason or f"已{row.state}。"
    if row.open_lead:
        return f"查重有线索，没有查清不能审定、公示和立项：{row.originality_note}"
    if row.open_objections:
        return f"有 {row.open_objections} 件异议未办结，期满后暂缓立项。"
    if row.draft:
        return f"已拟“{row.draft}”，等待发布审定。"
    if row.state is S.SHORTLISTED:
        return "综合意见已写好，等待发给支部。" if row.has_opinion else "还没有综合意见，不能请支部修改。"
    if row.state is S.REVISING and row.revision_received_at:
        return f"定稿 {row.revision_received_at[:10]} 已收，等待对照意见确认。"
    if row.state is S.REVISING:
        return "意见已发，等待支部交定稿。未修改完善的不得立项。"
    if row.state is S.PUBLISHED:
        return "公示已期满，因异议暂缓，办结后立项。" if row.list_closed else f"公示到 {row.listed_until}。"
    return _WAITS.get(row.state, "已立项。" if row.state in ARRIVED else "")
