"""Cells of a table: what wraps leaves no character alone on its last line, and needs no line more for it."""

from __future__ import annotations

from datetime import datetime

import pytest
from pypdf import PdfReader

from desktop_app.writers.pdf.pages import PORTRAIT, Pages
from desktop_app.writers.pdf.tables import Column, Row, Table


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("生命科学技术学院党总支", ["生命科学技术学院", "党总支"]),
        ("生命科学技术学院党委会总支", ["生命科学技术学院党委", "会总支"]),
        ("生命科学技术学院党委", ["生命科学技术学院党委"]),
        ("生命科学技术 2025-08-26 1", ["生命科学技术", "2025-08-26 1"]),
        ("20250826202508261 12", ["20250826202508261", "12"]),  # a number is not broken for it
    ],
)
def test_no_character_stands_alone(words, lines, tmp_path):
    pages, file = Pages(PORTRAIT), tmp_path / "表.pdf"
    room = 10 * 9 + 2 * 3  # ten characters of the body and the padding
    rest = PORTRAIT.measure - room
    Table((Column("名称", room), Column("", rest))).place(pages, [Row((words, ""))])
    pages.write(file, title="表", author="", subject="", made_at=datetime(2025, 9, 1), foot=None)
    said = PdfReader(file).pages[0].extract_text().split("\n")
    assert [line for line in said if line and line in words] == lines
