"""公文: an official paper as a docx that stays editable in WPS and Word. Every paragraph bears a style.

Source: GB/T 9704-2012, as domain.md §5 gives it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.rules.official_look import (
    BOTTOM_MM,
    LEFT_MM,
    MM,
    PAGE_MM,
    RIGHT_MM,
    TOP_MM,
    TYPE_MM,
    characters_a_line,
)
from desktop_app.shapes.official import OfficialLook, OfficialPaper, OfficialPapers
from desktop_app.writers.docx.code_picture import code_part, code_run
from desktop_app.writers.docx.markup import NAMESPACES, on, tag, twips
from desktop_app.writers.docx.official_blocks import TYPE_WIDTH, Grid, Par, laid_out, run
from desktop_app.writers.docx.official_styles import Style, font_table, styles
from desktop_app.writers.docx.package import Part, Properties, write_package

_HEADER_MM, _FOOTER_MM = 12.0, 25.0
_RECORD_MM = 267.0  # from the upper edge of the paper: beside the page number
_GRID = 4096  # the document grid counts its character spacing in these parts of a point


def write_official(papers: OfficialPapers, target: Path) -> None:
    """One file, each paper a section with page numbers of its own. The same papers give the same bytes."""
    parts = [
        Part("styles.xml", "styles", styles(papers.look)),
        Part("settings.xml", "settings", _settings()),
        Part("fontTable.xml", "fontTable", font_table()),
        Part("footer1.xml", "footer", _footer(Style.PAGE_NUMBER_ODD)),
        Part("footer2.xml", "footer", _footer(Style.PAGE_NUMBER_EVEN)),
    ]
    body: list[str] = []
    for number, paper in enumerate(papers.papers, 1):
        header = 0
        if paper.code:
            parts.append(_header(paper.code, number))
            header = len(parts)
        section = _section(papers.look, header)
        last = number == len(papers.papers)
        body += _paper(paper, papers.look, papers.record, "" if last else section)
        body += [section] if last else []
    document = f"<w:document{NAMESPACES}>{tag('body', *body)}</w:document>"
    write_package(target, document, parts, Properties(papers.title, papers.subject, papers.author, papers.made_at))


def _paper(paper: OfficialPaper, look: OfficialLook, record: str, section: str) -> list[str]:
    """The paragraphs and tables of one paper; the last paragraph carries the section's settings."""
    made: list[Par | Grid] = []
    around = zip((None, *paper.blocks), paper.blocks, (*paper.blocks[1:], None), strict=False)
    for before, block, after in around:
        made += laid_out(block, look, before=before, after=after)
    if not made or not isinstance(made[-1], Par):
        made.append(Par(Style.CLOSING))  # a table ends no section
    last = made.pop()
    assert isinstance(last, Par)
    if record:
        made.append(Par(Style.RECORD, run(record), frame=_record_frame()))
    return [each.xml() for each in (*made, replace(last, section=section))]


def _section(look: OfficialLook, header: int) -> str:
    """sectPr: paper, margins, grid, page numbers. `header` is the relation of the first page's, 0 for none."""
    spare = TYPE_MM[0] * MM / characters_a_line(look) - look.body_size
    told = [
        '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>',
        tag("type", val="nextPage"),
        tag("pgSz", w=twips(PAGE_MM[0] * MM), h=twips(PAGE_MM[1] * MM)),
        tag(
            "pgMar",
            top=twips(TOP_MM * MM),
            right=twips(RIGHT_MM * MM),
            bottom=twips(BOTTOM_MM * MM),
            left=twips(LEFT_MM * MM),
            header=twips(_HEADER_MM * MM),
            footer=twips(_FOOTER_MM * MM),
            gutter=0,
        ),
        tag("pgNumType", start=1),
    ]
    if header:
        told.insert(
            0,
            f'<w:headerReference w:type="first" r:id="rId{header}"/><w:footerReference w:type="first" r:id="rId4"/>',
        )
        told.append(on("titlePg"))
    grid = tag("docGrid", type="linesAndChars", linePitch=twips(look.pitch), charSpace=round(spare * _GRID))
    return tag("sectPr", *told, grid)


def _footer(style: Style) -> str:
    """“— 1 —”: the number is a field, so that Word counts."""
    field = tag("fldSimple", run("1"), instr=" PAGE ")
    return f"<w:ftr{NAMESPACES}>{Par(style, run('— ') + field + run(' —')).xml()}</w:ftr>"


def _header(code: str, number: int) -> Part:
    """The code at the head of a paper's first page, as bars and as words."""
    picture = code_part(code, f"code{number}.png")
    inside = Par(Style.CODE, code_run(code, "rId1")).xml() + Par(Style.CODE, run(code)).xml()
    return Part(f"header{number}.xml", "header", f"<w:hdr{NAMESPACES}>{inside}</w:hdr>", (picture,))


def _record_frame() -> str:
    """Where the 记录号 stands: on the page that the paper ends on, beside its number, at the inner edge."""
    return tag(
        "framePr",
        w=TYPE_WIDTH // 2,
        wrap="around",
        vAnchor="page",
        hAnchor="margin",
        xAlign="inside",
        y=twips(_RECORD_MM * MM),
    )


def _settings() -> str:
    """settings.xml: pages have sides, and nothing is squeezed to fit, so that a line keeps to its characters."""
    compatible = tag(
        "compat",
        on("doNotExpandShiftReturn"),
        tag("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
    )
    told = [
        tag("defaultTabStop", val=420),
        on("evenAndOddHeaders"),
        tag("characterSpacingControl", val="doNotCompress"),
        compatible,
    ]
    return f"<w:settings{NAMESPACES}>{''.join(told)}</w:settings>"
