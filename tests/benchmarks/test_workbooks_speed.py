"""Taking back sixty score workbooks beside reading their cells alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from db.enums import Stage
from desktop_app.readers.score_workbook import read_score_workbook
from desktop_app.rules.rubric import DEFAULT_RUBRICS
from desktop_app.rules.score_workbook import check_identity, read_entries, workbook_version
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_workbook import ExpertWorkbook, WorkbookTask
from desktop_app.writers.xlsx.score_workbook import write_score_workbook
from tests.builders import NOON

EXPERTS, EACH = 60, 84  # 1,000 applications by five experts each
POINTS = (18, 17, 22, 16, 8, 5)
OPINION = "思路清楚，措施具体；建议把年度计划细化到责任人，成效部分补充近两年的数据和佐证材料。" * 3


def _book(number: int) -> ExpertWorkbook:
    criteria = tuple(
        CriterionRow(at, at, each.name, each.full_hundredths, each.explanation, each.tie)
        for at, each in enumerate(DEFAULT_RUBRICS[Stage.ESTABLISHMENT], 1)
    )
    tasks = tuple(
        WorkbookTask(
            n, f"PF-2025-{n:03}-{number}", f"ZBPP-2025-{n:03}", "第一临床学院党委", "内科第一党支部", "杏林薪火"
        )
        for n in range(1, EACH + 1)
    )
    version = workbook_version(criteria, 0, [task.code for task in tasks])
    head = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "")
    name = f"专{number}"
    return ExpertWorkbook(
        head, "2025 年批次", Stage.ESTABLISHMENT, 1, number, f"专家{number}", name, criteria, 0, tasks, version, NOON
    )


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, ExpertWorkbook]]:
    """Filled in by every expert: all points, an opinion on each, signed."""
    folder, made = tmp_path_factory.mktemp("workbooks"), []
    for number in range(1, EXPERTS + 1):
        book, path = _book(number), folder / f"{number}.xlsx"
        write_score_workbook(book, path)
        filled = openpyxl.load_workbook(path)
        page = filled["评分"]
        for row in range(5, 5 + EACH):
            for at, points in enumerate(POINTS):
                page.cell(row, 7 + at).value = points
            page.cell(row, 17).value = OPINION
        page.cell(6 + EACH, 4).value = book.name
        filled.save(path)
        made.append((path, book))
    return made


def test_sixty_workbooks(sent: list[tuple[Path, ExpertWorkbook]], compare: Callable[..., None]) -> None:
    """Guarded, read, checked row by row; without the rows of the database, which are a receipt's matter."""
    from python_calamine import load_workbook

    def bare() -> object:
        made = []
        for path, _ in sent:
            with load_workbook(path) as book:
                made += [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        return made

    def whole() -> object:
        made = {}
        for path, wanted in sent:
            filled = read_score_workbook(path)
            made[wanted.expert_id] = read_entries(filled, check_identity(filled, wanted, wanted.round_name))
        assert sum(map(len, made.values())) == EXPERTS * EACH
        return made

    compare(f"{EXPERTS} score workbooks", bare, whole, goal=2, rounds=5)
