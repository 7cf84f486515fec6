"""收件回执 on A4: what one visitor handed in, branch by branch, what is still to come, and where to bring it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.shapes.documents import ReceiptSlip, SlipCopy, SlipLine
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import PORTRAIT, Pages, modules, tallest
from desktop_app.writers.pdf.typesetting import BREAK, Line, Span, Style, height, set_lines, text_width
from desktop_app.writers.wording import chinese_time

TITLE = Style(Face.BOLD, 23, 31)
SENDER = Style(Face.SANS, 10.5, 15)
SUBTITLE = Style(Face.SERIF, 11, 16, grey=0.15)
LABEL = Style(Face.SANS, 9, 15.5, grey=0.38)
VALUE = Style(Face.SERIF, 10.5, 15.5)
STRONG = Style(Face.BOLD, 10.5, 15.5)
BAND = Style(Face.BOLD, 11.5, 16)
NUMBER = Style(Face.SANS, 9.5, 16, grey=0.1)
SMALL = Style(Face.SANS, 8.5, 12, grey=0.35)
ORDINAL = Style(Face.SANS, 8.5, 12)
CODE = Style(Face.SANS, 8, 11, grey=0.35)

INDENT, LABEL_WIDTH = 6.0, 64.0  # of labels; where the words beside them begin
SPLIT = 0.56  # where the right one of two facts begins
AIR = 1.5  # above and below a row of a block
COPIES_ABREAST = 5
MARK_ROW = 14.0
GRID_HEIGHT = 3 + 24 + 3 * MARK_ROW + 4
BAND_FILL, LACK_FILL = 0.935, 0.88
BAR = 0.6  # of the narrowest bar of a branch's code


def write_receipt_slip(slip: ReceiptSlip, target: Path) -> None:
    """Write the slip. The same slip gives the same bytes."""
    pages = Pages(PORTRAIT, on_turn=lambda pages: _head_again(slip, pages))
    if slip.voided:
        pages.over("作废")
    _head(slip, pages)
    _facts(slip, pages)
    for number, line in enumerate(slip.lines, start=1):
        _block(number, line, pages)
    _closing(slip, pages)
    pages.write(
        target,
        title=f"收件回执 {slip.number}",
        author=_office(slip),
        subject=slip.round_name,
        made_at=slip.printed_at,
        foot=_foot(slip),
    )


def _office(slip: ReceiptSlip) -> str:
    head = slip.letterhead
    return f"{head.school}{head.department}{head.office}"


def _foot(slip: ReceiptSlip) -> str:
    parts = [slip.number, f"打印于 {chinese_time(slip.printed_at)}"]
    if slip.reprint:
        parts.append(f"第 {slip.reprint} 次补打")
    if slip.journal_head:
        parts.append(f"操作记录校验 {slip.journal_head[:12]}")
    return "　".join(parts)


# The head


def _head(slip: ReceiptSlip, pages: Pages) -> None:
    paper, head = pages.paper, slip.letterhead
    pages.code(slip.number, paper.width - paper.right, pages.y, 25)
    pages.lines(set_lines(slip.number, SMALL, 200), paper.width - paper.right - 200, pages.y + 27, 200, "right")
    sender = set_lines("　".join(filter(None, (head.school, head.department))), SENDER, paper.measure - 190)
    pages.lines(sender, paper.left, pages.y + 2, paper.measure)
    pages.y += max(height(sender), 27) + 14
    pages.paragraph("收件回执", TITLE, align="centre", after=2)
    pages.paragraph(slip.round_name, SUBTITLE, align="centre")
    if slip.reprint:
        pages.paragraph(f"第 {slip.reprint} 次补打", SMALL, align="centre")
    if slip.voided:
        _voided(pages)
    pages.y += 12


def _voided(pages: Pages) -> None:
    pages.y += 6
    words = set_lines("此回执已作废，不作凭据", STRONG.but(size=12.0), pages.paper.measure)
    width = words[0].width + 28
    left = (pages.paper.width - width) / 2
    pages.box(left, pages.y, width, 24, edge=1.2)
    pages.lines(words, left, pages.y + 4, width, "centre")
    pages.y += 24


def _head_again(slip: ReceiptSlip, pages: Pages) -> None:
    """What stands over the second and every further page."""
    paper = pages.paper
    words = f"收件回执 {slip.number}（续）" + ("　已作废" if slip.voided else "")
    left = set_lines(words, SMALL, paper.measure)
    right = set_lines(slip.organization, SMALL, paper.measure - left[0].width - 20)
    pages.lines(left, paper.left, pages.y, paper.measure)
    pages.lines(right, paper.left, pages.y, paper.measure, "right")
    pages.y += height(right or left) + 3
    pages.across(0.8, 0.2)
    pages.y += 8


def _facts(slip: ReceiptSlip, pages: Pages) -> None:
    head = slip.letterhead
    submitter = slip.submitter + (f"（{slip.submitter_phone}）" if slip.submitter_phone else "")
    place = head.room + (f"（{head.office}）" if head.room and head.office else head.office)
    pages.across(1.0, 0.0)
    for left, right in (
        (("收件号", slip.number), ("收件时间", chinese_time(slip.received_at))),
        (("送件单位", slip.organization), ("送件人", submitter)),
        (("收件地点", place), ("经手人", slip.taken_by)),
    ):
        _pair(pages, left, right)
        pages.across()
    pages.across(1.0, 0.0)
    pages.y += 8
    if len(slip.lines) > 1:
        pages.paragraph(_summary(slip.lines), VALUE, indent=INDENT)


def _summary(lines: Sequence[SlipLine]) -> str:
    awaited = sum(1 for line in lines if line.missing)
    said = f"本次登记 {len(lines)} 个党支部的申报材料，"
    if not awaited:
        return f"{said}全部齐全。"
    if awaited == len(lines):
        return f"{said}均待补正。"
    return f"{said}{len(lines) - awaited} 个齐全，{awaited} 个待补正。"


def _pair(pages: Pages, left: tuple[str, str], right: tuple[str, str], air: float = 4.0) -> None:
    """Two labelled facts side by side."""
    paper = pages.paper
    split = paper.measure * SPLIT
    values = [
        set_lines(left[1], VALUE, split - LABEL_WIDTH - 14),
        set_lines(right[1], VALUE, paper.measure - split - LABEL_WIDTH),
    ]
    tall = tallest(values) + 2 * air
    pages.need(tall)
    for x, label, value in ((paper.left, left[0], values[0]), (paper.left + split, right[0], values[1])):
        _label(label, value[0], x + INDENT, pages.y + air, pages)
        pages.lines(value, x + LABEL_WIDTH, pages.y + air, paper.measure)
    pages.y += tall


def _label(words: str, beside: Line, x: float, top: float, pages: Pages) -> None:
    """A label whose baseline is that of the line it stands beside."""
    lines = set_lines(words, LABEL, LABEL_WIDTH)
    pages.lines(lines, x, top + beside.baseline - lines[0].baseline, LABEL_WIDTH)


# One branch


def _block(number: int, line: SlipLine, pages: Pages) -> None:
    """A branch's part, kept on one page if it fits on one."""
    paper = pages.paper
    band = _band_lines(number, line, pages)
    facts = [(label, set_lines(said, VALUE, paper.measure - LABEL_WIDTH - INDENT)) for label, said in _facts_of(line)]
    grids = [] if _faultless(line) else list(_abreast(line.copies))
    tall = tallest(band) + 8 + sum(height(lines) + 2 * AIR for _, lines in facts) + len(grids) * GRID_HEIGHT
    pages.y += 10
    pages.need(min(tall + 2 * AIR, paper.height - paper.top - paper.bottom - 40))
    _band(band, line, pages)
    pages.y += AIR
    brand, *others = facts
    _labelled(*brand, pages)
    for copies in grids:
        _grid("本次收到" if copies is grids[0] else "", copies, pages)
    for label, lines in others:
        _labelled(label, lines, pages)
    pages.y += AIR
    pages.across(0.8, 0.2)


def _band_lines(number: int, line: SlipLine, pages: Pages) -> list[list[Line]]:
    right = set_lines(line.application_number, NUMBER, 170)
    room = pages.paper.measure - max(part.width for part in right) - _bars(line) - 42
    return [set_lines(f"{number}. {line.branch}", BAND, room), right]


def _band(band: list[list[Line]], line: SlipLine, pages: Pages) -> None:
    """Branch and number, and at the right the number as bars: a scan of the slip opens the application."""
    paper = pages.paper
    tall, bars = tallest(band) + 8, _bars(line)
    pages.box(paper.left, pages.y, paper.measure - bars - 12, tall, fill=BAND_FILL)
    pages.lines(band[0], paper.left + INDENT, pages.y + 4, paper.measure)
    pages.lines(band[1], paper.left, pages.y + 4, paper.measure - bars - 12 - INDENT, "right")
    pages.code(line.application_number, paper.left + paper.measure, pages.y + 1, tall - 2, BAR)
    pages.y += tall


def _bars(line: SlipLine) -> float:
    """How wide the bars of a number are."""
    return modules(line.application_number) * BAR


def _facts_of(line: SlipLine) -> list[tuple[str, Sequence[Span] | str]]:
    """Label and words of every row of a block; the brand comes first, the grid of copies is set after it."""
    facts: list[tuple[str, Sequence[Span] | str]] = [("品牌名称", line.brand)]
    if not line.copies:
        facts.append(("本次收到", "本次未交纸质件"))
    elif _faultless(line):
        facts.append(("本次收到", _faultless_copies(line.copies)))
    arrived = f"（{chinese_time(line.electronic_at)}）" if line.electronic_at else ""
    paper = f"纸质件 {line.copies_in} 份，应交 {line.copies_required} 份"
    if line.note:
        facts.append(("说明", line.note))
    facts.append(("累计收到", f"{paper}；电子版{line.electronic}{arrived}"))
    if line.late:
        facts.append(("逾期", [Span(_late(line), STRONG)]))
    facts.append(("登记状态", _state(line)))
    return facts


def _state(line: SlipLine) -> list[Span]:
    """The state and what is missing, numbered; an item is not parted between lines if it need not be."""
    state = f"{line.state}（逾期，待批准）" if line.late and not line.late_approver else line.state
    if not line.missing:
        return [Span(f"{state}　材料齐全", STRONG)]
    room = PORTRAIT.measure - LABEL_WIDTH - INDENT
    spans = [Span(f"{state}　尚缺 {len(line.missing)} 项：", STRONG)]
    used = text_width(spans[0].text, STRONG)
    for at, lacking in enumerate(line.missing, start=1):
        item = f"{at}. {lacking}　" if len(line.missing) > 1 else lacking
        wide = text_width(item.rstrip(), STRONG)
        if used + wide > room:
            spans.append(BREAK)
            used = 0.0
        spans.append(Span(item, STRONG))
        used += text_width(item, STRONG)
    return spans


def _faultless(line: SlipLine) -> bool:
    return all(copy.stamped and copy.signed and copy.whole for copy in line.copies)


def _faultless_copies(copies: Sequence[SlipCopy]) -> list[Span]:
    """Copies that need no grid: one sentence, and their codes."""
    ordinals = "、".join(str(copy.position) for copy in copies)
    each = "均" if len(copies) > 1 else ""
    codes = "　".join(copy.code for copy in copies)
    return [Span(f"第 {ordinals} 份，{each}已盖章、签字、完整", VALUE), BREAK, Span(codes, CODE)]


def _late(line: SlipLine) -> str:
    if not line.late_approver:
        return "截止时间之后收到；未经批准不进入评审"
    reason = f"（理由：{line.late_reason}）" if line.late_reason else ""
    return f"截止时间之后收到；经 {line.late_approver} 批准受理{reason}"


def _labelled(label: str, lines: Sequence[Line], pages: Pages) -> None:
    paper = pages.paper
    pages.need(lines[0].leading + 2 * AIR)
    pages.y += AIR
    _label(label, lines[0], paper.left + INDENT, pages.y, pages)
    for line in lines:
        pages.need(line.leading + AIR)
        pages.lines([line], paper.left + LABEL_WIDTH, pages.y, paper.measure - LABEL_WIDTH)
        pages.y += line.leading
    pages.y += AIR


# The copies brought in, abreast


def _abreast(copies: Sequence[SlipCopy]) -> Iterator[Sequence[SlipCopy]]:
    for at in range(0, len(copies), COPIES_ABREAST):
        yield copies[at : at + COPIES_ABREAST]


def _grid(label: str, copies: Sequence[SlipCopy], pages: Pages) -> None:
    """Each copy a column: its ordinal and code, and under them what the clerk saw."""
    paper = pages.paper
    pages.need(GRID_HEIGHT)
    left, width = paper.left + LABEL_WIDTH, (paper.measure - LABEL_WIDTH) / COPIES_ABREAST
    pages.y += 3
    heads = [set_lines(f"第 {copy.position} 份", ORDINAL, width) for copy in copies]
    _label(label, heads[0][0], paper.left + INDENT, pages.y, pages)
    for at, (copy, head) in enumerate(zip(copies, heads, strict=True)):
        x = left + at * width
        pages.lines(head, x, pages.y, width, "centre")
        pages.lines(set_lines(copy.code, CODE, width), x, pages.y + 12, width, "centre")
    pages.y += 24
    right = left + width * len(copies)
    for word, marks in (
        ("盖章", [copy.stamped for copy in copies]),
        ("签字", [copy.signed for copy in copies]),
        ("完整", [copy.whole for copy in copies]),
    ):
        pages.lines(set_lines(word, SMALL, LABEL_WIDTH), paper.left, pages.y + 1, LABEL_WIDTH - 10, "right")
        for at, seen in enumerate(marks):
            _mark(seen, left + at * width, width, pages)
        pages.rule(left, pages.y, right, pages.y)
        pages.y += MARK_ROW
    pages.rule(left, pages.y, right, pages.y)
    pages.y += 4


def _mark(seen: bool, x: float, width: float, pages: Pages) -> None:
    if not seen:
        pages.box(x, pages.y, width, MARK_ROW, fill=LACK_FILL)
    style = Style(Face.SANS if seen else Face.BOLD, 9, MARK_ROW)
    pages.lines(set_lines("✓" if seen else "缺", style, width), x, pages.y, width, "centre")


# The end


def _closing(slip: ReceiptSlip, pages: Pages) -> None:
    """What happens next, and who signs."""
    steps = [set_lines(step, VALUE, pages.paper.measure - LABEL_WIDTH - INDENT) for step in next_steps(slip)]
    pages.y += 10
    pages.need(min(sum(height(step) + 2 for step in steps) + pages.note_height + 40, 400))
    _label("后续事项", steps[0][0], pages.paper.left + INDENT, pages.y, pages)
    for step in steps:
        for line in step:
            pages.need(line.leading)
            pages.lines([line], pages.paper.left + LABEL_WIDTH, pages.y, pages.paper.measure)
            pages.y += line.leading
        pages.y += 2
    pages.note_what_lacks()
    _signatures(pages)


def next_steps(slip: ReceiptSlip) -> list[str]:
    """What the visitor should know on leaving the counter, a sentence each."""
    head = slip.letterhead
    if slip.voided:
        return ["此回执已作废；材料收到的情况以有效回执为准。"]
    steps = []
    if any(line.missing for line in slip.lines):
        term = f"请于 {slip.supplement_term} 前" if slip.supplement_term else "请尽快"
        place = head.room + (f"（{head.department}{head.office}）" if head.room else f"{head.department}{head.office}")
        file = f"，电子版发送至 {head.mailbox}" if head.mailbox else ""
        steps.append(f"尚缺的材料{term}补齐：纸质件送至{place}{file}。")
    else:
        steps.append("本次登记的材料已经齐全，无须补交。")
    if any(line.late and not line.late_approver for line in slip.lines):
        steps.append("逾期收到的申报，经批准后方可进入评审。")
    asking = f"联系电话 {head.telephone}，" if head.telephone else ""
    steps.append(f"{asking}查询、补交时请报收件号 {slip.number}。")
    return steps


def _signatures(pages: Pages) -> None:
    paper = pages.paper
    pages.y += 18
    pages.need(22)
    half = paper.measure / 2
    for x, words in ((paper.left, "送件人签收"), (paper.left + half, "经手人签字")):
        pages.lines(set_lines(words, LABEL, LABEL_WIDTH), x + INDENT, pages.y, LABEL_WIDTH)
        pages.rule(x + LABEL_WIDTH, pages.y + 14, x + half - 24, pages.y + 14, 0.6, 0.2)
    pages.y += 22
