"""`originality-check`, `decide`, `publicity repost|removed`: what the gate board does, for scripts."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from db.enums import OriginalityVerdict, Verdict
from desktop_app.cli.establish import day
from desktop_app.cli.results import Result
from desktop_app.cli.session import writing
from desktop_app.rules.errors import RuleBroken


def originality_check(given: argparse.Namespace) -> Result:
    """The verdict of 查重 for each number, all or none."""
    from desktop_app.ledger import moment
    from desktop_app.office import originality

    with writing(given) as ledger:
        ids, numbers = _projects(given.numbers)
        ledger.run(
            f"查重：{given.verdict} {len(ids)} 项",
            originality.record_originality,
            application_ids=ids,
            verdict=OriginalityVerdict(given.verdict),
            note=given.note,
            by=ledger.actor,
            at=moment(ledger.clock()),
        )
    return Result({"checked": numbers}, [f"{number}　{given.verdict}" for number in numbers])


def draft(given: argparse.Namespace) -> Result:
    """A draft of 审定 for each number, all or none."""
    from desktop_app.ledger import moment
    from desktop_app.office import decisions

    with writing(given) as ledger:
        ids, numbers = _projects(given.numbers)
        ledger.run(
            f"拟定{given.verdict} {len(ids)} 项",
            decisions.prepare,
            application_ids=ids,
            verdict=Verdict(given.verdict),
            reason=given.reason,
            by=ledger.actor,
            at=moment(ledger.clock()),
        )
    return Result({"drafted": numbers}, [f"{number}　已拟{given.verdict}" for number in numbers])


def withdraw(given: argparse.Namespace) -> Result:
    """Take the drafts of these numbers back."""
    from desktop_app.office import decisions

    with writing(given) as ledger:
        ids, _ = _projects(given.numbers)
        count = ledger.run(f"收回拟定 {len(ids)} 项", decisions.withdraw_drafts, application_ids=ids)
    return Result({"withdrawn": count}, [f"已收回拟定 {count} 项。"])


def release(given: argparse.Namespace) -> Result:
    """Every draft takes effect, or none does."""
    from desktop_app.ledger import moment
    from desktop_app.office import decisions
    from desktop_app.office.rounds import required_round_id

    with writing(given) as ledger:
        made = ledger.run(
            "发布审定",
            decisions.release,
            final=True,
            round_id=required_round_id(),
            minutes=given.minutes,
            by=ledger.actor,
            at=moment(ledger.clock()),
        )
    value = {"approved": made.approved, "back": made.back, "out": made.out}
    return Result(value, [f"已发布：审定通过 {made.approved} 项，退回修改 {made.back} 项，不予立项 {made.out} 项。"])


def repost(given: argparse.Namespace) -> Result:
    """The list that is up, posted anew as the data stand now."""
    from desktop_app.ledger import moment
    from desktop_app.office import posted_lists
    from desktop_app.office.rounds import required_round_id

    with writing(given) as ledger:
        up = posted_lists.lists_up(required_round_id())
        if len(up) != 1:
            raise RuleBroken(f"正在公示的名单有 {len(up)} 份，不能判断重贴哪一份。", "请在窗口“立项公示”里办理。")
        made = ledger.run(
            f"更正重贴 {given.first}",
            posted_lists.repost,
            final=True,
            publicity_id=up[0],
            first=day(given.first, "--from"),
            reason=given.reason,
            by=ledger.actor,
            at=moment(ledger.clock()),
        )
    first, last = made.first.isoformat(), made.last.isoformat()
    value = {"first": first, "last": last, "applications": list(made.numbers)}
    return Result(value, [f"已更正重贴 {len(made.numbers)} 项，{last} 期满。"])


def removed(given: argparse.Namespace) -> Result:
    """Every list whose days are over came off the wall."""
    from desktop_app.ledger import moment
    from desktop_app.office import posted_lists
    from desktop_app.office.rounds import required_round_id

    with writing(given) as ledger:
        now = ledger.clock()
        on = day(given.removed_on, "--on") if given.removed_on else now.date()
        rows = posted_lists.to_remove(required_round_id(), now)
        if not rows:
            raise RuleBroken("没有公示期已过、还没有撤下的名单。", "公示期过后再撤下。")

        def remove_all() -> None:
            for row in rows:
                posted_lists.remove(publicity_id=row.id, removed_on=on, by=ledger.actor, at=moment(now))

        ledger.run(f"撤下名单 {on.isoformat()}", remove_all)
    return Result({"removed": len(rows), "on": on.isoformat()}, [f"已撤下 {len(rows)} 份名单。"])


def _projects(typed: Iterable[str]) -> tuple[list[int], list[str]]:
    """The ids and the full 申报编号 of what was typed."""
    from db.models import Application
    from desktop_app.office.steps import application_id

    ids = list(dict.fromkeys(application_id(number) for number in typed))
    return ids, [str(Application.get_by_id(each).number) for each in ids]
