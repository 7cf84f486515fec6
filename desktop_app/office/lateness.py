"""逾期: an application is judged when the first of its paper comes, and by the file too where the office set it so.

What answers a list of 补正 within its term is in time.
"""

from __future__ import annotations

from datetime import datetime

from db.models import Application, ElectronicVersion, PaperCopy
from desktop_app.office import office_settings, two_names
from desktop_app.office.deficiencies import terms_of
from desktop_app.rules.deadlines import is_late, parse_clock
from desktop_app.rules.deficiencies import FILE, PAPER, in_term
from desktop_app.shapes.office import OfficeProfile

NEVER = ("", "")  # neither paper nor file has come


def first_arrivals(application: Application) -> tuple[str, str]:
    """When the first paper copy and the first file came; "" for what has not come."""
    papers = [copy.received_at for copy in PaperCopy.those_with(application=application)]
    files = [file.arrived_at for file in ElectronicVersion.those_with(application=application)]
    return min(papers, default=""), min(files, default="")


def judge_late(application: Application, before: tuple[str, str]) -> None:
    """Judge anew when what came first is no longer `before` (domain §2). What comes later changes nothing.

    An approval falls with the verdict it was given for.
    """
    office, now = office_settings.profile(), first_arrivals(application)
    if now[0] == before[0] and (now[1] == before[1] or not office.late_by_file_too):
        return
    late = _is_late(application, now, office)
    verdict = (late, application.late_approved_by if late else "", application.late_reason if late else "")
    if verdict == (application.late, application.late_approved_by, application.late_reason):
        return
    application.late, application.late_approved_by, application.late_reason = verdict
    application.save(only=[Application.late, Application.late_approved_by, Application.late_reason])


def _is_late(application: Application, arrivals: tuple[str, str], office: OfficeProfile) -> bool:
    deadline = application.round.submission_deadline
    if not deadline:
        return False
    judged = [(arrivals[0], False, PAPER)]
    if office.late_by_file_too:
        judged.append((arrivals[1], office.electronic_whole_day, FILE))
    close = office.close_of_office
    late = [
        (at, asked)
        for text, whole_day, asked in judged
        if text and is_late(at := datetime.fromisoformat(text), deadline, close_of_office=close, whole_day=whole_day)
    ]
    if not late:
        return False
    terms = terms_of(application)
    return not all(in_term(at, asked, terms, parse_clock(close)) for at, asked in late)


def approve(application: Application, approved_by: str, reason: str) -> None:
    """Note who took a late application into review, and why; both are there (`rules.intake.check_late_approval`)."""
    two_names.check_late_approval(approved_by)
    application.late_approved_by, application.late_reason = approved_by.strip(), reason.strip()
    application.save(only=[Application.late_approved_by, Application.late_reason])
