"""What a score workbook must hold to when it comes back: the same round, expert and version, and every row in order."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from db.enums import ReviewMark, Verification
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.score_entry import check_entry, read_points, veto_words
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_entry import SheetEntry
from desktop_app.shapes.score_workbook import ExpertWorkbook, FilledRow, FilledWorkbook, WorkbookTask

TOLD = 6  # reasons that a sentence can hold
MARKS = (ReviewMark.RECUSED, ReviewMark.ABSENT, ReviewMark.ABSTAINED)


def workbook_version(criteria: Sequence[CriterionRow], decimals: int, codes: Sequence[str]) -> str:
    """What a workbook rests on, as a short word: the rubric and the sheets it asks for."""
    rubric = [(each.name, each.full_hundredths) for each in criteria]
    return hashlib.sha256(json.dumps([rubric, decimals, list(codes)]).encode()).hexdigest()[:12]


def heading(criterion: CriterionRow) -> str:
    """党性原则（20）."""
    return f"{criterion.name}（{criterion.full_hundredths // 100}）"


def check_identity(filled: FilledWorkbook, wanted: ExpertWorkbook | None, round_name: str) -> ExpertWorkbook:
    """The workbook that this one answers. RuleBroken for another round's or expert's, a stale or an unsigned one."""
    if wanted is None or filled.stage_id != wanted.stage_id:
        raise RuleBroken(
            f"“{filled.file}”不是{round_name}的评分工作簿，里面写的是“{filled.round_name}”。",
            "请核对是不是拿错了文件。",
        )
    if filled.version != wanted.version:
        raise RuleBroken(
            f"“{filled.file}”是旧的：发出以后，{wanted.expert}要评的项目或评分指标有过变化。",
            "请重新生成这位专家的工作簿，请专家照新的填写。",
        )
    if not filled.signature:
        raise RuleBroken(f"“{filled.file}”没有签名。", "请专家在表下“本人签名”一格里写上姓名后再交。")
    if _plain(filled.signature) != _plain(wanted.name):
        raise RuleBroken(
            f"“{filled.file}”的签名是“{filled.signature}”，这是{wanted.expert} {wanted.name} 的工作簿。",
            "请核对是谁填的；填错了文件的，请本人重新填写。",
        )
    return wanted


def read_entries(filled: FilledWorkbook, wanted: ExpertWorkbook) -> dict[int, SheetEntry]:
    """What every sheet says, by review. RuleBroken names each cell that cannot be taken; then nothing is."""
    if [_plain(text) for text in filled.headings] != [_plain(heading(each)) for each in wanted.criteria]:
        raise RuleBroken(f"“{filled.file}”的表头被改过，认不出各列是哪项指标。", "请照原来的工作簿填写，不要改动表头。")
    tasks = {task.code: task for task in wanted.tasks}
    moved = list(_moved(filled, tasks))
    wrong, entries = moved, dict[int, SheetEntry]()
    for row in () if moved else filled.rows:
        task = tasks[row.code]
        try:
            entries[task.review_id] = _entry(row, wanted)
        except RuleBroken as broken:
            wrong.append(f"第 {row.row} 行 {task.number}：{broken.what}")
    if wrong:
        more = f"……共 {len(wrong)} 处" if len(wrong) > TOLD else ""
        raise RuleBroken(f"“{filled.file}”没有导入。" + "".join(wrong[:TOLD]) + more, "请专家改正后重新交来。")
    return entries


def _moved(filled: FilledWorkbook, tasks: dict[str, WorkbookTask]) -> Iterator[str]:
    """Rows that were moved, lost or doubled."""
    seen = Counter(row.code for row in filled.rows)
    for row in filled.rows:
        task = tasks.get(row.code)
        if task is None:
            yield f"第 {row.row} 行不是原来的行（编码“{row.code}”）。"
        elif _plain(row.number) != task.number:
            yield f"第 {row.row} 行的编码是 {task.number} 的，申报编号却是“{row.number}”，行被移动或改过。"
        elif seen[row.code] > 1:
            yield f"第 {row.row} 行 {task.number} 出现了 {seen[row.code]} 次。"
    if lost := [task.number for task in tasks.values() if task.code not in seen]:
        yield f"缺少：{'、'.join(lost[:TOLD])}{'等' if len(lost) > TOLD else ''} {len(lost)} 行。"


def _entry(row: FilledRow, wanted: ExpertWorkbook) -> SheetEntry:
    mark = _mark(row.mark)
    points = {
        criterion.criterion_id: read_points(text, decimals=wanted.decimals)
        for criterion, text in zip(wanted.criteria, row.points, strict=True)
        if text
    }
    entry = SheetEntry(
        points=points,
        mark=mark,
        veto=bool(row.veto or row.veto_reason),
        veto_reason=veto_words(row.veto, row.veto_reason),
        opinion=row.opinion,
    )
    check_entry(entry, wanted.criteria, decimals=wanted.decimals, verification=Verification.TWICE)
    return entry


def _mark(text: str) -> ReviewMark:
    if not text:
        return ReviewMark.NONE
    if text in MARKS:
        return ReviewMark(text)
    raise RuleBroken(f"标记“{text}”认不出来。", f"请从下拉里选：{'、'.join(MARKS)}。")


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
