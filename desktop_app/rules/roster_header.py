"""Header words of a roster in their usual variants, and which row of a sheet is most likely the header.

Source: the command line page, “Header words”.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from desktop_app.rules.patterns import Pattern
from desktop_app.rules.typed_values import folded
from desktop_app.shapes.roster_import import RosterField

_DEPTH = 30  # a header further down is pointed at by hand
_NEEDED = len(RosterField)  # what one of the two fields that must be there counts besides
_BOTH = 2 * _NEEDED

_WORDS: Mapping[RosterField, str] = {
    RosterField.ORGANIZATION: (
        "(?:所属|所在|上级|二级)?(?:基层|二级)?(?:党组织|党委|党总支|党委党总支|党委总支|党组织单位)(?:名称|全称)?"
        "|(?:所属|所在|二级)?(?:单位|学院|院系)(?:名称|全称)?"
    ),
    RosterField.BRANCH: "(?:所在|申报|基层)?党?支部(?:名称|全称)?",
    RosterField.KIND: "(?:党?支部)?(?:类型|类别|性质)",
    RosterField.SECRETARY: "(?:现任)?(?:党?支部)?书记(?:姓名)?|(?:党?支部)?负责人(?:姓名)?",
    RosterField.TELEPHONE: "(?:书记|支部|党?支部书记)?(?:办公室?|联系|固定)?(?:电话|座机)(?:号码?)?|联系方式",
    RosterField.MEMBERS: "(?:现有|支部|正式)?党员(?:总|人)?(?:数|人数|数量)|党员|人数",
    RosterField.HONOUR: "(?:现有|所获|获得|获评|已获|党建)?(?:荣誉|称号)(?:名称|称号)?|荣誉称号名称|项目类型",
    RosterField.LEVEL: "(?:荣誉|称号|获评|项目)?(?:级别|层级|等级)",
    RosterField.STAGE: "(?:建设|荣誉|创建|目前|当前|称号|项目)?(?:状态|阶段|进展)",
    RosterField.BATCH: "(?:荣誉|获评|入选|立项|建设|称号)?批次",
    RosterField.VALID_FROM: (
        "(?:建设|荣誉)?(?:有效期|有效期限|培育期|建设期)?(?:起|自|开始|起始|起始时间|起始日期|开始时间|开始日期)(?:时间|日期)?"
        "|(?:获评|认定|获批|立项|命名|授予)(?:时间|日期)"
    ),
    RosterField.VALID_TO: (
        "(?:建设|荣誉)?(?:有效期|有效期限|培育期|建设期)?(?:止|至|截止|结束|终止|到期|截至)(?:时间|日期)?|有效期限?截止(?:时间|日期)"
    ),
    RosterField.VALIDITY: "有效期限?|(?:建设|培育)(?:期|周期|期限)|起止(?:时间|日期)|有效期起止(?:时间|日期)?",
}
_OTHER_KINDS = (  # what a list is that has two of these columns or more
    (
        "评分表",
        Pattern("(?:评审)?专家(?:姓名)?|评委(?:姓名)?|总分|得分|评分|均分|平均分|最终得分|(?:评审|专家|评委)意见"),
    ),
    ("收件记录", Pattern("来访序号|收件号|收件时间|送件人|份号|(?:纸质|盖章|签字|完整)份数")),
)
_ANY = Pattern("|".join(f"(?P<{field.name}>{words})" for field, words in _WORDS.items()))
_PERSONAL = Pattern("身份证|公民身份|证件号|出生|生日|手机|移动电话|住址|银行卡|微信|^qq")
_BRACKETS = Pattern(r"\(([^()]*)\)")
_MEANINGLESS = Pattern(r"[^\w]|^\d+[.、]?")


@lru_cache(maxsize=512)
def field_of(header: str) -> RosterField | None:
    """The field a header names, spaces and remarks in brackets aside; None for one that is not read."""
    typed = folded(header)
    if not typed or is_personal(header):
        return None
    for words in (_MEANINGLESS.sub("", typed), _MEANINGLESS.sub("", _BRACKETS.sub("", typed))):
        if found := _ANY.fullmatch(words):
            return RosterField[str(found.lastgroup)]
    return None


def is_personal(header: str) -> bool:
    """Whether a column is about things the office does not keep: 身份证, 出生, 手机, 住址."""
    return bool(_PERSONAL.search(folded(header)))


def other_kind(headers: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """What kind of list the headers are clearly of, when it is no roster, and by which of them; "" and none else."""
    for kind, words in _OTHER_KINDS:
        found = tuple(header for header in headers if words.fullmatch(_MEANINGLESS.sub("", folded(header))))
        if len(found) > 1:
            return kind, found
    return "", ()


def fields_of(headers: Sequence[str]) -> tuple[RosterField | None, ...]:
    """The field of each column; of two columns for one field the first is taken."""
    taken: set[RosterField] = set()
    found: list[RosterField | None] = []
    for header in headers:
        field = field_of(header)
        found.append(None if field in taken else field)
        if field:
            taken.add(field)
    return tuple(found)


def header_score(headers: Sequence[str]) -> int:
    """How much a row looks like a roster's header: fields found, the two that must be there counting more."""
    fields = {field for field in fields_of(headers) if field}
    return len(fields) + _NEEDED * len(fields & {RosterField.ORGANIZATION, RosterField.BRANCH})


def likely_header(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Index and score of the most likely header row; of two equal rows (one header over two rows) the lower.

    Once a row names both the organisation and the branch, only the row below it may still be better.
    """
    best, best_score = 0, 0
    for at, row in enumerate(rows[:_DEPTH]):
        score = header_score(row)
        over_two_rows = score == best_score and at == best + 1 and list(row) == list(rows[best])
        if score > best_score or (score and over_two_rows):
            best, best_score = at, score
        elif best_score >= _BOTH and at > best:
            break
    return best, best_score
