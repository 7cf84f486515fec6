"""`yizhibu` and `python -m desktop_app`."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line; the exit status is its own.

    A command lives for a moment and makes hardly any garbage: looking for it while modules load, and in everything at
    the end, took a tenth of the whole.
    """
    gc.set_threshold(50_000)
    from desktop_app.cli import main as run

    try:
        return run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
