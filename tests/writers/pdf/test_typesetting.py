"""Lines break where Chinese typesetting lets them, and nothing gets lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.typesetting import BREAK, NO_END, NO_START, Line, Span, Style, set_lines, text_width

TEN = Style(Face.SERIF, 10, 14)


def words(lines: list[Line]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in lines]


def test_chinese_breaks_between_any_two_characters():
    assert words(set_lines("临床医学系第一党支部", TEN, 40)) == ["临床医学", "系第一党", "支部"]


def test_closing_punctuation_does_not_begin_a_line_and_opening_does_not_end_one():
    assert words(set_lines("材料齐全，无须补交", TEN, 40)) == ["材料齐", "全，无须", "补交"]
    assert words(set_lines("党支部（教工）", TEN, 35)) == ["党支部", "（教", "工）"]


def test_words_and_numbers_stay_whole():
    assert words(set_lines("编号ZBPP-2023-001送至", TEN, 90)) == ["编号", "ZBPP-2023-001送", "至"]
    assert words(set_lines("于2023年11月", TEN, 35)) == ["于", "2023年", "11月"]


def test_a_word_too_wide_for_a_line_is_broken_inside_not_cut():
    address = "a" * 60 + "@example.edu.cn"
    lines = set_lines(address, TEN, 100)
    assert "".join(words(lines)) == address
    assert all(line.width <= 100 for line in lines)


def test_spaces_at_the_end_of_a_line_hang():
    assert words(set_lines("临床医学 第一", TEN, 40)) == ["临床医学", "第一"]


def test_styles_change_within_a_line_and_a_break_is_made():
    bold = TEN.but(face=Face.BOLD)
    lines = set_lines([Span("待补正", bold), Span("：", TEN), BREAK, Span("尚缺", TEN)], TEN, 400)
    assert words(lines) == ["待补正：", "尚缺"]
    assert [(piece.text, piece.face, piece.x) for piece in lines[0].pieces] == [
        ("待补正", Face.BOLD, 0.0),
        ("：", Face.SERIF, 30.0),
    ]


def test_no_text_is_one_empty_line():
    assert [line.pieces for line in set_lines("", TEN, 100)] == [()]


TEXT = st.text(st.sampled_from("党支部一二三，。（）“”《》—…·ab12-. 𬱖䶮"), max_size=80)


@given(TEXT, st.integers(min_value=30, max_value=200))
@settings(deadline=None, max_examples=150)
def test_nothing_is_lost_and_nothing_is_too_wide(text, width):
    lines = set_lines(text, TEN, width)
    assert "".join(words(lines)).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= width + 0.01 for line in lines)
    for line in lines:
        assert line.width == pytest.approx(sum(text_width(piece.text, piece.style) for piece in line.pieces))


@given(st.lists(st.sampled_from(["党支部", "，", "（教工）", "“品牌”", "、", "2023年"]), max_size=30).map("".join))
@settings(deadline=None, max_examples=150)
def test_the_punctuation_rules_hold_where_a_line_has_room(text):
    while any(double in text for double in ("，，", "，、", "、，", "、、")):
        for double in ("，，", "，、", "、，", "、、"):
            text = text.replace(double, "，")
    lines = [line for line in words(set_lines(text, TEN, 120)) if line]
    assert not any(line[0] in NO_START for line in lines[1:])
    assert not any(line[-1] in NO_END for line in lines[:-1])
