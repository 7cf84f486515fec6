"""A file before it is posted, whichever it is: .xlsx, .docx or .pdf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from desktop_app.readers.public_docx import read_public_docx
from desktop_app.readers.public_pdf import read_public_pdf
from desktop_app.readers.public_xlsx import read_public_xlsx
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name
from desktop_app.shapes.inspection import PublicFile

READERS: Final[Mapping[str, Callable[[Path], PublicFile]]] = {
    ".xlsx": read_public_xlsx,
    ".docx": read_public_docx,
    ".pdf": read_public_pdf,
}


def read_public_file(path: Path) -> PublicFile:
    """What a file holds, seen and unseen. RuleBroken for one that cannot be looked through."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise RuleBroken(
            f"“{shown_name(path.name)}”不是能检查的格式。",
            "能检查 .xlsx、.docx、.pdf；旧格式（.xls、.doc、.wps、.et）请在 WPS 里另存后再检查。",
        )
    return reader(path)
