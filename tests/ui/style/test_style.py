"""The look: every word readable, light and dark after the system, drawings in the colours of the theme."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.ui import style
from desktop_app.ui.style.look import style_sheet

THEMES = {"light": style.LIGHT, "dark": style.DARK}


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    return qapp


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("words", "ground"), style.WORDS_ON)
def test_words_can_be_read(theme: str, words: str, ground: str) -> None:
    palette = THEMES[theme]
    assert style.contrast(getattr(palette, words), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["surface", "window"])
@pytest.mark.parametrize("edge", ["edge", "focus", "warn", "accent_text", "ink"])
def test_edges_and_marks_can_be_seen(theme: str, edge: str, ground: str) -> None:
    palette = THEMES[theme]
    assert style.contrast(getattr(palette, edge), getattr(palette, ground)) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert style.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert style.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert style.contrast("#FFFFFF", "#777777") == style.contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("theme", THEMES)
def test_the_sheet_is_written_in_tokens_alone(theme: str) -> None:
    source = (Path(style.__file__).parent / "look.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", source) == []
    assert "%(" not in style_sheet(THEMES[theme], theme)


@pytest.mark.parametrize("theme", THEMES)
def test_every_drawing_of_the_sheet_is_there_in_the_colours_of_the_theme(theme: str) -> None:
    sheet, palette = style_sheet(THEMES[theme], theme), THEMES[theme]
    named = set(re.findall(r"url\(look:([^)]+)\)", sheet))
    assert named == {f"{theme}/{name}.svg" for name in ("check", "chevron-down")}
    for file in named:
        drawn = (style.ICONS / "drawn" / file).read_text(encoding="utf-8")
        expected = palette.surface if "check." in file else palette.muted
        assert re.findall(r'stroke="(#\w+)"', drawn) == [expected]


def test_dark_and_light_change_while_the_program_runs(app: QApplication, qtbot: QtBot) -> None:
    style.apply(app, dark=True)
    label = QLabel("字")
    qtbot.addWidget(label)
    assert (style.tokens(), label.palette().windowText().color().name().upper()) == (style.DARK, style.DARK.text)
    style.apply(app, dark=False)
    assert (style.tokens(), label.palette().windowText().color().name().upper()) == (style.LIGHT, style.LIGHT.text)


def test_icons_take_the_colour_of_the_theme_in_force(app: QApplication) -> None:
    made = style.icon("check", "warn")

    def colour() -> str:
        picture = made.pixmap(QSize(64, 64)).toImage()
        points = (picture.pixelColor(x, y) for x in range(64) for y in range(64))
        return next(p.name().upper() for p in points if p.alpha() == 255)

    style.apply(app, dark=True)
    dark = colour()
    style.apply(app, dark=False)
    assert (dark, colour()) == (style.DARK.warn, style.LIGHT.warn)


@pytest.mark.parametrize("name", sorted(file.stem for file in style.ICONS.glob("*.svg")))
def test_every_icon_can_be_drawn(app: QApplication, name: str) -> None:
    picture = QImage(24, 24, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    style.draw_icon(painter, QRect(0, 0, 24, 24), name, "#FF0000")
    painter.end()
    seen = {picture.pixelColor(x, y).name() for x in range(24) for y in range(24) if picture.pixelColor(x, y).alpha()}
    assert seen == {"#ff0000"}


def test_two_weights_and_the_size_asked_for(app: QApplication) -> None:
    plain, strong = style.font(style.SMALL), style.font(style.LARGE, strong=True)
    assert (plain.pixelSize(), strong.pixelSize()) == (12, 16)
    assert plain.weight() < strong.weight()
    assert style.font_width("党支部", style.LARGE) > style.font_width("党支部", style.SMALL) > 0


def test_figures_are_of_one_width(app: QApplication) -> None:
    assert len({style.font_width(digit * 10) for digit in "0123456789"}) == 1


def test_the_icons_carry_their_licence() -> None:
    assert (style.ICONS / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
