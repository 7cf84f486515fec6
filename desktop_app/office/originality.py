"""查重 set by hand: what a person found of an application. A lead stops it until somebody has cleared it."""

from __future__ import annotations

from collections.abc import Iterable

from db.enums import OriginalityVerdict, State
from db.models import Application, OriginalityCheck
from desktop_app.office import publicity
from desktop_app.office.rows import row_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workflow import ENDED


def record_originality(
    *, application_ids: Iterable[int], verdict: OriginalityVerdict, note: str, by: str, at: str
) -> int:
    """未见抄袭 or 有线索, by whom and when; said again it replaces what was said. Says how many.

    A lead says what was found, and clearing one says how. The last lead cleared makes 已立项 of a project whose days
    of 公示 were over meanwhile. RuleBroken for an application that is out.
    """
    recorded = 0
    for application_id in application_ids:
        _record(row_of(Application, application_id), verdict, note.strip(), by, at)
        recorded += 1
    return recorded


def _record(application: Application, verdict: OriginalityVerdict, note: str, by: str, at: str) -> None:
    named = f"{application.number}“{application.branch.name}”"
    if State(application.state) in ENDED:
        raise RuleBroken(f"{named}已是“{application.state}”，不再查重。", "恢复申报之后才能再记。")
    row = OriginalityCheck.get_or_none(OriginalityCheck.application == application)
    if verdict is OriginalityVerdict.LEAD and not note:
        raise RuleBroken("有线索要写明线索。", "例如“第二部分与 ZBPP-2023-012 有两段相同”。")
    cleared = row is not None and row.verdict == OriginalityVerdict.LEAD and verdict is OriginalityVerdict.CLEAR
    if cleared and not note:
        raise RuleBroken(f"{named}有线索，改为“未见抄袭”要写明怎样查清的。", "例如“相同的是通知原文，不算抄袭”。")
    if row is None:
        OriginalityCheck.create(application=application, verdict=verdict, note=note, by=by, at=at)
    else:
        row.verdict, row.note, row.by, row.at = verdict, note, by, at
        row.save(only=[OriginalityCheck.verdict, OriginalityCheck.note, OriginalityCheck.by, OriginalityCheck.at])
    if cleared:
        publicity.establish_if_free(application, reason="查重线索已查清", by=by, at=at)
