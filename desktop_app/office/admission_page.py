"""Queries of 补正与受理: what every application of a round lacks, which lists were made of it, and what came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from db.connection import database
from db.enums import Lack, State, TextCheck
from db.models import (
    Application,
    Branch,
    Deficiency,
    DeficiencyItem,
    ElectronicVersion,
    PaperCopy,
    PartyOrganization,
    Receipt,
    ReceiptLine,
    ReceivedCopy,
    Round,
)
from desktop_app.office import holidays, office_settings, rounds
from desktop_app.office.live import LIVE
from desktop_app.rules.brands import alike, is_same
from desktop_app.rules.completeness import lacking_words, lackings
from desktop_app.rules.deficiencies import due_day, is_over
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import short_number
from desktop_app.rules.workflow import AT_THE_DESK, ENDED
from desktop_app.shapes.copies import ABSENT, CopyMarks
from desktop_app.shapes.deficiencies import (
    AdmissionDetails,
    AdmissionPage,
    AdmissionRow,
    DeficiencyList,
    Lacking,
    ListedItem,
    VisitOfApplication,
)

_COLUMNS: Any = (
    *(Application.id, Application.number, Application.brand, Application.state, Application.state_reason),
    *(Application.text_check, Application.late, Application.late_approved_by, Application.late_reason),
    *(Branch.name, Branch.search, PartyOrganization.id, PartyOrganization.name, Round.copies),
)


def admission_page(round_id: int, now: datetime) -> AdmissionPage:
    """Every application of a round by number, and what a list made today would be due on."""
    office = office_settings.profile()
    first_due, why_not = None, ""
    try:
        first_due = due_day(holidays.calendar(), now.date(), office.correction_workdays)
    except RuleBroken as refused:
        why_not = str(refused)
    rows = _with_similar(_rows(Application.round == round_id))
    return AdmissionPage(round_id, now.date(), office.correction_workdays, rows, first_due, why_not)


def admission_details(application_id: int) -> AdmissionDetails:
    """One application with all its lists and visits. RuleBroken when it is no longer there."""
    found = _rows(Application.id == application_id)
    if not found:
        raise RuleBroken("找不到这个申报项目。", "它可能已被撤销；请在列表里重新选择。")
    lists = _lists(Deficiency.application == application_id)
    return AdmissionDetails(found[0], tuple(lists[application_id]), _visits(application_id))


def application_of(deficiency_id: int) -> int | None:
    """The application a list is of; None when it was undone."""
    row = Deficiency.get_or_none(Deficiency.id == deficiency_id)
    return None if row is None else int(row.application_id)


def round_lists(round_id: int) -> tuple[tuple[AdmissionRow, DeficiencyList], ...]:
    """Every list of a round, in the order in which they were made, beside its application."""
    rows = {row.application_id: row for row in _rows(Application.round == round_id)}
    mine = Application.select(Application.id).where(Application.round == round_id)
    lists = _lists(Deficiency.application.in_(mine))
    pairs = [(rows[application_id], each) for application_id, group in lists.items() for each in group]
    return tuple(sorted(pairs, key=lambda pair: pair[1].deficiency_id))


def open_terms(round_id: int) -> dict[int, date]:
    """The last day of every open list of a round, by its application; those that no longer count are left out."""
    query: Any = (
        Deficiency.select(Deficiency.application, Deficiency.due_on)
        .join(Application)
        .where((Application.round == round_id) & LIVE & (Deficiency.settled_at == "") & (Deficiency.closed_at == ""))
    )
    return {application_id: date.fromisoformat(due_on) for application_id, due_on in database.execute(query)}


def waiting_count(now: datetime) -> int:
    """How many applications of the current round wait for the desk: incomplete ones, and those whose term is over."""
    round_id, close = rounds.current_round_id(), office_settings.profile().close_of_office
    if round_id is None:
        return 0
    query: Any = Application.select(Application.id).where(
        (Application.round == round_id) & (Application.state == State.INCOMPLETE)
    )
    waiting = {application_id for (application_id,) in database.execute(query)}
    return len(waiting | {each for each, due_on in open_terms(round_id).items() if is_over(due_on, now, close)})


# Rows ----------------------------------------------------------------------------------------------------------------


def _rows(where: Any) -> tuple[AdmissionRow, ...]:
    query: Any = Application.select(*_COLUMNS).join(Branch).join(PartyOrganization)
    query = query.join(Round, on=Application.round == Round.id).where(where).order_by(Application.number)
    listed = list(database.execute(query))
    ids = [each[0] for each in listed]
    marks, files = _marks(ids), _files(ids)
    lists = _lists(Deficiency.application.in_(ids) & (Deficiency.closed_at == ""))
    return tuple(
        _row(each, marks[each[0]], files.get(each[0], ""), next(iter(lists[each[0]]), None)) for each in listed
    )


def _row(
    listed: Sequence[Any], marks: Mapping[int, CopyMarks], file: str, current: DeficiencyList | None
) -> AdmissionRow:
    application_id, number, brand, state, reason, text, late, approver, late_reason, *of = listed
    branch, search, organization_id, organization, required = of
    copies = [marks.get(n, ABSENT) for n in range(1, required + 1)]
    lacking = lackings(copies, electronic=bool(file), text=TextCheck(text))
    return AdmissionRow(
        application_id=application_id,
        number=number,
        organization_id=organization_id,
        organization=organization,
        branch=branch,
        search=search,
        brand=brand,
        state=State(state),
        state_reason=reason,
        copies_in=sum(copy.here for copy in copies),
        copies_required=required,
        electronic_at=file,
        text_check=TextCheck(text),
        lacking=lacking,
        missing=lacking_words(lacking),
        late=bool(late),
        late_approved_by=approver,
        late_reason=late_reason,
        current=current,
    )


def _with_similar(rows: Sequence[AdmissionRow]) -> tuple[AdmissionRow, ...]:
    """Each live one beside the others of the round that bear the same or nearly the same brand name."""
    live = [row for row in rows if row.state not in ENDED]
    found = alike([row.brand for row in live])
    said = {
        live[at].application_id: (
            tuple(f"{short_number(live[n].number)} {live[n].branch}“{live[n].brand}”" for n in others),
            any(is_same(live[at].brand, live[n].brand) for n in others),
        )
        for at, others in found.items()
    }
    return tuple(
        replace(row, similar=said[row.application_id][0], same_brand=said[row.application_id][1])
        if row.application_id in said
        else row
        for row in rows
    )


def _marks(ids: Sequence[int]) -> Mapping[int, dict[int, CopyMarks]]:
    found: dict[int, dict[int, CopyMarks]] = defaultdict(dict)
    columns = (PaperCopy.application, PaperCopy.ordinal, PaperCopy.stamped, PaperCopy.signed, PaperCopy.whole)
    query: Any = PaperCopy.select(*columns).where(PaperCopy.application.in_(ids))
    for application_id, ordinal, stamped, signed, whole in database.execute(query):
        marks = CopyMarks(here=True, stamped=bool(stamped), signed=bool(signed), whole=bool(whole))
        found[application_id][ordinal] = marks
    return found


def _files(ids: Sequence[int]) -> dict[int, str]:
    """The first arrival of each application's file."""
    query: Any = ElectronicVersion.select(ElectronicVersion.application, ElectronicVersion.arrived_at)
    query = query.where(ElectronicVersion.application.in_(ids)).order_by(ElectronicVersion.arrived_at.desc())
    return dict(database.execute(query))


# Lists ---------------------------------------------------------------------------------------------------------------


def _lists(where: Any) -> Mapping[int, list[DeficiencyList]]:
    """Lists by application, the newest first."""
    found: dict[int, list[DeficiencyList]] = defaultdict(list)
    rows = list(Deficiency.select().where(where).order_by(Deficiency.id.desc()))
    items = _items([row.id for row in rows])
    for row in rows:
        found[row.application_id].append(
            DeficiencyList(
                deficiency_id=row.id,
                number=row.number,
                made_at=datetime.fromisoformat(row.made_at),
                made_by=row.made_by,
                due_on=date.fromisoformat(row.due_on),
                extension_reason=row.extension_reason,
                issued_at=_moment(row.issued_at),
                settled_at=_moment(row.settled_at),
                closed_at=_moment(row.closed_at),
                close_reason=row.close_reason,
                items=tuple(items[row.id]),
            )
        )
    return found


def _items(ids: Sequence[int]) -> Mapping[int, list[ListedItem]]:
    found: dict[int, list[ListedItem]] = defaultdict(list)
    columns = (DeficiencyItem.deficiency, DeficiencyItem.lack, DeficiencyItem.ordinal, DeficiencyItem.settled_at)
    query: Any = (
        DeficiencyItem.select(*columns, Receipt.number)
        .left_outer_join(ReceiptLine)
        .left_outer_join(Receipt)
        .where(DeficiencyItem.deficiency.in_(ids))
        .order_by(DeficiencyItem.position)
    )
    for deficiency_id, lack, ordinal, settled_at, number in database.execute(query):
        found[deficiency_id].append(ListedItem(Lacking(Lack(lack), ordinal), _moment(settled_at), number or ""))
    return found


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _visits(application_id: int) -> tuple[VisitOfApplication, ...]:
    lines = list(
        ReceiptLine.select(ReceiptLine, Receipt)
        .join(Receipt)
        .where(ReceiptLine.application == application_id)
        .order_by(Receipt.received_at, Receipt.id)
    )
    seen: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    columns = (ReceivedCopy.line, ReceivedCopy.ordinal, ReceivedCopy.exchanged)
    query: Any = ReceivedCopy.select(*columns).where(ReceivedCopy.line.in_([line.id for line in lines]))
    for line_id, ordinal, exchanged in database.execute(query):
        seen[line_id].append((ordinal, bool(exchanged)))
    return tuple(_visit(line, sorted(seen[line.id])) for line in lines)


def _visit(line: ReceiptLine, seen: Iterable[tuple[int, bool]]) -> VisitOfApplication:
    seen = list(seen)
    return VisitOfApplication(
        number=line.receipt.number,
        at=datetime.fromisoformat(line.receipt.received_at),
        submitter=line.receipt.submitter,
        brought=tuple(ordinal for ordinal, exchanged in seen if not exchanged),
        exchanged=tuple(ordinal for ordinal, exchanged in seen if exchanged),
        brand_before=line.brand_before,
        voided=bool(line.receipt.voided_at),
    )


def at_desk(row: AdmissionRow) -> bool:
    """Whether a list may still be made of it."""
    return row.state in AT_THE_DESK
