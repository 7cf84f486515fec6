"""专家名册: the fate of every row of a foreign list. Source: the command line page, “Imports”; domain page §4.

An expert is known by name and unit together; a blank cell erases nothing; a 基层党组织 that the roster does not know is
told and left blank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.names import clean, clean_person, organization_key
from desktop_app.rules.near import organizations_alike
from desktop_app.rules.roster_rows import read_secretary
from desktop_app.rules.typed_values import NotRead, folded, holds_identity_number, says_nothing
from desktop_app.shapes.experts import (
    ExpertDraft,
    ExpertField,
    ExpertsPlan,
    ExpertsSnapshot,
    ExpertWrite,
    KnownExpert,
)
from desktop_app.shapes.list_import import ListRow, ListTable
from desktop_app.shapes.roster_import import Fate, KnownBranch

LONGEST_NAME = 40
LONGEST_TEXT = 100
_F = ExpertField

Key = tuple[str, str]


def checked_expert(draft: ExpertDraft) -> ExpertDraft:
    """An expert with every text cleaned. RuleBroken for a name that is none, or a text that is too long."""
    try:
        name = read_secretary(draft.name)
    except NotRead as trouble:
        raise RuleBroken(f"专家的姓名不对：{trouble}。", "请只填写姓名。") from None
    if not name:
        raise RuleBroken("专家的姓名空着。", "请填写姓名。")
    if len(name) > LONGEST_NAME:
        raise RuleBroken(f"专家的姓名超过 {LONGEST_NAME} 个字符。", "请只填写姓名。")
    texts = {"职称": clean(draft.title), "工作单位": clean(draft.unit), "专业领域": clean(draft.expertise)}
    for what, text in texts.items():
        if wrong := _text_trouble(text):
            raise RuleBroken(f"“{name}”的{what}{wrong}。", "请改短，不写个人证件信息。")
    title, unit, expertise = texts.values()
    return ExpertDraft(name, title, unit, draft.organization_id, draft.branch_id, expertise)


def expert_key(name: str, unit: str) -> Key:
    """What an expert is known by, spaces and width aside."""
    return folded(clean_person(name)), folded(unit)


def _text_trouble(text: str) -> str:
    if holds_identity_number(text):
        return "里像是有身份证号"
    return f"超过 {LONGEST_TEXT} 个字" if len(text) > LONGEST_TEXT else ""


def plan_experts(existing: ExpertsSnapshot, table: ListTable[ExpertField]) -> ExpertsPlan:
    """The fate of every data row; pure, and nothing is changed by making a plan."""
    planner = _Planner(existing, table)
    for row, cells in table.rows:
        planner.add(row, cells)
    return ExpertsPlan(table.file, tuple(planner.rows), tuple(planner.writes), table.told, existing)


class _Planner:
    def __init__(self, existing: ExpertsSnapshot, table: ListTable[ExpertField]) -> None:
        self._roster = existing.roster
        self._table = table
        self._known = {expert_key(one.name, one.unit): one for one in existing.experts}
        self._in_file: dict[Key, int] = {}
        self._units: dict[str, list[str]] = {}  # units by name, known ones and those of the file
        for one in existing.experts:
            self._units.setdefault(folded(one.name), []).append(one.unit)
        self.rows: list[ListRow] = []
        self.writes: list[ExpertWrite] = []

    def add(self, row: int, cells: Mapping[ExpertField, str]) -> None:
        """Decide one row."""
        read = self._read(row, cells)
        if read is None:
            return
        key = expert_key(read.name, read.unit)
        if key in self._in_file:
            reason = f"与第 {self._in_file[key]} 行是同一位专家（姓名、单位相同）"
            self._refuse(row, read.name, _F.NAME, reason, "请删去重复的一行。")
            return
        known = self._known.get(key)
        if known is None and (like := self._like(read)):
            self.rows.append(
                ListRow(
                    row,
                    Fate.NEAR,
                    read.name,
                    self._table.header(_F.UNIT),
                    f"与“{like}”同名，有一处没有写工作单位，不知道是不是同一人",
                    "请写明工作单位后重新导入。",
                    like,
                )
            )
            return
        if known is not None and known.closed_on:
            reason = f"“{known.name}”已于 {known.closed_on} 停用"
            self._refuse(row, read.name, _F.NAME, reason, "确实又要请的，请先在专家名册里恢复。")
            return
        self._in_file[key] = row
        self._units.setdefault(key[0], []).append(read.unit)
        self._settle(row, read, cells.get(_F.ORGANIZATION, ""), known)

    def _read(self, row: int, cells: Mapping[ExpertField, str]) -> ExpertDraft | None:
        """The row's texts, cleaned; None when the row was refused."""
        try:
            name = read_secretary(cells[_F.NAME])
        except NotRead as trouble:
            self._refuse(row, "", _F.NAME, str(trouble), "请只填写姓名。")
            return None
        if not name:
            self._refuse(row, "", _F.NAME, "姓名空着", "请填写姓名，或删去这一行。")
            return None
        texts = {field: _text(cells.get(field, "")) for field in (_F.TITLE, _F.UNIT, _F.EXPERTISE)}
        for field, text in texts.items():
            if wrong := _text_trouble(text):
                self._refuse(row, name, field, f"这一格{wrong}", "请改正后重新导入。")
                return None
        return ExpertDraft(name, texts[_F.TITLE], texts[_F.UNIT], expertise=texts[_F.EXPERTISE])

    def _like(self, read: ExpertDraft) -> str:
        """The namesake that a row may mean where one of the two has no unit; "" for none."""
        for unit in self._units.get(folded(read.name), ()):
            if not unit or not read.unit:
                return f"{read.name}（{unit or '未写工作单位'}）"
        return ""

    def _settle(self, row: int, read: ExpertDraft, organization: str, known: KnownExpert | None) -> None:
        organization_id, notes = self._organization(organization)
        before = known or KnownExpert(0, read.name, "", read.unit, None, None, "", "")
        organization_id = organization_id or before.organization_id
        branch_id = before.branch_id
        if known is None or organization_id != before.organization_id:
            branch_id, told = self._own_branch(read.name, organization_id)
            notes += told
        draft = ExpertDraft(
            before.name,
            read.title or before.title,
            before.unit,
            organization_id,
            branch_id,
            read.expertise or before.expertise,
        )
        now = (draft.title, draft.organization_id, draft.branch_id, draft.expertise)
        if known is None:
            fate = Fate.NEW
        elif now == (known.title, known.organization_id, known.branch_id, known.expertise):
            fate = Fate.UNCHANGED
        else:
            fate = Fate.CHANGED
        self.rows.append(ListRow(row, fate, read.name, notes=tuple(notes)))
        if fate is not Fate.UNCHANGED:
            self.writes.append(ExpertWrite(known.id if known else None, draft))

    def _organization(self, text: str) -> tuple[int | None, list[str]]:
        """The organisation a cell means, by its key, and what is told of one that the roster does not know."""
        if says_nothing(text):
            return None, []
        key = organization_key(clean(text))
        for known in self._roster.organizations:
            if known.key == key:
                return known.id, []
        alike = [one.name for one in self._roster.organizations if organizations_alike(key, one.key, loose=True)]
        hint = f"（名册里有相近的“{'”“'.join(alike[:2])}”）" if alike else ""
        return None, [f"名册里没有“{clean(text)}”{hint}，所属基层党组织没有记下，不会据此回避"]

    def _own_branch(self, name: str, organization_id: int | None) -> tuple[int | None, list[str]]:
        own = _led_by(self._roster.branches, name, organization_id)
        if not own:
            return None, []
        names = "、".join(f"“{branch.name}”" for branch in own)
        return own[0].id, [f"是{names}的书记，已记为本人所在支部，不评审它的申报；不是同一人的，请在专家名册里更正"]

    def _refuse(self, row: int, name: str, field: ExpertField, reason: str, todo: str) -> None:
        self.rows.append(ListRow(row, Fate.REFUSED, name, self._table.header(field), reason, todo))


def _text(text: str) -> str:
    return "" if says_nothing(text) else clean(text)


def _led_by(branches: Sequence[KnownBranch], name: str, organization_id: int | None) -> list[KnownBranch]:
    """The open branches of an organisation whose secretary has this name."""
    return [
        branch
        for branch in branches
        if organization_id is not None
        and branch.organization_id == organization_id
        and not branch.closed_on
        and folded(branch.secretary) == folded(name)
    ]
