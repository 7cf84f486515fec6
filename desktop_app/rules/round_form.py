"""A round on a form: every fact as a text, cleaned as it is typed, beside its place in the notice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from db.enums import PhaseKind
from desktop_app.rules import names, typed_dates
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numerals import read_numeral
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes.notice import Found, NoticePlan
from desktop_app.shapes.round_form import Excerpt, Fact, FactKind, FactSource
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft

LONGEST: Final = 60  # characters of a name, a room, a mailbox
HOW_DEADLINE: Final = "可写 1110、11.10、2023-11-10，有时刻的写 1110 1730。"
HOW_MOMENT: Final = "可写 2023-11-10，只知道月份的写 2023-11。"

NAME: Final = Fact("name", "批次名称", FactKind.WORDS, required=True)
YEAR: Final = Fact("year", "年份", FactKind.WHOLE, "年", 2000, 2099, required=True)
ISSUED: Final = Fact("issued_on", "发文日期", FactKind.DAY)
SUBMISSION: Final = Fact("submission_deadline", "申报截止", FactKind.DEADLINE)
ESTABLISHMENT: Final = Fact("establishment_deadline", "立项", FactKind.DEADLINE)
COPIES: Final = Fact("copies", "纸质份数", FactKind.WHOLE, "份", 1, 20, required=True)
PUBLICITY: Final = Fact("publicity_workdays", "公示", FactKind.WHOLE, "个工作日", 1, 60, required=True)
CASE: Final = Fact("case_limit", "案例字数", FactKind.WHOLE, "字以内", 1, 100_000, required=True)
NEWS: Final = Fact("news_minimum", "新闻稿件", FactKind.WHOLE, "篇以上", 0, 100, required=True)
ROOM: Final = Fact("room", "报送地点", FactKind.WORDS)
TELEPHONE: Final = Fact("telephone", "办公电话", FactKind.WORDS)
MAILBOX: Final = Fact("mailbox", "电子邮箱", FactKind.WORDS)

PHASES: Final = tuple(
    (
        kind,
        Fact(f"{kind.name.lower()}_first", f"{kind}开始", FactKind.MOMENT),
        Fact(f"{kind.name.lower()}_last", f"{kind}结束", FactKind.MOMENT),
    )
    for kind in PhaseKind
)
PLAIN: Final = (NAME, YEAR, ISSUED, SUBMISSION, ESTABLISHMENT, COPIES, PUBLICITY, CASE, NEWS, ROOM, TELEPHONE, MAILBOX)
FACTS: Final = (*PLAIN, *(fact for _, first, last in PHASES for fact in (first, last)))

_MONTH = Pattern(r"(\d{4})[-./年](\d{1,2})月?")
_CONTROL = Pattern(r"[\x00-\x1f\x7f]")


def texts_of(draft: RoundDraft) -> dict[str, str]:
    """Every fact of a round as the form shows it."""
    texts = {fact.key: str(getattr(draft, fact.key)) for fact in PLAIN}
    dates = {phase.kind: phase for phase in draft.phases}
    for kind, first, last in PHASES:
        texts[first.key] = dates[kind].first if kind in dates else ""
        texts[last.key] = dates[kind].last if kind in dates else ""
    return texts


def sources_of(plan: NoticePlan) -> dict[str, FactSource]:
    """Where a notice says each fact; the name of a round is given by the office, so it has no place."""
    found: dict[str, FactSource] = {
        fact.key: _source(getattr(plan, fact.key), None) for fact in PLAIN if fact is not NAME
    }
    phases = {phase.value.kind: phase for phase in plan.phases if phase.value}
    for kind, first, last in PHASES:
        phase = phases.get(kind)
        found[first.key] = _source(phase, phase.value.first) if phase and phase.value else FactSource()
        found[last.key] = _source(phase, phase.value.last) if phase and phase.value else FactSource()
    return found


def _source(found: Found[Any], text: str | None) -> FactSource:
    said = text if text is not None else "" if found.value is None else str(found.value)
    return FactSource(said, found.sentence, found.start, found.end)


def cleaned(fact: Fact, typed: str, *, near: date) -> str:
    """A fact as it is kept. A date without a year is the one nearest to `near`. RuleBroken for what cannot be one."""
    text = typed.strip()
    if not text:
        if fact.required:
            raise RuleBroken(f"{fact.label}不能空着。", _how(fact))
        return ""
    match fact.kind:
        case FactKind.WORDS:
            return _words(fact, text)
        case FactKind.WHOLE:
            return str(_whole(fact, text))
        case FactKind.DAY:
            return typed_dates.read_date(text, near=near).isoformat()
        case FactKind.DEADLINE:
            return _deadline(text, near, HOW_DEADLINE)
        case FactKind.MOMENT:
            return _month(text) or _deadline(text, near, HOW_MOMENT)


def draft_of(texts: Mapping[str, str], *, base: RoundDraft, sentences: Mapping[PhaseKind, str]) -> RoundDraft:
    """The round that the form describes, from texts that are cleaned; `base` gives what the form does not show."""
    plain = {fact.key: int(texts[fact.key]) if fact.kind is FactKind.WHOLE else texts[fact.key] for fact in PLAIN}
    phases = tuple(
        PhaseDraft(kind, texts[first.key], texts[last.key], sentences.get(kind, ""))
        for kind, first, last in PHASES
        if texts[first.key] or texts[last.key] or sentences.get(kind)
    )
    return replace(base, **plain, phases=phases)  # type: ignore[arg-type]


def excerpt(text: str, source: FactSource, room: int) -> Excerpt:
    """About `room` characters of the sentence around the value, with an ellipsis where something is left out."""
    sentence = source.sentence
    at = sentence_start(text, source)
    value = text[source.start : source.end]
    if at < 0 or not value:
        shown = sentence if len(sentence) <= room else f"{sentence[: room - 1]}…"
        return Excerpt(shown, "", "")
    before, after = text[at : source.start], text[source.end : at + len(sentence)]
    spare = max(room - len(value), 0)
    left = min(len(before), max(spare // 2, spare - len(after)))
    right = min(len(after), spare - left)
    return Excerpt(
        _one_line(before if left == len(before) else f"…{before[len(before) - left + 1 :]}"),
        _one_line(value),
        _one_line(after if right == len(after) else f"{after[: max(right - 1, 0)]}…"),
    )


def sentence_start(text: str, source: FactSource) -> int:
    """Where the sentence around the value begins in the notice; -1 when its words do not stand there as quoted."""
    sentence = source.sentence
    if not sentence:
        return -1
    at = text.rfind(sentence, 0, source.start + len(sentence))
    return at if 0 <= at <= source.start and source.end <= at + len(sentence) else -1


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _words(fact: Fact, text: str) -> str:
    clean = " ".join(_CONTROL.sub(" ", names.standard(text)).split())
    if fact is TELEPHONE or fact is MAILBOX:
        clean = unicodedata.normalize("NFKC", clean)
    if len(clean) > LONGEST:
        raise RuleBroken(f"{fact.label}有 {len(clean)} 个字符，太长了。", f"请不超过 {LONGEST} 个字符。")
    if fact is MAILBOX and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", clean):
        raise RuleBroken(f"“{clean}”不像邮箱地址。", "例如 zzb@example.edu.cn。")
    return clean


def _whole(fact: Fact, text: str) -> int:
    figures = unicodedata.normalize("NFKC", text).replace(" ", "").replace(",", "")
    number = read_numeral(figures.removesuffix(fact.unit).rstrip("年份字篇个天以内上"))
    if number is None:
        raise RuleBroken(f"“{text}”不是整数。", _how(fact))
    if not fact.least <= number <= fact.most:
        raise RuleBroken(f"{fact.label} {number} 不合适。", _how(fact))
    return number


def _how(fact: Fact) -> str:
    return f"应在 {fact.least} 到 {fact.most} 之间。" if fact.most else "请填写。"


def _month(text: str) -> str:
    found = _MONTH.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    return f"{found[1]}-{int(found[2]):02}" if found and 1 <= int(found[2]) <= 12 else ""


def _deadline(text: str, near: date, how: str) -> str:
    """A day, or a day and a minute."""
    try:
        return typed_dates.read_date(text, near=near).isoformat()
    except RuleBroken as no_date:
        try:
            return typed_dates.written_moment(typed_dates.read_moment(text, near=near))
        except RuleBroken:
            raise RuleBroken(no_date.what, how) from no_date
