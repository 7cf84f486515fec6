"""The fields of an 申报书, found on its page however it is laid out.

Four layouts are read: a line “label：value” (the cover), a table whose label stands left of its value or above it, a
cell that holds its label and the value below it, and paragraphs under a heading. Nothing is guessed: a value is what
stands beside a known label, and the first one found is proposed; different ones found later are told with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from db.enums import FormItem
from desktop_app.rules.form_labels import LONGEST_LABEL, SECTIONS, heading_level, is_label, item_of
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.typed_values import folded
from desktop_app.shapes.forms import Cell, FormReading, Grid, Page, PageText, ReadField

COVER = "封面"
_TITLE = Pattern(r".{0,40}(?:申报书|申报表|申请书|申请表)")
_BLANKS = Pattern(r"[_＿\u2581\ufe4d-\ufe4f]+")
_REMARK = Pattern(r"[（(][^（()）]*[)）]")
_UNSIGNED = Pattern(r"(?:[^:]{0,12}\((?:签[字名章]|盖章|公章)[^()]{0,6}\):?|年月日)+")
_LABEL_END = Pattern(r"[:：]")
_WIDE_GAP = Pattern(r"[\t]+|[ \u3000\u00a0]{2,}|[_＿]{2,}")
_SPACES = Pattern(r"[ \u3000\u00a0]+")
_LONGEST_HEADING = 30  # characters of a heading that is not one of ours
_LONGEST_LINE = 120  # characters of a line of labels; in longer ones, which are prose, only the first may be one
_SENTENCE = Pattern(r"[。；;！？]")


def read_fields(page: Page) -> FormReading:
    """Every field that the page names, with the text it was read from."""
    found = _Found()
    walk = _Walk(found)
    tables = 0
    for block in page.blocks:
        if isinstance(block, Grid):
            tables += 1
            walk.table(block, f"第 {tables} 个表")
        else:
            walk.paragraph(block)
    walk.end_section()
    return FormReading(found.fields(), page, _titled(page))


def _titled(page: Page) -> bool:
    first = [block.text for block in page.blocks[:12] if isinstance(block, PageText)]
    return any(_TITLE.fullmatch(folded(text)) for text in first)


class _Found:
    """Fields in the order of the form; of several values for one item the first that says something is kept."""

    def __init__(self) -> None:
        self._first: dict[FormItem, ReadField] = {}

    def __contains__(self, item: FormItem) -> bool:
        return item in self._first

    def put(self, item: FormItem, value: str, source: str, place: str) -> None:
        value, source = cleaned(value), source.strip()
        if not value or _says_nothing(value):
            return
        known = self._first.get(item)
        if known is None:
            self._first[item] = ReadField(item, value, source, place)
        elif folded(value) not in {folded(each) for each in (known.value, *known.others)}:
            self._first[item] = replace(known, others=(*known.others, value))

    def fields(self) -> tuple[ReadField, ...]:
        return tuple(self._first[item] for item in FormItem if item in self._first)


def _says_nothing(value: str) -> bool:
    """Whether a value is the blank form's own words: a remark in brackets, or headings with nothing under them."""
    lines = value.split("\n")
    if len(lines) == 1 and _REMARK.fullmatch(value):
        return True
    return all(heading_level(line) and len(line) <= _LONGEST_HEADING and not _SENTENCE.search(line) for line in lines)


class _Walk:
    """Goes through the page in its order; `_section` is the heading under which the next paragraphs stand."""

    def __init__(self, found: _Found) -> None:
        self._found = found
        self._section: tuple[FormItem, str, int] | None = None
        self._lines: list[str] = []
        self._waiting: tuple[FormItem, str] | None = None  # a label whose value stands on the next line
        self._begun = False  # once a section was met the cover is over

    def paragraph(self, block: PageText) -> None:
        for line in block.text.split("\n"):
            if line.strip():
                self._line(line, styled=block.heading)

    def _line(self, text: str, *, styled: bool) -> None:
        if is_label(text) and (item := item_of(text)) is not None:
            self._label(item, text)
            return
        pairs = list(labelled(text))
        if pairs and (self._section is None or any(item in SECTIONS for item, _, _ in pairs)):
            for item, value, source in pairs:
                self._pair(item, value, source)
        elif self._waiting is not None:
            item, label = self._waiting
            self._waiting = None
            self._found.put(item, text, f"{label}\n{text}", self._place())
        elif self._section is not None:
            if self._ends_section(text, styled=styled):
                self.end_section()
            else:
                self._lines.append(text)

    def _label(self, item: FormItem, text: str) -> None:
        self._waiting = None
        if item in SECTIONS:
            self._begin(item, text)
        elif self._section is None:
            self._waiting = (item, text)
        else:
            self._lines.append(text)

    def _pair(self, item: FormItem, value: str, source: str) -> None:
        self._waiting = None
        if item in SECTIONS:
            self._begin(item, source.removesuffix(value))
            if value.strip():
                self._lines.append(value)
        elif value.strip():
            self._found.put(item, value, source, self._place())
        else:
            self._waiting = (item, source)

    def _begin(self, item: FormItem, heading: str) -> None:
        self.end_section()
        self._section = (item, heading.strip(), heading_level(heading))
        self._begun = True

    def end_section(self) -> None:
        """What stood under the heading until now is its value."""
        if self._section is not None:
            item, heading, _ = self._section
            text = "\n".join(self._lines)
            self._found.put(item, text, f"{heading}\n{text}", f"“{heading}”之下")
        self._section, self._lines = None, []

    def _ends_section(self, text: str, *, styled: bool) -> bool:
        """Whether another heading begins: of the same level or above it, or one by its style."""
        assert self._section is not None
        if len(text) > _LONGEST_HEADING or _SENTENCE.search(text):
            return False
        level, begun = heading_level(text), self._section[2]
        if level:
            return level <= begun if begun else level == 1
        return styled and not begun

    def _place(self) -> str:
        return "正文" if self._begun else COVER

    def table(self, grid: Grid, place: str) -> None:
        self._waiting = None
        pairs = list(_TableReader(grid).pairs())
        if self._section is not None and not pairs:
            if any(cell.paragraphs for cell in grid.cells if cell.row > 0):  # else its header alone
                self._lines.extend(_rows(grid.cells))
            return
        self.end_section()
        self._begun = self._begun or bool(pairs)
        for item, value, source in pairs:
            self._found.put(item, value, source, place)


class _TableReader:
    """Labels of one table and what stands beside them."""

    def __init__(self, grid: Grid) -> None:
        self._cells = grid.cells
        self._rows: Mapping[int, list[Cell]] = defaultdict(list)
        for cell in grid.cells:
            self._rows[cell.row].append(cell)
        self._labels = {(cell.row, cell.column) for cell in grid.cells if is_label(cell.text.replace("\n", ""))}
        self._taken: set[tuple[int, int]] = set()

    def pairs(self) -> Iterator[tuple[FormItem, str, str]]:
        for cell in self._cells:
            if not cell.paragraphs or (cell.row, cell.column) in self._taken:
                continue
            if self._is_label(cell):
                yield from self._beside(cell)
            else:
                yield from _within(cell)

    def _beside(self, label: Cell) -> Iterator[tuple[FormItem, str, str]]:
        values = self._below(label) if self._heads(label) else self._right(label) or self._below(label)
        self._taken.update((cell.row, cell.column) for cell in values)
        text = "\n".join(_rows(values))
        item = item_of(label.text.replace("\n", ""), text)
        if item is not None:
            yield item, text, f"{label.text}\n{text}"

    def _right(self, label: Cell) -> list[Cell]:
        """The value to the right; of a label that was merged over several rows, all that stands beside it."""
        at = label.column + label.width
        found: list[Cell] = []
        for row in range(label.row, label.row + label.height):
            for cell in self._rows.get(row, ()):
                if cell.column < at:
                    continue
                if self._is_label(cell):
                    return found
                found.append(cell)
                if label.height == 1:
                    return found
        return found

    def _below(self, label: Cell) -> list[Cell]:
        row = self._rows.get(label.row + label.height, ())
        under = [cell for cell in row if cell.column == label.column and not self._is_label(cell)]
        return under[:1]

    def _heads(self, label: Cell) -> bool:
        """Whether the label stands in a row of labels, above a row of values."""
        row, after = self._rows[label.row], self._rows.get(label.row + 1, [])
        others = [cell for cell in row if cell.paragraphs]
        if len(others) < 2 or not all(self._is_label(cell) for cell in others):
            return False
        return any(cell.paragraphs for cell in after) and not any(self._is_label(cell) for cell in after)

    def _is_label(self, cell: Cell) -> bool:
        return (cell.row, cell.column) in self._labels


def _within(cell: Cell) -> Iterator[tuple[FormItem, str, str]]:
    """Labels inside a cell: “label：value” in a paragraph, or a label on the first line and its value below."""
    lines = [line for paragraph in cell.paragraphs for line in paragraph.split("\n") if line.strip()]
    if len(lines) > 1 and is_label(lines[0]) and (item := item_of(lines[0])) is not None:
        rest = "\n".join(lines[1:])
        yield item, rest, f"{lines[0]}\n{rest}"
        return
    for at, line in enumerate(lines):
        pairs = list(labelled(line))
        if at == 0 and len(pairs) == 1 and len(lines) > 1 and pairs[0][0] in SECTIONS:
            item, value, _ = pairs[0]
            rest = "\n".join(part for part in (value, *lines[1:]) if part.strip())
            yield item, rest, cell.text
            return
        yield from pairs


def labelled(line: str) -> Iterator[tuple[FormItem, str, str]]:
    """The pairs “label：value” of a line, several of them where it holds several; the source is the pair's own text.

    A label may be parted from its value by a wide gap instead of a colon.
    """
    marks = list(_label_places(line))
    for at, (start, after) in enumerate(marks):
        end = marks[at + 1][0] if at + 1 < len(marks) else len(line)
        value = line[after:end]
        item = item_of(line[start:after], cleaned(value))
        if item is not None:
            yield item, value.strip(), line[start:end].strip()


def _label_places(line: str) -> Iterator[tuple[int, int]]:
    """Where labels begin and where their values do; a label begins the line, or stands after a gap."""
    begin = 0
    first = _LABEL_END.search(line, 0, LONGEST_LABEL + 1)
    prose = len(line) > _LONGEST_LINE
    for colon in _LABEL_END.finditer(line, first.start(), first.end() if prose else len(line)) if first else ():
        starts = [begin, *(begin + gap.end() for gap in _SPACES.finditer(line[begin : colon.start()]))]
        starts += [begin + gap.end() for gap in _WIDE_GAP.finditer(line[begin : colon.start()])]
        for start in sorted(set(starts)):
            label = line[start : colon.start()]
            if label.strip() and len(label) <= LONGEST_LABEL and is_label(label):
                yield start, colon.end()
                begin = colon.end()
                break
    if begin == 0 and not prose:
        for gap in _WIDE_GAP.finditer(line, 0, LONGEST_LABEL + 1):
            if is_label(line[: gap.start()]) and line[gap.end() :].strip():
                yield 0, gap.end()
                break


def _rows(cells: Sequence[Cell]) -> Iterable[str]:
    """Cells as lines, those of one row on one line with a tab between."""
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell.text)
    return (line for row in sorted(rows) if (line := "\t".join(rows[row])).strip())


def cleaned(value: str) -> str:
    """A value without the line it was written on, without outer spaces, and without places that nobody signed."""
    lines = (_BLANKS.sub(" ", line).strip(" \t\u3000\u00a0") for line in value.split("\n"))
    return "\n".join(line for line in lines if line and not _UNSIGNED.fullmatch(folded(line)))
