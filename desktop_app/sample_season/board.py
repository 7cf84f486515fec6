"""修改完善, 查重, 审定: opinions by OA, mail and hand; 定稿 as they come; a lead that is cleared; all released."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from db.enums import OriginalityVerdict, SentHow, State, Verdict
from desktop_app.ledger import Ledger, moment
from desktop_app.office import (
    comparing,
    decisions,
    establishment,
    establishment_page,
    originality,
    receipts,
    rounds,
)
from desktop_app.sample_season.counter import CLERKS
from desktop_app.shapes.establishment import ProjectRow

Step = tuple[datetime, str, Callable[[], None]]
MINUTES = "〔2025〕9号"
LEAD = 7  # the place, by number, of the project with a lead
FOUND = "第二部分有两段与 2024 年《组工通讯》上的一篇文章相同"
CLEARED = "两段是该文引用的文件原文，支部已注明出处"


def steps(ledger: Ledger) -> Iterator[Step]:
    """From the opinions that are written to 审定通过 of all forty."""
    first, second = CLERKS
    send = partial(partial, _send, ledger)
    yield datetime(2025, 9, 22, 11, 0), first, send(SentHow.OA, 24, datetime(2025, 9, 22, 10, 40))
    yield datetime(2025, 9, 22, 11, 30), first, send(SentHow.MAIL, 10, datetime(2025, 9, 22, 11, 25))
    yield datetime(2025, 9, 22, 15, 0), second, send(SentHow.IN_PERSON, 6, datetime(2025, 9, 22, 14, 30))
    yield datetime(2025, 9, 23, 10, 0), second, partial(_receive, ledger, 16)
    yield datetime(2025, 9, 23, 14, 50), second, partial(_compare, ledger)
    yield datetime(2025, 9, 23, 15, 0), second, partial(_receive, ledger, 20)
    yield datetime(2025, 9, 23, 15, 10), second, partial(_confirm, ledger)
    yield datetime(2025, 9, 23, 15, 30), second, partial(_check, ledger)
    yield datetime(2025, 9, 23, 15, 50), first, partial(_prepare, ledger, 24)
    yield datetime(2025, 9, 24, 8, 40), second, partial(_receive, ledger, 40)
    yield datetime(2025, 9, 24, 8, 50), second, partial(_confirm, ledger)
    yield datetime(2025, 9, 24, 9, 10), second, partial(_clear, ledger)
    yield datetime(2025, 9, 24, 10, 20), first, partial(_prepare, ledger, 40)
    yield datetime(2025, 9, 24, 11, 0), second, partial(_release, ledger)


def _send(ledger: Ledger, how: SentHow, number: int, sent_at: datetime) -> None:
    ledger.run(
        f"发出综合意见（{how}）",
        establishment.send_opinions,
        application_ids=in_state(State.SHORTLISTED)[:number],
        by=ledger.actor,
        at=moment(ledger.clock()),
        how=how,
        sent_at=moment(sent_at),
    )


def _receive(ledger: Ledger, number: int) -> None:
    """The 定稿 of the next so many that have not come yet."""
    waiting = [row.application_id for row in _rows(State.REVISING) if not row.revision_received_at][:number]
    at = f"{ledger.clock():%Y-%m-%d %H:%M}"
    ledger.run(
        f"收到定稿 {len(waiting)} 项",
        establishment.receive_revisions,
        application_ids=waiting,
        received_at=at,
        note="",
    )


def _compare(ledger: Ledger) -> None:
    """What came as files is seen beside the 申报稿."""
    for application_id in in_state(State.REVISING):
        if comparing.can_compare(application_id):
            ledger.run(
                "定稿对照",
                comparing.mark_compared,
                application_id=application_id,
                by=ledger.actor,
                at=moment(ledger.clock()),
            )


def _confirm(ledger: Ledger) -> None:
    came = [row.application_id for row in _rows(State.REVISING) if row.revision_received_at]
    ledger.run(
        f"已按意见修改 {len(came)} 项",
        establishment.confirm_revisions,
        application_ids=came,
        by=ledger.actor,
        at=moment(ledger.clock()),
    )


def _check(ledger: Ledger) -> None:
    """Everything that is in was looked through; of one something was found."""
    rows = [row.application_id for row in _rows(State.REVISED)]
    _record(ledger, [rows[LEAD]], OriginalityVerdict.LEAD, FOUND)
    _record(ledger, [each for each in rows if each != rows[LEAD]], OriginalityVerdict.CLEAR, "")


def _clear(ledger: Ledger) -> None:
    rows = _rows(State.REVISED)
    _record(ledger, [row.application_id for row in rows if row.open_lead], OriginalityVerdict.CLEAR, CLEARED)
    _record(ledger, [row.application_id for row in rows if not row.originality], OriginalityVerdict.CLEAR, "")


def _record(ledger: Ledger, ids: list[int], verdict: OriginalityVerdict, note: str) -> None:
    ledger.run(
        f"查重{verdict} {len(ids)} 项",
        originality.record_originality,
        application_ids=ids,
        verdict=verdict,
        note=note,
        by=ledger.actor,
        at=moment(ledger.clock()),
    )


def _prepare(ledger: Ledger, number: int) -> None:
    """审定通过 is prepared for the next so many that nothing stops."""
    ready = [row.application_id for row in _rows(State.REVISED) if not row.draft and not row.open_lead][:number]
    ledger.run(
        f"拟定审定通过 {len(ready)} 项",
        decisions.prepare,
        application_ids=ready,
        verdict=Verdict.APPROVE,
        reason="",
        by=ledger.actor,
        at=moment(ledger.clock()),
    )


def _release(ledger: Ledger) -> None:
    ledger.run(
        "发布审定",
        decisions.release,
        final=True,
        round_id=rounds.required_round_id(),
        minutes=MINUTES,
        by=ledger.actor,
        at=moment(ledger.clock()),
    )


def _rows(state: State) -> list[ProjectRow]:
    return [row for row in establishment_page.project_rows(rounds.required_round_id()) if row.state is state]


def in_state(state: State) -> list[int]:
    """The applications of the round in a state."""
    rows = receipts.applications(rounds.required_round_id())
    return [row.application_id for row in rows if row.state is state]
