"""The blocks that stand alone on a line of a text: tables, opinions, signatures; and the words that go with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.rules.official.compose import filled_in
from desktop_app.rules.typed_dates import chinese_date, weekday
from desktop_app.shapes.desk_papers import CorrectionNotice
from desktop_app.shapes.establishment import ListedProject
from desktop_app.shapes.official import (
    Band,
    Blanks,
    Block,
    OfficialColumn,
    OfficialTable,
    Paragraph,
    SignOff,
    Words,
)

PROJECTS = (
    OfficialColumn("序号", 5, centred=True),
    OfficialColumn("申报编号", 17, centred=True),
    OfficialColumn("基层党组织", 23),
    OfficialColumn("党支部", 24),
    OfficialColumn("品牌名称", 18),
    OfficialColumn("负责人", 11, centred=True),
)
LACKING = (
    OfficialColumn("序号", 8, centred=True),
    OfficialColumn("缺少或不符合要求的材料", 42),
    OfficialColumn("请这样补正", 50),
)
SIGNED_FOR: tuple[Block, ...] = (Blanks(("签收人", "联系电话", "签收日期")),)
NO_PLACE = "（没有另附的专家意见。）"


def project_table(rows: Sequence[ListedProject]) -> OfficialTable:
    """名单: what may be shown to everybody, and no more."""
    return OfficialTable(
        PROJECTS,
        tuple(
            (str(place), row.number, row.organization, row.branch, row.brand, row.head)
            for place, row in enumerate(rows, 1)
        ),
    )


def signature(signs: Sequence[str], values: Mapping[str, str], day: str) -> tuple[Block, ...]:
    """落款: the fields whose values sign, and the day."""
    return (SignOff(filled_in(signs, values), (Words(day),)),)


def panel_opinion(text: str) -> tuple[Block, ...]:
    """综合意见, a paragraph to a line; marked while there is none."""
    said = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(Paragraph((Words(line),)) for line in said) or (Paragraph(filled_in(("综合意见",), {"综合意见": ""})),)


def experts_opinions(said: Sequence[str]) -> tuple[Block, ...]:
    """专家意见, each once and numbered, without a name."""
    texts = dict.fromkeys(" ".join(each.split()) for each in said)
    lines = [f"{number}. {text}" for number, text in enumerate(texts, 1)] or [NO_PLACE]
    return tuple(Paragraph((Words(line),)) for line in lines)


def branch_in_full(organization: str, branch: str) -> str:
    """药学院党总支教工第一党支部; a 直属党支部 is its own organisation and is named once."""
    return organization if organization == branch else f"{organization}{branch}"


def correction_subject(notice: CorrectionNotice) -> str:
    """Whose material it is, as the beginning of a sentence."""
    if notice.whole_organization:
        return f"你单位所属{len(notice.lists)}个党支部的申报材料，"
    (each,) = notice.lists
    return f"你支部申报的“{each.brand}”（申报编号{each.application_number}），材料"


def correction_term(notice: CorrectionNotice) -> str:
    """于2023年11月16日（周四）17:30前; of lists with different terms 在各自期限之前."""
    dues = {each.due for each in notice.lists}
    if len(dues) > 1:
        return "在各自期限之前"
    (due,) = dues
    return f"于{chinese_date(due)}（{weekday(due.date())}）{due:%H:%M}前"


def correction_table(notice: CorrectionNotice) -> OfficialTable:
    """What is missing and what to do; with several branches each under a line of its own, with its number and term."""
    return OfficialTable(LACKING, tuple(_lacking(notice)))


def _lacking(notice: CorrectionNotice) -> Iterator[tuple[str, ...] | Band]:
    for each in notice.lists:
        if notice.whole_organization:
            due = f"{each.due.month}月{each.due.day}日{each.due:%H:%M}前"
            yield Band(f"{each.branch}　“{each.brand}”　{each.number}　{due}")
        for number, item in enumerate(each.items, 1):
            yield str(number), item.words, item.asked
