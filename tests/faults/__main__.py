"""`python -m tests.faults`: the long form, some twenty minutes; prints README's table of 可靠性. `--short`: CI's."""

from __future__ import annotations

import sys
import time

from tests.faults.suite import LONG, SHORT, outcomes


def main() -> int:
    """Exit status 1 when anything was lost, torn, damaged or not said."""
    size, bad = SHORT if "--short" in sys.argv[1:] else LONG, 0
    print("| 试验 | 次数 | 结果 |\n|---|---|---|", flush=True)
    begun = time.monotonic()
    for each in outcomes(size):
        verdict = f"未做：{each.skipped}" if each.skipped else each.told
        print(f"| {each.what} | {each.tried:,} | {'' if not each.bad else '**不合格** '}{verdict} |", flush=True)
        print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        bad += each.bad
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
