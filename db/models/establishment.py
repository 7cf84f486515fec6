"""立项与公示: steps of the workflow, revisions, public lists, objections."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.enums import OriginalityVerdict, PublicityPurpose, State, Verdict
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
    compared_by = pw.TextField(default="")  # looked at beside the 申报稿 and the opinions, in the program
    compared_at = pw.TextField(default="")


class OriginalityCheck(Row):
    """查重 of an application, as a person found it."""

    application_id: int
    application = pw.ForeignKeyField(Application, backref="originality_checks", on_delete="RESTRICT", unique=True)
    verdict = pw.TextField(constraints=[one_of("verdict", OriginalityVerdict)])
    note = pw.TextField(default="")
    by = pw.TextField()
    at = pw.TextField()


class Decision(Row):
    """审定: what is to be decided on an application, a draft until it is released with all the others."""

    application_id: int
    application = pw.ForeignKeyField(Application, backref="verdicts", on_delete="RESTRICT")
    verdict = pw.TextField(constraints=[one_of("verdict", Verdict)])
    reason = pw.TextField(default="")
    prepared_by = pw.TextField()
    prepared_at = pw.TextField()
    minutes = pw.TextField(default="")  # 会议纪要, where the office keeps one
    released_by = pw.TextField(default="")
    released_at = pw.TextField(default="")


# An application has at most one decision that waits for its release.
Decision.add_index(
    Decision.index(Decision.application, unique=True, name="decision_prepared", where=pw.SQL("released_at = ''"))
)


class Cancellation(Row):
    """取消资格 for copying: what proves it, with the file that shows it ("" when the proof is on paper)."""

    application_id: int
    application = pw.ForeignKeyField(Application, backref="cancellations", on_delete="RESTRICT")
    evidence = pw.TextField()
    copied_from = pw.TextField(default="")
    file_name = pw.TextField(default="")
    sha256 = pw.TextField(default="")
    size = pw.IntegerField(default=0, constraints=[pw.Check("size >= 0")])  # bytes
    by = pw.TextField()
    at = pw.TextField()


class BrandCorrection(Row):
    """更正品牌名称 after intake: what it was, what it is, and why."""

    application_id: int
    application = pw.ForeignKeyField(Application, backref="brand_corrections", on_delete="RESTRICT")
    before = pw.TextField()
    after = pw.TextField()
    reason = pw.TextField()
    by = pw.TextField()
    at = pw.TextField()


class Publicity(Row):
    """公示: `first` is the day of posting; five working days later, by the table, is `last`."""

    round_id: int
    replaces_id: int | None
    items: Any
    round = pw.ForeignKeyField(Round, backref="publicities", on_delete="RESTRICT")
    first = pw.TextField()
    last = pw.TextField()
    workdays = pw.IntegerField(constraints=[pw.Check("workdays >= 1")])
    first_counts = truth("first_counts")
    closed_at = pw.TextField(default="")
    purpose = pw.TextField(default=PublicityPurpose.FIRST, constraints=[one_of("purpose", PublicityPurpose)])
    reason = pw.TextField(default="")  # why it was posted again
    replaces = pw.ForeignKeyField("self", backref="replaced_by", null=True, on_delete="RESTRICT")
    removed_on = pw.TextField(default="")  # when the paper was taken off the wall
    removed_by = pw.TextField(default="")


class PublicityItem(Row):
    """An application on a public list, in the words that were posted."""

    publicity_id: int
    application_id: int
    objections: Any
    publicity = pw.ForeignKeyField(Publicity, backref="items", on_delete="RESTRICT")
    application = pw.ForeignKeyField(Application, backref="publicity_items", on_delete="RESTRICT")
    position = pw.IntegerField()
    organization = pw.TextField(default="")
    branch = pw.TextField(default="")
    brand = pw.TextField(default="")
    head = pw.TextField(default="")

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
