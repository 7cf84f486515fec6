import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.numerals import read_numeral

PLAIN, FORMAL = "零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟万"


def spelled(number: int, letters: str) -> str:
    """A number in Chinese as a person writes it: 10 十, 15 十五, 105 一百零五, 12_000 一万二千."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = letters[0] if 0 < low < 1000 else ""
        return spelled(high, letters) + letters[13] + gap + (spelled(low, letters) if low else "")
    words, pending = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            pending = bool(words)
            continue
        words += letters[0] if pending else ""
        words += letters[digit] + (letters[9 + place] if place else "")
        pending = False
    return words.removeprefix(letters[1]) if 10 <= number < 20 else words


@given(st.integers(min_value=1, max_value=99_999_999), st.sampled_from([PLAIN, FORMAL]))
def test_a_number_spelled_out_is_read_back(number: int, letters: str) -> None:
    assert read_numeral(spelled(number, letters)) == number


@given(st.integers(min_value=1000, max_value=9999), st.sampled_from("〇零○O"))
def test_a_year_is_read_digit_by_digit(year: int, zero: str) -> None:
    assert read_numeral("".join((zero + PLAIN[1:10])[int(d)] for d in str(year))) == year


@given(st.integers(min_value=0, max_value=99_999_999))
def test_figures_of_any_width_are_read(number: int) -> None:
    wide = "".join(chr(ord(d) + 0xFEE0) for d in str(number))
    assert [read_numeral(str(number)), read_numeral(wide), read_numeral(f"{number:,}")] == [number] * 3


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("五", 5),
        ("十", 10),
        ("十五", 15),
        ("壹拾伍", 15),
        ("二十", 20),
        ("廿一", 21),
        ("卅", 30),
        ("两", 2),
        ("叁", 3),
        ("肆", 4),
        ("两千五百", 2500),
        ("贰仟伍佰", 2500),
        ("2千5百", 2500),
        ("一万", 10_000),
        ("1万", 10_000),
        ("二〇二四", 2024),
        ("二零二四", 2024),
        ("二O二四", 2024),
        ("贰零贰肆", 2024),
        (" ２，５００ ", 2500),
    ],
)
def test_numerals_of_notices(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", "份", "十十", "五二百", "百", "零", "万", "5份", "O", "25,00", "1.5", "十五个"]
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read_numeral(text) is None


@given(st.text(max_size=12))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(read_numeral(text), int | None)
