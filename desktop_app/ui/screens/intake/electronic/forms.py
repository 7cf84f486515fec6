"""What is asked when a file's arrival is put right, and when it is taken off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from desktop_app.ledger import moment
from desktop_app.office import electronic
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.typed_dates import written_moment
from desktop_app.shapes.electronic import VersionRow
from desktop_app.ui.parts.basics import label
from desktop_app.ui.parts.date_fields import DateTimeField
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.pane import FormPane


class ArrivalForm(FormPane):
    """更正到达时间, with a reason."""

    def __init__(self, run: Callable[..., Any], now: Callable[[], datetime], actor: Callable[[], str]) -> None:
        super().__init__("arrival_form", "更正")
        self._run, self._now, self._actor = run, now, actor
        self._version: VersionRow | None = None
        self.at = DateTimeField("arrival_at", says="到达时间", today=lambda: now().date())
        self.reason = SearchLine("arrival_reason", "例如 邮件先发到了个人邮箱", clean=names.clean)
        self.add("到达时间 *", "arrival_at", self.at)
        self.add("原因 *", "arrival_reason", self.reason)
        self.add_below(
            label("是否逾期会按新的时间重新判断。原来的时间留在操作记录里。", "arrival_told", "muted", wrap=True)
        )
        self.reason.returnPressed.connect(self.save)
        self.complete()

    def ask(self, version: VersionRow) -> None:
        self._version = version
        self.at.show_value(datetime.fromisoformat(version.arrived_at))
        self.reason.fill("")
        self.begin("更正到达时间", version.file_name or str(version.kind))
        self.at.line.setFocus()

    def typed(self) -> object:
        return (self.at.line.text(), self.reason.text())

    def command(self) -> Callable[[], object]:
        self.at.settle()
        if self.at.problem or self.at.value is None:
            raise RuleBroken(self.at.problem or "还没有填到达时间。", "")
        version, at, reason = self._version, written_moment(self.at.value), self.reason.text()
        assert version is not None
        return lambda: self._run(
            f"更正电子版到达时间 {version.file_name or version.kind}",
            electronic.correct_arrival,
            say=lambda _: f"到达时间已更正为 {at}",
            version_id=version.version_id,
            arrived_at=at,
            reason=reason,
            by=self._actor(),
            at=moment(self._now()),
        )


class DetachForm(FormPane):
    """移除电子版, with a reason."""

    def __init__(self, run: Callable[..., Any], now: Callable[[], datetime], actor: Callable[[], str]) -> None:
        super().__init__("detach_form", "移除")
        self._run, self._now, self._actor = run, now, actor
        self._version: VersionRow | None = None
        self.reason = SearchLine("detach_reason", "例如 归错了支部", clean=names.clean)
        self.add("原因 *", "detach_reason", self.reason)
        self.add_below(label("文件从这个项目移除，可以撤销，也可以重新导入。", "detach_told", "muted", wrap=True))
        self.reason.returnPressed.connect(self.save)
        self.complete()

    def ask(self, version: VersionRow) -> None:
        self._version = version
        self.reason.fill("")
        self.begin("移除电子版", version.file_name or f"{version.kind}，{version.arrived_at} 到达，没有文件")
        self.reason.setFocus()

    def typed(self) -> object:
        return self.reason.text()

    def command(self) -> Callable[[], object]:
        version, reason = self._version, self.reason.text()
        assert version is not None
        return lambda: self._run(
            f"移除电子版 {version.file_name or version.kind}：{reason.strip()}",
            electronic.detach_version,
            say=lambda _: f"已移除 {version.file_name or version.kind}",
            version_id=version.version_id,
            reason=reason,
            by=self._actor(),
            at=moment(self._now()),
        )
