"""The numbers of a notice: copies, days of publicity, the case's limit, the least number of news items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from db.enums import PhaseKind
from desktop_app.rules.notice.folding import Folded
from desktop_app.rules.notice.outline import Line, kind_at
from desktop_app.rules.numerals import NUMERALS, read_numeral
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes import shape
from desktop_app.shapes.notice import Found

MOST_COPIES = 20  # more are no copies of a form; a round takes no more

_N = rf"(?<![{NUMERALS}.,])(?P<n>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[{NUMERALS}]{{1,7}})"
_COPIES = (
    Pattern(rf"[一壹1]式{_N}(?:\([0-9]{{1,2}}\))?份"),
    Pattern(
        rf"(?:纸质[版件材料稿]*|纸版|书面材料|打印稿?|申报书|申报表|申请书|申报材料)[^,。;\n月]{{0,12}}?(?<![第月过限于{NUMERALS}]){_N}份"
    ),
)
_FORM = Pattern(r"申报书|申报表|申请书|立项书|申报材料")
_PUBLICITY = (
    Pattern(rf"公示(?P<gap>[^。;\n]{{0,16}}?)(?<![第{NUMERALS}]){_N}(?P<u>个?工作日|个?自然日|个?星期|天|日(?!期)|周)"),
    Pattern(rf"(?<![第{NUMERALS}]){_N}(?P<u>个?工作日|个?自然日|天|日|周)(?P<gap>[^,。;\n]{{0,6}}?)公示"),
)
_NOT_THE_TERM = Pattern(r"满|结束|后|无异议|异议|内提|月|年")
_LENGTH = Pattern(
    rf"(?P<lead>不超过|不多于|不得超过|控制在|限|最多|以内|不少于|不低于|至少|不得少于)?:?(?P<from>[0-9]{{3,5}}[-—–~至到])?"
    rf"{_N}个?汉?字(?P<tail>以内|之内|内|左右|以下|上下|以上|为限)?"
)
_CASE = Pattern(r"案例|实例")
_LENGTH_SUBJECT = Pattern(
    r"案例|实例|申报书|申报表|申请书|简介|内涵|释义|新闻|稿件|故事|口号|事迹|品牌名称|摘要|报告|心得|视频"
)
_NEWS = Pattern(rf"(?<![第{NUMERALS}]){_N}(?P<u>篇|条|则|次)(?P<up>(?:\(含\)|及)?以上)?")
_AT_LEAST = Pattern(r"(?:至少|不少于|不低于|不得少于|最少|最低)[^,。;\n]{0,16}$")
_NEWS_SUBJECT = Pattern(r"新闻|稿件|宣传报道|报道|推送|刊发|宣传稿|消息")
_PER_PERIOD = Pattern(r"每(?:年|学期|季度|月|周)|各学期")


@shape
class Reading:
    """One place where a number stands: the lower `rank` the surer.

    `doubt` says why it is no value, `note` what is to be looked over, both for the clerk;
    `start` and `end` are offsets in the folded text.
    """

    rank: int
    value: int | None
    start: int
    end: int
    doubt: str = ""
    note: str = ""


def read_copies(folded: Folded, lines: Sequence[Line], warnings: list[str]) -> Found[int]:
    """How many paper copies of the form are to be handed in."""
    return _settle(folded, list(_copies(folded, lines)), "纸质申报书的份数", warnings)


def _copies(folded: Folded, lines: Sequence[Line]) -> Iterator[Reading]:
    for surer, pattern in enumerate(_COPIES):
        for found in pattern.finditer(folded.text):
            value = read_numeral(found["n"])
            if value is None or not 1 <= value <= MOST_COPIES or re.search("原件|复印", found[0]):
                continue
            clause = re.split(r"[,、(和及]", folded.around(found.start("n"), found.end())[0])
            near = "".join(clause[-2:]) if len(clause) > 1 and not _names_a_paper(clause[-1]) else clause[-1]
            of_form = bool(_FORM.search(near))
            other_paper = _names_a_paper(near) and not of_form
            in_submission = kind_at(lines, found.start()) is PhaseKind.SUBMISSION
            late = kind_at(lines, found.start()) in (PhaseKind.ACCEPTANCE, PhaseKind.CULTIVATION)
            rank = surer + (0 if of_form else 3 if other_paper else 1) + (0 if in_submission else 4 if late else 1)
            yield Reading(rank, value, found.start("n"), found.end())


def _names_a_paper(words: str) -> bool:
    return bool(_FORM.search(words) or re.search(r"汇总表|推荐表|案例|总结|佐证|证明|材料|复印件|名单", words))


def read_publicity(folded: Folded, warnings: list[str]) -> Found[int]:
    """For how many working days the list is public; calendar days are quoted, not converted."""
    readings = []
    for pattern in _PUBLICITY:
        for found in pattern.finditer(folded.text):
            value = read_numeral(found["n"])
            if _NOT_THE_TERM.search(found["gap"]) or value is None or not 1 <= value <= 60:
                continue
            if "工作日" in found["u"]:
                readings.append(Reading(0, value, found.start("n"), found.end("u")))
            else:
                doubt = f"写的是“{found['n']}{found['u']}”，没有说是工作日"
                readings.append(Reading(1, None, found.start("n"), found.end("u"), doubt))
    return _settle(folded, readings, "公示期的工作日数", warnings)


def read_case_limit(folded: Folded, warnings: list[str]) -> Found[int]:
    """The case's most 字."""
    readings = []
    for found in _LENGTH.finditer(folded.text):
        value = read_numeral(found["n"])
        if value is None or not 100 <= value <= 100_000 or not _of_a_case(folded.text, found.start(), found.end()):
            continue
        lead, tail = found["lead"] or "", found["tail"] or ""
        start, end = found.start("n"), found.end()
        if lead in ("不少于", "不低于", "至少", "不得少于") or tail == "以上":
            readings.append(Reading(1, None, start, end, "只写了至少多少字，没有写上限"))
        elif tail in ("左右", "上下") or not (lead or tail or found["from"]):
            note = f"案例字数写的是“{folded.text[start:end]}”，不是明确的上限，按 {value} 字读入，请核对。"
            readings.append(Reading(0, value, start, end, note=note))
        else:
            readings.append(Reading(0, value, start, end))
    return _settle(folded, readings, "案例的字数上限", warnings)


def _of_a_case(text: str, start: int, end: int) -> bool:
    """Whether the last thing named before a length, or in its own clause after it, is the case."""
    after = re.split(r"[,。;\n]", text[end : end + 20])[0]
    line_start = max(text.rfind("\n", 0, start) + 1, start - 1000)
    subjects = _LENGTH_SUBJECT.findall(text[line_start:start])
    clause = re.split(r"[,。;]", text[line_start:start])[-1]
    if _CASE.search(after) and not _LENGTH_SUBJECT.search(clause):
        return True
    return bool(subjects and _CASE.search("".join(subjects[-2:] if subjects[-1] == "报告" else subjects[-1:])))


def read_news_minimum(folded: Folded, warnings: list[str]) -> Found[int]:
    """The fewest news items a branch needs at acceptance."""
    readings = []
    for found in _NEWS.finditer(folded.text):
        value = read_numeral(found["n"])
        sentence = folded.around(*found.span())
        before, after = sentence[0].split(",")[-1], sentence[1].split(",")[0]
        of_news = bool(_NEWS_SUBJECT.search(before + after))
        if value is None or not 1 <= value <= 99 or re.search("案例|申报", before + after):
            continue
        if not (of_news or _NEWS_SUBJECT.search("".join(sentence))):
            continue
        at_least = found["up"] or _AT_LEAST.search(before)
        note = f"新闻稿件写的是“{found[0]}”，没有写“至少”，按最少 {value} 篇读入，请核对。"
        rank = 2 * ("校级" not in before + after) + (not of_news)
        if _PER_PERIOD.search(before):
            readings.append(Reading(rank, None, *found.span(), "写的是每一段时间的篇数，不是总数"))
        else:
            readings.append(Reading(rank + 4 * (not at_least), value, *found.span(), note="" if at_least else note))
    return _settle(folded, readings, "新闻稿件的最少篇数", warnings)


def _settle(folded: Folded, readings: Iterable[Reading], label: str, warnings: list[str]) -> Found[int]:
    """The one value the surest readings agree on; otherwise none, and a warning that quotes what stands there."""
    ordered = sorted(readings, key=lambda reading: (reading.value is None, reading.rank, reading.start))
    if not ordered:
        warnings.append(f"通知没有写明{label}，请自行填写。")
        return Found(None, "", 0, 0)
    best = ordered[0]
    sentence = folded.sentence(best.start, best.end)
    start, end = folded.span(best.start, best.end)
    if best.value is None:
        warnings.append(f"{label}没有读出：{best.doubt}，请自行填写。原句：{sentence}")
        return Found(None, sentence, start, end)
    rivals = [r for r in ordered if r.rank == best.rank and r.value not in (None, best.value)]
    if rivals:
        said = "、".join(f"“{folded.text[r.start : r.end]}”" for r in (best, *rivals))
        warnings.append(f"{label}前后不一（{said}），没有读入，请与通知核对后填写。")
        return Found(None, sentence, start, end)
    if best.note:
        warnings.append(best.note)
    return Found(best.value, sentence, start, end)
