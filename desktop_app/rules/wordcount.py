"""字数 as WPS and Word count it, to the percent, and the four parts of a case.

Each Han character, full-width character and CJK punctuation mark counts 1, each run of other characters 1, spaces 0:
2023年11月10日 has 6. Source: the programme's rule on 字数; widths by Unicode Standard Annex #11 (East Asian Width).
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from desktop_app.shapes.texts import Length, LengthVerdict

CASE_PARTS: Final = ("背景与起因", "做法与经过", "成效与反响", "分析与评价")

_WIDE, _NARROW, _SPACE = "字", "x", " "
# Chinese marks whose width UAX #11 calls ambiguous: Chinese text sets them full-width, and each one counts.
_CHINESE_MARKS: Final = frozenset("“”‘’—…·―‖‥※′″•‧")
_INVISIBLE: Final = frozenset({"Cf", "Cc", "Cs", "Mn", "Me"})  # joiners, variation selectors, accents
_NUMBERING: Final = (
    r"(?P<numbering>第?[一二三四五六七八九十\d]{1,3}(?:部分|章|节)?\s*[、.．,，:：]?"
    r"|[(（]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]\s*[、.．]?|[①-⑩]|[■●◆★◇□○*#]{1,4})?\s*"
)
_REST: Final = r"\s*[】〗》]?\s*(?:[。.．;；：:]?\s*$|[：:]\s*(?P<after_colon>.+)|[。．]\s*(?P<after_stop>.+))"


def count_words(text: str) -> int:
    """字数."""
    shape = _shape(text)
    return shape.count(_WIDE) + len(shape.replace(_WIDE, _SPACE).split())


def count_characters(text: str) -> int:
    """字符数 without spaces; a character beyond U+FFFF is one."""
    return len(_shape(text).replace(_SPACE, ""))


def case_parts(paragraphs: Iterable[str]) -> dict[str, int]:
    """字数 of each of the four parts that is found by its heading, the heading itself apart, in the notice's order.

    A heading is a line that holds the part's name alone, numbered or not, or begins with it and a colon; a numbered one
    may run on after a full stop. What stands under one heading in several places (a list of contents, then the text) is
    summed; what comes before the first heading belongs to none.
    """
    texts: dict[str, list[str]] = {}
    current: list[str] = []
    for line in "\n".join(paragraphs).splitlines():
        part, rest = _heading(line)
        if part:
            current = texts.setdefault(part, [])
        current.append(rest)
    return {part: count_words("\n".join(texts[part])) for part in CASE_PARTS if part in texts}


def length_verdict(words: int, limit: int) -> LengthVerdict:
    """Within the limit, so close (±1 %) that WPS or Word must be asked, or over it. `limit` is at least 1."""
    over = words - limit
    if over > 0 and over * 100 > limit:
        return LengthVerdict(Length.OVER, words, limit, f"共 {words} 字，超出 {limit} 字的上限 {over} 字，请压缩。")
    if abs(over) * 100 <= limit:
        sentence = f"共 {words} 字，与 {limit} 字的上限相差不超过 1%，请以 WPS/Word 复核。"
        return LengthVerdict(Length.CLOSE, words, limit, sentence)
    return LengthVerdict(Length.WITHIN, words, limit, f"共 {words} 字，在 {limit} 字以内。")


def _shape(text: str) -> str:
    """The text with every character replaced by what it counts as; invisible ones are gone."""
    return text.translate({ord(char): _stand_in(char) for char in set(text)})


def _stand_in(char: str) -> str:
    if char.isspace():
        return _SPACE
    category = unicodedata.category(char)
    if category in _INVISIBLE:
        return ""
    wide = (
        (category != "Cn" and unicodedata.east_asian_width(char) in ("W", "F"))  # of Cn, Python releases say different
        or char in _CHINESE_MARKS
        or category == "Co"  # Han characters that old fonts and GBK keep in the private area
        or 0x20000 <= ord(char) < 0x40000  # Han extensions, newer ones than Python knows among them
    )
    return _WIDE if wide else _NARROW


def _pattern(part: str) -> re.Pattern[str]:
    name = r"\s*".join("[与和及]?" if char == "与" else char for char in part)
    return re.compile(r"\s*" + _NUMBERING + r"[【〖《]?\s*" + name + _REST)


_HEADINGS: Final = {part: _pattern(part) for part in CASE_PARTS}


def _heading(line: str) -> tuple[str, str]:
    """The part whose heading the line is ("" when none), and the text that follows on the line."""
    for part, pattern in _HEADINGS.items():
        if found := pattern.match(line):
            if found["after_stop"] and not found["numbering"]:
                return "", line
            return part, found["after_colon"] or found["after_stop"] or ""
    return "", line
