"""A page in sight refreshes at once, a hidden one when it is next shown, and only for what it watches."""

from __future__ import annotations

import pytest

from db.models import PartyOrganization


@pytest.fixture
def roster(window):
    return window.page("支部名册")


def add(bench, name):
    bench.ledger.run("登记", PartyOrganization.create, name=name, key=name)


def test_in_sight_at_once(roster, bench):
    add(bench, "甲")
    add(bench, "乙")
    assert roster.seen == [(), ("甲",), ("甲", "乙")]


def test_hidden_when_next_shown_and_once(roster, window, bench):
    window.go("文件中心")
    add(bench, "甲")
    add(bench, "乙")
    assert roster.seen == [()]
    window.go("支部名册")
    assert roster.seen == [(), ("甲", "乙")]
    window.go("文件中心")
    window.go("支部名册")
    assert roster.seen == [(), ("甲", "乙")]


def test_watches_by_row_or_by_the_table_s_name(window, bench):
    assert window.page("支部名册")._watched == {"party_organization"}
    assert window.page("收件登记")._watched == {"receipt"}


def test_other_tables_leave_it_alone(roster, window, bench):
    add(bench, "甲")
    receipts = window.page("收件登记")
    receipts._stale = False
    add(bench, "乙")
    assert receipts._stale is False


def test_undo_is_seen_too(roster, bench):
    add(bench, "甲")
    bench.ledger.undo()
    assert roster.seen[-1] == ()


def test_what_refresh_raises_is_raised_and_the_page_stays_stale(roster, bench, window):
    window.go("文件中心")
    add(bench, "甲")
    roster.refresh = lambda: 1 / 0
    with pytest.raises(ZeroDivisionError):
        roster.bring_up_to_date()
    del roster.refresh
    roster.bring_up_to_date()
    assert roster.seen[-1] == ("甲",)


def test_nothing_is_said_of_a_write_that_was_refused(roster, window):
    def refuse():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        roster.run("坏", refuse, say=lambda _: "已做")
    assert not window.toast.isVisible()
