"""`move`, `publicity open|close`: from the counter to the approved list by a script alone."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

import openpyxl
import pytest

NUMBERS = ["ZBPP-2023-001", "ZBPP-2023-002", "ZBPP-2023-003"]
HANDED_IN = (
    ("药学院党总支", "教工第一党支部", "药香校园"),
    ("药学院党总支", "教工第二党支部", "良药苦功"),
    ("护理学院党委", "教工第一党支部", "提灯人"),
)


@pytest.fixture
def accepted(season):
    """Three complete applications."""
    for organization, branch, brand in HANDED_IN:
        got = season(
            "receive", "--organization", organization, "--branch", branch, "--brand", brand, "--stamped", "5",
            "--signed", "5", "--electronic", "2023-11-08 16:12", "--at", "2023-11-09 10:20", "--phone", "3831402",
        )  # fmt: skip
        assert got.value["state"] == "已受理", got.told
    return season


@pytest.fixture
def approved(accepted):
    for step in (["评审中"], ["拟立项", "--reason", "部务会研究"], ["修改中"], ["已定稿"], ["审定通过"]):
        got = accepted("move", *NUMBERS, *step)
        assert (got.status, got.value) == (0, {"moved": NUMBERS}), got.told
    return accepted


def states(script):
    return [row["state"] for row in script("list", "applications").value]


def test_steps_are_taken_one_by_one(accepted):
    refused = accepted("move", NUMBERS[0], "拟立项", "--reason", "部务会研究")
    assert (refused.status, refused.value) == (1, None)
    assert "“已受理”的申报项目不能直接改为“拟立项”" in refused.told


def test_without_scores_a_reason_is_asked_for(accepted):
    accepted("move", *NUMBERS, "评审中")
    refused = accepted("move", *NUMBERS, "拟立项")
    assert refused.status == 1
    assert "要写明理由" in refused.told
    assert states(accepted) == ["评审中"] * 3


def test_all_or_none(accepted):
    accepted("move", NUMBERS[0], "评审中")
    refused = accepted("move", *NUMBERS, "评审中")
    assert (refused.status, states(accepted)) == (1, ["评审中", "已受理", "已受理"])
    assert NUMBERS[0] in refused.told


@pytest.mark.parametrize("state", ["公示中", "已立项", "通过"])
def test_publicity_is_not_a_matter_of_moving(approved, state):
    refused = approved("move", NUMBERS[0], state)
    assert (refused.status, refused.value) == (1, None)
    assert refused.told
    assert states(approved) == ["审定通过"] * 3


def test_the_list_is_posted_closed_and_exported(approved, tmp_path):
    opened = approved("publicity", "open", "--from", "2023-11-20")
    assert opened.value == {"first": "2023-11-20", "last": "2023-11-27", "applications": NUMBERS}
    early = approved("publicity", "close", "--at", "2023-11-27 17:29")
    assert (early.status, early.value) == (1, None)
    assert "2023-11-27 17:30 期满" in early.told
    assert approved("publicity", "close", "--at", "2023-11-27").value == {"established": NUMBERS, "held": []}
    assert states(approved) == ["已立项"] * 3
    file = tmp_path / "立项名单.xlsx"
    assert approved("document", "established_list", "--out", str(file)).status == 0
    sheet = openpyxl.load_workbook(file).active
    assert [[cell.value for cell in sheet[row]] for row in range(3, 7)] == [
        ["序号", "申报编号", "基层党组织", "党支部", "品牌名称", "负责人"],
        [1, NUMBERS[0], "药学院党总支", "教工第一党支部", "药香校园", "王伟"],
        [2, NUMBERS[1], "药学院党总支", "教工第二党支部", "良药苦功", "李喆"],
        [3, NUMBERS[2], "护理学院党委", "教工第一党支部", "提灯人", "周燚"],
    ]


def test_a_disputed_list_ends_with_1_and_says_who_is_held(approved):
    from desktop_app.cli.session import writing
    from desktop_app.office import publicity, steps

    approved("publicity", "open", "--from", "2023-11-20")

    def log_objections():
        for number in NUMBERS:
            publicity.log_objection(
                application_id=steps.application_id(number),
                received_on=date(2023, 11, 22),
                objector="王伟",
                contact="3831402",
                content="与往年项目内容相同",
            )

    with writing(Namespace(data=approved.folder / "data", operator="")) as ledger:
        ledger.run("登记异议", log_objections)
    held = approved("publicity", "close", "--at", "2023-11-28")
    assert (held.status, held.value) == (1, {"established": [], "held": NUMBERS})
    assert "先办结异议" in held.told
    assert states(approved) == ["公示中"] * 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("publicity", "open", "--from", "11月20日"), "不是日期。请写成 年-月-日，例如 2023-11-20。"),
        (("publicity", "open", "--from", "2035-11-20"), "还没有 2035 年的放假安排"),
        (("publicity", "close"), "没有正在进行的公示"),
    ],
)
def test_what_cannot_be_posted_or_closed_is_told(approved, words, told):
    refused = approved(*words)
    assert (refused.status, refused.value) == (1, None)
    assert told in refused.told


def test_publicity_asks_for_what_is_missing(season):
    assert season("publicity").status == 2
    assert season("publicity", "open").status == 2
    assert season("move", "ZBPP-2023-001").status == 2
