"""名单 as workbooks: one row per project, the columns that were chosen, in the order that was chosen."""

from dataclasses import replace
from pathlib import Path

from desktop_app.rules.project_lists import INTERNAL, OUTCOME, cells, headings, summary
from desktop_app.shapes.project_lists import ListColumn, ListOrder, ProjectList
from desktop_app.writers.wording import record
from desktop_app.writers.xlsx.sheets import Column, Row, Sheet, Value, write_sheet

C = ListColumn
WIDEST = {
    C.NUMBER: 16,
    C.ORGANIZATION: 36,
    C.BRANCH: 36,
    C.KIND: 10,
    C.BRAND: 36,
    C.HEAD: 16,
    C.HONOURS: 30,
    OUTCOME: 30,
}


def write_project_list(listed: ProjectList, target: Path) -> None:
    """Write the list. The same list gives the same bytes."""
    head = listed.letterhead
    inside = f"　{INTERNAL}" if listed.kind.internal else ""
    shown = _with_organizations(listed)
    write_sheet(
        Sheet(
            title=f"“一支部一特色”支部党建品牌{listed.kind}",
            under=f"{head.school}{head.department}　{listed.round_name}{inside}",
            columns=[_column(each) for each in headings(shown)],
            rows=[Row(_values(shown, place)) for place in range(1, len(listed.lines) + 1)],
            closing=f"{summary(listed)}{record(listed.journal_head)}",
            across=True,
            author=f"{head.school}{head.department}{head.office}",
            subject=listed.round_name,
            made_at=listed.as_of,
        ),
        target,
    )


def _with_organizations(listed: ProjectList) -> ProjectList:
    """Grouped, the 基层党组织 stands in its column: a row over the table could not be sorted away and back."""
    if listed.choice.order is not ListOrder.ORGANIZATION or C.ORGANIZATION in listed.choice.columns:
        return listed
    columns = tuple(each for each in C if each in (*listed.choice.columns, C.ORGANIZATION))
    return replace(listed, choice=replace(listed.choice, columns=columns))


def _column(title: str) -> Column:
    return Column(title, "number", centred=True) if title == C.PLACE else Column(title, widest=WIDEST[title])


def _values(listed: ProjectList, place: int) -> tuple[Value, ...]:
    words = cells(listed, listed.lines[place - 1], place)
    return tuple(place if title == C.PLACE else word for title, word in zip(headings(listed), words, strict=True))
