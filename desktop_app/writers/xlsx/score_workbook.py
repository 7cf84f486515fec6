"""评分工作簿: a protected sheet that mirrors the paper one; whose it is stands on a hidden one.

Everything but the cells to be filled is locked, and what is filled in is validated where it stands. The hidden first
column bears each sheet's code, so that a row that was moved is noticed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from db.enums import Stage
from desktop_app.rules.score_entry import VETOES
from desktop_app.rules.score_workbook import MARKS, heading
from desktop_app.shapes.score_workbook import (
    AFTER,
    BEFORE,
    HEAD_ROW,
    IDENTITY,
    MAGIC,
    PAGE,
    SIGNATURE,
    ExpertWorkbook,
    WorkbookTask,
)
from desktop_app.writers.xlsx.sheets import FACE, border, save_settled, write_text

WIDTHS = {"编码": 2, "序号": 6, "申报编号": 16, "基层党组织": 22, "党支部": 26, "品牌名称": 22,
          "合计": 8, "标记": 9, "一票否决": 12, "否决理由": 26, "评审意见": 60}  # fmt: skip
FIRST_POINTS = len(BEFORE) + 1
INK, PAPER = "FF222222", "FFFFF9E5"  # what is to be filled in has the colour of a form


def write_score_workbook(book: ExpertWorkbook, target: Path) -> None:
    """Write one expert's workbook. The same shape gives the same bytes."""
    from openpyxl import Workbook

    made = Workbook()
    page = made.active
    page.title = PAGE
    _titles(page, book)
    _head(page, book)
    for at, task in enumerate(book.tasks):
        _row(page, HEAD_ROW + 1 + at, at + 1, task, book)
    _foot(page, book)
    _validate(page, book)
    _lay_out(page, book)
    _hide_identity(made, book)
    about = made.properties
    about.title, about.creator = f"{book.round_name} 评分工作簿 {book.expert}", book.letterhead.department
    about.lastModifiedBy = book.letterhead.department
    save_settled(made, target, book.made_at)


def _columns(book: ExpertWorkbook) -> tuple[str, ...]:
    return (*BEFORE, *(heading(each) for each in book.criteria), *AFTER)


def _titles(page: Any, book: ExpertWorkbook) -> None:
    from openpyxl.styles import Alignment, Font

    whole = "整数" if not book.decimals else "可带一位小数"
    words = (
        f"请填淡黄色的格：每项得分为{whole}，不超过括号里的满分；须回避、没有参加或弃权的在“标记”里选，不填分数。"
        "填完在表下签名，把文件交回组织科。"
    )
    lines = (
        (f"{book.round_name}　{_kind(book.stage)}评分", Font(name=FACE, size=16, bold=True), 28),
        (f"{book.expert}　{book.name}　共 {len(book.tasks)} 项", Font(name=FACE, size=11), 20),
        (words, Font(name=FACE, size=10, color="FF555555"), 32),
    )
    for row, (text, font, tall) in enumerate(lines, 1):
        page.merge_cells(start_row=row, start_column=2, end_row=row, end_column=len(_columns(book)))
        cell = page.cell(row, 2)
        write_text(cell, text)
        cell.font, cell.alignment = font, Alignment(vertical="center", wrap_text=True)
        page.row_dimensions[row].height = tall


def _kind(stage: Stage) -> str:
    return f"{stage}评审"


def _head(page: Any, book: ExpertWorkbook) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for at, words in enumerate(_columns(book), 1):
        cell = page.cell(HEAD_ROW, at)
        write_text(cell, words)
        cell.font, cell.fill = Font(name=FACE, size=11, bold=True), PatternFill("solid", fgColor="FFEDEDED")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = border()
    page.row_dimensions[HEAD_ROW].height = 48


def _row(page: Any, row: int, number: int, task: WorkbookTask, book: ExpertWorkbook) -> None:
    from openpyxl.utils import get_column_letter

    for at, text in enumerate((task.code, str(number), task.number, task.organization, task.branch, task.brand), 1):
        write_text(page.cell(row, at), text)
        _dress(page.cell(row, at), centred=at == 2)
    first, last = (get_column_letter(FIRST_POINTS + at) for at in (0, len(book.criteria) - 1))
    for at in range(FIRST_POINTS, len(_columns(book)) + 1):
        _dress(page.cell(row, at), fill=True, centred=at < len(_columns(book)) - 1)
    total = page.cell(row, FIRST_POINTS + len(book.criteria))
    span = f"{first}{row}:{last}{row}"
    total.value = f'=IF(COUNT({span})={len(book.criteria)},SUM({span}),"")'
    _dress(total, centred=True)
    page.row_dimensions[row].height = 30


def _dress(cell: Any, *, fill: bool = False, centred: bool = False) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection

    cell.font, cell.border = Font(name=FACE, size=11, color=INK), border()
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
    cell.protection = Protection(locked=not fill)
    if fill:
        cell.fill = PatternFill("solid", fgColor=PAPER)


def _foot(page: Any, book: ExpertWorkbook) -> None:
    """Where the expert signs: two cells below the table."""
    row = HEAD_ROW + len(book.tasks) + 2
    write_text(page.cell(row, 3), SIGNATURE)
    _dress(page.cell(row, 3), centred=True)
    _dress(page.cell(row, 4), fill=True)
    page.row_dimensions[row].height = 30


def _validate(page: Any, book: ExpertWorkbook) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    first, last = HEAD_ROW + 1, HEAD_ROW + len(book.tasks)

    def over(column: int, rule: DataValidation) -> None:
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{last}")
        page.add_data_validation(rule)

    for at, criterion in enumerate(book.criteria):
        full = criterion.full_hundredths // 100
        over(
            FIRST_POINTS + at,
            DataValidation(
                type="decimal" if book.decimals else "whole",
                operator="between",
                formula1="0",
                formula2=str(full),
                allow_blank=True,
                showErrorMessage=True,
                errorTitle=criterion.name,
                error=f"请填 0 到 {full} 的{'数' if book.decimals else '整数'}。",
                showInputMessage=True,
                promptTitle=f"{criterion.name}　满分 {full}",
                prompt=criterion.explanation[:250] or None,
            ),
        )
    after = FIRST_POINTS + len(book.criteria)
    for column, words in ((after + 1, MARKS), (after + 2, VETOES)):
        listed = f'"{",".join(words)}"'
        error = f"请从下拉里选：{'、'.join(words)}。"
        over(column, DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=True, error=error))


def _lay_out(page: Any, book: ExpertWorkbook) -> None:
    from openpyxl.utils import get_column_letter

    for at, words in enumerate(_columns(book), 1):
        page.column_dimensions[get_column_letter(at)].width = WIDTHS.get(words, 12)
    page.column_dimensions["A"].hidden = True
    page.freeze_panes = page.cell(HEAD_ROW + 1, 1)
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    page.page_setup.paperSize, page.page_setup.orientation = page.PAPERSIZE_A4, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.right.text = "第 &P 页 共 &N 页"
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False  # widths may be changed
    page.protection.enable()


def _hide_identity(made: Any, book: ExpertWorkbook) -> None:
    hidden = made.create_sheet(IDENTITY)
    values = (MAGIC, str(book.stage_id), str(book.expert_id), book.version, book.round_name)
    for row, value in enumerate(values, 1):
        write_text(hidden.cell(row, 1), value)
    hidden.sheet_state = "veryHidden"
    hidden.protection.enable()
