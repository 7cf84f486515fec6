"""A form that keeps what is half typed: every field by its name, put back when the same form is opened again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.drafts import Drafts
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.date_fields import DateField, DateTimeField
from desktop_app.ui.parts.fields import ProposalField

PAUSE = 300  # ms after the last key

Value = str | bool | list[Any]


class FormDraft:
    """Watches the fields of `form` from the time `begin` names the draft. The form says by `half_typed` whether there
    is anything to keep."""

    def __init__(self, form: QWidget) -> None:
        self._form = form
        self._name = ""
        self._watched: set[int] = set()
        self._before: dict[str, Value] = {}
        self._timer = QTimer(form, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.keep)

    def begin(self, name: str) -> bool:
        """Put back what was kept under this name; whether there was anything."""
        self._timer.stop()
        self._name = name
        self._before = {field.objectName(): _value(field) for field in self._fields()}
        drafts, found = self._drafts(), False
        kept = drafts.kept(name) if drafts else None
        if isinstance(kept, dict):
            for field in self._fields():
                if field.objectName() in kept:
                    found = _put(field, kept[field.objectName()]) or found
        self._watch()
        return found

    def keep(self) -> None:
        """Write down what stands there, while it is half typed."""
        drafts, form = self._drafts(), self._form
        if drafts and self._name:
            half: bool = getattr(form, "half_typed", False)
            drafts.keep(self._name, {f.objectName(): _value(f) for f in self._fields()} if half else None)

    def throw_away(self) -> None:
        """Put back what stood there before the draft."""
        for field in self._fields():
            if field.objectName() in self._before:
                _put(field, self._before[field.objectName()])
        self._timer.stop()
        if drafts := self._drafts():
            drafts.keep(self._name, None)

    def drop(self) -> None:
        """It was saved."""
        self._timer.stop()
        if drafts := self._drafts():
            drafts.keep(self._name, None)
        self._name = ""

    def _drafts(self) -> Drafts | None:
        """Of the page that the form stands on: it is the page that was handed the data folder."""
        place: QWidget | None = self._form
        while place is not None:
            found = getattr(getattr(place, "desk", None), "drafts", None)
            if isinstance(found, Drafts):
                return found
            place = place.parentWidget()
        return None

    def _fields(self) -> Iterator[QWidget]:
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox):
            for each in self._form.findChildren(kind):
                if each.objectName() and not each.objectName().startswith("qt_"):
                    yield each

    def _watch(self) -> None:
        for field in self._fields():
            if id(field) in self._watched:
                continue
            self._watched.add(id(field))
            match field:
                case QLineEdit() | QPlainTextEdit():
                    field.textChanged.connect(self._soon)
                case QComboBox():
                    field.currentIndexChanged.connect(self._soon)
                case QCheckBox():
                    field.toggled.connect(self._soon)

    def _soon(self, *_: object) -> None:
        if self._name:
            self._timer.start()


def _value(field: QWidget) -> Value:
    match field:
        case ProposalField() if field.chosen:
            return [field.chosen.record_id, field.chosen.text]
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            return field.currentText()
        case QCheckBox():
            return field.isChecked()
    return ""


def _put(field: QWidget, value: Any) -> bool:
    """Put a kept value back; whether it is another than what stands there."""
    if _value(field) == value:
        return False
    match field, value:
        case ProposalField(), [int(record_id), str(text)]:
            field.show_chosen(Proposal(record_id, text))
        case ProposalField(), str(text):
            field.show_chosen(None)
            field.fill(text)
        case QLineEdit(), str(text):
            field.setText(text)
            when = field.parentWidget()
            if isinstance(when, DateField | DateTimeField):
                when.settle()
        case QPlainTextEdit(), str(text):
            field.setPlainText(text)
        case QComboBox(), str(text):
            field.setCurrentText(text)
        case QCheckBox(), bool(on):
            field.setChecked(on)
        case _:
            return False
    return True
