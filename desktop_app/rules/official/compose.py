"""The text of an official paper with its fields filled in: the blocks that are laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop_app.rules.official.breaking import break_title
from desktop_app.rules.official.fields import WHOLE_NAMES
from desktop_app.rules.official.template import BREAK, Part, Piece, TemplateLine, read_template
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes.official import (
    Addressee,
    Attachment,
    AttachmentNote,
    Block,
    OfficialLook,
    Paragraph,
    Script,
    SignOff,
    Title,
    Words,
)

_LEVELS = (
    Pattern(r"[一二三四五六七八九十百]+、"),
    Pattern(r"[（(][一二三四五六七八九十百]+[）)]"),
    Pattern(r"[0-9０-９]+[.．](?![0-9０-９])"),
    Pattern(r"[（(][0-9０-９]+[）)]"),
)
_OPENING, _CLOSING = "“《（‘〈【", "”》）’〉】"


def compose(
    text: str, values: Mapping[str, str], blocks: Mapping[str, Sequence[Block]], look: OfficialLook
) -> tuple[Block, ...]:
    """The paper that a text is with these values.

    `values` names every field that may stand among words; one that is "" is marked 【未填：电话】. `blocks` names those
    that stand alone on their line. RuleBroken for a text with an unknown field, a brace without its other half, or
    附件 that do not agree; it names the line.
    """
    return tuple(_blocks(read_template(text, values, blocks).checked(), values, blocks, look))


def missing_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The fields that are marked because nobody filled them in, each once, in the order of the paper."""
    marked = (words.text for block in blocks for words in _words_of(block) if words.missing)
    return tuple(dict.fromkeys(each.removeprefix(_MARK).removesuffix("】") for each in marked))


def filled_in(names: Iterable[str], values: Mapping[str, str]) -> tuple[Words, ...]:
    """The values of these fields, one after the other; those without a value marked."""
    return _filled((Piece(name, is_field=True) for name in names), values)


def level_of(said: str) -> int:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 for plain text. A date or a decimal (2023.11) is no level."""
    return next((level for level, each in enumerate(_LEVELS, 1) if each.match(said)), 0)


def run_in(words: Sequence[Words], level: int, look: OfficialLook) -> tuple[Words, ...]:
    """A paragraph of a level: its heading, up to the first 。 outside quotes, in the level's hand; the rest in 仿宋.

    GB/T 9704-2012, 7.3.3: 一、黑体, （一）楷体, the others 仿宋; a third level in bold is some offices' own.
    """
    hand = {1: Script.HEI, 2: Script.KAI, 3: Script.BOLD if look.bold_third else Script.BODY}.get(level, Script.BODY)
    if hand is Script.BODY:
        return tuple(words)
    made, depth, over = [], 0, False
    for each in words:
        end = 0 if over else len(each.text)
        for at, character in enumerate(each.text if not over else ""):
            depth += (character in _OPENING) - (character in _CLOSING)
            if character == "。" and depth <= 0:
                end, over = at + 1, True
                break
        made += [Words(each.text[:end], hand, each.missing), Words(each.text[end:], each.script, each.missing)]
    return tuple(each for each in made if each.text)


_MARK = "【未填："


def _filled(pieces: Iterable[Piece], values: Mapping[str, str], script: Script = Script.BODY) -> tuple[Words, ...]:
    """Neighbouring words of one kind are one stretch; a value stands on one line whatever it holds."""
    made: list[Words] = []
    for piece in pieces:
        said = " ".join(values[piece.text].split()) if piece.is_field else piece.text.replace(BREAK, "")
        each = Words(said or f"{_MARK}{piece.text}】", script, missing=piece.is_field and not said)
        if made and not made[-1].missing and not each.missing:
            made[-1] = Words(made[-1].text + each.text, script)
        elif said or piece.is_field:
            made.append(each)
    return tuple(made)


def _title(line: TemplateLine, values: Mapping[str, str]) -> Title:
    """Broken by meaning over what the fields hold; the clerk's own breaks are kept."""
    whole = [name for each in WHOLE_NAMES if (name := values.get(each, ""))]
    parts = [_filled((piece,), values, Script.TITLE) for piece in _with_breaks(line.pieces)]
    said = "".join(words.text if words else BREAK for part in parts for words in part or (None,))
    characters = [(each, words.missing) for part in parts for words in part for each in words.text]
    lines, at = [], 0
    for row in break_title(said, whole):
        lines.append(_stretches(characters[at : at + len(row)]))
        at += len(row)
    return Title(tuple(lines))


def _with_breaks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """A break the clerk wrote becomes an empty piece of its own."""
    for piece in pieces:
        if piece.is_field:
            yield piece
            continue
        for place, said in enumerate(piece.text.split(BREAK)):
            if place:
                yield Piece("")
            if said:
                yield Piece(said)


def _stretches(characters: Sequence[tuple[str, bool]]) -> tuple[Words, ...]:
    made: list[Words] = []
    for character, missing in characters:
        if made and made[-1].missing is missing:
            made[-1] = Words(made[-1].text + character, Script.TITLE, missing)
        else:
            made.append(Words(character, Script.TITLE, missing))
    return tuple(made)


def _blocks(
    lines: Sequence[TemplateLine], values: Mapping[str, str], blocks: Mapping[str, Sequence[Block]], look: OfficialLook
) -> Iterator[Block]:
    attachments = sum(line.part is Part.ATTACHMENT for line in lines)
    names = tuple(_filled(line.pieces, values) for line in lines if line.part is Part.NOTE)
    for line in lines:
        match line.part:
            case Part.TITLE:
                yield _title(line, values)
            case Part.ADDRESSEE:
                yield Addressee((*_filled(line.pieces, values), Words("：")))
            case Part.TEXT:
                level = level_of(line.said)
                yield Paragraph(run_in(_filled(line.pieces, values), level, look), level)
            case Part.BLOCK:
                yield from blocks[line.pieces[0].text]
            case Part.NOTE:
                if line.ordinal == 1:
                    yield AttachmentNote(names)
            case Part.ATTACHMENT:
                yield Attachment(line.ordinal if attachments > 1 else 0, _title(line, values))


def _words_of(block: Block) -> Iterator[Words]:
    match block:
        case Title():
            yield from (words for line in block.lines for words in line)
        case Attachment():
            yield from _words_of(block.title)
        case Addressee() | Paragraph():
            yield from block.words
        case AttachmentNote():
            yield from (words for name in block.names for words in name)
        case SignOff():
            yield from (*block.name, *block.day)
