"""`documents`, `document`, `columns`, `participation`, `inspect`."""

from __future__ import annotations

import argparse
from datetime import datetime

from desktop_app.cli.results import Result, cells
from desktop_app.cli.session import opened, writing


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


def columns(given: argparse.Namespace) -> Result:
    """The columns and the order of 名单; with --set or --order they are chosen anew."""
    from desktop_app.office import project_lists
    from desktop_app.shapes.project_lists import ListColumn, ListOrder

    with writing(given) as ledger:
        now = project_lists.choice()
        if given.columns is not None or given.order is not None:
            said = "、".join(now.columns) if given.columns is None else given.columns.replace(",", "、")
            wanted = [each.strip() for each in said.split("、")]
            ledger.run("名单栏目", project_lists.choose_columns, columns=wanted, order=given.order or now.order)
            now = project_lists.choice()
    value = {
        "columns": [*now.columns],
        "order": str(now.order),
        "available": {"columns": [*ListColumn], "orders": [*ListOrder]},
    }
    return Result(value, [f"栏目：{'、'.join(now.columns)}", f"排列：{now.order}", f"可选：{'、'.join(ListColumn)}"])


def participation(given: argparse.Namespace) -> Result:
    """Every obligated branch, and what its part in the round counts as."""
    from desktop_app.office.participation import participation_rows
    from desktop_app.office.rounds import required_round_id
    from desktop_app.rules.participation import sum_words
    from desktop_app.shapes.participation import sum_of

    with opened(given.data):
        rows = tuple(participation_rows(required_round_id()))
    value = [
        {
            "organization": row.organization,
            "branch": row.branch,
            "honours": row.honours,
            "application": row.number,
            "brand": row.brand,
            "state": row.reached,
            "counts_as": str(row.part),
            "took_part": row.part.took_part,
            "remark": row.remark,
        }
        for row in rows
    ]
    return Result(value, [*map(cells, value), f"{sum_words(sum_of(rows))}。"])


def inspect(given: argparse.Namespace) -> Result:
    """A finished file before it is posted; ends with 1 while something in it must be mended."""
    from desktop_app.office.inspecting import office_facts
    from desktop_app.readers.public_file import read_public_file
    from desktop_app.rules.inspection import inspect

    with opened(given.data):
        facts = office_facts()
    found = inspect(read_public_file(given.file), facts)
    value = {
        "file": found.name,
        "ok": found.to_mend == 0,
        "verdict": found.verdict,
        "list": found.listed,
        "findings": [
            {"weight": str(each.weight), "what": each.what, "where": each.where, "todo": each.todo}
            for each in found.findings
        ],
    }
    lines = [
        f"{each.weight}　{each.where}{'：' if each.where else ''}{each.what}{each.todo}" for each in found.findings
    ]
    told = [found.listed] if found.listed else []
    return Result(value, [*lines, *told, found.verdict], status=1 if found.to_mend else 0)
