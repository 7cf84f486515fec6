"""`import forms`, `import mail`: files to applications, one JSON value, nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Script
from tests.incoming import archive, document, form, mail, paragraph

FIRST = {"品牌名称": "药香校园", "申报支部": "教工第一党支部", "所属基层党组织": "药学院党总支", "联系人": "许老师"}
SECOND = {"品牌名称": "护佑生命", "申报支部": "教工第一支部", "所属基层党组织": "护理学院党委"}


def put(script: Script, name: str, content: bytes) -> str:
    path = script.folder / "邮箱" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return str(path)


def stored(script: Script) -> list[Path]:
    return [each for each in (script.folder / "data" / "files").rglob("*") if each.is_file()]


def test_a_form_finds_its_application_and_is_kept(season: Script) -> None:
    where = ("--branch", "教工第一党支部", "--organization", "药学院党总支")
    season("receive", *where, "--brand", "药香校园", "--stamped", "5", "--signed", "5")
    answer = season("import", "forms", put(season, "申报书.docx", form(**FIRST)))
    assert answer.status == 0
    assert answer.value == {
        "matched": [
            {
                "file": "申报书.docx",
                "application": "ZBPP-2023-001",
                "branch": "教工第一党支部",
                "brand": "药香校园",
                "kind": "申报稿",
                "registered": False,
                "already": False,
            }
        ],
        "unmatched": [],
        "refused": [],
    }
    (row,) = season("list", "applications").value
    assert (row["state"], row["missing"]) == ("已受理", [])
    assert len(stored(season)) == 1
    assert season("check").value["ok"]


def test_a_file_that_comes_before_the_paper_registers_its_branch(season: Script) -> None:
    answer = season("import", "mail", put(season, "来信.eml", mail(("申报书.docx", form(**SECOND)))))
    (matched,) = answer.value["matched"]
    assert (matched["file"], matched["registered"]) == ("来信.eml/申报书.docx", True)
    (row,) = season("list", "applications").value
    assert row["branch"] == "教工第一党支部"
    assert row["organization"] == "护理学院党委"
    assert (row["state"], row["copies"], row["electronic"]) == ("登记", 0, "2023-11-08 16:12")


def test_the_same_files_again_change_nothing(season: Script) -> None:
    file = put(season, "申报书.docx", form(**FIRST))
    season("import", "forms", file)
    before = season("check").value["rows"]
    answer = season("import", "forms", file)
    assert answer.status == 0
    assert [each["already"] for each in answer.value["matched"]] == [True]
    assert season("check").value["rows"] == before


def test_what_is_not_certain_is_left_to_the_clerk(season: Script) -> None:
    nameless = {"品牌名称": "药香校园", "申报支部": "教工第一党支部"}
    files = [
        put(season, "两个同名.docx", form(**nameless)),
        put(season, "总结.docx", document(paragraph("工作总结"))),
    ]
    answer = season("import", "forms", *files)
    assert answer.status == 1
    assert answer.value["matched"] == []
    reasons = {each["file"]: each["reason"] for each in answer.value["unmatched"]}
    assert "不能确定" in reasons["两个同名.docx"]
    assert "可能不是申报书" in reasons["总结.docx"]
    assert stored(season) == []
    assert season("list", "applications").value == []


def test_a_folder_holds_mails_archives_and_what_cannot_be_read(season: Script) -> None:
    put(season, "甲/申报书.docx", form(**FIRST))
    put(season, "乙/材料.zip", archive({"护理/申报书.docx": form(**SECOND), "护理/扫描.pdf": b"%PDF-1.7"}))
    put(season, "乙/老材料.rar", b"Rar!\x1a\x07")
    put(season, "~$申报书.docx", b"lock")
    answer = season("import", "mail", str(season.folder / "邮箱"))
    assert answer.status == 0
    assert [each["file"] for each in answer.value["matched"]] == ["乙/材料.zip/护理/申报书.docx", "甲/申报书.docx"]
    refused = {each["file"]: each["reason"] for each in answer.value["refused"]}
    assert set(refused) == {"乙/材料.zip/护理/扫描.pdf", "乙/老材料.rar"}
    assert "解压" in refused["乙/老材料.rar"]
    assert ".docx" in refused["乙/材料.zip/护理/扫描.pdf"]


def test_a_path_that_is_not_there_leaves_the_others_alone(season: Script) -> None:
    before = season("check").value["rows"]
    answer = season("import", "forms", put(season, "申报书.docx", form(**FIRST)), str(season.folder / "没有.docx"))
    assert answer.status == 1
    assert answer.value is None
    assert "没有.docx" in answer.told
    assert season("check").value["rows"] == before
    assert stored(season) == []


def test_one_import_is_one_step(season: Script) -> None:
    files = [put(season, "甲.docx", form(**FIRST)), put(season, "乙.docx", form(**SECOND))]
    before = len(season("audit").value)
    season("import", "forms", *files)
    (entry,) = season("audit").value[before:]
    assert entry["title"] == "导入申报书 甲.docx、乙.docx"
    assert {"application", "electronic_version", "form_field"} <= set(entry["tables"])


@pytest.mark.parametrize("command", ["forms", "mail"])
def test_arrival_may_be_said_for_files_without_a_mail(season: Script, command: str) -> None:
    season("import", command, put(season, "申报书.docx", form(**FIRST)), "--at", "2023-11-07 09:05")
    (row,) = season("list", "applications").value
    assert row["electronic"] == "2023-11-07 09:05"


def test_check_tells_a_file_that_is_gone_and_one_that_nobody_names(season: Script) -> None:
    season("import", "forms", put(season, "申报书.docx", form(**FIRST)))
    (file,) = stored(season)
    other = file.parents[1] / "00" / ("0" * 64)
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(b"x")
    answer = season("check")
    assert (answer.status, answer.value["ok"]) == (0, True)
    assert "1 个收到的文件没有记录" in answer.told
    file.unlink()
    answer = season("check")
    assert answer.status == 1
    assert file.name in answer.value["problems"][0]


def test_a_form_is_given_out_and_comes_back(season: Script) -> None:
    out = season.folder / "发出.docx"
    assert season("document", "application_form", "--for", "药学院党总支/教工第一党支部", "--out", str(out)).status == 0
    answer = season("import", "forms", str(out))
    assert answer.status == 1
    assert "品牌名称" in answer.value["unmatched"][0]["reason"]
    season("receive", "--branch", "教工第一党支部", "--organization", "药学院党总支", "--brand", "药香校园")
    assert season("document", "application_form", "--for", "ZBPP-2023-001", "--out", str(out)).status == 0
    (matched,) = season("import", "forms", str(out)).value["matched"]
    assert matched["application"] == "ZBPP-2023-001"
    blank = season.folder / "空白.docx"
    assert season("document", "application_form", "--out", str(blank)).status == 0
    assert "可能不是申报书" in season("import", "forms", str(blank)).value["unmatched"][0]["reason"]


def test_a_comparison_needs_both_files(season: Script) -> None:
    season("import", "forms", put(season, "申报书.docx", form(**FIRST)))
    out = str(season.folder / "对照.pdf")
    answer = season("document", "revision_comparison", "--for", "ZBPP-2023-001", "--out", out)
    assert answer.status == 1
    assert "还没有定稿的文件" in answer.told
    where = ("--branch", "教工第一党支部", "--organization", "药学院党总支")
    at = ("--at", "2023-11-09 10:20")
    season("receive", *where, "--brand", "药香校园", "--stamped", "5", "--signed", "5", *at)
    for state in ("评审中", "拟立项", "修改中"):
        assert season("move", "ZBPP-2023-001", state, "--reason", "试").status == 0
    revised = form(**FIRST, 修改说明="已按意见修改")
    (matched,) = season("import", "forms", put(season, "定稿.docx", revised)).value["matched"]
    assert matched["kind"] == "定稿"
    assert season("document", "revision_comparison", "--for", "ZBPP-2023-001", "--out", out).status == 0
    assert Path(out).read_bytes().startswith(b"%PDF")
