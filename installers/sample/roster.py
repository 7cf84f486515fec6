"""支部名册.xlsx, as untidy as a roster that passed through many hands in WPS."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from installers.sample.files import head, new_workbook, save, set_widths, title
from installers.sample.organizations import SCHOOL
from installers.sample.people import padded
from installers.sample.season import Branch, Season

HEADER = (
    "序号",
    "所 属 党 委（总支）",
    "党支部名称",
    "支部类型",
    "支 部 书 记",
    "办公\n电话",
    "党员人数",
    "获评称号",
    "级 别",
    "建设状态",
    "批次",
    "有效期起",
    "有效期止",
    "备注",
)
FIRST_ROW = 5
HIDDEN = ("第一临床学院党委", "外科第八党支部")
"""A row someone hid and forgot; the branch exists."""
_SPELLED = {"23级麻醉学党支部": "２３级麻醉学党支部", "皮肤科党支部": "皮肤科 党支部"}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_REMARKS = {
    ("内科第三党支部", "第一临床学院党委"): "2024年校先进基层党组织",
    ("教务科研党支部", "机关党委"): "2023年院级示范党支部（不计入）",
    ("14级医学党支部", "第二临床学院党委"): "2014级毕业生留院人员，沿用原名",
    ("研究生管理党支部", "研究生院党总支"): "2025年10月起创建",
}
_NOTES = (
    "注：1.本表由各基层党委（总支）报送，组织科汇总；获评称号按一项一行填写，已过有效期的保留备查。",
    "　　2.支部书记变动请于5个工作日内报组织科（勤政楼423，电话3831311）。",
)


def write_roster(season: Season, path: Path) -> None:
    workbook = new_workbook()
    sheet = workbook.active
    sheet.title = "支部名册"
    title(sheet, 1, f"{SCHOOL}基层党支部名册", len(HEADER), size=18)
    title(sheet, 2, "（供“一支部一特色”支部党建品牌创建活动使用）", len(HEADER), size=12)
    sheet.cell(3, 1, "填报单位：党委组织部组织科")
    sheet.cell(3, 12, "2025年8月15日")
    head(sheet, FIRST_ROW - 1, HEADER)
    row = _body(sheet, season.branches)
    _foot(sheet, row, season.branches)
    sheet.freeze_panes = "D5"
    set_widths(sheet, (6, 24, 30, 10, 12, 22, 9, 34, 7, 10, 8, 14, 14, 26))
    _explain(workbook.create_sheet("说明"))
    outside = workbook.create_sheet("校外党支部（空）")
    title(outside, 1, f"{SCHOOL}校外党支部名册", len(HEADER))
    head(outside, 2, HEADER)
    save(workbook, path)


def _body(sheet: Any, branches: tuple[Branch, ...]) -> int:
    """Write the branches, merge each organisation's cells; the row below the last."""
    row, start, previous = FIRST_ROW, FIRST_ROW, ""
    for number, branch in enumerate(branches, 1):
        if branch.organization != previous:
            _merge(sheet, 2, start, row - 1)
            start, previous = row, branch.organization
            sheet.cell(row, 2, branch.organization)
        first = row
        for honour_number in range(max(1, len(branch.honours))):
            _line(sheet, row, number, branch, honour_number, merged=number % 2 == 0)
            row += 1
        if row - first > 1 and number % 2 == 0:
            for column in (1, 3, 4, 5, 6, 7):
                _merge(sheet, column, first, row - 1)
        if (branch.organization, branch.name) == HIDDEN:
            sheet.row_dimensions[first].hidden = True
    _merge(sheet, 2, start, row - 1)
    return row


def _line(sheet: Any, row: int, number: int, branch: Branch, honour_number: int, *, merged: bool) -> None:
    """One row: the branch (left out on a further row whose cells are merged) and one of its honours."""
    if honour_number == 0 or not merged:
        secretary = padded(branch.secretary) if number % 3 == 0 or branch.secretary == "王伟" else branch.secretary
        sheet.cell(row, 1, number)
        sheet.cell(row, 3, _SPELLED.get(branch.name, branch.name))
        sheet.cell(row, 4, branch.kind)
        sheet.cell(row, 5, secretary)
        _telephone(sheet.cell(row, 6), number, branch.phone)
        _members(sheet.cell(row, 7), number, branch.members)
    if honour_number < len(branch.honours):
        honour = branch.honours[honour_number]
        for column, text in enumerate((honour.title, honour.level, honour.stage, honour.batch), 8):
            sheet.cell(row, column, text)
        _date(sheet.cell(row, 12), row, honour.since)
        _date(sheet.cell(row, 13), row + 1, honour.until)
    sheet.cell(row, 14, _REMARKS.get((branch.name, branch.organization)))


def _telephone(cell: Any, number: int, phone: str) -> None:
    """Mostly text; some numbers that lost their text format, some full-width, some two in one cell."""
    if number % 17 == 0:
        cell.value = f"{phone}、0371-6579{number:04d}"
    elif number % 23 == 0:
        cell.value = f"{phone}-806" if phone.startswith("0") else f"{phone}\n3831399"
    elif number % 5 == 0 and phone.isdigit():
        cell.value = int(phone)
    elif number % 19 == 0:
        cell.value = phone.translate(_FULL_WIDTH)
    else:
        cell.value = phone
        cell.number_format = "@"


def _members(cell: Any, number: int, members: int) -> None:
    if number % 13 == 0:
        cell.value = str(members).translate(_FULL_WIDTH)
    elif number % 4 == 0:
        cell.value = str(members)
        cell.number_format = "@"
    else:
        cell.value = members


def _date(cell: Any, turn: int, text: str) -> None:
    """The dates' five writings: 2024.11.9, a real date, 2024年11月9日, 2024-11-09, full width."""
    if not text:
        return
    year, month, day = (int(part) for part in text.split("."))
    when = date(year, month, day)
    if turn % 9 == 4:
        cell.value = datetime(year, month, day)
        cell.number_format = "yyyy-mm-dd"
    elif turn % 9 == 6:
        cell.value = f"{year}年{month}月{day}日"
    elif turn % 9 == 7:
        cell.value = when.isoformat()
    elif turn % 9 == 8:
        cell.value = text.translate(_FULL_WIDTH)
    else:
        cell.value = text


def _merge(sheet: Any, column: int, first: int, last: int) -> None:
    from openpyxl.styles import Alignment

    if last > first:
        sheet.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)
        sheet.cell(first, column).alignment = Alignment(vertical="center", wrap_text=True)


def _foot(sheet: Any, row: int, branches: tuple[Branch, ...]) -> None:
    """The total, the notes (one merged over the whole width) and the signatures."""
    sheet.cell(row, 1, "合计")
    sheet.cell(row, 7, sum(branch.members for branch in branches))
    sheet.cell(row + 1, 1, _NOTES[0])
    sheet.merge_cells(start_row=row + 1, start_column=1, end_row=row + 1, end_column=len(HEADER))
    sheet.cell(row + 2, 1, _NOTES[1])
    sheet.cell(row + 4, 2, "填表人：沈一禾")
    sheet.cell(row + 4, 5, "审核人：周喆")


def _explain(sheet: Any) -> None:
    lines = (
        "填表说明",
        "1.“所属党委（总支）”填规范全称；直属党支部填本支部全称。",
        "2.“支部类型”分教师、学生、机关、医护、离退休、联合六类。",
        "3.“级别”填全国、省级或校级；“建设状态”填培育创建、通过验收或延期。",
        "4.有效期止空白的，表示仍在有效期内。",
        "5.本表不收集身份证号、出生日期和个人手机号。",
    )
    for row, text in enumerate(lines, 1):
        sheet.cell(row, 1, text)
    set_widths(sheet, (80,))
