"""Numbers that are never given out twice: the counters stand outside the journal, so undo does not turn them back.

A command that fails gives its number back with its transaction.
"""

from __future__ import annotations

from db.models import Counter
from desktop_app.rules.numbering import Numbered, application_number, paper_number, receipt_number

APPLICATIONS, RECEIPTS = "申报编号", Numbered.RECEIPT.value


def give_application_number(year: int) -> str:
    """The next 申报编号 of a year: ZBPP-2023-001."""
    return application_number(year, Counter.advance(f"{APPLICATIONS}-{year}"))


def give_receipt_number(year: int) -> str:
    """The next 收件号 of a year: SJ-2023-0001."""
    return _give_paper(Numbered.RECEIPT, year)


def give_deficiency_number(year: int) -> str:
    """The next 补正通知 of a year: BZ-2023-0001."""
    return _give_paper(Numbered.DEFICIENCY, year)


def give_handover_number(year: int) -> str:
    """The next 交接单 of a year: JJ-2023-0001."""
    return _give_paper(Numbered.HANDOVER, year)


def _give_paper(what: Numbered, year: int) -> str:
    return paper_number(what, year, Counter.advance(f"{what.value}-{year}"))


def next_numbers(year: int) -> tuple[str, str]:
    """The 申报编号 and 收件号 that would come next; a promise to nobody."""
    return (
        application_number(year, _last(f"{APPLICATIONS}-{year}") + 1),
        receipt_number(year, _last(f"{RECEIPTS}-{year}") + 1),
    )


def _last(series: str) -> int:
    row = Counter.get_or_none(Counter.series == series)
    return 0 if row is None else int(row.last)
