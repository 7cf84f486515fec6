"""A form in a pane keeps what is half typed, offers it again, and forgets it when it is saved or not wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.drafts import Drafts
from desktop_app.ui.parts.basics import field
from desktop_app.ui.parts.fields import Proposal, ProposalField
from desktop_app.ui.parts.pane import FormPane


@dataclass
class Desk:
    drafts: Drafts


class Form(FormPane):
    def __init__(self) -> None:
        super().__init__("some_form")
        self.line = field("some_line")
        self.who = ProposalField("some_who", lambda _: (Proposal(7, "药学院党总支"),), "谁")
        self.add("名称", "some_line", self.line)
        self.add("党组织", "some_who", self.who)
        self.complete()

    def open(self, title: str = "添加") -> None:
        self.line.clear()
        self.who.show_chosen(None)
        self.begin(title)

    def typed(self) -> object:
        return self.line.text(), self.who.text()

    def command(self) -> Callable[[], object]:
        return lambda: None


def page(folder: Path, qtbot: QtBot) -> Form:
    """The form on a page that was handed the folder's drafts, as after a new start."""
    place = QWidget()
    place.desk = Desk(Drafts(folder))  # type: ignore[attr-defined]
    made = Form()
    QVBoxLayout(place).addWidget(made)
    qtbot.addWidget(place)
    place.show()
    made.place = place  # type: ignore[attr-defined]
    return made


def offered(form: Form) -> bool:
    return not form.findChild(QLabel, "some_form_again").isHidden()  # type: ignore[union-attr]


def type_half(form: Form, qtbot: QtBot, folder: Path) -> None:
    form.open()
    form.who.take(Proposal(7, "药学院党总支"))
    form.line.setText("第一党支")
    qtbot.waitUntil(lambda: Drafts(folder).kept("some_form 添加") is not None)


def test_it_is_offered_again_with_what_was_chosen(tmp_path: Path, qtbot: QtBot) -> None:
    type_half(page(tmp_path, qtbot), qtbot, tmp_path)
    again = page(tmp_path, qtbot)
    again.open("修改")
    assert (again.typed(), offered(again)) == (("", ""), False)  # another form's half is not this one's
    again.open()
    assert (again.line.text(), again.who.chosen) == ("第一党支", Proposal(7, "药学院党总支"))
    assert (offered(again), again.half_typed) == (True, True)


def test_saved_it_is_forgotten(tmp_path: Path, qtbot: QtBot) -> None:
    form = page(tmp_path, qtbot)
    type_half(form, qtbot, tmp_path)
    assert form.save()
    assert Drafts(tmp_path).kept("some_form 添加") is None
    form.open()
    assert not offered(form)


def test_what_is_not_wanted_is_thrown_away(tmp_path: Path, qtbot: QtBot) -> None:
    type_half(page(tmp_path, qtbot), qtbot, tmp_path)
    again = page(tmp_path, qtbot)
    again.open()
    again.findChild(QPushButton, "some_form_anew").click()  # type: ignore[union-attr]
    assert (again.typed(), again.who.chosen, offered(again)) == (("", ""), None, False)
    assert Drafts(tmp_path).kept("some_form 添加") is None
