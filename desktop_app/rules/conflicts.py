"""回避: why an expert must not score an application. Source: domain page §3, “Conflicts”."""

from __future__ import annotations

from dataclasses import replace

from db.enums import RecusalKind
from desktop_app.rules.names import clean_person, organization_key
from desktop_app.shapes import shape
from desktop_app.shapes.panel import Conflict, ConflictKind


@shape
class Ties:
    """Where an expert or an application belongs."""

    organization_id: int | None
    branch_id: int | None


def conflict(
    expert: Ties, application: Ties, *, declared: str | None, same_excluded: bool, set_aside: str = ""
) -> Conflict | None:
    """The gravest conflict there is: own branch, a declared tie (`declared` is its note), then own 基层党组织.

    Only the last may, by the stage's setting, be a mere warning. `set_aside` is the reason why a tie that excludes was
    admitted all the same; the own branch never is.
    """
    found = _gravest(expert, application, declared, same_excluded)
    if found and found.excluded and set_aside and found.kind is not ConflictKind.OWN_BRANCH:
        return replace(found, excluded=False, set_aside=set_aside)
    return found


def _gravest(expert: Ties, application: Ties, declared: str | None, same_excluded: bool) -> Conflict | None:
    if expert.branch_id is not None and expert.branch_id == application.branch_id:
        return Conflict(ConflictKind.OWN_BRANCH)
    if declared is not None:
        return Conflict(ConflictKind.DECLARED, note=declared)
    if expert.organization_id is not None and expert.organization_id == application.organization_id:
        return Conflict(ConflictKind.SAME_ORGANIZATION, excluded=same_excluded)
    return None


def declared_words(kind: RecusalKind, note: str) -> str:
    """亲属：与支部书记是表兄弟."""
    return note if kind is RecusalKind.OTHER else f"{kind}：{note}"


@shape
class Person:
    """An expert as far as a tie can be suspected from it."""

    name: str
    unit: str


@shape
class Named:
    """An application as far as a tie can be suspected: where it belongs, and who is named in it, with their part."""

    school: str
    organization: str
    people: tuple[tuple[str, str], ...]  # 书记, 王伟


def suspicion(expert: Person, application: Named) -> str:
    """Why there may be a tie that the roster does not tell; "" when nothing is seen.

    A namesake among the people of the application, or a unit that names the application's own college: that of this
    school, for every university has a 马克思主义学院.
    """
    own = clean_person(expert.name)
    for part, name in application.people:
        if name and clean_person(name) == own:
            return f"与{part}“{name}”同名"
    college, unit = _college(application.organization), "".join(expert.unit.split())
    here = bool(application.school) and application.school in unit
    if college and (unit.startswith(college) or (here and college in unit)):
        return f"工作单位“{expert.unit}”与“{application.organization}”相同"
    return ""


def _college(organization: str) -> str:
    """护理学院 of 护理学院党委; "" for what is no college, such as 机关党委."""
    name = organization_key(organization)
    for end in ("直属党支部", "党总支", "党委", "总支", "党支部"):
        name = name.removesuffix(end)
    return name if len(name) > 3 and name.endswith(("学院", "系", "医院", "研究所", "中心", "部")) else ""
