"""批次: one year's run of the programme."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.enums import PhaseKind
from db.models.base import Row, one_of


class Round(Row):
    """批次: one year's run of the programme, made from one notice."""

    phases: Any
    year = pw.IntegerField()
    name = pw.TextField(unique=True)
    issued_on = pw.TextField(default="")
    submission_deadline = pw.TextField()  # "2023-11-10" or "2023-11-10 17:30"
    establishment_deadline = pw.TextField(default="")
    copies = pw.IntegerField(default=5, constraints=[pw.Check("copies BETWEEN 1 AND 20")])
    publicity_workdays = pw.IntegerField(default=5, constraints=[pw.Check("publicity_workdays BETWEEN 1 AND 60")])
    case_limit = pw.IntegerField(default=2500, constraints=[pw.Check("case_limit > 0")])
    news_minimum = pw.IntegerField(default=2, constraints=[pw.Check("news_minimum >= 0")])
    room = pw.TextField(default="")
    telephone = pw.TextField(default="")
    mailbox = pw.TextField(default="")
    notice = pw.TextField(default="")  # the whole text, as it was read


class RoundPhase(Row):
    """A phase of the notice: dates as precise as the notice gives them ("2023-11-10" or "2023-11"; "" unsaid)."""

    round = pw.ForeignKeyField(Round, backref="phases", on_delete="RESTRICT")
    kind = pw.TextField(constraints=[one_of("kind", PhaseKind)])
    first = pw.TextField(default="")
    last = pw.TextField(default="")
    sentence = pw.TextField(default="")  # the notice's own words

    class Meta:
        indexes = ((("round", "kind"), True),)
