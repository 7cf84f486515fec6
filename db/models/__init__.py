"""The rows we keep. No rules, no Qt. Moments are local time, ISO 8601 to the second or minute; dates are ISO."""

from __future__ import annotations

from db.models.base import Row
from db.models.establishment import Objection, Publicity, PublicityItem, Revision, StateChange
from db.models.intake import Application, ElectronicVersion, PaperCopy, Receipt, ReceiptLine, ReceivedCopy
from db.models.office import Counter, Holiday, HolidayYear, OfficeSetting, Operator
from db.models.review import (
    CollectiveDecision,
    Criterion,
    Expert,
    PanelOpinion,
    Quota,
    Recusal,
    Review,
    ReviewStage,
    Score,
    Seat,
)
from db.models.roster import Branch, BranchAlias, Designation, ObligationOverride, PartyOrganization
from db.models.rounds import Round, RoundPhase

JOURNALED: tuple[type[Row], ...] = (
    Round,
    RoundPhase,
    PartyOrganization,
    Branch,
    BranchAlias,
    Designation,
    ObligationOverride,
    Application,
    Receipt,
    ReceiptLine,
    ReceivedCopy,
    PaperCopy,
    ElectronicVersion,
    HolidayYear,
    Holiday,
    Operator,
    OfficeSetting,
    Expert,
    ReviewStage,
    Criterion,
    Seat,
    Recusal,
    Review,
    Score,
    Quota,
    CollectiveDecision,
    PanelOpinion,
    StateChange,
    Revision,
    Publicity,
    PublicityItem,
    Objection,
)


def table_name(row: type[Row]) -> str:
    """The table a Row is kept in."""
    return str(row._meta.table_name)


__all__ = [
    "JOURNALED",
    "Application",
    "Branch",
    "BranchAlias",
    "CollectiveDecision",
    "Counter",
    "Criterion",
    "Designation",
    "ElectronicVersion",
    "Expert",
    "Holiday",
    "HolidayYear",
    "Objection",
    "ObligationOverride",
    "OfficeSetting",
    "Operator",
    "PanelOpinion",
    "PaperCopy",
    "PartyOrganization",
    "Publicity",
    "PublicityItem",
    "Quota",
    "Receipt",
    "ReceiptLine",
    "ReceivedCopy",
    "Recusal",
    "Review",
    "ReviewStage",
    "Revision",
    "Round",
    "RoundPhase",
    "Row",
    "Score",
    "Seat",
    "StateChange",
    "table_name",
]
