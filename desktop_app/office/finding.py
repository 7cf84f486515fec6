"""What “前往” finds: applications, branches, visits, copies, score sheets, by name, pinyin, initials or number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from db.connection import database
from db.models import (
    Application,
    Branch,
    Deficiency,
    Designation,
    Handover,
    ObligationOverride,
    PaperCopy,
    PartyOrganization,
    Receipt,
    Review,
    Round,
)
from desktop_app.office import rounds
from desktop_app.office.branches import honour_of
from desktop_app.office.live import LIVE
from desktop_app.rules.deadlines import deadline_day
from desktop_app.rules.numbering import (
    APPLICATION_PREFIX,
    RECEIPT_PREFIX,
    Number,
    Numbered,
    normalized_code,
    parse_number,
    receipt_number,
)
from desktop_app.rules.obligation import Override, obligation
from desktop_app.rules.pinyin import found_span, matches, typed_forms
from desktop_app.rules.review_codes import parse_review_code
from desktop_app.shapes import shape
from desktop_app.shapes.roster import Honour
from desktop_app.shapes.window import Hit, Place

DESK, ROSTER, REVIEWS = "收件登记", "支部名册", "专家评审"
APPLICATIONS, BRANCHES, RECEIPTS, COPIES, SHEETS, PAPERS = (
    "申报项目",
    "党支部",
    "收件",
    "纸质件",
    "评分表",
    "补正和交接",
)
MOST = 12
MOST_OF = {APPLICATIONS: 4, BRANCHES: 4, RECEIPTS: 2, COPIES: 2, SHEETS: 1, PAPERS: 1}  # in this order
SHORTEST_PREFIX = 4  # characters of a code, such as SJ-2, before everything that begins so is listed
APART = "　"


@shape
class _Applied:
    """An application, as a hit needs it. `round_name` is "" in the current round."""

    application_id: int
    branch_id: int
    branch: str
    number: str
    brand: str
    state: str
    round_name: str

    @property
    def place(self) -> Place:
        """The counter's page knows the current round; an earlier year is told by the branch's own dossier."""
        if self.round_name:
            return Place(ROSTER, "branch", self.branch_id)
        return Place(DESK, "application", self.application_id)

    def hit(self, text: str, found: tuple[int, int], *others: str) -> Hit:
        note = APART.join(part for part in (*others, self.state, self.round_name) if part)
        return Hit(APPLICATIONS, text, note, self.place, found, "file-text")


def find(typed: str) -> tuple[Hit, ...]:
    """At most MOST hits, group by group: what answers as a number before what answers as a name."""
    wanted = typed.strip()
    if not wanted:
        return ()
    round_id = rounds.current_round_id()
    hits = _by_number(wanted, round_id)
    if not _is_code(wanted):
        hits += [*_by_branch(wanted, round_id), *_by_brand(wanted, round_id), *_by_submitter(wanted)]
    return _best(hits)


def _is_code(wanted: str) -> bool:
    """Whether it can be nothing but a number of ours: no name is then looked for."""
    begins = normalized_code(wanted).startswith((f"{APPLICATION_PREFIX}-", f"{RECEIPT_PREFIX}-"))
    return begins or parse_number(wanted) is not None or (wanted.isdigit() and wanted.startswith("0"))


def place_of_code(code: str) -> Place | None:
    """Where a scanned or typed code leads: ZBPP-2025-022-4 (a copy), ZBPP-2025-022, SJ-2025-0012, BZ-2025-0003,
    JJ-2025-0001, PF-2025-022-3; None for one never given."""
    if sheet := _sheet(code):
        return Place(REVIEWS, "review", sheet.id)
    number = parse_number(code)
    if number is None:
        return None
    if number.what is Numbered.RECEIPT:
        receipt = Receipt.get_or_none(Receipt.number == number.full)
        return None if receipt is None else Place(DESK, "receipt", receipt.id)
    for what, kind, row, column in (
        (Numbered.COPY, "copy", PaperCopy, PaperCopy.code),
        (Numbered.DEFICIENCY, "deficiency", Deficiency, Deficiency.number),
        (Numbered.HANDOVER, "handover", Handover, Handover.number),
    ):
        if number.what is what:
            one = row.get_or_none(column == number.full)
            return None if one is None else Place(DESK, kind, one.id)
    found = _applications(Application.number == number.full, rounds.current_round_id())
    return found[0].place if found else None


def _best(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The first few of every group; none leads to the same record twice."""
    kept: dict[str, dict[Place | None, Hit]] = {group: {} for group in MOST_OF}
    for hit in hits:
        group = kept[hit.group]
        if len(group) < MOST_OF[hit.group]:
            group.setdefault(hit.place, hit)
    return tuple(hit for group in kept.values() for hit in group.values())[:MOST]


# By number ------------------------------------------------------------------------------------------------------------


def _by_number(wanted: str, round_id: int | None) -> list[Hit]:
    """A whole code, the beginning of one, or the short form of the current round: 031, 31, 0012, 031-3."""
    year = Round.get_by_id(round_id).year if round_id else None
    number, code = parse_number(wanted, year=year), normalized_code(wanted)
    if sheet := _sheet(wanted):
        note = APART.join((sheet.application.branch.name, f"“{sheet.application.brand}”"))
        return [
            Hit(SHEETS, sheet.code, note, Place(REVIEWS, "review", sheet.id), (0, len(sheet.code)), "clipboard-check")
        ]
    if number is None:
        begins = len(code) >= SHORTEST_PREFIX and code.startswith((APPLICATION_PREFIX, RECEIPT_PREFIX))
        return _numbered(code, round_id) if begins else []
    if number.what is Numbered.COPY:
        return _copies(number.full)
    if number.what in (Numbered.DEFICIENCY, Numbered.HANDOVER):
        return _papers(number)
    hits = _numbered(number.full, round_id)
    short = number.what is Numbered.APPLICATION and parse_number(wanted) is None
    return hits + (_receipts(receipt_number(number.year, number.serial)) if short else [])


def _numbered(code: str, round_id: int | None) -> list[Hit]:
    """Applications and visits whose number begins with `code`."""
    found = _applications(Application.number.startswith(code), round_id)
    hits = [each.hit(each.number, (0, len(code)), each.branch, f"“{each.brand}”") for each in found]
    return hits + _receipts(code)


def _receipts(code: str) -> list[Hit]:
    return [_receipt_hit(row, row.number, (0, len(code))) for row in _visits(Receipt.number.startswith(code))]


def _sheet(code: str) -> Review | None:
    """The score sheet of a whole code."""
    whole = parse_review_code(code)
    found: Review | None = Review.get_or_none(Review.code == whole) if whole else None
    return found


def _copies(code: str) -> list[Hit]:
    found = PaperCopy.get_or_none(PaperCopy.code == code)
    place = place_of_code(code)
    if found is None or place is None:
        return []
    lacks = [
        word for word, has in (("未盖章", found.stamped), ("未签字", found.signed), ("不完整", found.whole)) if not has
    ]
    note = APART.join((found.application.branch.name, f"第 {found.ordinal} 份", *lacks, f"在{found.place}"))
    return [Hit(COPIES, code, note, place, (0, len(code)), "archive")]


def _papers(number: Number) -> list[Hit]:
    """A notice of 补正 or a 交接单 of a whole number."""
    place = place_of_code(number.full)
    if place is None:
        return []
    if number.what is Numbered.DEFICIENCY:
        row = Deficiency.get_by_id(place.record_id)
        note = APART.join((row.application.branch.name, f"“{row.application.brand}”", f"{row.due_on} 到期"))
        return [Hit(PAPERS, number.full, note, place, (0, len(number.full)), "list-check")]
    moved = Handover.get_by_id(place.record_id)
    note = APART.join(part for part in (moved.kind, moved.holder or moved.place, moved.at[:16]) if part)
    return [Hit(PAPERS, number.full, note, place, (0, len(number.full)), "archive")]


# By name --------------------------------------------------------------------------------------------------------------


def _by_branch(wanted: str, round_id: int | None) -> list[Hit]:
    """The branches that answer, the best first: what they hand in this year, and themselves."""
    rows = database.execute(
        Branch.select(Branch.id, Branch.name, Branch.search, PartyOrganization.name)
        .join(PartyOrganization)
        .where(Branch.closed_on == "", reduce(or_, [Branch.search ** _in_order(form) for form in typed_forms(wanted)]))
        .order_by(PartyOrganization.position, Branch.position, Branch.id)
    )  # plain tuples: peewee's own cost three times as much, and this is asked at every key
    scored = [(score, row) for row in rows if (score := matches(row[2], wanted)) is not None]
    best = [row for _, row in sorted(scored, key=lambda each: each[0])][:MOST]
    applied = _live(round_id, [row[0] for row in best])
    must = _must(round_id, [row[0] for row in best])
    hits = []
    for branch_id, name, search, organization in best:
        span, application = found_span(search, wanted) or (0, 0), applied.get(branch_id)
        if application:
            hits.append(application.hit(name, span, f"“{application.brand}”", application.number))
        said = "已申报" if application else "应报，未申报" if must.get(branch_id) else "未申报"
        note = APART.join((organization, said) if round_id else (organization,))
        hits.append(Hit(BRANCHES, name, note, Place(ROSTER, "branch", branch_id), span, "users-group"))
    return hits


def _in_order(form: str) -> str:
    """A LIKE pattern for whatever holds these characters in this order: all that `matches` answers to, and more."""
    return "%".join(("", *(char for char in form if char not in "%_"), ""))


def _must(round_id: int | None, branch_ids: list[int]) -> Mapping[int, bool]:
    """Which of a few branches must apply in the round; nobody is said to while it has no deadline."""
    deadline = Round.get_by_id(round_id).submission_deadline if round_id else ""
    if not deadline:
        return {}
    day = deadline_day(deadline).isoformat()
    honours: dict[int, list[Honour]] = {branch_id: [] for branch_id in branch_ids}
    given: Any = Designation.select().where(Designation.branch.in_(branch_ids))
    for row in given:
        honours[row.branch_id].append(honour_of(row))
    said: Any = ObligationOverride.select().where(
        (ObligationOverride.round == round_id) & ObligationOverride.branch.in_(branch_ids)
    )
    overrides = {row.branch_id: Override(bool(row.obligated), row.reason) for row in said}
    return {each: obligation(found, day, overrides.get(each)).obligated for each, found in honours.items()}


def _by_brand(wanted: str, round_id: int | None) -> list[Hit]:
    found = _applications(Application.brand.contains(wanted), round_id)
    return [each.hit(each.brand, _span(each.brand, wanted), each.branch, each.number) for each in found]


def _by_submitter(wanted: str) -> list[Hit]:
    if wanted.isascii():
        return []
    rows = _visits(Receipt.submitter.contains(wanted))
    return [_receipt_hit(row, text := f"{row.submitter}{APART}{row.number}", _span(text, wanted)) for row in rows]


def _span(text: str, wanted: str) -> tuple[int, int]:
    at = text.casefold().find(wanted.casefold())
    return (at, at + len(wanted)) if at >= 0 else (0, 0)


# Reading --------------------------------------------------------------------------------------------------------------


def _live(round_id: int | None, branch_ids: list[int]) -> dict[int, _Applied]:
    if round_id is None:
        return {}
    where = (Application.round == round_id) & Application.branch.in_(branch_ids) & LIVE
    return {each.branch_id: each for each in _applications(where, round_id, len(branch_ids))}


def _applications(where: Any, round_id: int | None, most: int = MOST) -> list[_Applied]:
    """Those of the current round first."""
    rows = (
        Application.select(Application, Branch, Round)
        .join(Branch)
        .switch(Application)
        .join(Round)
        .where(where)
        .order_by((Application.round == round_id).desc(), Application.number)
        .limit(most)
    )
    return [
        _Applied(
            application_id=row.id,
            branch_id=row.branch_id,
            branch=row.branch.name,
            number=row.number,
            brand=row.brand,
            state=row.state,
            round_name="" if row.round_id == round_id else row.round.name,
        )
        for row in rows
    ]


def _visits(where: Any) -> list[Receipt]:
    """The newest first."""
    rows = Receipt.select(Receipt, PartyOrganization).join(PartyOrganization).where(where)
    return list(rows.order_by(Receipt.received_at.desc(), Receipt.id.desc()).limit(MOST_OF[RECEIPTS]))


def _receipt_hit(row: Receipt, text: str, found: tuple[int, int]) -> Hit:
    at = datetime.fromisoformat(row.received_at)
    note = APART.join((row.organization.name, f"{at:%m-%d %H:%M}", *(("作废",) if row.voided_at else ())))
    return Hit(RECEIPTS, text, note, Place(DESK, "receipt", row.id), found, "inbox")
