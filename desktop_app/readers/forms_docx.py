"""申报书 as .docx: the page in its order, and the fields found on it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.readers.document_flow import page_of_content, read_page
from desktop_app.rules.form_fields import read_fields
from desktop_app.shapes.forms import FormReading


def read_form(path: Path) -> FormReading:
    """Read one form. RuleBroken for what is no .docx, is encrypted, old, damaged or beyond the limits; a document
    that is no form is read too, and has no fields."""
    return read_fields(read_page(path))


def form_of(content: bytes, file_name: str) -> FormReading:
    """As `read_form`, for a file that lay in a mail or in an archive."""
    return read_fields(page_of_content(content, file_name))
