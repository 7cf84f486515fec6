"""One connection, one thread, one driver (sqlcipher3), with the pragmas that were measured to keep every commit."""

from __future__ import annotations

import gc
import threading
from typing import Any

import peewee as pw
from sqlcipher3 import dbapi2 as driver

from db.errors import WrongThread

APPLICATION_ID = 0x5A425050  # "ZBPP"
# TRUNCATE + FULL lost no acknowledged commit in simulated power cuts; WAL fails on network drives. recursive_triggers
# must be on, or INSERT OR REPLACE would go round the journal.
PRAGMAS: tuple[tuple[str, str, Any], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("busy_timeout", "5000", 5000),
)


class OneThreadDatabase(pw.SqliteDatabase):
    """Left alone, peewee would open a second connection in another thread in silence and hang on the lock."""

    _owner: int | None = None
    lost = False  # the connection was given up because the disk failed: the next question tries to connect again
    troubled = False  # the driver reported trouble: what it left behind is cleared away when the connection is closed

    def cursor(self, *given: Any, **named: Any) -> Any:
        self._check_thread()
        if self.lost and self.is_closed():
            self.connect()
        return super().cursor(*given, **named)

    def _check_thread(self) -> None:
        if self._owner not in (None, threading.get_ident()):
            raise WrongThread("jobs are handed shapes; only the thread that opened the database may ask it")

    def _connect(self) -> Any:
        self._check_thread()
        self._owner = threading.get_ident()
        connection = driver.connect(self.database, timeout=5, isolation_level=None, **self.connect_params)
        try:
            for name, value, _ in PRAGMAS:
                connection.execute(f"PRAGMA {name} = {value}").fetchall()
            self._add_conn_hooks(connection)  # type: ignore[attr-defined]
        except BaseException:
            connection.close()
            self._owner = None
            raise
        self.lost = False
        return connection

    def _close(self, conn: Any) -> None:
        super()._close(conn)  # type: ignore[misc]
        self._owner = None
        if self.troubled:
            # A statement that an error still holds keeps the file locked against this very process.
            gc.collect()
            self.troubled = False


database = OneThreadDatabase(None, autoconnect=False)  # a query after the file was closed must not open it again
