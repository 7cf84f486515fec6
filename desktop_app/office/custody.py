"""流转: Commands. Copies are lent, come back, go to the archive or back to the branch: one handover, one or many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.enums import CopyStatus, MovementKind
from db.models import Application, CopyMovement, Handover, PaperCopy, Round
from desktop_app.office.numbers import give_handover_number
from desktop_app.office.rows import row_of
from desktop_app.rules.custody import AFTER, check_entry, check_move
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.intake import minute
from desktop_app.rules.numbering import Numbered, parse_number
from desktop_app.shapes.custody import HandoverEntry, MadeHandover

IN_OFFICE, IN_ARCHIVE, AT_BRANCH = "组织科", "档案柜", "申报支部"


def move_copies(*, entry: HandoverEntry, by: str) -> MadeHandover:
    """Do one thing with one or many copies: all of them or none, one 交接单.

    RuleBroken, naming the copy, when it is not where this could be done with it.
    """
    kind, at = entry.kind, minute(entry.at)
    copies = _copies(entry.copy_ids)
    if not copies:
        raise RuleBroken("还没有选纸质件。", "请扫码，或在列表里选一份或多份。")
    due_on = entry.due_on if kind is MovementKind.LEND else ""
    check_entry(kind, entry.holder, date.fromisoformat(at[:10]), date.fromisoformat(due_on) if due_on else None)
    for copy in copies:
        check_move(copy.code, CopyStatus(copy.status), copy.place, kind)
        _check_order(copy, at)
    handover = Handover.create(
        round=copies[0].application.round_id,
        number=give_handover_number(Round.get_by_id(copies[0].application.round_id).year),
        kind=kind,
        holder=entry.holder.strip(),
        place=_place(entry),
        at=at,
        by=by,
        due_on=due_on,
        note=entry.note.strip(),
    )
    CopyMovement.insert_many(
        [
            {"handover": handover, "copy": copy, "position": place, "from_place": copy.place}
            for place, copy in enumerate(copies, 1)
        ]
    ).execute()
    holder = handover.holder if kind in (MovementKind.LEND, MovementKind.HAND_BACK) else ""
    after = {"status": AFTER[kind], "place": handover.place, "since": at, "due_on": due_on, "holder": holder}
    PaperCopy.update(after).where(PaperCopy.id.in_([copy.id for copy in copies])).execute()
    return MadeHandover(handover.id, handover.number, kind, len(copies))


def issue_handover(*, handover_id: int, at: str) -> None:
    """Note that the 交接单 left the office. Run it as a final step; a reprint changes nothing."""
    row = row_of(Handover, handover_id)
    if not row.issued_at:
        row.issued_at = at
        row.save(only=[Handover.issued_at])


def copy_id_of(code: str, *, round_id: int | None) -> int:
    """The copy of a scanned or typed code: ZBPP-2025-031-3, 031-3. RuleBroken for what is no copy's code."""
    round_ = None if round_id is None else Round.get_or_none(Round.id == round_id)
    number = parse_number(code, year=None if round_ is None else round_.year)
    if number is None or number.what is not Numbered.COPY:
        raise RuleBroken(
            f"“{code.strip()}”不是纸质件的编码。", "请扫标签上的条码，例如 ZBPP-2025-031-3，或输入 031-3。"
        )
    row = PaperCopy.get_or_none(PaperCopy.code == number.full)
    if row is None:
        known = Application.get_or_none(Application.number == number.full.rpartition("-")[0])
        why = f"第 {number.copy} 份还没有收到" if known else "没有这个申报编号"
        raise RuleBroken(f"没有纸质件 {number.full}：{why}。", "请核对标签。")
    return int(row.id)


def _copies(copy_ids: Sequence[int]) -> list[PaperCopy]:
    """The copies, each once, in the order given. RuleBroken for one that is gone."""
    found = {row.id: row for row in PaperCopy.select().where(PaperCopy.id.in_(list(copy_ids)))}
    return [found.get(each) or row_of(PaperCopy, each) for each in dict.fromkeys(copy_ids)]


def _place(entry: HandoverEntry) -> str:
    """Where the copies are afterwards: as typed, else the usual place of this kind."""
    usual = {
        MovementKind.LEND: entry.holder.strip(),
        MovementKind.RETURN: IN_OFFICE,
        MovementKind.ARCHIVE: IN_ARCHIVE,
        MovementKind.HAND_BACK: AT_BRANCH,
    }
    return entry.place.strip() or usual[entry.kind]


def _check_order(copy: PaperCopy, at: str) -> None:
    """A copy does not go before it came, nor before it last went."""
    last = copy.since or copy.received_at
    if at < last:
        raise RuleBroken(f"{copy.code} 上一次变动是 {last}，这次却是 {at}。", "请改正时间。")


def ids_of(codes: Sequence[str], *, round_id: int | None) -> tuple[int, ...]:
    """The copies of several codes."""
    return tuple(copy_id_of(code, round_id=round_id) for code in codes)
