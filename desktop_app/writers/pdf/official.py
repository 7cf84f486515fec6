"""An official paper as PDF: GB/T 9704-2012 (党政机关公文格式) in the numbers of domain.md §5.

The type area is 156 × 225 mm; its lines stand on a grid of the look's pitch from its upper edge. The clauses named in
these modules are the standard's. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.rules.official_look import MM, PAGE_NUMBER_SIZE
from desktop_app.shapes.official import Attachment, Block, OfficialPaper, OfficialPapers, Script
from desktop_app.writers.pdf.official_blocks import units_of
from desktop_app.writers.pdf.official_faces import official_faces
from desktop_app.writers.pdf.official_flow import place
from desktop_app.writers.pdf.official_hands import A4, Hands
from desktop_app.writers.pdf.pages import Align, Pages
from desktop_app.writers.pdf.typesetting import BASELINE, Style, set_lines

DASH_BELOW = 7 * MM  # under the type area
DASH_ABOVE_BASELINE = 0.38  # of the size: the middle of the em box
CODE_TOP, CODE_TALL, CODE_SIZE, CODE_GREY = 16 * MM, 25.0, 9.0, 0.2
RECORD_SIZE, RECORD_GREY = 8.0, 0.35


def write_official(papers: OfficialPapers, target: Path) -> None:
    """Write the papers, each from a new page with page numbers of its own. The same papers give the same bytes."""
    hands = Hands(official_faces(), papers.look)
    pages = Pages(A4, on_turn=lambda turned: _page_number(turned, turned.count - before, hands))
    before = 0  # pages, of the papers that are done
    for paper in papers.papers:
        if paper is papers.papers[0]:
            _page_number(pages, 1, hands)
        else:
            before = pages.count
            pages.turn()
        _paper(paper, hands, pages)
        _record(papers.record, pages, pages.count - before, hands)
    pages.write(
        target,
        title=papers.title,
        author=papers.author,
        subject=papers.subject,
        made_at=papers.made_at,
        foot=None,
    )


def _paper(paper: OfficialPaper, hands: Hands, pages: Pages) -> None:
    if paper.code:
        _code(paper.code, hands, pages)
    for number, part in enumerate(_parts(paper.blocks)):
        if number:
            pages.turn()
        place(units_of(part, hands), pages, hands.look.pitch)
    pages.note_what_lacks()


def _parts(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The paper itself and each of its attachments: what begins a page."""
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Attachment) and place]
    for start, end in zip([0, *starts], [*starts, len(blocks)], strict=True):
        yield blocks[start:end]


def _page_number(pages: Pages, number: int, hands: Hands) -> None:
    """7.5: 四号 half-width Song between dashes 7 mm under the type area, one character in from the outer edge."""
    style = Style(hands.faces[Script.SONG], PAGE_NUMBER_SIZE, PAGE_NUMBER_SIZE)
    middle = A4.height - A4.bottom + DASH_BELOW
    top = middle - (BASELINE - DASH_ABOVE_BASELINE) * PAGE_NUMBER_SIZE
    width = A4.measure - 2 * PAGE_NUMBER_SIZE
    pages.lines(set_lines(f"— {number} —", style, width), A4.left + PAGE_NUMBER_SIZE, top, width, _outer(number))


def _record(record: str, pages: Pages, number: int, hands: Hands) -> None:
    """Small, on the height of the page number, at the inner edge."""
    style = Style(hands.faces[Script.SONG], RECORD_SIZE, RECORD_SIZE, grey=RECORD_GREY)
    top = A4.height - A4.bottom + DASH_BELOW - RECORD_SIZE / 2
    said = set_lines(record, style, A4.measure)[:1] if record else []
    pages.lines(said, A4.left, top, A4.measure, _outer(number + 1))


def _outer(number: int) -> Align:
    return "right" if number % 2 else "left"


def _code(code: str, hands: Hands, pages: Pages) -> None:
    """In the upper margin at the right, for the scanner and in clear."""
    right = A4.width - A4.right
    pages.code(code, right, CODE_TOP, CODE_TALL)
    style = Style(hands.faces[Script.HEI], CODE_SIZE, CODE_SIZE * 1.3, grey=CODE_GREY)
    pages.lines(set_lines(code, style, A4.measure), A4.left, CODE_TOP + CODE_TALL + 2, A4.measure, "right")
