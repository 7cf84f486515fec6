"""评分指标: the default rubrics, and what a rubric must hold to. Source: domain page §3; the notice's 创建要求."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from db.enums import Stage
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.names import clean
from desktop_app.shapes.panel import CriterionDraft

MOST_CRITERIA = 12  # what one page of a score sheet holds
HIGHEST = 1000_00
LONGEST_NAME = 20

DEFAULT_RUBRICS: Mapping[Stage, tuple[CriterionDraft, ...]] = {
    Stage.ESTABLISHMENT: (
        CriterionDraft("党性原则", 20_00, "增强政治功能和组织功能，党内组织生活制度执行有力，党员教育管理服务监督到位"),
        CriterionDraft("品牌标识与内涵", 20_00, "品牌名称简短有力、精炼概括、特色突出、形象贴切、易懂易记"),
        CriterionDraft("一融双高", 25_00, "以高质量党建推动高质量发展，党建与业务融合，好典型好做法突出", tie=True),
        CriterionDraft("可持续发展", 20_00, "有长期规划、年度计划和具体措施，能够长期发展、持续推进"),
        CriterionDraft("工作基础与成效", 10_00, "支部工作基础扎实，已有活动、成效和荣誉作支撑"),
        CriterionDraft("文本规范", 5_00, "申报书填写完整、表述准确、格式规范"),
    ),
    Stage.ACCEPTANCE: (
        CriterionDraft("现场答辩", 40_00, "汇报重点突出，回答切题，建设任务完成情况清楚"),
        CriterionDraft("案例总结", 30_00, "主旨清晰、层次分明、资料翔实、语言精练、文风朴实"),
        CriterionDraft("视频展示", 20_00, "反映支部活动亮点和品牌特色，感染力强"),
        CriterionDraft("宣传推广", 10_00, "专题页面、新闻稿件和示范带动的成效"),
    ),
}


def checked_rubric(criteria: Sequence[CriterionDraft], *, decimals: int) -> tuple[CriterionDraft, ...]:
    """The rubric with its words cleaned. RuleBroken for what cannot be scored by."""
    if not criteria:
        raise RuleBroken("评分指标一项也没有。", "请至少填写一项指标和它的满分。")
    if len(criteria) > MOST_CRITERIA:
        raise RuleBroken(f"评分指标有 {len(criteria)} 项，一页评分表放不下。", f"请不超过 {MOST_CRITERIA} 项。")
    cleaned = tuple(
        CriterionDraft(clean(one.name), one.full_hundredths, clean(one.explanation), one.tie) for one in criteria
    )
    for place, criterion in enumerate(cleaned, 1):
        _check_criterion(place, criterion, decimals)
    if twice := [name for name, count in Counter(one.name for one in cleaned).items() if count > 1]:
        raise RuleBroken(f"评分指标“{twice[0]}”出现了两次。", "请合并为一项，或改一个名称。")
    if sum(one.tie for one in cleaned) > 1:
        raise RuleBroken("并列时先比较的指标只能有一项。", "请只在一项上标注，或都不标注。")
    return cleaned


def _check_criterion(place: int, criterion: CriterionDraft, decimals: int) -> None:
    if not criterion.name:
        raise RuleBroken(f"第 {place} 项评分指标没有名称。", "请填写名称，或删去这一项。")
    if len(criterion.name) > LONGEST_NAME:
        raise RuleBroken(f"第 {place} 项评分指标的名称超过 {LONGEST_NAME} 个字。", "请缩短名称，细则写在说明里。")
    if not 0 < criterion.full_hundredths <= HIGHEST:
        raise RuleBroken(f"“{criterion.name}”的满分不合适。", "满分应大于 0，不超过 1000 分。")
    if criterion.full_hundredths % (10 if decimals else 100):
        allowed = "最多一位小数" if decimals else "整数"
        raise RuleBroken(f"“{criterion.name}”的满分应是{allowed}。", "请改正满分，或在规则里允许一位小数。")


def rubric_words(criteria: Sequence[CriterionDraft]) -> str:
    """What is said under a rubric: the sum of its full marks, and whether it is the usual hundred."""
    total = sum(one.full_hundredths for one in criteria)
    shown = f"{total / 100:g}"
    return f"满分合计 {shown} 分" + ("" if total == 100_00 else "（不是 100 分，请核对）")
