"""What 立项名单 says around its table."""

from desktop_app.shapes.establishment import EstablishedList

PROJECT_COLUMNS = ("序号", "申报编号", "基层党组织", "党支部", "品牌名称", "负责人")


def established_summary(listed: EstablishedList) -> str:
    """How many, and that their order means nothing."""
    return f"共 {len(listed.rows)} 项，排名不分先后。" if listed.rows else "尚无已立项的项目。"
