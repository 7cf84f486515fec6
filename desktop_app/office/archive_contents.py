"""归档: what of a round goes into its pack: the notice, what was handed in, what proves a cancellation, numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from db import journal
from db.models import Application, Branch, Cancellation, ElectronicVersion, Handover, PartyOrganization, Receipt, Round
from desktop_app.office.admission_page import round_lists
from desktop_app.office.papers import letterhead
from desktop_app.office.rows import row_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.archive import ArchiveCover, CodedPaper, HandedIn, KeptFile, Proof


def archive_cover(round_id: int, *, by: str, now: datetime) -> ArchiveCover:
    """Whose pack it is. RuleBroken for a round that is no longer there."""
    row = row_of(Round, round_id)
    return ArchiveCover(
        round_id=row.id,
        round_name=row.name,
        year=row.year,
        letterhead=letterhead(row),
        notice=row.notice,
        issued_on=row.issued_on,
        made_at=now.replace(microsecond=0),
        made_by=by,
        journal_head=journal.head(),
    )


def round_named(name: str) -> int:
    """The id of a round. RuleBroken for a name that none has, with those that there are."""
    row = Round.get_or_none(Round.name == name.strip())
    if row is None:
        known = "、".join(each.name for each in Round.select(Round.name).order_by(Round.year.desc()))
        raise RuleBroken(f"没有名为“{name}”的批次。", f"现有：{known}。" if known else "请先从通知新建批次。")
    return int(row.id)


def handed_in(round_id: int) -> tuple[HandedIn, ...]:
    """Every application of a round by number, those that ended early too, with the files that came of it."""
    files: dict[int, list[ElectronicVersion]] = defaultdict(list)
    versions: Any = ElectronicVersion.select().join(Application).where(Application.round == round_id)
    for row in versions.order_by(ElectronicVersion.arrived_at, ElectronicVersion.id):
        files[row.application_id].append(row)
    return tuple(
        HandedIn(
            number=row.number,
            organization=row.branch.organization.name,
            branch=row.branch.name,
            brand=row.brand,
            state=row.state,
            day=(files[row.id][0].arrived_at if files[row.id] else row.registered_at)[:10],
            files=tuple(_file(each) for each in files[row.id]),
        )
        for row in _applications(round_id)
    )


def proofs(round_id: int) -> tuple[Proof, ...]:
    """What proves each 取消资格 of a round, by 申报编号."""
    rows: Any = (
        Cancellation.select(Cancellation, Application, Branch, PartyOrganization)
        .join(Application)
        .join(Branch)
        .join(PartyOrganization)
        .where(Application.round == round_id)
        .order_by(Application.number, Cancellation.id)
    )
    return tuple(
        Proof(
            number=row.application.number,
            organization=row.application.branch.organization.name,
            branch=row.application.branch.name,
            brand=row.application.brand,
            evidence=row.evidence,
            copied_from=row.copied_from,
            by=row.by,
            at=row.at,
            file=KeptFile(row.sha256, row.file_name, "取消资格佐证") if row.sha256 else None,
        )
        for row in rows
    )


def receipts_of(round_id: int) -> tuple[CodedPaper, ...]:
    """The visits of a round, voided ones too, whose slips are part of the record."""
    rows = Receipt.select(Receipt.number, Receipt.received_at).where(Receipt.round == round_id)
    return tuple(CodedPaper(row.number, row.received_at[:10]) for row in rows.order_by(Receipt.number))


def handovers_of(round_id: int) -> tuple[CodedPaper, ...]:
    rows = Handover.select(Handover.number, Handover.at).where(Handover.round == round_id)
    return tuple(CodedPaper(row.number, row.at[:10]) for row in rows.order_by(Handover.number))


def notices_of(round_id: int) -> tuple[CodedPaper, ...]:
    """The lists of 补正 of a round, in the order in which they were made."""
    return tuple(CodedPaper(each.number, each.made_at.date().isoformat()) for _, each in round_lists(round_id))


def _applications(round_id: int) -> Iterable[Application]:
    rows: Iterable[Application] = (
        Application.select(Application, Branch, PartyOrganization)
        .join(Branch)
        .join(PartyOrganization)
        .where(Application.round == round_id)
        .order_by(Application.number)
    )
    return rows


def _file(row: ElectronicVersion) -> KeptFile:
    return KeptFile(row.sha256, row.file_name, f"{row.kind} {row.arrived_at[:10]}")
