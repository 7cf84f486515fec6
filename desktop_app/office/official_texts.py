"""The words of the official papers: the program's own until the office writes others, each kept from its moment on."""

from __future__ import annotations

from functools import cache

from db.models import OfficialText
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.official import fields_of, read_template
from desktop_app.shapes.official_texts import Problem, TextKind
from resources import TEXTS

OF_DOCUMENTS = {  # by the key of the document whose words they are
    "publicity_notice": (TextKind.PUBLICITY, TextKind.SUBSTITUTES, TextKind.CORRECTED),
    "establishment_notice": (TextKind.ESTABLISHMENT,),
    "correction_notice": (TextKind.CORRECTION,),
    "opinion_feedback": (TextKind.FEEDBACK,),
}


@cache
def program_text(kind: TextKind) -> str:
    """The program's own words."""
    return (TEXTS / f"{kind}.txt").read_text(encoding="utf-8").rstrip("\n")


def text_of(kind: TextKind, at: str = "") -> str:
    """The words in force; with `at` (ISO) those that were in force then. A stored text is checked where it is used."""
    rows = OfficialText.select().where(OfficialText.kind == kind)
    if at:
        rows = rows.where(OfficialText.since <= at)
    row = rows.order_by(OfficialText.since.desc(), OfficialText.id.desc()).first()
    return str(row.text) if row and row.text else program_text(kind)


def is_own(kind: TextKind) -> bool:
    """Whether the office's own words are in force, not the program's."""
    return text_of(kind) != program_text(kind)


def problems_of(kind: TextKind, text: str) -> tuple[Problem, ...]:
    """Everything that is wrong with a text, by line."""
    fields = fields_of(kind)
    plain, blocks = ({each.name for each in fields if each.block is block} for block in (False, True))
    return read_template(text, plain, blocks).problems


def change_text(*, kind: TextKind, text: str, since: str) -> None:
    """Other words for a paper from `since` (ISO) on.

    RuleBroken, naming the line, for an unknown field, a brace without its other half, 附件 that do not agree; and for
    words that are in force already.
    """
    kept = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
    if problems := problems_of(kind, kept):
        more = f"（另有 {len(problems) - 1} 处问题）" if len(problems) > 1 else ""
        raise RuleBroken(f"{problems[0].words}{more}", problems[0].todo)
    if kept == text_of(kind):
        raise RuleBroken(f"《{kind}》的文字没有改动。", "改动以后再保存。")
    OfficialText.create(kind=kind, text="" if kept == program_text(kind) else kept, since=since)


def restore_text(*, kind: TextKind, since: str) -> None:
    """恢复默认文字: the program's own words from `since` (ISO) on. RuleBroken where they are in force already."""
    change_text(kind=kind, text=program_text(kind), since=since)
