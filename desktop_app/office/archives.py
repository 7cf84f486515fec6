"""归档: a pack that was made is put on record; what is on record; what of a round is not final yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db.enums import CopyStatus, ElectronicKind, Stage, State
from db.models import Application, Cancellation, ElectronicVersion, PaperCopy, Publicity, Round, RoundArchive
from desktop_app.office.archive_contents import archive_cover, handed_in, proofs, receipts_of
from desktop_app.office.establishment_page import waiting_count
from desktop_app.office.ranking import ranking
from desktop_app.office.rows import row_of
from desktop_app.rules.archive_names import folder_name
from desktop_app.rules.establishment import ARRIVED, ON_THE_WAY
from desktop_app.rules.workflow import AT_THE_DESK
from desktop_app.shapes.archive import ArchiveOutlook, ArchiveRow, MadeArchive

_AFTER_REVISION = (State.REVISED, State.APPROVED, State.PUBLISHED, *ARRIVED)


def record_archive(*, round_id: int, made: MadeArchive, by: str, at: str) -> int:
    """Put a pack on record, so that its manifest proves it later. Run it as a final step."""
    row_of(Round, round_id)
    row = RoundArchive.create(
        round=round_id,
        name=made.name,
        made_at=at,
        by=by,
        files=made.files,
        size=made.size,
        manifest_hash=made.manifest_hash,
        journal_head=made.journal_head,
    )
    return int(row.id)


def archives(round_id: int) -> tuple[ArchiveRow, ...]:
    """The packs that were made of a round, the newest first."""
    rows = RoundArchive.select().where(RoundArchive.round == round_id).order_by(RoundArchive.id.desc())
    return tuple(_row(row) for row in rows)


def archive_on_record(manifest_hash: str) -> ArchiveRow | None:
    """The pack with this manifest; None when none was made here."""
    row = RoundArchive.get_or_none(RoundArchive.manifest_hash == manifest_hash)
    return None if row is None else _row(row)


def archive_outlook(round_id: int, *, documents: int, now: datetime) -> ArchiveOutlook:
    """What a pack made now would hold, and what is not final yet. `documents`: how many kinds there are."""
    cover = archive_cover(round_id, by="", now=now)
    applications, cancelled = handed_in(round_id), proofs(round_id)
    forms = sum(bool(file.sha256) for row in applications for file in row.files)
    lists = Publicity.select().where(Publicity.round == round_id).count()
    contents = (
        ("通知正文", "1 份" if cover.notice.strip() else "没有"),
        ("各种文件", f"{documents} 种，能生成的都在内"),
        ("收件回执", f"{len(receipts_of(round_id))} 张"),
        ("申报材料电子版", f"{len(applications)} 项，{forms} 个文件"),
        ("公示名单", f"{lists} 次" if lists else "没有"),
        ("取消资格依据", f"{len(cancelled)} 项" if cancelled else "没有"),
        ("操作记录摘录", "表格和 CSV"),
    )
    return ArchiveOutlook(
        round_id=round_id,
        round_name=cover.round_name,
        proposed=f"{folder_name(cover.round_name)} 归档 {now:%Y-%m-%d}",
        contents=contents,
        open_points=open_points(round_id),
        earlier=archives(round_id),
    )


def open_points(round_id: int) -> tuple[str, ...]:
    """What of a round is not final yet, in sentences; () when all is done."""
    unverified = ranking(round_id, Stage.ESTABLISHMENT, official=False).unverified
    still_up = Publicity.select().where(Publicity.round == round_id, Publicity.closed_at == "")
    counted = (
        (_in_states(round_id, AT_THE_DESK), "项申报还停在收件，没有进入评审。"),
        (len(unverified), "张评分表没有复核，评审汇总表是草稿。"),
        (_in_states(round_id, (State.UNDER_REVIEW,)), "项还在评审中。"),
        (_in_states(round_id, ON_THE_WAY), "项还没有立项结果。"),
        (waiting_count(round_id)[0], "件异议没有办结。"),
        (still_up.count(), "次公示没有结束。"),
        (_without_final(round_id), "项没有定稿的电子版。"),
        (_without_any(round_id), "项没有申报书的电子版文件。"),
        (_lent(round_id), "份纸质件借出未还。"),
        (_unproved(round_id), "项取消资格没有登记依据。"),
    )
    return tuple(f"{count} {words}" for count, words in counted if count)


def _in_states(round_id: int, states: Any) -> int:
    wanted = [str(state) for state in states]
    return int(Application.select().where(Application.round == round_id, Application.state.in_(wanted)).count())


def _without_final(round_id: int) -> int:
    final = ElectronicVersion.kind == ElectronicKind.FINAL
    having: Any = ElectronicVersion.select(ElectronicVersion.application).where(final, ElectronicVersion.sha256 != "")
    states = [str(state) for state in _AFTER_REVISION]
    mine = Application.select().where(Application.round == round_id, Application.state.in_(states))
    return int(mine.where(Application.id.not_in(having)).count())


def _without_any(round_id: int) -> int:
    having: Any = ElectronicVersion.select(ElectronicVersion.application).where(ElectronicVersion.sha256 != "")
    return int(Application.select().where(Application.round == round_id, Application.id.not_in(having)).count())


def _lent(round_id: int) -> int:
    lent = PaperCopy.status == CopyStatus.LENT
    return int(PaperCopy.select().join(Application).where(Application.round == round_id, lent).count())


def _unproved(round_id: int) -> int:
    proved: Any = Cancellation.select(Cancellation.application)
    gone = Application.select().where(Application.round == round_id, Application.state == State.DISQUALIFIED)
    return int(gone.where(Application.id.not_in(proved)).count())


def _row(row: RoundArchive) -> ArchiveRow:
    return ArchiveRow(row.round.name, row.name, row.made_at, row.by, row.files, row.size, row.manifest_hash)
