"""The work of an import off the window's thread: files are read and matched. Never touches the database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.file_store import FileStore
from desktop_app.jobs import Progress
from desktop_app.readers.forms_docx import kept_page
from desktop_app.readers.mailbox import read_incoming
from desktop_app.rules.incoming import plan_incoming
from desktop_app.shapes.matching import IncomingPlan, Known


def read(paths: Sequence[Path], store: FileStore, known: Known, arrived_at: str, progress: Progress) -> IncomingPlan:
    """Read and match. Raises Cancelled when asked to stop."""
    incoming = read_incoming(paths, store, progress.step)
    return plan_incoming(known, incoming, arrived_at=arrived_at)


def page_text(path: Path, file_name: str) -> str:
    """A file's text for the quick view, a blank line between paragraphs. RuleBroken when it cannot be read."""
    return "\n\n".join(kept_page(path, file_name).lines())
