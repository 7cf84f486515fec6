"""申报书 as .docx: the page in its order, and the fields found on it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.readers.document_flow import page_of_content, read_page
from desktop_app.readers.guarded_zip import is_old_word
from desktop_app.readers.old_word import as_docx
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name
from desktop_app.rules.form_fields import read_fields
from desktop_app.shapes.forms import FormReading, Page


def read_form(path: Path) -> FormReading:
    """Read one form. RuleBroken for what is no .docx, is encrypted, old, damaged or beyond the limits; a document
    that is no form is read too, and has no fields."""
    return read_fields(read_page(path))


def form_of(content: bytes, file_name: str) -> FormReading:
    """As `read_form`, for a file that lay in a mail or in an archive."""
    return read_fields(page_of_content(content, file_name))


def kept_page(path: Path, file_name: str) -> Page:
    """The page of a file in the store. One that came as an old .doc is converted anew, which takes seconds."""
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"文件“{shown_name(file_name)}”不在数据文件夹里，或者读不出来。"
        raise RuleBroken(what, "请在“系统设置 → 数据”里检查数据，或从备份恢复。") from error
    return page_of_content(as_docx(content, file_name) if is_old_word(content) else content, shown_name(file_name))
