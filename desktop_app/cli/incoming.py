"""`import forms`, `import mail`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import partial

from desktop_app.cli.results import Result
from desktop_app.cli.session import writing
from desktop_app.folders import default_data_folder
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.matching import Fate, IncomingPlan, TakenFile

BY_HAND = "请在窗口的“收件登记 → 电子版”里导入，指定它属于哪个支部。"


def import_forms(given: argparse.Namespace) -> Result:
    """Forms from files and folders; what cannot be told for certain is left to the clerk and named."""
    return _import(given, "导入申报书")


def import_mail(given: argparse.Namespace) -> Result:
    """The forms in mails; folders may hold saved attachments too."""
    return _import(given, "导入邮件")


def _import(given: argparse.Namespace, title: str) -> Result:
    from desktop_app.file_store import FileStore
    from desktop_app.ledger import moment
    from desktop_app.office.incoming import apply_incoming, known
    from desktop_app.office.rounds import required_round_id
    from desktop_app.readers.mailbox import read_incoming
    from desktop_app.rules.incoming import blocked, left_over, plan_incoming, taken_files
    from desktop_app.rules.typed_dates import read_moment, written_moment

    if missing := [path.name for path in given.paths if not path.exists()]:
        raise RuleBroken(f"找不到“{missing[0]}”。", "请核对路径。")
    with writing(given) as ledger:
        round_id, now = required_round_id(), ledger.clock()
        arrived = written_moment(read_moment(given.at, near=now.date()) if given.at else now)
        store = FileStore(given.data or default_data_folder())
        plan = plan_incoming(known(round_id), read_incoming(given.paths, store), arrived_at=arrived)
        why, applied = blocked(plan), False
        numbers: Mapping[int, str] = {}
        try:
            if not why:
                named = "、".join(path.name for path in given.paths[:3]) + ("等" if len(given.paths) > 3 else "")
                step = partial(apply_incoming, round_id=round_id, plan=plan, by=ledger.actor, at=moment(now))
                numbers = ledger.run(f"{title} {named}", step, guarded=True)
                applied = True
        finally:
            for sha256 in left_over(plan, applied=applied):
                store.discard(sha256)
    return _result(plan, taken_files(plan, numbers), why)


def _result(plan: IncomingPlan, taken: tuple[TakenFile, ...], why: str) -> Result:
    """Files that were there already count as matched: the same import twice changes nothing, and is no failure."""
    unmatched = [
        (line.form.file, line.problem, line.todo if line.branch else BY_HAND) for line in plan.having(Fate.UNDECIDED)
    ]
    refused = [(each.file, each.reason, each.todo) for each in plan.refused]
    value = {
        "matched": [each.as_json() for each in taken],
        "unmatched": [{"file": file, "reason": f"{reason}{todo}"} for file, reason, todo in unmatched],
        "refused": [{"file": file, "reason": f"{reason}{todo}"} for file, reason, todo in refused],
    }
    lines = [
        *(f"{each.file}　{_fate(each)}　{each.application}　{each.branch}“{each.brand}”" for each in taken),
        *(f"{file}　待定：{reason}{todo}" for file, reason, todo in unmatched),
        *(f"{file}　不能导入：{reason}{todo}" for file, reason, todo in refused),
    ]
    notes = [f"{line.form.file}：{note}。" for line in plan.lines if line.taken for note in line.notes]
    return Result(value, lines, [*notes, *([why] if why and not taken else [])], status=0 if taken else 1)


def _fate(each: TakenFile) -> str:
    if each.already:
        return "已有"
    return f"{'新登记，' if each.registered else ''}{each.kind}"
