"""Who issued the notice and how the office is reached: title, programme, school, office, room, telephone, mailbox.

Names of persons (联系人) are never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.enums import PhaseKind
from desktop_app.rules.notice.folding import Folded
from desktop_app.rules.notice.outline import Line, kind_at
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes.notice import Found

_NOTHING: Found[str] = Found(None, "", 0, 0)
_HEAD_LINES = 10
_TITLE = Pattern(r"(?:^|(?<=\n))[^\n。:]{0,40}?关于[^。;:]{2,90}?(?:通知|通告|公告|方案)")
_PROGRAMME = Pattern(
    r"[“\"「]?一?支部一?(?:一)?(?:特色|品牌|亮点)[”\"」]?(?:党?支部)?(?:特色)?(?:党建)?(?:特色)?(?:品牌)?(?:创建|建设|培育)?(?:活动|项目|工程|工作)?"
)
_HAN = "[\u4e00-\u9fff]"
_SCHOOL = Pattern(
    rf"(?:^|(?<=[\n《(]))(?:中共|中国共产党)?(?P<v>{_HAN}{{2,16}}?(?:大学|学院|学校))"
    r"(?=党委|委员会|组织部|关于|[“\"]|\n|$)"
)
_OFFICE = Pattern(
    rf"(?:中共|中国共产党)?(?:{_HAN}{{2,16}}(?:大学|学院|学校))?(?:委员会|校?党委)?组织(?:人事|统战|宣传)?[部处](?:组织科|组织与干部科|{_HAN}{{2,5}}科)?"
    r"|党建工作办公室|组织员办公室"
)
_ROOM = Pattern(
    r"(?P<v>[0-9A-Z“”\u4e00-\u9fff]{1,16}?(?:楼|大厦|馆|座|栋)(?:[东西南北]?[A-Z]?[座区楼](?![0-9]*层))?"
    r"(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[层楼])?[A-Z]?[-—–]?[0-9]{2,4}(?:-[0-9]{1,3})?)(?![0-9])(?:办公室|室|房间|房|号)?"
)
_BEFORE_ROOM = Pattern(
    r"^.*(?:[报送交寄发][送至到往给达]|提交至|提交到|位于|设在|地点[为是]?|地址[为是]?|组织部|组织科|党委|办公室|[至到在于]|科室|部门)"
)
_PHONE_LABEL = Pattern(r"电话|座机|热线|短号|内线|联系方式|联系人|Tel|TEL|tel")
_PHONE = Pattern(
    r"(?<![0-9A-Za-z@.])(?:(?P<mobile>1[3-9][0-9](?:[- ]?[0-9]{4}){2})"
    r"|(?:\(?(?P<area>0[0-9]{2,3})(?:\)|[-—– ]))?(?P<local>[1-9][0-9]{3} [0-9]{4}|[1-9][0-9]{3,7})"
    r"(?:(?:[-—–]|转)(?P<inner>[0-9]{1,6}))?)(?![0-9A-Za-z@.])"
)
_MAIL = Pattern(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_COPY_TO = Pattern(r"(?:抄送|备用)[^,。;@]{0,8}$")
_SENDING = Pattern(r"报送|报至|送至|送到|交至|交到|提交|发送|发至|发到|上报")


def read_title(folded: Folded) -> Found[str]:
    """The title over the notice, its lines joined."""
    head = "\n".join(folded.text.split("\n")[:_HEAD_LINES])
    found = _TITLE.search(head)
    return _found(folded, found.start(), found.end(), found[0].replace("\n", "").strip()) if found else _NOTHING


def read_programme(folded: Folded) -> Found[str]:
    """The programme's name in the notice's words."""
    found = _PROGRAMME.search(folded.text)
    return _found(folded, found.start(), found.end()) if found else _NOTHING


def read_school(folded: Folded) -> Found[str]:
    """The school, from the title, the form's name or the signature."""
    found = _SCHOOL.search(folded.text)
    return _found(folded, *found.span("v")) if found else _NOTHING


def read_office(folded: Folded, lines: Sequence[Line]) -> Found[str]:
    """The office that takes the forms: the fullest of its names where they are handed in, else under the notice."""
    places = [found.span() for found in _OFFICE.finditer(folded.text)]
    taking = [span for span in places if _in_submission(lines, span[0])]
    if taking or places:
        start, end = max(taking, key=lambda span: span[1] - span[0]) if taking else places[-1]
        return _found(folded, start, end)
    return _NOTHING


def read_room(folded: Folded, lines: Sequence[Line], warnings: list[str]) -> Found[str]:
    """The room where the forms are handed in, without the word 办公室: 勤政楼423."""
    spans = []
    for found in _ROOM.finditer(folded.text):
        start, end = found.span("v")
        if prefix := _BEFORE_ROOM.match(folded.text[start:end]):
            start += prefix.end()
        kind = kind_at(lines, start)
        if re.match(r"[^楼大馆座栋]", folded.text[start:end]) and kind in (
            None,
            PhaseKind.SUBMISSION,
            PhaseKind.CONTINUATION,
        ):
            spans.append((start, end))
    return _one_place(folded, lines, spans, "收件地点", warnings)


def read_mailbox(folded: Folded, lines: Sequence[Line], warnings: list[str]) -> Found[str]:
    """The mailbox the electronic version goes to."""
    every = [found.span() for found in _MAIL.finditer(folded.text)]
    first_hand = [span for span in every if not _COPY_TO.search(folded.text[: span[0]][-12:])]
    return _one_place(folded, lines, first_hand or every, "电子邮箱", warnings)


def _one_place(
    folded: Folded, lines: Sequence[Line], spans: Sequence[tuple[int, int]], label: str, warnings: list[str]
) -> Found[str]:
    """The only one; of several, the only one where forms are handed in; otherwise none, and all are named."""
    if not spans:
        warnings.append(f"通知没有写明{label}，请自行填写。")
        return _NOTHING
    taking = [span for span in spans if _in_submission(lines, span[0])] or [
        span for span in spans if _SENDING.search("".join(folded.around(*span)))
    ]
    choice = {folded.text[start:end].lower(): (start, end) for start, end in reversed(taking or spans)}
    start, end = min(choice.values())
    if len(choice) > 1:
        named = "、".join(folded.text[slice(*span)] for span in sorted(choice.values()))
        warnings.append(f"通知写了几个{label}（{named}），没有读入，请选定后填写。")
        return Found(None, folded.sentence(start, end), *folded.span(start, end))
    if rest := list(dict.fromkeys(t for span in spans if (t := folded.text[slice(*span)]).lower() not in choice)):
        warnings.append(f"通知另有{label} {'、'.join(rest)}，没有读入。")
    return _found(folded, start, end)


def read_telephone(folded: Folded, lines: Sequence[Line], warnings: list[str]) -> Found[str]:
    """The office's telephone, 0371-65790500-806; several are kept together, a mobile is not taken."""
    phones = {found.start(): found for found in _labelled_phones(folded.text)}
    mobiles = [found[0] for found in phones.values() if found["mobile"]]
    fixed = [phone for phone in phones.values() if not phone["mobile"]]
    fixed = [phone for phone in fixed if _in_submission(lines, phone.start())] or fixed
    if mobiles:
        warnings.append(f"通知里的 {'、'.join(mobiles)} 是手机号，没有读入；确为办公用号时请自行填写。")
    if not fixed:
        if not mobiles:
            warnings.append("通知没有写明办公电话，请自行填写。")
        return _NOTHING
    numbers = list(dict.fromkeys(_number(phone) for phone in fixed))
    if len(numbers) > 1:
        warnings.append(f"通知写了几个电话，都已读入：{'、'.join(numbers)}。")
        return _found(folded, fixed[0].start(), fixed[-1].end(), "、".join(numbers))
    return _found(folded, *fixed[0].span(), numbers[0])


def _labelled_phones(text: str) -> Iterator[re.Match[str]]:
    for label in _PHONE_LABEL.finditer(text):
        line_end = text.find("\n", label.end())
        end = len(text) if line_end < 0 else line_end
        at, gap = label.end(), 14
        while (found := _PHONE.search(text, at, min(end, at + gap + 20))) and _joins(text[at : found.start()], gap):
            yield found
            at, gap = found.end(), 8


def _joins(between: str, gap: int) -> bool:
    return len(between) <= gap and not re.search(r"[。;@0-9]|邮箱|地[点址]|年|楼|[^/(]传真|QQ|微信|群", between)


def _number(phone: re.Match[str]) -> str:
    """One spelling: (0371)65790500转806 and 0371—65790500-806 become 0371-65790500-806."""
    return "-".join(part.replace(" ", "") for part in phone.group("area", "local", "inner") if part)


def _found(folded: Folded, start: int, end: int, value: str = "") -> Found[str]:
    return Found(value or folded.text[start:end], folded.sentence(start, end), *folded.span(start, end))


def _in_submission(lines: Sequence[Line], at: int) -> bool:
    return kind_at(lines, at) is PhaseKind.SUBMISSION
