"""Queries and Writers by name: a module is imported when a document is made, for the window stands before that."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.documents.document import Gather, Writer


def asks(where: str, *, per_code: bool = False) -> Gather:
    """The Query `module.name` of office, imported when it gathers: the window stands before a document is made."""
    module, name = where.rsplit(".", 1)

    def gather(code: str | None, now: datetime) -> Any:
        query = getattr(importlib.import_module(f"desktop_app.office.{module}"), name)
        return query(code, now=now) if per_code else query(now)

    return gather


def writer(where: str) -> Writer:
    """The function `module.name` of writers, imported when it writes: its libraries are heavy."""
    module, name = where.rsplit(".", 1)

    def write(shape: Any, target: Path) -> None:
        getattr(importlib.import_module(f"desktop_app.writers.{module}"), name)(shape, target)

    return write


def compared(papers: Sequence[Any], target: Path) -> None:
    """The files are read and held against each other where there is time: off the window's thread."""
    from desktop_app.readers.forms_docx import kept_page
    from desktop_app.rules.comparison import compare
    from desktop_app.writers.pdf.revision_comparison import write_revision_comparisons

    def made() -> Iterator[tuple[Any, Any]]:
        for paper in papers:
            before, after = (kept_page(each.path, each.name).lines() for each in (paper.before, paper.after))
            yield paper, compare(before, after)

    write_revision_comparisons(tuple(made()), target)


def report(module: str) -> Mapping[str, Writer]:
    """A plain report, on paper and as a workbook."""
    return {suffix: writer(f"{suffix[1:]}.{module}.write_{module}") for suffix in (".pdf", ".xlsx")}


def official(where: str) -> Mapping[str, Writer]:
    """An official paper, editable and as PDF: what `module.name` of writers makes of the gathered Shape."""
    module, name = where.rsplit(".", 1)

    def lays_out(suffix: str) -> Writer:
        def write(shape: Any, target: Path) -> None:
            papers = getattr(importlib.import_module(f"desktop_app.writers.{module}"), name)(shape)
            writer(f"{suffix[1:]}.official.write_official")(papers, target)

        return write

    return {suffix: lays_out(suffix) for suffix in (".docx", ".pdf")}
