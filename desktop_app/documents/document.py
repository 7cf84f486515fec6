"""A document: what gathers it, what writes it, and what follows when it leaves the office."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop_app.ledger import Ledger
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes import shape


class Per(StrEnum):
    """What a document is one of."""

    ROUND = "批次"
    RECEIPT = "收件号"
    EXPERT = "专家"  # 专家3; without one, those of all experts
    HANDOVER = "交接单号"
    NOTICE = "补正编号或基层党组织"  # without one, one to each 基层党组织
    COPIES = "申报编号或基层党组织"  # without one, those of all copies; rules.labels says what may stand behind it
    APPLICATION = "申报编号"  # without one, those of all that are on the way
    BRANCH = "党支部"  # its name, 基层党组织/支部 or 申报编号; without one, a blank form


ONE_EACH = frozenset({Per.RECEIPT, Per.HANDOVER})  # made of one named thing only


Gather = Callable[[str | None, datetime], Any]
Writer = Callable[[Any, Path], None]
LeavesOffice = Callable[[str | None, Ledger], None]


def written(writer: Writer, content: Any, suffix: str) -> Callable[[], bytes]:
    """What a Writer makes of a Shape, as bytes; nothing is left behind."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory(prefix="yizhibu-") as folder:
            file = Path(folder) / f"made{suffix}"
            writer(content, file)
            return file.read_bytes()

    return make


@shape
class Document:
    """`gather` is a Query (milliseconds, on the one connection); `writers` make the file, by suffix, anywhere."""

    key: str
    title: str
    per: Per
    gather: Callable[[str | None, datetime], Any]
    writers: Mapping[str, Writer]
    about: str  # one line for the clerk
    initials: str  # of the title's pinyin, for “前往”
    leaves: LeavesOffice | None = None  # the final step that printing or saving one is, where it is any
    narrowed: str = ""  # by what one of the whole round may be made of a part of it
    public: bool = False  # it is posted: made of nothing private, and looked through before it goes (`inspect`)

    @property
    def asks(self) -> str:
        """Of what it may be asked, in words; "" when it is always of the whole round."""
        return self.narrowed or ("" if self.per is Per.ROUND else str(self.per))

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(suffix.removeprefix(".") for suffix in self.writers)

    def job(self, target: Path, *, code: str | None = None, now: datetime) -> Callable[[], Path]:
        """Gather now; what comes back writes the file and may run in a Job. RuleBroken for what cannot be made."""
        shape, writer = self._gathered(target.suffix.lower(), code, now)

        def write() -> Path:
            from desktop_app.writers.finished import finish

            finish(lambda part: writer(shape, part), target)
            return target

        return write

    def content(self, suffix: str, *, code: str | None = None, now: datetime) -> Callable[[], bytes]:
        """As `job`, for a file that is only looked at: what comes back makes its bytes and leaves nothing behind."""
        shape, writer = self._gathered(suffix, code, now)
        return written(writer, shape, suffix)

    def contents(
        self, suffixes: Sequence[str], *, code: str | None = None, now: datetime
    ) -> Mapping[str, Callable[[], bytes]]:
        """As `content`, in several formats, by suffix; gathered once."""
        shape, _ = self._gathered(suffixes[0], code, now)
        return {suffix: written(self.writers[suffix], shape, suffix) for suffix in suffixes}

    def left_office(self, ledger: Ledger, *, code: str | None = None) -> None:
        """Note that it was printed or saved. Whatever was only looked at has not left."""
        if self.leaves:
            self.leaves(code, ledger)

    def text(self, *, code: str | None = None, now: datetime) -> str:
        """What goes into a chat or the OA, where the document can be written as text."""
        made = self.content(".txt", code=code, now=now)().decode("utf-8-sig")
        return "\n".join(made.splitlines())

    def _gathered(self, suffix: str, code: str | None, now: datetime) -> tuple[Any, Writer]:
        if suffix not in self.writers:
            ways = "、".join(self.writers)
            raise RuleBroken(f"《{self.title}》不能存成“{suffix or '没有后缀'}”。", f"可用的后缀：{ways}。")
        if self.per in ONE_EACH and not code:
            raise RuleBroken(f"《{self.title}》是一个{self.per}一份，还没有说是哪一个。", f"请加上 --for {self.per}。")
        if self.per is Per.ROUND and code and not self.narrowed:
            raise RuleBroken(f"《{self.title}》是一个{self.per}一份，不分“{code}”。", "请去掉 --for。")
        return self.gather(code, now), self.writers[suffix]
