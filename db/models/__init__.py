"""The rows we keep. No rules, no Qt. Moments are local time, ISO 8601 to the second or minute; dates are ISO.

A subject is loaded when one of its rows is first asked for: to list branches nobody needs the rows of scores, and each
costs a quarter of a millisecond. Whoever follows a foreign key backwards asks for the rows that it leads to first.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.models.archives import RoundArchive
    from db.models.base import Row, table_name
    from db.models.custody import CopyMovement, Deficiency, DeficiencyItem, Handover
    from db.models.establishment import (
        BrandCorrection,
        Cancellation,
        Decision,
        Objection,
        OriginalityCheck,
        Publicity,
        PublicityItem,
        Revision,
        StateChange,
    )
    from db.models.intake import (
        Application,
        ElectronicVersion,
        FormField,
        PaperCopy,
        Receipt,
        ReceiptLine,
        ReceivedCopy,
    )
    from db.models.office import Counter, Holiday, HolidayYear, OfficeSetting, OfficialText, Operator, Restoration
    from db.models.review import (
        CollectiveDecision,
        ConflictRuling,
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

    JOURNALED: tuple[type[Row], ...]  # every row but the counters, which undo never turns back

_SUBJECTS = {
    "base": "Row table_name",
    "rounds": "Round RoundPhase",
    "roster": "PartyOrganization Branch BranchAlias Designation ObligationOverride",
    "intake": "Application Receipt ReceiptLine ReceivedCopy PaperCopy ElectronicVersion FormField",
    "custody": "Deficiency DeficiencyItem Handover CopyMovement",
    "office": "HolidayYear Holiday Operator OfficeSetting OfficialText Restoration Counter",
    "review": (
        "Expert ReviewStage Criterion Seat Recusal ConflictRuling Review Score Quota CollectiveDecision PanelOpinion"
    ),
    "establishment": (
        "StateChange Revision OriginalityCheck Decision Cancellation BrandCorrection Publicity PublicityItem Objection"
    ),
    "archives": "RoundArchive",
}
_SUBJECT_OF = {name: subject for subject, names in _SUBJECTS.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """What `from db.models import …` finds: the row, with its subject loaded."""
    found: Any
    if name == "JOURNALED":
        row = __getattr__("Row")
        every = [__getattr__(each) for each in _SUBJECT_OF if each[0].isupper()]
        found = tuple(each for each in every if issubclass(each, row) and each is not row)
    elif name in _SUBJECT_OF:
        found = getattr(import_module(f"{__name__}.{_SUBJECT_OF[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found  # asked for once
    return found


__all__ = [
    "JOURNALED",
    "Application",
    "Branch",
    "BranchAlias",
    "BrandCorrection",
    "Cancellation",
    "CollectiveDecision",
    "ConflictRuling",
    "CopyMovement",
    "Counter",
    "Criterion",
    "Decision",
    "Deficiency",
    "DeficiencyItem",
    "Designation",
    "ElectronicVersion",
    "Expert",
    "FormField",
    "Handover",
    "Holiday",
    "HolidayYear",
    "Objection",
    "ObligationOverride",
    "OfficeSetting",
    "OfficialText",
    "Operator",
    "OriginalityCheck",
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
    "Restoration",
    "Review",
    "ReviewStage",
    "Revision",
    "Round",
    "RoundArchive",
    "RoundPhase",
    "Row",
    "Score",
    "Seat",
    "StateChange",
    "table_name",
]
