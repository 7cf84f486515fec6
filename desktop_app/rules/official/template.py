"""The text of an official paper read line by line: what each line is, and everything that is wrong with it.

标题：关于{批次}拟立项名单的公示      the first line; ｜ forces a break
主送：各基层党组织                    once, before the text
一、时间。公示期为…                   a paragraph; its numbering says its level
{名单}                                alone on its line: a table, the signature, what is to be signed
附件：1. 立项名单                     附件说明, a line to each; with one only the number may be left out
附件1：立项名单                       an 附件 begins here
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes import shape
from desktop_app.shapes.official_texts import Problem

LONGEST = 20_000  # characters; an official paper of the office has a thousand
BREAK = "｜"

_TITLE = Pattern(r"标\s*题\s*[：:]\s*(.*)")
_ADDRESSEE = Pattern(r"主\s*送\s*[：:]\s*(.*?)\s*[：:]?")
_NOTE = Pattern(r"附\s*件\s*[：:]\s*(?:(\d+)\s*[.．、]\s*)?(.*)")
_NEXT_NAME = Pattern(r"(\d+)\s*[.．、]\s*(.+)")
_BEGINS = Pattern(r"附\s*件\s*(\d+)\s*[：:]\s*(.*)")
_PIECES = Pattern(r"\{([^{}]*)\}|([^{}]+)|([{}])")
_BRACES = str.maketrans("｛｝", "{}")
_BLANKS = str.maketrans("", "", " \u3000｜")
_SEE_FIELDS = "可用的字段见字段列表。"


class Part(Enum):
    """What a line of the text is."""

    TITLE = "标题"
    ADDRESSEE = "主送"
    TEXT = "正文"
    BLOCK = "字段"
    NOTE = "附件说明"
    ATTACHMENT = "附件"


@shape
class Piece:
    """Words as they stand there, or a field's name."""

    text: str
    is_field: bool = False


@shape
class TemplateLine:
    number: int  # from 1
    part: Part
    pieces: tuple[Piece, ...]
    ordinal: int = 0  # of an 附件, and of a name in 附件说明

    @property
    def said(self) -> str:
        """As it was written, for comparing."""
        return "".join(f"{{{piece.text}}}" if piece.is_field else piece.text for piece in self.pieces)


@shape
class Template:
    """A text that was read: its lines without the blank ones, and what is wrong with them, by line."""

    lines: tuple[TemplateLine, ...]
    problems: tuple[Problem, ...]

    def checked(self) -> tuple[TemplateLine, ...]:
        """The lines. RuleBroken with the first problem, and how many more there are."""
        if not self.problems:
            return self.lines
        first, more = self.problems[0], len(self.problems) - 1
        raise RuleBroken(f"{first.words}{f'（另有 {more} 处问题）' if more else ''}", first.todo)


def read_template(text: str, fields: Collection[str], blocks: Collection[str]) -> Template:
    """Read a text. `fields` are the names that stand among words, `blocks` those that stand alone on their line."""
    if len(text) > LONGEST:
        problem = Problem(0, f"这段文字有 {len(text)} 个字符，超过 {LONGEST} 个的上限。", "请删减。")
        return Template((), (problem,))
    lines: list[TemplateLine] = []
    problems: list[Problem] = []
    for number, raw in enumerate(text.splitlines(), 1):
        said = raw.translate(_BRACES).strip(" \t\u3000\ufeff")
        if said:
            line = _read_line(number, said, blocks, lines[-1] if lines else None)
            lines.append(line)
            problems += _wrong_pieces(line, said, fields, blocks)
    problems += [*_wrong_order(lines), *_wrong_attachments(lines)]
    return Template(tuple(lines), tuple(sorted(problems, key=lambda each: each.line)))


def _read_line(number: int, said: str, blocks: Collection[str], before: TemplateLine | None) -> TemplateLine:
    if found := _TITLE.fullmatch(said):
        return TemplateLine(number, Part.TITLE, _pieces(found[1]))
    if found := _ADDRESSEE.fullmatch(said):
        return TemplateLine(number, Part.ADDRESSEE, _pieces(found[1]))
    if found := _BEGINS.fullmatch(said):
        return TemplateLine(number, Part.ATTACHMENT, _pieces(found[2]), int(found[1]))
    if found := _NOTE.fullmatch(said):
        after = before.ordinal if before and before.part is Part.NOTE else 0
        return TemplateLine(number, Part.NOTE, _pieces(found[2]), int(found[1]) if found[1] else after + 1)
    if before and before.part is Part.NOTE and (found := _NEXT_NAME.fullmatch(said)):
        return TemplateLine(number, Part.NOTE, _pieces(found[2]), int(found[1]))
    pieces = _pieces(said)
    alone = len(pieces) == 1 and pieces[0].is_field and pieces[0].text in blocks
    return TemplateLine(number, Part.BLOCK if alone else Part.TEXT, pieces)


def _pieces(said: str) -> tuple[Piece, ...]:
    """Words and fields in their order; a brace without its other half stays among the words."""
    return tuple(
        Piece(found[2] or found[3]) if found[1] is None else Piece(found[1].strip(), is_field=True)
        for found in _PIECES.finditer(said)
    )


def _wrong_pieces(line: TemplateLine, said: str, fields: Collection[str], blocks: Collection[str]) -> list[Problem]:
    problems = []
    if any(piece.text in "{}" for piece in line.pieces if not piece.is_field and piece.text):
        todo = "字段写成 {公示起} 这样，一对花括号里只有字段的名称。"
        problems.append(Problem(line.number, f"花括号不成对：“{_short(said)}”。", todo))
    for piece in line.pieces:
        if not piece.is_field or piece.text in fields:
            continue
        if piece.text in blocks:
            if line.part is not Part.BLOCK:
                words = f"字段 {{{piece.text}}} 要单独占一行。"
                problems.append(Problem(line.number, words, "请把它前后的文字移到别的行。"))
        else:
            near = nearest(piece.text, (*fields, *blocks))
            todo = f"是不是 {{{near}}}？{_SEE_FIELDS}" if near else _SEE_FIELDS
            problems.append(Problem(line.number, f"没有名为“{_short(piece.text)}”的字段。", todo))
    return problems


def nearest(name: str, known: Collection[str]) -> str:
    """The known name most like this one, "" when none is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, known, 1, 0.4)), "")


def _wrong_order(lines: list[TemplateLine]) -> list[Problem]:
    """The title first and once, 主送 next, and something after them."""
    if not lines:
        return [Problem(0, "文字是空的。", "请写上文字，或恢复默认文字。")]
    problems = []
    if lines[0].part is not Part.TITLE:
        problems.append(Problem(lines[0].number, "第一行应当是标题。", "请以“标题：”开头写上标题。"))
    for place, line in enumerate(lines):
        if line.part is Part.TITLE and place:
            problems.append(Problem(line.number, "标题只能有一个，写在第一行。", "请删去这一行。"))
        if line.part is Part.ADDRESSEE and place != 1:
            problems.append(Problem(line.number, "主送只能有一行，紧接在标题之后。", "请移到标题的下一行，或删去。"))
        if line.part not in (Part.TEXT, Part.BLOCK) and not line.said.translate(_BLANKS):
            problems.append(Problem(line.number, f"“{line.part.value}”后面没有文字。", "请补上，或删去这一行。"))
    return problems


def _wrong_attachments(lines: list[TemplateLine]) -> list[Problem]:
    """附件说明 and the 附件 agree in number, order and title (GB/T 9704-2012, 7.3.5 and 7.3.8)."""
    named = [line for line in lines if line.part is Part.NOTE]
    begun = [line for line in lines if line.part is Part.ATTACHMENT]
    problems = [
        Problem(line.number, f"附件编号应当是 {place}，这里写的是 {line.ordinal}。", "附件从 1 起连续编号。")
        for group in (named, begun)
        for place, line in enumerate(group, 1)
        if line.ordinal != place
    ]
    if problems:
        return problems
    for place, line in enumerate(named):
        if begun and line.number > begun[0].number:
            problems.append(Problem(line.number, "附件说明写在了附件里面。", "请移到落款之前。"))
        if place and lines[lines.index(line) - 1].part is not Part.NOTE:
            problems.append(Problem(line.number, "附件说明应当写在一起。", "请移到上一条附件说明的下一行。"))
    for first, other, what, todo in (
        (named, begun, "附件说明里有“{0}”，后面却没有这个附件", "请在文末加一行“附件{1}：{0}”，或删去这一行。"),
        (begun, named, "有附件“{0}”，附件说明里却没有", "请在落款之前加一行“附件：{1}. {0}”，或删去这个附件。"),
    ):
        problems += [
            Problem(line.number, f"{what.format(line.said)}。", todo.format(line.said, line.ordinal))
            for line in first[len(other) :]
        ]
    for note, start in zip(named, begun, strict=False):
        if note.said.translate(_BLANKS) != start.said.translate(_BLANKS):
            words = f"附件 {start.ordinal} 的标题和附件说明（第 {note.number} 行）不一致。"
            problems.append(Problem(start.number, words, "请改成同样的文字。"))
    return problems


def _short(said: str) -> str:
    return said if len(said) <= 20 else f"{said[:20]}…"
