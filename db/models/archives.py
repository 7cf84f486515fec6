"""归档: what was handed on as the record of a round."""

from __future__ import annotations

import peewee as pw

from db.models.base import Row
from db.models.rounds import Round


class RoundArchive(Row):
    """An archive pack that was made of a round; `manifest_hash` proves later which one it was."""

    round_id: int
    round = pw.ForeignKeyField(Round, backref="archives", on_delete="RESTRICT")
    name = pw.TextField()  # of the folder or the .zip
    made_at = pw.TextField()
    by = pw.TextField()
    files = pw.IntegerField(constraints=[pw.Check("files >= 1")])
    size = pw.IntegerField(constraints=[pw.Check("size >= 0")])  # bytes of its files, unpacked
    manifest_hash = pw.TextField()  # SHA-256 of its SHA256SUMS
    journal_head = pw.TextField()  # of the chain as the pack holds it
