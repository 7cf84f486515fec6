"""The outline of a notice: its lines, its headings, and the phase of the season that each line belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from db.enums import PhaseKind
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes import shape


@shape
class Line:
    """One line of the folded text, `start` to `end`; `body` is where its heading's title ends.

    `kind` is the phase under whose heading the line stands, None outside. `heads` when the line itself is the heading
    of that phase (申报时间, 项目申报) and not of something about it (申报条件). `level` 0: no heading.
    """

    start: int
    end: int
    body: int
    level: int
    kind: PhaseKind | None
    heads: bool


_CN = "[一二三四五六七八九十]{1,3}"
_ENUMERATORS = (
    (1, Pattern(rf"{_CN}[、.]")),
    (2, Pattern(rf"\({_CN}\)[、.]?|[㈠-㈩]|第{_CN}(?:阶段|步|环节)[:、,]?")),
    (3, Pattern(r"[0-9]{1,2}[.、](?![0-9]{1,2}(?![0-9]))|[0-9]{1,2}\)|[⒈-⒛]")),
    (4, Pattern(r"\([0-9]{1,2}\)|[①-⑳]")),
)
_LAST_LEVEL = 5
_TITLE = Pattern(r"[^(:,.。;；、!?\n\t0-9]{1,20}")
_ABOUT = Pattern(
    r"条件|对象|范围|要求|资格|名额|材料|方式|办法|程序|标准|内容|原则|纪律|说明|目标|目的|意义|重点|保障|领导|机制"
    r"|措施|任务|思路|背景|工作基础|组织实施|流程|数量|依据|结果|运用|申报书|申报表|通知"
)
_TITLES = (  # the first that fits a title decides
    (PhaseKind.ACCEPTANCE, Pattern(r"验收|结项|考核评估|总结评估|总结展示")),
    (PhaseKind.CONTINUATION, Pattern(r"持续(?:建设|推进|深化|创建|提升)|巩固|长效|常态")),
    (PhaseKind.BREWING, Pattern(r"酝酿|发动|动员|筹备")),
    (PhaseKind.SUBMISSION, Pattern(r"申报|报送|申请|征集|材料提交|报名|收件")),
    (PhaseKind.CULTIVATION, Pattern(r"培育(?!对象)|建设|创建|(?<!组织)实施(?!步骤|方案|意见)")),
    (PhaseKind.ESTABLISHMENT, Pattern(r"立项|遴选|评审|评选|审定|培育对象|公布")),
)


def title_kind(title: str) -> PhaseKind | None:
    """The phase a heading's title speaks of."""
    return next((kind for kind, words in _TITLES if words.search(title)), None)


def outline(text: str) -> tuple[Line, ...]:
    """All lines of a folded text. A heading holds until the next one of its level or above."""
    lines: list[Line] = []
    open_headings: list[tuple[int, PhaseKind | None]] = []
    start = 0
    for content in text.split("\n"):
        end = start + len(content)
        level, title, body = _heading(content)
        kind = title_kind(title)
        about = bool(_ABOUT.search(title))
        heads = kind is not None and not about
        if about and kind is PhaseKind.CULTIVATION:  # 创建对象, 建设目标 open no phase
            kind = None
        if not level and heads and _stands_alone(content, body):
            level = _LAST_LEVEL
        if level:
            open_headings = [(other, held) for other, held in open_headings if other < level]
            open_headings.append((level, kind))
        held = next((held for _, held in reversed(open_headings) if held), None)
        lines.append(Line(start, end, start + body, level, held, bool(level and heads)))
        start = end + 1
    return tuple(lines)


def _heading(line: str) -> tuple[int, str, int]:
    """Level (0: none), title and where the title ends, of one line."""
    level, at = 0, 0
    while found := next(((n, m) for n, p in _ENUMERATORS if (m := p.match(line, at))), None):
        level, at = level or found[0], found[1].end()
    title = _TITLE.match(line, at)
    return (level, title[0], title.end()) if title else (level, "", at)


def _stands_alone(line: str, body: int) -> bool:
    """A title without an enumerator is one only when short and followed by nothing, a colon, a bracket or a date."""
    return 0 < body <= 12 and (body == len(line) or line[body] in "(:\t0123456789")


def line_at(lines: Sequence[Line], at: int) -> Line:
    """The line of the character at `at`."""
    return lines[bisect_right(lines, at, key=lambda line: line.start) - 1]


def kind_at(lines: Sequence[Line], at: int) -> PhaseKind | None:
    """The phase under whose heading the character at `at` stands."""
    return line_at(lines, at).kind
