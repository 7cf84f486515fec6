"""公文版式: lines, characters and spacing that follow from size and pitch; what is refused."""

from __future__ import annotations

import pytest

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.official_look import (
    character_spacing,
    characters_a_line,
    lines_a_page,
    look_of,
    pitch_text,
)
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.official import OfficialLook


@pytest.mark.parametrize(
    ("look", "lines", "characters", "spacing"),
    [
        (OfficialLook(), 22, 28, -0.25),
        (OfficialLook(pitch=29.0), 21, 28, -0.25),
        (OfficialLook(body_size=15.0, pitch=28.0), 22, 29, 0.2),
        (OfficialLook(pitch=20.0), 31, 28, -0.25),
        (OfficialLook(pitch=40.0), 15, 28, -0.25),
    ],
)
def test_a_page_holds_whole_lines_and_a_line_whole_characters(look, lines, characters, spacing):
    assert (lines_a_page(look), characters_a_line(look), character_spacing(look)) == (lines, characters, spacing)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("28.95", "28.95"), (" 28.950 ", "28.95"), ("28.0", "28"), ("２８．５磅", "28.5"), ("30pt", "30"), ("020", "20")],
)
def test_a_pitch_is_kept_in_one_way(typed, kept):
    assert pitch_text(typed) == kept


@pytest.mark.parametrize("typed", ["", "单倍", "-28", "1e1", "28,95", "19.95", "40.05", "99999", "28.93", "28.951"])
def test_a_pitch_that_cannot_be_meant_or_kept_is_refused(typed):
    with pytest.raises(RuleBroken) as refused:
        pitch_text(typed)
    assert refused.value.todo


def test_a_size_that_no_body_has_is_refused():
    with pytest.raises(RuleBroken, match="没有“初号”这个字号。可选：三号、小三"):
        look_of(OfficeProfile(official_body_size="初号"))
