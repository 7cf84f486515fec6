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
    """Make one; with that it has left the office."""
    from desktop_app.documents import document

    wanted = document(given.key)
    with writing(given) as ledger:
        wanted.job(given.out, code=given.code, now=datetime.now())()
        wanted.left_office(ledger, code=given.code)
    return Result({"key": wanted.key, "file": str(given.out)}, [f"已生成 {given.out}"])
