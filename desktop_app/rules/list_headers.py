"""Header words of 专家名册 and 申报汇总 in their usual variants. Source: the command line page, “Header words”."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from desktop_app.rules.patterns import Pattern
from desktop_app.rules.roster_header import is_personal
from desktop_app.rules.typed_values import folded
from desktop_app.shapes import shape
from desktop_app.shapes.applications_import import ApplicationField
from desktop_app.shapes.experts import ExpertField

F = TypeVar("F", bound=StrEnum)

_DEPTH = 30  # a header further down is none
_ORGANIZATION = (
    "(?:所属|所在|上级|二级)?(?:基层|二级)?(?:党组织|党委|党总支|党委党总支|党委总支|党组织单位)(?:名称|全称)?"
)
_BRACKETS = Pattern(r"\(([^()]*)\)")
_MEANINGLESS = Pattern(r"[^\w]|^\d+[.、]?")


@shape
class Headings(Generic[F]):
    """What the columns of one kind of list are called. ``needed`` are the fields it is nothing without, ``foreign``
    the headers that only lists of another kind have."""

    what: str
    words: Mapping[F, Pattern]
    needed: Collection[F]
    foreign: Pattern

    def field_of(self, header: str) -> F | None:
        """The field a header names, spaces and remarks in brackets aside; None for one that is not read."""
        typed = folded(header)
        if not typed or is_personal(header):
            return None
        for words in (_MEANINGLESS.sub("", typed), _MEANINGLESS.sub("", _BRACKETS.sub("", typed))):
            for field, pattern in self.words.items():
                if pattern.fullmatch(words):
                    return field
        return None

    def fields_of(self, headers: Sequence[str]) -> dict[F, int]:
        """Which column each field stands in; of two columns for one field the first is taken."""
        found: dict[F, int] = {}
        for at, header in enumerate(headers):
            field = self.field_of(header)
            if field is not None:
                found.setdefault(field, at)
        return found

    def foreign_in(self, headers: Sequence[str]) -> tuple[str, ...]:
        """The headers, without their spaces, that say that this is a list of another kind."""
        said = ("".join(header.split()) for header in headers)
        return tuple(words for words in said if self.foreign.fullmatch(_MEANINGLESS.sub("", folded(words))))

    def likely_header(self, rows: Sequence[Sequence[str]]) -> tuple[int, int]:
        """Index and score of the most likely header row; of two equal rows (a header merged over two) the lower."""
        best, best_score = 0, 0
        for at, row in enumerate(rows[:_DEPTH]):
            fields = self.fields_of(row)
            score = len(fields) + len(self.words) * sum(field in fields for field in self.needed)
            if score > best_score or (score and score == best_score and list(row) == list(rows[best])):
                best, best_score = at, score
        return best, best_score


_SCORED = "总分|得分|评分|均分|平均分|最终得分|(?:评审|专家|评委)意见|打分"

EXPERT_HEADINGS = Headings(
    "专家名册",
    {
        ExpertField.NAME: Pattern("(?:评审)?(?:专家)?(?:姓名|名字)|(?:评审)?专家(?:名称)?"),
        ExpertField.TITLE: Pattern("(?:专业)?(?:技术)?(?:职称|职务)(?:职务|职称)?|职称或职务"),
        ExpertField.UNIT: Pattern("(?:所在|工作|现)?(?:工作)?单位(?:及职务|名称|全称)?|所在(?:学院|部门)|工作部门"),
        ExpertField.ORGANIZATION: Pattern(_ORGANIZATION),
        ExpertField.EXPERTISE: Pattern(
            "(?:研究|从事|擅长|所从事)?(?:专业|学科|研究|业务)?(?:领域|方向|专长)|专业|学科"
        ),
    },
    (ExpertField.NAME,),
    Pattern(f"{_SCORED}|合计|(?:申报|党建|支部)?(?:党建)?(?:品牌|项目)(?:名称|全称)?"),
)
APPLICATION_HEADINGS = Headings(
    "申报汇总",
    {
        ApplicationField.ORGANIZATION: Pattern(f"{_ORGANIZATION}|(?:所属|所在|二级)?(?:单位|学院|院系)(?:名称|全称)?"),
        ApplicationField.BRANCH: Pattern("(?:所在|申报|基层)?党?支部(?:名称|全称)?"),
        ApplicationField.BRAND: Pattern(
            "(?:申报|党建|支部)?(?:党建)?(?:品牌|项目)(?:名称|全称)?|(?:申报)?品牌项目(?:名称)?"
        ),
        ApplicationField.CONTACT: Pattern("(?:项目|申报)?联系人(?:姓名)?|经办人"),
        ApplicationField.TELEPHONE: Pattern("(?:联系人|办公室?|联系|固定)?(?:办公)?(?:电话|座机)(?:号码?)?|联系方式"),
    },
    (ApplicationField.BRANCH, ApplicationField.BRAND),
    Pattern(f"{_SCORED}|(?:评审)?专家(?:姓名|名称)?|评委(?:姓名)?|来访序号|收件号|收件时间"),
)
