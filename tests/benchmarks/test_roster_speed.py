"""How long a roster's preview takes, as a ratio to reading the same cells with calamine; run by name, when it is quiet.

Run: python -m pytest -s tests/benchmarks/test_roster_speed.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from desktop_app.readers.roster import propose
from desktop_app.rules.pinyin import branch_search_text, matches
from desktop_app.rules.roster import plan
from desktop_app.shapes.roster_import import RosterSnapshot

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "支部名册.xlsx"
HEADER = "序号 基层党组织 党支部 支部类型 支部书记 办公电话 党员数 荣誉 级别 状态 批次 有效期起 有效期止".split()


def cells(path: Path) -> None:
    """The bare reading: every cell of every sheet, as calamine hands it over."""
    from python_calamine import load_workbook

    book = load_workbook(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def seconds(*tasks: Callable[[], object], rounds: int = 15) -> list[float]:
    """Medians of runs that take turns, so that whatever else the machine does weighs on all alike."""
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for times, task in zip(taken, tasks, strict=True):
            start = time.perf_counter()
            task()
            times.append(time.perf_counter() - start)
    return [median(times) for times in taken]


@pytest.fixture(params=["268 branches", "2680 branches"])
def roster(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The sample's roster, and one ten times as long."""
    if request.param == "268 branches":
        return SAMPLE
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["支部名册"])
    book.active.append(HEADER)
    for n in range(2680):
        honour = ["样板支部", "校级", "培育创建", "第三批", "2023.11.9"] if n % 4 == 0 else [None] * 5
        name = f"{chr(0x4E00 + n)}学教研室第一党支部"
        row = [n + 1, f"第{n % 24 + 1}学院党委", name, "教师", f"王{chr(0x4E00 + n)}", "3831311", 35 + n % 9]
        book.active.append([*row, *honour, None])
    book.save(tmp_path / "名册.xlsx")
    return tmp_path / "名册.xlsx"


def test_the_preview_takes_at_most_twice_the_reading(roster: Path) -> None:
    bare, proposed, judged = seconds(
        lambda: cells(roster), lambda: propose(roster), lambda: plan(RosterSnapshot(), propose(roster))
    )
    print(f"\ncells {bare * 1e3:.1f} ms, proposal {proposed / bare:.2f}×, with every row's fate {judged / bare:.2f}×")
    assert proposed / bare <= 2


def test_a_keystroke_over_ten_times_the_roster_stays_within_a_frame_or_two() -> None:
    searches = [
        branch_search_text(f"{chr(0x4E00 + n)}学第一党支部", f"第{n % 24}学院党委", "王伟") for n in range(2680)
    ]
    (taken,) = seconds(lambda: [matches(search, "lcyx") for search in searches], rounds=5)
    print(f"\n{taken * 1e3:.1f} ms for {len(searches)} branches")
    assert taken < 0.1
