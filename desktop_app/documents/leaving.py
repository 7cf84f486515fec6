"""What follows when a document leaves the office: the final step that printing or saving one is."""

from __future__ import annotations

from desktop_app.ledger import Ledger, moment

SLIP_PRINTED = "打印收件回执"  # the step's name, before the 收件号


def nothing_to_undo(final: str) -> str:
    """Said where nothing can be undone; `final` is the last step that cannot. A slip that was given out is the one that
    people try to take back."""
    if not final.startswith(SLIP_PRINTED):
        return "没有可撤销的操作。"
    return f"回执{final.removeprefix(SLIP_PRINTED)} 已打印，请用“作废”。"


def slip_leaves(code: str | None, ledger: Ledger) -> None:
    """Its receipt can from then on be voided, not undone."""
    from desktop_app.office import intake, receipts

    assert code
    receipt_id, at = receipts.receipt_id(code), moment(ledger.clock())
    ledger.run(f"{SLIP_PRINTED} {code}", intake.issue_slip, final=True, receipt_id=receipt_id, at=at)


def notices_leave(code: str | None, ledger: Ledger) -> None:
    """The lists of 补正 are from then on closed with a reason, not undone."""
    from desktop_app.office import deficiencies, deficiency_papers

    ids, at = deficiency_papers.noticed(code), moment(ledger.clock())
    ledger.run("打印补正通知", deficiencies.issue_notices, final=True, deficiency_ids=ids, at=at)


def handover_leaves(code: str | None, ledger: Ledger) -> None:
    """It is signed: what it moved is from then on moved back, not undone."""
    from desktop_app.office import custody, custody_papers

    assert code
    handover_id, at = custody_papers.handover_id(code), moment(ledger.clock())
    ledger.run(f"打印交接单 {code}", custody.issue_handover, final=True, handover_id=handover_id, at=at)


def sheets_leave(_: str | None, ledger: Ledger) -> None:
    """With the first of them scoring has started: rubric and rules are frozen."""
    from desktop_app.office import panel, score_sheets

    stage_id = score_sheets.stage_to_start()
    if stage_id is not None:
        at = moment(ledger.clock())
        ledger.run("开始评分", panel.start_scoring, final=True, stage_id=stage_id, at=at)
