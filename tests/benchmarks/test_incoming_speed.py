"""Reading what came: forms against python-docx and against unzipping alone, mails against the standard library.

Run: python -m pytest tests/benchmarks/test_incoming_speed.py
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from email import message_from_bytes
from email.policy import compat32
from io import BytesIO
from pathlib import Path

import pytest

from desktop_app.file_store import FileStore
from desktop_app.readers.document_flow import read_page
from desktop_app.readers.forms_docx import read_form
from desktop_app.readers.mail_eml import read_mail
from desktop_app.readers.mailbox import read_incoming
from desktop_app.rules.incoming import plan_incoming
from desktop_app.shapes.matching import Fate, Known, KnownBranch
from tests.incoming import mail

FORMS, CHARACTERS, MAILS = 100, 8_000, 200
PROSE = "坚持把支部建在岗位上，围绕用药安全和合理用药开展科普，党员带头走进社区、病区和课堂，形成可复制的做法。"


def form_of(number: int) -> bytes:
    """A form of 8,000 characters as Word writes one: runs with properties, headings by style, merged cells."""
    from docx import Document

    document = Document()
    document.add_paragraph("支部党建品牌创建申报书")
    table = document.add_table(rows=4, cols=4)
    facts = (
        ("品牌名称", f"品牌第{number}号"),
        ("申报支部", f"第{number + 1}党支部"),
        ("所属基层党组织", "药学院党总支"),
    )
    for row, (label, value) in enumerate(facts):
        table.cell(row, 0).text = label
        table.cell(row, 1).merge(table.cell(row, 3)).text = value
    written = 0
    while written < CHARACTERS:
        if not written % 10:
            document.add_heading("工作基础", 1)
        paragraph = document.add_paragraph()
        for _ in range(3):
            paragraph.add_run(PROSE).bold = False
            written += len(PROSE)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("forms")
    for number in range(FORMS):
        (folder / f"{number:03}.docx").write_bytes(form_of(number))
    return sorted(folder.iterdir())


def each(files: list[Path], read: Callable[[Path], object]) -> Callable[[], None]:
    def run() -> None:
        for file in files:
            read(file)

    return run


def by_python_docx(path: Path) -> str:
    from docx import Document

    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def unzipped(path: Path) -> None:
    """Every part, as a reader of the whole file would have it."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            archive.read(name)


def test_a_form_s_text_takes_an_eighth_of_python_docx(forms, compare) -> None:
    text = "\n".join(read_page(forms[0]).lines())
    assert len(text) >= CHARACTERS
    assert text.count("品牌第0号") == 1  # merged over three columns
    assert by_python_docx(forms[0]).count("品牌第0号") == 3
    compare(
        "100 forms: text, against python-docx",
        each(forms, by_python_docx),
        each(forms, read_page),
        goal=1 / 8,
        rounds=3,
    )


def test_a_form_s_text_takes_six_times_unzipping(forms, compare) -> None:
    compare("100 forms: text, against unzipping all", each(forms, unzipped), each(forms, read_page), goal=6, rounds=5)


def test_fields_cost_little_more_than_the_text(forms, compare) -> None:
    compare("100 forms: fields, against their text", each(forms, read_page), each(forms, read_form), goal=2, rounds=5)


def test_forms_are_read_matched_and_kept(forms, compare, tmp_path) -> None:
    """All there is to an import but the step itself; keeping a file waits for the disk, several times a file."""
    branches = tuple(KnownBranch(n, f"第{n + 1}党支部", "药学院党总支", (f"第{n + 1}党支部",)) for n in range(300))
    known, count = Known(1, 2025, branches), iter(range(1_000))

    def whole() -> None:
        store = FileStore(tmp_path / str(next(count)))
        plan = plan_incoming(known, read_incoming([forms[0].parent], store), arrived_at="2025-09-01 10:00")
        assert len(plan.having(Fate.REGISTERED)) == FORMS

    compare("100 forms: read, matched and kept, against reading", each(forms, read_form), whole, goal=12, rounds=3)


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("mails")
    content = form_of(0)
    for number in range(MAILS):
        letter = mail((f"第{number + 1}党支部申报书.docx", content), subject=f"第{number + 1}党支部申报材料")
        (folder / f"{number:03}.eml").write_bytes(letter)
    return sorted(folder.iterdir())


def by_the_library(path: Path) -> None:
    """As any program must: parse, and decode every attachment."""
    for part in message_from_bytes(path.read_bytes(), policy=compat32).walk():
        part.get_payload(decode=True)


def test_two_hundred_mails_take_three_times_parsing_them(mails, compare) -> None:
    assert len(read_mail(mails[0]).attachments) == 1
    compare(
        "200 mails, against the standard library", each(mails, by_the_library), each(mails, read_mail), goal=3, rounds=5
    )
