"""One row by its id, or a sentence: a page may still show what an undo has taken away."""

from __future__ import annotations

from typing import TypeVar

from db.models import Row
from desktop_app.rules.errors import RuleBroken

R = TypeVar("R", bound=Row)
_WORDS = {
    "Application": "这个申报项目",
    "Branch": "这个党支部",
    "Deficiency": "这份补正清单",
    "ElectronicVersion": "这份电子版",
    "Expert": "这位专家",
    "Handover": "这张交接单",
    "Objection": "这件异议",
    "Operator": "这位经手人",
    "PaperCopy": "这份纸质件",
    "Publicity": "这次公示",
    "Receipt": "这次收件",
    "Review": "这张评分表",
    "Round": "这个批次",
}


def row_of(model: type[R], row_id: int) -> R:
    """The row. Raises RuleBroken when it is not there, or no longer."""
    found: R | None = model.with_id(row_id)
    if found is None:
        raise RuleBroken(f"找不到{_WORDS[model.__name__]}，它可能已被撤销。", "请刷新页面，重新选择。")
    return found
