"""What the papers of 补正 say: notices to branches and organisations, 补正情况, completeness by organisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby

from db.enums import State
from db.models import Application, PartyOrganization, Round
from desktop_app.office import office_settings, roster
from desktop_app.office.admission_page import admission_page, round_lists
from desktop_app.office.papers import letterhead
from desktop_app.office.rounds import required_round_id
from desktop_app.rules.completeness import lacking_words
from desktop_app.rules.deadlines import parse_clock
from desktop_app.rules.deficiencies import is_over, what_to_do
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import Numbered, parse_number
from desktop_app.rules.workflow import AT_THE_DESK, ENDED
from desktop_app.shapes.deficiencies import AdmissionRow, DeficiencyList
from desktop_app.shapes.desk_papers import (
    CorrectionNotice,
    CorrectionNotices,
    DeskReport,
    NoticeItem,
    NoticeList,
    ReportColumn,
    ReportRow,
)

_Pair = tuple[AdmissionRow, DeficiencyList]
WHOLE = "@单位"  # behind the numbers of lists: one notice to each 基层党组织

_STATUS = (
    ReportColumn("序号", 24, number=True),
    ReportColumn("补正编号", 64),
    ReportColumn("申报编号", 72),
    ReportColumn("基层党组织", 84),
    ReportColumn("党支部", 100),
    ReportColumn("应补正", 148),
    ReportColumn("开出", 56, day=True),
    ReportColumn("期限", 56, day=True),
    ReportColumn("补齐", 58, day=True),
    ReportColumn("情况", 66),
    ReportColumn("备注", 64),
)
_BY_ORGANIZATION = (
    ReportColumn("序号", 32, number=True),
    ReportColumn("基层党组织", 150),
    ReportColumn("支部", 36, number=True),
    ReportColumn("应报", 36, number=True),
    ReportColumn("已申报", 40, number=True),
    ReportColumn("齐全", 36, number=True),
    ReportColumn("待补正", 40, number=True),
    ReportColumn("纸质未到", 46, number=True),
    ReportColumn("电子版未到", 54, number=True),
    ReportColumn("逾期", 36, number=True),
    ReportColumn("撤回等", 40, number=True),
    ReportColumn("应报未报", 46, number=True),
)


def correction_notices(code: str | None, now: datetime) -> CorrectionNotices:
    """补正通知 of the current round.

    The code names lists, BZ-2025-0001 BZ-2025-0002 (a notice to each branch; with @单位 one to each 基层党组织), which
    are printed as they were made; or an application, or a 基层党组织 (one notice for all its branches): of these, and
    of all organisations without a code, what is still missing. RuleBroken where nothing is.
    """
    round_ = Round.get_by_id(required_round_id())
    pairs, whole, in_full = _asked(round_, code)
    close = parse_clock(office_settings.profile().close_of_office)
    pairs = sorted(pairs, key=lambda pair: (pair[0].organization, pair[0].number))
    made = []
    for organization, group in groupby(pairs, key=lambda pair: pair[0].organization):
        rows, listed = zip(*group, strict=True)
        said = [
            _notice_list(row, each, datetime.combine(each.due_on, close), in_full)
            for row, each in zip(rows, listed, strict=True)
        ]
        if whole:
            made.append(CorrectionNotice(organization, True, tuple(said), *_dated(listed, in_full, now)))
        else:
            made += [
                CorrectionNotice(
                    f"{organization}{_branch(row, organization)}", False, (one,), *_dated((each,), in_full, now)
                )
                for row, each, one in zip(rows, listed, said, strict=True)
            ]
    return CorrectionNotices(letterhead(round_), round_.name, now, tuple(made))


def noticed(code: str | None) -> tuple[int, ...]:
    """The lists that the notices of a code are of."""
    pairs, _, _ = _asked(Round.get_by_id(required_round_id()), code)
    return tuple(each.deficiency_id for _, each in pairs)


def deficiency_status(now: datetime) -> DeskReport:
    """补正情况 of the current round: every list that was made, and what became of it."""
    round_ = Round.get_by_id(required_round_id())
    close = office_settings.profile().close_of_office
    pairs = round_lists(round_.id)
    told = [status_words(row, each, now, close) for row, each in pairs]
    counted = [f"{words} {told.count(words)} 份" for words in dict.fromkeys(told)]
    return DeskReport(
        letterhead=letterhead(round_),
        title="补正情况",
        round_name=round_.name,
        as_of=now,
        columns=_STATUS,
        rows=tuple(
            ReportRow(_status(number, row, each, words), struck=each.closed_at is not None)
            for number, ((row, each), words) in enumerate(zip(pairs, told, strict=True), 1)
        ),
        closing=f"补正清单 {len(pairs)} 份：{'、'.join(counted)}。" if pairs else "还没有开出补正清单。",
        across=True,
    )


def status_words(row: AdmissionRow, each: DeficiencyList, now: datetime, close: str) -> str:
    """在补, 逾期未补, 按期补齐, 逾期补齐, 作废, or what ended it."""
    if each.closed_at:
        return "作废"
    if each.settled_at:
        return "逾期补齐" if is_over(each.due_on, each.settled_at, close) else "按期补齐"
    if row.state in ENDED:
        return str(row.state)
    return "逾期未补" if is_over(each.due_on, now, close) else "在补"


def completeness_by_organization(now: datetime) -> DeskReport:
    """How complete each 基层党组织 is: its branches, who must apply, what came and what lacks."""
    round_ = Round.get_by_id(required_round_id())
    rows = admission_page(round_.id, now).rows
    must = roster.obligations(round_.id)
    missing = {group.organization_id: len(group.branches) for group in roster.missing_branches(round_.id, must)}
    lines = []
    branches = groupby(roster.branch_rows(round_.id), key=lambda row: (row.organization_id, row.organization))
    for number, ((organization_id, name), group) in enumerate(branches, 1):
        members = list(group)
        mine = [row for row in rows if row.organization_id == organization_id]
        obligated = sum(row.obligated for row in members)
        lines.append((number, name, len(members), obligated, *_counted(mine), missing.get(organization_id, 0)))
    totals = [sum(line[at] for line in lines) for at in range(2, len(_BY_ORGANIZATION))]
    words = [f"{column.title} {total}" for column, total in zip(_BY_ORGANIZATION[2:], totals, strict=True)]
    return DeskReport(
        letterhead=letterhead(round_),
        title="各基层党组织材料齐全情况",
        round_name=round_.name,
        as_of=now,
        columns=_BY_ORGANIZATION,
        rows=tuple(ReportRow(line) for line in lines),
        closing=f"合计：{'，'.join(words)}。",
    )


def _counted(mine: Sequence[AdmissionRow]) -> tuple[int, ...]:
    """已申报, 齐全, 待补正, 纸质未到, 电子版未到, 逾期, 撤回等."""
    live = [row for row in mine if row.state not in ENDED]
    tests: tuple[Callable[[AdmissionRow], bool], ...] = (
        lambda row: row.state is not State.INCOMPLETE and row.state is not State.REGISTERED,
        lambda row: row.state is State.INCOMPLETE,
        lambda row: row.copies_in == 0,
        lambda row: not row.electronic_at,
        lambda row: row.late,
    )
    return (len(live), *(sum(map(test, live)) for test in tests), len(mine) - len(live))


def _counts(pair: _Pair) -> bool:
    row, each = pair
    return each.open and row.state in AT_THE_DESK


def _asked(round_: Round, code: str | None) -> tuple[list[_Pair], bool, bool]:
    """The lists of a code; whether one notice goes to a whole organisation; whether lists are printed in full."""
    every = list(round_lists(round_.id))
    owing = [pair for pair in every if _counts(pair)]
    if not code:
        found, whole, in_full = owing, True, False
    elif numbers := _numbers(code, round_.year):
        found, whole, in_full = [pair for pair in every if pair[1].number in numbers], code.endswith(WHOLE), True
        if unknown := numbers - {each.number for _, each in found}:
            raise RuleBroken(f"本批次没有补正清单 {min(unknown)}。", "请核对编号，例如 BZ-2025-0001。")
    else:
        (found, whole), in_full = _of_one(owing, code.strip(), round_.year), False
    if not found:
        raise RuleBroken("没有要补正的清单。", "先在“收件登记 → 补正”里列出补正清单。")
    return found, whole, in_full


def _numbers(code: str, year: int) -> frozenset[str]:
    """The lists a code names; empty when it names something else."""
    read = [parse_number(each, year=year) for each in code.removesuffix(WHOLE).replace("、", " ").split()]
    if any(number is None or number.what is not Numbered.DEFICIENCY for number in read):
        return frozenset()
    return frozenset(number.full for number in read if number)


def _of_one(pairs: Sequence[_Pair], code: str, year: int) -> tuple[list[_Pair], bool]:
    """The lists of an application or a 基层党组织, and whether it is the latter."""
    number = parse_number(code, year=year)
    if number is not None and number.what is Numbered.APPLICATION:
        if Application.get_or_none(Application.number == number.full) is None:
            raise RuleBroken(f"没有申报编号 {number.full}。", "请核对编号。")
        return [pair for pair in pairs if pair[0].number == number.full], False
    if PartyOrganization.get_or_none(PartyOrganization.name == code) is None:
        raise RuleBroken(f"“{code}”不是申报编号、补正编号或基层党组织。", "例如 ZBPP-2025-031、BZ-2025-0001，或全称。")
    return [pair for pair in pairs if pair[0].organization == code], True


def _branch(row: AdmissionRow, organization: str) -> str:
    """A 直属党支部 is its own organisation and is named once."""
    return "" if row.branch == organization else row.branch


def _dated(lists: Sequence[DeficiencyList], in_full: bool, now: datetime) -> tuple[date, bool, str]:
    """The day under a notice, whether it was printed before, and when: a list's term runs from the day it was made."""
    if not in_full:
        return now.date(), False, ""
    issued = [each.issued_at for each in lists if each.issued_at is not None]
    day, reprint = max(each.made_at for each in lists).date(), len(issued) == len(lists)
    return day, reprint, max(issued).isoformat(timespec="seconds") if reprint else ""


def _notice_list(row: AdmissionRow, each: DeficiencyList, due: datetime, in_full: bool) -> NoticeList:
    """What a list says, or what of it is still missing, a line to a kind."""
    missing = [item.lacking for item in each.items if in_full or item.settled_at is None]
    lines = []
    for lack, group in groupby(missing, key=lambda one: one.lack):
        (words,) = lacking_words(list(group))
        lines.append(NoticeItem(words, what_to_do(lack)))
    return NoticeList(each.number, row.number, row.branch, row.brand, due, tuple(lines))


def _status(number: int, row: AdmissionRow, each: DeficiencyList, words: str) -> tuple[str | int | date | None, ...]:
    settled = sum(item.settled_at is not None for item in each.items)
    open_count = f"（已补 {settled}/{len(each.items)}）" if each.open and settled else ""
    remark = each.close_reason or (f"延期：{each.extension_reason}" if each.extension_reason else "")
    return (
        number,
        each.number,
        row.number,
        row.organization,
        row.branch,
        "；".join(lacking_words([item.lacking for item in each.items])),
        each.made_at.date(),
        each.due_on,
        each.settled_at.date() if each.settled_at else None,
        f"{words}{open_count}",
        remark,
    )
