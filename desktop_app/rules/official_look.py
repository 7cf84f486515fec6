"""公文版式: what a page of GB/T 9704-2012 holds when an office sets size and pitch. Lengths are points, or as named."""

from __future__ import annotations

from math import floor

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.typed_values import folded
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.official import BodySize, OfficialLook

MM = 72 / 25.4  # points
PAGE_MM = (210.0, 297.0)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37.0, 35.0, 28.0, 26.0  # 天头、地脚、订口、翻口
TYPE_MM = (156.0, 225.0)  # 版心
TITLE_SIZE = 22.0  # 二号
PAGE_NUMBER_SIZE = 14.0  # 四号
BODY_SIZES = {BodySize.THREE: 16.0, BodySize.SMALL_THREE: 15.0}
PITCHES = (20, 40)  # points; closer lines touch, wider ones are no text any more
_PITCH = Pattern(r"([0-9]{1,3})(?:\.([0-9]{1,4}))?(?:磅|pt)?")


def look_of(office: OfficeProfile) -> OfficialLook:
    """The office's 版式. RuleBroken for a size that no body has and for a pitch that cannot be meant or kept."""
    if office.official_body_size not in list(BodySize):
        raise RuleBroken(f"公文正文没有“{office.official_body_size}”这个字号。", f"可选：{'、'.join(BodySize)}。")
    size = BODY_SIZES[BodySize(office.official_body_size)]
    return OfficialLook(size, float(pitch_text(office.official_pitch)), office.official_bold_third)


def pitch_text(typed: str) -> str:
    """A line pitch in points as it is kept: 28.95, 28, however it was typed.

    RuleBroken for what is no number, beyond 20–40, or no multiple of a twentieth of a point, which is what a docx can
    keep (ECMA-376 part 1, 17.3.1.33).
    """
    read = _PITCH.fullmatch(folded(typed))
    if not read:
        raise RuleBroken(f"行距“{typed.strip()}”不是磅数。", "请填写数字，例如 28.95。")
    whole, part = read[1], (read[2] or "").rstrip("0")
    low, high = PITCHES
    if not low <= float(f"{whole}.{part or 0}") <= high:
        raise RuleBroken(
            f"行距是 {read[0]} 磅，应当在 {low} 到 {high} 磅之间。", "国家标准的行距是 28.95 磅，每页 22 行。"
        )
    if len(part) > 2 or int(part.ljust(2, "0")) % 5:
        raise RuleBroken(f"行距 {read[0]} 磅在 WPS 和 Word 里存不下。", "请填写 0.05 磅的倍数，例如 28.95。")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def look_words(look: OfficialLook) -> str:
    """What follows from it on a page: 每页 22 行，每行 28 字."""
    spacing = character_spacing(look)
    how = f"加宽 {spacing:g}" if spacing > 0 else f"紧缩 {-spacing:g}"
    apart = f"，字距{how} 磅" if spacing else ""
    return f"每页 {lines_a_page(look)} 行，每行 {characters_a_line(look)} 字{apart}"


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
