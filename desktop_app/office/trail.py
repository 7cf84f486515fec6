"""操作记录: the journal in the clerk's words, and whether an older step may still be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from peewee import IntegrityError

from db import journal, trail
from db.enums import EntryKind
from db.models import JOURNALED, Restoration, table_name
from db.models.base import TruthField
from db.trail import Change
from desktop_app.office.finding import find
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.trail_words import (
    EMPTY,
    SETTINGS,
    TABLES,
    column_word,
    is_shown,
    short_head,
    table_word,
    typed_head,
    value_words,
)
from desktop_app.shapes.trail import TrailChange, TrailEntry, TrailFilter, TrailHead, TrailRow, TrailValue
from desktop_app.shapes.window import Proposal

MOST = 200  # changed rows of one entry that are told
DEEPEST = 3  # names within names: 评分 → 评分表 → 专家
KINDS = ("application", "branch", "receipt", "expert")  # records whose entries can be asked for
# What everything of a round stands on: once a step left the office, it is changed, not taken back.
BASIS = frozenset(
    ("round", "round_phase", "review_stage", "criterion", "quota", "seat", "office_setting", "holiday", "holiday_year")
)
CASES = frozenset(("application", "receipt"))  # what papers are made of


def trail_ids(wanted: TrailFilter, order: str = "id", *, descending: bool = True) -> list[int]:
    """The ids of the entries that pass, in order: by "id", "at", "person", "title" or "kind"."""
    rows = None
    if wanted.record:
        table, row_id = wanted.record
        rows = trail.related({table: [row_id]})
    return trail.entry_ids(
        person=wanted.person,
        first=wanted.first,
        last=wanted.last,
        words=wanted.words,
        rows=rows,
        order=order,
        descending=descending,
    )


def trail_rows(ids: Sequence[int]) -> tuple[TrailRow, ...]:
    """A page of entries, in the order of `ids`."""
    return tuple(_row(entry, undone=undone) for entry, undone in trail.entries(ids))


def trail_persons() -> tuple[str, ...]:
    return tuple(trail.persons())


def trail_head() -> TrailHead:
    return TrailHead(journal.head(), trail.count(), trail.days()[1])


def record_number() -> str:
    """记录号, for the foot of a document: the head of the chain as it stands now."""
    return short_head(journal.head())


def record_name(table: str, row_id: int) -> str:
    """申报项目 ZBPP-2025-031 药香校园: what a filter by record is about."""
    return f"{table_word(table)} {_Names().of(table, row_id)}"


def propose_records(typed: str) -> tuple[Proposal, ...]:
    """Records whose entries can be asked for; the id proposed is the place among `KINDS` and the row's id together."""
    hits = [hit for hit in find(typed) if hit.place and hit.place.kind in KINDS and hit.place.record_id]
    return tuple(
        Proposal(
            pack_record(hit.place.kind, hit.place.record_id), hit.text, f"{hit.group}　{hit.note}".strip(), hit.found
        )
        for hit in hits
        if hit.place and hit.place.record_id
    )


def pack_record(kind: str, row_id: int) -> int:
    return row_id * len(KINDS) + KINDS.index(kind)


def unpack_record(packed: int) -> tuple[str, int]:
    row_id, kind = divmod(packed, len(KINDS))
    return KINDS[kind], row_id


# One entry ------------------------------------------------------------------------------------------------------------


def trail_entry(entry_id: int) -> TrailEntry | None:
    """An entry with what it did, in words, and whether it can be taken back; None when there is none."""
    found = trail.entries([entry_id])
    if not found:
        return None
    (entry, undone), names = found[0], _Names()
    changes, count = trail.changes(entry_id, MOST)
    refused = refusal(entry_id)
    return TrailEntry(
        row=_row(entry, undone=undone),
        changes=tuple(_change(each, names) for each in changes),
        more=count - len(changes),
        hash=trail.hash_of(entry_id),
        answers=_step(entry.target) if entry.target else "",
        why_not=refused.what if refused else "",
        todo=refused.todo if refused else "",
    )


def _row(entry: journal.Entry, *, undone: bool) -> TrailRow:
    return TrailRow(
        entry.id, entry.at.replace("T", " "), entry.actor, entry.title, entry.kind, entry.final, undone=undone
    )


def _change(change: Change, names: _Names) -> TrailChange:
    before, after = change.before or {}, change.after or {}
    deed = "改动" if before and after else "添加" if after else "删除"
    values = []
    for column in after or before:
        old, new = before.get(column), after.get(column)
        if is_shown(column) and (old != new if deed == "改动" else (old or new) not in (None, "")):
            said = [names.value(change.table, column, each) for each in (old, new)]
            gone = {"添加": (0,), "删除": (1,)}.get(deed, ())
            said = ["" if at in gone else words for at, words in enumerate(said)]
            values.append(TrailValue(column_word(change.table, column), *said))
    record = names.of(change.table, change.row_id, change.after or change.before)
    return TrailChange(table_word(change.table), record, deed, tuple(values))


class _Names:
    """What rows are called, asked once each: the row as it is, else as it was last."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], str] = {}

    def value(self, table: str, column: str, value: Any, depth: int = 0) -> str:
        """A column's value in words; a key of another table by that row's name."""
        target = dict(trail.references().get(table, ())).get(column)
        if target and value is not None:
            return self.of(target, int(value), depth=depth + 1) or EMPTY
        if table == "office_setting" and column == "key":
            return SETTINGS.get(str(value), str(value))
        return value_words(table, column, value, truth=column in _truths().get(table, ()))

    def of(self, table: str, row_id: int, image: dict[str, Any] | None = None, depth: int = 0) -> str:
        key = (table, row_id)
        if key not in self._known:
            image = trail.image_of(table, row_id) or image
            self._known[key] = self._told(table, row_id, image, depth)
        return self._known[key]

    def _told(self, table: str, row_id: int, image: dict[str, Any] | None, depth: int) -> str:
        words = TABLES.get(table)
        if image is None or words is None or depth > DEEPEST:
            return f"第 {row_id} 号"
        said = [self.value(table, column, image.get(column), depth) for column in words.told_by]
        return " ".join(
            f"第 {each} 份" if column == "ordinal" else each
            for column, each in zip(words.told_by, said, strict=True)
            if each != EMPTY
        )


@cache
def _truths() -> dict[str, frozenset[str]]:
    """By table: its columns of 0 and 1."""
    return {
        table_name(model): frozenset(f.column_name for f in model._meta.sorted_fields if isinstance(f, TruthField))
        for model in JOURNALED
    }


# Taking an older step back --------------------------------------------------------------------------------------------


def refusal(entry_id: int) -> RuleBroken | None:
    """Why an entry cannot be undone: it left the office, it was undone, or a later step stands upon it, which is named.

    Stands upon it: a later entry that changed the same rows, or rows that refer to them; or a final one about the same
    application or visit, or, where the entry changed what a whole round is judged by, any final one.
    """
    found = trail.entries([entry_id])
    if not found:
        return RuleBroken(f"没有第 {entry_id} 条操作记录。")
    entry, undone = found[0]
    if entry.kind is EntryKind.UNDONE:
        return RuleBroken("这一条本身就是撤销。", "要恢复它撤销的内容，请重做（Ctrl+Shift+Z）或重新办理。")
    if undone:
        return RuleBroken(f"已经撤销，见{_step(trail.undone_by(entry_id))}。")
    if entry.final:
        return RuleBroken(
            "这一步的结果已经打印、公布或审定，不能撤销。", "请办理相应的更正，写明理由；前后两个值都会留下。"
        )
    rows = trail.touched(entry_id)
    if table_name(Restoration) in rows:
        return RuleBroken("恢复备份不能撤销。", "恢复前的数据在数据文件夹里，可以再恢复它。")
    return _standing_upon(entry_id, rows)


def _standing_upon(entry_id: int, rows: dict[str, set[int]]) -> RuleBroken | None:
    changed, _ = trail.changes(entry_id, 100_000)
    cases = trail.related(trail.above(changed, CASES))
    for table, ids in trail.beside(cases, CASES).items():
        cases.setdefault(table, set()).update(ids)
    for later, why in (
        (trail.first_touching(entry_id, rows), "又改过同一条记录"),
        (trail.first_touching(entry_id, trail.referring_now(rows)), "用到了这里的记录"),
        (trail.first_touching(entry_id, cases, final=True), "已据此打印、公布或审定"),
        (trail.first_final(entry_id) if BASIS & rows.keys() else None, "已据此打印、公布或审定"),
    ):
        if later is not None:
            return RuleBroken(f"{_step(later)}{why}。", "请先撤销那一步；它不能撤销的，请办理更正。")
    return None


def take_back(*, entry_id: int) -> None:
    """Put back every row that an older entry changed. RuleBroken says which later step stands upon it."""
    if refused := refusal(entry_id):
        raise refused
    try:
        journal.revert(entry_id)
    except IntegrityError as error:
        raise RuleBroken(
            "撤销后的内容与现在的数据冲突，例如编号或名称已被别的记录使用。", "请直接修改相应的记录。"
        ) from error


def _step(entry_id: int | None) -> str:
    """第 12 条“登记收件 SJ-2025-0012”（2025-11-07 10:42，周喆）."""
    found = trail.entries([entry_id]) if entry_id else []
    if not found:
        return ""
    entry, _ = found[0]
    return f"第 {entry.id} 条“{entry.title}”（{entry.at[:16].replace('T', ' ')}，{entry.actor}）"


# A head kept elsewhere ------------------------------------------------------------------------------------------------


def looked_up(typed: str) -> tuple[bool, str]:
    """Whether a 记录号 that a document bears is on the chain, and the sentence about it."""
    digits = typed_head(typed)
    if digits is None:
        return False, "这不是记录号：应是至少 8 位的数字和字母 a 到 f，印在文件的页脚。"
    if entry_id := trail.on_chain(digits):
        behind = trail.count(after=entry_id)
        later = f"，此后又有 {behind} 条" if behind else "，是最后一条"
        return True, f"此记录号在链上：{_step(entry_id)}{later}。"
    for row in Restoration.select():
        if row.replaced_head.startswith(digits) or row.backup_head.startswith(digits):
            return False, f"此记录号不在链上，但 {row.restored_at[:16]} 恢复备份“{row.backup}”时记下过它。"
    return False, "此记录号不在链上：印出它之后，操作记录被截去过，或者文件不是由这份数据生成的。"
