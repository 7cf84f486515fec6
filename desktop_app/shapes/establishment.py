"""From the ranking to 已立项: the projects on the way, the gates they pass, the days of a public list, objections."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from db.enums import OriginalityVerdict, PublicityPurpose, State, Verdict
from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead


class Gate(StrEnum):
    """What must be passed before 已立项, in the order it is."""

    OPINION = "综合意见已发"
    REVISED = "定稿已交"
    CONFIRMED = "已按意见修改"
    ORIGINALITY = "查重"
    APPROVED = "部门审定"
    LISTED = "公示期满"
    UNDISPUTED = "无未结异议"


class Outcome(StrEnum):
    """How an objection ends for its project."""

    DISMISSED = "不成立，照常公示"
    CORRECTED = "成立，已更正，照常公示"
    BACK = "成立，退回修改"
    OUT = "成立，不予立项"

    @property
    def upheld(self) -> bool:
        return self is not Outcome.DISMISSED


@shape
class ProjectRow:
    """A project on the way to 立项, as the list shows it. Moments are ISO text, "" when it has not happened."""

    application_id: int
    number: str
    organization: str
    branch: str
    brand: str
    head: str  # 负责人: the branch's secretary
    search: str
    state: State
    has_opinion: bool = False
    sent_at: str = ""  # 综合意见 given to the branch
    sent_how: str = ""  # 邮件, OA …; "" where that was not recorded
    revision_received_at: str = ""
    compared_at: str = ""  # 定稿 and 申报稿 seen beside each other in the program
    compared_by: str = ""
    revision_confirmed_at: str = ""
    revision_confirmed_by: str = ""
    originality: OriginalityVerdict | None = None
    originality_note: str = ""
    draft: Verdict | None = None  # 审定 as it is prepared
    draft_reason: str = ""
    draft_by: str = ""
    listed_until: str = ""  # last day of the list it stands on, "" when on none
    list_closed: bool = False
    objections: int = 0
    open_objections: int = 0
    reason: str = ""  # why it is out

    @property
    def open_lead(self) -> bool:
        """Somebody found a lead of copying and nobody has cleared it."""
        return self.originality is OriginalityVerdict.LEAD


@shape
class StepTaken:
    """One step of a project: from where to where, by whom, when (ISO), why."""

    before: State
    after: State
    by: str
    at: str
    reason: str


@shape
class ObjectionRow:
    """异议 against a project on a public list. `concluded_on` "" is open."""

    objection_id: int
    application_id: int
    number: str
    branch: str
    brand: str
    received_on: str
    objector: str
    contact: str
    content: str
    investigator: str
    concluded_on: str
    conclusion: str
    upheld: bool

    @property
    def open(self) -> bool:
        return not self.concluded_on


@shape
class ProjectDetails:
    """One project with everything the pane says of it."""

    row: ProjectRow
    opinion: str  # 综合意见 as it stands
    opinion_by: str
    experts_said: tuple[str, ...]  # the experts' own texts, without their names
    revision_note: str
    revision_confirmed_by: str
    place: str  # 第 3 名，91.40 分 · "" before there is a ranking
    steps: tuple[StepTaken, ...]  # newest first
    objections: tuple[ObjectionRow, ...]
    originality_by: str = ""
    originality_at: str = ""
    evidence: Evidence | None = None  # of a 取消资格
    minutes: str = ""  # of the newest 审定
    can_compare: bool = False  # 申报稿 and 定稿 are both there as files


@shape
class ListDay:
    """A day of the calendar: `number` 1…5 when it counts, `words` such as 张贴, 国庆, 休; `swapped` is a 调休 day."""

    day: date
    number: int = 0
    words: str = ""
    off: bool = False
    swapped: bool = False


@shape
class PublicityPlan:
    """The days of a public list, running or only thought of, in whole weeks."""

    first: date
    last: date
    workdays: int
    first_counts: bool
    closing: datetime  # the close of office on the last day
    days: tuple[ListDay, ...]
    estimated: bool = False  # 暂按周末推算: a plan that reaches a year without a table, never a posting

    def counted_until(self, day: date) -> int:
        """How many of the days that count have begun on `day`."""
        return sum(1 for each in self.days if each.number and each.day <= day)


@shape
class Difference:
    """One thing of a posted project that reads otherwise now."""

    number: str
    what: str  # 品牌名称, 负责人 …
    posted: str
    now: str


@shape
class PublicList:
    """A public list that was posted: its days, and how its projects stand."""

    publicity_id: int
    plan: PublicityPlan
    listed: int  # projects that were posted
    waiting: int  # of them still 公示中
    disputed: int  # of these with an open objection, or an open lead of copying
    closed_at: str  # "" while it is up
    purpose: PublicityPurpose = PublicityPurpose.FIRST
    reason: str = ""  # why it was posted again
    removed_on: str = ""  # when the paper was taken off the wall
    removed_by: str = ""
    differs: tuple[Difference, ...] = ()  # what no longer stands as it was posted
    to_remove: bool = False  # its days are over and the paper still hangs

    def over(self, now: datetime) -> bool:
        """It is up and its days have ended."""
        return not self.closed_at and now >= self.plan.closing


@shape
class GateCount:
    """How many of the projects pass a gate."""

    gate: Gate
    passed: int
    of: int


class Next(StrEnum):
    """What the clerk does next with the whole list."""

    NOTHING = ""
    SHORTLIST = "取拟立项"
    SEND = "发出综合意见"
    REVISE = "等待定稿"
    APPROVE = "部门审定"
    RELEASE = "发布审定"
    OPEN = "开始公示"
    OBJECT = "登记异议"
    CLOSE = "结束公示"


@shape
class Successor:
    """Who is next in the official ranking for a place that fell free."""

    application_id: int
    number: str
    branch: str
    brand: str
    place: int


@shape
class Vacancy:
    """Places that fell free after 拟立项, of one kind of branch or (kind "") of all, and who takes them.

    `tied`: 申报编号 that share the place at which the free places end; 集体研究 must part them first.
    """

    kind: str
    free: int
    left: tuple[str, ...]  # 申报编号 of those that went out
    next: tuple[Successor, ...] = ()
    tied: tuple[str, ...] = ()
    why_not: str = ""  # why nobody can be named


@shape
class DraftDecision:
    """审定 of one project as it is prepared; `why_not` says what has come between since."""

    application_id: int
    number: str
    branch: str
    brand: str
    verdict: Verdict
    reason: str
    prepared_by: str
    why_not: str = ""


@shape
class Released:
    """What a release made of the drafts: how many of each verdict."""

    approved: int
    back: int
    out: int


@shape
class Evidence:
    """What proves a 取消资格; without a file `sha256` is ""."""

    evidence: str
    copied_from: str
    file_name: str
    sha256: str
    by: str
    at: str


@shape
class EstablishmentPage:
    """The page 立项公示 as it stands. `candidates` may still be shortlisted by hand; `out` left the way."""

    round_name: str = ""
    rows: tuple[ProjectRow, ...] = ()
    candidates: tuple[ProjectRow, ...] = ()
    out: tuple[ProjectRow, ...] = ()
    gates: tuple[GateCount, ...] = ()
    lists: tuple[PublicList, ...] = ()  # the newest first
    objections: tuple[ObjectionRow, ...] = ()
    next: Next = Next.NOTHING
    within: int = 0  # what the ranking would take; 0 when it cannot yet
    why_not: str = ""  # why nothing can be taken from the ranking yet
    vacancies: tuple[Vacancy, ...] = ()
    drafts: tuple[DraftDecision, ...] = ()
    originality_asked: bool = False  # 审定 only with a verdict of 查重

    @property
    def up(self) -> tuple[PublicList, ...]:
        """The lists that hang and run, the newest first."""
        return tuple(each for each in self.lists if not each.closed_at)

    @property
    def current(self) -> PublicList | None:
        """The list that is up, the newest of several; else the one that was closed last."""
        return next((each for each in self.lists if not each.closed_at), self.lists[0] if self.lists else None)


@shape
class Shortlisted:
    """What the ranking made: how many are 拟立项, how many 未入选."""

    taken: int
    passed_over: int


@shape
class Opened:
    """A list was posted."""

    publicity_id: int
    first: date
    last: date
    numbers: tuple[str, ...]


@shape
class Closed:
    """What closing makes of the projects: 申报编号 by outcome."""

    established: tuple[str, ...]
    held: tuple[str, ...]


@shape
class ListedProject:
    """A line of a public list: what may be shown to everybody, and no more."""

    number: str
    organization: str
    branch: str
    brand: str
    head: str


@shape
class PublicityNotice:
    """公示: what is posted, and for how long. Without `first` and `last` nothing has been posted yet.

    `reason` is why it was posted again, `former` the day the list was posted that it takes the place of.
    """

    letterhead: Letterhead
    round_name: str
    first: date | None
    last: date | None
    closing: str  # 17:30
    workdays: int
    rows: tuple[ListedProject, ...]
    made_at: datetime
    journal_head: str = ""  # the journal's hash at that time; "" prints none
    purpose: PublicityPurpose = PublicityPurpose.FIRST
    reason: str = ""
    former: date | None = None
    closed_at: str = ""
