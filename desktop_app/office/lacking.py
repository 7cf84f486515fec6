"""What lies with the office of an application, and what it lacks: asked by every Command of the desk."""

from __future__ import annotations

from db.enums import TextCheck
from db.models import Application, ElectronicVersion
from desktop_app.rules.completeness import lackings
from desktop_app.shapes.copies import ABSENT, CopyMarks
from desktop_app.shapes.deficiencies import Lacking


def copies_of(application: Application, count: int) -> tuple[CopyMarks, ...]:
    """The marks of copies 1…count as they are now; ABSENT for what has not come."""
    have = {
        copy.ordinal: CopyMarks(here=True, stamped=copy.stamped, signed=copy.signed, whole=copy.whole)
        for copy in application.copies
    }
    return tuple(have.get(n, ABSENT) for n in range(1, count + 1))


def has_file(application: Application) -> bool:
    """Whether an electronic version is there."""
    return bool(ElectronicVersion.select().where(ElectronicVersion.application == application).exists())


def lacking_of(application: Application) -> tuple[Lacking, ...]:
    """Every single lack, as the list of a 补正 has it."""
    copies = copies_of(application, application.round.copies)
    return lackings(copies, electronic=has_file(application), text=TextCheck(application.text_check))
