"""The phases of the season and their deadlines, from headings first and from sentences where headings are silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from db.enums import PhaseKind
from desktop_app.rules.notice.folding import Folded
from desktop_app.rules.notice.outline import Line, line_at
from desktop_app.rules.notice.years import Dated
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes import shape
from desktop_app.shapes.notice import Found, PhaseDates

T = TypeVar("T")

SUBMISSION_LABEL = "申报截止时间"
ESTABLISHMENT_LABEL = "立项时间"

_SEND = Pattern(
    r"报[送至到给]|报(?:校|学校)?党委|报组织|报我|上报|提交|递交|上交|送交|交[至到]|送[至到达]|发[送至到]|投递|报名"
)
_APPLY = Pattern(r"申报|申请书|立项书")
_APPLY_TIME = Pattern(
    r"(?:申报|报送|提交|报名|受理|上报|收取|接收)(?:材料)?(?:的)?(?:截[止至])?(?:时间|期限|日期)|截[止至]申报"
    r"|(?:申报|报送|提交|报名|受理|上报|收取|接收)[^。;\n]{0,8}截[止至]"
)
_PUBLIC = Pattern(r"公示(?:时间|日期|期限?)?[自从为是于]?:?$")
_BARE_TIME = Pattern(r"(?:起止|具体|截[止至]|活动|申报|报送|立项|培育|建设|验收)?(?:时间|日期|期限)(?:安排)?[为是]?:?")
_OTHER_ERRAND = Pattern(
    r"定稿|修改|异议|结项|验收|中期|答辩|立项(?:支部|单位|后|的)|年度计划|任务书|成立|入党|转正|会议|培训|获得|以来"
)
_OTHER_PAPER = Pattern(r"案例|总结|新闻|视频|专题|计划")
_SENTENCES = (  # kinds whose dates a sentence may give; the first that fits decides
    (PhaseKind.ACCEPTANCE, Pattern(r"验收|结项")),
    (
        PhaseKind.ESTABLISHMENT,
        Pattern(
            r"立项(?!申报|申请|书|材料|支部|单位|后|的)|评审|遴选|公布.{0,10}(?:名单|结果)|确定.{0,12}(?:培育对象|特色支部)"
        ),
    ),
    (PhaseKind.CULTIVATION, Pattern(r"(?:培育|建设|创建|实施)(?:周期|期|时间|阶段)|培育建设")),
    (PhaseKind.BREWING, Pattern(r"酝酿|宣传发动")),
)
_TO_BRANCH_PARTY = Pattern(
    r"[报交送](?:送|至|到|给)*(?:所在|所属|本|各)?(?:基层|二级|分)?(?:党委|党总支|党组织|总支)(?!组织|宣传)"
)
_TO_OFFICE = Pattern(r"组织部|组织科|党建科|我[部科处]|@|邮箱|办公室")
_PAPER, _FILE = Pattern(r"纸质|书面|盖章|一式"), Pattern(r"电子[版稿文档]|邮箱|@")
_DECIDING = Pattern(r"立项|公布|确定|审定|遴选")
_WEAK = 3  # added to the rank of a date of the review that 立项 follows in the same section
_HEAD_GAP = 8  # characters between a title and its date: "(时间:", "。拟于"


@shape
class Candidate:
    """A date that may be a phase's: the lower `rank` the surer. `around` are the words that belong to it."""

    dated: Dated
    rank: int
    around: str


@shape
class Season:
    """What the notice says of its season, with the warnings that belong to it."""

    phases: tuple[Found[PhaseDates], ...]
    submission: Found[str]
    establishment: Found[str]
    warnings: tuple[str, ...]


def read_season(folded: Folded, lines: Sequence[Line], dates: Sequence[Dated]) -> Season:
    """The phases and both deadlines."""
    candidates = _candidates(folded, lines, dates)
    warnings: list[str] = []
    used: list[Dated] = []
    submission = _deadline(folded, _for_office(candidates[PhaseKind.SUBMISSION]), SUBMISSION_LABEL, warnings, used)
    establishment = _deadline(folded, candidates[PhaseKind.ESTABLISHMENT], ESTABLISHMENT_LABEL, warnings, used)
    if submission.value and establishment.value and establishment.value[:10] < submission.value[:10]:
        warnings.append(
            f"{ESTABLISHMENT_LABEL} {establishment.value} 早于{SUBMISSION_LABEL} {submission.value}，请与通知核对。"
        )
    settled = {PhaseKind.SUBMISSION: submission, PhaseKind.ESTABLISHMENT: establishment}
    phases = []
    for kind in PhaseKind:
        if phase := _phase(folded, kind, candidates[kind], settled.get(kind), used):
            phases.append(phase)
        elif heading := _undated_heading(folded, lines, kind, candidates):
            phases.append(heading)
    warnings += to_look_over(folded, used)
    return Season(tuple(phases), submission, establishment, tuple(warnings))


def _candidates(folded: Folded, lines: Sequence[Line], dates: Sequence[Dated]) -> dict[PhaseKind, list[Candidate]]:
    found: dict[PhaseKind, list[Candidate]] = {kind: [] for kind in PhaseKind}
    for index, dated in enumerate(dates):
        line = line_at(lines, dated.mention.start)
        before, after = _around(folded, dates, index)
        around = before + folded.text[dated.mention.start : dated.mention.end] + after
        kind = _sentence_kind(before, after, dated, line.kind)
        rank = 1 if line.kind is kind else 2
        gap = folded.text[line.body : dated.mention.start]
        if line.heads and dated.mention.start >= line.body and _follows_title(gap):
            kind, rank, around = line.kind, 0, folded.text[line.start : dated.mention.start] + around
        if kind is PhaseKind.ESTABLISHMENT and not _DECIDING.search(around):
            if not (line.heads and _DECIDING.search(_section(folded, lines, line))):
                continue  # the experts' review alone is no 立项
            rank += _WEAK
        if kind:
            found[kind].append(Candidate(dated, rank, around))
    for candidates in found.values():
        candidates.sort(key=lambda candidate: candidate.rank)
    return found


def _section(folded: Folded, lines: Sequence[Line], heading: Line) -> str:
    """What stands under a heading, up to the next one."""
    following = (line.start for line in lines if line.level and line.start > heading.start)
    return folded.text[heading.start : next(following, len(folded.text))]


def _follows_title(gap: str) -> bool:
    return len(gap) <= _HEAD_GAP and not re.search(r"[。;]", gap)


def _around(folded: Folded, dates: Sequence[Dated], index: int) -> tuple[str, str]:
    """The words before and after a date that speak of it: its sentence, up to the dates beside it."""
    mention = dates[index].mention
    start, end = folded.bounds(mention.start, mention.end)
    before, after = folded.text[start : mention.start], folded.text[mention.end : end]
    if index and (other := dates[index - 1].mention.end) > start:
        before = re.split(r"[,、]", folded.text[other : mention.start])[-1]
    if index + 1 < len(dates) and (other := dates[index + 1].mention.start) < end:
        clauses = re.split(r"[,、]", folded.text[mention.end : other])
        after = ",".join(clauses[:-1] or clauses)
    return before, after


def _sentence_kind(before: str, after: str, dated: Dated, section: PhaseKind | None) -> PhaseKind | None:
    around = before + after
    limited = dated.mention.until or dated.mention.first is not dated.mention.last
    if section and limited and _alone(before, after):
        return section
    bounded = limited or _APPLY_TIME.search(around)
    if bounded and not dated.mention.since and _is_submission(around, section):
        return PhaseKind.SUBMISSION
    if _APPLY_TIME.search(around) or _SEND.search(around):
        return None
    kind = next((kind for kind, words in _SENTENCES if words.search(around)), None)
    if kind is PhaseKind.ESTABLISHMENT and _PUBLIC.search(before):
        return None
    if kind is PhaseKind.ESTABLISHMENT and section is PhaseKind.ACCEPTANCE:
        return PhaseKind.ACCEPTANCE  # 评审 under 验收
    if kind is None and bounded and _APPLY.search(around) and not _OTHER_ERRAND.search(around):
        return PhaseKind.SUBMISSION
    return kind


def _alone(before: str, after: str) -> bool:
    """Whether a date says no more than when the phase of its heading is: 时间:…, or nothing beside it."""
    head = re.split(r"[.、)\t]", before)[-1]
    return (not head or bool(_BARE_TIME.fullmatch(head))) and after.strip(")之以") in ("", "前", "止", "截止")


def _is_submission(around: str, section: PhaseKind | None) -> bool:
    if _OTHER_ERRAND.search(around) or not (_SEND.search(around) or _APPLY_TIME.search(around)):
        return False
    if _APPLY.search(around):
        return True
    return not _OTHER_PAPER.search(around) and section in (None, PhaseKind.SUBMISSION)


def _for_office(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Without the dates by which a branch hands in to its own 基层党组织, where others are for the office."""
    all_of_them = list(candidates)
    inner = [c for c in all_of_them if _TO_BRANCH_PARTY.search(c.around) and not _TO_OFFICE.search(c.around)]
    return [c for c in all_of_them if c not in inner] or all_of_them


def _deadline(
    folded: Folded, candidates: Sequence[Candidate], label: str, warnings: list[str], used: list[Dated]
) -> Found[str]:
    readable = [c for c in candidates if c.dated.last_day]
    if not readable:
        return _unreadable(folded, candidates, label, warnings)
    best_rank = [c for c in readable if c.rank == readable[0].rank]
    chosen = next((c for c in best_rank if _PAPER.search(c.around) and not _FILE.search(c.around)), best_rank[0])
    same_day = [c for c in readable if c.dated.last[:10] == chosen.dated.last[:10]]
    chosen = next((c for c in [chosen, *same_day] if len(c.dated.last) > 10), chosen)
    value = chosen.dated.last
    others = [
        c
        for c in readable
        if c.dated.last[:10] != value[:10] or (len(c.dated.last) > 10 and c.dated.last != value)
        if c.rank < _WEAK or chosen.rank >= _WEAK
    ]
    if others:
        quoted = "、".join(f"{c.dated.last}（{_quote(folded, c.dated)}）" for c in others)
        warnings.append(f"{label}不止一个：取 {value}（{_quote(folded, chosen.dated)}），另有 {quoted}，请与通知核对。")
    used.append(chosen.dated)
    return found_at(folded, value, chosen.dated)


def _unreadable(folded: Folded, candidates: Sequence[Candidate], label: str, warnings: list[str]) -> Found[str]:
    if not candidates:
        warnings.append(f"通知没有写明{label}，请自行填写。")
        return Found(None, "", 0, 0)
    dated = candidates[0].dated
    warnings.append(
        f"{label}没有读出：{_quote(folded, dated)}{dated.problem}，请自行填写。原句：{_sentence(folded, dated)}"
    )
    return found_at(folded, None, dated)


def _phase(
    folded: Folded,
    kind: PhaseKind,
    candidates: Sequence[Candidate],
    settled: Found[str] | None,
    used: list[Dated],
) -> Found[PhaseDates] | None:
    """A phase's first and last moment; the end of 申报 and 立项 is the deadline that was settled for them."""
    readable = [c.dated for c in candidates if c.dated.last]
    if settled and settled.value:
        readable = [dated for dated in readable if dated.last[:10] == settled.value[:10]]
    if not readable:
        return None
    dated = readable[0]
    used.append(dated)
    first = "" if dated.mention.until and dated.mention.first is dated.mention.last else dated.first
    last = "" if dated.mention.since else dated.last
    if settled and settled.value:
        last = settled.value
    return found_at(folded, PhaseDates(kind, first, last), dated)


def _undated_heading(
    folded: Folded, lines: Sequence[Line], kind: PhaseKind, candidates: dict[PhaseKind, list[Candidate]]
) -> Found[PhaseDates] | None:
    """A phase that has a heading among dated ones (持续建设) but no date of its own."""
    levels = {line.level for line in lines if line.heads for other in candidates.values() if _heads_one(line, other)}
    for line in lines:
        if line.heads and line.kind is kind and line.level in levels and line.body > line.start:
            start, end = folded.span(line.start, line.body)
            return Found(PhaseDates(kind, "", ""), folded.sentence(line.start, line.body), start, end)
    return None


def _heads_one(line: Line, candidates: Sequence[Candidate]) -> bool:
    return any(c.rank == 0 and line.start <= c.dated.mention.start <= line.end for c in candidates)


def to_look_over(folded: Folded, used: Iterable[Dated]) -> list[str]:
    """Warnings on dates that were taken: years that were not written, weekdays and times that do not fit."""
    once = list(dict.fromkeys(used))
    warnings = [f"{_quote(folded, dated)}{dated.note}，请核对。" for dated in once if dated.note]
    for source in dict.fromkeys(dated.assumed for dated in once if dated.assumed):
        read = "、".join(f"{_quote(folded, d)}读作 {_iso(d)}" for d in once if d.assumed == source)
        warnings.append(f"这些日期没有写年份，按{source}推定：{read}，请核对。")
    return warnings


def _iso(dated: Dated) -> str:
    return dated.last if dated.first == dated.last else f"{dated.first} 至 {dated.last}"


def found_at(folded: Folded, value: T | None, dated: Dated) -> Found[T]:
    """A fact read from a date."""
    start, end = folded.span(*_span(dated))
    return Found(value, _sentence(folded, dated), start, end)


def _span(dated: Dated) -> tuple[int, int]:
    return dated.mention.start, dated.mention.end


def _sentence(folded: Folded, dated: Dated) -> str:
    return folded.sentence(*_span(dated))


def _quote(folded: Folded, dated: Dated) -> str:
    start, end = folded.span(*_span(dated))
    return f"“{folded.original[start:end]}”"
