"""`plan`: the notice's own clash, what would hold, and that trying writes nothing."""

from __future__ import annotations

import pytest

AT = ("--at", "2023-11-01")
REVIEW = {
    "key": "review", "name": "专家评审", "workdays": 3, "first": "2023-11-13", "last": "2023-11-15",
    "latest_first": "2023-11-03", "latest_last": "2023-11-07", "expected_first": "2023-11-13",
    "expected_last": "2023-11-15", "available": 0, "slack": -6, "fit": "不够", "ended": None, "estimated": False,
    "said": "",
}  # fmt: skip


def test_the_notices_clash_is_explained_and_is_no_refusal(season):
    answer = season("plan", *AT)
    found = answer.value
    assert (answer.status, answer.told) == (0, "")
    assert {key: found[key] for key in found if key not in ("steps", "later", "sentences")} == {
        "round": "2023 年批次",
        "submission": "2023-11-10",
        "establishment": "2023-11-20",
        "available": 6,
        "needed": 12,
        "slack": -6,
        "fit": "不够",
        "earliest": "2023-11-28",
        "latest_submission": "2023-11-02",
        "estimated_years": [],
    }
    assert found["steps"][2] == REVIEW
    assert [each["key"] for each in found["steps"]] == [
        "submission", "correction", "review", "revision", "approval", "posting", "publicity", "establishment",
    ]  # fmt: skip
    assert found["sentences"][1] == "申报截止不变，立项日期最早可定在 11月28日（11月21日张贴公示，公示到 11月28日）。"
    assert found["later"] == [{"name": "培育建设", "notice": "2023-11 — 2024-08", "latest": None, "left": None}]


@pytest.mark.parametrize(
    ("words", "earliest", "slack", "fit"),
    [
        (("--establishment", "2023-11-28"), "2023-11-28", 0, "紧"),
        (("--establishment", "11-27"), "2023-11-28", -1, "不够"),
        (("--submission", "2023-11-02"), "2023-11-20", 0, "紧"),
        (("--review", "1", "--revision", "1", "--establishment", "12-01"), "2023-11-22", 7, "够"),
        (("--include-first", "--establishment", "12-01"), "2023-11-28", 3, "够"),
        (("--publicity", "3", "--approval", "0", "--establishment", "11-24"), "2023-11-23", 1, "紧"),
    ],
)
def test_other_dates_and_lengths_are_tried(season, words, earliest, slack, fit):
    before = season("check").value["rows"]
    found = season("plan", *words, *AT).value
    assert (found["earliest"], found["slack"], found["fit"]) == (earliest, slack, fit)
    assert season("check").value["rows"] == before
    assert season("plan", *AT).value["slack"] == -6


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--establishment", "2月30日"), "2 月没有 30 日。"),
        (("--review", "999"), "天数是 999，应当在 0 到 200 之间。"),
        (("--publicity", "0"), "天数是 0，应当在 1 到 60 之间。"),
    ],
)
def test_what_cannot_be_meant_is_refused(season, words, told):
    refused = season("plan", *words)
    assert (refused.status, refused.value) == (1, None)
    assert told in refused.told


def test_without_a_round_there_is_nothing_to_plan(script):
    refused = script("plan")
    assert refused.status == 1
    assert refused.told.startswith("还没有批次。")
