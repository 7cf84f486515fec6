"""One row by its id, or a sentence: a page may still show what an undo has taken away."""

from __future__ import annotations

from typing import TypeVar

from db.models import Application, Branch, Operator, Receipt, Round, Row
from desktop_app.rules.errors import RuleBroken

R = TypeVar("R", bound=Row)
_WORDS: dict[type[Row], str] = {
    Application: "这个申报项目",
    Branch: "这个党支部",
    Operator: "这位经手人",
    Receipt: "这次收件",
    Round: "这个批次",
}


def row_of(model: type[R], row_id: int) -> R:
    """The row. Raises RuleBroken when it is not there, or no longer."""
    found: R | None = model.get_or_none(model.id == row_id)
    if found is None:
        raise RuleBroken(f"找不到{_WORDS[model]}，它可能已被撤销。", "请刷新页面，重新选择。")
    return found
