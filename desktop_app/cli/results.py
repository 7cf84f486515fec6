"""What a command has to say, and how it is said."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

SPANS = 10  # of rows of which the same is said are named


class Result:
    """`value` for --json; `lines` for people; `notes` go to standard error; `status` is the exit status."""

    def __init__(self, value: Any, lines: Sequence[str] = (), notes: Sequence[str] = (), status: int = 0) -> None:
        self.value, self.lines, self.notes, self.status = value, lines, notes, status


def show(result: Result, *, as_json: bool) -> int:
    """Print a result and hand back its exit status. A reader that has seen enough (`| head`) is no trouble."""
    for note in result.notes:
        print(note, file=sys.stderr)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a name outside the terminal's own characters stops nothing
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
    try:
        if as_json:
            print(json.dumps(result.value, ensure_ascii=False, indent=2))
        else:
            for line in result.lines:
                print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains of the pipe at its end
    return result.status


def by_reason(told: Iterable[tuple[int, str]]) -> list[str]:
    """What is said of rows, once for all rows of which the same is said: 第 2—667 行，共 666 行　状态：…"""
    rows: dict[str, list[int]] = {}
    for row, words in told:
        rows.setdefault(words, []).append(row)
    return [f"{_rows(numbers)}　{words}" for words, numbers in rows.items()]


def _rows(numbers: Sequence[int]) -> str:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    shown = "、".join("—".join(map(str, span)) for span in spans[:SPANS])
    if len(numbers) == 1:
        return f"第 {shown} 行"
    return f"第 {shown}{' 等' if len(spans) > SPANS else ''} 行，共 {len(numbers)} 行"


def cells(value: dict[str, Any]) -> str:
    """One object of a list as a line for people; what is empty is left out."""
    return "　".join(_cell(each) for each in value.values() if each not in ("", None, []))


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(map(str, value))
    return str(value)
