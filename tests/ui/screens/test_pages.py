"""What the rail is told of a page before it is loaded is what the page says of itself."""

from __future__ import annotations

import pytest

from desktop_app.ui.screens import SCREENS
from desktop_app.ui.tabs import TabbedScreen


@pytest.mark.parametrize("page", SCREENS, ids=lambda page: page.title)
def test_a_page_is_told_as_it_is(page):
    loaded = page.load()
    assert (page.title, page.icon, page.initials, page.apart) == (
        loaded.title,
        loaded.icon,
        loaded.initials,
        loaded.apart,
    )
    tabs = loaded.tabs if issubclass(loaded, TabbedScreen) else ()
    assert [(tab.key, tab.words) for tab in page.tabs] == [(tab.key, tab.words) for tab in tabs]
