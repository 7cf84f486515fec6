"""The parser's own process: a workbook in, its cells as text out, as one JSON value. Asked through `apart`.

    {"sheets": [{"name", "hidden", "merged": [[top, left, bottom, right]…] or null, "rows": [[…]]}]}
    {"trouble": "password" | "damaged"} · {"trouble": "beyond", "sheet", "rows", "columns"} · {"trouble": "long"}

Rows and columns of merged ranges count from 0. What calamine cannot do without laying out a sheet, and what it does to
memory then, happens here.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024  # bytes of address space
SECONDS = 30  # of the processor
ENOUGH = 300 * 1024 * 1024  # bytes that the process may hold when it has answered
MAX_TEXT = 100 * 1024 * 1024  # characters of all cells: one long text may be named by a million cells


class TooLong(Exception):
    """All cells together hold more text than anybody types."""


def main(path: str, most_rows: str, most_columns: str, merged: str) -> dict[str, Any]:
    """Read the workbook at `path`; `merged` "1" asks for merged ranges too."""
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, load_workbook

    try:
        with load_workbook(path) as book:
            found: list[dict[str, Any]] = []
            left = MAX_TEXT
            for about in book.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                cells = book.get_sheet_by_name(about.name)
                if cells.total_height > int(most_rows) or cells.total_width > int(most_columns):
                    size = {"rows": cells.total_height, "columns": cells.total_width}
                    return {"trouble": "beyond", "sheet": about.name, **size}
                sheet, left = _sheet(about, cells, left, merged=merged == "1")
                found.append(sheet)
    except PasswordError:
        return {"trouble": "password"}
    except TooLong:
        return {"trouble": "long"}
    except (CalamineError, OSError, ValueError, MemoryError):
        return {"trouble": "damaged"}
    return {"sheets": found}


def _sheet(about: Any, cells: Any, left: int, *, merged: bool) -> tuple[dict[str, Any], int]:
    """A sheet, and how much text may still come."""
    from python_calamine import SheetVisibleEnum

    rows = []
    for row in cells.to_python(skip_empty_area=False):
        texts = [cell if cell.__class__ is str else as_text(cell) for cell in row]
        left -= sum(map(len, texts))
        if left < 0:
            raise TooLong
        rows.append(texts)
    ranges = [[*first, *last] for first, last in cells.merged_cell_ranges or ()] if merged else None
    hidden = about.visible != SheetVisibleEnum.Visible
    return {"name": about.name, "hidden": hidden, "merged": ranges, "rows": rows}, left


def as_text(cell: Any) -> str:
    """A cell as the clerk would type it: whole numbers without a point, dates ISO."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    if isinstance(cell, timedelta):
        return f"{cell.total_seconds() / 3600:g} 小时"
    return "" if cell is None else str(cell)


def limit_self() -> None:
    """One gigabyte, no file written. Windows knows no such limits."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))


def _grant_time() -> None:
    """So many seconds of the processor more: whoever asked may be gone while a file never ends."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, hard))


def _grown() -> bool:
    """Whether one file has left so much behind that a fresh process is better. Not `ru_maxrss`: a process inherits that
    of whoever started it."""
    if not sys.platform.startswith("linux"):
        return False
    import resource

    resident = Path("/proc/self/statm").read_text("ascii").split()[1]  # in pages, proc(5)
    return int(resident) * resource.getpagesize() > ENOUGH


def serve() -> int:
    """The whole life of the process; its exit status."""
    return answer_all(main)


def answer_all(answer: Callable[..., dict[str, Any]]) -> int:
    """A request a line, an answer a line, within the limits: the life of any parser's process."""
    limit_self()
    gc.disable()  # nothing here is a ring
    for request in sys.stdin.buffer:
        _grant_time()
        sys.stdout.buffer.write(json.dumps(answer(*json.loads(request))).encode() + b"\n")
        sys.stdout.buffer.flush()
        if _grown():
            break
    return 0


if __name__ == "__main__":
    sys.exit(serve())
