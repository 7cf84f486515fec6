"""申报书 to be given out: what the office knows of a branch, and where it is to be handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from db.models import Application, Round
from desktop_app.office import office_settings, roster
from desktop_app.office.intake import live_application
from desktop_app.office.papers import letterhead
from desktop_app.office.rounds import required_round_id
from desktop_app.office.steps import application_id
from desktop_app.rules.deadlines import closing_moment
from desktop_app.rules.numbering import Numbered, parse_number
from desktop_app.shapes.application_form import BlankForm


def blank_form(code: str | None, now: datetime) -> BlankForm:
    """申报书 of a branch: its name, 基层党组织/支部 where several bear it, or its 申报编号; without one it is blank."""
    round_ = Round.get_by_id(required_round_id())
    deadline, close = round_.submission_deadline, office_settings.profile().close_of_office
    closing = closing_moment(deadline, close_of_office=close) if deadline else None
    blank = BlankForm(letterhead(round_), round_.copies, closing, now)
    return _of_branch(blank, round_, branch_of(code)) if code else blank


def branch_of(code: str) -> int:
    """The branch that a code means. RuleBroken for none, or for several."""
    number = parse_number(code)
    if number is not None and number.what is Numbered.APPLICATION:
        return int(Application.get_by_id(application_id(code)).branch_id)
    organization, _, name = code.replace("　", "/").rpartition("/")
    return roster.branch_id_of(name, organization)


def _of_branch(blank: BlankForm, round_: Round, branch_id: int) -> BlankForm:
    details, application = roster.branch_details(branch_id, round_.id), live_application(round_.id, branch_id)
    branch = details.branch
    return replace(
        blank,
        number=application.number if application else "",
        brand=application.brand if application else "",
        branch=branch.name,
        organization=branch.organization,
        secretary=branch.secretary,
        telephone=branch.telephone,
        branch_kind=str(branch.kind),
        members="" if branch.members is None else str(branch.members),
        honours=tuple(each.words for each in details.designations if each.current),
        obliged="是" if branch.obligated else "否",
    )
