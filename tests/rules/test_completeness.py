"""What an application lacks, and how counts told at the desk are laid onto its copies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.enums import State
from desktop_app.rules.completeness import missing_items, none_here, place_copies, state_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks

UNSEALED = CopyMarks(here=True, stamped=False, signed=True, whole=True)
BARE = CopyMarks(here=True, stamped=False, signed=False, whole=False)
_SEEN = st.builds(CopyMarks, here=st.just(True), stamped=st.booleans(), signed=st.booleans(), whole=st.booleans())
copies = st.lists(_SEEN | st.just(ABSENT), min_size=1, max_size=8)


def test_nothing_lacks_when_all_is_there():
    assert missing_items((COMPLETE,) * 5, electronic=True) == ()


def test_each_lack_is_one_sentence_in_the_order_one_looks():
    assert missing_items((BARE, COMPLETE, UNSEALED, ABSENT, ABSENT), electronic=False) == (
        "纸质件差 2 份（第 4、5 份未到）",
        "第 1、3 份未盖章",
        "第 1 份未签字",
        "第 1 份不完整",
        "电子版未到",
    )


@pytest.mark.parametrize(
    ("marks", "electronic", "state"),
    [
        (none_here(5), False, State.REGISTERED),
        (none_here(5), True, State.REGISTERED),
        ((COMPLETE,) * 5, True, State.ACCEPTED),
        ((COMPLETE,) * 5, False, State.INCOMPLETE),
        ((UNSEALED, *(COMPLETE,) * 4), True, State.INCOMPLETE),
        ((*(COMPLETE,) * 4, ABSENT), True, State.INCOMPLETE),
    ],
)
def test_the_state_follows_from_what_is_there(marks, electronic, state):
    assert state_of(marks, electronic=electronic) is state


@given(copies, st.booleans())
def test_accepted_means_that_nothing_is_missing(marks, electronic):
    accepted = state_of(marks, electronic=electronic) is State.ACCEPTED
    assert accepted == (electronic and all(copy.complete for copy in marks))


def test_copies_fill_the_empty_places_first_then_replace_faulty_ones():
    before = (COMPLETE, UNSEALED, COMPLETE, ABSENT, ABSENT)
    after = place_copies(before, brought=3, stamped=3, signed=2, whole=None)
    unsigned = CopyMarks(here=True, stamped=True, signed=False, whole=True)
    assert after == (COMPLETE, unsigned, COMPLETE, COMPLETE, COMPLETE)


def test_a_count_left_out_means_all_that_are_lacking():
    assert place_copies(none_here(5), brought=None, stamped=5, signed=5, whole=None) == (COMPLETE,) * 5
    assert place_copies((COMPLETE,) * 4 + (ABSENT,), brought=None, stamped=1, signed=1, whole=None) == (COMPLETE,) * 5


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"brought": 6, "stamped": 0, "signed": 0, "whole": None}, "应有 5 份"),
        ({"brought": -1, "stamped": 0, "signed": 0, "whole": None}, "交来 -1 份"),
        ({"brought": 2, "stamped": 3, "signed": 0, "whole": None}, "盖章份数 3"),
        ({"brought": 2, "stamped": 0, "signed": 3, "whole": None}, "签字份数 3"),
        ({"brought": 2, "stamped": 0, "signed": 0, "whole": 3}, "完整份数 3"),
    ],
)
def test_counts_that_do_not_fit_are_refused(counts, told):
    with pytest.raises(RuleBroken, match=told):
        place_copies(none_here(5), **counts)
