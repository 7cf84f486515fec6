"""Names that are alike without being the same: they are shown to the clerk and never merged.

Two grades. *Strict* likeness (教工/教职工, 解剖教研室/解剖学教研室, 第三教职工/教职工第三, 公卫第一 in 公共卫生学院)
is told always. *Loose* likeness (one character exchanged, one name within the other, a missing ordinal) is told only
against names that nothing else in the file accounts for: a roster with 生理学教研室 and 病理学教研室 means both.
Names with different ordinals (第一 and 第二, 14级 and 15级) are never alike. All work on keys of `rules.names`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from desktop_app.rules.names import WHOLE, organization_stem
from desktop_app.rules.patterns import Pattern

_NUMBERS = Pattern(r"第?[0-9]+级?")
_SOFT = Pattern(r"[学的与及和党、，,()（）.\-]")
_OFFICE = Pattern(r"工作(?=[处部室办])|[院系部处室办的与及和、]")
_SAME_WORDS = (("职", "教职工", "教工"), ("教研", "教研室", "§"), ("教研", "教研部", "§"), ("究", "研究生", "研"))
_TELLING = 4  # so many characters two names must share before one more or less, or one other, is taken for a slip
_ITS_OWN = 6  # from so many characters on a name is hardly given twice in a school

Form = tuple[tuple[str, ...], str]


def _numbers(key: str) -> tuple[str, ...]:
    return tuple(sorted(found.strip("第") for found in _NUMBERS.findall(key)))


@lru_cache(maxsize=32768)
def _form(key: str) -> Form:
    """The numbers of a name, and its other characters without those that are easily left out."""
    numbers: tuple[str, ...] = ()
    words = key
    if _NUMBERS.search(key):
        numbers, words = _numbers(key), _NUMBERS.sub("", key)
    for sign, longer, shorter in _SAME_WORDS:
        if sign in words:
            words = words.replace(longer, shorter)
    return numbers, _SOFT.sub("", words) or words


def _telling(words: str) -> int:
    return len(words) - words.count("§")


def _one_less(words: str) -> Iterable[str]:
    return (words[:at] + words[at + 1 :] for at in range(len(words)))


def _is_within(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in this order."""
    rest = iter(long)
    return all(char in rest for char in short)


def _after_college(key: str, stem: str) -> Iterable[str]:
    """What is left of a branch's key when a short form of its college is taken off: 公卫第1 → 第1."""
    at = 2
    while at < len(key) and key[0] in stem and _is_within(key[:at], stem):
        yield key[at:]
        at += 1


class NearNames:
    """The names seen so far in one organisation, indexed so that a strictly alike one is found without comparing all.

    Holds keys only; the first name seen wins where several are alike.
    """

    __slots__ = ("_longer", "_rests", "_stem", "_whole")

    def __init__(self, organization: str) -> None:
        self._stem = organization_stem(organization)
        self._whole: dict[Form, str] = {}
        self._longer: dict[Form, str] = {}  # by what is left when one character is taken away
        self._rests: dict[str, str] = {}  # by what is left when a short form of the college is taken away

    def add(self, key: str) -> None:
        numbers, words = form = _form(key)
        self._whole.setdefault(form, key)
        if _telling(words) > _TELLING:
            for shorter in _one_less(words):
                self._longer.setdefault((numbers, shorter), key)
        if key[0] in self._stem:
            for rest in _after_college(key, self._stem):
                self._rests.setdefault(rest, key)

    def like(self, key: str) -> str | None:
        """The key of a strictly alike name, never ``key`` itself."""
        if key == WHOLE:
            return None
        numbers, words = form = _form(key)
        found = self._whole.get(form) or self._rests.get(key)
        if found is None and (telling := _telling(words)) >= _TELLING:
            found = self._longer.get(form)
            if found is None and telling > _TELLING:
                for shorter in _one_less(words):
                    if found := self._whole.get((numbers, shorter)):
                        break
        if found is None and key[0] in self._stem:
            rests = _after_college(key, self._stem)
            found = next((rest for rest in rests if self._whole.get(_form(rest)) == rest), None)
        return found if found != key else None


def loosely_alike(a: str, b: str) -> bool:
    """Whether two keys of one organisation could be one branch, were there no other claim on either."""
    (a_numbers, a_words), (b_numbers, b_words) = _form(a), _form(b)
    if a == b or WHOLE in (a, b):
        return False
    if a_numbers != b_numbers:
        return a_words == b_words and bool(a_words) and not (a_numbers and b_numbers)
    short, long = sorted((a_words, b_words), key=len)
    if len(short) == len(long):
        return _telling(short) >= _TELLING and sum(x != y for x, y in zip(short, long, strict=True)) <= 1
    if short in long:
        return _telling(short) >= 3
    return _telling(short) >= _TELLING and _is_within(short, long)


def moved_alike(key: str) -> bool:
    """Whether a branch's key is so much its own that the same key in another organisation suggests a move."""
    return len(_NUMBERS.sub("", key)) >= _ITS_OWN


@lru_cache(maxsize=4096)
def _organization_form(name: str) -> Form:
    stem = organization_stem(name)
    words = _NUMBERS.sub("", stem)
    return _numbers(stem), _OFFICE.sub("", words) or words


def organizations_alike(a: str, b: str, *, loose: bool = False) -> bool:
    """药学院党总支 and 药学院党委, 离退休工作处 and 离退休处: alike. First and second clinical college: not.

    Both are names or keys and known to have different keys. ``loose`` as for branches.
    """
    (a_numbers, a_words), (b_numbers, b_words) = _organization_form(a), _organization_form(b)
    if a_numbers != b_numbers:
        return False
    if a_words == b_words:
        return True
    short, long = sorted((a_words, b_words), key=len)
    if len(short) >= _TELLING and len(long) - len(short) == 1 and _is_within(short, long):
        return True
    if not loose:
        return False
    if len(short) == len(long):
        return len(short) >= _TELLING and sum(x != y for x, y in zip(short, long, strict=True)) <= 1
    return len(short) >= 3 and _is_within(short, long)
