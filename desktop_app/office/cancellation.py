"""取消资格 for copying: with what proves it. And 更正品牌名称: what a branch calls its brand, put right later."""

from __future__ import annotations

from db.enums import State
from db.models import Application, BrandCorrection, Cancellation
from desktop_app.office import steps
from desktop_app.office.electronic_page import store
from desktop_app.office.rows import row_of
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.establishment import Evidence


def cancel_for_copying(
    *,
    application_id: int,
    evidence: str,
    copied_from: str,
    by: str,
    at: str,
    file_name: str = "",
    sha256: str = "",
    size: int = 0,
) -> None:
    """取消申报资格 at any step; it leaves the list it stands on. Run it as a final step.

    `sha256` names a file that lies in the store already (the file first, then the row); `size` in bytes. RuleBroken
    without evidence, without what it was copied from, and where the file is not there.
    """
    application = row_of(Application, application_id)
    if not evidence.strip():
        raise RuleBroken("取消资格要写明依据。", "例如“第二、三部分与某项目逐段相同，共 1200 字”。")
    if not copied_from.strip():
        raise RuleBroken("取消资格要写明抄自哪里。", "例如 ZBPP-2023-012，或者文章的题目和出处。")
    if sha256 and sha256 not in store():
        raise RuleBroken("依据的文件没有存好。", "请重新选择文件。")
    reason = f"抄袭：{evidence.strip()}；抄自 {copied_from.strip()}"
    steps.move(application_id=application_id, target=State.DISQUALIFIED, reason=reason, by=by, at=at)
    Cancellation.create(
        application=application,
        evidence=evidence.strip(),
        copied_from=copied_from.strip(),
        file_name=file_name if sha256 else "",
        sha256=sha256,
        size=size if sha256 else 0,
        by=by,
        at=at,
    )


def evidence_of(application_id: int) -> Evidence | None:
    """The newest evidence against an application; None where there is none."""
    rows = Cancellation.select().where(Cancellation.application == application_id).order_by(Cancellation.id.desc())
    row = rows.first()
    if row is None:
        return None
    return Evidence(row.evidence, row.copied_from, row.file_name, row.sha256, row.by, row.at)


def correct_brand(*, application_id: int, brand: str, reason: str, by: str, at: str) -> None:
    """更正品牌名称 after intake; what it was and why is kept. A list that was posted keeps its words."""
    application = row_of(Application, application_id)
    cleaned = names.clean(brand)
    if not cleaned:
        raise RuleBroken("品牌名称不能空着。", "请填写更正后的品牌名称。")
    if cleaned == application.brand:
        raise RuleBroken(f"品牌名称已经是“{cleaned}”。", "没有需要更正的。")
    if not reason.strip():
        raise RuleBroken("更正品牌名称要写明理由。", "例如“支部来函，收件时登记有误”。")
    if State(application.state) in ENDED:
        raise RuleBroken(f"{application.number} 已是“{application.state}”，品牌名称不再更正。", "恢复申报之后才能改。")
    BrandCorrection.create(
        application=application, before=application.brand, after=cleaned, reason=reason.strip(), by=by, at=at
    )
    application.brand = cleaned
    application.save(only=[Application.brand])
