"""文件中心: of what a document of the desk may be asked, and how much there is of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import peewee as pw

from db.connection import database
from db.enums import CopyStatus
from db.models import Application, Deficiency, Handover, PaperCopy, PartyOrganization, Receipt
from desktop_app.office import roster, rounds
from desktop_app.office.live import LIVE
from desktop_app.rules.pinyin import found_span, matches
from desktop_app.shapes.window import Proposal

OF_ORGANIZATIONS = frozenset({"receiving_register", "correction_notice", "copy_labels"})
OF_APPLICATIONS = frozenset({"copy_labels", "revision_comparison", "opinion_feedback"})
ASKED = OF_ORGANIZATIONS | OF_APPLICATIONS | {"handover_list", "application_form"}  # keys of documents
MOST = 8


def propose_codes(key: str, typed: str) -> tuple[Proposal, ...]:
    """What stands behind `--for` of a document, as one types: the newest first while nothing is typed."""
    round_id, wanted = rounds.current_round_id(), typed.strip()
    if round_id is None or key not in ASKED:
        return ()
    if key == "application_form":
        return _branches(round_id, wanted)
    found = [*_numbered(key, round_id, wanted)]
    if key in OF_ORGANIZATIONS:
        found += _organizations(wanted)
    return tuple(found[:MOST])


def desk_counts(round_id: int) -> dict[str, str]:
    """What stands beside the titles of the desk's documents; "" for nothing."""
    lists = _count(Deficiency.select().join(Application).where(Application.round == round_id))
    lent = _count(
        PaperCopy.select()
        .join(Application)
        .where((Application.round == round_id) & (PaperCopy.status == CopyStatus.LENT))
    )
    open_lists = _count(_open_lists(round_id))
    handovers = _count(Handover.select().where(Handover.round == round_id))
    said = {
        "correction_notice": f"{open_lists} 份未补齐" if open_lists else "",
        "deficiency_status": f"{lists} 份清单" if lists else "",
        "handover_list": f"{handovers} 张" if handovers else "",
        "unreturned": f"{lent} 份" if lent else "",
    }
    return {key: words for key, words in said.items() if words}


def newest_handover(round_id: int) -> str:
    """The number of the last handover; "" before the first."""
    row = Handover.select().where(Handover.round == round_id).order_by(Handover.id.desc()).first()
    return str(row.number) if row else ""


def _count(query: Any) -> int:
    return int(query.count())


def _open_lists(round_id: int) -> Any:
    return (
        Deficiency.select()
        .join(Application)
        .where((Application.round == round_id) & LIVE & (Deficiency.settled_at == "") & (Deficiency.closed_at == ""))
    )


def _numbered(key: str, round_id: int, wanted: str) -> Iterable[Proposal]:
    """Handovers, notices, applications or days whose number holds what was typed."""
    rows: Any
    if key == "handover_list":
        rows = Handover.select().where(Handover.round == round_id).order_by(Handover.id.desc())
        pairs = [(row.number, f"{row.kind}　{row.holder or row.place}　{row.at[5:16]}") for row in rows]
    elif key == "correction_notice":
        rows = _open_lists(round_id).order_by(Deficiency.id.desc())
        pairs = [(row.number, f"{row.application.branch.name}　{row.due_on} 到期") for row in rows]
    elif key in OF_APPLICATIONS:
        rows = Application.select().where((Application.round == round_id) & LIVE).order_by(Application.number.desc())
        pairs = [(row.number, row.branch.name) for row in rows.limit(MOST if not wanted else 1000)]
    else:
        pairs = [(day, f"{visits} 次收件") for day, visits in _days(round_id)]
    for code, note in pairs:
        if wanted.upper() in code or (wanted and wanted in note):
            at = code.find(wanted.upper()) if wanted else -1
            yield Proposal(0, code, note, (at, at + len(wanted)) if at >= 0 else (0, 0))


def _branches(round_id: int, wanted: str) -> tuple[Proposal, ...]:
    """Branches, each with its organisation: what `application_forms.branch_of` reads."""
    found = roster.search_branches(wanted, round_id=round_id, limit=MOST) if wanted else ()
    return tuple(
        Proposal(hit.branch.branch_id, f"{hit.branch.organization}　{hit.branch.name}", "、".join(hit.branch.honours))
        for hit in found
    )


def _days(round_id: int) -> list[tuple[str, int]]:
    day = pw.fn.SUBSTR(Receipt.received_at, 1, 10)
    query: Any = Receipt.select(day, pw.fn.COUNT(Receipt.id)).where(Receipt.round == round_id, Receipt.voided_at == "")
    return list(database.execute(query.group_by(day).order_by(day.desc())))


def _organizations(wanted: str) -> Iterable[Proposal]:
    """基层党组织 that answer, by characters, pinyin or initials."""
    rows = PartyOrganization.select().where(PartyOrganization.closed_on == "").order_by(PartyOrganization.position)
    for row in rows:
        if wanted and matches(row.search, wanted) is not None:
            yield Proposal(row.id, row.name, "基层党组织", found_span(row.search, wanted) or (0, 0))
