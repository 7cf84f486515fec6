"""What a comparison of 定稿 and 申报稿 is drawn from."""

from __future__ import annotations

from datetime import datetime

from db.enums import ElectronicKind, State
from db.models import Application, ElectronicVersion, Revision
from desktop_app.office.electronic_page import store
from desktop_app.office.establishment import experts_said, opinion_of, receive_revision
from desktop_app.office.live import LIVE
from desktop_app.office.papers import letterhead
from desktop_app.office.rounds import required_round_id
from desktop_app.office.rows import row_of
from desktop_app.office.steps import application_id
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.comparison import ComparedFile, RevisionPaper


def revision_papers(code: str | None, now: datetime) -> tuple[RevisionPaper, ...]:
    """Of a 申报编号: its newest 定稿 against its newest 申报稿; without one, of all that have both."""
    if code:
        return (comparison_of(application_id(code), now),)
    rows = Application.select(Application.id).where(Application.round == required_round_id(), LIVE)
    both = [row.id for row in rows.order_by(Application.number) if can_compare(row.id)]
    if not both:
        raise RuleBroken("还没有申报稿和定稿都齐的项目，不能对照。", "请先在“收件登记 → 电子版”里导入定稿。")
    return tuple(comparison_of(each, now) for each in both)


def comparison_of(
    application: int, now: datetime, *, before: int | None = None, after: int | None = None
) -> RevisionPaper:
    """The two files and the opinions beside them; other versions may be named. RuleBroken where one has not come."""
    row = row_of(Application, application)
    opinion = opinion_of(row.id)
    return RevisionPaper(
        letterhead=letterhead(row.round),
        round_name=row.round.name,
        number=row.number,
        organization=row.branch.organization.name,
        branch=row.branch.name,
        brand=row.brand,
        opinion=opinion.text if opinion else "",
        experts_said=experts_said(row.id),
        before=_file(row, ElectronicKind.INITIAL, before),
        after=_file(row, ElectronicKind.FINAL, after),
        made_at=now,
    )


def can_compare(application: int) -> bool:
    """Whether both files are there."""
    kinds = {row.kind for row in ElectronicVersion.those_with(application=application) if row.sha256}
    return kinds >= {ElectronicKind.INITIAL, ElectronicKind.FINAL}


def mark_compared(*, application_id: int, by: str, at: str) -> None:
    """已对照: somebody saw 定稿 and 申报稿 beside each other. A 定稿 that came as a file is taken as received then.

    RuleBroken where a file is missing, and for a project that is not being revised or waits for 审定.
    """
    row = row_of(Application, application_id)
    if State(row.state) not in (State.REVISING, State.REVISED):
        raise RuleBroken(f"{row.number} 是“{row.state}”，现在不记对照。", "修改中和已定稿的项目才记。")
    newest = _file(row, ElectronicKind.FINAL, None)
    _file(row, ElectronicKind.INITIAL, None)
    if Revision.get_or_none(Revision.application == row) is None:
        receive_revision(application_id=application_id, received_at=newest.arrived_at, note="电子版")
    revision = Revision.get(Revision.application == row)
    revision.compared_by, revision.compared_at = by, at
    revision.save(only=[Revision.compared_by, Revision.compared_at])


def _file(row: Application, kind: ElectronicKind, version: int | None) -> ComparedFile:
    there = [each for each in ElectronicVersion.those_with(application=row) if each.sha256]
    wanted = [each for each in there if (each.id == version if version else each.kind == kind)]
    if not wanted:
        named = f"{row.number}“{row.branch.name}”"
        raise RuleBroken(f"{named}还没有{kind}的文件，不能对照。", "请先在“收件登记 → 电子版”里导入。")
    newest = max(wanted, key=lambda each: (each.arrived_at, each.id))
    return ComparedFile(newest.kind, newest.file_name, newest.arrived_at, store().path(newest.sha256))
