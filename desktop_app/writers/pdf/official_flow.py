"""What flows down the pages of an official paper: indivisible units, those that stay together, the line grid.

Lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.shapes import shape
from desktop_app.writers.pdf.pages import Pages

CLOSE = 0.01  # what rounding may add up to


@shape
class Unit:
    """What is never parted: a line of text, a row of a table, the signature. `draw` is told where its upper edge is.

    `stays`: on one page with the unit after it. `on_grid`: begins on a line of the page's grid. `again`: what stands
    over it once more when it begins a page: the head of its table. `airs`: only parts two others, and falls away at the
    head of a page.
    """

    tall: float
    draw: Callable[[Pages, float], None]
    stays: bool = False
    on_grid: bool = True
    again: tuple[Unit, ...] = ()
    airs: bool = False


def blank(tall: float) -> Unit:
    """A blank line, or lines; it stays with what follows."""
    return Unit(tall, lambda _pages, _top: None, stays=True)


def air(tall: float) -> Unit:
    return Unit(tall, lambda _pages, _top: None, stays=True, on_grid=False, airs=True)


def place(units: Sequence[Unit], pages: Pages, pitch: float) -> None:
    """Set the units from the pages' `y` on. What stays together is parted only when no page could hold it."""
    start = 0
    while start < len(units):
        end = start
        while units[end].stays and end + 1 < len(units):
            end += 1
        chain = units[start : end + 1]
        if _begun(pages) and not _fits(chain, pages, pitch):
            _turn(pages, chain[0])
        for unit in chain:
            if _begun(pages) and not _fits([unit], pages, pitch):
                _turn(pages, unit)
            if _begun(pages) or not unit.airs:
                _set(unit, pages, pitch)
        start = end + 1


def _begun(pages: Pages) -> bool:
    return pages.y > pages.paper.top


def _turn(pages: Pages, unit: Unit) -> None:
    pages.turn()
    for each in unit.again:
        each.draw(pages, pages.y)
        pages.y += each.tall


def _set(unit: Unit, pages: Pages, pitch: float) -> None:
    top = _top(unit, pages.y, pages, pitch)
    unit.draw(pages, top)
    pages.y = top + unit.tall


def _fits(chain: Sequence[Unit], pages: Pages, pitch: float) -> bool:
    y = pages.y
    for unit in chain:
        y = _top(unit, y, pages, pitch) + unit.tall
    return y <= pages.paper.height - pages.paper.bottom + CLOSE


def _top(unit: Unit, y: float, pages: Pages, pitch: float) -> float:
    """Where a unit begins that comes at `y`: there, or on the next line of the grid."""
    if not unit.on_grid:
        return y
    lines = (y - pages.paper.top) / pitch
    whole = int(lines + 1 - CLOSE / pitch) if lines - int(lines) > CLOSE / pitch else int(lines)
    return pages.paper.top + whole * pitch
