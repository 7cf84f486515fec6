"""评分表 on A4, one page per expert and application, piled per expert under a list of what lies in the pile.

The frame (rubric, boxes, lines to write on) is laid out once for each height of the names above it; a page adds what
is its own.
"""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.rules.names import branch_with_organization
from desktop_app.rules.scoring import points_text
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_sheets import ExpertPile, ScoreSheet, ScoreSheetBatch
from desktop_app.writers.pdf.faces import LACKING, Face
from desktop_app.writers.pdf.pages import PORTRAIT, Pages, tallest
from desktop_app.writers.pdf.tables import Column, Row, Table
from desktop_app.writers.pdf.typesetting import Line, Span, Style, height, set_lines
from desktop_app.writers.wording import chinese_time

TITLE = Style(Face.BOLD, 22, 30)
SENDER = Style(Face.SANS, 10.5, 15)
SMALL = Style(Face.SANS, 8.5, 12, grey=0.3)
CODE = Style(Face.SANS, 10, 13)
LABEL = Style(Face.SANS, 9, 15.5, grey=0.3)
VALUE = Style(Face.SERIF, 10.5, 15.5)
STRONG = Style(Face.BOLD, 10.5, 15.5)
HEAD = Style(Face.SANS, 9, 13, grey=0.15)
POINT = Style(Face.BOLD, 12, 20)

LABEL_WIDTH, INDENT, PAD = 62.0, 8.0, 5.0
DIGIT, DIGIT_TALL = 19.0, 21.0  # a box for one written figure
DOT = 8.0  # room for the decimal point between boxes
TIGHTER = (1.0, 0.88, 0.76)  # what rows are scaled to until a rubric of twelve fits
WRITING = 25.0  # from one line to write on to the next
FEWEST = 2  # such lines for the opinion
FILL = 0.955
CODE_ROOM = 190.0


def write_score_sheets(batch: ScoreSheetBatch, target: Path) -> None:
    """Write the batch. The same batch gives the same bytes."""
    pages = Pages(PORTRAIT)
    frames: dict[float, Pages] = {}
    fresh = True
    for pile in batch.piles:
        if not fresh:
            pages.turn()
        _pile(pile, batch, pages, frames)
        fresh = False
    if fresh:
        _head(batch, "", pages)
        _title(batch, pages)
        pages.paragraph("还没有分配评审专家，没有评分表。", VALUE, align="centre")
    pages.write(
        target,
        title=f"{batch.stage}评审评分表",
        author=_sender(batch),
        subject=batch.round_name,
        made_at=batch.printed_at,
        foot=_printed(batch),
    )


def _pile(pile: ExpertPile, batch: ScoreSheetBatch, pages: Pages, frames: dict[float, Pages]) -> None:
    first = pages.count
    codes: dict[int, str] = {}
    if batch.cover:
        _cover(pile, batch, pages)
    for place, sheet in enumerate(pile.sheets):
        if place or batch.cover:
            pages.turn()
        lacking = _sheet(sheet, pile.expert, batch, pages, frames)
        codes[pages.count] = f"{sheet.code}　{lacking}".rstrip("　")
    total = pages.count - first + 1
    for number in range(first, pages.count + 1):
        left = "　".join(filter(None, (codes.get(number, ""), _printed(batch))))
        pages.foot(number, left, f"{pile.expert}　第 {number - first + 1} 页 共 {total} 页")


def _sender(batch: ScoreSheetBatch) -> str:
    return "　".join(filter(None, (batch.letterhead.school, batch.letterhead.department)))


def _printed(batch: ScoreSheetBatch) -> str:
    return f"打印于 {chinese_time(batch.printed_at)}"


# The head


def _head(batch: ScoreSheetBatch, code: str, pages: Pages) -> None:
    """Who asks, at the left; the code at the right, for the scanner and in clear."""
    paper = pages.paper
    if code:
        right = paper.width - paper.right
        pages.code(code, right, pages.y, 27)
        pages.lines(set_lines(code, CODE, CODE_ROOM), right - CODE_ROOM, pages.y + 29, CODE_ROOM, "right")
    sender = set_lines(_sender(batch), SENDER, paper.measure - CODE_ROOM)
    round_name = set_lines(batch.round_name, SMALL, paper.measure - CODE_ROOM)
    pages.lines(sender, paper.left, pages.y + 1, paper.measure)
    pages.lines(round_name, paper.left, pages.y + 4 + height(sender), paper.measure)
    pages.y += max(42.0, height(sender) + height(round_name) + 4) + 8


def _title(batch: ScoreSheetBatch, pages: Pages, words: str = "评审评分表") -> None:
    pages.paragraph(f"{batch.stage}{words}", TITLE, align="centre", after=10)


# One sheet


def _sheet(sheet: ScoreSheet, expert: str, batch: ScoreSheetBatch, pages: Pages, frames: dict[float, Pages]) -> str:
    """One page; says which characters are to be written by hand."""
    _head(batch, sheet.code, pages)
    _title(batch, pages)
    pages.across(1.0, 0.0)
    lines = [
        *_facts(pages, (("申报编号", sheet.application_number), ("评审专家", expert))),
        *_facts(pages, (("品牌名称", sheet.brand),), STRONG),
        *_facts(pages, (("申报支部", _whose(sheet)),)),
    ]
    top = round(pages.y, 2)
    if top not in frames:
        frames[top] = _frame(batch, top)
    pages.take(frames[top])
    lacking = dict.fromkeys(character for line in lines for character in line.lacking)
    named = "、".join(f"U+{ord(character):04X}" for character in lacking)
    return f"“{LACKING}”请手写：{named}" if named else ""


def _facts(pages: Pages, facts: Sequence[tuple[str, str]], style: Style = VALUE) -> list[Line]:
    """Labelled facts side by side, with a rule under them."""
    paper = pages.paper
    width = paper.measure / len(facts)
    values = [set_lines(value, style, width - LABEL_WIDTH - INDENT) for _, value in facts]
    for place, ((words, _), value) in enumerate(zip(facts, values, strict=True)):
        x = paper.left + place * width
        pages.lines(set_lines(words, LABEL, LABEL_WIDTH), x + INDENT, pages.y + PAD, LABEL_WIDTH)
        pages.lines(value, x + LABEL_WIDTH, pages.y + PAD, width)
    pages.y += tallest(values) + 2 * PAD
    pages.across()
    return [line for value in values for line in value]


def _frame(batch: ScoreSheetBatch, top: float) -> Pages:
    """All below the names, on a page of its own; rows are set tighter where the rubric would not fit."""
    made = Pages(PORTRAIT)
    for scale in TIGHTER:
        made = Pages(PORTRAIT)
        made.y = top
        grid = _Grid(batch, made, scale)
        grid.place()
        if made.room >= grid.below:
            break
    grid.close()
    return made


class _Grid:
    """The rubric as a table, and under it what else an expert writes. `below` is the height it needs at the least."""

    def __init__(self, batch: ScoreSheetBatch, pages: Pages, scale: float) -> None:
        self.batch, self.pages, self.scale = batch, pages, scale
        self.veto, self.marks, self.signature = 32.0 * scale, 28.0 * scale, 44.0 * scale
        self.below = self.veto + self.marks + self.signature + FEWEST * WRITING * scale + 8
        measure, figures = pages.paper.measure, self._figures(sum(c.full_hundredths for c in batch.criteria))
        boxes = figures * DIGIT + (DOT + DIGIT if batch.decimals else 0) + 18
        widths = (26.0, 92.0, measure - 26 - 92 - 40 - boxes, 40.0, boxes)
        self.edges = [pages.paper.left]
        for width in widths:
            self.edges.append(self.edges[-1] + width)

    def place(self) -> None:
        pages = self.pages
        pages.y += 7
        pages.paragraph(_how_to_write(self.batch), SMALL, indent=INDENT, after=4)
        self.top = pages.y
        self._heads()
        for criterion in self.batch.criteria:
            self._criterion(criterion)
        self._total()

    def close(self) -> None:
        """Veto, opinion, marks; what is left of the page is for the opinion; then the signature under the frame."""
        pages, paper = self.pages, self.pages.paper
        inner = paper.left + LABEL_WIDTH + 10
        self._veto(inner)
        room = pages.room - self.marks - self.signature
        lines = max(FEWEST, int((room - 6) / (WRITING * self.scale)))
        self._labelled("评审意见", room)
        self._across()
        for line in range(1, lines + 1):
            at = pages.y + line * WRITING * self.scale - 2
            pages.rule(inner, at, paper.width - paper.right - 8, at, 0.4, 0.72)
        pages.y += room
        self._marks(inner)
        pages.rule(inner - 10, self.total_bottom, inner - 10, pages.y, 0.5, 0.4)
        for x in (paper.left, paper.width - paper.right):
            pages.rule(x, self.top, x, pages.y, 1.0, 0.0)
        for x in self.edges[1:-1]:
            pages.rule(x, self.top, x, self.total_top, 0.5, 0.4)
        pages.rule(self.edges[4], self.total_top, self.edges[4], self.total_bottom, 0.5, 0.4)
        pages.across(1.0, 0.0)
        self._signature()

    # Rows of the rubric

    def _heads(self) -> None:
        pages, tall = self.pages, 22.0 * self.scale
        pages.box(pages.paper.left, pages.y, pages.paper.measure, tall, fill=FILL)
        pages.across(1.0, 0.0)
        for column, words in enumerate(("序号", "评分指标", "评价要点", "满分", "得分")):
            centred = column != 1 and column != 2
            self._text(words, HEAD, column, tall, centred=centred)
        pages.y += tall
        self._across(0.5, 0.4)

    def _criterion(self, criterion: CriterionRow) -> None:
        pages = self.pages
        small = Style(Face.SERIF, max(8.0, 9.5 * self.scale), 13.5 * self.scale)
        strong = Style(Face.BOLD, max(9.0, 10.5 * self.scale), 15.5 * self.scale)
        name = set_lines(criterion.name, strong, self._width(1) - 2 * PAD)
        told = set_lines(criterion.explanation, small, self._width(2) - 2 * PAD)
        tall = max(tallest([name, told]) + 8 * self.scale, 38 * self.scale, DIGIT_TALL + 6)
        self._text(str(criterion.position), HEAD, 0, tall, centred=True)
        self._lines(name, 1, tall)
        self._lines(told, 2, tall)
        self._text(points_text(criterion.full_hundredths), Style(Face.SANS, 11, 15), 3, tall, centred=True)
        self._boxes(criterion.full_hundredths, tall)
        pages.y += tall
        self._across()

    def _total(self) -> None:
        pages, tall = self.pages, max(38 * self.scale, DIGIT_TALL + 6)
        full = sum(criterion.full_hundredths for criterion in self.batch.criteria)
        self.total_top = pages.y
        pages.box(pages.paper.left, pages.y, self.edges[4] - pages.paper.left, tall, fill=FILL)
        words = set_lines(
            [Span("合计", STRONG), Span(f"　（满分 {points_text(full)} 分，请自行相加）", LABEL)], LABEL, 400
        )
        self._lay(words, pages.paper.left + PAD + 3, tall)
        self._boxes(full, tall)
        self._across()
        pages.y += tall
        self.total_bottom = pages.y

    def _boxes(self, full: int, tall: float) -> None:
        """A box for every figure, the last of all rows in one line."""
        pages = self.pages
        top = pages.y + (tall - DIGIT_TALL) / 2
        right = self.edges[5] - 9
        if self.batch.decimals:
            pages.box(right - DIGIT, top, DIGIT, DIGIT_TALL, edge=0.7)
            dot = set_lines(".", POINT, DOT)
            pages.lines(dot, right - DIGIT - DOT, top, DOT, "centre")
            right -= DIGIT + DOT
        for place in range(1, self._figures(full) + 1):
            pages.box(right - place * DIGIT, top, DIGIT, DIGIT_TALL, edge=0.7)

    # Below the rubric

    def _veto(self, inner: float) -> None:
        pages = self.pages
        self._labelled("一票否决", self.veto)
        self._across(1.0, 0.0)
        words = set_lines("□ 抄袭　　□ 政治性问题　　理由", VALUE, 400)
        self._lay(words, inner, self.veto)
        line = pages.y + self.veto / 2 + 8
        pages.rule(inner + words[0].width + 8, line, pages.paper.width - pages.paper.right - 8, line, 0.5, 0.4)
        pages.y += self.veto

    def _marks(self, inner: float) -> None:
        self._labelled("不评分的", self.marks)
        self._across()
        words = [Span("□ 回避　　□ 缺席　　□ 弃权", VALUE), Span("　　（只勾一项，不再填分数）", LABEL)]
        self._lay(set_lines(words, VALUE, 420), inner, self.marks)
        self.pages.y += self.marks

    def _signature(self) -> None:
        pages, paper = self.pages, self.pages.paper
        base = pages.y + self.signature - 12
        name = set_lines("评审专家签字", LABEL, 100)
        date = set_lines("日期", LABEL, 60)
        for lines, x in ((name, paper.left + 132), (date, paper.left + 322)):
            pages.lines(lines, x, base - 13, 100)
        pages.rule(paper.left + 132 + name[0].width + 8, base, paper.left + 306, base, 0.6, 0.2)
        x = paper.left + 322 + date[0].width + 8
        for words, room in (("年", 38.0), ("月", 26.0), ("日", 26.0)):
            pages.rule(x, base, x + room, base, 0.6, 0.2)
            pages.lines(set_lines(words, LABEL, 20), x + room + 2, base - 13, 20)
            x += room + 14

    # Cells

    def _labelled(self, words: str, tall: float) -> None:
        pages = self.pages
        pages.box(pages.paper.left, pages.y, LABEL_WIDTH, tall, fill=FILL)
        lines = set_lines(words, HEAD, LABEL_WIDTH)
        pages.lines(lines, pages.paper.left, pages.y + (tall - height(lines)) / 2, LABEL_WIDTH, "centre")

    def _across(self, weight: float = 0.5, grey: float = 0.4) -> None:
        self.pages.across(weight, grey)

    def _width(self, column: int) -> float:
        return self.edges[column + 1] - self.edges[column]

    def _figures(self, full: int) -> int:
        return len(str(full // 100))

    def _text(self, words: str, style: Style, column: int, tall: float, *, centred: bool = False) -> None:
        self._lines(set_lines(words, style, self._width(column)), column, tall, centred=centred)

    def _lines(self, lines: Sequence[Line], column: int, tall: float, *, centred: bool = False) -> None:
        top, width = self.pages.y + (tall - height(lines)) / 2, self._width(column)
        if centred:
            self.pages.lines(lines, self.edges[column], top, width, "centre")
        else:
            self.pages.lines(lines, self.edges[column] + PAD, top, width)

    def _lay(self, lines: Sequence[Line], x: float, tall: float) -> None:
        self.pages.lines(lines, x, self.pages.y + (tall - height(lines)) / 2, 500)


def _how_to_write(batch: ScoreSheetBatch) -> str:
    kind = "可写一位小数" if batch.decimals else "只写整数"
    return f"每格写一个数字，{kind}，不超过满分；数字靠右，左边空格不填。写错的请划去另写，并在旁边签名。"


# The list before a pile


def _whose(sheet: ScoreSheet) -> str:
    return branch_with_organization(sheet.organization, sheet.branch)


def _cover(pile: ExpertPile, batch: ScoreSheetBatch, pages: Pages) -> None:
    _head(batch, "", pages)
    pages.paragraph(f"{pile.expert}　{batch.stage}评审清单", TITLE, align="centre", after=10)
    pages.paragraph(_summary(pile), VALUE, after=8)
    columns = (
        Column("序号", 24, "right"),
        Column("申报编号", 68),
        Column("申报支部", 190),
        Column("品牌名称", 140),
        Column("已交", 26, "centre"),
    )
    rows = [
        Row(
            (
                str(place),
                sheet.application_number,
                branch_with_organization(sheet.organization, sheet.branch),
                sheet.brand,
                "□",
            )
        )
        for place, sheet in enumerate(pile.sheets, 1)
    ]
    Table(columns).place(pages, rows)
    pages.note_what_lacks()
    paper = pages.paper
    pages.y += 22
    pages.need(18)
    for place, words in enumerate(("专家领取", "工作人员收回")):
        x = paper.left + place * paper.measure / 2
        lines = set_lines(f"{words}（签字、日期）", LABEL, 150)
        pages.lines(lines, x, pages.y, 150)
        pages.rule(x + lines[0].width + 6, pages.y + 14, x + paper.measure / 2 - 16, pages.y + 14, 0.6, 0.2)
    pages.y += 18


def _summary(pile: ExpertPile) -> str:
    said = f"共 {len(pile.sheets)} 张评分表，按申报编号排列，每张右上角有编码。"
    if pile.recused:
        said += f"须回避、没有评分表的：{'、'.join(pile.recused)}。"
    return f"{said}交回时请逐张勾“已交”。"
