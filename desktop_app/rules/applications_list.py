"""申报汇总: the fate of every row of a list of applications. Source: the command line page, “Imports”.

A row registers its branch's application (登记) under its brand; a branch that has one is told apart by what the row
says differently. Branches are matched by key; what is merely alike is held back, never merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.intake import clean_brand
from desktop_app.rules.names import branch_key, clean, organization_key
from desktop_app.rules.near import NearNames, loosely_alike, organizations_alike
from desktop_app.rules.roster_rows import read_secretary
from desktop_app.rules.typed_values import NotRead, read_telephones
from desktop_app.rules.workflow import AT_THE_DESK
from desktop_app.shapes.applications_import import (
    ApplicationField,
    ApplicationsPlan,
    ApplicationsSnapshot,
    ApplicationWrite,
    KnownApplication,
)
from desktop_app.shapes.list_import import ListRow, ListTable
from desktop_app.shapes.roster_import import Fate, KnownBranch, KnownOrganization

_F = ApplicationField


def plan_applications(existing: ApplicationsSnapshot, table: ListTable[ApplicationField]) -> ApplicationsPlan:
    """The fate of every data row; pure, and nothing is changed by making a plan."""
    planner = _Planner(existing, table)
    for row, cells in table.rows:
        planner.rows.append(planner.fate(row, cells))
    return ApplicationsPlan(table.file, tuple(planner.rows), tuple(planner.writes), table.told, existing)


class _Refused(Exception):
    """The row cannot be taken: in which column, why, what to do."""

    def __init__(self, field: ApplicationField, reason: str, todo: str) -> None:
        super().__init__(field, reason, todo)
        self.field, self.reason, self.todo = field, reason, todo


class _Near(Exception):
    """The row's name is only like a known one."""

    def __init__(self, field: ApplicationField, name: str, like: str) -> None:
        super().__init__(field, name, like)
        self.field, self.name, self.like = field, name, like


class _Planner:
    def __init__(self, existing: ApplicationsSnapshot, table: ListTable[ApplicationField]) -> None:
        self._existing = existing
        self._table = table
        self._organizations = [one for one in existing.roster.organizations if not one.closed_on]
        self._branches: dict[int, list[KnownBranch]] = {one.id: [] for one in self._organizations}
        for branch in existing.roster.branches:
            if not branch.closed_on and branch.organization_id in self._branches:
                self._branches[branch.organization_id].append(branch)
        self._in_file: dict[int, int] = {}  # rows by branch
        self.rows: list[ListRow] = []
        self.writes: list[ApplicationWrite] = []

    def fate(self, row: int, cells: Mapping[ApplicationField, str]) -> ListRow:
        """Decide one row."""
        name = clean(cells[_F.BRANCH])
        try:
            branch = self._branch(name, cells)
            self._check_once(row, branch)
            wanted, notes = self._wanted(branch, cells)
        except _Near as near:
            reason = f"与名册里的“{near.like}”相近，不知道是不是同一个"
            todo = "请照名册改正名称，或先在支部名册里添加，再重新导入。"
            return ListRow(row, Fate.NEAR, near.name, self._table.header(near.field), reason, todo, near.like)
        except _Refused as refused:
            column = self._table.header(refused.field)
            return ListRow(row, Fate.REFUSED, name, column, refused.reason, refused.todo)
        return ListRow(row, self._settle(wanted), name, notes=notes)

    # --- which branch ---

    def _branch(self, name: str, cells: Mapping[ApplicationField, str]) -> KnownBranch:
        if _F.ORGANIZATION in self._table.headers and not cells[_F.ORGANIZATION]:
            todo = "请填写支部所属的基层党组织；是合并单元格的，请合并到每一行。"
            raise _Refused(_F.ORGANIZATION, "基层党组织空着", todo)
        if not name:
            raise _Refused(_F.BRANCH, "党支部名称空着", "请填写党支部的名称，或删去这一行。")
        inside = self._organizations
        if written := cells.get(_F.ORGANIZATION, ""):
            inside = [self._organization(clean(written))]
        found = [
            (organization, branch)
            for organization in inside
            for branch in self._branches[organization.id]
            if branch_key(name, organization.name) in branch.keys
        ]
        if len(found) == 1:
            return found[0][1]
        if found:
            names = "、".join(organization.name for organization, _ in found)
            raise _Refused(_F.BRANCH, f"有 {len(found)} 个“{name}”：{names}", "请加一列写明基层党组织。")
        self._look_for_near(name, inside)
        where = f"“{inside[0].name}”" if written else "名册"
        raise _Refused(_F.BRANCH, f"{where}里没有“{name}”", "请核对名称，或先在支部名册里添加。")

    def _organization(self, name: str) -> KnownOrganization:
        key = organization_key(name)
        for one in self._organizations:
            if one.key == key:
                return one
        for one in self._organizations:
            if organizations_alike(key, one.key, loose=True):
                raise _Near(_F.ORGANIZATION, name, one.name)
        raise _Refused(_F.ORGANIZATION, f"名册里没有“{name}”", "请核对名称，或先在支部名册里添加。")

    def _look_for_near(self, name: str, inside: list[KnownOrganization]) -> None:
        for organization in inside:
            key, near = branch_key(name, organization.name), NearNames(organization.name)
            names: dict[str, str] = {}
            for branch in self._branches[organization.id]:
                for known in branch.keys:
                    near.add(known)
                    names.setdefault(known, branch.name)
            like = near.like(key) or next((known for known in names if loosely_alike(key, known)), None)
            if like:
                raise _Near(_F.BRANCH, name, names[like])

    def _check_once(self, row: int, branch: KnownBranch) -> None:
        if before := self._in_file.get(branch.id):
            reason = f"“{branch.name}”在第 {before} 行已有一项"
            raise _Refused(_F.BRANCH, reason, "一个支部一个批次只能申报一项，请核对后删去一行。")
        self._in_file[branch.id] = row

    # --- what it says ---

    def _wanted(
        self, branch: KnownBranch, cells: Mapping[ApplicationField, str]
    ) -> tuple[ApplicationWrite, tuple[str, ...]]:
        """What the row wants for its branch, and what is told of it."""
        try:
            brand = clean_brand(cells[_F.BRAND], branch.name)
        except RuleBroken as broken:
            raise _Refused(_F.BRAND, broken.what.rstrip("。"), broken.todo) from None
        contact = self._contact(cells)
        telephone, notes = self._telephone(cells)
        known = self._existing.applications.get(branch.id)
        if known and known.brand != brand:
            self._check_brand_may_change(known)
            notes += (f"品牌名称由“{known.brand}”改为“{brand}”",)
        return ApplicationWrite(known.id if known else None, branch.id, brand, contact, telephone), notes

    def _check_brand_may_change(self, known: KnownApplication) -> None:
        if known.state not in AT_THE_DESK:
            reason = f"{known.number} 已是“{known.state}”，登记的品牌名称是“{known.brand}”，不能再改"
            raise _Refused(_F.BRAND, reason, "请改成登记的名称；确需更名的，请先退回收件。")

    def _contact(self, cells: Mapping[ApplicationField, str]) -> str:
        try:
            return read_secretary(cells.get(_F.CONTACT, ""))
        except NotRead as trouble:
            raise _Refused(_F.CONTACT, str(trouble), "请只填写姓名。") from None

    def _telephone(self, cells: Mapping[ApplicationField, str]) -> tuple[str, tuple[str, ...]]:
        try:
            read = read_telephones(cells.get(_F.TELEPHONE, ""))
        except NotRead as trouble:
            raise _Refused(_F.TELEPHONE, str(trouble), "请只填写电话号码，几个号码用顿号隔开。") from None
        return read.office, ("电话像是私人手机号，没有录入",) if read.mobiles else ()

    def _settle(self, wanted: ApplicationWrite) -> Fate:
        known = self._existing.applications.get(wanted.branch_id)
        if known is None:
            self.writes.append(wanted)
            return Fate.NEW
        full = replace(wanted, contact=wanted.contact or known.contact, telephone=wanted.telephone or known.telephone)
        if (full.brand, full.contact, full.telephone) == (known.brand, known.contact, known.telephone):
            return Fate.UNCHANGED
        self.writes.append(full)
        return Fate.CHANGED
