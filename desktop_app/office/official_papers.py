"""The official papers as they are laid out, in the words in force, on the round's data; and a text only tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from db import journal
from db.models import Round
from desktop_app.office import official_values as values
from desktop_app.office.official_look import official_look
from desktop_app.office.official_texts import text_of
from desktop_app.office.papers import letterhead
from desktop_app.office.rounds import current_round_id, required_round_id
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.official import compose, missing_in
from desktop_app.rules.official.examples import example
from desktop_app.rules.trail_words import short_head
from desktop_app.rules.typed_dates import chinese_date
from desktop_app.shapes.official import OfficialPaper, OfficialPapers
from desktop_app.shapes.official_texts import Filling, Sample, TextKind

Fills = Callable[[str | None, datetime], Sequence[Filling]]
FILLS: Mapping[TextKind, Fills] = {
    TextKind.PUBLICITY: values.publicity,
    TextKind.SUBSTITUTES: values.publicity,
    TextKind.CORRECTED: values.publicity,
    TextKind.ESTABLISHMENT: values.establishment,
    TextKind.CORRECTION: values.corrections,
    TextKind.FEEDBACK: values.opinions,
}
FINAL = frozenset({TextKind.PUBLICITY, TextKind.SUBSTITUTES, TextKind.CORRECTED, TextKind.ESTABLISHMENT})


def publicity_notice(code: str | None, now: datetime) -> OfficialPapers:
    """公示 of the newest list, or of the one posted on the day `code` (2025-09-26). RuleBroken before one."""
    return _in_force(values.publicity(code, now), now)


def establishment_notice(now: datetime) -> OfficialPapers:
    """立项通知 with its 附件. RuleBroken while nothing is 已立项."""
    return _in_force(values.establishment(None, now), now)


def correction_notices(code: str | None, now: datetime) -> OfficialPapers:
    """补正通知, each with the code of its list; what `code` may be says `deficiency_papers.correction_notices`."""
    return _in_force(values.corrections(code, now), now)


def opinion_feedback(code: str | None, now: datetime) -> OfficialPapers:
    """专家意见反馈 of an application, or of all that are on the way to 立项. RuleBroken when nothing was said."""
    return _in_force(values.opinions(code, now), now)


def try_text(kind: TextKind, text: str, now: datetime, *, code: str | None = None) -> Sample:
    """What a text would make of the round's real data; of invented examples where there are none.

    Of several papers the first. RuleBroken for a text that cannot be laid out.
    """
    real = _real(kind, code, now)
    filling = real or example(kind)
    papers = _laid_out((filling,), (text,), now, invented=real is None)
    return Sample(papers, missing_in(papers.papers[0].blocks), invented=real is None)


def missing_fields(papers: OfficialPapers) -> tuple[str, ...]:
    """The fields of all papers that nobody filled in, each once."""
    return tuple(dict.fromkeys(name for paper in papers.papers for name in missing_in(paper.blocks)))


def _real(kind: TextKind, code: str | None, now: datetime) -> Filling | None:
    """The round's first paper of a kind; None without a round, or when it has none."""
    if current_round_id() is None:
        return None
    try:
        found = FILLS[kind](code, now)
    except RuleBroken:
        return None
    return next((each for each in found if each.kind is kind), None)


def _in_force(fillings: Sequence[Filling], now: datetime) -> OfficialPapers:
    """In the words in force; a paper that left the office in those of its time."""
    texts = {wanted: text_of(*wanted) for wanted in {(each.kind, each.at) for each in fillings}}
    return _laid_out(fillings, [texts[each.kind, each.at] for each in fillings], now)


def _laid_out(
    fillings: Sequence[Filling], texts: Sequence[str], now: datetime, *, invented: bool = False
) -> OfficialPapers:
    """Each text over its values. RuleBroken, naming the line, for one that was spoilt outside the program."""
    look, kind = official_look(), fillings[0].kind
    papers = tuple(
        OfficialPaper(compose(text, each.values, each.blocks, look), each.code)
        for each, text in zip(fillings, texts, strict=True)
    )
    author, subject = "", ""
    if not invented:
        round_ = Round.get_by_id(required_round_id())
        head = letterhead(round_)
        author, subject = f"{head.school}{head.department}{head.office}", round_.name
    return OfficialPapers(
        look=look,
        papers=papers,
        title=f"{kind} {subject}".strip(),
        author=author,
        subject=subject,
        made_at=now,
        record="示例数据，不作公文" if invented else _record(fillings, subject, now),
    )


def _record(fillings: Sequence[Filling], round_name: str, now: datetime) -> str:
    """记录号 of what is final; of what goes to a branch, when it was printed, or printed again."""
    kind, head = fillings[0].kind, journal.head()
    if kind in FINAL:
        return f"{kind}　{round_name}　记录号 {short_head(head)}" if head else f"{kind}　{round_name}"
    again = all(each.at for each in fillings)
    return f"{kind}　{round_name}　{'补打' if again else '打印'}于 {chinese_date(now)} {now:%H:%M}"
