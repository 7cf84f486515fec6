"""A title broken by meaning, as a trapezoid or a diamond.

Source: GB/T 9704-2012, 7.3.1 (回行时，要做到词意完整，排列对称，长短适宜，间距恰当).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from desktop_app.rules.official.lexicon import JOINING, LONGEST, VERBS, WORDS
from desktop_app.rules.patterns import Pattern

FORCED = "｜"
CAPACITY = 20.0  # characters of 22 pt on 156 mm; Latin letters and figures are half a character
MOST_LINES = 5

_WHOLE = Pattern(
    r"“[^”]*”|《[^》]*》|〔[^〕]*〕|（[^）]*）"
    r"|第?[0-9]+(?:[.\-][0-9]+)*(?:年度|学年|年|月|日|个|项|次|届|期|批|级)?|第[一二三四五六七八九十]+(?:届|批|期|次|轮)"
    r"|[A-Za-z]+"
)
_STARTS_NO_LINE = frozenset("的了着等、，。：；！？）】》”’〉〕—…·")
_ENDS_NO_LINE = frozenset("（【《“‘〈〔·")
_NAME_ENDS = ("大学", "学院", "医院", "自治区", "委员会", "公司", "省", "市", "州", "县", "部", "处")

NEVER, INSIDE_QUOTES, INSIDE_NAME, INSIDE_WORD = 100_000.0, 3_000.0, 600.0, 300.0
NAME_PART, UNKNOWN, AFTER_VERB, AFTERJOINING, AFTER_ABOUT = 60.0, 25.0, 14.0, 30.0, 60.0
PLAIN, ANOTHER_LINE, HOURGLASS, OBLONG, STUB = 4.0, 14.0, 50.0, 3.0, 40.0
RAGGED = 0.3  # for the square of what a line is shorter than the longest


def break_title(text: str, whole: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of a title, none wider than 22 pt holds; ｜ forces a break.

    `whole` are names that are kept on one line where they fit on one: of the school, of the department.
    """
    parts = [part.strip() for part in text.split(FORCED)]
    return tuple(line for part in parts if part for line in _lines(part, tuple(whole)))


def title_width(text: str) -> float:
    """In characters of the title: a Latin letter, a figure or a space is half of one."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)


@lru_cache(maxsize=256)
def _lines(text: str, whole: tuple[str, ...]) -> tuple[str, ...]:
    if title_width(text) <= CAPACITY:
        return (text,)
    places = dict(_places(text, whole))
    least = int(-(-title_width(text) // CAPACITY))
    if least <= MOST_LINES:
        found = _best(text, places, least)
        if found:
            return found
    return tuple(_filled_up(text, places))


def _best(text: str, places: dict[int, float], least: int) -> tuple[str, ...]:
    """The division that costs least; () when no division holds every line within what 22 pt holds."""
    best: tuple[str, ...] = ()
    best_cost = float("inf")
    for count in range(least, min(MOST_LINES, least + 2) + 1):
        good = sorted(sorted(places, key=lambda at: places[at])[: 40 if count < 4 else 24])
        for breaks in combinations(good, count - 1):
            edges = (0, *breaks, len(text))
            lines = tuple(text[start:end].strip() for start, end in pairwise(edges))
            widths = [title_width(line) for line in lines]
            if max(widths) > CAPACITY:
                continue
            cost = sum(places[at] for at in breaks) + _shape_cost(widths) + ANOTHER_LINE * (count - least)
            if cost < best_cost:
                best, best_cost = lines, cost
    return best


def _shape_cost(widths: Sequence[float]) -> float:
    """A trapezoid or a diamond costs least; an hourglass and a stub cost most."""
    widest = max(widths)
    cost = RAGGED * sum((widest - width) ** 2 for width in widths)
    peak = widths.index(widest)
    rising = all(a <= b for a, b in pairwise(widths[: peak + 1]))
    falling = all(a >= b for a, b in pairwise(widths[peak:]))
    cost += 0 if rising and falling else HOURGLASS
    cost += OBLONG if len(set(widths)) == 1 else 0
    return cost + STUB * sum(width < 4 for width in widths)


def _filled_up(text: str, places: dict[int, float]) -> Iterator[str]:
    """Very long titles, and those of one endless word: each line as full as it gets, broken where that costs least."""
    start = 0
    while title_width(text[start:]) > CAPACITY:
        ends = [at for at in range(start + 1, len(text)) if title_width(text[start:at].strip()) <= CAPACITY]
        late = [at for at in ends if at in places and title_width(text[start:at]) > CAPACITY / 2]
        end = min(late, key=lambda at: (places[at], -at)) if late else max(ends)
        yield text[start:end].strip()
        start = end
    yield text[start:].strip()


def _places(text: str, whole: tuple[str, ...]) -> Iterator[tuple[int, float]]:
    """Where a line may end, and what that costs."""
    tokens = list(_tokens(text, whole))
    for at, (token, kind) in enumerate(tokens):
        start = sum(len(each) for each, _ in tokens[:at])
        for inner in range(1, len(token)):
            yield start + inner, _never(text, start + inner) + _inside_cost(token, kind, inner, whole)
        if at:
            yield start, _never(text, start) + _between_cost(tokens[at - 1], (token, kind))


def _never(text: str, at: int) -> float:
    return NEVER if text[at] in _STARTS_NO_LINE or text[at - 1] in _ENDS_NO_LINE else 0.0


def _inside_cost(token: str, kind: str, at: int, whole: tuple[str, ...]) -> float:
    """What a break within a token costs: least in one that is too wide for a line, where its own words part."""
    if kind == "name":
        ends = token[:at].endswith(_NAME_ENDS) and token[at:] not in _NAME_ENDS
        return NAME_PART if ends and title_width(token) > CAPACITY else INSIDE_NAME
    if kind != "whole":
        return INSIDE_WORD
    if title_width(token) <= CAPACITY or token[0] not in _ENDS_NO_LINE:
        return INSIDE_QUOTES
    within = dict(_places(token[1:-1], whole))
    return NAME_PART + within.get(at - 1, INSIDE_QUOTES)


def _between_cost(before: tuple[str, str], after: tuple[str, str]) -> float:
    """What a break between two neighbours costs."""
    (a, a_kind), (b, b_kind) = before, after
    if a == "关于":
        return AFTER_ABOUT
    if a in JOINING:
        return AFTERJOINING
    if b == "关于":
        return 0.0
    if a in VERBS:
        return AFTER_VERB
    if "unknown" in (a_kind, b_kind):
        return UNKNOWN if a_kind == b_kind else UNKNOWN / 2
    if a_kind == b_kind == "name":
        return 2 * PLAIN
    return PLAIN + (2 if a.endswith(("的", "年", "年度", "、")) else 0)


def _tokens(text: str, whole: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Names, quotes and numbers as they are; between them words of the lexicon, the fewest that cover it."""
    start = plain = 0
    while start < len(text):
        name = max((each for each in whole if each and text.startswith(each, start)), key=len, default="")
        found = None if name else _WHOLE.match(text, start)
        token = name or (found[0] if found else "")
        if token:
            yield from _words(text[plain:start])
            yield token, "name" if name else "whole"
            start += len(token)
            plain = start
        else:
            start += 1
    yield from _words(text[plain:])


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The cheapest cover from the left: a word of the lexicon costs 1, a character outside it 3."""
    cost, came = [0.0] + [float("inf")] * len(text), [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        for begin in range(max(0, end - LONGEST), end):
            step = 1.0 if text[begin:end] in WORDS else 3.0 if end - begin == 1 else float("inf")
            if cost[begin] + step < cost[end]:
                cost[end], came[end] = cost[begin] + step, begin
    cuts = [len(text)]
    while cuts[-1]:
        cuts.append(came[cuts[-1]])
    for begin, end in pairwise(reversed(cuts)):
        word = text[begin:end]
        yield word, "word" if word in WORDS else "unknown"
