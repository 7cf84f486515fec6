"""What a step of the workflow looks at besides the state an application is in."""

from __future__ import annotations

from db.enums import State
from desktop_app.shapes import shape


@shape
class StepFacts:
    """How an application stands. `on_list`: on a public list that is still up; `list_over`: its days are over."""

    state: State
    late_unapproved: bool = False
    scored: bool = False  # every sheet that is owed was verified, and at least one of them holds points
    vetoed: bool = False  # an expert raised 抄袭 or 政治性问题
    revision_confirmed: bool = False
    on_list: bool = False
    list_over: bool = False
    open_objections: int = 0
    open_lead: bool = False  # a lead of copying that nobody has cleared
    originality_missing: bool = False  # the office asks for a verdict of 查重, and there is none
