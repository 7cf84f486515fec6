"""`yizhibu` and `python -m desktop_app`."""

from __future__ import annotations

import gc
import sys

# Objects made beyond those that went, before rings are looked for: a window's start makes 90,000.
BEFORE_GARBAGE = 200_000


def main() -> int:
    """Run the command line; the exit status is its own.

    A command lives for a moment and makes hardly any garbage: looking for it while modules load, and in everything at
    the end, took a tenth of the whole.
    """
    if sys.argv[1:2] == ["--read-apart"]:  # the packed program as a parser's process (readers/apart.py)
        return _parse(sys.argv[2])
    gc.set_threshold(BEFORE_GARBAGE)
    from desktop_app.cli import main as run

    try:
        return run()
    finally:
        gc.freeze()


def _parse(parser: str) -> int:
    """Be the process of one of our parsers, and of nothing else."""
    if not parser.startswith("desktop_app.readers."):
        return 2
    from importlib import import_module

    status: int = import_module(parser).serve()
    return status


if __name__ == "__main__":
    sys.exit(main())
