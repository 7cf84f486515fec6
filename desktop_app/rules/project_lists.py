"""名单: which columns may be chosen, which states each list is of, and what it says over its table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from db.enums import State
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import ARRIVED, ON_THE_WAY
from desktop_app.shapes.project_lists import ListChoice, ListColumn, ListKind, ListLine, ListOrder, ProjectList

STATES: Mapping[ListKind, tuple[State, ...]] = {
    ListKind.SHORTLISTED: ON_THE_WAY,
    ListKind.ESTABLISHED: ARRIVED,
    ListKind.NOT_SELECTED: (State.NOT_SELECTED, State.NOT_ESTABLISHED),
}
OUTCOME = "情况"  # the column of a list that stays inside
INTERNAL = "内部资料　不得公开"
_TELLING = (ListColumn.BRANCH, ListColumn.BRAND, ListColumn.NUMBER)
_ORDERED = {
    ListOrder.NUMBER: "排名不分先后",
    ListOrder.ORGANIZATION: "按基层党组织排列，排名不分先后",
    ListOrder.RANKING: "以评审名次为序，名次相同的按申报编号排列",
}


def chosen(columns: Iterable[str], order: str) -> ListChoice:
    """A choice as it is kept, its columns in their fixed order.

    RuleBroken for a word that is no column (so nothing private can be asked for), and for columns that tell no
    project from another.
    """
    wanted = set(columns)
    if unknown := sorted(wanted - set(ListColumn)):
        raise RuleBroken(
            f"名单里没有“{unknown[0]}”这一栏。",
            f"可选的栏目：{'、'.join(ListColumn)}；电话、身份证号等个人信息不能写进名单。",
        )
    if order not in list(ListOrder):
        raise RuleBroken(f"名单没有“{order}”这种排列。", f"可选的排列：{'、'.join(ListOrder)}。")
    if not wanted & set(_TELLING):
        raise RuleBroken("这样的名单看不出是哪个项目。", f"{'、'.join(f'“{each}”' for each in _TELLING)}至少要留一栏。")
    return ListChoice(tuple(each for each in ListColumn if each in wanted), ListOrder(order))


def summary(listed: ProjectList) -> str:
    """How many there are, and what their order means; of an empty list why it is empty."""
    if not listed.lines:
        return listed.empty
    rest = f"；未经评分的 {listed.unranked} 项列在最后" if listed.unranked else ""
    return f"共 {len(listed.lines)} 项，{_ORDERED[listed.choice.order]}{rest}。"


def headings(listed: ProjectList, *, without: Collection[ListColumn] = ()) -> tuple[str, ...]:
    """The words over the columns."""
    return (*_columns(listed, without), *((OUTCOME,) if listed.kind.internal else ()))


def cells(listed: ProjectList, line: ListLine, place: int, *, without: Collection[ListColumn] = ()) -> tuple[str, ...]:
    """What stands under them, of one project."""
    said = tuple(line.word(column, place) for column in _columns(listed, without))
    return (*said, line.outcome) if listed.kind.internal else said


def by_organization(lines: Sequence[ListLine]) -> list[tuple[str, list[ListLine]]]:
    """The lines of each 基层党组织, in the order they stand in."""
    return [(name, list(group)) for name, group in groupby(lines, key=attrgetter("organization"))]


def _columns(listed: ProjectList, without: Collection[ListColumn]) -> tuple[ListColumn, ...]:
    return tuple(each for each in listed.choice.columns if each not in without)
