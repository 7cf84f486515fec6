"""What a command has to say, and how it is said."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Result:
    """`value` for --json; `lines` for people; `notes` go to standard error; `status` is the exit status."""

    value: Any
    lines: Sequence[str] = field(default=())
    notes: Sequence[str] = field(default=())
    status: int = 0


def show(result: Result, *, as_json: bool) -> int:
    """Print a result and hand back its exit status."""
    for note in result.notes:
        print(note, file=sys.stderr)
    if as_json:
        print(json.dumps(result.value, ensure_ascii=False, indent=2))
    else:
        for line in result.lines:
            print(line)
    return result.status
