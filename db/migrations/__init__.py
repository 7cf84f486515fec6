"""Frozen SQL, one numbered file per schema. A released file is never edited."""

from __future__ import annotations

from pathlib import Path


def steps() -> tuple[str, ...]:
    """Every step's SQL, in order: step n takes the schema from n - 1 to n."""
    files = sorted(Path(__file__).parent.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    return tuple(file.read_text(encoding="utf-8") for file in files)


def statements(step: str) -> tuple[str, ...]:
    """The statements of a step. Steps hold no triggers, so a semicolon at the end of a line ends a statement."""
    bare = "\n".join(line for line in step.splitlines() if not line.startswith("--"))
    return tuple(part.strip() for part in bare.split(";\n") if part.strip())
