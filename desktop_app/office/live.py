"""Which applications count: a branch has at most one live one in a round."""

from __future__ import annotations

from db.models import Application
from desktop_app.rules.workflow import ENDED

LIVE = Application.state.not_in([str(state) for state in ENDED])
