"""补正 and 流转: lists and notices while material comes in, copies to the archive, to readers and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from db.enums import CopyStatus, MovementKind, State
from desktop_app.ledger import Ledger, moment
from desktop_app.office import admission_page, custody, custody_page, deficiencies, office_settings, rounds
from desktop_app.rules.workflow import AT_THE_DESK
from desktop_app.sample_season.counter import CLERKS
from desktop_app.shapes.custody import CopyRow, HandoverEntry, Purpose

READER, PANEL, CABINET = "组织员 郑禾", "专家组 丁惠", "档案柜 2"
FIRST_LISTS, SECOND_LISTS = datetime(2025, 9, 3, 16, 40), datetime(2025, 9, 15, 16, 30)
Step = tuple[datetime, str, Callable[[], None]]


def while_collecting(ledger: Ledger) -> Iterator[Step]:
    """Two rounds of lists, six copies lent for a first look and late in coming back, the archive's copies."""
    yield datetime(2025, 9, 2, 9, 30), CLERKS[1], partial(_lend_some, ledger)
    yield FIRST_LISTS, CLERKS[0], partial(_make_lists, ledger)
    yield datetime(2025, 9, 8, 16, 30), CLERKS[1], partial(_archive, ledger)
    yield datetime(2025, 9, 11, 10, 5), CLERKS[0], partial(_return_all, ledger)
    yield SECOND_LISTS, CLERKS[0], partial(_make_lists, ledger)


def while_reviewed(ledger: Ledger) -> Iterator[Step]:
    """The experts' copies go to them and come back; those of projects that were not chosen go to their branches."""
    yield datetime(2025, 9, 17, 8, 30), CLERKS[1], partial(_lend_to_panel, ledger)
    yield datetime(2025, 9, 19, 16, 30), CLERKS[1], partial(_return_all, ledger)
    yield datetime(2025, 9, 30, 16, 0), CLERKS[1], partial(_hand_back, ledger)


def _make_lists(ledger: Ledger) -> None:
    """A list of everybody who owes something and has none, and the notices printed."""
    at = moment(ledger.clock())
    page = admission_page.admission_page(rounds.required_round_id(), ledger.clock())
    owing = [row for row in page.rows if row.lacking and row.state in AT_THE_DESK]
    ids = [row.application_id for row in owing if row.current is None or not row.current.open]
    workdays = office_settings.profile().correction_workdays
    made = ledger.run(
        f"列补正清单 {len(ids)} 项",
        deficiencies.make_lists,
        application_ids=ids,
        workdays=workdays,
        by=ledger.actor,
        at=at,
    )
    lists = [each.deficiency_id for each in made]
    ledger.run("打印补正通知", deficiencies.issue_notices, final=True, deficiency_ids=lists, at=at)


def _lend_some(ledger: Ledger) -> None:
    rows = [row for row in _copies() if row.purpose is Purpose.REVIEW and row.ordinal == 2][:6]
    _move(ledger, MovementKind.LEND, rows, holder=READER, due_on="2025-09-09", note="先看体例")


def _archive(ledger: Ledger) -> None:
    rows = [row for row in _copies() if row.purpose is Purpose.ARCHIVE and row.status is CopyStatus.HELD]
    _move(ledger, MovementKind.ARCHIVE, rows, place=CABINET)


def _lend_to_panel(ledger: Ledger) -> None:
    """Of what is admitted to review, everything but the archive's and the branch's copies."""
    reviewed = _in_state(State.ACCEPTED, State.UNDER_REVIEW)
    rows = [row for row in _copies() if row.purpose is Purpose.REVIEW and row.application_id in reviewed]
    _move(ledger, MovementKind.LEND, rows, holder=PANEL, due_on="2025-09-19")


def _return_all(ledger: Ledger) -> None:
    _move(ledger, MovementKind.RETURN, [row for row in _copies() if row.status is CopyStatus.LENT])


def _hand_back(ledger: Ledger) -> None:
    out = _in_state(State.NOT_SELECTED)
    rows = [row for row in _copies() if row.purpose is Purpose.RETURN and row.application_id in out]
    _move(ledger, MovementKind.HAND_BACK, rows, note="随会议材料带回")


def _move(ledger: Ledger, kind: MovementKind, rows: list[CopyRow], **details: str) -> None:
    """A handover, printed and signed."""
    at = ledger.clock()
    entry = HandoverEntry(kind, tuple(row.copy_id for row in rows), f"{at:%Y-%m-%d %H:%M}", **details)
    made = ledger.run(f"{kind}纸质件 {len(rows)} 份", custody.move_copies, entry=entry, by=ledger.actor)
    issue = partial(custody.issue_handover, handover_id=made.handover_id, at=moment(at))
    ledger.run(f"打印交接单 {made.number}", issue, final=True)


def _copies() -> tuple[CopyRow, ...]:
    return custody_page.copy_rows(rounds.required_round_id())


def _in_state(*states: State) -> frozenset[int]:
    page = admission_page.admission_page(rounds.required_round_id(), datetime(2025, 9, 30))
    return frozenset(row.application_id for row in page.rows if row.state in states)
