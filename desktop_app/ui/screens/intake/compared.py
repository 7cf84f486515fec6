"""已对照: asked below the comparison of 定稿 and 申报稿, wherever it was opened."""

from __future__ import annotations

from desktop_app.ledger import moment
from desktop_app.office.comparing import mark_compared
from desktop_app.ui.parts.prints import Offer
from desktop_app.ui.screen import Surface


def compared_offer(page: Surface, application_id: int, brand: str) -> Offer:
    """What the preview offers for an application that is being revised."""
    return Offer(
        "已对照",
        "看完之后记下：定稿已与申报稿、专家意见对照过。",
        lambda: page.run(
            f"定稿对照 {brand}",
            mark_compared,
            say=lambda _: f"已记下“{brand}”的定稿对照",
            application_id=application_id,
            by=page.ledger.actor,
            at=moment(page.ledger.clock()),
        ),
    )
