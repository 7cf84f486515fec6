"""`compare`: a 基层党组织's own list beside what came; and what `list copies` says of whereabouts."""

from __future__ import annotations

LINES = "党支部,品牌名称\n教工第一党支部,药香校园\n教工第二党支部,良药苦功\n"


def test_a_list_is_compared_with_what_came(season):
    season("receive", "--branch", "教工第一党支部", "--organization", "药学院党总支", "--brand", "药香校园")
    found = season("compare", season.file("汇总表.csv", LINES), "--organization", "药学院党总支")
    assert found.status == 0
    assert found.value == {
        "not_here": [
            {
                "row": 3,
                "organization": "药学院党总支",
                "branch": "教工第二党支部",
                "brand": "良药苦功",
                "number": "",
                "remark": "没有收到申报材料",
            }
        ],
        "incomplete": [
            {
                "row": 2,
                "organization": "药学院党总支",
                "branch": "教工第一党支部",
                "brand": "药香校园",
                "number": "ZBPP-2023-001",
                "remark": "第 1、2、3、4、5 份未盖章，第 1、2、3、4、5 份未签字，电子版未到",
            }
        ],
        "other_brand": [],
        "not_listed": [],
        "not_read": [],
        "agree": 0,
    }
    refused = season("compare", season.file("汇总表.csv", LINES), "--organization", "无此学院")
    assert (refused.status, "名册里没有基层党组织“无此学院”" in refused.told) == (1, True)


def test_a_copy_says_where_it_is_and_since_when(season):
    at = ("--at", "2023-11-09 10:20")
    season("receive", "--branch", "教工第二党支部", "--brand", "良药苦功", "--copies", "1", "--stamped", "1", *at)
    assert season("list", "copies").value == [
        {
            "code": "ZBPP-2023-001-1",
            "application": "ZBPP-2023-001",
            "branch": "教工第二党支部",
            "state": "组织科",
            "status": "在组织科",
            "place": "组织科",
            "holder": "",
            "since": "2023-11-09 10:20",
            "due_on": "",
            "purpose": "存档",
            "stamped": True,
            "signed": False,
            "whole": True,
        }
    ]


def test_a_register_is_made_of_a_day_or_an_organisation_and_the_papers_of_the_desk_are_made(season, tmp_path):
    at = ("--at", "2023-11-09 10:20")
    season("receive", "--branch", "教工第二党支部", "--brand", "良药苦功", "--copies", "4", "--stamped", "4", *at)

    def made(key: str, *words: str, suffix: str = ".pdf") -> tuple[int, str]:
        answer = season("document", key, *words, "--out", str(tmp_path / f"{key}{suffix}"))
        return answer.status, answer.told.strip()

    for words in ((), ("--for", "2023-11-09"), ("--for", "药学院党总支")):
        assert made("receiving_register", *words, suffix=".xlsx") == (0, "")
    assert "既不是日期，也不是基层党组织" in made("receiving_register", "--for", "无此学院")[1]
    assert made("copy_labels", "--for", "001-2 001-3@5x13:4") == (0, "")
    assert "没有第 99 张" in made("copy_labels", "--for", "@5x13:99")[1]
    assert "没有标签纸规格“9x9”" in made("copy_labels", "--for", "001@9x9:1")[1]
    assert "没有要补正的清单" in made("correction_notice")[1]
    assert "没有要补正的清单" in made("correction_notice", suffix=".docx")[1]
    assert "可用的后缀：.docx、.pdf" in made("correction_notice", suffix=".doc")[1]
    assert "还没有已立项的项目" in made("establishment_notice", suffix=".docx")[1]
    assert "没有交接单 JJ-2023-0001" in made("handover_list", "--for", "JJ-2023-0001")[1]
    for key in ("deficiency_status", "completeness", "unreturned"):
        assert made(key) == (0, "")
