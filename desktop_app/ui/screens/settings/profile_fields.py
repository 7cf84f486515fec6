"""The lines that say who the office is: on the first start and in the settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QFormLayout, QLineEdit

from desktop_app.shapes.office import OfficeProfile
from desktop_app.ui.parts.basics import form_label
from desktop_app.ui.parts.fields import SearchLine

LONGEST = 60  # characters; what is longer fits no head of a paper
LINES = {
    "school": ("学校名称 *", "写在每份文件的抬头"),
    "department": ("部门", "例如：党委组织部"),
    "office": ("科室", "例如：组织科"),
    "room": ("办公地点", "例如：行政楼 423"),
    "telephone": ("办公电话", "印在通知和收件回执上"),
    "mailbox": ("电子邮箱", "收电子版的邮箱"),
}


def add_profile_fields(form: QFormLayout, prefix: str, keys: Iterable[str]) -> dict[str, QLineEdit]:
    """One labelled line each, named after the field of OfficeProfile."""
    made: dict[str, QLineEdit] = {}
    for key in keys:
        words, hint = LINES[key]
        line = SearchLine(f"{prefix}_{key}", hint, says=words.removesuffix(" *"))
        line.setMaxLength(LONGEST)
        form.addRow(form_label(words, f"{prefix}_{key}", line), line)
        made[key] = line
    return made


def show_profile(lines: Mapping[str, QLineEdit], profile: OfficeProfile) -> None:
    for key, line in lines.items():
        line.setText(getattr(profile, key))


def typed_profile(lines: Mapping[str, QLineEdit], profile: OfficeProfile) -> OfficeProfile:
    """`profile` with what stands in the lines."""
    typed: dict[str, str] = {key: line.text().strip() for key, line in lines.items()}
    return replace(profile, **typed)  # type: ignore[arg-type]
