"""What the office's documents say, gathered by a Query and put on paper or into a workbook by a Writer.

Words (states, kinds, reasons) arrive as the clerk reads them; a Writer decides nothing and looks nothing up.
Times are local and naive, to the minute. An empty text means “not known” and is left out or shown as a blank.
"""

from datetime import datetime

from desktop_app.shapes import shape


@shape
class Letterhead:
    """Who speaks, and where and how one reaches them."""

    school: str
    department: str  # 党委组织部
    office: str  # 组织科
    room: str  # 勤政楼423
    telephone: str
    mailbox: str  # where the electronic version goes


@shape
class SlipCopy:
    """One paper copy as it was handed over in this visit; the three marks are what the clerk saw."""

    code: str  # ZBPP-2023-001-3
    position: int  # 3 of 5
    stamped: bool
    signed: bool
    whole: bool


@shape
class SlipLine:
    """One branch of a visit."""

    application_number: str
    branch: str
    brand: str
    copies: tuple[SlipCopy, ...]  # brought in this visit, by position; () when only the file or a correction came
    copies_in: int  # all that lie with the office after this visit
    copies_required: int
    electronic: str  # 已到, 未到, 仅有链接 …
    electronic_at: datetime | None
    state: str  # after this visit: 待补正, 已受理 …
    missing: tuple[str, ...]  # () is 材料齐全
    late: bool
    late_approver: str  # "": late and not yet approved
    late_reason: str
    note: str = ""  # 更换第 1、2 份；品牌原为“…”


@shape
class ReceiptSlip:
    """收件回执: what one visitor handed in and what is still to come."""

    letterhead: Letterhead
    round_name: str
    number: str  # SJ-2023-0001
    received_at: datetime
    organization: str  # the 基层党组织 that the visitor comes from
    submitter: str
    submitter_phone: str
    taken_by: str
    lines: tuple[SlipLine, ...]
    supplement_term: str  # until when what is missing may come, in words; "" when not known
    printed_at: datetime
    reprint: int  # 0 the first print, 1 the first reprint …
    voided: bool
    journal_head: str  # the journal's hash at the time of printing; "" prints none


@shape
class RegisterRow:
    """One branch of one visit, or an electronic version that came before any visit (then without a receipt number)."""

    received_at: datetime
    receipt_number: str
    application_number: str
    organization: str
    branch: str
    brand: str
    copies: int  # paper copies of this row, and how many of them bear each mark
    stamped: int
    signed: int
    whole: int
    electronic_at: datetime | None
    electronic: str  # 已到, 未到, 仅有链接 …; shown where there is no time
    state: str
    late: bool
    submitter: str
    taken_by: str
    remark: str
    voided: bool  # 作废: stays in the register, struck, and does not count


@shape
class ReceivingRegister:
    """材料接收登记表 of a round, in the order of coming in."""

    letterhead: Letterhead
    round_name: str
    as_of: datetime
    rows: tuple[RegisterRow, ...]


@shape
class MissingBranch:
    """A branch that must apply and has not. Carries nothing private: the secretary's name is the public one."""

    branch: str
    because: str  # 校级样板支部（培育创建，第三批）
    secretary: str


@shape
class MissingGroup:
    """The missing branches of one 基层党组织."""

    organization: str
    telephone: str  # the organization's office
    obligated: int  # of this organization, the missing ones included
    branches: tuple[MissingBranch, ...]


@shape
class MissingBranches:
    """应报未报名单 as it stands at a moment; groups without a missing branch are left out."""

    letterhead: Letterhead
    round_name: str
    as_of: datetime
    deadline: datetime
    obligated: int  # in the whole round
    groups: tuple[MissingGroup, ...]

    @property
    def missing(self) -> int:
        return sum(len(group.branches) for group in self.groups)


@shape
class RosterExportRow:
    """One branch and one of its honours (or none): the columns of `RosterField`, without 有效期."""

    organization: str
    branch: str
    kind: str
    secretary: str
    telephone: str
    members: int | None
    honour: str
    level: str
    stage: str
    batch: str
    valid_from: str
    valid_to: str


@shape
class BranchRoster:
    """支部名册 as the office hands it out and reads it back."""

    letterhead: Letterhead
    as_of: datetime
    rows: tuple[RosterExportRow, ...]
