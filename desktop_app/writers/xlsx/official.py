"""The list of an official paper as a workbook: its title, its table, its text under the table."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop_app.shapes.official import Band, OfficialPapers, OfficialTable, Paragraph, SignOff, Title, Words
from desktop_app.writers.xlsx.sheets import Column, Row, Sheet, write_sheet

NUMBERED = "序号"
WIDEST = 36  # half-width characters


def write_official(papers: OfficialPapers, target: Path) -> None:
    """Write the first paper that has a table. The same papers give the same bytes."""
    blocks = next(paper.blocks for paper in papers.papers if any(isinstance(b, OfficialTable) for b in paper.blocks))
    table = next(block for block in blocks if isinstance(block, OfficialTable))
    title = next(_said(words for line in block.lines for words in line) for block in blocks if isinstance(block, Title))
    below = [_said(block.words) for block in blocks if isinstance(block, Paragraph)]
    below += [f"{_said(block.name)}　{_said(block.day)}" for block in blocks if isinstance(block, SignOff)]
    write_sheet(
        Sheet(
            title=title,
            under=papers.title,
            columns=[
                Column(each.title, "number" if each.title == NUMBERED else "text", WIDEST, each.centred)
                for each in table.columns
            ],
            rows=[_row(row, table) for row in table.rows if not isinstance(row, Band)],
            closing=below[0] if below else "",
            across=True,
            author=papers.author,
            subject=papers.subject,
            made_at=papers.made_at,
            below=below[1:],
        ),
        target,
    )


def _row(cells: Sequence[str], table: OfficialTable) -> Row:
    named = zip(cells, table.columns, strict=True)
    return Row([int(cell) if column.title == NUMBERED else cell for cell, column in named])


def _said(words: Iterable[Words]) -> str:
    return "".join(each.text for each in words)
