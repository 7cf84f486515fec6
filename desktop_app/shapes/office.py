"""The office itself: who it is, how it works, who sits there."""

from __future__ import annotations

from desktop_app.shapes import shape


@shape
class OfficeProfile:
    """The office's settings. What a round's notice says of room, telephone and mailbox goes before these."""

    school: str = ""
    department: str = "党委组织部"
    office: str = "组织科"
    room: str = ""
    telephone: str = ""
    mailbox: str = ""
    close_of_office: str = "17:30"  # a deadline that is only a date ends then; that minute is still in time
    electronic_whole_day: bool = True  # for the electronic version it ends with the day
    late_by_file_too: bool = False  # whether a late file makes the application late, as late paper does
    publicity_first_counts: bool = False  # whether the day of posting is one of the days of 公示
    second_entry_by_another: bool = False  # 双录: the second entry under another name than the first
    late_by_another: bool = False  # who approves a late application is not who records it
    approval_by_another: bool = False  # 审定 under another name than the confirmation of the revision
    print_without_preview: bool = False  # the slip goes to the printer at once
    correction_workdays: int = 5  # the term of a 补正
    loan_workdays: int = 10  # after which a lent copy is to be back
    copies_to_archive: int = 1  # of an application's copies the first ones,
    copies_to_return: int = 1  # the last ones go back to the branch, those between to the experts
    label_format: str = "3x8"  # the sheets of labels that the office buys (rules.labels)
    official_body_size: str = "三号"  # 公文版式 (rules.official_look): the body's size, 三号 or 小三,
    official_pitch: str = "28.95"  # its exact line pitch in points,
    official_bold_third: bool = False  # and whether “1.” is bold

    @property
    def desk(self) -> str:
        """党委组织部组织科, as it stands at the head of a paper."""
        return f"{self.department}{self.office}"


@shape
class OperatorRow:
    """经手人 as the rail lists them."""

    operator_id: int
    name: str
    active: bool
