"""What the gate board asks for: how opinions were sent, the release of decisions, proof of copying, a brand's name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from db.enums import SentHow, Verdict
from desktop_app.file_store import Kept
from desktop_app.office import cancellation, decisions, establishment
from desktop_app.office.electronic_page import store
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import short_number
from desktop_app.shapes.establishment import DraftDecision, ProjectRow, Released
from desktop_app.ui.parts.basics import button, form_label, label, row
from desktop_app.ui.parts.date_fields import DateTimeField
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.pane import Choice, FormPane
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.screens.publicity.forms import Now, Run, stored, text_box

HOW = tuple((how, str(how)) for how in SentHow)
LARGEST = 50 * 1024 * 1024  # bytes of a file of evidence


def listed(rows: Sequence[ProjectRow]) -> str:
    """One project a line."""
    return "\n".join(f"{short_number(r.number)}　{r.branch}　{r.brand}" for r in rows)


class SendForm(FormPane):
    """综合意见 went out: how, and when."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("send_form", "已发出")
        self._run, self._now, self._actor = run, now, actor
        self._ids: tuple[int, ...] = ()
        self.how: Choice[SentHow] = Choice("send_how", HOW)
        self.sent_at = DateTimeField("send_at", says="发出时间", required=True, today=lambda: now().date())
        self.add("方式 *", "send_how", self.how)
        self.add("发出时间 *", "send_at", self.sent_at)
        self._names = label("", "send_names", "muted", wrap=True)
        self.add_below(label("这里只记下意见已经发出；发出之后等支部交定稿。", "send_told", "muted", wrap=True))
        self.add_below(self._names)
        self.complete()

    def send(self, rows: Sequence[ProjectRow]) -> None:
        self._ids = tuple(r.application_id for r in rows)
        self.sent_at.show_value(self._now().replace(second=0, microsecond=0))
        self._names.setText(listed(rows))
        self.begin("发出综合意见", f"{len(rows)} 项")
        self.how.setFocus()

    def typed(self) -> object:
        return (self.how.currentIndex(), self.sent_at.line.text())

    def command(self) -> Callable[[], object]:
        self.sent_at.settle()
        at = self.sent_at.value
        if at is None:
            raise RuleBroken(self.sent_at.problem or "还没有填发出时间。", "")
        return lambda: self._run(
            "发出综合意见",
            establishment.send_opinions,
            say=lambda sent: f"已发出 {sent} 项综合意见，等待定稿",
            application_ids=self._ids,
            by=self._actor(),
            at=stored(self._now()),
            how=self.how.word,
            sent_at=stored(at),
        )


class ReleaseForm(FormPane):
    """发布审定: every draft takes effect at once, with the minutes' number where there is one."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("release_form", "发布审定")
        self._run, self._now, self._actor = run, now, actor
        self._round_id = 0
        self.minutes = SearchLine("release_minutes", "没有编号就空着")
        self.add("会议纪要号", "release_minutes", self.minutes)
        self._told = label("", "release_told", "warn", wrap=True)
        self._names = label("", "release_names", "", wrap=True)
        for said in (
            label("签批之后一起发布；发布后不能撤销，只能写明理由更正。", "release_final", "muted", wrap=True),
            self._told,
            self._names,
        ):
            self.add_below(said)
        self.minutes.returnPressed.connect(self.save)

    def release(self, round_id: int, drafts: Sequence[DraftDecision], *, amber: str) -> None:
        """`amber` is what must be known before: an unchecked originality, a second name."""
        self._round_id = round_id
        self.minutes.fill("")
        stopped = [f"{d.number}“{d.branch}”：{d.why_not}" for d in drafts if d.why_not]
        self._told.setText("\n".join(filter(None, (*stopped, amber))))
        self._told.setVisible(bool(self._told.text()))
        self._names.setText("\n\n".join(filter(None, (_group(verdict, drafts) for verdict in Verdict))))
        self.begin("发布审定", f"{len(drafts)} 项，由{'、'.join(dict.fromkeys(d.prepared_by for d in drafts))}拟定")
        self.minutes.setFocus()

    def typed(self) -> object:
        return self.minutes.text()

    def command(self) -> Callable[[], object]:
        return lambda: self._run(
            "发布审定",
            decisions.release,
            final=True,
            say=_released,
            round_id=self._round_id,
            minutes=self.minutes.text(),
            by=self._actor(),
            at=stored(self._now()),
        )


def _group(verdict: Verdict, drafts: Sequence[DraftDecision]) -> str:
    """One verdict with its projects; "" where it has none."""
    mine = [d for d in drafts if d.verdict is verdict]
    lines = [f"{short_number(d.number)}　{d.branch}　{d.brand}{f'：{d.reason}' if d.reason else ''}" for d in mine]
    return "\n".join((f"{verdict}　{len(mine)} 项", *lines)) if mine else ""


def _released(made: Released) -> str:
    said = ((made.approved, "审定通过"), (made.back, "退回修改"), (made.out, "不予立项"))
    return "已发布：" + "，".join(f"{words} {number} 项" for number, words in said if number)


class CancelForm(FormPane):
    """取消资格 for copying: what proves it, from what it was copied, and a file where there is one."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("cancel_form", "取消资格")
        self._run, self._now, self._actor = run, now, actor
        self._project: ProjectRow | None = None
        self._file: Path | None = None
        self.evidence = text_box("cancel_evidence", "依据", "例如：第二、三部分与该项目逐段相同，约 1200 字", 4)
        self.copied_from = SearchLine("cancel_from", "例如 ZBPP-2023-012，或文章题目和出处")
        self.form.addRow(form_label("依据 *", "cancel_evidence", self.evidence), self.evidence)
        self.add("抄自 *", "cancel_from", self.copied_from)
        self.choose_button = button("附一个文件…", "cancel_file", "", "paperclip")
        self.choose_button.clicked.connect(self.choose)
        self._chosen = label("", "cancel_file_name", "muted", wrap=True)
        self.add_below(row(self.choose_button, 0))
        self.add_below(self._chosen)
        told = "取消资格不能撤销。正在公示的，同时退出名单；项目和依据都保留。"
        self.add_below(label(told, "cancel_told", "muted", wrap=True))
        self.complete()

    def cancel(self, project: ProjectRow) -> None:
        self._project = project
        self.evidence.clear()
        self.copied_from.fill("")
        self.attach(None)
        self.begin("取消资格", f"{project.number}　{project.branch}“{project.brand}”")
        self.evidence.setFocus()

    def choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选择依据的文件", start_folder(), "全部文件 (*)")
        if chosen:
            self.attach(Path(chosen))

    def attach(self, file: Path | None) -> None:
        """A screenshot, a scan, a report of a comparison; None takes it off again."""
        self._file = file
        self._chosen.setText(f"附：{file.name}" if file else "")
        self._chosen.setVisible(file is not None)

    def typed(self) -> object:
        return (self.evidence.toPlainText(), self.copied_from.text(), self._file)

    def command(self) -> Callable[[], object]:
        project, file = self._project, self._file
        assert project is not None
        return lambda: self._write(project, _kept(file) if file else None, file.name if file else "")

    def _write(self, project: ProjectRow, kept: Kept | None, name: str) -> None:
        """The file lies in the store already; when the step is refused it is taken out again."""
        try:
            self._run(
                f"取消资格 {project.number}",
                cancellation.cancel_for_copying,
                final=True,
                say=lambda _: f"“{project.brand}”已取消资格",
                application_id=project.application_id,
                evidence=self.evidence.toPlainText(),
                copied_from=self.copied_from.text(),
                file_name=name,
                sha256=kept.sha256 if kept else "",
                size=kept.size if kept else 0,
                by=self._actor(),
                at=stored(self._now()),
            )
        except RuleBroken:
            if kept and kept.fresh:
                store().discard(kept.sha256)
            raise


def _kept(file: Path) -> Kept:
    try:
        if file.stat().st_size > LARGEST:
            raise RuleBroken(f"“{file.name}”超过 50 MB，没有存。", "请选小一些的文件，例如只截取相同的几页。")
        return store().keep(file.read_bytes())
    except OSError as error:
        raise RuleBroken(f"不能读取“{file.name}”。", "请检查文件是否还在，或换一个文件夹。") from error


class BrandForm(FormPane):
    """更正品牌名称, with a reason."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("brand_form", "更正")
        self._run, self._now, self._actor = run, now, actor
        self._project: ProjectRow | None = None
        self.brand = SearchLine("brand_name", "更正后的名称", clean=names.clean)
        self.reason = SearchLine("brand_reason", "例如 支部来函，收件时登记有误", clean=names.clean)
        self.add("品牌名称 *", "brand_name", self.brand)
        self.add("理由 *", "brand_reason", self.reason)
        self._told = label("", "brand_told", "muted", wrap=True)
        self.add_below(self._told)
        self.complete()

    def correct(self, project: ProjectRow, *, posted: bool) -> None:
        """`posted`: it stands on a list that is up."""
        self._project = project
        self.brand.fill(project.brand)
        self.reason.fill("")
        self._told.setText("张贴的名单不会跟着变；更正之后，请看是否要更正重贴。" if posted else "")
        self.begin("更正品牌名称", f"{project.number}　{project.branch}")
        self.brand.setFocus()
        self.brand.selectAll()

    def typed(self) -> object:
        return (self.brand.text(), self.reason.text())

    def command(self) -> Callable[[], object]:
        project = self._project
        assert project is not None
        return lambda: self._run(
            f"更正品牌名称 {project.number}",
            cancellation.correct_brand,
            say=lambda _: f"已更正为“{self.brand.text().strip()}”",
            application_id=project.application_id,
            brand=self.brand.text(),
            reason=self.reason.text(),
            by=self._actor(),
            at=stored(self._now()),
        )
