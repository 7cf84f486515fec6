from datetime import date
from pathlib import Path

import docx
import pytest

from desktop_app.readers.holiday_table import holiday_table
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.calendars import SpecialDay
from desktop_app.shapes.holidays import HolidayPlan

TABLE = HolidayPlan(
    2027,
    (
        SpecialDay(date(2027, 1, 1), False, "元旦"),
        SpecialDay(date(2027, 9, 26), True, "国庆节调休"),
        SpecialDay(date(2027, 10, 1), False, "放假"),
    ),
)
GOOD = {
    "a.csv": "日期,安排,名称\n2027年10月1日,休,\n2027-1-1,放假,元旦\n\n20270926,上班,国庆节调休\n",
    "tabs.txt": "2027/10/01\t放假\n2027/1/1\t休息\t元旦\n2027.9.26\t补班\t国庆节调休",
    "wide.csv": "２０２７-10-1，放假，\n2027-01-01，放假，元旦\n2027-09-26，班，国庆节调休",
    "a.json": '[{"day": "2027-01-01", "works": false, "name": "元旦"},'
    ' {"day": "2027-10-01", "works": false, "name": ""}, {"day": "2027-09-26", "works": true, "name": "国庆节调休"}]',
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_however_it_is_written(tmp_path: Path, name: str, encoding: str) -> None:
    file = tmp_path / name
    file.write_bytes(GOOD[name].encode(encoding))
    assert holiday_table(file) == TABLE


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", "", "只认 .txt、.docx、.csv 和 .json"),
        ("a.csv", "", "没有日期"),
        ("a.csv", "日期,安排\n", "没有日期"),
        ("a.csv", "2027-01-01\n", "第 1 行只有一栏"),
        ("a.csv", "日期,安排\n2027-01-01,调休,元旦\n", "第 2 行的“调休”看不出是放假还是上班"),
        ("a.csv", "1月1日,放假,元旦\n", "第 1 行：“1月1日”没有年份"),
        ("a.csv", "2027-02-30,放假,春节\n", "第 1 行：2027 年 2 月没有 30 日"),
        ("a.csv", "2027-12-31,放假,元旦\n2028-01-01,放假,元旦\n", "第 2 行是 2028 年的日期"),
        ("a.csv", "2027-01-01,放假,元旦\n2027-01-01,放假,元旦\n", "第 2 行的 2027-01-01 与第 1 行重复"),
        ("a.csv", "2027-01-04,上班,元旦\n", "2027-01-04 是周一，本来就上班"),
        ("a.csv", "".join(f"2027-01-01,放假,{n}\n" for n in range(500)), "超过 400 天"),
        ("a.json", "[{", "不是完整的 JSON"),
        ("a.json", '{"day": "2027-01-01"}', "不是放假安排"),
        ("a.json", "[1]", "不是放假安排"),
        ("a.json", '[{"day": "2027-01-01", "works": 0}]', "第 1 项的 works 不是 true 或 false"),
        ("a.json", "[" * 200_000, "不是完整的 JSON"),
        ("a.csv", "x" * 1_000_001, "超过 1 MB"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(tmp_path: Path, name: str, content: str, said: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RuleBroken, match=said) as refused:
        holiday_table(file)
    assert refused.value.todo


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_the_state_councils_own_notice_is_read(tmp_path: Path, suffix: str) -> None:
    words = "国务院办公厅关于2027年部分节假日安排的通知\n现通知如下。\n一、元旦：1月1日（周五）放假1天，不调休。"
    file = tmp_path / f"通知{suffix}"
    if suffix == ".docx":
        document = docx.Document()
        for line in words.split("\n"):
            document.add_paragraph(line)
        document.save(str(file))
    else:
        file.write_bytes(words.encode("gb18030"))
    source = "国务院办公厅关于2027年部分节假日安排的通知"
    assert holiday_table(file) == HolidayPlan(2027, (SpecialDay(date(2027, 1, 1), False, "元旦"),), source)


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="找不到文件“没有"):
        holiday_table(tmp_path / "没有.csv")
