"""An opened data folder for the length of one command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from db.folder import make_folder
from db.opening import FILE_NAME, close_database, engine_trouble, open_database
from desktop_app.folders import chosen_data_folder, data_folder

if TYPE_CHECKING:
    from desktop_app.backups.keeper import Keeper
    from desktop_app.ledger import Ledger

NOBODY = "命令行"


@contextmanager
def opened(data: Path | None, *, trust: bool = False) -> Iterator[None]:
    """The database of a data folder, made when it is not there yet. Raises db.errors for trouble.

    `trust`: the command looks for damage itself.
    """
    folder = data or data_folder()
    make_folder(folder, expected=folder == chosen_data_folder())
    open_database(folder / FILE_NAME, trust=trust, keep_old=lambda: keep_old(folder))
    try:
        with engine_trouble(folder / FILE_NAME):  # damage deep in the file shows only when it is read
            yield
    finally:
        close_database()


def keep_old(folder: Path) -> None:
    """A backup of the file as it is before it is upgraded."""
    from desktop_app.shapes.backups import Reason

    keeper(folder, NOBODY).back_up(Reason.BEFORE_UPGRADE)


def keeper(folder: Path, by: str) -> Keeper:
    """The backups of a data folder."""
    from desktop_app.backups.keeper import Keeper

    return Keeper(folder, lambda: by)


@contextmanager
def writing(given: argparse.Namespace) -> Iterator[Ledger]:
    """An opened data folder and the Ledger over it, in the name of the operator."""
    from desktop_app.ledger import Ledger
    from desktop_app.office.first_start import prepare

    with opened(given.data):
        ledger = Ledger(NOBODY)
        prepare(ledger.run)
        ledger.actor = operator(given)
        ledger.before_guarded = lambda: _keep_before_import(given.data or data_folder(), ledger.actor)
        yield ledger


def operator(given: argparse.Namespace) -> str:
    """Whose name the changes bear: the one given, else the first who sits at the desk, else nobody's.

    Raises RuleBroken for a name that is none of the desk's: it would stand in the journal for good.
    """
    from desktop_app.office.office_settings import operators
    from desktop_app.rules.errors import RuleBroken

    active = [row.name for row in operators() if row.active]
    asked: str = given.operator.strip()
    if not asked:
        return active[0] if active else NOBODY
    if active and asked not in active:
        raise RuleBroken(
            f"没有名为“{asked}”的经手人，现有：{'、'.join(active)}。",
            "请核对 --operator，或先在窗口的“系统设置 → 经手人”里添加。",
        )
    return asked


def _keep_before_import(folder: Path, by: str) -> None:
    """A backup of what an import is about to change; of data that are in the newest one none."""
    from desktop_app.shapes.backups import Reason

    keeping = keeper(folder, by)
    if keeping.wanted:
        keeping.back_up(Reason.BEFORE_IMPORT)
