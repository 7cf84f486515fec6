"""申报汇总.xlsx and 收件记录.xlsx: what 86 branches brought to 勤政楼423 in some sixty visits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from installers.sample.files import head, new_workbook, save, set_widths, title
from installers.sample.organizations import SCHOOL
from installers.sample.season import SEED, Application, Season

COPIES = 5
CLERKS = ("周喆", "沈一禾")
SUMMARY_HEADER = ("序号", "基层党组织", "党支部", "品牌名称", "支部书记", "联系人", "办公电话")
HEADER = (
    "来访序号",
    "收件时间",
    "基层党组织",
    "送件人",
    "电话",
    "党支部",
    "品牌名称",
    "纸质份数",
    "份号",
    "盖章份数",
    "签字份数",
    "完整份数",
    "电子版时间",
    "逾期批准人",
    "逾期理由",
    "经手人",
    "备注",
)
ALL = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Handed:
    """One branch's line in a visit. Marks are missing on the *last* of `copies`: stamped 3 of (1..5) lacks 4 and 5."""

    application: Application
    copies: tuple[int, ...] = ALL
    stamped: int = COPIES
    signed: int = COPIES
    whole: int = COPIES
    electronic: datetime | None = None
    approver: str = ""
    reason: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    at: datetime
    submitter: str
    phone: str
    lines: tuple[Handed, ...] = field(default=())


Name = tuple[str, str]
# First visits with a flaw: what came, and what was seen on it.
SHORT: dict[Name, int] = {
    ("基础医学院党委", "药理学教研室党支部"): 3,
    ("第一临床学院党委", "妇产科党支部"): 4,
    ("第二临床学院党委", "护理第二党支部"): 2,
    ("第一临床学院党委", "门诊党支部"): 4,
    ("第三临床学院党委", "感染科党支部"): 3,
    ("生命科学技术学院党总支", "动物实验中心党支部"): 4,
}
UNSEALED: dict[Name, int] = {
    ("医学工程学院党总支", "计算机教研室党支部"): 3,
    ("机关党委", "后勤保障党支部"): 0,
    ("药学院党总支", "生药学教研室党支部"): 4,
}
UNSIGNED: dict[Name, int] = {("第一临床学院党委", "外科第六党支部"): 2}
TORN: dict[Name, int] = {("法医学院党总支", "司法鉴定中心党支部"): 4}
NO_FILE: frozenset[Name] = frozenset(
    {
        ("第一临床学院党委", "内科第五党支部"),
        ("第三临床学院党委", "老年医学科党支部"),
        ("心理学系党总支", "心理健康中心党支部"),
        ("机关党委", "学生工作党支部"),
        ("公共卫生学院党总支", "研究生第一党支部"),
        ("马克思主义学院党总支", "马克思主义学院第二党支部"),
    }
)
# Single visits whose minute matters: the last one in time, then the late ones.
LAST: dict[Name, tuple[datetime, str, str]] = {
    ("后勤服务集团党总支", "饮食服务党支部"): (datetime(2025, 9, 12, 17, 30), "", ""),
    ("口腔医学院党总支", "正畸科党支部"): (
        datetime(2025, 9, 12, 17, 31),
        "林听泉",
        "材料已于截止前到楼下，因登记排队晚1分钟，同意收件",
    ),
    ("体育教学部直属党支部", "体育教学部直属党支部"): (datetime(2025, 9, 15, 9, 12), "", ""),
    ("继续教育学院直属党支部", "继续教育学院直属党支部"): (
        datetime(2025, 9, 15, 15, 20),
        "林听泉",
        "支部书记9月8日至12日在校外函授站巡考，已提前书面说明",
    ),
    ("第二临床学院党委", "14级医学党支部"): (datetime(2025, 9, 16, 10, 5), "", ""),
}
# What was brought afterwards: when, copies, remark; no copies means the file alone.
LATER: tuple[tuple[Name, datetime, tuple[int, ...], str], ...] = (
    (("公共卫生学院党总支", "研究生第一党支部"), datetime(2025, 9, 9, 10, 55), (), "补交电子版（U盘）"),
    (("基础医学院党委", "药理学教研室党支部"), datetime(2025, 9, 10, 9, 25), (4, 5), "补交第4、5份"),
    (("医学工程学院党总支", "计算机教研室党支部"), datetime(2025, 9, 10, 16, 40), (4, 5), "第4、5份退回补盖章后交回"),
    (("第一临床学院党委", "妇产科党支部"), datetime(2025, 9, 11, 11, 20), (5,), "补交第5份"),
    (("第一临床学院党委", "外科第六党支部"), datetime(2025, 9, 11, 11, 20), (3, 4, 5), "第3、4、5份书记补签字"),
    (("马克思主义学院党总支", "马克思主义学院第二党支部"), datetime(2025, 9, 12, 11, 5), (), "补交电子版（U盘）"),
    (("第二临床学院党委", "护理第二党支部"), datetime(2025, 9, 16, 15, 10), (3, 4, 5), "补正期内补交第3、4、5份"),
)
# Visits per working day from 25 August to 12 September; the rush comes last.
PER_DAY = (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 6, 5, 5, 7)
GROUP_SIZES = (1, 2, 1, 3, 1, 2, 2, 3)


def name_of(application: Application) -> Name:
    return application.branch.organization, application.branch.name


def visits(season: Season) -> list[Visit]:
    """All visits by time; the lines of a visit are one 基层党组织's branches."""
    rng = Random(SEED + 1)
    later = {name for name, _, _, _ in LATER}
    groups = _groups(season)
    # Whoever had to come a second time came early the first time.
    groups.sort(key=lambda group: (not any(name_of(a) in later for a in group), rng.random()))
    found = []
    for at, group in zip(_times(rng, len(groups)), groups, strict=True):
        lines = tuple(_first(application, at, rng) for application in group)
        found.append(_visit(season, at, lines))
    by_name = {name_of(application): application for application in season.applications}
    for name, (at, approver, reason) in LAST.items():
        line = replace(_first(by_name[name], at, rng), approver=approver, reason=reason)
        found.append(_visit(season, at, (line,)))
    afterwards: dict[datetime, list[Handed]] = {}
    for name, at, copies, remark in LATER:
        count = len(copies)
        file_at = None if copies else at - timedelta(minutes=12)
        afterwards.setdefault(at, []).append(
            Handed(by_name[name], copies, count, count, count, electronic=file_at, remark=remark)
        )
    found.extend(_visit(season, at, tuple(lines)) for at, lines in afterwards.items())
    return sorted(found, key=lambda visit: visit.at)


def _groups(season: Season) -> list[list[Application]]:
    """The applications that come in time, cut into the visits in which their 基层党组织 brings them."""
    waiting: dict[str, list[Application]] = {}
    for application in season.applications:
        if name_of(application) not in LAST:
            waiting.setdefault(application.branch.organization, []).append(application)
    groups, turn = [], 0
    for applications in waiting.values():
        while applications:
            size = GROUP_SIZES[turn % len(GROUP_SIZES)]
            groups.append(applications[:size])
            applications = applications[size:]
            turn += 1
    return groups


def _times(rng: Random, count: int) -> list[datetime]:
    """`count` different minutes in office hours, spread over the working days by PER_DAY."""
    days = [date(2025, 8, 25) + timedelta(n) for n in range(19)]
    days = [day for day in days if day.weekday() < 5]
    if sum(PER_DAY) != count:
        raise ValueError(f"PER_DAY holds {sum(PER_DAY)} visits, the applications make {count}")
    found: list[datetime] = []
    for day, number in zip(days, PER_DAY, strict=True):
        minutes: set[int] = set()
        while len(minutes) < number:
            start, length = ((8 * 60 + 30, 190), (14 * 60 + 30, 170))[rng.randrange(2)]
            minutes.add(start + rng.randrange(length))
        found.extend(datetime.combine(day, time(m // 60, m % 60)) for m in sorted(minutes))
    return found


def _first(application: Application, at: datetime, rng: Random) -> Handed:
    """What a branch brings when it comes first; its file was mailed up to three days before."""
    name = name_of(application)
    copies = ALL[: SHORT.get(name, COPIES)]
    mailed = at - timedelta(minutes=20 + rng.randrange(3 * 24 * 60))
    if mailed.hour < 7:
        mailed = mailed.replace(hour=21) - timedelta(days=1)
    count = len(copies)
    return Handed(
        application,
        copies,
        stamped=UNSEALED.get(name, count),
        signed=UNSIGNED.get(name, count),
        whole=TORN.get(name, count),
        electronic=None if name in NO_FILE else mailed,
    )


def _visit(season: Season, at: datetime, lines: tuple[Handed, ...]) -> Visit:
    """One branch is brought by its contact, several by the organisation's 组织员."""
    application = lines[0].application
    if len(lines) == 1:
        return Visit(at, application.contact, application.phone, lines)
    person, phone = season.liaisons[application.branch.organization]
    return Visit(at, person, phone, lines)


def complete_names(found: list[Visit]) -> set[Name]:
    """Who may be reviewed: five good copies and the file are in at last, and a late one was approved."""
    flawed: set[Name] = set()
    for visit in found:
        for line in visit.lines:
            name = name_of(line.application)
            late = name in LAST and visit.at > datetime(2025, 9, 12, 17, 30) and not line.approver
            short = min(len(line.copies), line.stamped, line.signed, line.whole) < COPIES or line.electronic is None
            if line.remark:
                flawed.discard(name)
            elif late or short:
                flawed.add(name)
    return {name_of(line.application) for visit in found for line in visit.lines} - flawed


def write_summary(season: Season, path: Path) -> None:
    """申报汇总.xlsx: one row per application, below a title."""
    workbook = new_workbook()
    sheet = workbook.active
    sheet.title = "申报汇总"
    title(sheet, 1, f"{SCHOOL}2025年“一支部一特色”支部党建品牌申报汇总表", len(SUMMARY_HEADER))
    head(sheet, 2, SUMMARY_HEADER)
    for number, application in enumerate(season.applications, 1):
        branch = application.branch
        row = (
            number,
            branch.organization,
            branch.name,
            application.brand,
            branch.secretary,
            application.contact,
            application.phone,
        )
        for column, value in enumerate(row, 1):
            sheet.cell(number + 2, column, value)
    sheet.freeze_panes = "A3"
    set_widths(sheet, (6, 26, 32, 18, 18, 14, 18))
    save(workbook, path)


def write_visits(found: list[Visit], path: Path) -> None:
    """收件记录.xlsx: one row per branch and visit, header in row 1, real date-times."""
    workbook = new_workbook()
    sheet = workbook.active
    sheet.title = "收件记录"
    head(sheet, 1, HEADER)
    row = 2
    for number, visit in enumerate(found, 1):
        for line in visit.lines:
            _row(sheet, row, number, visit, line)
            row += 1
    sheet.freeze_panes = "C2"
    set_widths(sheet, (9, 17, 26, 10, 16, 32, 18, 9, 12, 9, 9, 9, 17, 11, 46, 9, 26))
    save(workbook, path)


def _row(sheet: Any, row: int, number: int, visit: Visit, line: Handed) -> None:
    branch = line.application.branch
    values = (
        number,
        visit.at,
        branch.organization,
        visit.submitter,
        visit.phone,
        branch.name,
        line.application.brand,
        len(line.copies),
        "、".join(str(copy) for copy in line.copies),
        line.stamped,
        line.signed,
        line.whole,
        line.electronic,
        line.approver or None,
        line.reason or None,
        CLERKS[visit.at.day % 2],
        line.remark or None,
    )
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column, value)
        if isinstance(value, datetime):
            cell.number_format = "yyyy-mm-dd hh:mm"
