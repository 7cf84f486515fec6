"""What a tooltip says is text: Qt would take a name with <b> or <img> in it for a page, and load the picture."""

from __future__ import annotations

import html


def plain_tip(text: str) -> str:
    """`text` so that a tooltip shows it as it stands."""
    return f"<qt>{html.escape(text)}</qt>" if "<" in text else text
