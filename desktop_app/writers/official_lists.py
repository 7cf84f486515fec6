"""名单 as official papers: one content for the editable docx and for the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desktop_app.rules.project_lists import INTERNAL, OUTCOME, by_organization, cells, headings, summary
from desktop_app.shapes.official import (
    Band,
    Block,
    OfficialColumn,
    OfficialPaper,
    OfficialPapers,
    OfficialTable,
    Paragraph,
    Script,
    SignOff,
    Title,
    Words,
)
from desktop_app.shapes.participation import Participation
from desktop_app.shapes.project_lists import ListColumn, ListOrder, ProjectList
from desktop_app.writers.wording import chinese_date, chinese_time, record

C = ListColumn
COUNTS_AS = "计为"
SHARES: dict[str, int] = {
    C.ORGANIZATION: 23,
    C.BRANCH: 24,
    C.KIND: 8,
    C.BRAND: 18,
    C.HEAD: 11,
    C.HONOURS: 31,
    OUTCOME: 21,
    COUNTS_AS: 21,
}
UNBROKEN: dict[str, float] = {C.PLACE: 0.06, C.NUMBER: 0.16}  # of the table's width: a number that breaks is misread
CENTRED: frozenset[str] = frozenset({C.PLACE, C.NUMBER, C.KIND, C.HEAD})
TITLE_WIDTH = 20  # characters of 22 pt on one line of 156 mm


def official_list(listed: ProjectList) -> OfficialPapers:
    """One paper: title, how many, the table, and who signs; a list that stays inside says so over its title."""
    return one_paper(listed, f"{listed.kind} {listed.round_name}", _blocks(listed))


def one_paper(listed: ProjectList | Participation, title: str, blocks: Iterable[Block]) -> OfficialPapers:
    """A file of a single paper; `title` is the file's, and stands before the 记录号 at its foot."""
    head = listed.letterhead
    return OfficialPapers(
        look=listed.look,
        papers=(OfficialPaper(tuple(blocks)),),
        title=title,
        author=f"{head.school}{head.department}{head.office}",
        subject=listed.round_name,
        made_at=listed.as_of,
        record=f"{title}{record(listed.journal_head)}",
    )


def title_lines(school: str, year: int, named: str) -> tuple[str, ...]:
    """Broken by meaning: the school on a line of its own where it would not fit before the programme."""
    programme = f"{year}年“一支部一特色”"
    if len(school) + len(programme) <= TITLE_WIDTH:
        return f"{school}{programme}", f"支部党建品牌{named}"
    return school, programme, f"支部党建品牌{named}"


def official_columns(titles: Sequence[str]) -> tuple[OfficialColumn, ...]:
    """Columns by their titles; 序号 and 申报编号 have what keeps them on one line, the others share the rest."""
    fixed = sum(UNBROKEN.get(title, 0) for title in titles)
    others = sum(SHARES.get(title, 0) for title in titles) or 1
    return tuple(
        OfficialColumn(
            title,
            round(100 * UNBROKEN[title] if title in UNBROKEN else 100 * (1 - fixed) * SHARES[title] / others),
            title in CENTRED,
        )
        for title in titles
    )


def _blocks(listed: ProjectList) -> Iterator[Block]:
    head = listed.letterhead
    if listed.kind.internal:
        yield Paragraph((Words(INTERNAL, Script.HEI),))
    lines = title_lines(head.school, listed.year, listed.kind)
    yield Title(tuple((Words(line, Script.TITLE),) for line in lines))
    yield Paragraph((Words(summary(listed)),))
    if listed.lines:
        yield _table(listed)
    if listed.kind.internal:
        yield Paragraph((Words(f"截至 {chinese_time(listed.as_of)}，供{head.department}内部使用。"),))
    else:
        yield SignOff((Words(f"{head.school}{head.department}"),), (Words(chinese_date(listed.as_of)),))


def _table(listed: ProjectList) -> OfficialTable:
    """Grouped, the 基层党组织 stands over its rows instead of beside each."""
    grouped = listed.choice.order is ListOrder.ORGANIZATION
    without = (C.ORGANIZATION,) if grouped else ()
    columns = official_columns(headings(listed, without=without))
    rows: list[tuple[str, ...] | Band] = []
    place = 0
    for organization, lines in by_organization(listed.lines) if grouped else [("", listed.lines)]:
        if grouped:
            rows.append(Band(f"{organization}（{len(lines)} 项）"))
        for line in lines:
            place += 1
            rows.append(cells(listed, line, place, without=without))
    return OfficialTable(columns, tuple(rows))
