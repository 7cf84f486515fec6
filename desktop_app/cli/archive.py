"""`archive`, `archive-check`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop_app.cli.results import Result
from desktop_app.cli.session import opened, writing
from desktop_app.folders import data_folder


def archive(given: argparse.Namespace) -> Result:
    """The pack of a round, which is on record as soon as it stands; what cannot be recorded does not stand."""
    from desktop_app.archiving import Gathering, discard_archive, make_archive
    from desktop_app.archiving.making import check_free
    from desktop_app.jobs import Progress
    from desktop_app.ledger import moment
    from desktop_app.office import archive_contents, archives, rounds

    target: Path = given.out.absolute()
    with writing(given) as ledger:
        round_id = archive_contents.round_named(given.round) if given.round else rounds.required_round_id()
        check_free(target)  # before a minute's work
        plan = Gathering(round_id, by=ledger.actor, now=ledger.clock()).plan()
        made = make_archive(plan, target, Progress("归档", lambda *_: None))
        at = moment(plan.cover.made_at)
        try:
            ledger.run(
                f"归档 {made.name}",
                archives.record_archive,
                final=True,
                round_id=round_id,
                made=made,
                by=ledger.actor,
                at=at,
            )
        except BaseException:
            discard_archive(target)
            raise
    value = {
        "round": plan.cover.round_name,
        "out": str(target),
        "items": made.items,
        "files": made.files,
        "bytes": made.size,
        "manifest": made.manifest_hash,
        "open": list(plan.open_points),
        "left_out": [{"title": each.title, "reason": each.reason} for each in made.left_out],
    }
    line = f"已归档到 {target}：{made.items} 件，{made.files} 个文件，已读回核对。"
    notes = [f"尚未办结：{words}" for words in plan.open_points]
    if made.left_out:
        notes.append(f"没有归入 {len(made.left_out)} 项，原因见其中的“目录.html”。")
    return Result(value, [line], () if given.json else notes)


def archive_check(given: argparse.Namespace) -> Result:
    """A pack against its manifest, and, where there are data, whether it was made here."""
    from desktop_app.archiving import check_archive

    found = check_archive(given.path)
    recorded, note = _on_record(given.data, found.manifest_hash)
    value = {
        "ok": found.whole,
        "files": found.files,
        "manifest": found.manifest_hash,
        "missing": list(found.missing),
        "changed": list(found.changed),
        "extra": list(found.extra),
        "recorded": recorded,
    }
    lines = list(found.problems) or [f"归档包完好：{found.files} 个文件与清单一致。"]
    return Result(value, lines, [note] if note else [], status=0 if found.whole else 1)


def _on_record(data: Path | None, manifest: str) -> tuple[dict[str, Any] | None, str]:
    """What the journal's side says of a manifest; a pack can be checked where there are no data, or they are in use."""
    from db.errors import DatabaseTrouble
    from db.opening import FILE_NAME

    if not ((data or data_folder()) / FILE_NAME).exists():
        return None, ""
    from desktop_app.office.archives import archive_on_record

    try:
        with opened(data):
            row = archive_on_record(manifest)
    except DatabaseTrouble as trouble:
        return None, f"没有与操作记录核对：{trouble}"
    if row is None:
        return None, "这份数据的操作记录里没有这个归档：清单被改动过，或者它是别处做的。"
    made = {"round": row.round_name, "name": row.name, "at": row.made_at, "by": row.by}
    return made, f"操作记录里有这个归档：{row.name}，{row.made_at[:16].replace('T', ' ')}，{row.by}。"
