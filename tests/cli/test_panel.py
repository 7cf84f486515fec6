"""`import experts`, `import applications`, `assign`: JSON, exit status, and that a refusal changes nothing."""

from __future__ import annotations

import pytest

APPLICATIONS = """基层党组织,党支部,品牌名称,联系人,办公电话
药学院党总支,教工第一党支部,药香校园,许老师,3831402
护理学院党委,教工第一党支部,提灯夜航,,
"""
EXPERTS = """姓名,职称,工作单位,所属基层党组织,专业领域
王伟,教授,示例医科大学药学院,药学院党总支,药学
王伟,研究员,示例省社会科学研究院,,党的建设
端木晴,编审,示例日报社,,新闻宣传
"""
NOTHING = {"added": 0, "updated": 0, "unchanged": 0, "refused": [], "near": []}
WHOLE = ("--copies", "5", "--stamped", "5", "--signed", "5", "--at", "2023-11-09 10:20")
FILE = ("--electronic", "2023-11-08 16:12")
FIRST, SECOND = "ZBPP-2023-001", "ZBPP-2023-002"


def rows(script):
    return script("check").value["rows"]


@pytest.fixture
def panel(season):
    """Two applications that are complete, and three experts; the first leads the first branch."""
    assert season("import", "applications", season.file("申报.csv", APPLICATIONS)).status == 0
    assert season("import", "experts", season.file("专家.csv", EXPERTS)).status == 0
    for organization, brand in (("药学院党总支", "药香校园"), ("护理学院党委", "提灯夜航")):
        named = ("--branch", "教工第一党支部", "--organization", organization, "--brand", brand)
        assert season("receive", *named, *WHOLE, *FILE).value["state"] == "已受理"
    return season


def test_applications_are_registered_once(season):
    path = season.file("申报.csv", APPLICATIONS)
    assert season("import", "applications", path).value == {**NOTHING, "added": 2}
    listed = season("list", "applications").value
    assert [(each["number"], each["brand"], each["state"]) for each in listed] == [
        (FIRST, "药香校园", "登记"),
        (SECOND, "提灯夜航", "登记"),
    ]
    again = season("import", "applications", path)
    assert (again.status, again.value) == (0, {**NOTHING, "unchanged": 2})


def test_experts_are_listed_and_the_own_branch_is_told(season):
    made = season("import", "experts", season.file("专家.csv", EXPERTS))
    assert (made.status, made.value) == (0, {**NOTHING, "added": 3})
    assert "第 2 行　王伟：是“教工第一党支部”的书记" in made.told
    assert season("list", "experts").value[0] == {
        "id": 1,
        "name": "王伟",
        "title": "教授",
        "unit": "示例医科大学药学院",
        "organization": "药学院党总支",
        "branch": "教工第一党支部",
        "expertise": "药学",
        "state": "在册",
    }


@pytest.mark.parametrize(("option", "status"), [("--strict", 1), ("--dry-run", 0)])
def test_strict_and_dry_run_change_nothing(season, option, status):
    before = rows(season)
    faulty = season.file("专家.csv", f"{EXPERTS},教授,某校,,\n")
    made = season("import", "experts", faulty, option)
    assert (made.status, made.value["added"], made.value["refused"]) == (
        status,
        3,
        [{"row": 5, "column": "姓名", "reason": "姓名空着"}],
    )
    assert rows(season) == before


def test_a_file_of_another_kind_is_refused(season):
    made = season("import", "applications", season.file("专家.csv", EXPERTS))
    assert (made.status, made.value) == (1, None)
    assert "不像是申报汇总" in made.told


def test_applications_need_a_round(script):
    assert script("import", "applications", script.file("申报.csv", APPLICATIONS)).status == 1


def test_everyone_scores_everything_but_his_own(panel):
    made = panel("assign")
    others = [{"id": 2, "name": "王伟"}, {"id": 3, "name": "端木晴"}]
    assert (made.status, made.value) == (
        0,
        {
            "assigned": [
                {"application": FIRST, "experts": others},
                {"application": SECOND, "experts": [{"id": 1, "name": "王伟"}, *others]},
            ],
            "unfilled": [],
        },
    )
    assert "各项申报的评审专家人数不等：1 项有 2 位、1 项有 3 位" in made.told
    assert "专家2 王伟 与 ZBPP-2023-001“药学院党总支 教工第一党支部”的书记同名" in made.told
    assert {each["state"] for each in panel("list", "applications").value} == {"评审中"}
    before = rows(panel)
    assert (panel("assign").value, rows(panel)) == (made.value, before)


def test_k_each_within_bounds(panel):
    made = panel("assign", "--each", "1", "--min", "0", "--max", "1")
    assert (made.status, made.value["unfilled"]) == (0, [])
    assert [len(each["experts"]) for each in made.value["assigned"]] == [1, 1]


def test_what_cannot_be_filled_is_named_and_the_others_are_assigned(panel):
    made = panel("assign", "--each", "3")
    assert (made.status, [each["application"] for each in made.value["assigned"]]) == (0, [SECOND])
    assert made.value["unfilled"] == [
        {"application": FIRST, "reason": "评审组 3 位专家中只有 2 位能评，不足 3 位（须回避：本支部 1 位）"}
    ]


@pytest.mark.parametrize("wanted", [("--each", "4"), ("--each", "2", "--max", "1")])
def test_an_assignment_that_cannot_be_is_explained_and_changes_nothing(panel, wanted):
    before = rows(panel)
    made = panel("assign", *wanted)
    assert (made.status, made.value["assigned"], rows(panel)) == (1, [], before)
    assert made.value["unfilled"]
    assert "凑不齐专家，没有分配" in made.told


@pytest.mark.parametrize("wanted", [("--each", "0"), ("--min", "3"), ("--each", "2", "--min", "2", "--max", "1")])
def test_bounds_that_cannot_be_kept_are_refused(panel, wanted):
    before = rows(panel)
    made = panel("assign", *wanted)
    assert (made.status, made.value, rows(panel)) == (1, None, before)


def test_there_must_be_somebody_and_something(season):
    assert "还没有专家" in season("assign").told
    assert season("import", "experts", season.file("专家.csv", EXPERTS)).status == 0
    refused = season("assign")
    assert (refused.status, rows(season)["review_stage"]) == (1, 0)
    assert "没有可以分配的申报项目" in refused.told


def test_score_sheets_that_leave_the_office_freeze_the_rubric(panel, tmp_path):
    file = tmp_path / "评分表.pdf"
    before = panel("audit").value
    assert panel("document", "score_sheets", "--out", str(file)).status == 0
    assert panel("audit").value == before
    assert panel("assign").status == 0
    assert panel("document", "score_sheets", "--for", "专家1", "--out", str(file)).status == 0
    started = panel("audit").value[-1]
    assert (started["title"], started["tables"]) == ("开始评分", ["review_stage"])
    assert panel("document", "score_sheets", "--out", str(file)).status == 0
    assert panel("audit").value[-1]["id"] == started["id"]
