"""What a mailbox, a folder or a stick brought, before it belongs to anything."""

from __future__ import annotations

from db.enums import ArrivalSource
from desktop_app.shapes import shape
from desktop_app.shapes.forms import FormReading


@shape
class IncomingForm:
    """A document that can be read. ``file`` names it with what it lay in (转发.eml/申报书.docx); it is in the store.

    ``arrived_at`` is "" where nothing says when it came. ``converted``: an old .doc, read by way of a converter; the
    file that is kept is the one that came. ``fresh``: the store did not have it before.
    """

    file: str
    file_name: str
    sha256: str
    size: int
    reading: FormReading
    arrived_at: str = ""
    source: ArrivalSource = ArrivalSource.TYPED
    sender: str = ""
    subject: str = ""
    converted: bool = False
    fresh: bool = True


@shape
class RefusedFile:
    """A file that is not taken: why, and what to do. Both are whole sentences."""

    file: str
    reason: str
    todo: str = ""


@shape
class Incoming:
    """``skipped`` counts what is no paper and nobody has to know of: locks of open documents, folders' own files."""

    forms: tuple[IncomingForm, ...]
    refused: tuple[RefusedFile, ...]
    skipped: int = 0
