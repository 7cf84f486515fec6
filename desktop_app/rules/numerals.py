"""Chinese numerals as notices and forms write them."""

from __future__ import annotations

import re
import unicodedata

from desktop_app.rules.patterns import Pattern

_DIGITS = {
    **{c: n for n, c in enumerate("〇一二三四五六七八九")},
    **{c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{c: n for n, c in enumerate("○壹貳參肆伍陸柒捌玖")},
    "两": 2,
    "兩": 2,
    "弍": 2,
    "弎": 3,
    "叄": 3,
    **{str(n): n for n in range(10)},
}
_TENS = {"廿": 20, "卅": 30}
_UNITS = "十拾百佰千仟万萬"

NUMERALS = "".join(_DIGITS) + "".join(_TENS) + _UNITS
"""Every character of a numeral: figures, plain and formal Chinese ones; for the brackets of a regular expression."""

_ZEROS = "〇零○0"
_DIGIT = f"[{''.join(c for c, n in _DIGITS.items() if n)}]"
_PLACES = Pattern(
    rf"(?:(?P<k>{_DIGIT})[千仟])?[零〇]?(?:(?P<h>{_DIGIT})[百佰])?[零〇]?"
    rf"(?:(?P<t>{_DIGIT})?(?P<ten>[十拾])|(?P<tens>[廿卅]))?[零〇]?(?P<one>{_DIGIT})?"
)


def read_numeral(text: str) -> int | None:
    """The whole number below 100,000,000 that `text` writes, else None.

    Read are 12, 2,500, 十五, 二十, 廿一, 两千五百, 贰仟伍佰, 2千5百, 1万 and, digit by digit, 二〇二四 and 二O二四.
    None for a text that is not wholly a number, and for what no person writes (十十, 五二百, 零).
    """
    word = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", word):
        word = word.replace(",", "")
    if re.fullmatch(r"[0-9]+", word):
        return int(word) if len(word) <= 8 else None
    if re.search(f"[{NUMERALS}]", word):
        word = word.replace("O", "〇").replace("o", "〇")  # the letter as it is typed for the zero of a year
    head, myriad, tail = word.replace("萬", "万").partition("万")
    if not myriad:
        return _below_myriad(word)
    high, low = _below_myriad(head), _below_myriad(tail) if tail else 0
    return None if high is None or low is None else high * 10_000 + low


def _below_myriad(word: str) -> int | None:
    if len(word) > 1 and word[0] not in _ZEROS and all(c in _DIGITS for c in word):
        return int("".join(str(_DIGITS[c]) for c in word)) if len(word) <= 4 else None
    places = _PLACES.fullmatch(word)
    if places is None or not any(places.groups()):
        return None
    thousands, hundreds, ones = (_DIGITS.get(places[name] or "", 0) for name in ("k", "h", "one"))
    tens = _TENS.get(places["tens"] or "", 0)
    if places["ten"]:
        tens = 10 * _DIGITS[places["t"] or "一"]
    return thousands * 1000 + hundreds * 100 + tens + ones
