"""The blocks of an official paper as Word's paragraphs and tables, each in its style.

Lengths are twips (twentieths of a point). Source: GB/T 9704-2012, 7.3 and 7.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.rules.official_look import character_spacing
from desktop_app.shapes import shape
from desktop_app.shapes.official import (
    Addressee,
    Attachment,
    AttachmentNote,
    Blanks,
    Block,
    OfficialLook,
    OfficialTable,
    Paragraph,
    SignOff,
    Title,
)
from desktop_app.writers.docx.markup import on, tag, twips
from desktop_app.writers.docx.official_styles import LEVELS, Style, level_script
from desktop_app.writers.docx.official_table import TYPE_WIDTH, Grid
from desktop_app.writers.docx.official_words import run, runs, width_of

_SEAL_LINES = 2  # blank lines between the text and the name, for the seal
_LEAST_BLANK = 5  # characters that one writes on by hand


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
        left = round(begins + width_of(lead, look))
        hanging = left - round(2 * em if number == 1 else begins)
        above = (tag("spacing", before=twips(look.pitch)),) if number == 1 else ()
        said = run(f"附件：{lead}" if number == 1 else lead)
        own = (*above, tag("ind", left=left, hanging=hanging))
        yield Par(Style.ATTACHMENT_NOTE, said + runs(name), own, keep=keep or number < len(block.names))


def _sign_off(block: SignOff, look: OfficialLook) -> tuple[Par, Par]:
    """The name is centred over the date. One too wide for that ends at the right edge, the date centred under it."""
    name, day = (sum(width_of(each.text, look) for each in words) for words in (block.name, block.day))
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
    widest = max((width_of(label, look) for label in block.labels), default=0) + _LEAST_BLANK * _em(look)
    beside = max(1, min(len(block.labels), int(TYPE_WIDTH / widest)))
    rows = [block.labels[at : at + beside] for at in range(0, len(block.labels), beside)]
    for number, row in enumerate(rows, 1):
        above = (tag("spacing", before=twips(_SEAL_LINES * look.pitch)),) if apart and number == 1 else ()
        yield replace(_blank_line(row, beside, look), own=above, keep=keep or number < len(rows))


def _title(title: Title) -> str:
    """A title is in one hand whatever its words say; its lines are lines of one paragraph."""
    lines = ("".join(run(each.text, missing=each.missing) for each in line) for line in title.lines)
    return tag("r", tag("br")).join(lines)


def _em(look: OfficialLook) -> float:
    """From one character of the body to the next."""
    return (look.body_size + character_spacing(look)) * 20


def _blank_line(labels: Sequence[str], beside: int, look: OfficialLook) -> Par:
    """Two stops a label: the line to write on ends at the first, the next label begins at the second."""
    step, gap = (TYPE_WIDTH - 20) / beside, _em(look)  # a stop at the very edge begins a new line in LibreOffice
    stops, said = [], []
    for at, label in enumerate(labels, 1):
        end = round(step * at - (gap if at < beside else 0))
        stops.append(tag("tab", val="right", leader="underscore", pos=end))
        said.append(run(label) + tag("r", tag("tab")))
        if at < len(labels):
            stops.append(tag("tab", val="left", pos=round(step * at)))
            said.append(tag("r", tag("tab")))
    return Par(Style.BLANKS, "".join(said), tabs=tag("tabs", *stops))
