"""名单: 拟立项, 立项, 未入选, with the columns the office chose."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.official import OfficialLook


class ListKind(StrEnum):
    """Which projects a list is of."""

    SHORTLISTED = "拟立项名单"
    ESTABLISHED = "立项名单"
    NOT_SELECTED = "未入选名单"

    @property
    def internal(self) -> bool:
        """Not to be published: who was not chosen is told to the branches concerned, not to everybody."""
        return self is ListKind.NOT_SELECTED


class ListColumn(StrEnum):
    """What a list may say of a project. Nothing else can be chosen, so nothing private can."""

    PLACE = "序号"
    NUMBER = "申报编号"
    ORGANIZATION = "基层党组织"
    BRANCH = "党支部"
    KIND = "支部类型"
    BRAND = "品牌名称"
    HEAD = "负责人"
    HONOURS = "荣誉"


class ListOrder(StrEnum):
    """In what order, and whether that means anything."""

    NUMBER = "按申报编号"
    ORGANIZATION = "按基层党组织分组"
    RANKING = "按评审名次"


C = ListColumn
USUAL_COLUMNS = (C.PLACE, C.NUMBER, C.ORGANIZATION, C.BRANCH, C.BRAND, C.HEAD)  # domain §5


@shape
class ListChoice:
    """The office's choice, for all its lists: columns in the order of `ListColumn`."""

    columns: tuple[ListColumn, ...] = USUAL_COLUMNS
    order: ListOrder = ListOrder.NUMBER


@shape
class ListLine:
    """A project on a list, in words. `outcome` is only said in a list that stays inside."""

    number: str
    organization: str
    branch: str
    kind: str
    brand: str
    head: str
    honours: str
    outcome: str = ""

    def word(self, column: ListColumn, place: int) -> str:
        """What stands in a column; `place` is the running number."""
        return {
            C.PLACE: str(place),
            C.NUMBER: self.number,
            C.ORGANIZATION: self.organization,
            C.BRANCH: self.branch,
            C.KIND: self.kind,
            C.BRAND: self.brand,
            C.HEAD: self.head,
            C.HONOURS: self.honours,
        }[column]


@shape
class ProjectList:
    """A list as it stands at a moment, its lines in the order that was chosen."""

    kind: ListKind
    letterhead: Letterhead
    round_name: str
    year: int
    choice: ListChoice
    lines: tuple[ListLine, ...]
    as_of: datetime
    look: OfficialLook
    empty: str = ""  # why there is no line, and what comes next
    unranked: int = 0  # at the end, where the order is the ranking's: without scores
    journal_head: str = ""
