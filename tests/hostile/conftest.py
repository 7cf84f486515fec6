"""The readers of foreign files, the files made to harm them, and what must hold whatever they are handed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # corpus.py and every_reader.py are no tests


@pytest.fixture(autouse=True)
def no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    """What LibreOffice would make of a file is not ours to prove, and it takes seconds to start."""
    monkeypatch.setattr("desktop_app.readers.old_word.converter", lambda: None)
