"""What is to be said of a file that is to be posted: personal data, who it says made it, and whether it is whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from desktop_app.rules.names import clean
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.private_data import find_private
from desktop_app.rules.project_lists import INTERNAL
from desktop_app.rules.roster_header import is_personal
from desktop_app.shapes.inspection import (
    NOTICE,
    FileRow,
    FileTable,
    Finding,
    Inspection,
    OfficeFacts,
    PublicFile,
    Weight,
)
from desktop_app.shapes.project_lists import ListKind

NUMBER = Pattern(r"ZBPP-\s*\d{4}-\s*\d{3,}(?!\d|-\d)")  # a narrow column breaks it
MOST_NAMED = 8  # 申报编号 in one sentence
_REMOVE = "请删去再公布。"
_METADATA = "请在“文件 → 属性 → 摘要”里改成单位名称或清空，再保存。"
_HEADINGS = frozenset(("党支部", "品牌名称", "申报编号", "支部名称", "品牌"))
_INSIDE = INTERNAL.split("　")[0]
_TITLES = (
    (ListKind.NOT_SELECTED, (ListKind.NOT_SELECTED,)),
    (NOTICE, ("的公示", "名单公示", "予以公示", "公示期为")),
    (ListKind.SHORTLISTED, (ListKind.SHORTLISTED,)),
    (ListKind.ESTABLISHED, (ListKind.ESTABLISHED,)),
)
_DEPTH = 30  # a heading further down is none
_LONGEST_HEADING = 20  # characters


def inspect(file: PublicFile, facts: OfficeFacts) -> Inspection:
    """Everything to be said of a file, what must be mended first."""
    listed, about_list = _list_of_ours(file, facts)
    found = [*file.findings, *_people(file, facts), *_inside(file), *_private(file, facts), *about_list]
    found = list(dict.fromkeys(found))
    found.sort(key=lambda each: each.weight is not Weight.MEND)
    return Inspection(file.name, tuple(found), listed)


def _people(file: PublicFile, facts: OfficeFacts) -> Iterator[Finding]:
    known = {clean(name) for name in facts.names}
    for what, who in file.people:
        if clean(who) not in known:
            yield Finding(f"{what}是“{who}”。", "文件属性", _METADATA)


def _inside(file: PublicFile) -> Iterator[Finding]:
    if any(_INSIDE in text for _, text in _all_texts(file)):
        yield Finding(f"这份文件标着“{INTERNAL}”。", "", "未入选名单等内部资料不公布，请换成要公布的文件。")


def _private(file: PublicFile, facts: OfficeFacts) -> Iterator[Finding]:
    for table in file.tables:
        yield from _private_columns(table)
    for where, text in _all_texts(file):
        for word in find_private(text, facts.contacts):
            yield Finding(f"有{word}。", where, _REMOVE)


def _private_columns(table: FileTable) -> Iterator[Finding]:
    """A column whose heading says that it is about what the office does not publish."""
    for row in table.rows[:_DEPTH]:
        if len(set(filter(None, row.cells))) < 2:  # a title over the table
            continue
        for heading in row.cells:
            if len(heading) <= _LONGEST_HEADING and is_personal(heading):
                yield Finding(f"有一栏是“{heading}”。", _place(table, row), "请把这一栏整栏删去再公布。")


def _all_texts(file: PublicFile) -> Iterator[tuple[str, str]]:
    """Every text with where it stands; a cell by its row and the heading over it."""
    for each in file.texts:
        yield each.where, each.text
    for table in file.tables:
        head = _heading_row(table)
        headings = _closed_up(head) if head else ()
        for row in table.rows:
            for at, text in enumerate(row.cells):
                if text:
                    column = headings[at] if at < len(headings) and headings[at] else f"第 {at + 1} 栏"
                    yield f"{_place(table, row)}“{column}”", text


def _place(table: FileTable, row: FileRow) -> str:
    return f"{table.where}第 {row.number} 行"


def _heading_row(table: FileTable) -> FileRow | None:
    return next((row for row in table.rows[:_DEPTH] if len(set(_closed_up(row)) & _HEADINGS) > 1), None)


def _closed_up(row: FileRow) -> tuple[str, ...]:
    return tuple("".join(cell.split()) for cell in row.cells)


# Whether a list of ours is still whole --------------------------------------------------------------------------------


def _list_of_ours(file: PublicFile, facts: OfficeFacts) -> tuple[str, list[Finding]]:
    """Which list of the office it is, and what is missing or too much in it.

    By its 申报编号 where it has them; a list without that column by how many rows it has. Of several lists posted in a
    round it is one when it agrees with it; otherwise it is held against the newest.
    """
    title = _title(file)
    lists = [wanted for name, wanted in facts.lists if name == title]
    there = list(dict.fromkeys(hit for _, text in _all_texts(file) for hit in _numbers(text)))
    rows = len(there) or sum(_rows(table) for table in file.tables)
    if not lists or not rows:
        return "", []
    found = [
        list(_compared(title, there, wanted)) if there else list(_counted(title, rows, len(wanted))) for wanted in lists
    ]
    if [] in found:
        return f"{title}，{rows} 项，与本批次一致。", []
    return "", found[0]


def _title(file: PublicFile) -> str:
    """What kind of list its words say it is, "" for none. 拟立项 before 立项, whose words it holds."""
    said = "".join("".join(text.split()) for _, text in _all_texts(file))
    for title, words in _TITLES:
        if any(each in said for each in words):
            return title
    return ""


def _numbers(text: str) -> Iterator[str]:
    return ("".join(hit.group().split()) for hit in NUMBER.finditer(text))


def _rows(table: FileTable) -> int:
    """Rows under the heading that are projects: a band over a group, a note, a repeated heading are none."""
    head = _heading_row(table)
    if head is None:
        return 0
    below = (_closed_up(row) for row in table.rows if row.number > head.number)
    return sum(len(set(filter(None, cells))) > 1 and cells != _closed_up(head) for cells in below)


def _compared(title: str, there: Collection[str], wanted: Collection[str]) -> Iterator[Finding]:
    gone = [each for each in wanted if each not in there]
    more = [each for each in there if each not in wanted]
    if gone:
        yield Finding(f"比本批次的《{title}》少 {len(gone)} 项：{_named(gone)}。", "", "请补上，或重新生成名单。")
    if more:
        yield Finding(f"比本批次的《{title}》多 {len(more)} 项：{_named(more)}。", "", "请核对后删去，或重新生成名单。")


def _counted(title: str, rows: int, wanted: int) -> Iterator[Finding]:
    if rows != wanted:
        yield Finding(f"这份《{title}》有 {rows} 行，本批次有 {wanted} 项。", "", "请核对，或重新生成名单。")


def _named(numbers: Sequence[str]) -> str:
    more = f" 等 {len(numbers)} 项" if len(numbers) > MOST_NAMED else ""
    return "、".join(numbers[:MOST_NAMED]) + more
