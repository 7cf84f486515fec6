"""What the official papers say, on the round's real data: the values of their fields, their tables and signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from peewee import fn

from db.enums import PublicityPurpose, State, Verdict
from db.models import Application, Decision, Publicity, PublicityItem, Round, StateChange
from desktop_app.office import deficiency_papers, establishment_page, feedback, office_settings, rounds
from desktop_app.office.holidays import calendar
from desktop_app.office.papers import letterhead
from desktop_app.office.publicity import words_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import ARRIVED
from desktop_app.rules.official import blocks as made
from desktop_app.rules.official import fields_of
from desktop_app.rules.official.fields import DEPARTMENT, DESK, SCHOOL
from desktop_app.rules.typed_dates import chinese_date
from desktop_app.rules.workdays import last_workday
from desktop_app.shapes.desk_papers import CorrectionNotice, CorrectionNotices
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.establishment import ListedProject
from desktop_app.shapes.official import Block
from desktop_app.shapes.official_texts import Filling, TextKind

OF_PURPOSE = {
    PublicityPurpose.FIRST: TextKind.PUBLICITY,
    PublicityPurpose.SUBSTITUTES: TextKind.SUBSTITUTES,
    PublicityPurpose.CORRECTED: TextKind.CORRECTED,
}
NOTHING_POSTED = RuleBroken("还没有公示名单。", "项目审定通过后，请在“立项公示”里开始公示。")
NOTHING_ESTABLISHED = RuleBroken("还没有已立项的项目，没有名单可以公布。", "公示期满后，请在“立项公示”里结束公示。")
BOTH = (SCHOOL, DEPARTMENT)  # who signs what is published
OURS = (DEPARTMENT, DESK)  # who signs what goes to a branch


def publicity(code: str | None, now: datetime) -> tuple[Filling, ...]:
    """公示 of the list posted on a day, else of the newest. One that was closed keeps the words of its days.

    RuleBroken before anything was posted.
    """
    day = _posted_day(code) if code else ""
    notice = establishment_page.publicity_notice(now, day)
    if notice.first is None or notice.last is None:
        raise NOTHING_POSTED
    values = {
        "项数": str(len(notice.rows)),
        "公示起": chinese_date(notice.first),
        "公示止": chinese_date(notice.last),
        "工作日": str(notice.workdays),
        "截止时刻": notice.closing,
        "原因": notice.reason.strip().rstrip("。.；;"),
        "原公示起": chinese_date(notice.former) if notice.former else "",
    }
    blocks = {"名单": (made.project_table(notice.rows),)}
    kind = OF_PURPOSE[notice.purpose]
    return (_filling(kind, values, blocks, now, BOTH, notice.first, at=notice.closed_at),)


def establishment(code: str | None, now: datetime) -> tuple[Filling, ...]:
    """立项通知: everything that is 已立项, in the words of its 公示, dated the day the last of it was established.

    RuleBroken while nothing is, and for personal data in it.
    """
    del code  # it is always of the whole round
    round_ = Round.get_by_id(rounds.required_round_id())
    projects = list(
        Application.select()
        .where(Application.round == round_, Application.state.in_([str(state) for state in ARRIVED]))
        .order_by(Application.number)
    )
    if not projects:
        raise NOTHING_ESTABLISHED
    public = establishment_page.public_words("立项通知", map(_last_posted, projects))
    values = {"项数": str(len(projects)), "会议纪要": "、".join(_minutes(projects))}
    blocks = {"名单": (made.project_table(public),)}
    day = _established_on(projects) or now.date()
    return (_filling(TextKind.ESTABLISHMENT, values, blocks, now, BOTH, day),)


def corrections(code: str | None, now: datetime) -> tuple[Filling, ...]:
    """补正通知 as `deficiency_papers.correction_notices` has them; one that left the office keeps its words."""
    notices = deficiency_papers.correction_notices(code, now)
    return tuple(_correction(each, notices) for each in notices.notices)


def opinions(code: str | None, now: datetime) -> tuple[Filling, ...]:
    """专家意见反馈 of an application, or of all that are on the way; no expert is named."""
    return tuple(
        _filling(
            TextKind.FEEDBACK,
            {
                "主送对象": made.branch_in_full(each.organization, each.branch),
                "申报编号": each.number,
                "基层党组织": each.organization,
                "党支部": each.branch,
                "品牌名称": each.brand,
                "定稿期限": _revision_due(each.dated),
            },
            {
                "综合意见": made.panel_opinion(each.panel_opinion),
                "专家意见": made.experts_opinions(each.experts_said),
            },
            now,
            OURS,
            each.dated,
        )
        for each in feedback.feedback_sheets(code, now).sheets
    )


def _revision_due(dated: date) -> str:
    """When the 定稿 is to be in: as many working days after the opinions as the office gives; "" without a table."""
    try:
        day = last_workday(calendar(), dated, max(1, office_settings.profile().revision_workdays))
    except RuleBroken:
        return ""
    return chinese_date(day)


def _correction(notice: CorrectionNotice, notices: CorrectionNotices) -> Filling:
    values = {
        "主送对象": notice.to,
        "补正事由": made.correction_subject(notice),
        "补正期限": made.correction_term(notice),
        "补正编号": notice.lists[0].number if len(notice.lists) == 1 else "（见表中各支部所在行）",
    }
    blocks = {"补正清单": (made.correction_table(notice),), "签收": made.SIGNED_FOR}
    code = "" if notice.whole_organization else notice.lists[0].number
    return _filling(
        *(TextKind.CORRECTION, values, blocks, notices.printed_at, OURS, notice.dated), code=code, at=notice.issued_at
    )


def _filling(
    kind: TextKind,
    own: Mapping[str, str],
    blocks: Mapping[str, tuple[Block, ...]],
    now: datetime,
    signs: Sequence[str],
    dated: date,
    *,
    code: str = "",
    at: str = "",
) -> Filling:
    """With what every paper may say, and nothing for a field that has no value here."""
    round_ = Round.get_by_id(rounds.required_round_id())
    every = _everywhere(letterhead(round_), round_, now)
    values = {each.name: {**every, **own}.get(each.name, "") for each in fields_of(kind) if not each.block}
    return Filling(kind, values, {**blocks, "落款": made.signature(signs, values, chinese_date(dated))}, code, at)


def _everywhere(head: Letterhead, round_: Round, now: datetime) -> dict[str, str]:
    return {
        SCHOOL: head.school,
        DEPARTMENT: head.department,
        DESK: head.office,
        "批次": round_.name,
        "年份": str(round_.year),
        "今天": chinese_date(now),
        "地点": head.room,
        "电话": head.telephone,
        "邮箱": head.mailbox,
    }


def _posted_day(code: str) -> str:
    """The day a code means, as it is stored. RuleBroken when no list was posted then."""
    try:
        day = date.fromisoformat(code.strip()).isoformat()
    except ValueError:
        raise RuleBroken(f"“{code}”不是张贴的日期。", "例如 2025-09-26。") from None
    if day not in posted_days():
        raise RuleBroken(f"本批次没有 {day} 张贴的公示。", f"张贴过的：{'、'.join(posted_days()) or '还没有'}。")
    return day


def posted_days() -> tuple[str, ...]:
    """The days on which lists of the current round were posted, the newest first."""
    rows = Publicity.select().where(Publicity.round == rounds.required_round_id()).order_by(Publicity.id.desc())
    return tuple(dict.fromkeys(str(row.first) for row in rows))


def _minutes(projects: Sequence[Application]) -> tuple[str, ...]:
    rows = Decision.select().where(
        Decision.application.in_([each.id for each in projects]),
        Decision.verdict == Verdict.APPROVE,
        Decision.released_at != "",
        Decision.minutes != "",
    )
    return tuple(dict.fromkeys(row.minutes for row in rows.order_by(Decision.id)))


def _last_posted(project: Application) -> ListedProject:
    item = PublicityItem.select().where(PublicityItem.application == project).order_by(PublicityItem.id.desc()).first()
    return establishment_page.posted_words(item) if item else ListedProject(project.number, **words_of(project))


def _established_on(projects: Sequence[Application]) -> date | None:
    rows: Any = (
        StateChange.select(fn.MAX(StateChange.at))
        .where(StateChange.application.in_([each.id for each in projects]), StateChange.after == State.ESTABLISHED)
        .tuples()
    )
    ((at,),) = rows
    return datetime.fromisoformat(at).date() if at else None
