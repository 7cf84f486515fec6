"""What leaves the office: no formula, no link, nobody's name in what a file says of itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from db.connection import database
from db.models import JOURNALED, table_name
from db.opening import FILE_NAME, close_database, open_database
from desktop_app.documents import DOCUMENTS, Document, Per
from desktop_app.ledger import Ledger
from desktop_app.office.first_start import prepare
from desktop_app.sample_season import Season

NOW = datetime(2025, 10, 10, 17, 31)
FORMULAS = {  # typed in front of names: what Excel, WPS and older programs take for the beginning of a formula
    "brand": '=HYPERLINK("http://x")', "secretary": "+1", "telephone": "-1", "submitter": "@SUM(A1)", "title": "=1+1",
    "name": "=", "contact": "\t=1", "unit": "=cmd|' /C calc'!A0", "reason": "=1",
}  # fmt: skip
SHEETS = [each for each in DOCUMENTS if ".xlsx" in each.writers and each.per is Per.ROUND]
TYPISTS = ("周喆", "沈一禾")  # who sat at the desk in the sample


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("formulas")
    open_database(folder / FILE_NAME)
    ledger = Ledger("周喆")
    prepare(ledger.run)
    Season(ledger).tell()

    def mark() -> None:
        for model in JOURNALED:
            for column in FORMULAS.keys() & {field.column_name for field in model._meta.sorted_fields}:
                if table_name(model) not in ("operator", "round", "criterion"):
                    database.execute_sql(
                        f"UPDATE {table_name(model)} SET {column} = ? || {column} WHERE {column} <> ''",
                        (FORMULAS[column],),
                    )

    ledger.run("标记", mark)
    yield folder
    close_database()


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


@pytest.mark.parametrize("document", SHEETS, ids=lambda each: each.key)
def test_a_workbook_holds_text_where_text_was_typed(season: Path, document: Document) -> None:
    found = parts(document.content(".xlsx", now=NOW)())
    cells = "".join(text for name, text in found.items() if name.startswith("xl/worksheets/"))
    assert not re.search(r"<f[ >/]", cells)
    assert not [name for name in found if "external" in name.lower() or "vba" in name.lower() or "comments" in name]
    assert not [name for name, text in found.items() if name.endswith(".rels") and 'TargetMode="External"' in text]
    about = "".join(text for name, text in found.items() if name.startswith("docProps/"))
    assert not [name for name in TYPISTS if name in about]
    assert str(season) not in "".join(found.values())
    assert "openpyxl" not in about


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if ".pdf" in d.writers and d.per is Per.ROUND],
                         ids=lambda each: each.key)  # fmt: skip
def test_a_pdf_says_of_itself_nothing_of_people_and_opens_nothing(season: Path, document: Document) -> None:
    import pypdfium2

    content = document.content(".pdf", now=NOW)()
    read = pypdfium2.PdfDocument(content)
    about = " ".join(map(str, read.get_metadata_dict().values()))
    assert not [name for name in TYPISTS if name in about]
    assert str(season) not in about
    for mark in (b"/JavaScript", b"/OpenAction", b"/Launch", b"/EmbeddedFile", b"/URI"):
        assert mark not in content


def test_there_are_documents_to_look_at() -> None:
    assert len(SHEETS) >= 5
