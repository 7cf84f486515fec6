"""支部名册: the fate of every row of a foreign table, judged against the roster as it is known.

`plan` is pure: the same table, roster and decisions give the same plan, and nothing is changed by making one.
Source: the command line page, “Imports”; domain page §4. A branch is known by its organisation and its key; what is
merely alike is held back until the clerk answers; a blank cell erases nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.honours import FieldNotRead
from desktop_app.rules.names import branch_key, clean, organization_key, organization_kind
from desktop_app.rules.near import NearNames, loosely_alike, moved_alike, organizations_alike
from desktop_app.rules.roster_groups import Group, Line, settle
from desktop_app.rules.roster_header import other_kind
from desktop_app.rules.roster_rows import FIX, read_branch_name, read_row
from desktop_app.shapes import shape
from desktop_app.shapes.roster_import import (
    Answer,
    BranchWrite,
    Decision,
    Fate,
    KnownBranch,
    NewOrganization,
    RosterField,
    RosterPlan,
    RosterRow,
    RosterSnapshot,
    RosterTable,
)


def plan(
    existing: RosterSnapshot,
    table: RosterTable,
    *,
    decisions: Mapping[int, Decision] | None = None,
    keep_mobiles: bool = False,
) -> RosterPlan:
    """The fate of every data row of ``table``; ``decisions`` are the clerk's answers on near rows, by row number.

    Raises RuleBroken when the table has no column for the organisation or the branch, or is a list of another kind.
    """
    kind, headers = other_kind([column.header for column in table.columns])
    if kind:
        raise RuleBroken(
            f"“{table.file}”的工作表“{table.sheet}”里有{'、'.join(f'“{header}”' for header in headers[:3])}，"
            f"这像是{kind}，不是支部名册。",
            "请确认选对了文件和工作表；确是名册的，请删去那几列。",
        )
    fields = {column.field for column in table.columns}
    for needed in (RosterField.ORGANIZATION, RosterField.BRANCH):
        if needed not in fields:
            raise RuleBroken(
                f"“{table.file}”的工作表“{table.sheet}”第 {table.header_row} 行表头里没有找到“{needed}”一列。",
                "请确认表头所在的行，或指明哪一列是它。",
            )
    planner = _Planner(existing, table, decisions or {}, keep_mobiles)
    return planner.plan()


@dataclass(slots=True)
class _Organization:
    """An organisation while a plan is made: known, or met first in this file."""

    id: int | None
    name: str
    key: str
    closed_on: str = ""
    known: dict[str, KnownBranch] = field(default_factory=dict)  # by key, aliases included
    groups: dict[str, Group] = field(default_factory=dict)  # by key, as the file's rows come
    in_file: set[str] = field(default_factory=set)  # every key the file writes
    near: NearNames | None = None

    def alike(self) -> NearNames:
        if self.near is None:
            self.near = NearNames(self.name)
            for key in self.known:
                self.near.add(key)
        return self.near

    def unaccounted(self) -> Iterable[KnownBranch]:
        """Known branches that no row of the file names."""
        return (branch for branch in dict.fromkeys(self.known.values()) if self.in_file.isdisjoint(branch.keys))


@shape
class _Like:
    """What a branch's name resembles: a known branch, or one that the file itself brings."""

    name: str
    key: str
    organization: _Organization
    row: int = 0  # of the file, when it is the file's own


class _Planner:
    def __init__(
        self, existing: RosterSnapshot, table: RosterTable, decisions: Mapping[int, Decision], keep_mobiles: bool
    ) -> None:
        self._existing = existing
        self._table = table
        self._decisions = decisions
        self._keep_mobiles = keep_mobiles
        self._fates: dict[int, RosterRow] = {}
        self._by_text: dict[str, _Organization] = {}  # organisations by the ways the file writes them
        self._asked: dict[str, _Organization] = {}  # what an organisation in question resembles
        self._organizations = {
            known.key: _Organization(known.id, known.name, known.key, known.closed_on)
            for known in existing.organizations
        }
        by_id = {organization.id: organization for organization in self._organizations.values()}
        for branch in existing.branches:
            organization = by_id[branch.organization_id]
            for key in branch.keys:
                organization.known.setdefault(key, branch)

    def plan(self) -> RosterPlan:
        self._resolve_organizations()
        named = [pair for row, cells in self._table.rows if (pair := self._named(row, cells))]
        for line, organization in named:
            self._place(line, organization)
        writes: list[BranchWrite] = []
        for organization in list(self._organizations.values()):
            for group in organization.groups.values():
                rows, write = settle(group, self._table.header)
                for row in rows:
                    self._fates[row.row] = row
                if write:
                    writes.append(write)
        written = {write.organization_key for write in writes}
        new = tuple(
            NewOrganization(one.name, one.key, organization_kind(one.name))
            for one in self._organizations.values()
            if one.id is None and one.key in written
        )
        fates = tuple(self._fates[row] for row, _ in self._table.rows)
        return RosterPlan(self._table.file, fates, new, tuple(writes), self._table.told, self._existing)

    # --- organisations ---

    def _resolve_organizations(self) -> None:
        """Decide once for every way an organisation is written; an answer on one row holds for all of that writing."""
        answers: dict[str, Answer] = {}
        keys: dict[str, str] = {}
        for row, cells in self._table.rows:
            text = cells[0]
            if text not in keys:
                keys[text] = organization_key(clean(text))
            if (decision := self._decisions.get(row)) and decision.organization:
                answers[keys[text]] = decision.organization
        in_file = set(keys.values())
        for text, key in keys.items():
            if key:
                self._resolve(text, key, in_file, answers.get(key))

    def _resolve(self, text: str, key: str, in_file: set[str], answer: Answer | None) -> None:
        if known := self._organizations.get(key):
            self._by_text[text] = known
            return
        others = self._organizations.values()
        like = next(
            (o for o in others if organizations_alike(key, o.key, loose=o.id is not None and o.key not in in_file)),
            None,
        )
        if like and answer is None:
            self._asked[text] = like
        elif like and answer is not Answer.DIFFERENT:
            self._by_text[text] = like
        else:
            self._by_text[text] = self._organizations[key] = _Organization(None, clean(text), key)

    # --- branches ---

    def _named(self, row: int, cells: tuple[str, ...]) -> tuple[Line, _Organization] | None:
        """The row with its organisation and its branch's key, or None when its fate is already known."""
        name, former = read_branch_name(cells[1])
        if like := self._asked.get(cells[0]):
            self._ask_for_organization(row, clean(cells[0]), name, like)
            return None
        organization = self._by_text.get(cells[0])
        if organization is None:
            self._refuse(row, cells, name, RosterField.ORGANIZATION, "基层党组织空着")
            return None
        if not name:
            self._refuse(row, cells, "", RosterField.BRANCH, "党支部名称空着")
            return None
        key = branch_key(name, organization.name)
        organization.in_file.add(key)
        try:
            reading = read_row(cells, keep_mobiles=self._keep_mobiles)
        except FieldNotRead as trouble:
            self._refuse(row, cells, name, trouble.field, str(trouble))
            return None
        return Line(row, organization.name, name, former, key, reading), organization

    def _place(self, line: Line, organization: _Organization) -> None:
        """Put a row to the branch it is about, or hold it back, or refuse it."""
        if (group := organization.groups.get(line.key)) is not None:
            group.lines.append(line)
            return
        known = organization.known.get(line.key)
        if known is None and (like := self._like(line, organization)):
            decision = self._decisions.get(line.row)
            answer = decision.branch if decision else None
            if answer is None:
                self._hold_back(line, like, organization)
                return
            if answer is not Answer.DIFFERENT:
                self._join(line, like, organization, renamed=answer is Answer.RENAMED)
                return
        if known is not None and self._is_closed(line, organization, known):
            return
        name = line.name if known is None else known.name
        self._group(organization, line.key, known, name).lines.append(line)

    def _group(self, organization: _Organization, key: str, known: KnownBranch | None, name: str) -> Group:
        """The group of a branch of ``organization``, made when the file has not named it yet."""
        own = next((k for k in known.keys if k in organization.groups), None) if known else None
        if own is not None:
            return organization.groups[own]
        if (group := organization.groups.get(key)) is not None:
            return group
        made = organization.groups[key] = Group(known, organization.key, name, key)
        organization.alike().add(key)
        return made

    def _join(self, line: Line, like: _Like, organization: _Organization, *, renamed: bool) -> None:
        """The clerk said that the row means the branch it resembles."""
        known = like.organization.known.get(like.key)
        if known is not None and self._is_closed(line, like.organization, known):
            return
        group = self._group(organization, like.key, known, like.name)
        group.moves = group.moves or (known is not None and like.organization is not organization)
        if renamed and known is not None:
            group.name, group.key, group.renamed = line.name, line.key, True
        elif (line.name, line.key) not in group.spellings and line.key != like.key:
            group.spellings.append((line.name, line.key))
        group.lines.append(line)

    def _like(self, line: Line, organization: _Organization) -> _Like | None:
        """The branch that a row's unknown name may mean; strict likeness first, then loose, then a move."""
        if line.former:
            former = branch_key(line.former, organization.name)
            if former in organization.known:
                return self._as_like(organization, former)
        if strict := organization.alike().like(line.key):
            return self._as_like(organization, strict)
        for known in organization.unaccounted() if organization.known else ():
            if any(loosely_alike(line.key, key) for key in known.keys):
                return _Like(known.name, known.keys[0], organization)
        if self._existing.branches and moved_alike(line.key):
            for other in self._organizations.values():
                known_there = other.known.get(line.key) if other is not organization else None
                if known_there and other.in_file.isdisjoint(known_there.keys):
                    return _Like(known_there.name, line.key, other)
        return None

    @staticmethod
    def _as_like(organization: _Organization, key: str) -> _Like:
        if known := organization.known.get(key):
            return _Like(known.name, key, organization)
        group = organization.groups[key]
        return _Like(group.name, key, organization, group.lines[0].row if group.lines else 0)

    # --- fates that need no group ---

    def _ask_for_organization(self, row: int, name: str, branch: str, like: _Organization) -> None:
        where = "名册里" if like.id is not None else "本表前面"
        self._fates[row] = RosterRow(
            row,
            Fate.NEAR,
            name,
            branch,
            like=like.name,
            near_field=RosterField.ORGANIZATION,
            reason=f"与{where}的“{like.name}”相近，不知道是不是同一个",
            todo="请选择“是同一个”或“是新的”；写错的，请改正后重新导入。",
        )

    def _hold_back(self, line: Line, like: _Like, organization: _Organization) -> None:
        if like.organization is not organization:
            where = f"“{like.organization.name}”的"
        else:
            where = f"本表第 {like.row} 行的" if like.row else "名册里的"
        self._fates[line.row] = RosterRow(
            line.row,
            Fate.NEAR,
            line.organization,
            line.name,
            like=like.name,
            near_field=RosterField.BRANCH,
            reason=f"与{where}“{like.name}”相近，不知道是不是同一个支部",
            todo="请选择“是同一个”“是更名”或“是新的”；写错的，请改正后重新导入。",
        )

    def _is_closed(self, line: Line, organization: _Organization, known: KnownBranch) -> bool:
        closed_on = known.closed_on or organization.closed_on
        if closed_on:
            self._fates[line.row] = RosterRow(
                line.row,
                Fate.REFUSED,
                line.organization,
                line.name,
                column=self._table.header(RosterField.BRANCH),
                reason=f"“{known.name}”已于 {closed_on} 撤销",
                todo="确实又有了的，请先在支部名册里恢复它。",
            )
        return bool(closed_on)

    def _refuse(self, row: int, cells: tuple[str, ...], name: str, at: RosterField, reason: str) -> None:
        self._fates[row] = RosterRow(
            row,
            Fate.REFUSED,
            clean(cells[0]),
            name,
            column=self._table.header(at),
            reason=reason,
            todo=FIX[at],
        )
