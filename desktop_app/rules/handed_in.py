"""A 基层党组织's own 汇总表 compared with what came. Branches are matched as an import matches them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop_app.rules.applications_list import plan_applications
from desktop_app.rules.brands import is_same
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.applications_import import ApplicationField, ApplicationsSnapshot, ApplicationWrite
from desktop_app.shapes.deficiencies import AdmissionRow
from desktop_app.shapes.handed_in import ComparedLine, Comparison, Verdict
from desktop_app.shapes.list_import import ListRow, ListTable
from desktop_app.shapes.roster_import import Fate

_ORDER = list(Verdict)


def compare(
    existing: ApplicationsSnapshot,
    rows: Sequence[AdmissionRow],
    table: ListTable[ApplicationField],
    organization_id: int | None = None,
) -> Comparison:
    """Every row of a list, and every application that the list should name and does not.

    `organization_id` says whose list it is, where its rows do not; then the branches of others are not looked at.
    """
    inside = _inside(existing, organization_id)
    plan = plan_applications(replace(inside, applications={}), table)  # nothing is known: every row that is read is new
    writes = iter(plan.writes)
    matched = [(row, next(writes)) for row in plan.rows if row.fate is Fate.NEW]
    live = {row.application_id: row for row in rows if row.state not in ENDED}
    by_branch = {branch_id: live[known.id] for branch_id, known in existing.applications.items() if known.id in live}
    names = _names(existing)
    lines = [_line(row, write, by_branch.get(write.branch_id), names) for row, write in matched]
    lines += [_unread(row) for row in plan.rows if row.fate is not Fate.NEW]
    lines += _unlisted(by_branch, {write.branch_id for _, write in matched}, organization_id)
    lines.sort(key=lambda line: (_ORDER.index(line.verdict), line.row, line.number))
    return Comparison(table.file, tuple(lines), table.told)


def _inside(existing: ApplicationsSnapshot, organization_id: int | None) -> ApplicationsSnapshot:
    if organization_id is None:
        return existing
    only = tuple(one for one in existing.roster.organizations if one.id == organization_id)
    return replace(existing, roster=replace(existing.roster, organizations=only))


def _names(existing: ApplicationsSnapshot) -> Mapping[int, tuple[str, str]]:
    """Organisation and branch, as the roster writes them."""
    organizations = {one.id: one.name for one in existing.roster.organizations}
    return {each.id: (organizations.get(each.organization_id, ""), each.name) for each in existing.roster.branches}


def _line(
    row: ListRow, write: ApplicationWrite, came: AdmissionRow | None, names: Mapping[int, tuple[str, str]]
) -> ComparedLine:
    organization, branch = names[write.branch_id]
    if came is None:
        return ComparedLine(row.row, Verdict.NOT_HERE, organization, branch, write.brand, remark="没有收到申报材料")
    said = []
    if not is_same(write.brand, came.brand):
        said.append(f"登记的品牌是“{came.brand}”")
    said += came.missing
    verdict = Verdict.INCOMPLETE if came.missing else Verdict.OTHER_BRAND if said else Verdict.AGREES
    return ComparedLine(
        row.row, verdict, organization, branch, write.brand, came.number, came.application_id, "，".join(said)
    )


def _unread(row: ListRow) -> ComparedLine:
    return ComparedLine(row.row, Verdict.NOT_READ, "", row.name, "", remark=f"{row.reason}。{row.todo}")


def _unlisted(
    by_branch: Mapping[int, AdmissionRow], listed: set[int], organization_id: int | None
) -> Iterator[ComparedLine]:
    """Applications of the organisations that the list is of."""
    covered = {by_branch[each].organization_id for each in listed if each in by_branch}
    if organization_id is not None:
        covered = {organization_id}
    for branch_id, row in by_branch.items():
        if branch_id not in listed and row.organization_id in covered:
            yield ComparedLine(
                0, Verdict.NOT_LISTED, row.organization, row.branch, row.brand, row.number, row.application_id
            )
