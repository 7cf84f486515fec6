"""The gate board: how each project stands to its gates, what comes next in a word, and what takes many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from db.enums import OriginalityVerdict, State
from desktop_app.rules.establishment import ARRIVED, DECIDABLE, DECIDED, ON_THE_WAY, OUT, lacks
from desktop_app.shapes.board import Bulk, BulkOffer, GateMark, GateState
from desktop_app.shapes.establishment import Gate, ProjectRow

S = State
LETTERS = "意定对确查审公"
DECIDES = {Bulk.APPROVE: S.APPROVED, Bulk.BACK: S.REVISING, Bulk.OUT: S.NOT_ESTABLISHED}
VERDICTS = {bulk: next(v for v, state in DECIDED.items() if state is target) for bulk, target in DECIDES.items()}


def marks(row: ProjectRow, *, originality_asked: bool) -> tuple[GateMark, ...]:
    """The gates in their order; the first that is not passed is what comes next. 对照 and 查重 hold nobody up alone,
    but for an open lead and where the office asks for a verdict."""
    at = _place(row)
    found = (
        (at >= 1, _sent(row)),
        (at >= 5 or bool(row.revision_received_at), _day("定稿", row.revision_received_at, "收到")),
        (bool(row.compared_at), _compared(row)),
        (at >= 5 or bool(row.revision_confirmed_at), _confirmed(row)),
        (row.originality is OriginalityVerdict.CLEAR, _originality(row, asked=originality_asked)),
        (at >= 3, _approval(row)),
        (at >= 5 or (row.list_closed and row.state is S.PUBLISHED), _publicity(row)),
    )
    asked = {0: True, 1: True, 3: True, 4: originality_asked and at == 2, 5: True, 6: True}
    first = next((n for n, (passed, _) in enumerate(found) if not passed and asked.get(n)), -1)
    made = []
    for number, (passed, words) in enumerate(found):
        blocked = (number == 4 and row.open_lead) or (number == 6 and row.open_objections > 0)
        state = GateState.PASSED if passed else GateState.NEXT if number == first else GateState.AHEAD
        made.append(GateMark(LETTERS[number], GateState.BLOCKED if blocked else state, words))
    return tuple(made)


def _place(row: ProjectRow) -> int:
    """0 拟立项 … 5 已立项; -1 for what is on no way."""
    if row.state in ARRIVED:
        return len(ON_THE_WAY)
    return ON_THE_WAY.index(row.state) if row.state in ON_THE_WAY else -1


def _day(what: str, at: str, verb: str) -> str:
    return f"{what}：{at[:10]} {verb}" if at else f"{what}：还没有{verb}"


def _sent(row: ProjectRow) -> str:
    if not row.sent_at:
        return "综合意见：写好了，还没有发出" if row.has_opinion else "综合意见：还没有写"
    how = f"，{row.sent_how}" if row.sent_how else ""
    return f"综合意见：{row.sent_at[:16].replace('T', ' ')} 发出{how}"


def _compared(row: ProjectRow) -> str:
    if row.compared_at:
        return f"对照：{row.compared_by} {row.compared_at[:10]} 在程序里看过"
    return "对照：没有在程序里看过" if row.revision_confirmed_at else "对照：还没有在程序里看过"


def _confirmed(row: ProjectRow) -> str:
    if not row.revision_confirmed_at:
        return "已按意见修改：还没有确认"
    way = "在程序里对照过" if row.compared_at else "没有在程序里对照"
    return f"已按意见修改：{row.revision_confirmed_by} {row.revision_confirmed_at[:10]} 确认，{way}"


def _originality(row: ProjectRow, *, asked: bool) -> str:
    if row.originality is None:
        return f"查重：还没有结论{'，审定前要有' if asked else ''}"
    return f"查重：{row.originality}{f'，{row.originality_note}' if row.originality_note else ''}"


def _approval(row: ProjectRow) -> str:
    if row.draft:
        return f"审定：{row.draft_by}已拟“{row.draft}”，等待发布"
    return "审定：已通过" if _place(row) >= ON_THE_WAY.index(S.APPROVED) else "审定：还没有"


def _publicity(row: ProjectRow) -> str:
    if row.open_objections:
        return f"公示：{row.open_objections} 件异议未办结"
    if row.state in ARRIVED:
        return "公示：期满"
    if row.state is not S.PUBLISHED:
        return "公示：还没有"
    return f"公示：{row.listed_until} 期满" if not row.list_closed else "公示：已期满"


def why_left(bulk: Bulk, row: ProjectRow, *, originality_asked: bool = False) -> str:
    """Why a deed passes a project over, to stand after “3 项”; "" when it takes it."""
    if bulk in VERDICTS:
        return _why_undecided(bulk, row, originality_asked=originality_asked)
    return next((words for applies, words in _reasons(bulk, row) if applies), "")


def _reasons(bulk: Bulk, row: ProjectRow) -> tuple[tuple[bool, str], ...]:
    """What keeps a project from a deed that decides nothing, the first that applies is told."""
    shortlisted, revising = (row.state is not S.SHORTLISTED, "不是拟立项"), (row.state is not S.REVISING, "不在修改中")
    reasons: dict[Bulk, tuple[tuple[bool, str], ...]] = {
        Bulk.DRAFT: (shortlisted, (row.has_opinion, "已有综合意见")),
        Bulk.SEND: (shortlisted, (not row.has_opinion, "还没有综合意见")),
        Bulk.RECEIVE: (revising, (bool(row.revision_received_at), "定稿已经收到")),
        Bulk.CONFIRM: (revising, (not row.revision_received_at, "还没有收到定稿")),
        Bulk.CLEAR: (
            (row.open_lead, "有线索，须逐项查清"),
            (row.originality is not None, "已有查重结论"),
            (row.state in OUT, f"已{row.state}"),
            (row.state is S.SHORTLISTED or (row.state is S.REVISING and not row.revision_received_at), "定稿还没有到"),
        ),
        Bulk.UNDRAFT: ((row.draft is None, "没有拟定"),),
    }
    return reasons[bulk]


def _why_undecided(bulk: Bulk, row: ProjectRow, *, originality_asked: bool) -> str:
    verdict, approves = VERDICTS[bulk], bulk is Bulk.APPROVE
    reasons = (
        (row.state not in DECIDABLE[verdict], f"是“{row.state}”"),
        (approves and Gate.CONFIRMED in lacks(row), "还没有确认已按意见修改"),
        (approves and row.open_lead, "查重有线索"),
        (approves and originality_asked and row.originality is None, "还没有查重结论"),
        (row.draft is verdict, f"已拟“{verdict}”"),
    )
    return next((words for applies, words in reasons if applies), "")


def offers(rows: Iterable[ProjectRow], *, originality_asked: bool) -> tuple[BulkOffer, ...]:
    """What takes at least one of these projects, in the order of the season."""
    rows = list(rows)
    made = []
    for bulk in Bulk:
        why = {row.application_id: why_left(bulk, row, originality_asked=originality_asked) for row in rows}
        taken = tuple(key for key, words in why.items() if not words)
        left = Counter(words for words in why.values() if words)
        if taken:
            made.append(BulkOffer(bulk, taken, tuple(left.items())))
    return tuple(made)
