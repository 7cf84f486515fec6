"""`archive` and `archive-check`, as a script calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Script

GIVEN = ("--branch", "教工第一党支部", "--organization", "药学院党总支", "--brand", "药香校园")


def test_a_round_is_archived_put_on_record_and_checked(season: Script) -> None:
    assert season("receive", *GIVEN).status == 0
    out = season.folder / "归档.zip"
    answer = season("archive", "--out", str(out))
    assert (answer.status, out.is_file()) == (0, True)
    value = answer.value
    assert {key: value[key] for key in ("round", "out", "open")} == {
        "round": "2023 年批次",
        "out": str(out),
        "open": ["1 项申报还停在收件，没有进入评审。", "1 项没有申报书的电子版文件。"],
    }
    assert {"title": "交接单", "reason": "没有交接单。"} in value["left_out"]
    audit = season("audit").value
    assert (audit[-1]["title"], audit[-1]["tables"]) == ("归档 归档.zip", ["round_archive"])
    checked = season("archive-check", str(out))
    recorded = checked.value.pop("recorded")
    assert (checked.status, checked.value) == (
        0,
        {
            "ok": True, "files": value["files"], "manifest": value["manifest"],
            "missing": [], "changed": [], "extra": [],
        },
    )  # fmt: skip
    assert {key: recorded[key] for key in ("round", "name", "by")} == {
        "round": "2023 年批次", "name": "归档.zip", "by": "命令行",
    }  # fmt: skip


def test_a_changed_folder_ends_with_one_and_names_the_file(season: Script) -> None:
    out = season.folder / "归档"
    assert season("archive", "--out", str(out), "--round", "2023 年批次").status == 0
    (out / "1 通知" / "通知正文.txt").write_text("别的通知", encoding="utf-8")
    (out / "清单.csv").unlink()
    answer = season("archive-check", str(out))
    assert (answer.status, answer.value["ok"]) == (1, False)
    assert (answer.value["changed"], answer.value["missing"]) == (["1 通知/通知正文.txt"], ["清单.csv"])


def test_what_cannot_be_archived_changes_nothing(season: Script) -> None:
    before = season("check").value["rows"]
    (season.folder / "有内容").mkdir()
    (season.folder / "有内容" / "旧.txt").write_text("旧")
    for words, told in (
        (("--out", str(season.folder / "有内容")), "文件夹“有内容”里已有内容，不能写入。"),
        (("--out", str(season.folder / "没有" / "归档")), "不存在。请选择一个已有的文件夹。"),
        (
            ("--out", str(season.folder / "新"), "--round", "2024 年批次"),
            "没有名为“2024 年批次”的批次。现有：2023 年批次。",
        ),
    ):
        answer = season("archive", *words)
        assert (answer.status, answer.value) == (1, None)
        assert told in answer.told
    assert season("check").value["rows"] == before
    assert not (season.folder / "新").exists()


def test_another_round_than_the_current_one_is_spoken_of(season: Script) -> None:
    assert season("receive", *GIVEN).status == 0
    notice = (season.folder / "通知.txt").read_text("utf-8").replace("2023", "2024").replace("2024年8月", "2025年8月")
    assert season("round", "create", "--notice", season.file("新通知.txt", notice)).value["round"] == "2024 年批次"
    out = season.folder / "旧批次"
    assert season("archive", "--out", str(out), "--round", "2023 年批次").value["round"] == "2023 年批次"
    assert [each.name for each in sorted((out / "2 文件" / "02 收件回执").iterdir())] == ["收件回执 SJ-2023-0001.pdf"]
    assert [each["round"] for each in season("round", "list").value if each["current"]] == ["2024 年批次"]


def test_a_check_needs_no_data_and_refuses_what_is_no_pack(season: Script) -> None:
    answer = season("archive-check", str(season.folder))
    assert (answer.status, answer.value) == (1, None)
    assert "里没有清单 SHA256SUMS，不是归档包。" in answer.told
