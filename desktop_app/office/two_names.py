"""Where two different names are asked for: 双录, 批准逾期, 审定.

Each is a setting (经手人), off until it is chosen.

Names are what somebody chose at the window: they part two people who work as they agreed, and prove nothing against
one who chooses another's name. The page says so.
"""

from __future__ import annotations

from db import journal
from db.models import Application, Decision, Review, Revision
from desktop_app.office import office_settings
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken

_SWITCH = "请在窗口左下角切换到另一位经手人，由本人办理。"


def check_late_approval(approved_by: str) -> None:
    """Who approves a late application is not who records that. RuleBroken where the office asks for it."""
    if office_settings.profile().late_by_another and _same(approved_by, journal.acting()):
        raise RuleBroken(
            f"逾期批准人“{approved_by.strip()}”就是现在的经手人。", "本单位要求由另一人批准，请填写批准人的姓名。"
        )


def check_second_entry(review: Review, by: str) -> None:
    """The second entry of a sheet is another's. RuleBroken where the office asks for it."""
    if office_settings.profile().second_entry_by_another and _same(review.entered_by, by):
        raise RuleBroken(f"{review.code} 的第一遍是{by}录的，第二遍须由另一人录入。", _SWITCH)


def check_approval(application: Application, by: str) -> None:
    """Who approves (审定) is not who confirmed the revision. RuleBroken where the office asks for it."""
    if not office_settings.profile().approval_by_another:
        return
    revision = Revision.get_or_none(Revision.application == application)
    if revision is not None and _same(revision.confirmed_by, by):
        raise RuleBroken(f"{application.number} 的修改是{by}确认的，审定须由另一人办理。", _SWITCH)


def check_release(decision: Decision, by: str) -> None:
    """Who releases a decision is not who prepared it. RuleBroken where the office asks for it."""
    if office_settings.profile().approval_by_another and _same(decision.prepared_by, by):
        raise RuleBroken(f"{decision.application.number} 的审定是{by}拟的，发布须由另一人办理。", _SWITCH)


def _same(one: str, other: str) -> bool:
    return bool(one) and names.clean_person(one) == names.clean_person(other)
