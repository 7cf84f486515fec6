"""A notice read by rules: what is there beside its sentence, what is not said said so, nothing guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.notice import contacts, counts
from desktop_app.rules.notice.dates import Mention, find_mentions
from desktop_app.rules.notice.folding import Folded, fold
from desktop_app.rules.notice.outline import outline
from desktop_app.rules.notice.phases import Season, found_at, read_season, to_look_over
from desktop_app.rules.notice.years import Anchor, Dated, date_all, from_day, issue_mentions, within_year
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes.notice import Found, NoticePlan

LONGEST = 100_000
"""Characters up to which a text is looked at; a notice has some thousand."""

_OURS = Pattern(r"一支部一|支部.{0,8}品牌|特色支部|党建品牌")
_OF_A_PARTY = Pattern(r"支部|党建")
_NOTICE_WORDS = Pattern(r"通知|现将|请各|各(?:基层|二级)?(?:党委|党总支|党组织|单位|支部|党支部)")
_YEAR_IN_TITLE = Pattern(r"(?P<y>20[0-9]{2})(?:-20[0-9]{2}学)?年")
_PASTE = "请确认选的是“一支部一特色”创建通知的正文；也可以把通知的文字粘贴进来。"


def read_notice(text: str) -> NoticePlan:
    """Read a notice. RuleBroken when the text is none: empty, a table, a poem, a notice about something else."""
    if len(text) > LONGEST:
        raise RuleBroken(f"这段文字有 {len(text)} 个字符，超过 {LONGEST} 个的上限，不像一份通知。", _PASTE)
    folded = fold(text)
    if not folded.text.strip():
        raise RuleBroken("通知是空的，没有可以读取的文字。", _PASTE)
    lines, mentions = outline(folded.text), find_mentions(folded.text)
    title, programme = contacts.read_title(folded), contacts.read_programme(folded)
    warnings: list[str] = []
    issued = _issued_on(folded, mentions, warnings)
    dates = date_all(mentions, _anchor(issued), _heading_anchor(title))
    season = read_season(folded, lines, dates)
    warnings += season.warnings
    year = _year(season, title, issued, warnings)
    warnings += _impossible(folded, dates, season.warnings)
    copies = counts.read_copies(folded, lines, warnings)
    _check_is_notice(folded, season, copies)
    if programme.value is None:
        warnings.insert(0, "通知里没有“一支部一特色”或支部品牌的字样，请确认选对了通知。")
    return NoticePlan(
        text=text,
        title=title,
        programme=programme,
        school=contacts.read_school(folded),
        year=year,
        issued_on=issued,
        phases=season.phases,
        submission_deadline=season.submission,
        establishment_deadline=season.establishment,
        copies=copies,
        publicity_workdays=counts.read_publicity(folded, warnings),
        case_limit=counts.read_case_limit(folded, warnings),
        news_minimum=counts.read_news_minimum(folded, warnings),
        room=contacts.read_room(folded, lines, warnings),
        telephone=contacts.read_telephone(folded, lines, warnings),
        mailbox=contacts.read_mailbox(folded, lines, warnings),
        office=contacts.read_office(folded, lines),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _check_is_notice(folded: Folded, season: Season, copies: Found[int]) -> None:
    text = folded.text
    applying = season.submission.sentence or copies.value
    planned = applying or season.establishment.sentence or any(p.value and p.value.last for p in season.phases)
    if not _NOTICE_WORDS.search(text) or not _OF_A_PARTY.search(text):
        raise RuleBroken("这段文字不是党支部品牌创建的通知。", _PASTE)
    if not planned or not (_OURS.search(text) or ("申报" in text and season.submission.sentence)):
        raise RuleBroken("这段文字里没有品牌创建的申报安排（申报时间、立项时间、份数等），不能据此设立批次。", _PASTE)


def _issued_on(folded: Folded, mentions: Sequence[Mention], warnings: list[str]) -> Found[str]:
    """The day of issue: the dates that stand as one are all named when they differ."""
    days = [dated for dated in date_all(issue_mentions(folded, mentions), None, None) if dated.last_day]
    if not days:
        warnings.append("通知没有写明发文日期。")
        return Found(None, "", 0, 0)
    chosen = days[0]
    if others := sorted({d.last[:10] for d in days} - {chosen.last[:10]}):
        warnings.append(f"发文日期取 {chosen.last[:10]}，通知里另有单独成行的日期 {'、'.join(others)}，请核对。")
    warnings += to_look_over(folded, [chosen])
    return found_at(folded, chosen.last[:10], chosen)


def _anchor(issued: Found[str]) -> Anchor | None:
    return from_day(date.fromisoformat(issued.value), f"发文日期（{issued.value}）") if issued.value else None


def _heading_anchor(title: Found[str]) -> Anchor | None:
    year = _title_year(title)
    return within_year(year, f"标题中的 {year} 年") if year else None


def _title_year(title: Found[str]) -> int | None:
    found = _YEAR_IN_TITLE.search(title.value or "")
    return int(found["y"]) if found else None


def _year(season: Season, title: Found[str], issued: Found[str], warnings: list[str]) -> Found[int]:
    """The season's year: that of the submission deadline, else the title's, else the day of issue's."""
    deadline, titled = season.submission, _title_year(title)
    if deadline.value:
        year = int(deadline.value[:4])
        if titled and titled != year:
            warnings.append(f"标题写的是 {titled} 年，申报截止在 {year} 年；批次年份取 {year}，请核对。")
        return Found(year, deadline.sentence, deadline.start, deadline.end)
    if titled:
        return Found(titled, title.sentence, title.start, title.end)
    if issued.value:
        warnings.append(f"没有申报截止时间，批次年份取发文日期的 {issued.value[:4]} 年，请核对。")
        return Found(int(issued.value[:4]), issued.sentence, issued.start, issued.end)
    warnings.append("通知没有写明批次年份，请自行填写。")
    return Found(None, "", 0, 0)


def _impossible(folded: Folded, dates: Sequence[Dated], said: Sequence[str]) -> list[str]:
    """Days that no calendar has, wherever they stand, unless a deadline's warning already quotes them."""
    found = []
    for dated in dates:
        words = folded.text[dated.mention.start : dated.mention.end]
        if "不存在" in dated.problem and ("日" in words or "号" in words) and not any(words in s for s in said):
            sentence = folded.sentence(dated.mention.start, dated.mention.end)
            found.append(f"“{words}”{dated.problem}，没有读入。原句：{sentence}")
    return found
