"""评审: experts, rubrics, reviews and scores. One machinery for 立项 and 结项; points are integer hundredths."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.enums import RecusalKind, ReviewMark, Ruling, Stage, Trimming, Verification
from db.models.base import Row, one_of, truth
from db.models.intake import Application
from db.models.roster import Branch, PartyOrganization
from db.models.rounds import Round


class Expert(Row):
    """评审专家, with as little as is needed. Two of one name and different units are two."""

    organization_id: int | None
    branch_id: int | None
    name = pw.TextField()
    title = pw.TextField(default="")
    unit = pw.TextField(default="")
    organization = pw.ForeignKeyField(PartyOrganization, backref="experts", null=True, on_delete="RESTRICT")
    branch = pw.ForeignKeyField(Branch, backref="experts", null=True, on_delete="RESTRICT")
    expertise = pw.TextField(default="")
    search = pw.TextField(default="")
    closed_on = pw.TextField(default="")

    class Meta:
        indexes = ((("name", "unit"), True),)


class ReviewStage(Row):
    """One scoring of a round. The rubric is frozen from `started_at` on."""

    round_id: int
    criteria: Any
    seats: Any
    reviews: Any
    quotas: Any
    round = pw.ForeignKeyField(Round, backref="review_stages", on_delete="RESTRICT")
    stage = pw.TextField(constraints=[one_of("stage", Stage)])
    decimals = pw.IntegerField(default=0, constraints=[pw.Check("decimals IN (0, 1)")])
    verification = pw.TextField(default=Verification.TOTAL, constraints=[one_of("verification", Verification)])
    trimming = pw.TextField(default=Trimming.FROM_THRESHOLD, constraints=[one_of("trimming", Trimming)])
    trim_threshold = pw.IntegerField(default=5, constraints=[pw.Check("trim_threshold >= 3")])
    same_organization_excluded = truth("same_organization_excluded", default=True)
    started_at = pw.TextField(default="")

    class Meta:
        indexes = ((("round", "stage"), True),)


class Criterion(Row):
    """评分指标 of a stage's rubric. At most one is marked to part equal means."""

    stage_id: int
    stage = pw.ForeignKeyField(ReviewStage, backref="criteria", on_delete="RESTRICT")
    position = pw.IntegerField()
    name = pw.TextField()
    full_hundredths = pw.IntegerField(constraints=[pw.Check("full_hundredths > 0")])
    explanation = pw.TextField(default="")
    tie = truth("tie")

    class Meta:
        indexes = ((("stage", "position"), True), (("stage", "name"), True))


class Seat(Row):
    """An expert on a stage's panel, with the number that hides the name: 专家3."""

    stage_id: int
    expert_id: int
    stage = pw.ForeignKeyField(ReviewStage, backref="seats", on_delete="RESTRICT")
    expert = pw.ForeignKeyField(Expert, backref="seats", on_delete="RESTRICT")
    number = pw.IntegerField(constraints=[pw.Check("number >= 1")])

    class Meta:
        indexes = ((("stage", "expert"), True), (("stage", "number"), True))


class Recusal(Row):
    """A declared tie of an expert to an application (回避): type, note, by whom it was said."""

    expert_id: int
    application_id: int
    expert = pw.ForeignKeyField(Expert, backref="recusals", on_delete="RESTRICT")
    application = pw.ForeignKeyField(Application, backref="recusals", on_delete="RESTRICT")
    note = pw.TextField()
    said_by = pw.TextField(default="")
    kind = pw.TextField(default=RecusalKind.OTHER, constraints=[one_of("kind", RecusalKind)])

    class Meta:
        indexes = ((("expert", "application"), True),)


class ConflictRuling(Row):
    """What was decided on a conflict: a suggested one is none, or one that excludes is set aside, with the reason."""

    expert_id: int
    application_id: int
    expert = pw.ForeignKeyField(Expert, backref="rulings", on_delete="RESTRICT")
    application = pw.ForeignKeyField(Application, backref="rulings", on_delete="RESTRICT")
    ruling = pw.TextField(constraints=[one_of("ruling", Ruling)])
    reason = pw.TextField()
    by = pw.TextField()
    at = pw.TextField()

    class Meta:
        indexes = ((("expert", "application"), True),)


class Review(Row):
    """评审: one expert's sheet on one application. `code` is what its paper bears and is typed or scanned."""

    stage_id: int
    application_id: int
    expert_id: int
    scores: Any
    stage = pw.ForeignKeyField(ReviewStage, backref="reviews", on_delete="RESTRICT")
    application = pw.ForeignKeyField(Application, backref="reviews", on_delete="RESTRICT")
    expert = pw.ForeignKeyField(Expert, backref="reviews", on_delete="RESTRICT")
    code = pw.TextField(unique=True)
    mark = pw.TextField(default=ReviewMark.NONE, constraints=[one_of("mark", ReviewMark)])
    total_hundredths = pw.IntegerField(null=True, constraints=[pw.Check("total_hundredths >= 0")])
    veto = truth("veto")
    veto_reason = pw.TextField(default="")
    opinion = pw.TextField(default="")
    entered_by = pw.TextField(default="")
    entered_at = pw.TextField(default="")
    verified_by = pw.TextField(default="")
    verified_at = pw.TextField(default="")
    locked = truth("locked")  # assigned by hand: no later draw moves it

    class Meta:
        indexes = ((("stage", "application", "expert"), True),)


class Score(Row):
    """The points of one criterion on one sheet."""

    review_id: int
    criterion_id: int
    review = pw.ForeignKeyField(Review, backref="scores", on_delete="RESTRICT")
    criterion = pw.ForeignKeyField(Criterion, backref="scores", on_delete="RESTRICT")
    hundredths = pw.IntegerField(constraints=[pw.Check("hundredths >= 0")])

    class Meta:
        indexes = ((("review", "criterion"), True),)


class Quota(Row):
    """立项名额: one number (`kind` ""), or one per kind of branch."""

    stage_id: int
    stage = pw.ForeignKeyField(ReviewStage, backref="quotas", on_delete="RESTRICT")
    kind = pw.TextField(default="")
    places = pw.IntegerField(constraints=[pw.Check("places >= 0")])

    class Meta:
        indexes = ((("stage", "kind"), True),)


class CollectiveDecision(Row):
    """集体研究: where an application stands among those that no rule parts. `precedence` 1 is first."""

    stage_id: int
    application_id: int
    stage = pw.ForeignKeyField(ReviewStage, backref="decisions", on_delete="RESTRICT")
    application = pw.ForeignKeyField(Application, backref="decisions", on_delete="RESTRICT")
    precedence = pw.IntegerField(constraints=[pw.Check("precedence >= 1")])
    names = pw.TextField()
    reason = pw.TextField()

    class Meta:
        indexes = ((("stage", "application"), True),)


class PanelOpinion(Row):
    """综合意见 on an application: what the branch receives, by the panel's head."""

    stage_id: int
    application_id: int
    stage = pw.ForeignKeyField(ReviewStage, backref="opinions", on_delete="RESTRICT")
    application = pw.ForeignKeyField(Application, backref="panel_opinions", on_delete="RESTRICT")
    text = pw.TextField()
    by = pw.TextField(default="")
    sent_at = pw.TextField(default="")
    sent_how = pw.TextField(default="")  # 邮件, OA …

    class Meta:
        indexes = ((("stage", "application"), True),)
