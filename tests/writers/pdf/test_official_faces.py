"""The faces of an official paper: those of the machine first, by the names inside; else the bundled ones, named."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

from desktop_app.shapes.official import (
    FaceChoice,
    OfficialLook,
    OfficialPaper,
    OfficialPapers,
    Paragraph,
    Script,
    Words,
)
from desktop_app.writers.pdf import official_faces
from desktop_app.writers.pdf.official import write_official
from desktop_app.writers.pdf.official_faces import face_choices, font_folders, stand_in_words
from resources import FONTS

FANG = ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong")
NUMBERS = count(1)
LETTERS = "党支部公示名单—… 0123456789（）。"
BUNDLED = ["Noto 宋体（粗）", "Fandol 仿宋", "Noto 黑体", "文楷 GBK", "Noto 宋体"]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The font folder of a machine that has no other."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setattr(official_faces, "font_folders", lambda: (folder,))
    return folder


@cache
def cut(letters: str) -> bytes:
    font, made = TTFont(BytesIO((FONTS / "WenKaiGBK-Regular.ttf").read_bytes())), BytesIO()
    cutter = subset.Subsetter(subset.Options(notdef_outline=True))
    cutter.populate(text=letters)
    cutter.subset(font)
    font.save(made)
    return made.getvalue()


def small_face(name: str, letters: str = LETTERS, language: int = 0x409) -> TTFont:
    """A few characters of a bundled face under another name."""
    font = TTFont(BytesIO(cut(letters)))
    font["name"].names = []
    for number in (1, 4):
        font["name"].setName(name, number, 3, 1, language)
    font["name"].setName(f"Office-{next(NUMBERS)}", 6, 3, 1, 0x409)  # reportlab takes faces of one name for the same
    return font


def outlines_of_curves(name: str) -> TTFont:
    """A face with CFF outlines, as many open ones have."""
    builder = FontBuilder(1000, isTTF=False)
    glyphs = [".notdef", *(f"uni{ord(each):04X}" for each in LETTERS)]
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(each): f"uni{ord(each):04X}" for each in LETTERS})
    pen = T2CharStringPen(1000, None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((500, 500))
    pen.closePath()
    builder.setupCFF("Curves", {}, dict.fromkeys(glyphs, pen.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "fullName": name})
    builder.setupOS2()
    builder.setupPost()
    return builder.font


def of(script: Script) -> FaceChoice:
    (choice,) = [choice for choice in face_choices() if choice.script is script]
    return choice


def fonts_in(folder: Path, words: Words) -> set[str]:
    import pypdf

    file, at = folder / "公文.pdf", datetime(2023, 11, 28)
    paper = OfficialPaper((Paragraph((words,)),))
    write_official(OfficialPapers(OfficialLook(), (paper,), "", "", "", at), file)
    fonts = pypdf.PdfReader(file).pages[0]["/Resources"]["/Font"].values()
    return {font.get_object()["/BaseFont"].split("+")[-1] for font in fonts}


def test_a_machine_without_any_gets_the_bundled_faces_and_is_told(machine):
    choices = face_choices()
    assert [(choice.script, choice.used, choice.bundled) for choice in choices] == [
        (script, used, True)
        for script, used in zip([Script.TITLE, Script.BODY, Script.HEI, Script.KAI, Script.SONG], BUNDLED, strict=True)
    ]
    assert stand_in_words(choices[1]) == (
        "本机没有 仿宋_GB2312，PDF 用随程序的 Fandol 仿宋 代替；docx 里仍写标准字体名。"
    )


@pytest.mark.parametrize("name", ["仿宋_GB2312", "fangsong_gb2312", "仿宋", "FangSong "])
def test_an_installed_face_comes_first_and_is_embedded(machine, tmp_path, name):
    (machine / "office").mkdir()
    small_face(name, language=0x804).save(machine / "office" / "SIMFANG.TTF")
    used = next(each for each in FANG if each.casefold() == name.strip().casefold())
    assert of(Script.BODY) == FaceChoice(Script.BODY, FANG, used, bundled=False)
    assert stand_in_words(of(Script.BODY)) == ""
    assert {choice.script for choice in face_choices() if choice.bundled} == set(Script) - {Script.BODY, Script.BOLD}
    assert any(name.startswith("Office-") for name in fonts_in(tmp_path, Words("公示")))


def test_the_standards_own_face_is_preferred_to_its_successor(machine):
    small_face("FangSong").save(machine / "a.ttf")
    small_face("仿宋_GB2312").save(machine / "b.ttf")
    assert of(Script.BODY).used == "仿宋_GB2312"


def test_a_character_that_the_installed_face_lacks_is_borrowed(machine, tmp_path, pdf_text):
    small_face("仿宋_GB2312").save(machine / "a.ttf")
    used = fonts_in(tmp_path, Words("公示䶮𬱖"))
    assert any(name.startswith("NotoSerifSC-Regular") for name in used)
    assert pdf_text(tmp_path / "公文.pdf").startswith("公示䶮𬱖")


def test_a_face_inside_a_collection_is_found(machine, tmp_path):
    collection = TTCollection()
    collection.fonts = [small_face("新宋体"), small_face("宋体")]
    collection.save(machine / "simsun.ttc")
    assert of(Script.SONG).used == "宋体"
    second = collection.fonts[1]["name"].getDebugName(6)
    assert f"{second}-1" in fonts_in(tmp_path, Words("公示"))


def nameless() -> TTFont:
    font = small_face("仿宋_GB2312", language=0x804)
    font["name"].removeNames(nameID=6)
    return font


def restricted() -> TTFont:
    font = small_face("仿宋_GB2312")
    font["OS/2"].fsType = 0x0002
    return font


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: outlines_of_curves("仿宋_GB2312"), id="CFF"),
        pytest.param(restricted, id="may not be embedded"),
        pytest.param(nameless, id="without a name in English"),
        pytest.param(lambda: small_face("仿宋_GB2312", "abc"), id="not Chinese"),
        pytest.param(lambda: small_face("仿宋_GB2312 Bold"), id="another name"),
    ],
)
def test_what_a_pdf_cannot_take_is_passed_over(machine, make: Callable[[], TTFont]):
    make().save(machine / "face.ttf")
    assert of(Script.BODY).bundled
    small_face("仿宋").save(machine / "good.ttf")
    official_faces._choices.cache_clear()
    assert of(Script.BODY).used == "仿宋"


@pytest.mark.parametrize("kept", [0, 3, 11, 200, -100])
def test_a_damaged_file_is_passed_over(machine, kept):
    whole = machine / "whole"
    small_face("仿宋_GB2312").save(whole)
    for suffix in (".ttf", ".ttc", ".otf"):
        (machine / f"damaged{suffix}").write_bytes(whole.read_bytes()[:kept])
    assert of(Script.BODY).bundled


def test_any_damage_to_the_names_is_passed_over(machine):
    font = small_face("仿宋_GB2312")
    font.save(machine / "whole")
    whole = bytearray((machine / "whole").read_bytes())
    table = TTFont(BytesIO(whole)).reader.tables["name"]
    whole[table.offset : table.offset + table.length] = b"\xff" * table.length
    (machine / "damaged.ttf").write_bytes(whole)
    assert of(Script.BODY).bundled


def test_linux_looks_where_linux_keeps_fonts(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", "/home/zhou")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_DIRS", "/opt/share:/usr/share")
    assert [str(folder) for folder in font_folders()] == [
        "/home/zhou/.local/share/fonts",
        "/opt/share/fonts",
        "/usr/share/fonts",
        "/home/zhou/.fonts",
        "/home/zhou/.kingsoft/office6/fonts",
        "/opt/kingsoft/wps-office/office6/fonts",
    ]


def test_windows_looks_for_the_machines_and_the_users_fonts(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("WINDIR", "/C/Windows")
    monkeypatch.setenv("LOCALAPPDATA", "/C/Users/zhou/AppData/Local")
    assert font_folders() == (
        Path("/C/Windows/Fonts"),
        Path("/C/Users/zhou/AppData/Local/Microsoft/Windows/Fonts"),
    )
