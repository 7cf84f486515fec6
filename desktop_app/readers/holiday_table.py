"""A year's 放假安排 from a file: the State Council's notice, a CSV of date, off or worked, name, or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from desktop_app.readers.guard import admitted
from desktop_app.readers.notice_text import notice_text
from desktop_app.readers.plain_text import decode_text
from desktop_app.rules import typed_dates
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.holiday_notice import is_holiday_notice, read_holiday_notice
from desktop_app.shapes.calendars import SpecialDay
from desktop_app.shapes.holidays import HolidayPlan

LARGEST: Final = 1_000_000  # bytes; a year's table has some two thousand
MOST_DAYS: Final = 400
HOW: Final = "每行写三栏：日期、放假或上班、名称，例如 2027-10-01,放假,国庆节。"
_OFF: Final = frozenset({"放假", "休", "休息", "休假", "假", "false", "0"})
_WORKED: Final = frozenset({"上班", "班", "补班", "调休上班", "工作", "true", "1"})


def holiday_table(path: Path) -> HolidayPlan:
    """Read and prove a year's table. RuleBroken, with the line, for what is not a table or contradicts itself."""
    suffix = path.suffix.lower()
    if suffix not in (".json", ".csv", ".txt", ".docx"):
        raise RuleBroken(
            f"不能从“{path.name}”读取放假安排：只认 .txt、.docx、.csv 和 .json 文件。",
            "请把国务院放假通知的文字复制后点“粘贴”，或另存为 .docx、.txt。",
        )
    text = notice_text(path) if suffix == ".docx" else _text(path)
    if suffix == ".docx" or is_holiday_notice(text):
        return read_holiday_notice(text)
    days = _from_json(text, path.name) if suffix == ".json" else _from_csv(text)
    if not days:
        raise RuleBroken(f"“{path.name}”里没有日期。", HOW)
    return HolidayPlan(_one_year(days), _proved(days))


def _text(path: Path) -> str:
    admitted(path, most=LARGEST, smaller=f"不像一年的放假安排。{HOW}", may_be_empty=True)
    return decode_text(path.read_bytes(), path.name)[0]


def _from_json(text: str, file_name: str) -> list[tuple[str, SpecialDay]]:
    """Each day with where it stands. Nesting is not limited by hand: a file within LARGEST cannot nest harmfully."""
    todo = '应是一组 {"day": "2027-10-01", "works": false, "name": "国庆节"}。'
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RuleBroken(f"“{file_name}”不是完整的 JSON 文件。", todo) from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RuleBroken(f"“{file_name}”的内容不是放假安排。", todo)
    return [_from_entry(number, entry, todo) for number, entry in enumerate(entries[: MOST_DAYS + 1], 1)]


def _from_entry(number: int, entry: dict[str, Any], todo: str) -> tuple[str, SpecialDay]:
    where, works = f"第 {number} 项", entry.get("works")
    if not isinstance(works, bool):
        raise RuleBroken(f"{where}的 works 不是 true 或 false。", todo)
    return where, _special(where, str(entry.get("day", "")), works, str(entry.get("name", "")))


def _from_csv(text: str) -> list[tuple[str, SpecialDay]]:
    """Commas, full-width ones too, semicolons or tabs; a line of titles above is passed over."""
    found: list[tuple[str, SpecialDay]] = []
    first_line = text.lstrip().split("\n", 1)[0]
    mark = max("\t;,，", key=first_line.count)
    for number, cells in enumerate(_rows(text, mark), 1):
        cells = [cell.strip() for cell in cells]
        if not any(cells) or (not found and not any(letter.isdigit() for letter in cells[0])):
            continue
        found.append(_from_cells(f"第 {number} 行", cells))
        if len(found) > MOST_DAYS:
            break
    return found


def _rows(text: str, mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error as error:
        raise RuleBroken("文件的引号不成对，或者有一栏特别长，分不出各栏。", HOW) from error


def _from_cells(where: str, cells: Sequence[str]) -> tuple[str, SpecialDay]:
    if len(cells) < 2:
        raise RuleBroken(f"{where}只有一栏。", HOW)
    word = cells[1].lower()
    if word not in _OFF | _WORKED:
        raise RuleBroken(f"{where}的“{cells[1]}”看不出是放假还是上班。", "第二栏请写“放假”或“上班”。")
    return where, _special(where, cells[0], word in _WORKED, cells[2] if len(cells) > 2 else "")


def _special(where: str, day: str, works: bool, name: str) -> SpecialDay:
    try:
        if sum(letter.isdigit() for letter in day) < 6:
            raise RuleBroken(f"“{day}”没有年份。", "日期请写全，例如 2027-10-01。")
        read = typed_dates.read_date(day, near=date.today())
    except RuleBroken as broken:
        raise RuleBroken(f"{where}：{broken.what}", "日期请写全，例如 2027-10-01。") from broken
    return SpecialDay(read, works, " ".join(name.split())[:20] or ("调休上班" if works else "放假"))


def _one_year(days: Sequence[tuple[str, SpecialDay]]) -> int:
    if len(days) > MOST_DAYS:
        raise RuleBroken(f"文件里的日期超过 {MOST_DAYS} 天，不像一年的放假安排。", HOW)
    year = days[0][1].day.year
    for where, special in days:
        if special.day.year != year:
            raise RuleBroken(
                f"{where}是 {special.day.year} 年的日期，前面的是 {year} 年的。", "每个文件只放一年，请分开载入。"
            )
    return year


def _proved(days: Sequence[tuple[str, SpecialDay]]) -> tuple[SpecialDay, ...]:
    """No day twice, and nobody works “instead” on a day that is worked anyway."""
    seen: dict[date, str] = {}
    for where, special in days:
        if special.day in seen:
            raise RuleBroken(
                f"{where}的 {special.day.isoformat()} 与{seen[special.day]}重复。", "请删去其中一行，再重新载入。"
            )
        if special.works and special.day.weekday() < 5:
            told = typed_dates.weekday(special.day)
            raise RuleBroken(
                f"{where}的 {special.day.isoformat()} 是{told}，本来就上班，却写成调休上班。", "请对照通知核对日期。"
            )
        seen[special.day] = where
    return tuple(sorted((special for _, special in days), key=lambda special: special.day))
