"""What documents of every kind say in the same words: dates, and the sentences over and under their tables."""

from datetime import datetime

from desktop_app.rules.trail_words import short_head
from desktop_app.rules.typed_dates import chinese_date
from desktop_app.shapes.documents import Letterhead, MissingBranches, ReceivingRegister

__all__ = [
    "chinese_date",
    "chinese_time",
    "missing_summary",
    "record",
    "register_totals",
    "where_to_bring",
]


def chinese_time(moment: datetime) -> str:
    return f"{chinese_date(moment)} {moment:%H:%M}"


def register_totals(register: ReceivingRegister) -> str:
    """What the register's valid rows add up to."""
    if not register.rows:
        return "尚无收件记录。"
    rows = [row for row in register.rows if not row.voided]
    voided = len(register.rows) - len(rows)
    visits = len({row.receipt_number for row in rows if row.receipt_number})
    applications = len({row.application_number for row in rows})
    late = sum(1 for row in rows if row.late)
    said = (
        f"合计：收件 {visits} 次，登记 {len(rows)} 条，申报项目 {applications} 项；"
        f"纸质件 {sum(row.copies for row in rows)} 份，"
        f"其中盖章 {sum(row.stamped for row in rows)} 份、签字 {sum(row.signed for row in rows)} 份、"
        f"完整 {sum(row.whole for row in rows)} 份；逾期 {late} 条"
    )
    return said + (f"；另有作废 {voided} 条，未计入。" if voided else "。")


def missing_summary(missing: MissingBranches) -> str:
    """How many of the obligated have not applied, and whether the deadline is over."""
    as_of = chinese_time(missing.as_of)
    if not missing.missing:
        return f"截至 {as_of}，应报党支部 {missing.obligated} 个，均已申报。"
    over = "（已截止）" if missing.as_of > missing.deadline else ""
    return (
        f"截至 {as_of}，应报党支部 {missing.obligated} 个，尚有 {missing.missing} 个未申报，"
        f"涉及 {len(missing.groups)} 个基层党组织。申报截止时间为 {chinese_time(missing.deadline)}{over}。"
    )


def where_to_bring(head: Letterhead) -> str:
    """Where the paper and the file go, and whom to ask."""
    place = f"{head.room}（{head.department}{head.office}）" if head.room else f"{head.department}{head.office}"
    file = f"，电子版发送至 {head.mailbox}" if head.mailbox else ""
    asking = f"联系电话 {head.telephone}。" if head.telephone else ""
    return f"纸质申报材料送至{place}{file}。{asking}"


def record(head: str) -> str:
    """What a final document bears at its foot: the head of the chain of 操作记录, to be looked up there one day."""
    return f"　记录号 {short_head(head)}" if head else ""
