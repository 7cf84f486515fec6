"""立项与公示: steps of the workflow, revisions, public lists, objections."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.enums import State
from db.models.base import Row, one_of, truth
from db.models.intake import Application
from db.models.rounds import Round


class StateChange(Row):
    """One step of the workflow: who took it, when and why."""

    application_id: int
    application = pw.ForeignKeyField(Application, backref="steps", on_delete="RESTRICT")
    before = pw.TextField(constraints=[one_of("before", State)])
    after = pw.TextField(constraints=[one_of("after", State)])
    reason = pw.TextField(default="")
    by = pw.TextField()
    at = pw.TextField()


class Revision(Row):
    """修改完善: the 定稿 that answers the experts' opinions; `confirmed_at` says that it was compared with them."""

    application_id: int
    application = pw.ForeignKeyField(Application, backref="revisions", on_delete="RESTRICT", unique=True)
    received_at = pw.TextField()
    note = pw.TextField(default="")
    confirmed_by = pw.TextField(default="")
    confirmed_at = pw.TextField(default="")


class Publicity(Row):
    """公示: `first` is the day of posting; five working days later, by the table, is `last`."""

    round_id: int
    items: Any
    round = pw.ForeignKeyField(Round, backref="publicities", on_delete="RESTRICT")
    first = pw.TextField()
    last = pw.TextField()
    workdays = pw.IntegerField(constraints=[pw.Check("workdays >= 1")])
    first_counts = truth("first_counts")
    closed_at = pw.TextField(default="")


class PublicityItem(Row):
    """An application on a public list."""

    publicity_id: int
    application_id: int
    objections: Any
    publicity = pw.ForeignKeyField(Publicity, backref="items", on_delete="RESTRICT")
    application = pw.ForeignKeyField(Application, backref="publicity_items", on_delete="RESTRICT")
    position = pw.IntegerField()

    class Meta:
        indexes = ((("publicity", "application"), True),)


class Objection(Row):
    """异议: in writing, in a real name, with contact; `concluded_on` "" is open."""

    item_id: int
    item = pw.ForeignKeyField(PublicityItem, backref="objections", on_delete="RESTRICT")
    received_on = pw.TextField()
    objector = pw.TextField()
    contact = pw.TextField()
    content = pw.TextField()
    investigator = pw.TextField(default="")
    concluded_on = pw.TextField(default="")
    conclusion = pw.TextField(default="")
    upheld = truth("upheld")
