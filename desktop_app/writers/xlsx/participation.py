"""应报支部参与情况 as a workbook: the branches, and on a second sheet the sums of each 基层党组织."""

from pathlib import Path

from desktop_app.rules.participation import by_organization, summary
from desktop_app.shapes.participation import Participation, ParticipationSum, sum_of
from desktop_app.writers.wording import chinese_time
from desktop_app.writers.xlsx.sheets import Column, Row, Sheet, write_sheets

TITLE = "应报支部参与情况"
COLUMNS = (
    Column("序号", "number", centred=True),
    Column("基层党组织", widest=30),
    Column("党支部", widest=30),
    Column("荣誉", widest=40),
    Column("是否申报", centred=True),
    Column("申报编号", widest=16),
    Column("品牌名称", widest=30),
    Column("进展", widest=12),
    Column("年度考核计为", widest=18),
    Column("备注", widest=36),
)
SUMS = (
    Column("基层党组织", widest=36),
    *(
        Column(title, "number", centred=True)
        for title in ("应报", "参加", "已立项", "结果未定", "未入选或未立项", "撤回等", "未申报", "认定不必申报")
    ),
)


def write_participation(participation: Participation, target: Path) -> None:
    """Write both sheets. The same participation gives the same bytes."""
    head = participation.letterhead
    rows = [
        Row(
            (
                *(place, row.organization, row.branch, row.honours, "是" if row.number else "否"),
                *(row.number, row.brand, row.reached, row.part, row.remark),
            )
        )
        for place, row in enumerate(participation.rows, 1)
    ]
    groups = by_organization(participation.rows)
    sums = [Row((name, *_figures(sum_of(members)))) for name, members in groups]
    if groups:
        sums.append(Row(("合计", *_figures(sum_of(participation.rows)))))

    as_of = f"截至 {chinese_time(participation.as_of)}"

    def sheet(title: str, columns: tuple[Column, ...], lines: list[Row]) -> Sheet:
        return Sheet(
            title=title,
            under=f"{head.school}{head.department}　{participation.round_name}　{as_of}",
            columns=columns,
            rows=lines,
            closing=summary(participation),
            across=True,
            author=f"{head.school}{head.department}{head.office}",
            subject=participation.round_name,
            made_at=participation.as_of,
        )

    write_sheets((sheet(TITLE, COLUMNS, rows), sheet(f"{TITLE}（按基层党组织）", SUMS, sums)), target)


def _figures(found: ParticipationSum) -> tuple[int, ...]:
    return (
        found.obligated, found.took_part, found.established, found.open, found.not_taken, found.ended, found.missing,
        found.exempt,
    )  # fmt: skip
