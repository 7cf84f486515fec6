"""专家名册.xlsx and 评分.xlsx: nine experts, and their whole points on every complete application.

The scores are made so that the ranking has what a real one has: places shared by equal means, one pair parted by
“一融双高”, one by the median, and a pair across the quota line (place 40) that nothing parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from installers.sample.files import head, new_workbook, save, set_widths
from installers.sample.season import SEED, Application

CRITERIA = (
    ("党性原则", 20),
    ("品牌标识与内涵", 20),
    ("一融双高", 25),
    ("可持续发展", 20),
    ("工作基础与成效", 10),
    ("文本规范", 5),
)
EXPERT_HEADER = ("序号", "姓名", "职称", "工作单位", "所属基层党组织", "专业领域")
SCORE_HEADER = (
    "专家",
    "工作单位",
    "基层党组织",
    "党支部",
    "品牌名称",
    *[name for name, _ in CRITERIA],
    "合计",
    "状态",
    "评审意见",
)
QUOTA = 40
Points = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Expert:
    name: str
    rank: str
    unit: str
    organization: str
    field: str


EXPERTS = (
    Expert("王伟", "教授", "示例医科大学马克思主义学院", "马克思主义学院党总支", "思想政治教育"),
    Expert("王伟", "研究员", "示例省社会科学研究院", "", "党的建设"),
    Expert("卢燚", "教授", "示例医科大学基础医学院", "基础医学院党委", "基础医学"),
    Expert("莫青岚", "主任医师", "示例医科大学第一临床学院", "第一临床学院党委", "临床医学"),
    Expert("殷知远", "教授", "示例市委党校", "", "组织工作"),
    Expert("闻人璟", "教授", "示例师范学院马克思主义学院", "", "党建理论"),
    Expert("席若川", "副研究员", "示例医科大学党委宣传部", "机关党委", "宣传与品牌传播"),
    Expert("苏木禾", "主任护师", "示例医科大学护理学院", "护理学院党委", "护理与志愿服务"),
    Expert("端木晴", "编审", "示例日报社", "", "新闻宣传"),
)
# Totals of the nine experts for the made pairs; the second of a pair is given in another order of experts.
MADE: dict[str, tuple[Points, Points]] = {  # brand: totals, points for 一融双高
    "药香校园": ((78, 80, 82, 83, 84, 84, 85, 86, 89), (19, 20, 20, 21, 21, 21, 22, 22, 22)),
    "药香满园": ((84, 84, 85, 86, 89, 78, 80, 82, 83), (21, 21, 22, 22, 22, 19, 20, 20, 21)),
    "点亮脑海": ((86, 87, 88, 89, 90, 91, 92, 92, 94), (21, 22, 22, 22, 23, 23, 23, 23, 24)),
    "脊梁工程": ((86, 87, 88, 89, 90, 91, 92, 92, 94), (21, 22, 22, 22, 22, 23, 23, 23, 24)),
    "数说健康": ((85, 87, 88, 89, 90, 92, 93, 94, 95), (21, 22, 22, 22, 23, 23, 23, 24, 24)),
    "童心育杏": ((85, 87, 88, 89, 91, 91, 93, 94, 95), (21, 22, 22, 22, 23, 23, 23, 24, 24)),
}
ABOVE = 4
"""How many of the made applications stand above the quota line beside the pair across it."""
OPINIONS = (
    "主题鲜明，与业务结合紧密，建议补充量化指标。",
    "措施具体，年度计划可再细化到责任人。",
    "品牌名称响亮，内涵释义宜更凝练。",
    "工作基础扎实，推广价值较高。",
    "融合点找得准，建议增加长效机制。",
    "材料规范，成效部分请补充佐证。",
)


def write_experts(path: Path) -> None:
    workbook = new_workbook()
    sheet = workbook.active
    sheet.title = "专家名册"
    head(sheet, 1, EXPERT_HEADER)
    for number, expert in enumerate(EXPERTS, 1):
        row = (number, expert.name, expert.rank, expert.unit, expert.organization or None, expert.field)
        for column, value in enumerate(row, 1):
            sheet.cell(number + 1, column, value)
    set_widths(sheet, (6, 12, 12, 32, 26, 20))
    save(workbook, path)


def split(total: int, fusion: int) -> Points:
    """A total over the six criteria, `fusion` of it for 一融双高, the rest in proportion to the full marks."""
    points = [(total - fusion) * full // 75 for _, full in CRITERIA]
    points[2] = fusion
    for place in (0, 1, 3, 4, 5, 0, 1, 3, 4, 5):
        if sum(points) < total and points[place] < CRITERIA[place][1]:
            points[place] += 1
    if sum(points) != total or any(p > full for p, (_, full) in zip(points, CRITERIA, strict=True)):
        raise ValueError(f"{total} with {fusion} does not split")
    return tuple(points)


def scores(applications: list[Application]) -> dict[tuple[int, str, str], Points | None]:
    """Points by (expert's index, 基层党组织, 党支部); None where the expert is of the same 基层党组织 (回避)."""
    rng = Random(SEED + 2)
    drawn = [a for a in applications if a.brand not in MADE]
    above = QUOTA - 1 - ABOVE
    # Quality falls evenly, with a gap at the quota line where the made pair stands.
    qualities = [94.5 - 9.0 * n / (above - 1) for n in range(above)]
    qualities += [81.0 - 9.0 * n / (len(drawn) - above - 1) for n in range(len(drawn) - above)]
    rng.shuffle(qualities)
    leaning = [rng.uniform(-1.5, 1.5) for _ in EXPERTS]
    quality = {a.brand + a.branch.name: q for a, q in zip(drawn, qualities, strict=True)}
    found: dict[tuple[int, str, str], Points | None] = {}
    for application in applications:
        branch = application.branch
        for number, expert in enumerate(EXPERTS):
            key = (number, branch.organization, branch.name)
            if expert.organization == branch.organization:
                found[key] = None
            elif application.brand in MADE:
                totals, fusion = MADE[application.brand]
                found[key] = split(totals[number], fusion[number])
            else:
                found[key] = _draw(rng, quality[application.brand + branch.name] + leaning[number])
    return found


def _draw(rng: Random, wanted: float) -> Points:
    """Whole points about `wanted` of 100, each criterion between half and full marks."""
    points = []
    for _, full in CRITERIA:
        mark = full * wanted / 100 + rng.uniform(-0.06, 0.06) * full
        points.append(min(full, max(full // 2, round(mark))))
    return tuple(points)


def write_scores(applications: list[Application], path: Path) -> None:
    """One row per expert and application; 回避 leaves the points blank."""
    rng = Random(SEED + 3)
    workbook = new_workbook()
    sheet = workbook.active
    sheet.title = "评分"
    head(sheet, 1, SCORE_HEADER)
    given = scores(applications)
    row = 2
    for number, expert in enumerate(EXPERTS):
        for application in applications:
            branch = application.branch
            points = given[number, branch.organization, branch.name]
            opinion = OPINIONS[rng.randrange(len(OPINIONS))]
            values = (
                expert.name,
                expert.unit,
                branch.organization,
                branch.name,
                application.brand,
                *(points or (None,) * len(CRITERIA)),
                sum(points) if points else None,
                "有效" if points else "回避",
                opinion if points else "与申报支部同属一个基层党组织",
            )
            for column, value in enumerate(values, 1):
                sheet.cell(row, column, value)
            row += 1
    sheet.freeze_panes = "F2"
    set_widths(sheet, (10, 30, 26, 32, 18, 10, 15, 10, 11, 15, 10, 8, 8, 44))
    save(workbook, path)
