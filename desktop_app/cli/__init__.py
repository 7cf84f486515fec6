"""The same Commands, Queries, Readers and Documents without a window: a stable interface for scripts and the IT office.

Standard output is the result (with --json exactly one JSON value), standard error the messages, in Chinese. The exit
status is 0 done, 1 a rule refused it, 2 wrong usage, 3 trouble of the environment. Modules are imported by the command
that needs them, so that reading commands start as quickly as the database itself.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.arguments import parse
from desktop_app.cli.results import Result, show

DONE, REFUSED, USAGE, TROUBLE = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and say its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if (broken := _unreadable(words)) is not None:
        print(f"参数“{broken}”里有认不出的字节。请把终端的编码设为 UTF-8 后再输入。", file=sys.stderr)
        return USAGE
    given = parse(words)
    if isinstance(given, int):
        return given
    from db.errors import DatabaseTrouble
    from desktop_app.rules.errors import RuleBroken

    try:
        result: Result = given.run(given)
    except RuleBroken as refused:
        print(refused, file=sys.stderr)
        return REFUSED
    except DatabaseTrouble as trouble:
        print(trouble, file=sys.stderr)
        return TROUBLE
    except OSError as error:
        from desktop_app.cli.troubles import in_words

        print(in_words(error), file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        print("已中断，没有改动数据。", file=sys.stderr)
        return REFUSED
    return show(result, as_json=given.json)


def _unreadable(words: Sequence[str]) -> str | None:
    """The first argument that is not text, its strange bytes shown as marks; a file may have such a name."""
    for word in words:
        if any("\ud800" <= char <= "\udfff" for char in word) and not Path(word).exists():
            return word.encode("utf-8", "replace").decode()
    return None
