"""补正 and 流转: what an application still owes, and where its copies are."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.enums import Lack, MovementKind
from db.models.base import Row, one_of
from db.models.intake import Application, PaperCopy, ReceiptLine
from db.models.rounds import Round


class Deficiency(Row):
    """补正: one complete list of what an application lacks, with a term; what comes later is logged against it."""

    application_id: int
    items: Any
    application = pw.ForeignKeyField(Application, backref="deficiencies", on_delete="RESTRICT")
    number = pw.TextField(unique=True)  # BZ-2023-0001
    made_at = pw.TextField()
    made_by = pw.TextField()
    workdays = pw.IntegerField(constraints=[pw.Check("workdays >= 1")])
    due_on = pw.TextField()  # the last day, until the close of office
    extension_reason = pw.TextField(default="")  # why `due_on` is later than the working days say
    issued_at = pw.TextField(default="")  # the first print or export of the notice
    settled_at = pw.TextField(default="")  # nothing on the list is lacking any more
    closed_at = pw.TextField(default="")  # another list took its place, or it was a mistake
    close_reason = pw.TextField(default="")


# An application owes what one list says.
Deficiency.add_index(
    Deficiency.index(
        Deficiency.application,
        unique=True,
        name="deficiency_open",
        where=pw.SQL("settled_at = '' AND closed_at = ''"),
    )
)


class DeficiencyItem(Row):
    """One lack: of which copy (`ordinal`; 0 of none), since when made good, and by which visit where there was one."""

    deficiency_id: int
    receipt_line_id: int | None
    deficiency = pw.ForeignKeyField(Deficiency, backref="items", on_delete="RESTRICT")
    position = pw.IntegerField()
    lack = pw.TextField(constraints=[one_of("lack", Lack)])
    ordinal = pw.IntegerField(default=0, constraints=[pw.Check("ordinal >= 0")])
    settled_at = pw.TextField(default="")
    receipt_line = pw.ForeignKeyField(ReceiptLine, backref="settled_items", null=True, on_delete="RESTRICT")

    class Meta:
        indexes = ((("deficiency", "lack", "ordinal"), True),)


class Handover(Row):
    """交接单: copies that were lent, returned, archived or handed back together."""

    round_id: int
    movements: Any
    round = pw.ForeignKeyField(Round, backref="handovers", on_delete="RESTRICT")
    number = pw.TextField(unique=True)  # JJ-2023-0001
    kind = pw.TextField(constraints=[one_of("kind", MovementKind)])
    holder = pw.TextField(default="")  # who took them, or brought them back
    place = pw.TextField(default="")  # where they are now
    at = pw.TextField()
    by = pw.TextField()
    due_on = pw.TextField(default="")  # when lent copies are to be back, "" for no day
    note = pw.TextField(default="")
    issued_at = pw.TextField(default="")  # the first print or export of the list


class CopyMovement(Row):
    """流转: one copy of a handover, and where it was before."""

    handover_id: int
    copy_id: int
    handover = pw.ForeignKeyField(Handover, backref="movements", on_delete="RESTRICT")
    copy = pw.ForeignKeyField(PaperCopy, backref="movements", on_delete="RESTRICT")
    position = pw.IntegerField()
    from_place = pw.TextField(default="")

    class Meta:
        indexes = ((("handover", "copy"), True),)
