"""The data file as the office may know it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFacts:
    """Where the data lie, how large the file is, the version of its schema, and how many records it holds."""

    file: Path
    size_bytes: int
    schema: int
    records: int
