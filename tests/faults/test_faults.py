"""Nothing lost: the short form. The long one, with the figures of the README, is `python -m tests.faults`."""

from __future__ import annotations

import pytest

from tests.faults import disk
from tests.faults.suite import FAULTS, NEED_NO_SHIM, SHORT


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_nothing_is_lost_torn_damaged_or_unsaid(fault):
    if fault not in NEED_NO_SHIM and (why := disk.why_not()):
        pytest.skip(why)
    outcome = fault(SHORT)
    if outcome.skipped:
        pytest.skip(outcome.skipped)
    assert (outcome.bad, outcome.tried > 0) == (0, True), outcome.told
