"""A score workbook that came back: its hidden identity, its rows as texts, its signature."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.readers.sheets import Sheet, read_sheets
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.score_workbook import (
    AFTER,
    BEFORE,
    HEAD_ROW,
    IDENTITY,
    MAGIC,
    PAGE,
    SIGNATURE,
    FilledRow,
    FilledWorkbook,
)

_TAKE_IT = "请选择程序生成、专家填好的评分工作簿。"


def read_score_workbook(path: Path) -> FilledWorkbook:
    """Read a workbook as it is; what it says is judged by `rules.score_workbook`. RuleBroken when it is none."""
    sheets = {sheet.name: sheet for sheet in read_sheets(path)}
    identity, page = sheets.get(IDENTITY), sheets.get(PAGE)
    told = [row[0].strip() for row in identity.rows[:5] if row] if identity else []
    if page is None or len(told) < 5 or told[0] != MAGIC or not (told[1].isdigit() and told[2].isdigit()):
        raise RuleBroken(f"“{path.name}”不是程序生成的评分工作簿，里面没有评审和专家的标识。", _TAKE_IT)
    head = _head(page, path.name)
    criteria = range(len(BEFORE), len(head) - len(AFTER))
    return FilledWorkbook(
        file=path.name,
        stage_id=int(told[1]),
        expert_id=int(told[2]),
        version=told[3],
        round_name=told[4],
        headings=tuple(head[at] for at in criteria),
        rows=tuple(_rows(page, criteria)),
        signature=_signature(page),
    )


def _head(page: Sheet, name: str) -> list[str]:
    head = [cell.strip() for cell in page.rows[HEAD_ROW - 1]] if len(page.rows) >= HEAD_ROW else []
    while head and not head[-1]:
        head.pop()
    if tuple(head[: len(BEFORE)]) != BEFORE or tuple(head[-len(AFTER) :]) != AFTER:
        raise RuleBroken(f"“{name}”第 {HEAD_ROW} 行的表头被改过。", "请照原来的工作簿填写，不要增删行列。")
    return head


def _rows(page: Sheet, criteria: range) -> list[FilledRow]:
    """Down to the blank row above the signature; a row that was blanked is told as lost."""
    found = []
    after = criteria.stop
    for number, cells in enumerate(page.rows[HEAD_ROW:], HEAD_ROW + 1):
        texts = [cell.strip() for cell in cells]
        if SIGNATURE in texts or not any(texts):
            continue
        found.append(
            FilledRow(
                row=number,
                code=texts[0],
                number=texts[BEFORE.index("申报编号")],
                points=tuple(texts[at] for at in criteria),
                mark=texts[after + AFTER.index("标记")],
                veto=texts[after + AFTER.index("一票否决")],
                veto_reason=texts[after + AFTER.index("否决理由")],
                opinion=texts[after + AFTER.index("评审意见")],
            )
        )
    return found


def _signature(page: Sheet) -> str:
    for cells in page.rows:
        texts: Sequence[str] = [cell.strip() for cell in cells]
        if SIGNATURE in texts:
            return next((text for text in texts[texts.index(SIGNATURE) + 1 :] if text), "")
    return ""
