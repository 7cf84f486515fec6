"""The demo's tour: forward through the season, past every page, no two pictures of one name."""

from __future__ import annotations

from itertools import pairwise

from desktop_app.ui.screens import SCREENS
from desktop_app.ui.tour import sights


def test_the_tour_goes_forward_and_past_every_page():
    seen = list(sights())
    assert {sight.title for sight in seen} == {page.title for page in SCREENS}
    assert all(earlier.moment <= later.moment for earlier, later in pairwise(seen))
    named = [(sight.title, sight.words) for sight in seen]
    assert len(set(named)) == len(named)
