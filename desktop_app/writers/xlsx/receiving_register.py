"""材料接收登记表 as a workbook."""

from pathlib import Path

from desktop_app.shapes.documents import ReceivingRegister, RegisterRow
from desktop_app.writers.wording import chinese_time, register_totals
from desktop_app.writers.xlsx.sheets import Column, Row, Sheet, Value, write_sheet

COLUMNS = (
    Column("序号", "number", centred=True),
    Column("收件时间", "time"),
    Column("收件号"),
    Column("申报编号"),
    Column("基层党组织", widest=22),
    Column("党支部", widest=26),
    Column("品牌名称", widest=24),
    Column("份数", "number", centred=True),
    Column("盖章", "number", centred=True),
    Column("签字", "number", centred=True),
    Column("完整", "number", centred=True),
    Column("电子版", "time"),
    Column("状态", centred=True),
    Column("逾期", centred=True),
    Column("送件人", widest=12),
    Column("经手人", widest=12),
    Column("备注", widest=20),
)


def write_receiving_register(register: ReceivingRegister, target: Path) -> None:
    """Write the register. The same register gives the same bytes."""
    head = register.letterhead
    write_sheet(
        Sheet(
            title="材料接收登记表",
            under=f"{head.school}{head.department}　{register.round_name}　截至 {chinese_time(register.as_of)}",
            columns=COLUMNS,
            rows=[Row(_values(number, row), struck=row.voided) for number, row in enumerate(register.rows, start=1)],
            closing=register_totals(register),
            across=True,
            author=f"{head.school}{head.department}{head.office}",
            subject=register.round_name,
            made_at=register.as_of,
        ),
        target,
    )


def _values(number: int, row: RegisterRow) -> tuple[Value, ...]:
    return (
        number,
        row.received_at,
        row.receipt_number,
        row.application_number,
        row.organization,
        row.branch,
        row.brand,
        row.copies,
        row.stamped,
        row.signed,
        row.whole,
        row.electronic_at or row.electronic,
        "作废" if row.voided else row.state,
        "逾期" if row.late else "",
        row.submitter,
        row.taken_by,
        row.remark,
    )
