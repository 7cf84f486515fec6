"""电子版: Commands on files that are on record, and the check of file against paper."""

from __future__ import annotations

from db.enums import ArrivalSource, ElectronicKind, FormItem, State, TextCheck
from db.models import Application, ElectronicVersion, FormField, Revision
from desktop_app.office.intake import forget_check, settle
from desktop_app.office.lateness import first_arrivals, judge_late
from desktop_app.office.rows import row_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.intake import minute
from desktop_app.rules.workflow import AT_THE_DESK


def correct_arrival(*, version_id: int, arrived_at: str, reason: str, by: str, at: str) -> None:
    """When a file came, put right by hand, with a reason; whether the application was late is judged anew."""
    if not reason.strip():
        raise RuleBroken("更正到达时间要写明原因。", "例如“邮件先发到了个人邮箱”。")
    row = row_of(ElectronicVersion, version_id)
    application, before = row.application, first_arrivals(row.application)
    row.arrived_at, row.source, row.arrival_reason = minute(arrived_at), ArrivalSource.TYPED, reason.strip()
    row.save(only=[ElectronicVersion.arrived_at, ElectronicVersion.source, ElectronicVersion.arrival_reason])
    if State(application.state) in AT_THE_DESK:
        judge_late(application, before)
        settle(application_id=application.id, reason=f"更正电子版到达时间：{reason.strip()}", by=by, at=at)


def detach_version(*, version_id: int, reason: str, by: str, at: str) -> None:
    """Take a file off an application, with a reason: it was attached to the wrong one. The file itself is not wiped.

    RuleBroken once the application has gone on: what experts read, and what was approved, stays on record.
    """
    if not reason.strip():
        raise RuleBroken("移除电子版要写明原因。", "例如“归错了支部”。")
    row = row_of(ElectronicVersion, version_id)
    application = row.application
    state, initial = State(application.state), row.kind == ElectronicKind.INITIAL
    if state not in (AT_THE_DESK if initial else {State.REVISING}):
        raise RuleBroken(f"{application.number} 已是“{state}”，它的{row.kind}不能移除。", "如确需更换，请先退回。")
    before = first_arrivals(application)
    FormField.delete().where(FormField.version == row).execute()
    row.delete_instance()
    if not initial:
        if not ElectronicVersion.those_with(application=application, kind=str(ElectronicKind.FINAL)):
            Revision.delete().where(Revision.application == application, Revision.confirmed_at == "").execute()
        return
    forget_check(application)
    judge_late(application, before)
    settle(application_id=application.id, reason=f"移除电子版：{reason.strip()}", by=by, at=at)


def note_version(*, version_id: int, note: str) -> None:
    """The clerk's own word on a file."""
    row = row_of(ElectronicVersion, version_id)
    row.note = note.strip()
    row.save(only=[ElectronicVersion.note])


def correct_field(*, version_id: int, item: FormItem, value: str) -> None:
    """What the clerk reads in a field of the form; what the program had read stays beside it."""
    row = row_of(ElectronicVersion, version_id)
    field = next(iter(FormField.those_with(version=row, item=str(item))), None)
    if field is None:
        FormField.create(version=row, item=item, value=value.strip())
    elif field.value != value.strip():
        field.read = field.read or (field.value if field.source else "")
        field.value = value.strip()
        field.save(only=[FormField.value, FormField.read])


def check_text(*, application_id: int, verdict: TextCheck, by: str, at: str) -> None:
    """电子与纸质核对: what a person found. 不一致 is a lack that the next 补正 lists."""
    application = row_of(Application, application_id)
    named = f"{application.number}“{application.branch.name}”"
    if verdict is not TextCheck.UNCHECKED:
        if not any(row.sha256 for row in ElectronicVersion.those_with(application=application)):
            raise RuleBroken(f"{named}还没有电子版文件，无从核对。", "请先导入电子版。")
        if not application.copies.exists():
            raise RuleBroken(f"{named}的纸质件还没有到，无从核对。", "收到纸质件后再核对。")
    application.text_check = verdict
    application.text_checked_by, application.text_checked_at = (
        (by, at) if verdict is not TextCheck.UNCHECKED else ("", "")
    )
    application.save(only=[Application.text_check, Application.text_checked_by, Application.text_checked_at])
    settle(application_id=application.id, reason=f"电子与纸质核对：{verdict}", by=by, at=at)
