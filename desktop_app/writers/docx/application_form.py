"""申报书: the template with what is known filled in. Places are bookmarks of the template."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.shapes.application_form import BlankForm
from desktop_app.writers.wording import chinese_date, where_to_bring
from resources import TEMPLATES

TEMPLATE = TEMPLATES / "申报书.docx"
HANDING_IN = "handing_in"
_SMALL = 28  # half points: what stands in cells is one size smaller than the body


def write_application_form(form: BlankForm, target: Path) -> None:
    """One form, ready to be filled in with WPS or Word."""
    from docx import Document

    document = Document(str(TEMPLATE))
    marks = {mark.get(_word("name")): mark for mark in document.element.body.iter(_word("bookmarkStart"))}
    for place, text in _filled(form).items():
        if text:
            _put(marks[place], text, small=place != HANDING_IN)
    properties = document.core_properties
    properties.author = form.letterhead.school
    properties.created = properties.modified = form.made_at
    document.save(str(target))


def _filled(form: BlankForm) -> dict[str, str]:
    """What stands at each bookmark."""
    return {
        "school": form.letterhead.school,
        "number": form.number,
        "brand": form.brand,
        "brand_again": form.brand,
        "branch": form.branch,
        "organization": form.organization,
        "secretary": form.secretary,
        "telephone": form.telephone,
        "branch_kind": form.branch_kind,
        "members": form.members,
        "honours": "\n".join(form.honours),
        "obliged": form.obliged,
        HANDING_IN: _handing_in(form),
    }


def _handing_in(form: BlankForm) -> str:
    """How many copies, where to, until when: the last of the notes."""
    until = f"{chinese_date(form.closing)} {form.closing:%H:%M} 前，" if form.closing else ""
    return f"7. 一式 {form.copies} 份。{until}{where_to_bring(form.letterhead)}"


def _put(mark: Any, text: str, *, small: bool) -> None:
    """A run with this text behind the mark; lines become breaks."""
    from docx.oxml import OxmlElement

    run = OxmlElement("w:r")
    if small:
        properties, size = OxmlElement("w:rPr"), OxmlElement("w:sz")
        size.set(_word("val"), str(_SMALL))
        properties.append(size)
        run.append(properties)
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(OxmlElement("w:br"))
        piece = OxmlElement("w:t")
        piece.text = line
        run.append(piece)
    mark.addnext(run)


def _word(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
