"""Workbooks and text tables as they really come, read as text; and what is refused, in words."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from struct import pack

import pytest

from desktop_app.readers.sheets import MAX_COLUMNS, MAX_ROWS, Merged, column_letters, read_sheets
from desktop_app.rules.errors import RuleBroken

HERE = Path(__file__).parent


def workbook(path: Path, fill: Callable[..., None]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    fill(book.active)
    book.save(path)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts rewritten."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refused(path: Path) -> str:
    with pytest.raises(RuleBroken) as error:
        read_sheets(path)
    assert path.name in error.value.what
    assert error.value.todo
    return error.value.what


def test_cells_become_text(tmp_path: Path) -> None:
    def fill(sheet: object) -> None:
        sheet.title = "名册"  # type: ignore[attr-defined]
        values = ["甲", 35, 3831311.0, 0.5, True, date(2023, 11, 9), datetime(2023, 11, 9, 16, 12), None, "035"]
        sheet.append(values)  # type: ignore[attr-defined]

    (sheet,) = read_sheets(workbook(tmp_path / "a.xlsx", fill))
    assert sheet.name == "名册"
    assert [list(row) for row in sheet.rows] == [
        ["甲", "35", "3831311", "0.5", "是", "2023-11-09", "2023-11-09 16:12", "", "035"]
    ]


def test_rows_keep_the_numbers_of_wps(tmp_path: Path) -> None:
    def fill(sheet: object) -> None:
        sheet["C4"] = "甲"  # type: ignore[index]

    (sheet,) = read_sheets(workbook(tmp_path / "a.xlsx", fill))
    assert [list(row) for row in sheet.rows] == [["", "", ""]] * 3 + [["", "", "甲"]]


def test_merged_ranges_and_hidden_rows(tmp_path: Path) -> None:
    def fill(sheet: object) -> None:
        for row in range(1, 6):
            sheet.append([f"{row}", "x"])  # type: ignore[attr-defined]
        sheet.merge_cells("A2:A4")  # type: ignore[attr-defined]
        sheet.merge_cells("A5:B5")  # type: ignore[attr-defined]
        sheet.row_dimensions[3].hidden = True  # type: ignore[attr-defined]

    (sheet,) = read_sheets(workbook(tmp_path / "a.xlsx", fill))
    assert sorted((m.top, m.left, m.bottom, m.right) for m in sheet.merged) == [(2, 0, 4, 0), (5, 0, 5, 1)]
    assert sheet.hidden_rows == {3}


def test_an_old_workbook() -> None:
    (sheet,) = read_sheets(HERE / "rosters" / "merged.xls")
    assert sheet.name == "名册"
    assert set(sheet.merged) == {Merged(1, 0, 1, 4), Merged(3, 1, 4, 1)}
    assert list(sheet.rows[2]) == ["1", "药学院党总支", "教工第一党支部", "12", "3831311"]
    assert list(sheet.rows[3]) == ["2", "", "教工第二党支部", "１３", "0371-65790500"]


def test_an_old_workbook_that_says_it_fills_a_whole_sheet_is_refused_before_it_is_laid_out(tmp_path: Path) -> None:
    content = (HERE / "rosters" / "merged.xls").read_bytes()
    before = pack("<HHIIHHH", 0x0200, 14, 0, 5, 0, 5, 0)
    assert content.count(before) == 1
    path = tmp_path / "far.xls"
    path.write_bytes(content.replace(before, pack("<HHIIHHH", 0x0200, 14, 0, 65_536, 0, 256, 0)))
    assert "用到第 65536 行" in refused(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_tables(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    lines = [["党支部", "书记"], ['"教工,第一"', "贺䶮"], ["甲"]]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    (sheet,) = read_sheets(path)
    assert [list(row) for row in sheet.rows] == [["党支部", "书记"], ["教工,第一", "贺䶮"], ["甲", ""]]


def test_gb18030_is_decoded_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("a,b\r\n" * 20_00 + "喆,燚").encode("gb18030"))
    assert list(read_sheets(path)[0].rows[-1]) == ["喆", "燚"]


@pytest.mark.parametrize(
    "cell", ["XFD1048576", "A1048576", f"A{MAX_ROWS + 1}", f"{column_letters(MAX_COLUMNS)}1", "XFD1"]
)
def test_a_cell_far_out_is_refused_before_anything_is_laid_out(tmp_path: Path, cell: str) -> None:
    def fill(sheet: object) -> None:
        sheet["A1"] = sheet[cell] = "甲"  # type: ignore[index]

    assert "上限是" in refused(workbook(tmp_path / "far.xlsx", fill))


@pytest.mark.parametrize("cell", [f"A{MAX_ROWS}", f"{column_letters(MAX_COLUMNS - 1)}1"])
def test_the_last_allowed_cell_is_read(tmp_path: Path, cell: str) -> None:
    def fill(sheet: object) -> None:
        sheet[cell] = "甲"  # type: ignore[index]

    (sheet,) = read_sheets(workbook(tmp_path / "edge.xlsx", fill))
    assert sheet.rows[-1][-1] == "甲"


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "d.xlsx", lambda sheet: sheet.append(["甲"]))
    changed(path, "xl/worksheets/sheet1.xml", lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml)
    assert "DOCTYPE" in refused(path)


def test_other_files_are_named(tmp_path: Path) -> None:
    contents = {
        "网页.xls": (b"<html><table><tr><td>1</td></tr></table></html>", "内容是网页"),
        "文本.xlsx": ("党支部,书记\n甲,乙".encode(), "内容却不是工作簿"),
        "扫描.csv": (b"%PDF-1.7", "PDF"),
        "空.xlsx": (b"", "0 字节"),
        "乱.csv": (b"\xff\x00\x81" * 30, "编码认不出来"),
        "加密.xlsx": (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        "文档.xls": (bytes.fromhex("D0CF11E0A1B11AE1") + "WordDocument".encode("utf-16-le"), "Word 文档"),
        "坏.xls": (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "已损坏"),
        "坏.xlsx": (b"PK\x03\x04" + b"\0" * 60, "已损坏"),
    }
    for name, (content, told) in contents.items():
        (tmp_path / name).write_bytes(content)
        assert told in refused(tmp_path / name), name
    assert "找不到" in refused(tmp_path / "没有.xlsx")


def test_a_text_table_too_long(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" * (MAX_ROWS + 1))
    assert f"第 {MAX_ROWS + 1} 行" in refused(path)


def test_letters_of_columns() -> None:
    assert [column_letters(at) for at in (0, 25, 26, 199, 701, 702)] == ["A", "Z", "AA", "GR", "ZZ", "AAA"]
