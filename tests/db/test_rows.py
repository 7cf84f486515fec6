"""Rows found by what they hold, added and changed: as peewee would, in statements that are written once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import peewee as pw
import pytest

from db import journal
from db.connection import database
from db.enums import EntryKind
from db.models import Branch, Counter, Operator, PartyOrganization
from db.opening import close_database, open_database


@pytest.fixture(autouse=True)
def entry(tmp_path: Path) -> Iterator[None]:
    """An open file, in the middle of a Command."""
    open_database(tmp_path / "yizhibu.db")
    try:
        database.begin("IMMEDIATE")
        journal.begin(EntryKind.DONE, "试", "周喆", "2025-11-09T10:20:00")
        yield
        database.rollback()
    finally:
        close_database()


def organization(name: str) -> PartyOrganization:
    return PartyOrganization.create(name=name, key=name, kind="党总支")


def test_rows_are_found_by_the_fields_they_hold_in_the_order_of_their_ids():
    medicine, nursing = organization("药学院党总支"), organization("护理学院党总支")
    Branch.add_all({"organization": each, "name": n, "key": n} for n in ("甲", "乙") for each in (medicine, nursing))
    assert [(row.organization_id, row.name) for row in Branch.those_with(organization=nursing)] == [
        (nursing.id, "甲"),
        (nursing.id, "乙"),
    ]
    (found,) = Branch.those_with(organization=nursing.id, name="乙")
    assert found == Branch.get(Branch.id == found.id)
    assert found.__data__ == Branch.get(Branch.id == found.id).__data__
    assert not found.is_dirty()
    assert Branch.those_with(name="丙") == []
    assert len(Branch.those_with()) == 4


def test_a_row_by_its_id_or_none():
    made = organization("药学院党总支")
    found = PartyOrganization.with_id(made.id)
    assert found is not None
    assert found.__data__ == made.__data__
    assert PartyOrganization.with_id(made.id + 1) is None


def test_what_is_not_said_of_a_new_row_has_its_default():
    made = Branch.create(organization=organization("药学院党总支"), name="甲", key="甲")
    assert not made.is_dirty()
    stored = Branch.get(Branch.id == made.id)
    assert (stored.kind, stored.secretary, stored.members, stored.position) == (
        made.kind,
        made.secretary,
        None,
        made.position,
    )


def test_only_the_named_fields_are_stored():
    made = Operator.create(name="周喆")
    made.name, made.closed_on = "周哲", "2025-12-01"
    assert made.save(only=[Operator.closed_on]) == 1
    stored = Operator.get()
    assert (stored.name, stored.closed_on) == ("周喆", "2025-12-01")
    assert made.dirty_field_names == ["name"]
    assert made.save() == 1
    assert Operator.get().name == "周哲"


def test_a_row_that_is_gone_is_not_brought_back_by_saving():
    made = Operator.create(name="周喆")
    Operator.delete().execute()
    assert made.save() == 0
    assert Operator.select().count() == 0


def test_what_the_table_forbids_is_refused_as_peewee_refuses_it():
    organization("药学院党总支")
    with pytest.raises(pw.IntegrityError, match="UNIQUE"):
        organization("药学院党总支")
    with pytest.raises(pw.IntegrityError, match="CHECK"):
        Branch.create(organization=PartyOrganization.get(), name="甲", key="甲", kind="没有的类型")


def test_a_counter_counts_each_series_from_one():
    given = [Counter.advance(series) for series in ("收件号-2025", "收件号-2025", "收件号-2026", "收件号-2025")]
    assert given == [1, 2, 1, 3]
