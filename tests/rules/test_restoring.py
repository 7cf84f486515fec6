"""What a restore would change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop_app.rules.restoring import changed_tables, lost_applications, lost_receipts, steps_after, summary
from desktop_app.shapes.backups import LostRecord, Manifest, RestorePreview, TableChange

BACKUP = Manifest("0.1.0", datetime(2025, 11, 9, 10, 20), "周喆", "定时", "a", head="h2", last_entry=2)
ENTRIES = {1: ("t1", "设置单位", "h1"), 2: ("t2", "导入名册", "h2"), 3: ("t3", "登记收件", "h3")}


def test_tables_are_told_by_their_names_and_the_journal_is_not() -> None:
    now = {"receipt": 9, "paper_copy": 40, "branch": 5, "journal_entry": 90, "new_table": 1}
    then = {"receipt": 4, "paper_copy": 20, "branch": 5, "journal_entry": 50}
    assert changed_tables(now, then) == (
        TableChange("纸质件", 40, 20),
        TableChange("收件", 9, 4),
        TableChange("new_table", 1, 0),
    )


def test_applications_that_go_and_those_that_go_back() -> None:
    now = {
        "ZBPP-2025-001": ("甲支部", "红心", "已受理"),
        "ZBPP-2025-002": ("乙支部", "先锋", "待补正"),
        "ZBPP-2025-003": ("丙支部", "薪火", "登记"),
        "ZBPP-2025-004": ("丁支部", "新名", "登记"),
    }
    then = {
        "ZBPP-2025-001": ("甲支部", "红心", "登记"),
        "ZBPP-2025-003": ("丙支部", "薪火", "登记"),
        "ZBPP-2025-004": ("丁支部", "旧名", "登记"),
    }
    assert lost_applications(now, then) == (
        LostRecord("ZBPP-2025-001", "甲支部　红心", "状态由“已受理”回到“登记”"),
        LostRecord("ZBPP-2025-002", "乙支部　先锋", "将没有这一项"),
        LostRecord("ZBPP-2025-004", "丁支部　新名", "品牌名称回到“旧名”"),
    )


def test_receipts_that_go() -> None:
    now = {"SJ-1": ("2025-11-09T10:00", "药学院"), "SJ-2": ("2025-11-09 10:30", "护理学院")}
    assert lost_receipts(now, {"SJ-1": ("2025-11-09T10:00", "药学院")}) == (
        LostRecord("SJ-2", "护理学院", "2025-11-09 10:30 的收件将没有记录"),
    )


def test_steps_after_the_backup_newest_first() -> None:
    assert steps_after(ENTRIES, BACKUP) == ((("t3", "登记收件"),), True)
    assert steps_after(ENTRIES, replace(BACKUP, head="h3", last_entry=3)) == ((), True)


def test_a_backup_of_another_history_is_told() -> None:
    everything = (("t3", "登记收件"), ("t2", "导入名册"), ("t1", "设置单位"))
    assert steps_after(ENTRIES, replace(BACKUP, head="x")) == (everything, False)
    assert steps_after(ENTRIES, replace(BACKUP, last_entry=9)) == (everything, False)


def test_one_sentence() -> None:
    preview = RestorePreview("a.zip", BACKUP, (), (), (), (("t3", "登记收件"),))
    assert summary(preview) == "备份之后的 1 步操作将不在数据里，要用到的请照下面的清单补录。"
    assert summary(replace(preview, steps=())) == "备份之后没有新的操作，恢复不会丢内容。"
    assert "不是从现在的数据来的" in summary(replace(preview, related=False))
    assert "11-09 10:20 以后录入的内容" in summary(replace(preview, readable=False))
