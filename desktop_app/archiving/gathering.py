"""Gathering a pack on the thread that owns the database, one small step after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from db import journal
from desktop_app.archiving.plan import Part, Plan, PlannedItem, kept
from desktop_app.documents import DOCUMENTS, Document, Per
from desktop_app.documents.document import written
from desktop_app.documents.sources import report, writer
from desktop_app.office import archive_contents, archive_papers, archives, rounds
from desktop_app.office.electronic_page import store
from desktop_app.office.papers_page import papers_page
from desktop_app.rules.archive_names import Names, file_name, folder_name
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.archive import CodedPaper, HandedIn, LeftOut, Proof
from desktop_app.shapes.desk_papers import DeskReport
from desktop_app.shapes.papers_page import PapersPage

NOTICE, PAPERS, LISTS, FORMS, PROOFS, JOURNAL = (
    *("1 通知", "2 文件", "3 公示与异议"),
    *("4 申报材料", "5 取消资格", "6 操作记录"),
)
TEXT = ".txt"  # for a chat; on paper and in a workbook it is there as well
_ONE_EACH: Mapping[Per, Callable[[int], tuple[CodedPaper, ...]]] = {
    Per.RECEIPT: archive_contents.receipts_of,
    Per.HANDOVER: archive_contents.handovers_of,
    Per.NOTICE: archive_contents.notices_of,
}
_NONE_YET: Mapping[Per, str] = {
    Per.RECEIPT: "还没有收件。",
    Per.HANDOVER: "没有交接单。",
    Per.NOTICE: "没有开出补正通知。",
}

Deed = Callable[[], None]


class Gathering:
    """`step` until it says False, then `plan`. Where something was written in between, it begins anew: a pack shows
    one moment."""

    def __init__(self, round_id: int, *, by: str, now: datetime) -> None:
        self._round_id, self._by, self._now = round_id, by, now
        self._begin()

    def _begin(self) -> None:
        self._cover = archive_contents.archive_cover(self._round_id, by=self._by, now=self._now)
        self._items: list[PlannedItem] = []
        self._left_out: list[LeftOut] = []
        self._names = Names()
        self._page: PapersPage | None = None
        self._todo: deque[Deed] = deque(
            (
                self._take_notice,
                *(partial(self._take_document, place, each) for place, each in enumerate(DOCUMENTS, 1)),
                self._take_lists,
                self._take_forms,
                self._take_proofs,
                self._take_journal,
            )
        )
        self.total = len(self._todo)

    @property
    def done(self) -> int:
        return self.total - len(self._todo)

    def step(self) -> bool:
        """Take the next step; False when there was none left."""
        if not self._todo:
            return False
        with rounds.speaking_of(self._round_id):
            self._todo.popleft()()
        if not self._todo and journal.head() != self._cover.journal_head:
            self._begin()
        return True

    def plan(self) -> Plan:
        """The whole pack, gathered to its end."""
        while self.step():
            pass
        return Plan(self._cover, tuple(self._items), tuple(self._left_out), archives.open_points(self._round_id))

    # Each step --------------------------------------------------------------------------------------------------------

    def _take_notice(self) -> None:
        text = self._cover.notice.strip()
        if not text:
            self._left_out.append(LeftOut("通知正文", "新建批次时没有读入通知。"))
            return
        title = " ".join(text.splitlines()[0].split())
        content = "\r\n".join((*text.splitlines(), "")).encode("utf-8-sig", "replace")
        part = Part(self._names.give((NOTICE,), "通知正文.txt"), lambda: content)
        self._add(NOTICE, title, self._cover.issued_on, (part,), remark="通知的文字")

    def _take_document(self, place: int, document: Document) -> None:
        if self._page is None:
            self._page = papers_page()
        why_empty = self._page.empty.get(document.key, "")
        if why_empty and not self._page.counts.get(document.key):
            self._left_out.append(LeftOut(document.title, why_empty))
            return
        if document.per not in _ONE_EACH:
            self._take_paper(place, document, CodedPaper("", self._today), remark=why_empty)
            return
        coded = _ONE_EACH[document.per](self._round_id)
        if not coded:
            self._left_out.append(LeftOut(document.title, _NONE_YET[document.per]))
        # a step of its own each: the window stands still for no more than one
        self._todo.extendleft(partial(self._take_paper, place, document, paper) for paper in reversed(coded))
        self.total += len(coded)

    def _take_paper(self, place: int, document: Document, paper: CodedPaper, remark: str = "") -> None:
        title = f"{document.title} {paper.code}".strip()
        folders = (PAPERS, f"{place:02} {document.title}") if paper.code else (PAPERS,)
        stem = title if paper.code else f"{place:02} {title}"
        try:
            made = document.contents(self._suffixes(document), code=paper.code or None, now=self._now)
        except RuleBroken as broken:
            self._left_out.append(LeftOut(title, broken.what))
            return
        parts = tuple(
            Part(self._names.give(folders, file_name(f"{stem}{suffix}")), make) for suffix, make in made.items()
        )
        self._add(PAPERS, title, paper.day, parts, number=paper.code, remark=remark)

    @staticmethod
    def _suffixes(document: Document) -> tuple[str, ...]:
        lasting = tuple(suffix for suffix in document.writers if suffix != TEXT)
        return lasting or tuple(document.writers)

    def _take_lists(self) -> None:
        for day, posted in archive_papers.posted_lists(self._round_id, self._now):
            self._take_report(LISTS, f"{posted.title} {day}", day, posted)
        objections = archive_papers.objection_register(self._round_id, self._now)
        if objections:
            self._take_report(LISTS, objections.title, self._today, objections)

    def _take_forms(self) -> None:
        overview = archive_papers.applications_overview(self._round_id, self._now)
        if not overview.rows:
            self._left_out.append(LeftOut(overview.title, "还没有申报项目。"))
            return
        self._take_report(FORMS, overview.title, self._today, overview)
        for row in archive_contents.handed_in(self._round_id):
            self._take_form(row)

    def _take_form(self, row: HandedIn) -> None:
        title = f"[{row.organization}{_apart(row)}“{row.brand}”申报书]"
        folders = (FORMS, folder_name(row.organization), folder_name(row.number, row.branch, row.brand))
        files = store()
        parts = tuple(
            Part(
                self._names.give(folders, file_name(f"{each.words} {each.name}")),
                kept(files, each),
                each.name,
            )
            for each in row.files
            if each.sha256
        )
        if not parts:
            self._left_out.append(LeftOut(f"{row.number} {row.branch}申报书", _why_no_form(row)))
            return
        kinds = "、".join(dict.fromkeys(each.words.partition(" ")[0] for each in row.files if each.sha256))
        self._add(
            FORMS,
            title,
            row.day,
            parts,
            number=row.number,
            responsible=_whole_name(row),
            remark=f"{kinds}；{row.state}",
        )

    def _take_proofs(self) -> None:
        for row in archive_contents.proofs(self._round_id):
            self._take_proof(row)

    def _take_proof(self, row: Proof) -> None:
        title = f"[{row.number} {row.branch}取消资格依据]"
        folders = (PROOFS, folder_name(row.number, row.branch, row.brand))
        content = "\r\n".join((*_proof_lines(row), "")).encode("utf-8-sig", "replace")
        parts = [Part(self._names.give(folders, "认定依据.txt"), lambda: content)]
        if row.file:
            name = file_name(row.file.name or "佐证")
            parts.append(Part(self._names.give(folders, name), kept(store(), row.file), row.file.name))
        self._add(PROOFS, title, row.at[:10], tuple(parts), number=row.number, remark=f"{row.by}认定")

    def _take_journal(self) -> None:
        extract = archive_papers.journal_extract(self._round_id)
        sheet = archive_papers.journal_report(extract, self._round_id, self._now)
        heads = [column.title for column in sheet.columns]
        rows = [row.cells for row in sheet.rows]
        chain = f"{archive_papers.chain_words(extract)}\r\n".encode("utf-8-sig")
        csv = written(writer("text.csv_table.write_csv_table"), (heads, rows), ".csv")
        parts = (
            Part(
                self._names.give((JOURNAL,), f"{sheet.title}.xlsx"),
                written(report("desk_report")[".xlsx"], sheet, ".xlsx"),
            ),
            Part(self._names.give((JOURNAL,), f"{sheet.title}.csv"), csv),
            Part(self._names.give((JOURNAL,), "记录链.txt"), lambda: chain),
        )
        self._add(JOURNAL, sheet.title, self._today, parts, remark=f"{len(rows)} 条")

    # In the same words ------------------------------------------------------------------------------------------------

    @property
    def _today(self) -> str:
        return self._now.date().isoformat()

    def _take_report(self, group: str, title: str, day: str, sheet: DeskReport) -> None:
        parts = tuple(
            Part(self._names.give((group,), file_name(f"{title}{suffix}")), written(write, sheet, suffix))
            for suffix, write in report("desk_report").items()
        )
        self._add(group, title, day, parts)

    def _add(
        self,
        group: str,
        title: str,
        day: str,
        parts: tuple[Part, ...],
        *,
        number: str = "",
        responsible: str = "",
        remark: str = "",
    ) -> None:
        by = responsible or self._cover.office
        self._items.append(PlannedItem(group, title, by, day, parts, number, remark))


def _apart(row: HandedIn) -> str:
    """The branch, where it is not the 基层党组织 itself (直属党支部)."""
    return "" if row.branch == row.organization else row.branch


def _whole_name(row: HandedIn) -> str:
    return f"{row.organization}{_apart(row)}"


def _why_no_form(row: HandedIn) -> str:
    return "只登记了电子版到达，没有导入文件。" if row.files else "没有收到电子版。"


def _proof_lines(row: Proof) -> tuple[str, ...]:
    lines = (
        f"申报编号：{row.number}",
        f"基层党组织：{row.organization}",
        f"党支部：{row.branch}",
        f"品牌名称：{row.brand}",
        f"依据：{row.evidence}",
        f"抄自：{row.copied_from}" if row.copied_from else "",
        f"佐证文件：{row.file.name}" if row.file else "佐证为纸质材料，不在此文件夹中。",
        f"认定：{row.by}　{row.at[:16].replace('T', ' ')}",
    )
    return tuple(line for line in lines if line)
