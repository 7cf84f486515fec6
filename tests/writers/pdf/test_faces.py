"""Every character is printed, and comes back as itself when it is copied."""

from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.writers.pdf.faces import Face, Glyph, glyphs, printable, to_unicode_map
from desktop_app.writers.pdf.pages import PORTRAIT, Pages
from desktop_app.writers.pdf.typesetting import Style

TABLE = Path(__file__).parent.parent / "standard_characters.txt"
STANDARD = "".join(line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def print_text(text: str, face: Face, target: Path) -> None:
    pages = Pages(PORTRAIT)
    pages.paragraph(text, Style(face, 10.5, 15))
    pages.note_what_lacks()
    pages.write(target, title="字", author="科", subject="", made_at=datetime(2023, 11, 9), foot="")


def without_page_numbers(text: str) -> str:
    import re

    return re.sub(r"第\d+页共\d+页", "", text)


def test_the_table_is_whole():
    assert len(STANDARD) == len(set(STANDARD)) == 8105
    assert sum(character > "\uffff" for character in STANDARD) == 196


@pytest.mark.parametrize("face", [Face.SERIF, Face.BOLD, Face.SANS])
def test_all_8105_standard_characters_print_and_copy_back(face, tmp_path, pdf_text):
    file = tmp_path / "字.pdf"
    print_text(STANDARD, face, file)
    assert without_page_numbers(pdf_text(file)) == STANDARD


def test_another_reader_copies_the_same(tmp_path):
    import pypdf

    file = tmp_path / "字.pdf"
    print_text(STANDARD, Face.SERIF, file)
    read = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert without_page_numbers("".join(read.split())) == STANDARD


@pytest.mark.parametrize("face", [Face.SERIF, Face.BOLD, Face.SANS])
def test_every_standard_character_is_in_the_face_itself(face):
    assert {glyph.face for glyph in glyphs(STANDARD, face)} == {face}


def test_gb2312_and_gbk_are_printable():
    every = bytearray()
    for high in range(0x81, 0xFF):
        for low in [*range(0x40, 0x7F), *range(0x80, 0xFF)]:
            every += bytes((high, low))
    text = every.decode("gbk", "ignore")
    assert len(text) > 21000
    assert {glyph.lacking for glyph in glyphs(text, Face.SERIF) if glyph.lacking} == {"≒"}


def test_fonts_are_embedded_and_carry_a_map(tmp_path):
    import pypdf

    file = tmp_path / "字.pdf"
    print_text("许堃 𬱖 䶮 SJ-2023-0001", Face.SERIF, file)
    fonts = [
        font.get_object()
        for page in pypdf.PdfReader(file).pages
        for font in page["/Resources"]["/Font"].values()
        if "NotoS" in font.get_object()["/BaseFont"]
    ]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] and "/ToUnicode" in font for font in fonts)


def test_a_character_of_another_face_is_borrowed():
    only_regular = "㐀"  # Extension A, not in the table: cut from the bold face
    assert glyphs(only_regular, Face.BOLD)[0].face is Face.SERIF


def test_a_character_of_no_face_is_marked_and_named(tmp_path, pdf_text):
    assert glyphs("𪚥", Face.SERIF) == [Glyph("□", Face.SERIF, 1000.0, lacking="𪚥")]
    file = tmp_path / "字.pdf"
    print_text("王𪚥", Face.SERIF, file)
    assert pdf_text(file).startswith("王□注：随附字体中没有这些字，已印作“□”，请手工补写：U+2A6A5。")


def test_what_has_no_shape_is_not_printed_as_a_box():
    assert printable("王\u200b伟\ufe00\U000e0100\t许\u2028堃\x00") == "王伟 许 堃 "


def test_the_map_uses_surrogate_pairs_and_blocks_of_a_hundred():
    written = to_unicode_map("AAAAAA+X", [0, 0x41, 0x2CC56, *range(0x4E00, 0x4E00 + 150)])
    assert "<01> <0041>\n<02> <D873DC56>" in written
    assert "<00> <" not in written.replace("<00> <FF>", "")
    assert [line for line in written.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "52 beginbfchar",
    ]
