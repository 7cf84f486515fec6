"""评审组 and how it scores, set up from the page: the stage of the round is made with the first step that needs it."""

from __future__ import annotations

from collections.abc import Sequence

from db.enums import Stage
from desktop_app.office.panel import (
    change_rubric,
    change_rules,
    ensure_stage,
    seat_all,
    seat_expert,
    stage_details,
    stage_id_of,
)
from desktop_app.rules.rubric import DEFAULT_RUBRICS
from desktop_app.shapes.panel import CriterionDraft, CriterionRow, StageDetails, StageRules


def seat(*, round_id: int, expert_id: int, stage: Stage = Stage.ESTABLISHMENT) -> int:
    """`panel.seat_expert` in the stage of a round."""
    return seat_expert(stage_id=ensure_stage(round_id=round_id, stage=stage), expert_id=expert_id)


def seat_everyone(*, round_id: int, stage: Stage = Stage.ESTABLISHMENT) -> tuple[str, ...]:
    """`panel.seat_all` in the stage of a round."""
    return seat_all(stage_id=ensure_stage(round_id=round_id, stage=stage))


def change_scoring(
    *, round_id: int, criteria: Sequence[CriterionDraft], rules: StageRules, stage: Stage = Stage.ESTABLISHMENT
) -> None:
    """Rubric and rules in one step. RuleBroken as `change_rubric` and `change_rules` say."""
    stage_id = ensure_stage(round_id=round_id, stage=stage)
    more_decimals = rules.decimals > stage_details(stage_id).rules.decimals
    if more_decimals:  # half points are refused until the rules allow them, and kept out before they no longer do
        change_rules(stage_id=stage_id, rules=rules)
    change_rubric(stage_id=stage_id, criteria=criteria)
    if not more_decimals:
        change_rules(stage_id=stage_id, rules=rules)


def scoring_setup(round_id: int, stage: Stage = Stage.ESTABLISHMENT) -> StageDetails:
    """The stage as it stands, or as it will begin: with the default rubric and rules, and nobody on the panel."""
    if stage_id := stage_id_of(round_id, stage):
        return stage_details(stage_id)
    rubric = tuple(
        CriterionRow(0, place, each.name, each.full_hundredths, each.explanation, each.tie)
        for place, each in enumerate(DEFAULT_RUBRICS[stage], 1)
    )
    return StageDetails(0, round_id, stage, StageRules(), "", rubric, ())
