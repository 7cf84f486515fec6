"""The one way to write: undo, redo, announcement, and what can never be got round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from db import journal
from db.connection import database
from db.enums import EntryKind
from db.errors import OutsideLedger
from db.models import JOURNALED, Operator
from db.opening import FILE_NAME, close_database, integrity_problems, known_trouble, open_database, row_counts
from desktop_app.ledger import Changes, Ledger
from desktop_app.office.office_settings import add_operator, close_operator
from desktop_app.rules.errors import RuleBroken


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    open_database(tmp_path / FILE_NAME)
    yield Ledger("周喆", clock=lambda: datetime(2023, 11, 9, 10, 20))
    close_database()


class Ear:
    """Hears what the ledger tells."""

    def __init__(self, ledger: Ledger) -> None:
        self.heard: list[tuple[str, frozenset[str]]] = []
        ledger.tell(self.hear)

    def hear(self, changes: Changes) -> None:
        self.heard.append((changes.title, changes.tables))


def names() -> list[str]:
    return [row.name for row in Operator.select().order_by(Operator.id)]


def rename_all(*, name: str) -> None:
    Operator.update(name=name).execute()


def test_a_write_outside_the_ledger_is_refused(ledger: Ledger) -> None:
    with pytest.raises(OutsideLedger), known_trouble():
        Operator.create(name="旁人")
    with pytest.raises(OutsideLedger), known_trouble():
        database.execute_sql("INSERT OR REPLACE INTO operator (id, name, closed_on) VALUES (1, 'x', '')")
    assert names() == []


def test_undo_and_redo_bring_back_every_row(ledger: Ledger) -> None:
    ledger.run("添加经手人", add_operator, name="周喆")
    ledger.run("改名", rename_all, name="周喆喆")
    assert (ledger.undo_title, ledger.redo_title) == ("改名", None)
    assert ledger.undo() == "改名"
    assert names() == ["周喆"]
    assert ledger.undo() == "添加经手人"
    assert (names(), ledger.undo_title, ledger.redo_title) == ([], None, "添加经手人")
    assert ledger.undo() is None
    ledger.redo()
    ledger.redo()
    assert names() == ["周喆喆"]
    assert integrity_problems() == []


def rename_twice_and_replace() -> None:
    Operator.update(name="甲").execute()
    Operator.update(name="乙").execute()
    Operator.replace(id=Operator.get().id, name="丙", closed_on="").execute()


def test_a_row_written_several_times_in_one_step_comes_back_as_it_was_before_the_first(ledger: Ledger) -> None:
    ledger.run("添加经手人", add_operator, name="周喆")
    ledger.run("改名", rename_twice_and_replace)
    assert names() == ["丙"]
    ledger.undo()
    assert names() == ["周喆"]
    ledger.redo()
    assert (names(), integrity_problems()) == (["丙"], [])


def test_a_row_written_as_it_was_is_nothing_to_undo(ledger: Ledger) -> None:
    ledger.run("添加经手人", add_operator, name="周喆")
    ledger.run("改名", rename_all, name="周喆")
    assert ledger.undo_title == "添加经手人"
    assert [entry.title for entry in journal.entries()] == ["添加经手人"]


def test_a_title_may_name_a_file_whose_name_is_no_text(ledger: Ledger) -> None:
    ledger.run("导入 \udcb2\udce2.xlsx", add_operator, name="周喆")
    assert ledger.undo_title is not None
    assert [entry.title for entry in journal.entries()] == ["导入 ??.xlsx"]


def test_a_new_step_forgets_what_was_undone(ledger: Ledger) -> None:
    ledger.run("添加经手人", add_operator, name="周喆")
    ledger.undo()
    ledger.run("添加经手人", add_operator, name="王燚")
    assert (ledger.redo(), names()) == (None, ["王燚"])


def test_an_id_is_never_given_out_twice(ledger: Ledger) -> None:
    first = ledger.run("添加经手人", add_operator, name="周喆")
    ledger.undo()
    assert ledger.run("添加经手人", add_operator, name="王燚") == first + 1


def test_a_final_step_ends_the_chain_of_undo(ledger: Ledger) -> None:
    ledger.run("添加经手人", add_operator, name="周喆")
    ledger.run("添加经手人", add_operator, name="王燚", final=True)
    assert (ledger.undo(), names()) == (None, ["周喆", "王燚"])


def test_what_could_be_undone_can_be_undone_after_a_new_start(ledger: Ledger) -> None:
    ledger.run("添加甲", add_operator, name="甲")
    ledger.run("添加乙", add_operator, name="乙", final=True)
    ledger.run("添加丙", add_operator, name="丙")
    ledger.run("添加丁", add_operator, name="丁")
    ledger.undo()
    again = Ledger("王燚")
    assert (again.undo_title, again.redo_title) == ("添加丙", "添加丁")
    again.redo()
    again.undo()
    again.undo()
    assert (names(), again.undo_title) == (["甲", "乙"], None)


def test_a_command_that_fails_leaves_nothing(ledger: Ledger) -> None:
    ear, before = Ear(ledger), row_counts()
    ledger.run("添加经手人", add_operator, name="周喆")
    with pytest.raises(RuleBroken):
        ledger.run("停用经手人", close_operator, operator_id=1, on="2023-11-09")
    ledger.undo()
    after = row_counts()
    assert ear.heard == [("添加经手人", frozenset({"operator"})), ("撤销：添加经手人", frozenset({"operator"}))]
    assert {t: n for t, n in after.items() if before[t] != n} == {"journal_change": 2, "journal_entry": 2}


def test_a_command_that_changes_nothing_is_no_step(ledger: Ledger) -> None:
    ear = Ear(ledger)
    ledger.run("添加经手人", add_operator, name="周喆")
    ledger.run("添加经手人", add_operator, name=" 周喆 ")
    assert [title for title, _ in ear.heard] == ["添加经手人"]
    assert [entry.title for entry in journal.entries()] == ["添加经手人"]


def test_the_journal_says_who_when_and_what(ledger: Ledger) -> None:
    ledger.run("添加经手人", add_operator, name="周喆")
    ledger.actor = "王燚"
    ledger.undo()
    assert [(e.kind, e.title, e.actor, e.at, e.tables) for e in journal.entries()] == [
        (EntryKind.DONE, "添加经手人", "周喆", "2023-11-09T10:20:00", ("operator",)),
        (EntryKind.UNDONE, "添加经手人", "王燚", "2023-11-09T10:20:00", ("operator",)),
    ]


@pytest.mark.parametrize(
    ("meddling", "told"),
    [
        ("UPDATE journal_change SET after = replace(after, '周喆', '王燚') WHERE id = 1", "第 1 条的内容"),
        ("UPDATE journal_entry SET actor = '王燚' WHERE id = 1", "第 1 条接不上"),
        ("DELETE FROM journal_change WHERE entry_id = 1", "第 1 条接不上"),
        ("UPDATE journal_entry SET hash = 'x' WHERE id = 1", "第 2 条接不上"),
    ],
)
def test_meddling_with_the_journal_shows(ledger: Ledger, meddling: str, told: str) -> None:
    ledger.run("添加经手人", add_operator, name="周喆")
    ledger.run("添加经手人", add_operator, name="王燚")
    assert journal.problems() == []
    database.execute_sql(meddling)
    assert any(told in problem for problem in journal.problems())


def test_every_journaled_table_has_its_three_triggers(ledger: Ledger) -> None:
    (count,) = database.execute_sql(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal%'"
    ).fetchone()
    assert count == 3 * len(JOURNALED)
