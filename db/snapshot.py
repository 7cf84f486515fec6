"""What a copy holds, as tables that can be read without this program: for the workbook inside every backup."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from db.backup import reading

Cell = str | int | None


class ReadableTable(NamedTuple):
    """A sheet: its title, its column heads, its rows. `points`: columns, from 0, that hold hundredths of a point."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    points: frozenset[int] = frozenset()


class _Sheet(NamedTuple):
    title: str
    needs: str  # the table that a file of an older schema may not have yet
    columns: str
    sql: str
    points: frozenset[int] = frozenset()


_SHEETS = (
    _Sheet(
        "支部",
        "branch",
        "基层党组织 党支部 类型 书记 办公电话 党员数 荣誉 停用日期",
        "SELECT o.name, b.name, b.kind, b.secretary, b.telephone, b.members,"
        " (SELECT group_concat(d.level || d.kind || '（' || d.stage || '）', '；') FROM designation d"
        "  WHERE d.branch_id = b.id), b.closed_on"
        " FROM branch b JOIN party_organization o ON o.id = b.organization_id"
        " ORDER BY o.position, o.id, b.position, b.id",
    ),
    _Sheet(
        "申报项目",
        "application",
        "批次 申报编号 基层党组织 党支部 品牌名称 状态 登记时间 逾期 说明",
        "SELECT r.name, a.number, o.name, b.name, a.brand, a.state, a.registered_at,"
        " CASE a.late WHEN 1 THEN '逾期' ELSE '' END, a.state_reason"
        " FROM application a JOIN round r ON r.id = a.round_id JOIN branch b ON b.id = a.branch_id"
        " JOIN party_organization o ON o.id = b.organization_id ORDER BY r.year, a.number",
    ),
    _Sheet(
        "收件",
        "receipt",
        "批次 收件编号 收件时间 基层党组织 送件人 经手人 申报编号 党支部 作废时间 作废理由",
        "SELECT r.name, v.number, v.received_at, o.name, v.submitter, v.taken_by, a.number, b.name, v.voided_at,"
        " v.void_reason FROM receipt v JOIN round r ON r.id = v.round_id"
        " JOIN party_organization o ON o.id = v.organization_id LEFT JOIN receipt_line l ON l.receipt_id = v.id"
        " LEFT JOIN application a ON a.id = l.application_id LEFT JOIN branch b ON b.id = a.branch_id"
        " ORDER BY v.number, l.position",
    ),
    _Sheet(
        "纸质件",
        "paper_copy",
        "编号 申报编号 第几份 盖章 签字 完整 现在何处 收到时间",
        "SELECT c.code, a.number, c.ordinal, CASE c.stamped WHEN 1 THEN '是' ELSE '否' END,"
        " CASE c.signed WHEN 1 THEN '是' ELSE '否' END, CASE c.whole WHEN 1 THEN '是' ELSE '否' END, c.place,"
        " c.received_at FROM paper_copy c JOIN application a ON a.id = c.application_id ORDER BY c.code",
    ),
    _Sheet(
        "评分",
        "review",
        "批次 阶段 申报编号 品牌名称 专家 评分表编号 说明 合计 指标 得分 录入 复核",
        "SELECT r.name, s.stage, a.number, a.brand, e.name, v.code, v.mark, v.total_hundredths, c.name, p.hundredths,"
        " v.entered_by, v.verified_by FROM review v JOIN review_stage s ON s.id = v.stage_id"
        " JOIN round r ON r.id = s.round_id JOIN application a ON a.id = v.application_id"
        " JOIN expert e ON e.id = v.expert_id LEFT JOIN score p ON p.review_id = v.id"
        " LEFT JOIN criterion c ON c.id = p.criterion_id ORDER BY r.year, s.stage, a.number, v.code, c.position",
        frozenset({7, 9}),
    ),
    _Sheet(
        "状态变化",
        "state_change",
        "申报编号 时间 由 到 理由 经手人",
        "SELECT a.number, c.at, c.before, c.after, c.reason, c.by FROM state_change c"
        " JOIN application a ON a.id = c.application_id ORDER BY c.id",
    ),
)


def readable_tables(file: Path) -> list[ReadableTable]:
    """Branches, applications, receipts, copies, points and changes of state, of all rounds; any thread may ask."""
    with reading(file) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        there = {name for (name,) in found}
        return [_table(connection, sheet) for sheet in _SHEETS if sheet.needs in there]


def _table(connection: Any, sheet: _Sheet) -> ReadableTable:
    return ReadableTable(
        sheet.title, tuple(sheet.columns.split()), connection.execute(sheet.sql).fetchall(), sheet.points
    )
