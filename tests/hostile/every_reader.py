"""Every reader of foreign files, one line each: a name, the suffixes it is offered, and the call."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.archiving import check_archive
from desktop_app.file_store import FileStore
from desktop_app.readers.archives import unpacked
from desktop_app.readers.body_text import body_text
from desktop_app.readers.forms_docx import read_form
from desktop_app.readers.holiday_table import holiday_table
from desktop_app.readers.lists import read_list
from desktop_app.readers.mail_eml import read_mail
from desktop_app.readers.mailbox import read_incoming
from desktop_app.readers.notice_text import notice_text
from desktop_app.readers.public_file import read_public_file
from desktop_app.readers.roster import propose
from desktop_app.readers.score_table import read_scores
from desktop_app.readers.score_workbook import read_score_workbook
from desktop_app.readers.sheet_preview import first_rows
from desktop_app.readers.sheets import read_sheets
from desktop_app.readers.visits import read_visits
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.list_headers import APPLICATION_HEADINGS, EXPERT_HEADINGS

LONGEST = 60  # seconds, after which a reader counts as hung
TABLES, TEXTS, ANY = (".xlsx", ".xls", ".csv"), (".docx", ".txt"), ()


@dataclass(frozen=True)
class Reader:
    name: str
    suffixes: tuple[str, ...]  # what it is offered as; () for every file
    read: Callable[[Path], object]


READERS = (
    Reader("sheets", TABLES, read_sheets),
    Reader("roster", TABLES, propose),
    Reader("experts", TABLES, lambda path: read_list(path, EXPERT_HEADINGS)),
    Reader("applications", TABLES, lambda path: read_list(path, APPLICATION_HEADINGS)),
    Reader("visits", TABLES, read_visits),
    Reader("score table", TABLES, read_scores),
    Reader("score workbook", TABLES, read_score_workbook),
    Reader("preview", TABLES, lambda path: first_rows(path, "Sheet")),
    Reader("holidays", (*TABLES, *TEXTS), holiday_table),
    Reader("notice", TEXTS, notice_text),
    Reader("text", TEXTS, body_text),
    Reader("form", (".docx",), read_form),
    Reader("mail", (".eml",), read_mail),
    Reader("archive", (".zip",), lambda path: list(unpacked(path, path.name))),
    Reader("pack", (".zip",), check_archive),
    Reader("public file", (".xlsx", ".docx", ".pdf"), read_public_file),
    Reader("incoming", ANY, lambda path: read_incoming([path], FileStore(path.parent.parent / "data"))),
)


def offered(reader: Reader, suffix: str) -> bool:
    """Whether a file of that name could be handed to it."""
    return not reader.suffixes or suffix in reader.suffixes


def outcome(reader: Reader, path: Path) -> RuleBroken | None:
    """Read; the refusal, or None when something was read. Anything else it raises is raised, a hang too."""
    try:
        with _clock():
            reader.read(path)
    except RuleBroken as broken:
        refused = broken
    else:
        return None
    assert refused.what.endswith("。"), refused.what
    assert refused.todo.endswith("。"), refused.todo
    assert "\n" not in refused.what
    return refused


@contextmanager
def _clock() -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return

    def hung(*_: object) -> None:
        raise TimeoutError(f"nothing after {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, hung)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
