"""The labels of an 申报书 in their usual variants, and which item one names.

Labels come spaced out (品 牌 名 称), numbered (二、创建思路), with remarks in brackets (内涵释义（300字以内）) and
marks behind them. Source: domain §6 (the form), §4 (as it really comes).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from db.enums import FormItem
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.typed_values import folded

LONGEST_LABEL = 40  # characters, spaces included; longer is a sentence
_UNIT = "申报单位"  # says either the branch or its organisation: what stands behind it tells

_WORDS: Mapping[FormItem, str] = {
    FormItem.NUMBER: "(?:项目|申报|申请|品牌)?编[号码]",
    FormItem.SCHOOL: "学校(?:名称|全称)?",
    FormItem.BRAND: (
        "(?:拟?(?:申报|创建|培育))?(?:支部|党支部|特色|党建)*(?:品牌|项目)(?:项目)?(?:名称|全称)|(?:申报|党建|支部|特色)*品牌"
    ),
    FormItem.BRANCH: "(?:申报|所在|申请|创建|填报|报送)?(?:基层)?(?:党支部|支部)(?:名称|全称)?",
    FormItem.ORGANIZATION: (
        "(?:所属|所在|上级|二级|隶属)*(?:基层|二级)?(?:党组织|党委|党总支|党委党总支|党委总支|党总支党委|党组织单位)(?:名称|全称)?"
        "|(?:所属|所在|二级)(?:单位|学院|院系|部门)(?:名称|全称)?|(?:推荐|上级)(?:单位|党组织)"
    ),
    FormItem.SECRETARY: "(?:现任)?(?:党?支部)?书记(?:姓名)?|(?:党?支部|品牌|项目)?负责人(?:姓名)?",
    FormItem.CONTACT: "(?:项目|申报|品牌)?联系人(?:姓名)?|经办人",
    FormItem.TELEPHONE: "(?:联系人|办公室?|联系|固定)?(?:办公)?(?:电话|座机)(?:号码?)?|联系方式",
    FormItem.FILLED_ON: "(?:填报|填表|申报|填写|申请)(?:日期|时间)|日期",
    FormItem.BRANCH_KIND: "(?:党?支部)?(?:类型|类别|性质)",
    FormItem.MEMBERS: "(?:现有|支部|正式)*党员(?:总|人)?(?:数|人数|数量|总数)",
    FormItem.FOUNDED: "(?:党?支部)?(?:成立|组建|设立)(?:时间|日期)",
    FormItem.HONOURS: "(?:现有|已有|所获|获得|获评|支部|党建|主要)*(?:荣誉|称号)(?:称号|情况)?",
    FormItem.OBLIGED: "是否(?:为)?(?:必须|必报|应报|应当)(?:参加|申报|支部)?",
    FormItem.SLOGAN: "(?:品牌)?(?:口号|标语|宣传语)|品牌理念",
    FormItem.MEANING: (
        "(?:品牌)?(?:内涵|释义|寓意|含义)(?:与|及)?(?:释义|阐释|解读|说明|内涵)?|品牌(?:简介|阐释|解读|释义)"
    ),
    FormItem.SIGN: "(?:品牌)?(?:标识|标志|logo|徽标)(?:(?:及|与|和)?(?:其)?(?:释义|说明|设计|图案|含义|寓意))*",
    FormItem.GROUNDWORK: "(?:现有|前期|支部|党支部)?(?:工作|建设|创建)?基础(?:(?:与|及|和)?(?:条件|成效|优势|特色))*",
    FormItem.CONCEPT: (
        "(?:品牌)?(?:创建|建设|总体|工作|培育)的?(?:工作)?思路(?:(?:与|及|和)(?:目标|举措|措施|做法|内容))*"
    ),
    FormItem.LONG_PLAN: "(?:品牌)?(?:建设|创建|发展)?(?:中?长期|总体|三年|远景)(?:建设|发展)?(?:规划|计划|目标)",
    FormItem.YEAR_PLAN: (
        "(?:品牌)?(?:建设|创建)?(?:年度|本年度|学年)(?:工作|建设|创建|实施)?(?:计划|安排)|(?:工作|实施|推进)计划"
    ),
    FormItem.OUTCOME: "(?:品牌)?(?:建设|创建)?预期(?:的)?(?:成效|成果|效果|目标)(?:(?:与|及|和)(?:成果|形式|创新点))*",
    FormItem.INNOVATION: (
        "(?:品牌|工作|主要)?(?:特色)?(?:与|及|和)?创新(?:之处|点|举措)?(?:(?:与|及|和)特色)?|特色(?:与|及|和)创新点?"
    ),
    FormItem.EVIDENCE: "(?:佐证|支撑|证明|附件)(?:材料)?(?:目录|清单)|佐证材料|支撑材料",
    FormItem.BRANCH_OPINION: "(?:申报|所在)?(?:党支部|支部)(?:申报|推荐|自评)?意见",
    FormItem.ORGANIZATION_OPINION: (
        "(?:所在|所属|基层|上级|二级)*(?:党组织|党委|党总支|党委党总支|党委总支|单位)(?:审核|推荐|审查|初审)?意见"
    ),
    FormItem.EXPERT_OPINION: "(?:评审)?专家(?:组)?(?:评审|评议)?意见|评审(?:组|专家)?意见",
    FormItem.REVISION_NOTE: "(?:根据专家意见)?修改(?:完善)?(?:情况)?(?:说明|情况)",
    FormItem.DEPARTMENT_OPINION: (
        "(?:学校|校)?(?:党委)?组织部门?(?:审定|审批|审核)?意见|(?:学校|校)(?:党委)?(?:审定|审批|审核)?意见"
    ),
}
_PATTERNS = {item: Pattern(words) for item, words in _WORDS.items()}
_UNITS = Pattern("(?:申报|填报|报送)单位(?:名称|全称)?|单位(?:名称|全称)")
_BRACKETS = Pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERED = Pattern(
    r"第?[一二三四五六七八九十\d]{1,3}(?:[、.,:]|部分|章)+|\([一二三四五六七八九十\d]{1,3}\)[、.]?|[①-⑳]"
)
_MARKS = Pattern(r"[^\w]+|_+")
_HEADING_LEVELS = (
    Pattern(r"\s*(?:第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]{1,3}\s*[、.．])"),
    Pattern(r"\s*[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]"),
    Pattern(r"\s*\d{1,2}\s*[、.．](?!\d)"),
    Pattern(r"\s*[（(]\s*\d{1,2}\s*[)）]"),
)

SECTIONS = frozenset(
    {
        *(FormItem.MEANING, FormItem.GROUNDWORK, FormItem.CONCEPT, FormItem.LONG_PLAN, FormItem.YEAR_PLAN),
        *(FormItem.OUTCOME, FormItem.INNOVATION, FormItem.EVIDENCE, FormItem.SIGN, FormItem.REVISION_NOTE),
        *(FormItem.BRANCH_OPINION, FormItem.ORGANIZATION_OPINION, FormItem.EXPERT_OPINION),
        FormItem.DEPARTMENT_OPINION,
    }
)
"""Items that are written at length: they may stand as paragraphs under a heading."""


def item_of(label: str, value: str = "") -> FormItem | None:
    """The item that a text is the label of, None for any other text; `value` tells what 申报单位 is."""
    if len(label) > LONGEST_LABEL:
        return None
    item = _item_of(folded(label))
    if item is not None or not is_unit(label):
        return item
    return FormItem.BRANCH if folded(value).endswith("支部") else FormItem.ORGANIZATION


def is_label(text: str) -> bool:
    """Whether a text is nothing but a label."""
    return len(text) <= LONGEST_LABEL and (_item_of(folded(text)) is not None or is_unit(text))


def is_unit(label: str) -> bool:
    """Whether a label is 申报单位, which may mean either."""
    return bool(_UNITS.fullmatch(_bare(folded(label))))


def heading_level(text: str) -> int:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 for a text that is not numbered."""
    for level, pattern in enumerate(_HEADING_LEVELS, 1):
        if pattern.match(text):
            return level
    return 0


@lru_cache(maxsize=2048)
def _item_of(typed: str) -> FormItem | None:
    words = _bare(typed)
    if not words:
        return None
    return next((item for item, pattern in _PATTERNS.items() if pattern.fullmatch(words)), None)


def _bare(typed: str) -> str:
    """A folded label without its number, remarks in brackets and marks; 党委(党总支) keeps its first word."""
    numbered = _NUMBERED.match(typed)
    return _MARKS.sub("", _BRACKETS.sub("", typed[numbered.end() :] if numbered else typed))
