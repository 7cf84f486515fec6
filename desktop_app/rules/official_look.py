"""公文版式: what a page of GB/T 9704-2012 holds when an office sets size and pitch. Lengths are points, or as named."""

from __future__ import annotations

from math import floor

from desktop_app.shapes.official import OfficialLook

MM = 72 / 25.4  # points
PAGE_MM = (210.0, 297.0)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37.0, 35.0, 28.0, 26.0  # 天头、地脚、订口、翻口
TYPE_MM = (156.0, 225.0)  # 版心
TITLE_SIZE = 22.0  # 二号
PAGE_NUMBER_SIZE = 14.0  # 四号


def lines_a_page(look: OfficialLook) -> int:
    """每页行数: whole lines of the pitch in 225 mm; 28.95 gives 22, 29 gives 21."""
    return floor(TYPE_MM[1] * MM / look.pitch)


def characters_a_line(look: OfficialLook) -> int:
    """每行字数: as many as come nearest to the size's own width; 三号 28, 小三 29."""
    return round(TYPE_MM[0] * MM / look.body_size)


def character_spacing(look: OfficialLook) -> float:
    """What is added to every character so that a line holds just so many, in the twentieths of a point Word counts in.

    三号 −0.25 pt, 小三 +0.2 pt.
    """
    each = TYPE_MM[0] * MM / characters_a_line(look)
    return floor((each - look.body_size) * 20) / 20
