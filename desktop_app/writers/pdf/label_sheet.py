"""Labels for paper copies on a sheet of labels: a code to scan, the code in clear, whose copy it is and what for.

Code128 (ISO/IEC 15417) where the label is wide enough for bars that an office's scanner reads, else a QR code.
"""

from pathlib import Path

from desktop_app.shapes.desk_papers import CopyLabel, LabelFormat, LabelSheet
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import Pages, Paper, modules
from desktop_app.writers.pdf.typesetting import Line, Style, set_lines

MM = 72 / 25.4
A4 = Paper(595.28, 841.89, left=0, right=0, top=0, bottom=0)
INSET = 3.0 * MM  # printers are not exact to the millimetre
QUIET = 10  # modules of white beside a Code128
NARROWEST = 0.19 * MM  # of a bar: what common hand scanners still read
WIDEST = 0.42 * MM
CODE = Style(Face.BOLD, 10, 12)
SMALL_CODE = Style(Face.BOLD, 7.5, 9)
WORDS = Style(Face.SANS, 8, 10)
SMALL_WORDS = Style(Face.SANS, 6.5, 8)
PURPOSE = Style(Face.BOLD, 9, 12)


def write_label_sheet(sheet: LabelSheet, target: Path) -> None:
    """Write the labels. The same sheet gives the same bytes."""
    form = sheet.format
    pages = Pages(A4)
    for number, label in enumerate(sheet.labels, sheet.first - 1):
        at = number % form.labels
        if number > sheet.first - 1 and at == 0:
            pages.turn()
        x = (form.left + (at % form.across) * (form.width + form.between)) * MM
        top = (form.top + (at // form.across) * form.height) * MM
        _label(label, form, x, top, pages)
    head = sheet.letterhead
    pages.write(
        target,
        title=f"纸质件标签 {sheet.round_name}",
        author=f"{head.school}{head.department}{head.office}",
        subject=sheet.round_name,
        made_at=sheet.made_at,
        foot=None,
    )


def bar_width(value: str, room: float) -> float:
    """The narrowest bar of a Code128 of `value` that fits into `room` points with its quiet zones; 0.0 when that is too
    narrow to be read."""
    bar = min(room / (modules(value) + 2 * QUIET), WIDEST)
    return bar if bar >= NARROWEST else 0.0


def _label(label: CopyLabel, form: LabelFormat, x: float, top: float, pages: Pages) -> None:
    width, tall = form.width * MM, form.height * MM
    bar = bar_width(label.code, width - INSET)
    if bar:
        _with_bars(label, x, top, width, tall, bar, pages)
    else:
        _with_square(label, x, top, width, tall, pages)


def _with_bars(label: CopyLabel, x: float, top: float, width: float, tall: float, bar: float, pages: Pages) -> None:
    """Bars over the whole width, the words under them."""
    inner = width - 2 * INSET
    long = modules(label.code) * bar
    words = _words(label, WORDS, inner)
    used = CODE.leading + 2 * WORDS.leading
    high = max(tall - 2 * INSET - used - 4, 5 * MM)
    pages.code(label.code, x + (width + long) / 2, top + INSET, high, bar)
    at = top + INSET + high + 3
    pages.lines(set_lines(label.code, CODE, inner), x + INSET, at, inner)
    pages.lines(set_lines(label.purpose, PURPOSE, inner), x + INSET, at, inner, "right")
    at += CODE.leading
    for line in words:
        pages.lines([line], x + INSET, at, inner)
        at += line.leading


def _with_square(label: CopyLabel, x: float, top: float, width: float, tall: float, pages: Pages) -> None:
    """A square code at the left, the words beside it."""
    inset = 2.2 * MM
    side = min(tall - 2 * inset, 15.5 * MM)
    pages.square_code(label.code, x + inset, top + (tall - side) / 2, side)
    left = x + inset + side + 1.6 * MM
    room = x + width - inset / 2 - left
    at = top + inset
    head, _, tail = label.code.rpartition("-")
    prefix, _, serial = head.rpartition("-")
    for words in (f"{prefix}-", f"{serial}-{tail}"):
        pages.lines(set_lines(words, SMALL_CODE, room), left, at, room)
        at += SMALL_CODE.leading
    at += 1
    for line in [*_words(label, SMALL_WORDS, room)[:2], *set_lines(label.purpose, SMALL_WORDS, room)]:
        pages.lines([line], left, at, room)
        at += line.leading


def _words(label: CopyLabel, style: Style, room: float) -> list[Line]:
    """Branch and brand, a line each, cut to the room: a label that ran into its neighbour would be worse."""
    return [_cut(words, style, room) for words in (label.branch, label.brand)]


def _cut(words: str, style: Style, room: float) -> Line:
    lines = set_lines(words, style, room)
    if len(lines) == 1:
        return lines[0]
    keep = len(words)
    while keep > 1:
        keep -= 1
        cut = set_lines(f"{words[:keep]}…", style, room)
        if len(cut) == 1:
            return cut[0]
    return lines[0]
