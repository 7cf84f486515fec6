"""电子版: Queries. Applications with their files, the fields of a file, and what a comparison is drawn from."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import peewee as pw

from db.connection import database
from db.enums import ArrivalSource, ElectronicKind, FormItem, State, TextCheck
from db.models import Application, Branch, ElectronicVersion, FormField, PaperCopy, PartyOrganization, Round
from desktop_app.file_store import FileStore
from desktop_app.office.live import LIVE
from desktop_app.office.rows import row_of
from desktop_app.shapes.electronic import ElectronicRow, FieldRow, VersionRow


def store() -> FileStore:
    """The store of the open data folder."""
    return FileStore(Path(database.database).parent)


def electronic_rows(round_id: int) -> tuple[ElectronicRow, ...]:
    """The round's live applications by number, with every file that came of them."""
    required = row_of(Round, round_id).copies
    versions, copies = _versions(round_id), _copies(round_id)
    columns: Any = (
        *(Application.id, Application.number, PartyOrganization.name, Branch.id, Branch.name, Branch.search),
        *(Application.brand, Application.state),
        *(Application.text_check, Application.text_checked_by, Application.text_checked_at),
    )
    rows: Any = Application.select(*columns).join(Branch).join(PartyOrganization)
    listed = rows.where(Application.round == round_id, LIVE).order_by(Application.number).tuples()
    return tuple(
        ElectronicRow(
            application_id=application_id,
            number=number,
            organization=organization,
            branch_id=branch_id,
            branch=branch,
            search=search,
            brand=brand,
            state=State(state),
            copies=copies.get(application_id, 0),
            required=required,
            text_check=TextCheck(check),
            checked_by=by,
            checked_at=at,
            versions=tuple(versions[application_id]),
        )
        for application_id, number, organization, branch_id, branch, search, brand, state, check, by, at in listed
    )


def _versions(round_id: int) -> dict[int, list[VersionRow]]:
    kept = store()
    found: dict[int, list[VersionRow]] = defaultdict(list)
    rows: Any = ElectronicVersion.select(ElectronicVersion).join(Application).where(Application.round == round_id)
    for row in rows.order_by(ElectronicVersion.arrived_at, ElectronicVersion.id):
        found[row.application_id].append(_version(row, kept))
    return found


def _version(row: ElectronicVersion, kept: FileStore) -> VersionRow:
    return VersionRow(
        version_id=row.id,
        kind=ElectronicKind(row.kind),
        arrived_at=row.arrived_at,
        source=ArrivalSource(row.source),
        file_name=row.file_name,
        file=kept.path(row.sha256) if row.sha256 else None,
        size=row.size,
        origin=row.origin,
        sender=row.sender,
        subject=row.subject,
        note=row.note,
        arrival_reason=row.arrival_reason,
        added_by=row.added_by,
        added_at=row.added_at,
    )


def _copies(round_id: int) -> dict[int, int]:
    rows: Any = PaperCopy.select(PaperCopy.application, pw.fn.COUNT(PaperCopy.id)).join(Application)
    return dict(rows.where(Application.round == round_id).group_by(PaperCopy.application).tuples())


def application_of(version_id: int) -> int:
    """The application a file belongs to."""
    return int(row_of(ElectronicVersion, version_id).application_id)


def fields_of(version_id: int) -> tuple[FieldRow, ...]:
    """The fields of a file, in the order of the form."""
    rows = {FormItem(row.item): row for row in FormField.those_with(version=version_id)}
    return tuple(_field(item, rows[item]) for item in FormItem if item in rows)


def _field(item: FormItem, row: FormField) -> FieldRow:
    """What was read is kept apart only where it was put differently; a typed one has no page text."""
    read = row.read or (row.value if row.source else "")
    return FieldRow(item, row.value, read, row.source)
