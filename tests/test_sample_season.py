"""The sample season through the real readers and Commands."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from db.enums import State
from db.opening import FILE_NAME, close_database, integrity_problems, open_database, row_counts
from desktop_app.ledger import Ledger
from desktop_app.office import ranking, receipts, roster, rounds
from desktop_app.office.first_start import prepare
from desktop_app.sample_season import COLLECTED, COLLECTING, load_sample


@pytest.fixture
def ledger(tmp_path):
    open_database(tmp_path / FILE_NAME)
    made = Ledger("周喆")
    prepare(made.run)
    yield made
    close_database()


def test_the_whole_season_has_its_measures(ledger):
    load_sample(ledger, until=COLLECTED)
    round_id = rounds.required_round_id()
    applications = receipts.applications(round_id)
    must = roster.obligations(round_id)
    counts = row_counts()
    assert (counts["party_organization"], counts["branch"], counts["receipt"]) == (24, 268, 61)
    assert (len(applications), sum(found.obligated for found in must.values())) == (86, 41)
    assert sum(len(group.branches) for group in roster.missing_branches(round_id)) == 3
    assert Counter(row.state for row in applications) == {State.ACCEPTED: 76, State.INCOMPLETE: 10}
    assert sum(row.late for row in applications) == 4
    assert sum(row.late and bool(row.late_approved_by) for row in applications) == 2
    admitted = [row for row in applications if row.state is State.ACCEPTED and (not row.late or row.late_approved_by)]
    assert len(admitted) == 74
    assert integrity_problems() == []


def test_the_season_runs_to_its_end(ledger):
    load_sample(ledger)
    round_id = rounds.required_round_id()
    found = ranking.ranking(round_id)
    assert (found.owed, found.unverified, found.obstacles) == (635, (), ())
    assert [(line.places, line.ranked, line.within) for line in found.lines] == [(40, 74, 40)]
    assert sum(row.decision != "" for row in found.rows) == 2
    assert Counter(row.state for row in receipts.applications(round_id)) == {
        State.ESTABLISHED: 39,
        State.PUBLISHED: 1,
        State.NOT_SELECTED: 34,
        State.INCOMPLETE: 10,
        State.ACCEPTED: 2,
    }
    assert integrity_problems() == []


def test_it_opens_on_a_day_in_the_middle_and_is_loaded_once(ledger):
    load_sample(ledger, until=COLLECTING)
    rows = receipts.receipt_rows(rounds.required_round_id())
    assert max(datetime.fromisoformat(row.received_at) for row in rows) <= COLLECTING
    before = row_counts()
    load_sample(ledger)
    assert row_counts() == before
    assert ledger.actor == "周喆"
