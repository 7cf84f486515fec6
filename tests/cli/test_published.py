"""`columns`, `participation`, `inspect`, and that what the office posts may be posted."""

from __future__ import annotations

import openpyxl
import pytest

from desktop_app.documents import DOCUMENTS

NUMBERS = ["ZBPP-2023-001", "ZBPP-2023-002", "ZBPP-2023-003"]
HANDED_IN = (
    ("药学院党总支", "教工第一党支部", "药香校园"),
    ("药学院党总支", "教工第二党支部", "良药苦功"),
    ("护理学院党委", "教工第一党支部", "提灯人"),
)
USUAL = ["序号", "申报编号", "基层党组织", "党支部", "品牌名称", "负责人"]
PUBLIC = [(each.key, suffix) for each in DOCUMENTS if each.public for suffix in each.formats]


@pytest.fixture
def posted(season):
    """Two projects on a public list, a third one under review."""
    return bring(season, HANDED_IN, post=True)


def bring(season, handed_in, *, post):
    for organization, branch, brand in handed_in:
        season(
            "receive", "--organization", organization, "--branch", branch, "--brand", brand, "--stamped", "5",
            "--signed", "5", "--electronic", "2023-11-08 16:12", "--at", "2023-11-09 10:20",
        )  # fmt: skip
    season("move", *NUMBERS, "评审中")
    for step in (["拟立项", "--reason", "部务会研究"], ["修改中"], ["已定稿"], ["审定通过"]):
        season("move", *NUMBERS[:2], *step)
    if post:
        assert season("publicity", "open", "--from", "2023-11-20").status == 0
    return season


def test_columns_are_shown_and_chosen(season):
    assert season("columns").value == {
        "columns": USUAL,
        "order": "按申报编号",
        "available": {
            "columns": ["序号", "申报编号", "基层党组织", "党支部", "支部类型", "品牌名称", "负责人", "荣誉"],
            "orders": ["按申报编号", "按基层党组织分组", "按评审名次"],
        },
    }
    chosen = season("columns", "--set", "党支部、序号,荣誉", "--order", "按基层党组织分组").value
    assert (chosen["columns"], chosen["order"]) == (["序号", "党支部", "荣誉"], "按基层党组织分组")
    refused = season("columns", "--set", "党支部、手机")
    assert (refused.status, refused.value) == (1, None)
    assert "没有“手机”这一栏" in refused.told
    assert season("columns").value["columns"] == ["序号", "党支部", "荣誉"]


def test_participation_is_told(posted):
    assert posted("participation").value == [
        {
            "organization": "药学院党总支",
            "branch": "教工第一党支部",
            "honours": "校级样板支部 · 培育创建",
            "application": NUMBERS[0],
            "brand": "药香校园",
            "state": "公示中",
            "counts_as": "已申报，结果未定",
            "took_part": True,
            "remark": "",
        }
    ]


@pytest.mark.parametrize(("key", "suffix"), PUBLIC)
def test_what_the_office_posts_may_be_posted(posted, tmp_path, key, suffix):
    if key in ("established_list", "establishment_notice"):
        posted("publicity", "close", "--at", "2023-11-27")
    file = tmp_path / f"名单.{suffix}"
    assert posted("document", key, "--out", str(file)).status == 0
    found = posted("inspect", str(file))
    assert (found.status, found.value["ok"], found.value["findings"]) == (0, True, [])
    assert found.value["list"].endswith("，2 项，与本批次一致。")


def test_there_are_documents_to_look_through():
    assert {key for key, _ in PUBLIC} >= {"publicity_notice", "shortlisted_list", "established_list"}


def test_a_list_that_was_edited_is_told_line_by_line(posted, tmp_path):
    file = tmp_path / "名单.xlsx"
    posted("document", "shortlisted_list", "--out", str(file))
    book = openpyxl.load_workbook(file)
    book.active["E4"] = "药香校园 13812345678"
    book.active.delete_rows(5)
    book.save(file)
    found = posted("inspect", str(file))
    assert found.status == 1
    assert {**found.value, "findings": [each["what"] for each in found.value["findings"]]} == {
        "file": "名单.xlsx",
        "ok": False,
        "verdict": "有 2 处须处理，处理好再公布。",
        "list": "",
        "findings": [
            "有手机号码“13812345678”。",
            "比本批次的《拟立项名单》少 1 项：ZBPP-2023-002。",
        ],
    }
    assert found.value["findings"][0] == {
        "weight": "须处理",
        "what": "有手机号码“13812345678”。",
        "where": "工作表“‘一支部一特色’支部党建品牌拟立项名单”第 4 行“品牌名称”",
        "todo": "请删去再公布。",
    }


def test_what_stays_inside_is_stopped(posted, tmp_path):
    posted("move", NUMBERS[2], "未入选")
    file = tmp_path / "名单.pdf"
    assert posted("document", "not_selected_list", "--out", str(file)).status == 0
    found = posted("inspect", str(file))
    assert (found.status, [each["what"] for each in found.value["findings"]]) == (
        1,
        ["这份文件标着“内部资料　不得公开”。"],
    )


def test_a_public_list_with_a_telephone_in_it_is_not_made(season, tmp_path):
    (organization, branch, brand), third = HANDED_IN[1:]
    bring(season, (HANDED_IN[0], (organization, branch, f"{brand} 3831402"), third), post=False)
    file = tmp_path / "名单.docx"
    refused = season("document", "shortlisted_list", "--out", str(file))
    assert refused.status == 1
    assert "《拟立项名单》要公开，第 2 行“品牌名称”里有电话号码“3831402”" in refused.told
    assert not file.exists()


def test_a_file_that_cannot_be_looked_through_ends_with_1(season, tmp_path):
    refused = season("inspect", season.file("名单.txt", "x"))
    assert (refused.status, refused.value) == (1, None)
    assert "能检查 .xlsx、.docx、.pdf" in refused.told
