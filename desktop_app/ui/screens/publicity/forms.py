"""What the steps to 立项 ask for: a reason, an opinion, when the 定稿 came, the minutes' number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QLabel, QPlainTextEdit

from desktop_app.office import establishment
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import draft_opinion
from desktop_app.rules.typed_dates import written_moment
from desktop_app.shapes.establishment import ProjectDetails
from desktop_app.ui.parts.basics import button, label, row
from desktop_app.ui.parts.date_fields import DateTimeField
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.pane import FormPane

Run = Callable[..., Any]
Now = Callable[[], datetime]
Reasoned = Callable[[str], object]  # does it, for this reason
LINE = 20  # px


def stored(at: datetime) -> str:
    """A moment as rows keep it."""
    return at.isoformat(timespec="seconds")


def text_box(name: str, says: str, hint: str, lines: int) -> QPlainTextEdit:
    """A field for sentences; Tab leads on."""
    made = QPlainTextEdit()
    made.setObjectName(name)
    made.setAccessibleName(says)
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    made.setFixedHeight(lines * LINE + 12)
    return made


def heard(texts: Sequence[str]) -> str:
    """Each text once, with how many experts wrote it."""
    return "\n".join(f"· {text}{f'（{number} 人）' if number > 1 else ''}" for text, number in Counter(texts).items())


class ReasonForm(FormPane):
    """Any step that needs a reason and nothing else: what it is, what follows, why."""

    def __init__(self) -> None:
        super().__init__("reason_form", "确定")
        self.reason = SearchLine("step_reason", clean=names.clean)
        self._do_it: Reasoned | None = None
        self.add("理由 *", "step_reason", self.reason)
        self._follows = label("", "reason_follows", "muted", wrap=True)
        self.add_below(self._follows)
        self.reason.returnPressed.connect(self.save)

    def ask(
        self, title: str, project: str, *, hint: str, follows: str, verb: str, do: Reasoned, asked: str = "理由"
    ) -> None:
        """`follows` says what the step means; `verb` stands on the button; `asked` is what the reason is called."""
        self._do_it = do
        called = self.form.labelForField(self.reason)
        assert isinstance(called, QLabel)
        called.setText(f"{asked} *")
        self.reason.setAccessibleName(asked)
        self.reason.fill("")
        self.reason.setPlaceholderText(hint)
        self._follows.setText(follows)
        self.save_button.setText(verb)
        self.save_button.setAccessibleName(verb)
        self.begin(title, project)
        self.reason.setFocus()

    def typed(self) -> object:
        return self.reason.text()

    def command(self) -> Callable[[], object]:
        do, reason = self._do_it, self.reason.text()
        assert do is not None
        return lambda: do(reason)


class OpinionForm(FormPane):
    """综合意见: written by the panel's head, drafted from what the experts wrote."""

    def __init__(self, run: Run) -> None:
        super().__init__("opinion_form")
        self._run = run
        self._details: ProjectDetails | None = None
        self.text = text_box("opinion_text", "综合意见", "支部要据此修改申报书", 10)
        self.by = SearchLine("opinion_by", "专家组组长", clean=names.clean_person)
        self.draft = button("用专家意见起草", "opinion_draft", "link")
        self.draft.clicked.connect(self._draft)
        self._experts = label("", "opinion_experts", "muted", wrap=True)
        self.body.insertWidget(0, self.text)
        self.body.insertLayout(1, row(self.draft, 0))
        self.add("出具人", "opinion_by", self.by)
        self.add_below(label("专家写的意见（支部看不到姓名）", "opinion_experts_title", "group"))
        self.add_below(self._experts)
        self.complete()

    def write(self, details: ProjectDetails) -> None:
        self._details = details
        said = details.experts_said
        self.text.setPlainText(details.opinion or draft_opinion(said))
        self.by.fill(details.opinion_by)
        self._experts.setText(heard(said) or "专家没有写意见。")
        self.draft.setVisible(bool(said))
        self.begin("综合意见", f"{details.row.number}　{details.row.branch}")
        if not details.opinion:
            self._before = None  # a draft that nobody saved yet
        self.text.setFocus()

    def _draft(self) -> None:
        if self._details:
            self.text.setPlainText(draft_opinion(self._details.experts_said))

    def typed(self) -> object:
        return (self.text.toPlainText(), self.by.text())

    def command(self) -> Callable[[], object]:
        assert self._details is not None
        project = self._details.row
        return lambda: self._run(
            f"综合意见 {project.number}",
            establishment.write_opinion,
            say=lambda _: f"已保存“{project.brand}”的综合意见",
            application_id=project.application_id,
            text=self.text.toPlainText(),
            by=self.by.text().strip(),
        )


class RevisionForm(FormPane):
    """The 定稿 came: of one project, or of several together."""

    def __init__(self, run: Run, now: Now) -> None:
        super().__init__("revision_form", "登记收到")
        self._run, self._now = run, now
        self._ids: tuple[int, ...] = ()
        self._of = ""
        self.received_at = DateTimeField(
            "revision_received", says="收到时间", required=True, today=lambda: now().date()
        )
        self.note = SearchLine("revision_note", "例如 纸质和电子版都已交")
        self.add("收到时间 *", "revision_received", self.received_at)
        self.add("说明", "revision_note", self.note)
        self.add_below(
            label("收到之后，请对照综合意见看一遍，再点“确认已按意见修改”。", "revision_told", "muted", wrap=True)
        )
        self.complete()

    def receive(self, details: ProjectDetails) -> None:
        project = details.row
        self._ids, self._of = (project.application_id,), f"“{project.brand}”"
        at = project.revision_received_at
        self._begin(datetime.fromisoformat(at) if at else self._now(), details.revision_note)
        self.begin("收到定稿", f"{project.number}　{project.branch}")

    def receive_several(self, application_ids: Sequence[int]) -> None:
        self._ids, self._of = tuple(application_ids), f" {len(application_ids)} 项"
        self._begin(self._now(), "")
        self.begin("收到定稿", f"{len(application_ids)} 项，收到时间相同")

    def _begin(self, at: datetime, note: str) -> None:
        self.received_at.show_value(at)
        self.note.fill(note)
        self.received_at.setFocus()

    def typed(self) -> object:
        return (self.received_at.line.text(), self.note.text())

    def command(self) -> Callable[[], object]:
        self.received_at.settle()
        at = self.received_at.value
        if at is None:
            raise RuleBroken(self.received_at.problem or "还没有填收到时间。", "")
        return lambda: self._run(
            f"收到定稿{self._of}",
            establishment.receive_revisions,
            say=lambda _: f"已登记{self._of.strip()}的定稿",
            application_ids=self._ids,
            received_at=written_moment(at),
            note=self.note.text(),
        )
