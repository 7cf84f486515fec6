"""The invented season as values: branches with their people, and the 86 applications."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from installers.sample.honours import Honour, honours
from installers.sample.organizations import branch_lines
from installers.sample.people import RARE, People, telephone

SEED = 20250912


@dataclass(frozen=True, slots=True)
class Branch:
    organization: str
    name: str
    kind: str
    secretary: str
    phone: str
    members: int
    honours: tuple[Honour, ...]


@dataclass(frozen=True, slots=True)
class Application:
    branch: Branch
    brand: str
    contact: str
    phone: str


@dataclass(frozen=True, slots=True)
class Season:
    branches: tuple[Branch, ...]
    applications: tuple[Application, ...]
    liaisons: dict[str, tuple[str, str]]
    """基层党组织 to the 组织员 who hands in for its branches, with a telephone."""


def season() -> Season:
    """The same season at every call."""
    rng = Random(SEED)
    people = People(rng)
    lines = branch_lines()
    organizations = list(dict.fromkeys(line.organization for line in lines))
    held: dict[tuple[str, str], list[Honour]] = {}
    for honour in honours():
        held.setdefault((honour.organization, honour.branch), []).append(honour)
    branches: list[Branch] = []
    applications: list[Application] = []
    for index, line in enumerate(lines):
        special = {"组织人事党支部": "3831311", "急诊与重症党支部": "0371-65790500"}.get(line.name, "")
        branch = Branch(
            organization=line.organization,
            name=line.name,
            kind=line.kind,
            secretary=RARE.get((line.name, line.organization)) or people.next(),
            phone=special or telephone(organizations.index(line.organization), index),
            members=rng.randrange(7, 46),
            honours=tuple(held.pop((line.organization, line.name), ())),
        )
        branches.append(branch)
        if line.brand:
            applications.append(Application(branch, line.brand, people.next(), branch.phone))
    if held:
        raise ValueError(f"honours of unknown branches: {sorted(held)}")
    liaisons = {
        organization: (people.next(), telephone(number, 0)) for number, organization in enumerate(organizations)
    }
    return Season(tuple(branches), tuple(applications), liaisons)
