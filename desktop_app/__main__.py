"""`yizhibu` and `python -m desktop_app`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the exit status is its own."""
    from desktop_app.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
