"""`scores workbooks` and `scores import`: out as files, back with a reason for each that is refused."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

EXPERTS = "姓名,工作单位\n王伟,示例师范学院\n苏木禾,示例日报社\n"
POINTS = (18, 17, 22, 16, 8, 5)


@pytest.fixture
def assigned(season):
    """Two applications and two experts who score both."""
    for organization, brand in (("药学院党总支", "药香校园"), ("护理学院党委", "提灯夜航")):
        made = season(
            *("receive", "--branch", "教工第一党支部", "--organization", organization, "--brand", brand),
            *("--at", "2023-11-09 10:00"),
            *("--stamped", "5", "--signed", "5", "--electronic", "2023-11-09 09:00"),
        )
        assert made.status == 0, made.told
    assert season("import", "experts", season.file("专家.csv", EXPERTS)).status == 0
    assert season("assign").status == 0
    return season


def fill(path: str, sign: str, first: int = 18) -> str:
    book = openpyxl.load_workbook(path)
    page = book["评分"]
    for row in (5, 6):
        for at, points in enumerate((first, *POINTS[1:])):
            page.cell(row, 7 + at).value = points
    page["D8"].value = sign
    book.save(path)
    return path


def test_out_and_back(assigned):
    made = assigned("scores", "workbooks", "--out", str(assigned.folder / "工作簿"))
    files = made.value["files"]
    assert (made.status, [Path(file).name for file in files]) == (
        0,
        ["评分工作簿 专家1 王伟.xlsx", "评分工作簿 专家2 苏木禾.xlsx"],
    )
    back = assigned("scores", "import", fill(files[0], "王伟"), fill(files[1], "苏木禾", first=25))
    assert (back.status, back.value["taken"]) == (1, 1)
    (refused,) = back.value["refused"]
    assert refused["file"] == files[1]
    assert "“党性原则”填了 25 分，超过满分 20 分" in refused["reason"]
    assert "还没有复核" in assigned("ranking").told
    assert assigned("scores", "import", fill(files[1], "苏木禾")).value == {"taken": 1, "refused": []}
    assert [row["mean"] for row in assigned("ranking").value] == ["86.00", "86.00"]


def test_before_anything_is_assigned(season):
    refused = season("scores", "workbooks", "--out", str(season.folder / "工作簿"))
    assert (refused.status, refused.value) == (1, None)
    assert "还没有分配评审" in refused.told
    assert not (season.folder / "工作簿").exists()
