"""酝酿 and 收件: the office, the round, the roster, and every visit to the counter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from desktop_app.ledger import Ledger, moment
from desktop_app.office import intake, office_settings, roster, roster_import, rounds
from desktop_app.office.lacking import copies_of
from desktop_app.readers.notice_text import notice_text
from desktop_app.readers.roster import propose
from desktop_app.readers.visits import read_visits
from desktop_app.rules.completeness import none_here
from desktop_app.rules.notice import read_notice
from desktop_app.rules.roster import plan
from desktop_app.rules.round_draft import draft_from
from desktop_app.shapes.copies import CopyMarks
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.visits import VisitLine, VisitRecord
from resources import SAMPLE

OFFICE = OfficeProfile(school="示例医科大学", room="勤政楼423", telephone="3831311", mailbox="dzb@example.edu.cn")
CLERKS = ("周喆", "沈一禾")


def set_up(ledger: Ledger) -> None:
    """The office, its clerks, the round from the notice, the roster."""
    for name in CLERKS:
        ledger.run(f"添加经手人 {name}", office_settings.add_operator, name=name)
    ledger.actor = CLERKS[0]
    ledger.run("设置单位", office_settings.change_profile, profile=OFFICE)
    notice = read_notice(notice_text(SAMPLE / "2025年通知.docx"))
    draft = draft_from(notice, today=date(2025, 8, 18))
    ledger.run(f"新建批次 {draft.name}", rounds.create_round, draft=draft)
    made = plan(roster_import.roster_snapshot(), propose(SAMPLE / "支部名册.xlsx"))
    ledger.run("导入支部名册", roster_import.apply_roster, plan=made)


def visits(ledger: Ledger) -> Iterator[tuple[datetime, str, Callable[[], None]]]:
    """Every visit at its own hour, by the clerk who took it."""
    for visit in read_visits(SAMPLE / "收件记录.xlsx"):
        at = datetime.fromisoformat(visit.received_at)
        yield at, visit.taken_by or CLERKS[0], partial(_record, ledger, visit)


def _record(ledger: Ledger, visit: VisitRecord) -> None:
    round_id = rounds.required_round_id()
    entry = VisitEntry(
        round_id=round_id,
        received_at=visit.received_at,
        lines=tuple(_line(round_id, line) for line in visit.lines),
        submitter=visit.submitter,
        telephone=visit.telephone,
    )
    title = f"登记收件 {'、'.join(line.branch for line in visit.lines)}"
    recorded = ledger.run(title, intake.record_receipt, visit=entry, taken_by=ledger.actor)
    issue = partial(intake.issue_slip, receipt_id=recorded.receipt_id, at=moment(ledger.clock()))
    ledger.run(f"打印收件回执 {recorded.number}", issue, final=True)


def _line(round_id: int, line: VisitLine) -> LineEntry:
    """A row tells what came in its visit alone; the copies of earlier visits stay as they are."""
    branch_id = roster.branch_id_of(line.branch, line.organization)
    known = intake.live_application(round_id, branch_id)
    copies: list[CopyMarks] = list(copies_of(known, _required(round_id)) if known else none_here(_required(round_id)))
    for ordinal, marks in line.copies:
        copies[ordinal - 1] = marks
    return LineEntry(
        branch_id=branch_id,
        brand=line.brand,
        copies=tuple(copies),
        electronic_at=line.electronic_at,
        remark=line.remark,
        late_approved_by=line.late_approved_by,
        late_reason=line.late_reason,
    )


def _required(round_id: int) -> int:
    return rounds.round_details(round_id).draft.copies
