"""Which application a file belongs to: by number, branch and brand, with a score and reasons, never guessed silently.

The score (of 100) only puts candidates in order. Certain is a candidate that the form itself names, by its number or by
its branch, that nothing speaks against, and that stands clear of the next. Everything else is proposed to the clerk.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from db.enums import FormItem
from desktop_app.rules.brands import is_near, is_same
from desktop_app.rules.names import branch_key, clean, clean_person, organization_key, organization_stem
from desktop_app.rules.near import NearNames, loosely_alike, organizations_alike
from desktop_app.rules.numbering import APPLICATION_PREFIX, Numbered, parse_number
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.typed_values import folded
from desktop_app.shapes.incoming import IncomingForm
from desktop_app.shapes.matching import Candidate, Known, KnownBranch, Match

NUMBER, NUMBER_OUTSIDE = 60, 50
BRANCH, BRANCH_ELSEWHERE, BRANCH_ALIKE, BRANCH_OUTSIDE = 60, 35, 30, 20
ORGANIZATION, ORGANIZATION_ALIKE, ORGANIZATION_OUTSIDE = 15, 8, 5
BRAND, BRAND_ALIKE, BRAND_OUTSIDE = 25, 15, 5
SECRETARY = 10
AGAINST = -10
CLEAR = 15  # points by which the best must stand above the next
MOST = 5  # candidates that are shown
_NUMBERS = Pattern(rf"{APPLICATION_PREFIX}\s*[-‐‑–—－_]?\s*\d{{4}}\s*[-‐‑–—－_]\s*\d{{1,6}}", re.IGNORECASE)
_KINDS = ("党委", "党总支", "总支", "委员会", "党的")
_KIND_BEFORE = Pattern("^(?:党委|党?的?总支部?)?(?:委员会)?")
_BETWEEN = Pattern(r"[-_—–+·/\\\s（）()【】\[\]“”\"《》、,，.。:：;；]+")


class Matcher:
    """Holds what is known of a round, and holds each file against it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._by_key: dict[tuple[str, str], list[KnownBranch]] = defaultdict(list)
        self._by_number = {each.number: each for each in known.branches if each.number}
        self._by_organization: dict[str, list[KnownBranch]] = defaultdict(list)
        for each in known.branches:
            self._by_organization[each.organization].append(each)
            for name in each.names:
                known_as = self._by_key[each.organization, branch_key(name, each.organization)]
                if each not in known_as:
                    known_as.append(each)

    def match(self, form: IncomingForm) -> Match:
        """The candidates for a file, and whether the first may be taken without asking."""
        clues = _Clues(form, self._known.year)
        tallies: dict[int, _Tally] = {}

        def tally(branch: KnownBranch) -> _Tally:
            return tallies.setdefault(branch.branch_id, _Tally(branch))

        named = self._by_form(clues, tally)
        self._by_text(clues, tally)
        self._by_brand(clues, tally)
        for each in tallies.values():
            each.weigh(clues, named)
        ranked = sorted(tallies.values(), key=lambda each: (-each.score, each.branch.branch_id))
        return _verdict(ranked, clues)

    def _by_form(self, clues: _Clues, tally: Callable[[KnownBranch], _Tally]) -> frozenset[int]:
        """What the form itself names: its number, its branch. Says which branches bear the name it gives."""
        if clues.number in self._by_number:
            tally(self._by_number[clues.number]).number(clues.number, NUMBER, "表里的申报编号")
        bearing = list(self._bearing(clues.branch))
        for branch in bearing:
            tally(branch).exact = True
        if not bearing and clues.branch:
            for branch in self._alike(clues):
                tally(branch).add(BRANCH_ALIKE, f"支部名称与“{branch.branch}”相近")
        return frozenset(branch.branch_id for branch in bearing)

    def _by_text(self, clues: _Clues, tally: Callable[[KnownBranch], _Tally]) -> None:
        """What the names around the form say: of the file, of what it lay in, of the mail."""
        for number in clues.numbers_outside:
            if number in self._by_number and number != clues.number:
                tally(self._by_number[number]).number(number, NUMBER_OUTSIDE, "文件名或邮件主题里的编号")
        for name in clues.branches_outside:
            for branch in self._bearing(name):
                tally(branch).outside = True

    def _by_brand(self, clues: _Clues, tally: Callable[[KnownBranch], _Tally]) -> None:
        if not clues.brand:
            return
        for branch in self._known.branches:
            if branch.brand and is_same(branch.brand, clues.brand):
                tally(branch)

    def _bearing(self, name: str) -> Iterator[KnownBranch]:
        """The branches that answer to a name, in whichever organisation."""
        for organization in self._by_organization if name else ():
            key = branch_key(name, organization)
            if key.startswith(_KINDS):  # 药学院党总支教工第一党支部: the organisation in full before the branch
                key = branch_key(_KIND_BEFORE.sub("", key), organization)
            yield from self._by_key.get((organization, key), ())

    def _alike(self, clues: _Clues) -> Iterator[KnownBranch]:
        """Branches with a name merely alike, in the organisation that the form names."""
        for organization, branches in self._by_organization.items():
            if _organization(clues.organization, organization) != ORGANIZATION:
                continue
            key = branch_key(clues.branch, organization)
            keys = {branch_key(name, organization): each for each in branches for name in each.names}
            near = NearNames(organization)
            for other in keys:
                near.add(other)
            strict = near.like(key)
            if strict is not None:
                yield keys[strict]
            else:
                yield from (branch for other, branch in keys.items() if loosely_alike(key, other))


class _Clues:
    """What a file says of whom it belongs to."""

    def __init__(self, form: IncomingForm, year: int) -> None:
        value = form.reading.value
        read = parse_number(value(FormItem.NUMBER), year=year)
        self.number = read.full if read and read.what is Numbered.APPLICATION else ""
        self.branch, self.organization = clean(value(FormItem.BRANCH)), clean(value(FormItem.ORGANIZATION))
        self.brand, self.secretary = clean(value(FormItem.BRAND)), clean_person(value(FormItem.SECRETARY))
        around = f"{form.file} {form.subject}"
        self.text = folded(around)
        found = (parse_number("".join(each.group().split())) for each in _NUMBERS.finditer(around))
        self.numbers_outside = tuple(dict.fromkeys(number.full for number in found if number))
        pieces = (piece for piece in _BETWEEN.split(around) if "支部" in piece)
        self.branches_outside = tuple(dict.fromkeys(piece[: piece.rindex("支部") + 2] for piece in pieces))


class _Tally:
    """One branch's points."""

    def __init__(self, branch: KnownBranch) -> None:
        self.branch = branch
        self.score = 0
        self.reasons: list[str] = []
        self.against: list[str] = []
        self.exact = self.outside = self.named = False

    def add(self, points: int, reason: str) -> None:
        self.score += points
        self.reasons.append(reason)

    def speak_against(self, reason: str) -> None:
        self.score += AGAINST
        self.against.append(reason)

    def number(self, number: str, points: int, where: str) -> None:
        self.add(points, f"{where} {number}")
        self.named = self.named or points == NUMBER

    def weigh(self, clues: _Clues, bearing: frozenset[int]) -> None:
        """Everything that can be said once it is known which branches bear the name."""
        organization = _organization(clues.organization, self.branch.organization)
        self._weigh_brand(clues)
        self._weigh_branch(clues, bearing, organization)
        if organization > 0:
            self.add(organization, "基层党组织相符" if organization == ORGANIZATION else "基层党组织相近")
        elif clues.organization:
            self.speak_against(f"表里的基层党组织是“{clues.organization}”，名册是“{self.branch.organization}”")
        if clues.number and self.branch.number and clues.number != self.branch.number:
            self.speak_against(f"表里的申报编号是 {clues.number}，这一项是 {self.branch.number}")
        if clues.secretary and clues.secretary == self.branch.secretary:
            self.add(SECRETARY, "支部书记相符")
        if self.outside:
            self.add(BRANCH_OUTSIDE, "文件名或邮件主题提到这个支部")
        if not clues.organization and organization_stem(self.branch.organization) in clues.text:
            self.add(ORGANIZATION_OUTSIDE, "文件名或邮件主题提到基层党组织")

    def _weigh_branch(self, clues: _Clues, bearing: frozenset[int], organization: int) -> None:
        if self.exact:
            told_apart = (
                organization > 0 or bool(self.score) or organization_stem(self.branch.organization) in clues.text
            )
            alone = len(bearing) == 1
            if alone or told_apart:
                self.named = True
                self.add(BRANCH, "支部名称相符")
            else:
                self.add(BRANCH_ELSEWHERE, f"支部名称相符，但有 {len(bearing)} 个同名支部")
        elif clues.branch and bearing:
            self.speak_against(f"表里的申报支部是“{clues.branch}”")

    def _weigh_brand(self, clues: _Clues) -> None:
        brand = self.branch.brand
        if not brand:
            return
        if not clues.brand:
            if folded(brand) in clues.text:
                self.add(BRAND_OUTSIDE, "文件名或邮件主题提到品牌名称")
        elif is_same(brand, clues.brand):
            self.add(BRAND, "品牌名称相同")
        elif is_near(brand, clues.brand):
            self.add(BRAND_ALIKE, f"品牌名称与登记的“{brand}”相近")
        else:
            self.speak_against(f"表里的品牌是“{clues.brand}”，登记的是“{brand}”")

    def candidate(self) -> Candidate:
        score = max(0, min(100, self.score))
        return Candidate(self.branch, score, tuple(self.reasons), tuple(self.against))


@lru_cache(maxsize=4096)
def _organization(told: str, name: str) -> int:
    """What a told organisation counts for one of the roster; the kind (党委, 党总支) may be missing."""
    if not told:
        return 0
    if organization_key(told) == organization_key(name) or organization_stem(told) == organization_stem(name):
        return ORGANIZATION
    return ORGANIZATION_ALIKE if organizations_alike(told, name) else 0


def _verdict(ranked: list[_Tally], clues: _Clues) -> Match:
    ranked = [each for each in ranked if each.score > 0]
    candidates = tuple(each.candidate() for each in ranked[:MOST])
    if not ranked:
        return Match((), certain=False, reason=_nothing(clues))
    best = ranked[0]
    if best.against:
        return Match(candidates, certain=False, reason=f"像是{_named(best.branch)}，但{'；'.join(best.against)}")
    if len(ranked) > 1 and best.score - ranked[1].score < CLEAR:
        both = f"{_named(best.branch)}和{_named(ranked[1].branch)}"
        return Match(candidates, certain=False, reason=f"{both}都像，不能确定")
    if not best.named:
        return Match(
            candidates, certain=False, reason=f"像是{_named(best.branch)}：{'；'.join(best.reasons)}，还不能确定"
        )
    return Match(candidates, certain=True)


def _named(branch: KnownBranch) -> str:
    number = f" {branch.number} " if branch.number else ""
    return f"{number}“{branch.branch}”（{branch.organization}）"


def _nothing(clues: _Clues) -> str:
    told = {"支部": clues.branch, "品牌": clues.brand, "编号": clues.number}
    said = "，".join(f"{what}是“{text}”" for what, text in told.items() if text)
    if not said:
        return "没有读到申报编号、支部和品牌名称，可能不是申报书"
    return f"表里{said}，名册和已有的申报项目里都没有"


def index_of(known: Known) -> Mapping[int, KnownBranch]:
    """The branches by their ids."""
    return {branch.branch_id: branch for branch in known.branches}
