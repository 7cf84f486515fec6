"""From the experts' paper to the approved list: scores typed and the list exported, seen and done from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.opening import FILE_NAME, close_database, open_database
from desktop_app.ledger import Ledger
from desktop_app.office import office_settings
from desktop_app.shapes.office import OfficeProfile

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
SCHOOL, OPERATOR = "示例医科大学", "周喆"
ROSTER = """所属党总支,支部名称,支部类型,支部书记,办公电话,党员数
药学院党总支,教工第一党支部,教师,王伟,3831402,18
"""
EXPERTS = """姓名,职称,工作单位
端木晴,编审,示例日报社
殷知远,研究员,示例省社会科学研究院
"""
NUMBER, TITLE = "ZBPP-2025-001", f"{SCHOOL} · 2025 年批次 · 一支部一特色"
WHOLE = ("--copies", "5", "--stamped", "5", "--signed", "5", "--at", "2025-09-09 10:20")
FILE = ("--electronic", "2025-09-08 16:12")
SHEETS = {"1-1": ((18, 17, 22, 16, 8, 4), 85), "1-2": ((19, 18, 23, 17, 9, 5), 91)}
STEPS = (
    ("move", NUMBER, "拟立项"),
    ("move", NUMBER, "修改中"),
    ("move", NUMBER, "已定稿"),
    ("move", NUMBER, "审定通过"),
    ("publicity", "open", "--from", "2025-11-17"),
    ("publicity", "close"),
)


@pytest.fixture
def assigned(outsider, tmp_path):
    """An application that is complete, and two experts who score it."""
    data = tmp_path / "data"
    data.mkdir()
    open_database(data / FILE_NAME)
    office = {"profile": OfficeProfile(school=SCHOOL), "operator": OPERATOR}
    Ledger(OPERATOR).run("单位", office_settings.set_up_office, **office)
    close_database()
    for name, text in (("支部.csv", ROSTER), ("专家.csv", EXPERTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for words in (
        ("round", "create", "--notice", str(SAMPLE / "2025年通知.docx")),
        ("import", "branches", str(tmp_path / "支部.csv")),
        ("import", "experts", str(tmp_path / "专家.csv")),
        ("receive", "--branch", "教工第一党支部", "--brand", "药香校园", *WHOLE, *FILE),
        ("assign",),
    ):
        assert outsider.command(data, *words)[0] == 0, words
    return data


def test_from_typed_scores_to_the_list_in_a_file(outsider, assigned, tmp_path):
    program = outsider.start(assigned)
    outsider.press("navigate_clipboard-check")
    for code, (points, total) in SHEETS.items():
        enter(outsider, code, points, total)
    outsider.reads("page_state", "2 张评分表 · 已复核 2")
    leave(outsider, program)
    status, ranked = outsider.command(assigned, "ranking")
    assert (status, [(row["number"], row["mean"], row["valid"]) for row in ranked]) == (0, [(NUMBER, "88.00", 2)])
    for words in STEPS:
        assert outsider.command(assigned, *words)[0] == 0, words
    program = outsider.start(assigned)
    outsider.press("navigate_speakerphone")
    outsider.reads("page_state", "已立项 1")
    listed = export(outsider, tmp_path / "立项名单.xlsx")
    leave(outsider, program)
    assert listed == [(1, NUMBER, "药学院党总支", "教工第一党支部", "药香校园", "王伟")]


def enter(outsider, code, points, total):
    """Open a sheet by its code, type its figures and the total written under them, by figures and Enter alone."""
    outsider.focus("sheet_code_field")
    outsider.keys(*code, "Enter")
    for at, each in enumerate(points, 1):
        outsider.has_keyboard(f"score_{at}")
        outsider.keys(*str(each), *(("Enter",) if at == 5 else ()))  # 8 of 10: another figure might follow
    outsider.has_keyboard("score_total")
    outsider.picture(f"sheet {code}")
    outsider.keys(*str(total), "Enter")
    outsider.reads("sheet_about_title", f"上一张 001　{total} 分　已复核")


def export(outsider, file):
    """The list written through the dialog, and its rows as they stand in the workbook."""
    outsider.press("action_0")
    outsider.rewrite("fileNameEdit", str(file))
    outsider.keys("Enter")
    outsider.reads("toast_words", f"已导出 {file.name}")
    outsider.picture("exported")
    rows = list(load_workbook(file, read_only=True).active.iter_rows(values_only=True))
    assert "3831402" not in repr(rows)
    return [row for row in rows if NUMBER in row]


def leave(outsider, program):
    outsider.close(TITLE)
    outsider.until(lambda: program.poll() is not None, "the program ends")
    assert (program.returncode, program.stderr.read()) == (0, "")
