"""What the papers of custody say: labels, 交接单, 未归还."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from db.enums import CopyStatus
from db.models import Application, Handover, PartyOrganization, Round
from desktop_app.office import office_settings
from desktop_app.office.custody_page import copy_rows, handover, handover_copies
from desktop_app.office.papers import letterhead
from desktop_app.office.rounds import required_round_id
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.labels import check_first, label_format, parse_order
from desktop_app.rules.numbering import Numbered, parse_number
from desktop_app.shapes.copies import CopyMarks
from desktop_app.shapes.custody import CopyRow
from desktop_app.shapes.desk_papers import (
    CopyLabel,
    DeskReport,
    HandedCopy,
    HandoverList,
    LabelSheet,
    ReportColumn,
    ReportRow,
)

_UNRETURNED = (
    ReportColumn("序号", 24, number=True),
    ReportColumn("纸质件", 76),
    ReportColumn("基层党组织", 92),
    ReportColumn("党支部", 110),
    ReportColumn("品牌名称", 92),
    ReportColumn("借给", 84),
    ReportColumn("借出日期", 56, day=True),
    ReportColumn("应还日期", 56, day=True),
    ReportColumn("逾期天数", 44, number=True),
)


def copy_labels(code: str | None, now: datetime) -> LabelSheet:
    """Labels of the current round: of applications or copies, a 基层党组织, or of all copies that came.

    `rules.labels.parse_order` says how a code also names the sheet and its first free label.
    """
    round_ = Round.get_by_id(required_round_id())
    codes, key, first = parse_order(code or "", office_settings.profile().label_format)
    every = copy_rows(round_.id)
    rows = list(dict.fromkeys(row for each in codes for row in _of_code(every, each, round_.year)))
    if not codes:
        rows = [row for row in every if row.live]
    if not rows:
        raise RuleBroken("还没有要贴标签的纸质件。", "收件登记后，每份纸质件都有自己的编码。")
    form = label_format(key)
    check_first(form, first)
    return LabelSheet(
        letterhead=letterhead(round_),
        round_name=round_.name,
        format=form,
        first=first,
        labels=tuple(
            CopyLabel(row.code, row.branch, row.brand, row.ordinal, round_.copies, row.purpose) for row in rows
        ),
        made_at=now,
    )


def handover_list(code: str, now: datetime) -> HandoverList:
    """交接单 of a number: JJ-2023-0001."""
    row = Handover.get_by_id(handover_id(code))
    said, round_ = handover(row.id), Round.get_by_id(row.round_id)
    came_from = {moved.copy_id: moved.from_place for moved in row.movements}
    return HandoverList(
        letterhead=letterhead(round_),
        round_name=round_.name,
        number=said.number,
        kind=said.kind,
        holder=said.holder,
        place=said.place,
        at=said.at,
        by=said.by,
        due_on=said.due_on,
        note=said.note,
        copies=tuple(_handed(each, came_from[each.copy_id]) for each in handover_copies(row.id)),
        printed_at=now,
        reprint=said.issued,
    )


def handover_id(code: str) -> int:
    """The handover of a number. RuleBroken for none."""
    number = parse_number(code)
    row = None
    if number is not None and number.what is Numbered.HANDOVER:
        row = Handover.get_or_none(Handover.number == number.full)
    if row is None:
        raise RuleBroken(f"没有交接单 {code}。", "请核对号码，例如 JJ-2025-0001。")
    return int(row.id)


def unreturned(now: datetime) -> DeskReport:
    """未归还 of the current round: who has which copy since when; those overdue first, the longest at the front."""
    round_ = Round.get_by_id(required_round_id())
    today = now.date()
    lent = [row for row in copy_rows(round_.id) if row.status is CopyStatus.LENT]
    lent.sort(key=lambda row: (row.due_on or date.max, row.holder, row.code))
    overdue = sum(row.overdue(today) for row in lent)
    people = len({row.holder for row in lent})
    said = f"借出未还 {len(lent)} 份，在 {people} 处" + (f"；其中逾期 {overdue} 份。" if overdue else "；没有逾期。")
    return DeskReport(
        letterhead=letterhead(round_),
        title="纸质件未归还清单",
        round_name=round_.name,
        as_of=now,
        columns=_UNRETURNED,
        rows=tuple(_unreturned(number, row, today) for number, row in enumerate(lent, 1)),
        closing=said if lent else "没有借出未还的纸质件。",
        across=True,
    )


def _unreturned(number: int, row: CopyRow, today: date) -> ReportRow:
    late = (today - row.due_on).days if row.due_on and row.overdue(today) else None
    cells = (number, row.code, row.organization, row.branch, row.brand, row.holder, row.since.date(), row.due_on, late)
    return ReportRow(cells)


def _of_code(rows: Sequence[CopyRow], code: str, year: int) -> list[CopyRow]:
    number = parse_number(code, year=year)
    if number is not None and number.what in (Numbered.APPLICATION, Numbered.COPY):
        found = [row for row in rows if number.full in (row.code, row.application_number)]
        if not found and Application.get_or_none(Application.number == number.full) is None:
            raise RuleBroken(f"本批次没有 {number.full}。", "请核对编号。")
        return found
    if PartyOrganization.get_or_none(PartyOrganization.name == code.strip()) is None:
        raise RuleBroken(f"“{code}”既不是申报编号，也不是基层党组织的名称。", "例如 ZBPP-2025-031，或名册里的全称。")
    return [row for row in rows if row.organization == code.strip()]


def _handed(row: CopyRow, came_from: str) -> HandedCopy:
    return HandedCopy(
        code=row.code,
        organization=row.organization,
        branch=row.branch,
        brand=row.brand,
        ordinal=row.ordinal,
        came_from=came_from,
        remark="、".join(_faults(row.marks)),
    )


def _faults(marks: CopyMarks) -> list[str]:
    seen = (("未盖章", marks.stamped), ("未签字", marks.signed), ("不完整", marks.whole))
    return [words for words, fine in seen if not fine]
