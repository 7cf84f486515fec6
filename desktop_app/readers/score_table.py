"""A table of scores: 专家, 工作单位, 基层党组织, 党支部, criteria, 合计, 状态, 评审意见. Header on row 1."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from desktop_app.readers.sheets import read_sheets
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.score_table import ScoreLine

BEFORE, AFTER = ("专家", "工作单位", "基层党组织", "党支部"), ("合计", "状态", "评审意见")
_BRAND = "品牌名称"
_VALID = "有效"


def read_scores(path: Path) -> tuple[ScoreLine, ...]:
    """Every line, in the file's order. RuleBroken names the row and column of what cannot be read."""
    sheet = read_sheets(path)[0]
    header = [cell.strip() for cell in sheet.rows[0]] if sheet.rows else []
    missing = [word for word in (*BEFORE, *AFTER) if word not in header]
    if missing:
        raise RuleBroken(f"“{path.name}”的第一行缺少列：{'、'.join(missing)}。", "请照示例的评分表补上表头。")
    criteria = [word for word in header if word and word not in (*BEFORE, *AFTER, _BRAND)]
    return tuple(
        _line(number, dict(zip(header, (cell.strip() for cell in row), strict=False)), criteria)
        for number, row in enumerate(sheet.rows[1:], 2)
        if any(cell.strip() for cell in row)
    )


def _line(number: int, cells: dict[str, str], criteria: Sequence[str]) -> ScoreLine:
    given = [(word, cells[word]) for word in criteria if cells[word]]
    return ScoreLine(
        row=number,
        expert=cells["专家"],
        unit=cells["工作单位"],
        organization=cells["基层党组织"],
        branch=cells["党支部"],
        points=tuple((word, _hundredths(text, number, word)) for word, text in given),
        total=_hundredths(cells["合计"], number, "合计") if cells["合计"] else None,
        mark="" if cells["状态"] == _VALID else cells["状态"],
        opinion=cells["评审意见"],
    )


def _hundredths(text: str, row: int, column: str) -> int:
    try:
        return int(Decimal(text) * 100)
    except InvalidOperation:
        raise RuleBroken(f"第 {row} 行“{column}”是“{text}”，不是分数。", "请填数字，例如 18。") from None
