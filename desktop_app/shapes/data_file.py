"""The data file as the office may know it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.shapes import shape


@shape
class DataFacts:
    """Where the data lie, how large the file is, the version of its schema, and how many records it holds."""

    file: Path
    size_bytes: int
    schema: int
    records: int
