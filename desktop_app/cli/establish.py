"""`move`, `publicity open`, `publicity close`."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from db.enums import State
from desktop_app.cli.results import Result
from desktop_app.cli.session import writing
from desktop_app.rules.errors import RuleBroken


def move(given: argparse.Namespace) -> Result:
    """One step of the workflow for each number, all or none."""
    from desktop_app.ledger import moment
    from desktop_app.office import steps
    from desktop_app.rules.steps import FINAL

    if given.state not in list(State):
        raise RuleBroken(f"没有“{given.state}”这一状态。", f"可用的状态：{'、'.join(State)}。")
    target = State(given.state)
    with writing(given) as ledger:
        moved = ledger.run(
            f"改为{target} {'、'.join(given.numbers[:3])}{' 等' if len(given.numbers) > 3 else ''}",
            steps.move_all,
            final=target in FINAL,
            numbers=given.numbers,
            target=target,
            reason=given.reason,
            by=ledger.actor,
            at=moment(ledger.clock()),
        )
    return Result({"moved": list(moved)}, [f"{number}　{target}" for number in moved])


def open_publicity(given: argparse.Namespace) -> Result:
    """Post what is 审定通过, and say when its days end."""
    from desktop_app.ledger import moment
    from desktop_app.office import publicity
    from desktop_app.office.rounds import required_round_id

    with writing(given) as ledger:
        opened = ledger.run(
            f"开始公示 {given.first}",
            publicity.open_publicity,
            final=True,
            round_id=required_round_id(),
            first=day(given.first, "--from"),
            by=ledger.actor,
            at=moment(ledger.clock()),
        )
    first, last = opened.first.isoformat(), opened.last.isoformat()
    value = {"first": first, "last": last, "applications": list(opened.numbers)}
    return Result(value, [f"公示 {len(opened.numbers)} 项：{first} 张贴，{last} 期满。"])


def close_publicity(given: argparse.Namespace) -> Result:
    """The days are over: 已立项 but for what is disputed. Exit 1, and nothing changed, when nothing could be."""
    from desktop_app.office import publicity
    from desktop_app.office.rounds import required_round_id

    with writing(given) as ledger:
        at = _closing(given.at) if given.at else ledger.clock()
        round_id = required_round_id()
        closed = publicity.expiry(round_id, at)
        if closed.established:
            ledger.run("结束公示", publicity.close_publicity, final=True, round_id=round_id, at=at, by=ledger.actor)
    value = {"established": list(closed.established), "held": list(closed.held)}
    if not closed.established:
        note = f"公示的 {len(closed.held)} 项都有未办结的异议，没有可以立项的。请先办结异议，再结束公示。"
        return Result(value, notes=[note], status=1)
    held = f"，因异议或查重线索暂缓 {len(closed.held)} 项：{'、'.join(closed.held)}" if closed.held else ""
    return Result(value, [f"已立项 {len(closed.established)} 项{held}。"])


def _closing(typed: str) -> datetime:
    """A moment; a date alone is its close of office, as with every deadline."""
    from desktop_app.office import office_settings
    from desktop_app.rules.deadlines import closing_moment

    try:
        return closing_moment(typed, close_of_office=office_settings.profile().close_of_office)
    except RuleBroken:
        raise RuleBroken(
            f"--at：“{typed}”不是日期。", "请写成 年-月-日，例如 2023-11-27；带时刻的写“2023-11-27 17:30”。"
        ) from None


def day(typed: str, option: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise RuleBroken(f"{option}：“{typed}”不是日期。", "请写成 年-月-日，例如 2023-11-20。") from None
