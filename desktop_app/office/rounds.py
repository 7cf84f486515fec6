"""批次: made from the notice, one of them current."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from db.enums import PhaseKind
from db.models import Round, RoundPhase
from desktop_app.office import office_settings
from desktop_app.rules.deadlines import deadline_day
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.rounds import PhaseDraft, RoundDetails, RoundDraft, RoundRow

_PLAIN = (
    "year", "name", "submission_deadline", "establishment_deadline", "issued_on", "copies", "publicity_workdays",
    "case_limit", "news_minimum", "room", "telephone", "mailbox", "notice",
)  # fmt: skip
LONGEST_NAME = 40  # characters; it stands in the rail and at the head of every document
_ORDER = {kind: place for place, kind in enumerate(PhaseKind)}
_SPOKEN_OF: ContextVar[int | None] = ContextVar("round spoken of", default=None)


def create_round(*, draft: RoundDraft) -> int:
    """Make a round and make it the current one. Raises RuleBroken for a name given already or dates that contradict."""
    _check(draft)
    if Round.get_or_none(Round.name == draft.name):
        raise RuleBroken(f"已经有名为“{draft.name}”的批次。", "请换一个名称，或直接打开已有的批次。")
    made = Round.create(**{name: getattr(draft, name) for name in _PLAIN})
    _put_phases(made, draft)
    office_settings.put(office_settings.CURRENT_ROUND, made.id)
    return int(made.id)


def change_round(*, round_id: int, draft: RoundDraft) -> None:
    """Correct a round. Copies cannot be changed once material has come: each application has its own set."""
    _check(draft)
    row = _get(round_id)
    other = Round.get_or_none((Round.name == draft.name) & (Round.id != round_id))
    if other:
        raise RuleBroken(f"已经有名为“{draft.name}”的批次。", "请换一个名称。")
    if draft.copies != row.copies and _has_applications(row):
        raise RuleBroken(f"已有申报项目按 {row.copies} 份登记，份数不能再改。", "请保持原来的份数。")
    for name in _PLAIN:
        setattr(row, name, getattr(draft, name))
    row.save()
    RoundPhase.delete().where(RoundPhase.round == row).execute()
    _put_phases(row, draft)


def switch_round(*, round_id: int) -> None:
    """Make another round the current one."""
    office_settings.put(office_settings.CURRENT_ROUND, int(_get(round_id).id))


def rounds() -> tuple[RoundRow, ...]:
    """All rounds, the newest year first."""
    current = office_settings.setting(office_settings.CURRENT_ROUND)
    rows = Round.select(Round.id, Round.year, Round.name).order_by(Round.year.desc(), Round.id.desc())
    return tuple(RoundRow(row.id, row.year, row.name, row.id == current) for row in rows)


@contextmanager
def speaking_of(round_id: int) -> Iterator[None]:
    """Queries inside are asked of this round, whichever the clerk has before her; nothing is stored."""
    before = _SPOKEN_OF.set(round_id)
    try:
        yield
    finally:
        _SPOKEN_OF.reset(before)


def current_round_id() -> int | None:
    """The current round, None before the first one is made."""
    if (spoken_of := _SPOKEN_OF.get()) is not None:
        return spoken_of
    found = office_settings.setting(office_settings.CURRENT_ROUND)
    if isinstance(found, int) and Round.get_or_none(Round.id == found):
        return found
    newest = Round.select(Round.id).order_by(Round.id.desc()).first()
    return None if newest is None else int(newest.id)


def required_round_id() -> int:
    """The current round; RuleBroken when there is none."""
    found = current_round_id()
    if found is None:
        raise RuleBroken("还没有批次。", "请先从通知新建批次：yizhibu round create --notice 通知文件。")
    return found


def round_details(round_id: int) -> RoundDetails:
    row = _get(round_id)
    phases = sorted(row.phases, key=lambda phase: _ORDER[PhaseKind(phase.kind)])
    drafts = tuple(PhaseDraft(PhaseKind(p.kind), p.first, p.last, p.sentence) for p in phases)
    return RoundDetails(row.id, RoundDraft(**{name: getattr(row, name) for name in _PLAIN}, phases=drafts))


def _get(round_id: int) -> Round:
    row = Round.get_or_none(Round.id == round_id)
    if row is None:
        raise RuleBroken("找不到这个批次。", "请在左上角重新选择批次。")
    return row


def _has_applications(row: Round) -> bool:
    from db.models import Application  # and with it the roster's rows: only a correction asks

    return bool(Application.select().where(Application.round == row).exists())


def _put_phases(row: Round, draft: RoundDraft) -> None:
    for phase in draft.phases:
        RoundPhase.create(round=row, kind=phase.kind, first=phase.first, last=phase.last, sentence=phase.sentence)


def _check(draft: RoundDraft) -> None:
    if not draft.name.strip():
        raise RuleBroken("批次的名称不能空着。", "例如“2025 年批次”。")
    if len(draft.name) > LONGEST_NAME:
        raise RuleBroken(f"批次的名称有 {len(draft.name)} 个字，太长了。", f"请不超过 {LONGEST_NAME} 个字。")
    _check_numbers(draft)
    closing = _day("申报截止", draft.submission_deadline)
    established = _day("立项时间", draft.establishment_deadline)
    if closing and established and established < closing:
        raise RuleBroken(
            f"立项时间 {draft.establishment_deadline} 早于申报截止 {draft.submission_deadline}。", "请核对两个日期。"
        )
    for phase in draft.phases:
        if phase.first and phase.last and phase.first[: len(phase.last)] > phase.last[: len(phase.first)]:
            raise RuleBroken(f"“{phase.kind}”的结束 {phase.last} 早于开始 {phase.first}。", "请核对这一阶段的日期。")


def _check_numbers(draft: RoundDraft) -> None:
    for words, number, low, high in (
        ("年份", draft.year, 2000, 2099),
        ("纸质份数", draft.copies, 1, 20),
        ("公示工作日数", draft.publicity_workdays, 1, 60),
        ("案例字数上限", draft.case_limit, 1, 100_000),
        ("新闻稿件篇数", draft.news_minimum, 0, 100),
    ):
        if not low <= number <= high:
            raise RuleBroken(f"{words} {number} 不合适。", f"应在 {low} 到 {high} 之间。")


def _day(words: str, text: str) -> date | None:
    """The day of a deadline as every rule will read it, None for none."""
    if not text:
        return None
    try:
        return deadline_day(text)
    except RuleBroken:
        raise RuleBroken(
            f"{words}“{text}”不是日期。", "请写成 年-月-日，例如 2025-11-10；带时刻的写“2025-11-10 17:30”。"
        ) from None
