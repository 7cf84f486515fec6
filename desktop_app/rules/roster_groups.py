"""All rows of one branch together: what each of them brings, and what is written in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from db.enums import DesignationStage
from desktop_app.rules.honours import TypedHonour, become, could_become, same_honour, says_as_much
from desktop_app.rules.obligation import honour_words
from desktop_app.rules.roster_rows import FIX, Reading
from desktop_app.shapes.roster import Honour
from desktop_app.shapes.roster_import import BranchWrite, Change, Fate, KnownBranch, KnownHonour, RosterField, RosterRow

_ASSUMED = DesignationStage.PASSED  # 样板支部 without 培育 is one that has passed
_MODEL_FIELDS = {
    RosterField.KIND: "kind",
    RosterField.SECRETARY: "secretary",
    RosterField.TELEPHONE: "telephone",
    RosterField.MEMBERS: "members",
}

Header = Callable[[RosterField], str]


@dataclass(slots=True)
class Line:
    """A data row whose values could be read and whose organisation is settled."""

    row: int
    organization: str
    name: str
    former: str
    key: str
    reading: Reading


@dataclass(slots=True)
class Group:
    """The rows that are about one branch, ``known`` or new."""

    known: KnownBranch | None
    organization_key: str
    name: str
    key: str
    lines: list[Line] = field(default_factory=list)
    spellings: list[tuple[str, str]] = field(default_factory=list)
    moves: bool = False
    renamed: bool = False


@dataclass(slots=True)
class _Placed:
    """An honour of a row and what became of it: the known one it is, the one it changes, or a new one."""

    typed: TypedHonour
    known: KnownHonour | None = None
    after: Honour | None = None  # None: it is the known one, unchanged


class _Refused(Exception):
    def __init__(self, at: RosterField, reason: str, todo: str = "") -> None:
        super().__init__(reason)
        self.at, self.reason, self.todo = at, reason, todo or FIX[at]


def settle(group: Group, header: Header) -> tuple[list[RosterRow], BranchWrite | None]:
    """The fate of each row of a branch, and the write for all of them; None when nothing is to be written."""
    return _settle_new(group, group.lines[0]) if _is_plain(group) else _Settlement(group, header).settle()


def _is_plain(group: Group) -> bool:
    """Whether it is one row that brings a new branch without honours: most rows of a first import."""
    return group.known is None and len(group.lines) == 1 and not group.lines[0].reading.honours and not group.spellings


def _settle_new(group: Group, line: Line) -> tuple[list[RosterRow], BranchWrite]:
    values = {_MODEL_FIELDS[at]: value for at, value in line.reading.values.items()}
    row = RosterRow(line.row, Fate.NEW, line.organization, line.name, notes=line.reading.notes)
    return [row], BranchWrite(None, group.organization_key, group.name, group.key, values)


class _Settlement:
    def __init__(self, group: Group, header: Header) -> None:
        self._group = group
        self._header = header
        self._known = group.known
        self._rows: list[RosterRow] = []
        self._claimed: dict[RosterField, tuple[str | int, int]] = {}  # value and the row that said it
        self._values: dict[str, str | int] = {}
        self._said: list[TypedHonour] = []
        self._new: list[Honour] = []
        self._changed: list[KnownHonour] = []
        self._taken: dict[int, KnownHonour] = {}  # by id: known honours that a row of the file names

    def settle(self) -> tuple[list[RosterRow], BranchWrite | None]:
        exact = self._exact()
        first = True
        for line in self._group.lines:
            try:
                row = self._take(line, exact, first)
            except _Refused as refused:
                row = RosterRow(
                    line.row,
                    Fate.REFUSED,
                    line.organization,
                    line.name,
                    column=self._header(refused.at),
                    reason=refused.reason,
                    todo=refused.todo,
                )
            else:
                first = False
            self._rows.append(row)
        return self._rows, None if first else self._write()

    def _write(self) -> BranchWrite | None:
        group = self._group
        touched = self._values or self._new or self._changed or group.spellings or group.moves or group.renamed
        if self._known is not None and not touched:
            return None
        return BranchWrite(
            None if self._known is None else self._known.id,
            group.organization_key,
            group.name,
            group.key,
            self._values,
            tuple(self._new),
            tuple(self._changed),
            tuple(group.spellings),
            group.moves,
            group.renamed,
        )

    def _exact(self) -> dict[tuple[int, int], KnownHonour]:
        """The known honours that rows repeat word for word, so that no other row is taken for a change of them.

        By row and place within it. Of several that would do, the one that says no more than the row is meant.
        """
        found: dict[tuple[int, int], KnownHonour] = {}
        free = list(self._known.honours) if self._known else []
        for line in self._group.lines if free else ():
            for at, typed in enumerate(line.reading.honours):
                same = [one for one in free if same_honour(one.honour, typed)]
                if same:
                    known = max(same, key=lambda one: says_as_much(one.honour, typed))
                    free.remove(known)
                    found[line.row, at] = known
                    self._taken[known.id] = known
        return found

    def _take(self, line: Line, exact: dict[tuple[int, int], KnownHonour], first: bool) -> RosterRow:
        """One row: check it against the rows before it, then note what it brings."""
        reading = line.reading
        if not first:
            self._check_against_earlier(line)
        placed = [
            self._place(typed, exact.get((line.row, at)))
            for at, typed in enumerate(reading.honours)
            if not self._is_said(typed)
        ]
        changes, notes = self._note_values(line), reading.notes
        if placed:
            more, notes = self._note_honours(placed, notes)
            changes += more
        if self._known is None:
            return self._of_a_new_branch(line, notes, honours=len(placed), first=first)
        changes += self._note_name(line)
        fate = Fate.CHANGED if changes else Fate.UNCHANGED
        return RosterRow(line.row, fate, line.organization, line.name, tuple(changes), notes=notes)

    def _of_a_new_branch(self, line: Line, notes: tuple[str, ...], *, honours: int, first: bool) -> RosterRow:
        """The first row brings the branch, the further ones say what they add to it."""
        if first:
            return RosterRow(line.row, Fate.NEW, line.organization, line.name, notes=notes)
        joins, have = self._group.lines[0].row, len(self._new)
        if honours:
            which = "、".join(str(number) for number in range(have - honours + 1, have + 1))
            said = f"同一支部的第 {which} 项荣誉"
        else:
            said = f"补充本表第 {joins} 行的同一支部"
        return RosterRow(line.row, Fate.NEW, line.organization, line.name, notes=(said, *notes), joins=joins)

    # --- against the rows before it ---

    def _check_against_earlier(self, line: Line) -> None:
        for at, value in line.reading.values.items():
            if (said := self._claimed.get(at)) and said[0] != value:
                todo = "同一个支部的几行应当一致，请改正其中一行。"
                raise _Refused(at, f"与本表第 {said[1]} 行的“{said[0]}”不一致", todo)
        brings = any(at not in self._claimed for at in line.reading.values)
        brings = brings or any(not self._is_said(typed) for typed in line.reading.honours)
        if not brings:
            first = self._group.lines[0].row
            raise _Refused(RosterField.BRANCH, f"与本表第 {first} 行重复，没有新的内容", "请删去重复的一行。")

    def _is_said(self, typed: TypedHonour) -> bool:
        return any(same_honour(said, typed) for said in self._said)

    # --- honours ---

    def _place(self, typed: TypedHonour, same: KnownHonour | None) -> _Placed:
        if same is not None:
            return _Placed(typed, same)
        free = [one for one in self._known.honours if one.id not in self._taken] if self._known else []
        open_to = [one for one in free if could_become(one.honour, typed)]
        if len(open_to) > 1:
            raise _Refused(RosterField.BATCH, "该支部有几项同样的荣誉，分不清改的是哪一项")
        if open_to:
            return _Placed(typed, open_to[0], become(open_to[0].honour, typed))
        if typed.level is None:
            raise _Refused(RosterField.LEVEL, "写了荣誉，没有写级别")
        stage = typed.stage or _ASSUMED
        return _Placed(
            typed, None, Honour(typed.kind, typed.level, stage, typed.batch, typed.valid_from, typed.valid_to)
        )

    def _note_honours(self, placed: list[_Placed], notes: tuple[str, ...]) -> tuple[list[Change], tuple[str, ...]]:
        changes: list[Change] = []
        for one in placed:
            self._said.append(one.typed)
            if one.after is None:
                continue
            before = ""
            if one.known is not None:
                self._taken[one.known.id] = one.known
                self._changed.append(KnownHonour(one.known.id, one.after))
                before = honour_words(one.known.honour)
            else:
                self._new.append(one.after)
                if one.typed.stage is None:
                    notes = (*notes, f"荣誉没有写状态，按“{_ASSUMED}”记")
            changes.append(Change(RosterField.HONOUR, before, honour_words(one.after)))
        return changes, notes

    # --- other values ---

    def _note_values(self, line: Line) -> list[Change]:
        changes: list[Change] = []
        for at, value in line.reading.values.items():
            if at in self._claimed:
                continue
            self._claimed[at] = (value, line.row)
            name = _MODEL_FIELDS[at]
            before = None if self._known is None else getattr(self._known, name)
            if before != value:
                self._values[name] = value
                if self._known is not None:
                    changes.append(Change(at, "" if before is None else str(before), str(value)))
        return changes

    def _note_name(self, line: Line) -> list[Change]:
        """A name that the clerk recognised: a renamed branch, another spelling, a move."""
        group, known = self._group, self._known
        assert known is not None
        if line.key in known.keys and not group.moves:
            return []
        if group.renamed and line.name == group.name:
            return [Change(RosterField.BRANCH, known.name, group.name)]
        if any(key == line.key for _, key in group.spellings):
            return [Change(RosterField.BRANCH, known.name, f"{known.name}（也写作 {line.name}）")]
        return [Change(RosterField.ORGANIZATION, "", line.organization)] if group.moves else []
