"""应报支部参与情况 as an official paper: the branches of each 基层党组织 under its sums."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.rules.participation import by_organization, part_words, sum_words, summary
from desktop_app.shapes.official import (
    Band,
    Block,
    OfficialPapers,
    OfficialTable,
    Paragraph,
    Script,
    SignOff,
    Title,
    Words,
)
from desktop_app.shapes.participation import Participation, sum_of
from desktop_app.writers.official_lists import COUNTS_AS, official_columns, one_paper, title_lines
from desktop_app.writers.wording import chinese_date

NAMED = "应报支部参与情况"
COLUMNS = official_columns(("序号", "党支部", "荣誉", "申报编号", "品牌名称", COUNTS_AS))


def official_participation(participation: Participation) -> OfficialPapers:
    """One paper: title, the sums of all, the table, and who signs."""
    return one_paper(participation, f"{NAMED} {participation.round_name}", _blocks(participation))


def _blocks(participation: Participation) -> Iterator[Block]:
    head = participation.letterhead
    yield Title(tuple((Words(line, Script.TITLE),) for line in title_lines(head.school, participation.year, NAMED)))
    yield Paragraph((Words(f"截至{chinese_date(participation.as_of)}，{summary(participation)}"),))
    if participation.rows:
        yield OfficialTable(COLUMNS, tuple(_rows(participation)))
    yield SignOff((Words(f"{head.school}{head.department}"),), (Words(chinese_date(participation.as_of)),))


def _rows(participation: Participation) -> Iterator[tuple[str, ...] | Band]:
    place = 0
    for organization, rows in by_organization(participation.rows):
        yield Band(f"{organization}：{sum_words(sum_of(rows))}")
        for row in rows:
            place += 1
            yield str(place), row.branch, row.honours_short, row.number, row.brand, part_words(row)
