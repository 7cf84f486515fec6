"""A 基层党组织's own 汇总表 beside what came: what they say and we do not have, and the reverse."""

from __future__ import annotations

from datetime import datetime

import pytest
from openpyxl import Workbook

from db.models import Branch, PartyOrganization
from desktop_app.office.handed_in import compare_list, organization_id_of
from desktop_app.readers.lists import read_list
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.list_headers import APPLICATION_HEADINGS
from desktop_app.rules.names import branch_key, organization_key
from desktop_app.shapes.copies import ABSENT, COMPLETE
from desktop_app.shapes.handed_in import Verdict

NOW = datetime(2023, 11, 9, 12, 0)


def a_list(tmp_path, rows, header=("序号", "基层党组织", "党支部", "品牌名称")):
    book = Workbook()
    book.active.append(["药学院党总支“一支部一特色”申报汇总表"])
    book.active.append(list(header))
    for row in rows:
        book.active.append(list(row))
    book.save(tmp_path / "汇总表.xlsx")
    return read_list(tmp_path / "汇总表.xlsx", APPLICATION_HEADINGS)


def put_keys() -> None:
    """As the roster's import keeps them."""
    for one in PartyOrganization.select():
        PartyOrganization.update(key=organization_key(one.name)).where(PartyOrganization.id == one.id).execute()
    for one in Branch.select():
        key = branch_key(one.name, one.organization.name)
        Branch.update(key=key).where(Branch.id == one.id).execute()


@pytest.fixture
def desk(office):
    """Two organisations with a 教工第一党支部 each; 药学院 has handed in for three of its four branches."""
    office.round()
    pharmacy, nursing = office.organization(), office.organization("护理学院党委")
    ids = [office.branch(name, pharmacy) for name in ("教工第一党支部", "教工第二党支部", "学生党支部", "离退休党支部")]
    office.branch("教工第一党支部", nursing)
    office.ledger.run("键", put_keys)
    electronic = "2023-11-09 08:00"
    office.receive(ids[0], brand="药香校园", electronic=electronic)
    office.receive(ids[1], (COMPLETE,) * 4 + (ABSENT,), brand="良药苦功", electronic=electronic)
    office.receive(ids[2], brand="百草求真", electronic=electronic)
    return office


def told(comparison):
    return [(line.row, line.verdict, line.branch, line.remark) for line in comparison.lines]


def test_both_ways_are_told_what_presses_first(desk, tmp_path):
    table = a_list(
        tmp_path,
        [
            (1, "药学院党总支", "教工第1党支部", "“药香校园”"),
            (2, "药学院党总支", "教工第二党支部", "良药苦功"),
            (3, "药学院党总支", "离退休党支部", "夕阳红"),
            (4, "药学院党总支", "研究生党支部", "无名"),
        ],
    )
    assert told(compare_list(table, NOW)) == [
        (5, Verdict.NOT_HERE, "离退休党支部", "没有收到申报材料"),
        (4, Verdict.INCOMPLETE, "教工第二党支部", "纸质件差 1 份（第 5 份未到）"),
        (0, Verdict.NOT_LISTED, "学生党支部", ""),
        (
            6,
            Verdict.NOT_READ,
            "研究生党支部",
            "“药学院党总支”里没有“研究生党支部”。请核对名称，或先在支部名册里添加。",
        ),
        (3, Verdict.AGREES, "教工第一党支部", ""),
    ]


def test_another_brand_is_told_with_the_registered_one(desk, tmp_path):
    table = a_list(tmp_path, [(1, "药学院党总支", "教工第一党支部", "杏林春暖")])
    first = compare_list(table, NOW).lines[0]
    assert (first.verdict, first.number, first.remark) == (
        Verdict.OTHER_BRAND,
        "ZBPP-2023-001",
        "登记的品牌是“药香校园”",
    )


def test_a_list_without_a_column_of_organisations_is_somebody_s(desk, tmp_path):
    table = a_list(tmp_path, [(1, "教工第一党支部", "药香校园")], header=("序号", "党支部", "品牌名称"))
    assert [line.verdict for line in compare_list(table, NOW).lines] == [Verdict.NOT_READ]  # there are two of the name
    found = compare_list(table, NOW, organization_id_of("药学院党总支"))
    assert [(line.verdict, line.branch) for line in found.lines] == [
        (Verdict.NOT_LISTED, "教工第二党支部"),
        (Verdict.NOT_LISTED, "学生党支部"),
        (Verdict.AGREES, "教工第一党支部"),
    ]
    with pytest.raises(RuleBroken, match="名册里没有基层党组织“无此学院”"):
        organization_id_of("无此学院")
