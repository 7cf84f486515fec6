"""Two texts held against each other, for a person to read: paragraph by paragraph, characters marked.

Paragraphs are aligned first (those that are equal, then those most alike between them), characters within a pair after.
Marks that would leave a word or two between them are joined: a reader sees what was put anew, not the fewest edits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from desktop_app.rules.patterns import Pattern
from desktop_app.shapes.comparison import Change, ComparedParagraph, Comparison, Marked

LONGEST = 600  # characters of a paragraph that is compared whole; longer ones are cut into sentences
ALIKE = 0.4  # of their characters two paragraphs must share, in order, to be one that was changed
ISLAND = 2  # characters left between two marks that are too few to stay unmarked
_SENTENCE = Pattern(r"[^。！？；\n]*[。！？；\n]?")

Span = tuple[int, int, int, int]


def compare(before: Sequence[str], after: Sequence[str]) -> Comparison:
    """The later text against the earlier one. Blank paragraphs and outer spaces do not count."""
    old, new = list(_pieces(before)), list(_pieces(after))
    paragraphs = tuple(_aligned(old, new))
    length = sum(map(len, new))
    kept = sum(len(part.text) for each in paragraphs for part in each.after if not part.changed)
    return Comparison(paragraphs, sum(map(len, old)), length, kept / length if length else 1.0)


def _pieces(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        text = paragraph.strip(" \t\u3000\u00a0")
        if len(text) <= LONGEST:
            if text:
                yield text
        else:
            yield from _sentences(text)


def _sentences(text: str) -> Iterator[str]:
    """A long paragraph in pieces of whole sentences; one without any is cut where it must be."""
    held = ""
    for found in _SENTENCE.finditer(text):
        if held and len(held) + len(found.group()) > LONGEST:
            yield held
            held = ""
        held += found.group()
        while len(held) > LONGEST:
            yield held[:LONGEST]
            held = held[LONGEST:]
    if held:
        yield held


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedParagraph]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (ComparedParagraph(Change.SAME, (Marked(text),), (Marked(text),)) for text in old[i1:i2])
        else:
            yield from _changed(old[i1:i2], new[j1:j2])


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedParagraph]:
    """Paragraphs that stand between equal ones, those most alike paired, in their order."""
    at = 0
    for first, second in _pairs(old, new):
        yield from map(_removed, old[at : first if first is not None else at])
        if first is None:
            yield _added(new[second or 0])
        elif second is not None:
            yield _marked(old[first], new[second])
            at = first + 1
    yield from map(_removed, old[at:])


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """For each new paragraph the old one it came from: the choice in order that is alike the most (as in an alignment
    of sequences, Needleman and Wunsch 1970)."""
    likeness = [[_likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            take = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else -1.0
            best[i][j] = max(take, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while j < len(new):
        if i < len(old) and likeness[i][j] >= ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif i < len(old) and best[i][j] == best[i + 1][j]:
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs


def _likeness(one: str, other: str) -> float:
    """Share of characters in common, 0…1; the quick upper bounds are asked first."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _removed(text: str) -> ComparedParagraph:
    return ComparedParagraph(Change.REMOVED, (Marked(text, changed=True),), ())


def _added(text: str) -> ComparedParagraph:
    return ComparedParagraph(Change.ADDED, (), (Marked(text, changed=True),))


def _marked(old: str, new: str) -> ComparedParagraph:
    spans = _joined(SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks(), len(old), len(new))
    before, after = [], []
    i = j = 0
    for i1, i2, j1, j2 in spans:
        before += [Marked(old[i:i1], changed=True), Marked(old[i1:i2])]
        after += [Marked(new[j:j1], changed=True), Marked(new[j1:j2])]
        i, j = i2, j2
    before.append(Marked(old[i:], changed=True))
    after.append(Marked(new[j:], changed=True))
    return ComparedParagraph(Change.CHANGED, _said(before), _said(after))


def _joined(blocks: Sequence[tuple[int, int, int]], old: int, new: int) -> list[Span]:
    """What stays unmarked, without islands; at the ends of the paragraph a short stretch is none."""
    kept = []
    for i, j, size in blocks:
        at_an_end = (i == 0 and j == 0) or (i + size == old and j + size == new)
        if size > ISLAND or (size and at_an_end):
            kept.append((i, i + size, j, j + size))
    return kept


def _said(parts: Sequence[Marked]) -> tuple[Marked, ...]:
    """Neighbours of one kind are one stretch; empty ones fall away."""
    found: list[Marked] = []
    for part in parts:
        if not part.text:
            continue
        if found and found[-1].changed == part.changed:
            found[-1] = Marked(found[-1].text + part.text, part.changed)
        else:
            found.append(part)
    return tuple(found)
