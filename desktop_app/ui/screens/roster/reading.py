"""The work of an import off the window's thread: read the file, then judge every row. Never touches the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from desktop_app.jobs import Progress
from desktop_app.readers.roster import propose
from desktop_app.readers.sheet_preview import first_rows
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.pinyin import search_text
from desktop_app.rules.roster import plan
from desktop_app.shapes import shape
from desktop_app.shapes.roster_import import Decision, RosterField, RosterPlan, RosterSnapshot, RosterTable


@shape
class Wish:
    """What the clerk said so far of one file; None leaves it to the program."""

    path: Path
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[int, RosterField | None] | None = None
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    keep_mobiles: bool = False


@shape
class Outcome:
    """A file as it was read under a wish. Without a plan, `trouble` says what hinders one."""

    wish: Wish
    table: RosterTable
    first_rows: tuple[tuple[str, ...], ...]
    plan: RosterPlan | None
    trouble: RuleBroken | None = None


def read(wish: Wish, existing: RosterSnapshot, progress: Progress) -> Outcome:
    """Read the file and judge it. Raises RuleBroken for a file that cannot be read, Cancelled when asked to stop."""
    progress.step(0, 3, "读取文件")
    table = propose(wish.path, sheet=wish.sheet, header_row=wish.header_row, mapping=wish.mapping)
    progress.step(1, 3, "查看前几行")
    outcome = Outcome(wish, table, first_rows(wish.path, table.sheet), None)
    progress.step(2, 3, "与名册比对")
    made = judge(outcome, wish, existing)
    search_text("支部")  # loads the pinyin library, which applying the plan would otherwise wait for
    progress.step(3, 3)
    return made


def judge(outcome: Outcome, wish: Wish, existing: RosterSnapshot) -> Outcome:
    """The same table under other decisions."""
    try:
        made = plan(existing, outcome.table, decisions=wish.decisions, keep_mobiles=wish.keep_mobiles)
    except RuleBroken as trouble:
        return replace(outcome, wish=wish, plan=None, trouble=trouble)
    return replace(outcome, wish=wish, plan=made, trouble=None)
