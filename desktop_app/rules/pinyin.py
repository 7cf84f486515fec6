"""Finding names by what a clerk types: characters, pinyin, initials, ordinals as figures.

`search_text` is computed when a name is saved and stored beside it: pypinyin costs 0.26 s to load and 0.4 ms a name, so
nothing here needs it while somebody types. A search text has four groups parted by |:

    name | name folded, and in short (临床医学系1) | full pinyin, every syllable with a capital | initials, and in short

Alternatives within a group are parted by a space. Both readings of a common polyphone are kept; a surname is read by
its own table. Further names of the same thing (an organisation's, a secretary's) follow after ‖ and count less.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from desktop_app.rules.names import NUMBER
from desktop_app.rules.numerals import read_numeral
from desktop_app.rules.patterns import Pattern

_MOST = 8  # alternatives kept of one name

# Readings a person may type besides the one that fits: common in names of offices, sciences and people.
_ALSO = {
    "重": "chong zhong", "长": "chang zhang", "行": "xing hang", "乐": "le yue", "调": "diao tiao", "会": "hui kuai",
    "校": "xiao jiao", "藏": "cang zang", "传": "chuan zhuan", "血": "xue xie", "朝": "chao zhao", "参": "can shen",
    "单": "dan shan", "曾": "ceng zeng", "解": "jie xie", "仇": "chou qiu", "查": "cha zha", "区": "qu ou",
    "朴": "pu piao", "盖": "gai ge", "尉": "wei yu", "翟": "zhai di", "覃": "qin tan", "柏": "bai bo", "缪": "miao mou",
    "种": "zhong chong", "员": "yuan yun", "繁": "fan po", "黑": "hei he", "召": "zhao shao", "折": "zhe she",
    "祭": "ji zhai", "牟": "mu mou", "盛": "sheng cheng", "能": "neng nai", "相": "xiang", "华": "hua", "宿": "su xiu",
    "降": "jiang xiang", "给": "gei ji", "露": "lu lou", "率": "lv shuai", "省": "sheng xing", "都": "dou du",
    "系": "xi ji", "还": "hai huan", "卡": "ka qia", "差": "cha chai", "创": "chuang", "大": "da dai", "石": "shi dan",
    "秘": "mi bi", "费": "fei bi", "薄": "bao bo", "纪": "ji", "强": "qiang jiang", "色": "se shai", "塔": "ta",
    "便": "bian pian", "弹": "dan tan", "冠": "guan", "角": "jiao jue", "嚼": "jiao jue", "咽": "yan ye", "喆": "zhe",
    "𬱖": "wei", "䶮": "yan", "堃": "kun", "燚": "yi", "吕": "lv lu", "绿": "lv lu", "女": "nv nu",
    "旅": "lv lu", "律": "lv lu",
}  # fmt: skip
_SURNAMES = {
    name: reading.replace("+", " ")
    for name, reading in (
        pair.split("=")
        for pair in """
            曾=zeng 单=shan 仇=qiu 解=xie 查=zha 区=ou 朴=piao 盖=ge 翟=zhai 覃=qin 缪=miao 种=chong 员=yun
            繁=po 黑=he 召=shao 尉=wei 折=she 祭=zhai 牟=mu 盛=sheng 能=nai 宓=mi 逄=pang 乐=yue 任=ren 华=hua
            重=chong 秘=bi 冼=xian 洗=xian 长孙=zhang+sun 尉迟=yu+chi 万俟=mo+qi 澹台=tan+tai 宿=su 纪=ji 燕=yan
            卜=bu 哈=ha 那=na 费=fei 葛=ge 于=yu 过=guo 应=ying 令狐=ling+hu 隗=wei 郇=xun 晁=chao 妫=gui 乜=nie
            佴=nai 殷=yin 车=che 薄=bo 幺=yao 撒=sa
        """.split()
    )
}

_ORDINAL = Pattern(rf"第?({NUMBER})(?=党?支部|$)|第({NUMBER})")
_TAIL = Pattern(r"(?:直属)?(?:党的?)?支部(?:委员会)?$|党委$|党总支$|委员会$")


# --- made when a name is saved ----------------------------------------------------------------------------------------


def search_text(name: str, *, person: bool = False) -> str:
    """What `matches` searches for ``name``; a ``person``'s surname has its own reading."""
    return _one(name, person=person)


def branch_search_text(name: str, organization: str, secretary: str = "", aliases: Iterable[str] = ()) -> str:
    """A branch is also found by its college and itself in one (药学院 + 第一 → yxy1), its secretary, its old names."""
    stem = _TAIL.sub("", organization)
    together = () if name.startswith(stem) else (f"{stem}{name}",)
    parts = [
        _one(name),
        *(_one(other) for other in (*together, *aliases)),
        *([_one(secretary, person=True)] * bool(secretary)),
    ]
    return "‖".join(parts)


def _one(name: str, *, person: bool = False) -> str:
    folded = _fold(name)
    short = "".join(text for text, _, _ in _short_units(name))
    readings = _readings(name, person=person)
    full = _alternatives([tuple(syllable.capitalize() for syllable in each) for each in readings])
    initials = _alternatives([tuple(dict.fromkeys(syllable[0] for syllable in each)) for each in readings])
    short_initials = _short_initials(name, readings)
    groups = (
        name.replace("|", "").replace("‖", ""),
        " ".join(dict.fromkeys((folded, short))),
        " ".join(full),
        " ".join(dict.fromkeys((*initials, *short_initials))),
    )
    return "|".join(groups)


def _units(name: str) -> list[tuple[int, str]]:
    """The characters that are typed, with their places: signs, quotes and spaces are passed over."""
    return [(at, char) for at, char in enumerate(name) if char.isalnum()]


def _readings(name: str, *, person: bool) -> list[tuple[str, ...]]:
    """The ways each typed character may be typed, the likeliest first; a figure or a letter is itself."""
    from pypinyin import Style, lazy_pinyin

    chars = [_fold(char) or char for _, char in _units(name)]
    typed = [found.lower() for found in lazy_pinyin(chars, style=Style.NORMAL)]
    if len(typed) != len(chars):  # a phrase table that joins characters; never seen, but the places must agree
        typed = [lazy_pinyin(char, style=Style.NORMAL)[0].lower() for char in chars]
    if person:
        text = "".join(chars)
        surname = text[:2] if text[:2] in _SURNAMES else text[:1]
        if surname in _SURNAMES:
            typed[: len(surname)] = _SURNAMES[surname].split()
    return [
        tuple(dict.fromkeys((reading, *_ALSO.get(char, "").split())))
        for char, reading in zip(chars, typed, strict=True)
    ]


def _alternatives(readings: Sequence[tuple[str, ...]]) -> list[str]:
    """The readings joined, at most `_MOST` of them: beyond that only the first polyphones vary."""
    count, kept = 1, []
    for each in readings:
        few = each if count * len(each) <= _MOST else each[:1]
        count *= len(few)
        kept.append(few)
    return ["".join(choice) for choice in product(*kept)]


def _short_units(name: str) -> list[tuple[str, int, int]]:
    """The name in short, with the places each piece stands for: 第一 → 1, without 党支部 and signs."""
    end = found.start() if (found := _TAIL.search(name)) and found.start() else len(name)
    units: list[tuple[str, int, int]] = []
    at = 0
    while at < end:
        if (ordinal := _ORDINAL.match(name, at)) and (read := read_numeral(ordinal[1] or ordinal[2])) is not None:
            units.append((str(read), at, ordinal.end()))
            at = ordinal.end()
            continue
        if name[at].isalnum():
            units.append((_fold(name[at]), at, at + 1))
        at += 1
    return units


def _short_initials(name: str, readings: Sequence[tuple[str, ...]]) -> list[str]:
    by_place = {at: each for (at, _), each in zip(_units(name), readings, strict=True)}
    pieces = [
        (text,) if text.isdigit() else tuple(dict.fromkeys(syllable[0] for syllable in by_place[at]))
        for text, at, _ in _short_units(name)
    ]
    return _alternatives(pieces)


@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


# --- used while somebody types ----------------------------------------------------------------------------------------

_ELSEWHERE = 10  # added when only another name answers
_SCATTERED = 6


@lru_cache(maxsize=256)
def typed_forms(typed: str) -> tuple[str, ...]:
    """What was typed, as it is looked for: folded, and in short when that differs (临床医学系第1 → 临床医学系1)."""
    wanted = _fold(typed).replace("|", "").replace("‖", "").replace("'", "")
    short = "".join(text for text, _, _ in _short_units(wanted))
    return (wanted, short) if len(short) > 1 and short != wanted else (wanted,)


def matches(search: str, typed: str) -> int | None:
    """How well a stored search text answers what was typed: 0 is best, None is not at all.

    In this order: the name begins with it, the initials begin with it, the pinyin begins with it, the name holds it,
    the initials hold it, the pinyin holds it from a syllable on, its characters stand there in order; then the same by
    another name. A beginning and the ordinal (lcyx1 for 临床医学系第一党支部) count as a beginning.
    """
    forms = typed_forms(typed)
    if not forms[0]:
        return 0
    low = search.lower()
    best: int | None = None
    for wanted in forms:
        if best is None and (wanted in low or wanted[-1].isdigit()):
            best = _scored(search, wanted)
    if len(forms[0]) < 3 or (best is not None and best < _ELSEWHERE):
        return best
    for place, names in enumerate(search.split("‖")):
        if any(_scattered(each, forms[-1]) for each in _alternatives_of(names, forms[-1])):
            scattered = _SCATTERED + (_ELSEWHERE if place else 0)
            return scattered if best is None else min(best, scattered)
    return best


def _scored(search: str, wanted: str) -> int | None:
    for place, names in enumerate(search.split("‖")):
        if (score := _score(names, wanted)) is not None:
            return score + (_ELSEWHERE if place else 0)
    return None


def _score(names: str, wanted: str) -> int | None:
    _, written, full, initials = names.split("|")
    if _has_start(written, wanted):
        return 0
    if not wanted.isascii():
        if _is_start_and_ordinal(written, wanted):
            return 1
        return 3 if wanted in written else None
    if _has_start(initials, wanted) or _is_start_and_ordinal(initials, wanted):
        return 1
    if _syllable_start(full, wanted, whole=True) is not None:
        return 2
    if wanted in written:
        return 3
    if wanted in initials:
        return 4
    return None if _syllable_start(full, wanted) is None else 5


def _alternatives_of(names: str, wanted: str) -> list[str]:
    """The forms in which scattered characters are looked for: initials, or the name itself for Chinese ones."""
    groups = names.split("|")
    return groups[3 if wanted.isascii() else 1].split(" ")


def _has_start(alternatives: str, wanted: str) -> bool:
    return alternatives.startswith(wanted) or f" {wanted}" in alternatives


_WITH_ORDINAL = Pattern(r"(\D.*\D|\D\D)(\d+)")


def _is_start_and_ordinal(alternatives: str, wanted: str) -> bool:
    """Whether a name begins so and ends with this number: lcyx1 and 临床医学1 for 临床医学系第一党支部."""
    if not (found := _WITH_ORDINAL.fullmatch(wanted)):
        return False
    start, ordinal = found.groups()
    ends = re.compile(rf"(?<!\d){ordinal}(?: |$)")
    return any(each.startswith(start) and ends.search(each) for each in alternatives.split(" "))


def _syllable_start(full: str, wanted: str, *, whole: bool = False) -> int | None:
    """Where ``wanted`` stands in the pinyin so that it begins with a syllable (of a name, if ``whole``)."""
    low = full.lower()
    at = low.find(wanted)
    while at >= 0:
        begins_name = at == 0 or full[at - 1] == " "
        if begins_name or (not whole and not ("a" <= full[at] <= "z")):
            return at
        at = low.find(wanted, at + 1)
    return None


def _scattered(text: str, wanted: str) -> bool:
    """Whether the characters stand in this order, the first at the beginning."""
    if not text.startswith(wanted[0]):
        return False
    at = 0
    for char in wanted[1:]:
        at = text.find(char, at + 1)
        if at < 0:
            return False
    return True


def found_span(search: str, typed: str) -> tuple[int, int] | None:
    """Which characters of the name that ``search`` begins with to set bold, end excluded; None when none stand out."""
    name, written, full, initials = search.split("‖", 1)[0].split("|")
    folded, places = _fold(name), [at for at, _ in _units(name)]
    for wanted in filter(None, typed_forms(typed)):
        if len(folded) == len(name) and (at := folded.find(wanted)) >= 0:
            return at, at + len(wanted)
        for each in initials.split(" "):
            if len(each) == len(places) and (at := each.find(wanted)) >= 0:
                return places[at], places[at + len(wanted) - 1] + 1
        if span := _short_span(name, (*initials.split(" "), *written.split(" ")), wanted):
            return span
        if span := _full_span(full, places, wanted):
            return span
    return None


def _short_span(name: str, alternatives: Sequence[str], wanted: str) -> tuple[int, int] | None:
    """The span of what was found in the short form, in one piece or scattered."""
    units = [(start, end) for text, start, end in _short_units(name) for _ in text]
    for each in (each for each in alternatives if len(each) == len(units)):
        if (at := each.find(wanted)) >= 0:
            return units[at][0], units[at + len(wanted) - 1][1]
        if len(wanted) >= 3 and _scattered(each, wanted):
            at = 0
            for char in wanted[1:]:
                at = each.index(char, at + 1)
            return units[0][0], units[at][1]
    return None


def _full_span(full: str, places: Sequence[int], wanted: str) -> tuple[int, int] | None:
    at = _syllable_start(full, wanted)
    if at is None:
        return None
    start = full.rfind(" ", 0, at) + 1
    before = sum(not ("a" <= char <= "z") for char in full[start:at])
    within = sum(not ("a" <= char <= "z") for char in full[at : at + len(wanted)])
    return places[before], places[before + within - 1] + 1
