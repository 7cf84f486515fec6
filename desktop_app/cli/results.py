"""What a command has to say, and how it is said."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any


class Result:
    """`value` for --json; `lines` for people; `notes` go to standard error; `status` is the exit status."""

    def __init__(self, value: Any, lines: Sequence[str] = (), notes: Sequence[str] = (), status: int = 0) -> None:
        self.value, self.lines, self.notes, self.status = value, lines, notes, status


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
