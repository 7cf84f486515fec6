"""What a restore would change, told from what is there and what the backup holds."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.rules.trail_words import table_word
from desktop_app.shapes.backups import LostRecord, Manifest, RestorePreview, TableChange

Application = tuple[str, str, str]  # 支部, 品牌, 状态
Receipt = tuple[str, str]  # 时间, 基层党组织
Entry = tuple[str, str, str]  # 时间, 标题, 校验值
UNSEEN = frozenset({"journal_change", "journal_entry", "counter"})  # follow from the others


def changed_tables(now: Mapping[str, int], then: Mapping[str, int]) -> tuple[TableChange, ...]:
    """The tables whose number of rows differs, by their names for the clerk; the largest difference first."""
    names = (now.keys() | then.keys()) - UNSEEN
    changed = [TableChange(table_word(n), now.get(n, 0), then.get(n, 0)) for n in names]
    return tuple(
        sorted(
            (each for each in changed if each.now != each.then),
            key=lambda each: (-abs(each.now - each.then), each.table),
        )
    )


def lost_applications(now: Mapping[str, Application], then: Mapping[str, Application]) -> tuple[LostRecord, ...]:
    """Applications that would be gone, and those that would stand where they stood before."""
    lost = []
    for number, (branch, brand, state) in now.items():
        before = then.get(number)
        if before is None:
            lost.append(LostRecord(number, f"{branch}　{brand}", "将没有这一项"))
        elif before[2] != state:
            lost.append(LostRecord(number, f"{branch}　{brand}", f"状态由“{state}”回到“{before[2]}”"))
        elif before[1] != brand:
            lost.append(LostRecord(number, f"{branch}　{brand}", f"品牌名称回到“{before[1]}”"))
    return tuple(lost)


def lost_receipts(now: Mapping[str, Receipt], then: Mapping[str, Receipt]) -> tuple[LostRecord, ...]:
    """Visits that would be gone."""
    return tuple(
        LostRecord(number, organization, f"{at.replace('T', ' ')[:16]} 的收件将没有记录")
        for number, (at, organization) in now.items()
        if number not in then
    )


def steps_after(now: Mapping[int, Entry], manifest: Manifest) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Moments and titles of the steps that the backup does not hold, newest first; False: it is of another history."""
    last = now.get(manifest.last_entry)
    related = manifest.last_entry == 0 or (last is not None and last[2] == manifest.head)
    if not related:
        return tuple((at, title) for at, title, _ in reversed(list(now.values()))), False
    return tuple((at, title) for id_, (at, title, _) in reversed(list(now.items())) if id_ > manifest.last_entry), True


def summary(preview: RestorePreview) -> str:
    """One sentence that says what the clerk loses."""
    if not preview.readable:
        return f"现在的数据读不出来。恢复后，{preview.manifest.made_at:%m-%d %H:%M} 以后录入的内容要对照纸质材料补录。"
    if not preview.related:
        return "这份备份不是从现在的数据来的（来自另一台电脑，或上一次恢复之前）。恢复后，内容全部换成备份里的。"
    if not preview.steps:
        return "备份之后没有新的操作，恢复不会丢内容。"
    return f"备份之后的 {len(preview.steps)} 步操作将不在数据里，要用到的请照下面的清单补录。"
