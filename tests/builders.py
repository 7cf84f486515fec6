"""What several tests build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from db.models import (
    Application,
    Branch,
    Criterion,
    Expert,
    PartyOrganization,
    Review,
    ReviewStage,
    Score,
    Seat,
)
from desktop_app.office import ranking as ranks

DONE = "2023-11-14T09:00:00"
NOON = datetime(2025, 9, 19, 12, 0)


@dataclass
class Panel:
    """A stage of a round with its experts; applications come with their totals (whole points, or a word), in the order
    of the experts; `tie` gives the points of the tie criterion on the same sheets, otherwise a quarter of the total."""

    office: Any
    experts: int = 5
    tie_criterion: str = "一融双高"
    settings: dict[str, Any] = field(default_factory=dict)
    stage: Any = None

    def __post_init__(self) -> None:
        self.round_id = self.office.round()
        self.office.ledger.run("准备", self._prepare)

    def _prepare(self) -> None:
        self.stage = ReviewStage.create(round=self.round_id, stage="立项", started_at=DONE, **self.settings)
        self.fusion = Criterion.create(
            stage=self.stage, position=1, name="一融双高", full_hundredths=2500, tie=bool(self.tie_criterion)
        )
        self.rest = Criterion.create(stage=self.stage, position=2, name="其余", full_hundredths=7500)
        home = PartyOrganization.create(name="药学院党总支", key="药学院党总支")
        self.home = home
        for number in range(1, self.experts + 1):
            expert = Expert.create(name=f"专{number}", unit=f"单位{number}")
            Seat.create(stage=self.stage, expert=expert, number=number)

    def application(
        self,
        brand: str,
        totals: Sequence[float | str | None],
        *,
        tie: Sequence[int] | None = None,
        kind: str = "教师",
        state: str = "评审中",
        veto: Mapping[int, str] | None = None,
        unverified: Sequence[int] = (),
        **facts: Any,
    ) -> int:
        """Its id. A total "" makes no review, None one that nobody has typed."""

        def create() -> int:
            serial = Application.select().count() + 1
            branch = Branch.create(organization=self.home, name=f"{brand}党支部", key=brand, kind=kind)
            made = Application.create(
                round=self.round_id,
                branch=branch,
                number=f"ZBPP-2023-{serial:03}",
                brand=brand,
                state=state,
                registered_at=DONE,
                **facts,
            )
            seats = list(Seat.select().where(Seat.stage == self.stage).order_by(Seat.number))
            for at, (seat, total) in enumerate(zip(seats, totals, strict=False)):
                if total != "":
                    self._sheet(made, seat, total, None if tie is None else tie[at], veto or {}, unverified)
            return int(made.id)

        return int(self.office.ledger.run("评分", create))

    def _sheet(
        self, made: Application, seat: Seat, total: Any, tie: int | None, veto: Mapping[int, str], open_: Sequence[int]
    ) -> None:
        points = None if total is None or isinstance(total, str) else round(100 * total)
        review = Review.create(
            stage=self.stage,
            application=made,
            expert=seat.expert_id,
            code=f"PF-{made.number[5:]}-{seat.number}",
            mark=total if isinstance(total, str) else "",
            total_hundredths=points,
            veto=seat.number in veto,
            veto_reason=veto.get(seat.number, ""),
            verified_at="" if seat.number in open_ or total is None else DONE,
        )
        if points is not None:
            fusion = points // 4 if tie is None else 100 * tie
            Score.create(review=review, criterion=self.fusion, hundredths=fusion)
            Score.create(review=review, criterion=self.rest, hundredths=points - fusion)

    def ranking(self, *, official: bool = True) -> Any:
        return ranks.ranking(self.round_id, official=official)

    def places(self) -> list[tuple[int, str]]:
        return [(row.place, row.brand) for row in self.ranking().rows]

    def quota(self, **places: int) -> None:
        """quota(all=40), or by kind."""
        said = {"" if kind == "all" else kind: number for kind, number in places.items()}
        self.office.ledger.run("设定名额", ranks.set_quota, round_id=self.round_id, places=said)

    def decide(self, *order: int, names: str = "部务会", reason: str = "兼顾支部类型") -> None:
        self.office.ledger.run(
            "集体研究", ranks.decide_tie, round_id=self.round_id, order=order, names=names, reason=reason
        )
