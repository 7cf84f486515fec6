"""`originality-check`, `decide`, `publicity repost|removed` as a script calls them."""

from __future__ import annotations

from tests.cli.test_establish import NUMBERS, accepted, states

__all__ = ["accepted"]


def revised(script) -> None:
    for step in (["评审中"], ["拟立项", "--reason", "部务会研究"], ["修改中"], ["已定稿"]):
        assert script("move", *NUMBERS, *step).status == 0


def test_a_lead_stops_what_is_decided_until_it_is_cleared(accepted):
    revised(accepted)
    got = accepted("decide", "draft", *NUMBERS, "--verdict", "审定通过")
    assert (got.status, got.value) == (0, {"drafted": NUMBERS})
    noted = accepted("originality-check", "002", "--verdict", "有线索", "--note", "两段相同")
    assert noted.value == {"checked": [NUMBERS[1]]}
    refused = accepted("decide", "release", "--minutes", "〔2023〕12号")
    assert (refused.status, refused.value, states(accepted)) == (1, None, ["已定稿"] * 3)
    assert f"{NUMBERS[1]}“教工第二党支部”：查重有线索" in refused.told
    assert accepted("decide", "withdraw", "002").value == {"withdrawn": 1}
    assert accepted("decide", "release").value == {"approved": 2, "back": 0, "out": 0}
    assert states(accepted) == ["审定通过", "已定稿", "审定通过"]


def test_a_list_is_posted_again_and_taken_off_the_wall(accepted):
    revised(accepted)
    accepted("move", *NUMBERS, "审定通过")
    early = accepted("publicity", "repost", "--from", "2023-11-22", "--reason", "有误")
    assert (early.status, early.value) == (1, None)
    assert "正在公示的名单有 0 份" in early.told
    accepted("publicity", "open", "--from", "2023-11-20")
    again = accepted("publicity", "repost", "--from", "2023-11-22", "--reason", "品牌名称有误")
    assert again.value == {"first": "2023-11-22", "last": "2023-11-29", "applications": NUMBERS}
    assert accepted("publicity", "close", "--at", "2023-11-29").status == 0
    off = accepted("publicity", "removed", "--on", "2023-11-30")
    assert off.value == {"removed": 1, "on": "2023-11-30"}
    assert accepted("publicity", "removed").status == 1
