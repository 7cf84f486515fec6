"""The office itself: holidays, operators, settings, counters."""

from __future__ import annotations

import peewee as pw

from db.connection import database
from db.models.base import Row, truth


class HolidayYear(Row):
    """A year that has a State Council table; without one, nothing that binds may be counted."""

    year = pw.IntegerField(unique=True)
    source = pw.TextField()


class Holiday(Row):
    """A day that differs from its weekday (off, or worked instead), or rests under a name."""

    day = pw.TextField(unique=True)
    works = truth("works")
    name = pw.TextField()
    own = truth("own")  # the school's own day, not the State Council's


class Operator(Row):
    """经手人: who sits at the desk; every change bears this name."""

    name = pw.TextField(unique=True)
    closed_on = pw.TextField(default="")


class OfficeSetting(Row):
    """A setting of the office, as JSON; what may stand here is `office.office_settings`."""

    key = pw.TextField(unique=True)
    value = pw.TextField()


class OfficialText(Row):
    """The words of one kind of paper from a moment on, for what left the office keeps its own; "" is the program's."""

    kind = pw.TextField(index=True)
    text = pw.TextField()
    since = pw.TextField()


class Counter(pw.Model):
    """The last number given out of a series. Outside the journal, so that undo never gives one out again."""

    series = pw.TextField(primary_key=True)
    last = pw.IntegerField()

    class Meta:
        database = database
        legacy_table_names = False
        without_rowid = True

    @classmethod
    def advance(cls, series: str) -> int:
        """Count one on, from 1; the number that is thereby given out."""
        row = database.execute_sql(
            "INSERT INTO counter (series, last) VALUES (?, 1)"
            " ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last",
            (series,),
        ).fetchone()
        return int(row[0])


class Restoration(Row):
    """恢复: a backup took the place of what was there. Holds the heads of both journals, so that the cut shows."""

    restored_at = pw.TextField()
    backup = pw.TextField()  # the file's name
    backup_made_at = pw.TextField()
    backup_head = pw.TextField()
    replaced_head = pw.TextField(default="")  # "" when what was there could not be read any more
    set_aside = pw.TextField()  # the folder, inside the data folder, that what was there was moved to
