"""排名: the Query over the experts' sheets of a stage, and what the office decides about it: quota and 集体研究."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from db.enums import BranchKind, ReviewMark, Stage, State, Trimming
from db.models import CollectiveDecision, Quota, ReviewStage
from desktop_app.office.ranking_rows import EXPECTING, Panellist, Project, Sheet, StageRows, stage_rows
from desktop_app.rules import scoring
from desktop_app.rules.conflicts import conflict
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.ranking import COLLECTIVE, Placed, rank, standings
from desktop_app.rules.ranking_words import (
    NOT_ASSIGNED,
    NOT_ENTERED,
    close_means,
    not_recused,
    obstacles,
    sheets_named,
    unequal_sheets,
    unplaced_because,
)
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.panel import Conflict
from desktop_app.shapes.ranking import Dropped, QuotaLine, RankedApplication, Ranking, SheetCell, Standing

DEFAULT_THRESHOLD = 5


def ranking(round_id: int, stage: Stage = Stage.ESTABLISHMENT, *, official: bool = True) -> Ranking:
    """The ranking of a stage. The official one raises RuleBroken, naming the sheets, while any is unverified.

    The provisional one takes every total that is typed and marks what is unverified; it is empty before there are
    sheets.
    """
    row = _stage(round_id, stage)
    made = _unbegun(round_id, stage) if row is None else Counting(stage_rows(row)).ranking()
    if official and not made.owed:
        raise RuleBroken(f"{stage}评审还没有评分表，排不出名次。", "请先分配评审专家，再录入评分。")
    if official and made.unverified:
        raise RuleBroken(
            f"{sheets_named(made.unverified)}还没有复核，不能生成正式排名。", "请先在“录入评分”里录完并复核。"
        )
    return made


def set_quota(*, round_id: int, places: Mapping[str, int], stage: Stage = Stage.ESTABLISHMENT) -> None:
    """How many may be taken: {"": 40} of all, or a number per kind of branch. RuleBroken for both at once."""
    row = required_stage(round_id, stage)
    if not places or ("" in places and len(places) > 1):
        raise RuleBroken("名额要么是一个总数，要么按支部类型分别设定。", "请二者选一。")
    for kind, number in places.items():
        if kind not in list(BranchKind):
            raise RuleBroken(f"没有“{kind}”这一支部类型。", f"可用的类型：{'、'.join(filter(None, BranchKind))}。")
        if number < 0:
            raise RuleBroken(f"名额不能是 {number}。", "请填 0 或正整数。")
    Quota.delete().where(Quota.stage == row, Quota.kind.not_in([str(kind) for kind in places])).execute()
    known = {quota.kind: quota for quota in row.quotas}
    for kind, number in places.items():
        quota = known.get(kind) or Quota(stage=row, kind=kind)
        if quota.places != number:
            quota.places = number
            quota.save()


def decide_tie(
    *, round_id: int, order: Sequence[int], names: str, reason: str, stage: Stage = Stage.ESTABLISHMENT
) -> None:
    """Record 集体研究: all applications that no rule parts, by id, the best first; who decided it, and why.

    Said again it replaces what was said. RuleBroken while a sheet is unverified, when they are not exactly those of one
    tie, without names or a reason, and once one of them has gone on.
    """
    row = required_stage(round_id, stage)
    if not names.strip() or not reason.strip():
        raise RuleBroken("集体研究要写明参加人和理由。", "例如“部务会”“综合考虑支部类型分布”。")
    _check_tied(ranking(round_id, stage).rows, order, stage)
    earlier = (CollectiveDecision.stage == row) & CollectiveDecision.application.in_(list(order))
    CollectiveDecision.delete().where(earlier).execute()
    for precedence, application_id in enumerate(order, start=1):
        CollectiveDecision.create(
            stage=row, application=application_id, precedence=precedence, names=names.strip(), reason=reason.strip()
        )


def _check_tied(rows: Iterable[RankedApplication], order: Sequence[int], stage: Stage) -> None:
    rows = list(rows)
    first = next((row for row in rows if row.application_id in order), None)
    measured = None if first is None else (first.mean, first.tie_mean, first.median)
    tied = [row for row in rows if (row.mean, row.tie_mean, row.median) == measured]
    if len(tied) < 2:
        raise RuleBroken("这些项目没有并列，不需要集体研究。", "请在排名里选一个并列的项目。")
    if sorted(order) != sorted(row.application_id for row in tied):
        raise RuleBroken("集体研究要给并列的全部项目排出先后。", f"这一组是：{'、'.join(row.number for row in tied)}。")
    may = {str(state) for state in (*EXPECTING[stage], State.NOT_SELECTED)}
    if gone := [row for row in tied if row.state not in may]:
        raise RuleBroken(f"{gone[0].number} 已是“{gone[0].state}”，先后不能再改。", "请先按更正退回评审。")


def _stage(round_id: int, stage: Stage) -> ReviewStage | None:
    found: ReviewStage | None = ReviewStage.get_or_none((ReviewStage.round == round_id) & (ReviewStage.stage == stage))
    return found


def required_stage(round_id: int, stage: Stage) -> ReviewStage:
    row = _stage(round_id, stage)
    if row is None:
        raise RuleBroken(f"{stage}评审还没有设好。", "请先在“专家评审”里设好评分指标和专家。")
    return row


# --- from Rows to the Shape -------------------------------------------------------------------------------------------


def _unbegun(round_id: int, stage: Stage) -> Ranking:
    rule = scoring.rule_sentence(Trimming.FROM_THRESHOLD, DEFAULT_THRESHOLD, "")
    return Ranking(round_id, None, stage, rule, "", (), (), (), (), (), 0, (), (), obstacles((), (), ()))


class Counting:
    """The sheets of one stage being counted, by the stage's rule or by another. Everything is by application id."""

    def __init__(self, rows: StageRows, trimming: Trimming | None = None, threshold: int | None = None) -> None:
        self.rows = rows
        self.trimming = trimming or Trimming(rows.row.trimming)
        self.threshold = threshold or int(rows.row.trim_threshold)
        self.projects = {project.application_id: project for project in rows.projects}
        self.sheets = {key: self._sheets(key) for key in self.projects}
        self.vetoed = {
            key
            for key, sheets in self.sheets.items()
            if self.projects[key].state not in ENDED and any(sheet.veto for sheet in sheets)
        }
        self.counting = {key: valid for key in self.projects if (valid := self._counting(key))}
        self.totals = {key: [sheet.total or 0 for sheet in valid] for key, valid in self.counting.items()}
        self.points = {
            key: [rows.points.get(sheet.review_id, 0) for sheet in valid] for key, valid in self.counting.items()
        }
        self.least = scoring.trim_from(map(len, self.totals.values()), self.trimming, self.threshold)

    def ranking(self) -> Ranking:
        rows, row = self.rows, self.rows.row
        placed = rank(self.totals, self.least, rows.tie_criterion, self.points, rows.decisions)
        lines, standing = self._lines(placed)
        ranked = tuple(self._ranked(each, standing.get(each.key, Standing.OPEN)) for each in placed)
        apart = [self._apart(key) for key in self.projects if key not in self.counting]
        owed = [sheet for key in self.projects for sheet in self._owed(key)]
        unverified = tuple(sorted(sheet.code for sheet in owed if not sheet.verified_at))
        unequal = unequal_sheets(ranked, self.trimming, self.threshold)
        return Ranking(
            round_id=row.round_id,
            stage_id=row.id,
            stage=Stage(row.stage),
            rule=scoring.rule_sentence(self.trimming, self.threshold, rows.tie_criterion),
            tie_criterion=rows.tie_criterion,
            experts=tuple(each.number for each in rows.panel),
            rows=ranked,
            vetoed=tuple(each for each in apart if each.application_id in self.vetoed),
            unplaced=tuple(each for each in apart if each.application_id not in self.vetoed),
            lines=lines,
            owed=len(owed),
            unverified=unverified,
            notes=tuple(filter(None, (unequal, close_means(ranked), not_recused(self._not_recused())))),
            obstacles=obstacles(ranked, lines, unverified),
        )

    def _sheets(self, key: int) -> list[Sheet]:
        """In the order of the experts' numbers, so that nothing depends on the order of entering."""
        found = (self.rows.sheets.get((key, each.expert_id)) for each in self.rows.panel)
        return [sheet for sheet in found if sheet is not None]

    def _owed(self, key: int) -> list[Sheet]:
        """回避 is no sheet, and of an application that has left none is waited for."""
        if self.projects[key].state in ENDED:
            return []
        return [sheet for sheet in self.sheets[key] if sheet.mark != ReviewMark.RECUSED]

    def _counting(self, key: int) -> list[Sheet]:
        """The valid sheets of an application that competes; () of one that does not."""
        if self.projects[key].state in ENDED or key in self.vetoed:
            return []
        return [sheet for sheet in self.sheets[key] if sheet.points is not None]

    def _ranked(self, placed: Placed, standing: Standing) -> RankedApplication:
        key = placed.key
        totals, points = self.totals[key], self.points[key]
        fate: dict[int, Dropped] = {}
        if ends := scoring.dropped(totals, self.least):
            lowest, highest = (self.counting[key][at].review_id for at in ends)
            fate = {lowest: Dropped.LOWEST, highest: Dropped.HIGHEST}
        decision = self.rows.decisions.get(key) if placed.tie == COLLECTIVE and not placed.shares else None
        return self._application(
            key,
            fate,
            place=placed.place,
            valid=len(totals),
            trimmed=bool(fate),
            mean=scoring.mean_points(*scoring.kept(totals, self.least)),
            tie_mean=scoring.mean_points(sum(points), len(points)) if self.rows.tie_criterion else None,
            median=Fraction(scoring.median_halves(totals), 200),
            equals=self._numbers(k for k in placed.equals if k != key),
            shares=self._numbers(k for k in placed.shares if k != key),
            tie=placed.tie,
            decision=f"{decision.names}：{decision.reason}" if decision else "",
            standing=standing,
        )

    def _apart(self, key: int) -> RankedApplication:
        """One that is vetoed, has left, or has nothing to be ranked on."""
        project, row = self.projects[key], self._application(key, {})
        vetoes = [
            f"专家{each.number}：{sheet.veto_reason or '未写理由'}"
            for each in self.rows.panel
            if (sheet := self.rows.sheets.get((key, each.expert_id))) and sheet.veto
        ]
        if key in self.vetoed:
            return replace(row, why="；".join(vetoes))
        return replace(row, why=unplaced_because(State(project.state), project.state_reason, row.cells))

    def _application(self, key: int, fate: Mapping[int, Dropped], **ranked: Any) -> RankedApplication:
        project = self.projects[key]
        return RankedApplication(
            application_id=key,
            number=project.number,
            organization=project.organization,
            branch=project.branch,
            brand=project.brand,
            kind=project.kind,
            state=project.state,
            cells=tuple(self._cell(project, each, fate) for each in self.rows.panel),
            **ranked,
        )

    def _cell(self, project: Project, panellist: Panellist, fate: Mapping[int, Dropped]) -> SheetCell:
        sheet = self.rows.sheets.get((project.application_id, panellist.expert_id))
        if sheet is None:
            tie = self._conflict(project, panellist)
            word = str(ReviewMark.RECUSED) if tie and tie.excluded else NOT_ASSIGNED
            return SheetCell(panellist.number, None, "", None, word, Dropped.NO, True)
        word = sheet.mark or (NOT_ENTERED if sheet.total is None else "")
        verified = bool(sheet.verified_at) or sheet.mark == ReviewMark.RECUSED
        dropped = fate.get(sheet.review_id, Dropped.NO)
        return SheetCell(panellist.number, sheet.review_id, sheet.code, sheet.points, word, dropped, verified)

    def _conflict(self, project: Project, panellist: Panellist) -> Conflict | None:
        return conflict(
            panellist.ties,
            project.ties,
            declared=self.rows.declared.get((project.application_id, panellist.expert_id)),
            same_excluded=bool(self.rows.row.same_organization_excluded),
            set_aside=self.rows.admitted.get((project.application_id, panellist.expert_id), ""),
        )

    def _not_recused(self) -> list[str]:
        """专家3 对 ZBPP-2025-031（同一基层党组织；准予评审：…）: scores that count although there is a conflict."""
        by_id = {each.expert_id: each for each in self.rows.panel}
        return [
            f"专家{by_id[sheet.expert_id].number} 对 {self.projects[key].number}（{found.words}）"
            for key, sheets in self.counting.items()
            for sheet in sheets
            if (found := self._conflict(self.projects[key], by_id[sheet.expert_id]))
        ]

    def _numbers(self, keys: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.projects[key].number for key in keys)

    def _lines(self, placed: Sequence[Placed]) -> tuple[tuple[QuotaLine, ...], dict[int, Standing]]:
        """The quota's lines, the kinds in their usual order, and where everyone they cover stands."""
        order = list(BranchKind)
        lines, standing = [], dict[int, Standing]()
        for quota in sorted(self.rows.row.quotas, key=lambda quota: order.index(quota.kind)):
            competing = [each for each in placed if not quota.kind or self.projects[each.key].kind == quota.kind]
            found = standings([(each.key, each.place) for each in competing], quota.places)
            across = [each for each in competing if found[each.key] is Standing.ACROSS]
            within = sum(where is Standing.WITHIN for where in found.values())
            numbers, place = self._numbers(each.key for each in across), across[0].place if across else 0
            lines.append(QuotaLine(quota.kind, quota.places, len(competing), within, numbers, place))
            standing |= found
        return tuple(lines), standing
