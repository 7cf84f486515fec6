"""What 公示 says around its table."""

from desktop_app.shapes.establishment import PublicityNotice
from desktop_app.writers.wording import chinese_date

PROJECT_COLUMNS = ("序号", "申报编号", "基层党组织", "党支部", "品牌名称", "负责人")


def publicity_opening(notice: PublicityNotice) -> str:
    """What is posted, for how long."""
    if notice.first is None or notice.last is None:
        return f"{notice.round_name}尚未开始公示。"
    return (
        "根据“一支部一特色”支部党建品牌创建活动安排，经支部申报、基层党组织审核、专家评审、修改完善和"
        f"{notice.letterhead.department}审定，"
        f"拟对 {len(notice.rows)} 个支部党建品牌予以立项，现予以公示，排名不分先后。"
        f"公示期为 {notice.workdays} 个工作日，{chinese_date(notice.first)}张贴，"
        f"至{chinese_date(notice.last)} {notice.closing} 期满。"
    )


def publicity_objections(notice: PublicityNotice) -> str:
    """How an objection is made, and to whom."""
    head = notice.letterhead
    place = f"，地点：{head.room}" if head.room else ""
    telephone = f"，联系电话：{head.telephone}" if head.telephone else ""
    return (
        f"公示期内如有异议，请以书面形式实名向{head.department}{head.office}提出，并留下联系方式{place}{telephone}。"
        "匿名或公示期满后提出的不作为异议受理。"
    )
