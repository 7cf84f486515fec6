"""应报支部参与情况: what an application counts as in the yearly review, and in what words it is told.

Source: domain page §2 step 6: the participation of obligated branches is exported before 结项 already; §1: an
application that was withdrawn, cancelled or not admitted does not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from db.enums import State
from desktop_app.rules.establishment import ARRIVED
from desktop_app.rules.typed_dates import chinese_date
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.participation import Part, Participation, ParticipationRow, ParticipationSum, sum_of

S = State
_PARTS: Mapping[State, Part] = {
    S.NOT_SELECTED: Part.NOT_SELECTED,
    S.NOT_ESTABLISHED: Part.NOT_ESTABLISHED,
    S.WITHDRAWN: Part.WITHDRAWN,
    S.NOT_ADMITTED: Part.NOT_ADMITTED,
    S.DISQUALIFIED: Part.DISQUALIFIED,
    **dict.fromkeys(ARRIVED, Part.ESTABLISHED),
}


def part_of(state: State | None) -> Part:
    """What an application in a state counts as; None is no application at all."""
    return Part.MISSING if state is None else _PARTS.get(state, Part.OPEN)


def telling(states: Sequence[State]) -> int | None:
    """Which of a branch's applications in a round tells of it, oldest first: the live one, else the last that ended."""
    live = [at for at, state in enumerate(states) if state not in ENDED]
    return live[-1] if live else len(states) - 1 if states else None


def part_words(row: ParticipationRow) -> str:
    """What it counts as, with how far it got where that is not the same, and why."""
    same = not row.reached or row.reached in row.part
    return f"{row.part}{'' if same else f'（{row.reached}）'}{f'。{row.remark}' if row.remark else ''}"


def by_organization(rows: Sequence[ParticipationRow]) -> list[tuple[str, list[ParticipationRow]]]:
    """The rows of each 基层党组织."""
    return [(name, list(group)) for name, group in groupby(rows, key=attrgetter("organization"))]


def sum_words(found: ParticipationSum) -> str:
    """应报 4，参加 3（已立项 2，结果未定 1），未申报 1: what is none is left out."""
    inner = _some((("已立项", found.established), ("结果未定", found.open), ("未入选或未立项", found.not_taken)))
    rest = _some((("撤回、不予受理或取消资格", found.ended), ("未申报", found.missing), ("认定不必申报", found.exempt)))
    took_part = f"参加 {found.took_part}" + (f"（{'，'.join(inner)}）" if inner else "")
    return "，".join((f"应报 {found.obligated}", took_part, *rest))


def summary(participation: Participation) -> str:
    """The whole round in one sentence."""
    if not participation.rows:
        return "没有应报支部：名册里没有在有效期内的样板支部或“双带头人”工作室。请先在“支部名册”里登记荣誉。"
    until = chinese_date(date.fromisoformat(participation.day))
    return f"{sum_words(sum_of(participation.rows))}。应报以申报截止日（{until}）在有效期内的荣誉为准。"


def _some(counts: Sequence[tuple[str, int]]) -> list[str]:
    return [f"{words} {number}" for words, number in counts if number]
