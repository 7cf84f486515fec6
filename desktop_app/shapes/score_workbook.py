"""评分工作簿: one expert's sheets as a workbook, as it goes out and as it comes back. Points are integer hundredths."""

from __future__ import annotations

from datetime import datetime

from db.enums import Stage
from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.panel import CriterionRow

# How the workbook is laid out: what is written there is found there again.
PAGE, IDENTITY = "评分", "请勿改动"
MAGIC = "yizhibu-scores-1"
HEAD_ROW = 4
BEFORE = ("编码", "序号", "申报编号", "基层党组织", "党支部", "品牌名称")
AFTER = ("合计", "标记", "一票否决", "否决理由", "评审意见")
SIGNATURE = "本人签名"


@shape
class WorkbookTask:
    """One application that the expert scores."""

    review_id: int
    code: str  # PF-2025-031-3
    number: str
    organization: str
    branch: str
    brand: str


@shape
class ExpertWorkbook:
    """What one expert is sent. `version` stands for the rubric and the applications: another one is out of date."""

    letterhead: Letterhead
    round_name: str
    stage: Stage
    stage_id: int
    expert_id: int
    expert: str  # 专家3
    name: str
    criteria: tuple[CriterionRow, ...]
    decimals: int
    tasks: tuple[WorkbookTask, ...]
    version: str
    made_at: datetime


@shape
class FilledRow:
    """A row as it came back: texts, trimmed. `row` is the number WPS shows beside it."""

    row: int
    code: str
    number: str
    points: tuple[str, ...]  # in the order of the columns
    mark: str
    veto: str
    veto_reason: str
    opinion: str


@shape
class FilledWorkbook:
    """A workbook as it came back. `identity` is stage, expert and version, as they were hidden in it."""

    file: str
    stage_id: int
    expert_id: int
    version: str
    round_name: str
    headings: tuple[str, ...]  # over the points
    rows: tuple[FilledRow, ...]
    signature: str


@shape
class TakenWorkbook:
    """What one workbook brought: sheets recorded by it, and those that paper had said already."""

    expert: str
    recorded: int
    agreed: int
