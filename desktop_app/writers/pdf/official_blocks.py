"""The blocks of an official paper as units that flow down its pages. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.shapes.official import (
    Addressee,
    Attachment,
    AttachmentNote,
    Blanks,
    Block,
    OfficialTable,
    Paragraph,
    Script,
    SignOff,
    Title,
    Words,
)
from desktop_app.writers.pdf.official_flow import Unit, blank
from desktop_app.writers.pdf.official_hands import A4, Hands
from desktop_app.writers.pdf.official_table import table_units
from desktop_app.writers.pdf.pages import Align, Pages
from desktop_app.writers.pdf.typesetting import Line, set_lines

INDENT = 2  # characters
FROM_THE_RIGHT = 4  # characters: of a date under a seal (7.3.5.1)
SEAL_LINES = 2  # blank, so that a seal of 42 mm over name and date begins less than a line under the text
TEXT_WITH_SIGNATURE = 2  # lines on the page of the signature, at least
HEADINGS = frozenset({Script.HEI, Script.KAI, Script.BOLD})
ATTACHED = "附件："
LEAST_BLANK = 5  # characters that one writes on by hand
BLANK_GREY, BLANK_WEIGHT = 0.2, 0.6
BLANK_BELOW, BLANK_AFTER = 3.0, 2.0  # the baseline, and the label


def units_of(blocks: Sequence[Block], hands: Hands) -> list[Unit]:
    """The units of one part: the paper itself, or one attachment."""
    units: list[Unit] = []
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        if isinstance(block, SignOff):
            units = [
                *units[:-TEXT_WITH_SIGNATURE],
                *(replace(each, stays=True) for each in units[-TEXT_WITH_SIGNATURE:]),
            ]
        units += _units(block, before, hands)
    return units


def _units(block: Block, before: Block | None, hands: Hands) -> Iterator[Unit]:
    match block:
        case Title():
            yield from _title(block, hands)
        case Addressee(words):
            yield from _text(words, hands)
        case Paragraph(words, level):
            alone = bool(level) and all(each.script in HEADINGS for each in words)
            yield from _text(words, hands, indent=INDENT * hands.cell, stays=alone)
        case OfficialTable():
            yield from table_units(block, hands)
        case AttachmentNote(names):
            yield from _note(names, hands)
        case SignOff():
            yield from _signature(block, hands)
        case Blanks(labels):
            if isinstance(before, SignOff):
                yield from (blank(hands.look.pitch) for _ in range(SEAL_LINES))
            yield from _blanks(labels, hands)
        case Attachment(number, title):
            label = (Words(f"附件{number or ''}", Script.HEI),)
            yield from _text(label, hands, stays=True)
            yield blank(hands.look.pitch)
            yield from _title(title, hands)


def _text(words: Sequence[Words], hands: Hands, *, indent: float = 0.0, stays: bool = False) -> Iterator[Unit]:
    """A paragraph over the measure; `stays`: its last line with what follows."""
    lines = set_lines(hands.spans(words), hands.style(Script.BODY), A4.measure, indent=indent, justified=True)
    for number, line in enumerate(lines, 1):
        yield _line(line, stays=stays and number == len(lines))


def _line(line: Line, align: Align = "left", *, x: float = 0.0, stays: bool = False) -> Unit:
    def draw(pages: Pages, top: float) -> None:
        pages.lines([line], A4.left + x, top, A4.measure, align)

    return Unit(line.leading, draw, stays)


def _title(title: Title, hands: Hands) -> Iterator[Unit]:
    """7.3.1: centred on the lines that the meaning gives it; a blank line follows."""
    style = hands.title()
    for words in title.lines:
        for line in set_lines(hands.spans(words, style), style, A4.measure):
            yield _line(line, "centre", stays=True)
    yield blank(hands.look.pitch)


def _note(names: Sequence[Sequence[Words]], hands: Hands) -> Iterator[Unit]:
    """7.3.4: a blank line; two characters in; numbered where there are several; wraps under the name's first one."""
    yield blank(hands.look.pitch)
    style = hands.style(Script.BODY)
    (label,) = set_lines(ATTACHED, style, A4.measure)
    numbers = [set_lines(f"{n}.", style, A4.measure)[0] for n in range(1, len(names) + 1)] if len(names) > 1 else []
    at = INDENT * hands.cell + label.width
    name_at = at + max((number.width for number in numbers), default=0.0)
    for place, words in enumerate(names):
        for row, line in enumerate(set_lines(hands.spans(words), style, A4.measure - name_at)):
            beside = [] if row else [(number, at) for number in numbers[place : place + 1]]
            if not place and not row:
                beside.append((label, INDENT * hands.cell))
            yield _side_by_side([(line, name_at), *beside])


def _side_by_side(placed: Sequence[tuple[Line, float]]) -> Unit:
    def draw(pages: Pages, top: float) -> None:
        for line, x in placed:
            pages.lines([line], A4.left + x, top, A4.measure)

    return Unit(placed[0][0].leading, draw)


def _signature(block: SignOff, hands: Hands) -> Iterator[Unit]:
    """7.3.5.1: the date four characters from the right, the name centred over it; a longer name moves both inwards."""
    style = hands.style(Script.BODY)
    names = set_lines(hands.spans(block.name), style, A4.measure)
    days = set_lines(hands.spans(block.day), style, A4.measure)
    wide = max(line.width for line in names)
    centre = A4.measure - FROM_THE_RIGHT * hands.cell - max(line.width for line in days) / 2
    centre = max(min(centre, A4.measure - wide / 2), wide / 2)
    for _ in range(SEAL_LINES):
        yield blank(hands.look.pitch)
    lines = [*names, *days]
    for line in lines:
        yield _line(line, x=centre - line.width / 2, stays=line is not lines[-1])


def _blanks(labels: Sequence[str], hands: Hands) -> Iterator[Unit]:
    """Lines to write on, each behind its label; as many beside each other as leave room to write."""
    set_labels = [set_lines(label, hands.style(Script.BODY), A4.measure)[0] for label in labels]
    least = max((label.width for label in set_labels), default=0.0) + LEAST_BLANK * hands.cell
    beside = max(1, min(len(labels), int(A4.measure / least)))
    for at in range(0, len(labels), beside):
        yield _blank_line(set_labels[at : at + beside], A4.measure / beside, hands)


def _blank_line(labels: Sequence[Line], share: float, hands: Hands) -> Unit:
    def draw(pages: Pages, top: float) -> None:
        for place, label in enumerate(labels):
            x = A4.left + place * share
            end = x + share - (hands.cell if place < len(labels) - 1 else 0.0)
            y = top + label.baseline + BLANK_BELOW
            pages.lines([label], x, top, share)
            pages.rule(x + label.width + BLANK_AFTER, y, end, y, BLANK_WEIGHT, BLANK_GREY)

    return Unit(hands.look.pitch, draw)
