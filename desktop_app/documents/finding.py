"""Documents by key, title or initials, and what “前往” finds of them."""

from __future__ import annotations

from desktop_app.documents.document import Document
from desktop_app.documents.shelf import DOCUMENTS
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.window import Hit, Place

PAGE = "文件中心"  # where they are shown
MOST_FOUND = 8  # lines of “前往”, the window's own commands besides


def document(key: str) -> Document:
    """The document of a key or title; RuleBroken when there is none."""
    for found in DOCUMENTS:
        if key in (found.key, found.title):
            return found
    raise RuleBroken(f"没有代号为“{key}”的文件。", "可用的代号见：yizhibu documents。")


def find_anything(typed: str) -> tuple[Hit, ...]:
    """What “前往” finds: records, and after them documents, for which room is kept."""
    from desktop_app.office.finding import find  # it knows every kind of record, and the window has to be there first

    papers = find_documents(typed)
    return (*find(typed)[: MOST_FOUND - len(papers)], *papers)


def find_documents(typed: str) -> tuple[Hit, ...]:
    """The documents whose title, or its initials, holds what was typed, for “前往”."""
    wanted = typed.strip().casefold()
    hits = []
    for each in DOCUMENTS if wanted else ():
        at = each.title.find(wanted)
        if at < 0:
            at = each.initials.find(wanted)
        if at >= 0:
            place = Place(PAGE, each.key, 0)
            hits.append(Hit("文件", each.title, each.about, place, (at, at + len(wanted)), "printer"))
    return tuple(hits)
