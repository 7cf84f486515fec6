"""The blocks of an official paper as Word's paragraphs and tables, each in its style.

Lengths are twips (twentieths of a point). Source: GB/T 9704-2012, 7.3 and 7.4.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.rules.official_look import MM, TYPE_MM, character_spacing
from desktop_app.shapes import shape
from desktop_app.shapes.official import (
    Addressee,
    Attachment,
    AttachmentNote,
    Band,
    Blanks,
    Block,
    OfficialLook,
    OfficialTable,
    Paragraph,
    Script,
    SignOff,
    Title,
    Words,
)
from desktop_app.writers.docx.markup import on, plain, tag, twips
from desktop_app.writers.docx.official_styles import LEVELS, TABLE_STYLE, Style, level_script

TYPE_WIDTH = twips(TYPE_MM[0] * MM)
_SEAL_LINES = 2  # blank lines between the text and the name, for the seal
_LEAST_BLANK = 5  # characters that one writes on by hand
_ROW_HEIGHT = twips(8 * MM)


@shape
class Par:
    """A paragraph before it is written. `own` are properties of its own: spacing, ind, jc, outlineLvl in that order."""

    style: Style
    inside: str = ""
    own: tuple[str, ...] = ()
    tabs: str = ""
    keep: bool = False  # with the next one, two of its lines at least
    new_page: bool = False
    frame: str = ""
    section: str = ""  # the last one of a section carries its settings

    def xml(self) -> str:
        told = [
            tag("pStyle", val=self.style.name),
            *([on("keepNext")] if self.keep else ()),
            *([on("pageBreakBefore")] if self.new_page else ()),
            self.frame,
            *([on("widowControl")] if self.keep else ()),
            self.tabs,
            *self.own,
            self.section,
        ]
        return tag("p", tag("pPr", *told), self.inside)


@shape
class Grid:
    """A table before it is written. `keep`: its last rows go with what follows."""

    table: OfficialTable
    keep: bool = False

    def xml(self) -> str:
        return _grid(self.table, keep=self.keep)


def laid_out(block: Block, look: OfficialLook, *, before: Block | None, after: Block | None) -> list[Par | Grid]:
    """A block between its neighbours. What stands before a 落款 goes with it, for that never stands alone on a page."""
    keep = isinstance(after, SignOff)
    match block:
        case Title():
            return [Par(Style.TITLE, _title(block))]
        case Addressee():
            return [Par(Style.ADDRESSEE, runs(block.words), keep=keep)]
        case Paragraph():
            return [_paragraph(block, look, keep=keep)]
        case OfficialTable():
            return [Grid(block, keep)]
        case AttachmentNote():
            return [*_attachment_note(block, look, keep=keep)]
        case SignOff():
            return [*_sign_off(block, look)]
        case Blanks():
            return [*_blanks(block, look, apart=isinstance(before, SignOff), keep=keep)]
        case Attachment():
            label = Par(Style.ATTACHMENT, run(f"附件{block.number or ''}"), new_page=before is not None)
            return [label, Par(Style.ATTACHMENT_TITLE, _title(block.title))]


def _paragraph(block: Paragraph, look: OfficialLook, *, keep: bool) -> Par:
    """A heading alone on its line goes with the text under it; one that text follows is no line of the contents."""
    own = level_script(block.level, look)
    heading = block.level > 0 and all(each.script is own for each in block.words)
    text_level = (tag("outlineLvl", val=9),) if block.level and not heading else ()
    alone = heading and block.level < 3
    return Par(LEVELS[block.level], runs(block.words, own), text_level, keep=keep or alone)


def _attachment_note(block: AttachmentNote, look: OfficialLook, *, keep: bool) -> Iterable[Par]:
    """“附件：” indented two characters; numbers stand under each other, and names wrap to their own beginning."""
    em, several = _em(look), len(block.names) > 1
    for number, name in enumerate(block.names, 1):
        lead = f"{number}." if several else ""
        begins = 5 * em  # two, and “附件：”
        left = round(begins + _width(lead, look))
        hanging = left - round(2 * em if number == 1 else begins)
        above = (tag("spacing", before=twips(look.pitch)),) if number == 1 else ()
        said = run(f"附件：{lead}" if number == 1 else lead)
        own = (*above, tag("ind", left=left, hanging=hanging))
        yield Par(Style.ATTACHMENT_NOTE, said + runs(name), own, keep=keep or number < len(block.names))


def _sign_off(block: SignOff, look: OfficialLook) -> tuple[Par, Par]:
    """The name is centred over the date. One too wide for that ends at the right edge, the date centred under it."""
    name, day = (sum(_width(each.text, look) for each in words) for words in (block.name, block.day))
    middle = 4 * _em(look) + day / 2  # of the date, from the right edge
    above = tag("spacing", before=twips(_SEAL_LINES * look.pitch))
    if name <= 2 * middle:
        over = (above, tag("ind", left=max(round(TYPE_WIDTH - 2 * middle), 0)))
        under: tuple[str, ...] = ()
    else:
        over = (above, tag("jc", val="right"))
        left = max(round(TYPE_WIDTH - name), 0)
        under = (tag("ind", left=left, rightChars=0, right=0), tag("jc", val="center"))
    return (
        Par(Style.SIGN_OFF_NAME, runs(block.name), over, keep=True),
        Par(Style.SIGN_OFF_DAY, runs(block.day), under),
    )


def _blanks(block: Blanks, look: OfficialLook, *, apart: bool, keep: bool) -> Iterable[Par]:
    """Labels with lines to write on; as many beside each other as leave room to write. `apart`: under a seal."""
    widest = max((_width(label, look) for label in block.labels), default=0) + _LEAST_BLANK * _em(look)
    beside = max(1, min(len(block.labels), int(TYPE_WIDTH / widest)))
    rows = [block.labels[at : at + beside] for at in range(0, len(block.labels), beside)]
    for number, row in enumerate(rows, 1):
        above = (tag("spacing", before=twips(_SEAL_LINES * look.pitch)),) if apart and number == 1 else ()
        yield replace(_blank_line(row, beside, look), own=above, keep=keep or number < len(rows))


def runs(words: Iterable[Words], own: Script = Script.BODY) -> str:
    """Words in a paragraph whose style has the hand `own`; those of another hand bear a style of theirs."""
    return "".join(
        run(each.text, hand=each.script if each.script is not own else None, missing=each.missing) for each in words
    )


def run(text: str, *, hand: Script | None = None, missing: bool = False) -> str:
    """A stretch of text. The hint makes quotes, dashes and dots Chinese ones; what is missing is highlighted."""
    told = [
        *([tag("rStyle", val=f"HAND_{hand.name}")] if hand else ()),
        tag("rFonts", hint="eastAsia"),
        *([tag("highlight", val="yellow")] if missing else ()),
    ]
    return tag("r", tag("rPr", *told), f'<w:t xml:space="preserve">{plain(text)}</w:t>') if text else ""


def _title(title: Title) -> str:
    """A title is in one hand whatever its words say; its lines are lines of one paragraph."""
    lines = ("".join(run(each.text, missing=each.missing) for each in line) for line in title.lines)
    return tag("r", tag("br")).join(lines)


def _em(look: OfficialLook) -> float:
    """From one character of the body to the next."""
    return (look.body_size + character_spacing(look)) * 20


def _width(text: str, look: OfficialLook) -> float:
    """What `text` takes in the faces of the standard: Latin letters and figures half a character."""
    spacing = character_spacing(look)
    return sum((look.body_size * (1 if _wide(each) else 0.5) + spacing) * 20 for each in text)


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F", "A")


def _blank_line(labels: Sequence[str], beside: int, look: OfficialLook) -> Par:
    """Two stops a label: the line to write on ends at the first, the next label begins at the second."""
    step, gap = (TYPE_WIDTH - 20) / beside, _em(look)  # a stop at the very edge begins a new line in LibreOffice
    stops, said = [], []
    for at, label in enumerate(labels, 1):
        end = round(step * at - (gap if at < beside else 0))
        stops.append(tag("tab", val="left", leader="underscore", pos=end))
        said.append(run(label) + tag("r", tag("tab")))
        if at < len(labels):
            stops.append(tag("tab", val="left", pos=round(step * at)))
            said.append(tag("r", tag("tab")))
    return Par(Style.BLANKS, "".join(said), tabs=tag("tabs", *stops))


def _grid(table: OfficialTable, *, keep: bool) -> str:
    widths = _widths(table)
    about = tag(
        "tblPr",
        tag("tblStyle", val=TABLE_STYLE),
        tag("tblW", w=TYPE_WIDTH, type="dxa"),
        tag("jc", val="center"),
        tag("tblLayout", type="fixed"),
    )
    head = _row(
        (_cell(column.title, width, Style.TABLE_HEAD) for column, width in zip(table.columns, widths, strict=True)),
        header=True,
    )
    rows = []
    for at, row in enumerate(table.rows, 1):
        with_next = keep and at >= len(table.rows) - 1
        if isinstance(row, Band):
            rows.append(_row([_cell(row.text, TYPE_WIDTH, Style.TABLE_BAND, span=len(widths))]))
        else:
            rows.append(
                _row(
                    _cell(text, width, Style.TABLE_CENTRED if column.centred else Style.TABLE_TEXT, keep=with_next)
                    for text, width, column in zip(row, widths, table.columns, strict=True)
                )
            )
    return tag("tbl", about, tag("tblGrid", *(tag("gridCol", w=width) for width in widths)), head, *rows)


def _widths(table: OfficialTable) -> list[int]:
    """The type area shared out; what rounding leaves goes to the last column."""
    whole = sum(column.share for column in table.columns)
    made = [TYPE_WIDTH * column.share // whole for column in table.columns]
    made[-1] += TYPE_WIDTH - sum(made)
    return made


def _row(cells: Iterable[str], *, header: bool = False) -> str:
    about = [on("cantSplit"), tag("trHeight", val=_ROW_HEIGHT, hRule="atLeast"), *([on("tblHeader")] if header else ())]
    return tag("tr", tag("trPr", *about), *cells)


def _cell(text: str, width: int, style: Style, *, span: int = 1, keep: bool = False) -> str:
    about = [
        tag("tcW", w=width, type="dxa"),
        *([tag("gridSpan", val=span)] if span > 1 else ()),
        tag("vAlign", val="center"),
    ]
    kept = [on("keepNext")] if keep else []
    return tag("tc", tag("tcPr", *about), tag("p", tag("pPr", tag("pStyle", val=style.name), *kept), run(text)))
