"""`documents`, `document`."""

from __future__ import annotations

import argparse
from datetime import datetime

from desktop_app.cli.results import Result
from desktop_app.cli.session import writing


def documents(_: argparse.Namespace) -> Result:
    """What can be made."""
    from desktop_app.documents import DOCUMENTS

    value = [{"key": d.key, "title": d.title, "formats": list(d.formats), "per": str(d.per)} for d in DOCUMENTS]
    lines = [f"{d.key:<22}{d.title}　{'、'.join(d.formats)}　每{d.per}一份" for d in DOCUMENTS]
    return Result(value, lines)


def document(given: argparse.Namespace) -> Result:
    """Make one. A slip that was made has left the office: its receipt can then be voided, not undone."""
    from desktop_app.documents import Per, document
    from desktop_app.ledger import moment
    from desktop_app.office import intake, receipts

    wanted = document(given.key)
    with writing(given.data) as ledger:
        wanted.job(given.out, code=given.code, now=datetime.now())()
        if wanted.per is Per.RECEIPT:
            receipt_id = receipts.receipt_id(given.code)
            title = f"打印收件回执 {given.code}"
            ledger.run(title, intake.issue_slip, final=True, receipt_id=receipt_id, at=moment(ledger.clock()))
    return Result({"key": wanted.key, "file": str(given.out)}, [f"已生成 {given.out}"])
