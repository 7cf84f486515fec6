"""Every command: its JSON, its exit status, and that a refusal leaves the data as they were."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.opening import FILE_NAME, close_database, open_database
from desktop_app.cli import main
from desktop_app.ledger import Ledger
from desktop_app.office.office_settings import add_operator

FIRST = ("receive", "--branch", "教工第一党支部", "--organization", "药学院党总支", "--brand", "药香校园")
WHOLE = ("--copies", "5", "--stamped", "5", "--signed", "5", "--at", "2023-11-09 10:20")
FILE = ("--electronic", "2023-11-08 16:12")
BECAUSE = "校级样板支部 · 培育创建"


def rows(script):
    return script("check").value["rows"]


def test_a_round_is_made_from_the_notice(season):
    assert season("round", "list").value == [{"round": "2023 年批次", "year": 2023, "current": True}]


def test_what_the_notice_does_not_say_is_null_and_told(script):
    said = "申报书于2024年4月12日17:30前报送，一式三份。\n党委组织部\n2024年3月1日\n"
    text = f"关于“一支部一特色”支部党建品牌创建的通知\n{said}"
    made = script("round", "create", "--notice", script.file("通知.txt", text), "--name", "春季批次")
    assert made.status == 0
    warnings = made.value.pop("warnings")
    assert made.value == {
        "round": "春季批次",
        "year": 2024,
        "submission_deadline": "2024-04-12 17:30",
        "establishment_deadline": None,
        "copies": 3,
        "publicity_workdays": None,
        "case_limit": None,
        "news_minimum": None,
    }
    assert [word for word in ("立项", "公示", "字数", "新闻") if not any(word in told for told in warnings)] == []


def test_the_notices_own_clash_is_told(season):
    again = season("round", "create", "--notice", str(season.folder / "通知.txt"), "--name", "另一批次")
    assert any("其间只有 6 个工作日" in told and "有冲突" in told for told in again.value["warnings"])
    assert any("11月28日" in told for told in again.value["warnings"])


def test_the_same_round_twice_is_refused(season):
    before = rows(season)
    again = season("round", "create", "--notice", str(season.folder / "通知.txt"))
    assert (again.status, again.value) == (1, None)
    assert "已经有名为“2023 年批次”的批次" in again.told
    assert rows(season) == before


def test_the_roster_is_imported_once(season):
    again = season("import", "branches", str(season.folder / "名册.csv"))
    assert (again.status, again.value) == (
        0,
        {"added": 0, "updated": 0, "unchanged": 3, "refused": [], "near": []},
    )


FAULTY = "基层党组织,党支部,党员数\n药学院党总支,教工第三党支部,若干\n药学院党总支,教工第四党支部,15\n"


def test_faulty_rows_are_told_and_the_others_taken(season):
    found = season("import", "branches", season.file("补充.csv", FAULTY))
    assert (found.status, found.value["added"]) == (0, 1)
    assert [(each["row"], each["column"]) for each in found.value["refused"]] == [(2, "党员数")]


def test_people_are_told_branches_and_honours_and_a_reason_once(season, capsys):
    faulty = "".join(f"药学院党总支,教工第{at}党支部,若干,,,\n" for at in range(11, 15))
    good = "药学院党总支,教工第九党支部,15,样板支部,校级,培育\n药学院党总支,教工第九党支部,15,双带头人,省级,\n"
    file = season.file("补充.csv", f"基层党组织,党支部,党员数,荣誉,级别,状态\n{good}{faulty}")
    main(["--data", str(season.folder / "data"), "import", "branches", file])
    assert capsys.readouterr().out.splitlines() == [
        "已新增 1 个支部、2 项荣誉（2 行），更新 0 行，无变化 0 行，不导入 4 行，相近待定 0 行。",
        "第 4—7 行，共 4 行　党员数：“若干”不是人数。请只填写人数。",
    ]


def test_a_list_of_another_kind_is_refused_in_one_sentence(season):
    scores = "基层党组织,党支部,专家,评审意见,状态\n" + "药学院党总支,教工第九党支部,王伟,好,有效\n" * 30
    refused = season("import", "branches", season.file("评分.csv", scores))
    assert (refused.status, refused.value) == (1, None)
    assert "这像是评分表，不是支部名册。" in refused.told
    assert len(refused.told.splitlines()) == 1


@pytest.mark.parametrize(("option", "status"), [("--strict", 1), ("--dry-run", 0)])
def test_strict_and_dry_run_change_nothing(season, option, status):
    before = rows(season)
    assert season("import", "branches", season.file("补充.csv", FAULTY), option).status == status
    assert rows(season) == before


def test_a_complete_receipt_is_accepted(season):
    assert season(*FIRST, *WHOLE, *FILE).value == {
        "receipt": "SJ-2023-0001",
        "application": "ZBPP-2023-001",
        "state": "已受理",
        "missing": [],
        "late": False,
    }


def test_left_out_marks_mean_that_none_was_seen(season):
    assert season(*FIRST, "--copies", "4", "--at", "2023-11-09 10:20").value == {
        "receipt": "SJ-2023-0001",
        "application": "ZBPP-2023-001",
        "state": "待补正",
        "missing": ["纸质件差 1 份（第 5 份未到）", "第 1、2、3、4 份未盖章", "第 1、2、3、4 份未签字", "电子版未到"],
        "late": False,
    }


def test_later_material_goes_to_the_same_application(season):
    season(*FIRST, "--copies", "4", "--stamped", "3", "--signed", "4", "--at", "2023-11-08 09:00")
    later = season(*FIRST, "--copies", "2", "--stamped", "2", "--signed", "2", *FILE, "--at", "2023-11-09 10:20")
    assert later.value == {
        "receipt": "SJ-2023-0002",
        "application": "ZBPP-2023-001",
        "state": "已受理",
        "missing": [],
        "late": False,
    }


def test_a_branch_joins_a_visit(season):
    season(*FIRST, *WHOLE)
    second = season("receive", "--branch", "教工第二党支部", "--brand", "良药苦功", "--receipt", "SJ-2023-0001", *WHOLE)
    assert (second.value["receipt"], second.value["application"]) == ("SJ-2023-0001", "ZBPP-2023-002")
    assert season("list", "receipts").value == [
        {
            "number": "SJ-2023-0001",
            "at": "2023-11-09 10:20",
            "submitter": "",
            "taken_by": "命令行",
            "state": "已登记",
            "applications": ["ZBPP-2023-001", "ZBPP-2023-002"],
        }
    ]


@pytest.mark.parametrize(("at", "late"), [("2023-11-10 17:30", False), ("2023-11-10 17:31", True)])
def test_late_is_told(season, at, late):
    found = season(*FIRST, "--copies", "5", "--stamped", "5", "--signed", "5", *FILE, "--at", at)
    assert (found.value["late"], found.value["state"]) == (late, "已受理")
    assert ("ZBPP-2023-001 逾期，批准人和理由写明以前不进入评审" in found.told) is late


def test_a_late_application_that_was_approved_is_not_told_to_wait(season):
    approved = ("--late-approved-by", "李部长", "--late-reason", "停电一天")
    assert season(*FIRST, *WHOLE[:-1], "2023-11-13 09:00", *approved).told == ""
    second = ("receive", "--branch", "教工第二党支部", "--brand", "良药苦功")
    assert "--late-approved-by 姓名 --late-reason 理由" in season(*second, *WHOLE[:-1], "2023-11-13 09:00").told
    assert season(*second, "--copies", "0", *FILE, *approved).told == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("receive", "--branch", "教工第一党支部", "--brand", "药香"),
            "药学院党总支、护理学院党委。请用 --organization 写明",
        ),
        (("receive", "--branch", "没有的党支部", "--brand", "药香"), "名册里没有“没有的党支部”"),
        ((*FIRST, "--copies", "6"), "应有 5 份"),
        ((*FIRST, "--copies", "3", "--stamped", "4"), "盖章份数 4"),
        ((*FIRST, *WHOLE[:-1], "昨天"), "--at："),
        ((*FIRST, *WHOLE, "--late-approved-by", "李部长"), "批准人和理由"),
        ((*FIRST, *WHOLE, "--receipt", "SJ-2023-0009"), "没有收件号 SJ-2023-0009"),
    ],
)
def test_what_a_rule_refuses_ends_with_one_and_uses_no_number(season, words, told):
    before = rows(season)
    refused = season(*words)
    assert (refused.status, refused.value) == (1, None)
    assert told in refused.told
    assert rows(season) == before
    assert season(*FIRST, *WHOLE).value["application"] == "ZBPP-2023-001"


def test_missing_names_the_obligated_that_have_not_applied(season):
    assert season("missing").value == [{"organization": "药学院党总支", "branch": "教工第一党支部", "because": BECAUSE}]
    season(*FIRST, *WHOLE)
    assert season("missing").value == []


def test_the_lists(season):
    season(*FIRST, *WHOLE, *FILE)
    assert [(each["organization"], each["name"], each["obligated"]) for each in season("list", "branches").value] == [
        ("药学院党总支", "教工第一党支部", True),
        ("药学院党总支", "教工第二党支部", False),
        ("护理学院党委", "教工第一党支部", False),
    ]
    assert season("list", "applications").value == [
        {
            "number": "ZBPP-2023-001",
            "organization": "药学院党总支",
            "branch": "教工第一党支部",
            "brand": "药香校园",
            "state": "已受理",
            "copies": 5,
            "electronic": "2023-11-08 16:12",
            "missing": [],
            "late": False,
        }
    ]
    assert [each["code"] for each in season("list", "copies").value] == [f"ZBPP-2023-001-{n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (("2023-11-20", "5"), "2023-11-27"),
        (("2023-09-27", "5"), "2023-10-10"),
        (("2024-09-12", "5"), "2024-09-20"),
        (("2025-09-26", "5"), "2025-10-10"),
        (("2026-09-18", "5"), "2026-09-24"),
        (("2023-11-20", "5", "--include-first"), "2023-11-24"),
    ],
)
def test_workdays(script, words, last):
    assert script("workdays", *words).value == last


def test_a_year_without_a_table_is_refused_in_words(script):
    refused = script("workdays", "2027-01-04", "5")
    assert (refused.status, refused.value) == (1, None)
    assert "还没有 2027 年的放假安排" in refused.told


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_beyond_every_table_is_refused_in_words(script, day):
    refused = script("workdays", day, "5")
    assert (refused.status, refused.value) == (1, None)
    assert f"{day} 不在 1900—2199 年之间" in refused.told


def test_wordcount(script):
    found = script("wordcount", script.file("案例.txt", "背景与起因\n2023年11月10日 hello 你好。\n"))
    assert found.value == {"words": 15, "characters": 24, "parts": {"背景与起因": 10}}


def test_the_documents_are_made_and_a_made_slip_is_final(season, tmp_path: Path):
    season(*FIRST, *WHOLE)
    listed = season("documents").value
    found = {each["key"]: (each["key"], each["formats"], each["per"]) for each in listed}
    told = [
        ("receipt_slip", ["pdf"], "收件号"),
        ("receiving_register", ["pdf", "xlsx"], "批次"),
        ("correction_notice", ["docx", "pdf"], "补正编号或基层党组织"),
        ("deficiency_status", ["pdf", "xlsx"], "批次"),
        ("completeness", ["pdf", "xlsx"], "批次"),
        ("copy_labels", ["pdf"], "申报编号或基层党组织"),
        ("handover_list", ["pdf"], "交接单号"),
        ("unreturned", ["pdf", "xlsx"], "批次"),
        ("missing_branches", ["pdf", "xlsx", "txt"], "批次"),
        ("score_sheets", ["pdf"], "专家"),
        ("review_summary", ["pdf", "xlsx"], "批次"),
        ("publicity_notice", ["docx", "pdf", "xlsx"], "批次"),
        ("establishment_notice", ["docx", "pdf"], "批次"),
        ("established_list", ["pdf", "xlsx"], "批次"),
    ]
    assert [found[key] for key, _, _ in told] == told
    slip = tmp_path / "回执.pdf"
    assert season("document", "receipt_slip", "--for", "SJ-2023-0001", "--out", str(slip)).status == 0
    text = PdfReader(slip).pages[0].extract_text()
    assert "SJ-2023-0001" in text
    assert "药香校园" in text
    refused = season("receive", "--branch", "教工第二党支部", "--brand", "良药", "--receipt", "SJ-2023-0001", *WHOLE)
    assert "回执已经打印" in refused.told
    refused = season("document", "missing_branches", "--for", "SJ-2023-0001", "--out", str(tmp_path / "名单.pdf"))
    assert "不分“SJ-2023-0001”" in refused.told
    for name in ("登记表.pdf", "登记表.xlsx", "名单.txt"):
        key = "missing_branches" if name == "名单.txt" else "receiving_register"
        assert season("document", key, "--out", str(tmp_path / name)).status == 0
        assert (tmp_path / name).stat().st_size > 50


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("document", "receipt_slip", "--out", "回执.pdf"), "还没有说是哪一个"),
        (("document", "receipt_slip", "--for", "SJ-2023-0009", "--out", "回执.pdf"), "没有收件号 SJ-2023-0009"),
        (("document", "receiving_register", "--out", "登记表.doc"), "可用的后缀：.pdf、.xlsx"),
        (("document", "nothing", "--out", "x.pdf"), "没有代号为“nothing”的文件"),
    ],
)
def test_a_document_that_cannot_be_made_is_refused(season, words, told, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused = season(*words)
    assert (refused.status, refused.value) == (1, None)
    assert told in refused.told
    assert not list(tmp_path.glob("*.pdf*"))


def test_the_journal_tells_who_did_what(season):
    season(*FIRST, *WHOLE)
    told = season("audit").value
    assert [each["title"] for each in told] == [
        "载入放假安排",
        "新建批次 2023 年批次",
        "导入支部名册 名册.csv",
        "登记收件 教工第一党支部",
    ]
    assert told[-1]["tables"] == [
        "application",
        "paper_copy",
        "receipt",
        "receipt_line",
        "received_copy",
        "state_change",
    ]
    assert season("audit", "--since", "2999-01-01").value == []


def test_a_change_bears_the_name_of_the_operator_who_is_given(season):
    season("--operator", "李喆", *FIRST, *WHOLE)
    assert (season("audit").value[-1]["actor"], season("list", "receipts").value[0]["taken_by"]) == ("李喆", "李喆")


def test_of_several_operators_the_first_is_meant_and_no_other_name_is_taken(season):
    open_database(season.folder / "data" / FILE_NAME)
    for name in ("周喆", "李喆"):
        Ledger("周喆").run("添加经手人", add_operator, name=name)
    close_database()
    before = rows(season)
    refused = season("--operator", "李吉", *FIRST, *WHOLE)
    assert (refused.status, refused.value) == (1, None)
    assert "没有名为“李吉”的经手人，现有：周喆、李喆。请核对 --operator" in refused.told
    assert rows(season) == before
    season(*FIRST, *WHOLE)
    season("--operator", "李喆", "receive", "--branch", "教工第二党支部", "--brand", "良药苦功", *WHOLE)
    assert [each["actor"] for each in season("audit").value[-2:]] == ["周喆", "李喆"]


def test_check_finds_meddling(season):
    from sqlcipher3 import dbapi2

    assert season("check").value["ok"] is True
    other = dbapi2.connect(str(season.folder / "data" / "yizhibu.db"))
    other.execute("UPDATE journal_entry SET actor = '旁人' WHERE id = 2")
    other.commit()
    other.close()
    found = season("check")
    assert (found.status, found.value["ok"]) == (1, False)
    assert any("第 2 条" in problem for problem in found.value["problems"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("receive",), "缺少参数：--branch、--brand。"),
        (("list", "nothing"), "不能是“nothing”，可选：branches、applications、experts、receipts、copies。"),
        (("workdays", "2023-11-20", "five"), "应为整数，不能是“five”。"),
        (("fly",), "没有“fly”这条命令，可用的：open、demo、"),
        (("publicity",), "“yizhibu publicity”后面还要写一个词：open、close。"),
        (("check", "--loud"), "不认识的参数：--loud"),
    ],
)
def test_wrong_usage_ends_with_two_and_is_told_in_chinese(script, words, told):
    wrong = script(*words)
    assert (wrong.status, wrong.value) == (2, None)
    assert told in wrong.told
    assert not (script.folder / "data").exists()


def test_the_help_says_which_commands_are_of_two_words(capsys):
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert "\n命令：\n    open" in told
    for command in ("round", "import", "scores", "publicity"):
        assert main([command, "--help"]) == 0
        below = capsys.readouterr().out.split("命令：\n")[1]
        seconds = "、".join(line.split()[0] for line in below.splitlines())
        (line,) = (each for each in told.splitlines() if each.split()[:1] == [command])
        assert line.endswith(f"后接 {seconds}")


def test_a_folder_in_use_ends_with_three(season):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            (
                "import sys; from pathlib import Path; from db.opening import open_database;"
                "open_database(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
            ),
            str(season.folder / "data" / "yizhibu.db"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"open"
        busy = season("round", "list")
        assert (busy.status, busy.value) == (3, None)
        assert "正被另一个程序使用" in busy.told
    finally:
        holder.communicate(b"")


@pytest.mark.parametrize("content", [b"no database" * 500, b""])
def test_a_damaged_file_ends_with_three(script, content):
    (script.folder / "data").mkdir()
    (script.folder / "data" / "yizhibu.db").write_bytes(content)
    found = script("round", "list")
    assert found.status == (3 if content else 0)


def test_a_notice_that_is_not_there_ends_with_three(script):
    gone = script("round", "create", "--notice", str(script.folder / "没有.txt"))
    assert gone.status in (1, 3)
    assert "没有.txt" in gone.told


def test_a_round_without_a_deadline_works_by_the_day_it_is(script):
    text = "关于“一支部一特色”支部党建品牌创建的通知\n申报截止时间另行通知，一式五份。\n党委组织部\n2023年10月16日\n"
    made = script("round", "create", "--notice", script.file("通知.txt", text))
    assert (made.status, made.value["submission_deadline"]) == (0, None)
    roster = "基层党组织,党支部,荣誉,级别,状态\n药学院党总支,教工第一党支部,样板支部,校级,培育创建\n"
    script("import", "branches", script.file("名册.csv", roster))
    assert [each["branch"] for each in script("missing").value] == ["教工第一党支部"]
    assert script(*FIRST, *WHOLE).value["late"] is False


def test_a_line_added_to_a_visit_takes_its_time_and_says_what_it_does_not_take(season):
    season(*FIRST, "--by", "许老师", *WHOLE)
    more = ("receive", "--branch", "教工第二党支部", "--brand", "良药", "--receipt", "sj-2023-1")
    added = season(*more, "--by", "李老师", *WHOLE[:-2], "--at", "2023-11-10 09:00")
    assert (added.status, added.value["receipt"]) == (0, "SJ-2023-0001")
    assert "--by“李老师”没有记下：SJ-2023-0001 登记的是“许老师”" in added.told
    assert "--at“2023-11-10 09:00”没有记下" in added.told
    (visit,) = season("list", "receipts").value
    assert (visit["submitter"], visit["applications"]) == ("许老师", ["ZBPP-2023-001", "ZBPP-2023-002"])


def test_a_brand_that_changes_is_told(season):
    season(*FIRST, *WHOLE)
    told = season(*FIRST[:5], "--brand", "另一名称", "--copies", "0", *FILE)
    assert told.status == 0
    assert "ZBPP-2023-001 的品牌名称原为“药香校园”，已改为“另一名称”" in told.told


def test_a_blank_branch_is_not_guessed(season):
    refused = season("receive", "--branch", " ", "--brand", "药香校园")
    assert (refused.status, refused.told) == (1, "--branch 是空的。请写党支部的名称。\n")


def test_arguments_that_are_no_text_are_wrong_usage(season):
    refused = season("receive", "--branch", "教工\udcff", "--brand", "药香校园")
    assert (refused.status, refused.value) == (2, None)
    assert "教工?" in refused.told


def test_audit_reads_a_day_however_iso_writes_it(season):
    assert season("audit", "--since", "20000101").value == season("audit", "--since", "2000-01-01").value != []


def test_people_read_no_python(season, capsys):
    season(*FIRST, *WHOLE)
    main(["--data", str(season.folder / "data"), "list", "copies"])
    assert capsys.readouterr().out.splitlines()[0] == (
        "ZBPP-2023-001-1　ZBPP-2023-001　教工第一党支部　组织科　在组织科　组织科　2023-11-09 10:20　存档　是　是　是"
    )


def test_damage_deep_in_the_file_is_told_as_trouble(season):
    file = season.folder / "data" / FILE_NAME
    size = file.stat().st_size
    with file.open("r+b") as data:
        data.seek(8192)
        data.write(b"\x00" * (size - 8192))
    found = season("list", "branches")
    assert (found.status, found.value) == (3, None)
    assert "已损坏" in found.told


def test_a_reader_that_has_seen_enough_is_no_trouble(season):
    command = [sys.executable, "-m", "desktop_app", "--data", str(season.folder / "data"), "list", "branches"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        run.stdout.close()
        assert (run.stderr.read(), run.wait()) == (b"", 0)
