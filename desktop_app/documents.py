"""Everything the office can print or export, one line each."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop_app.ledger import Ledger, moment
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes import shape
from desktop_app.shapes.window import Hit, Place

PAGE = "文件中心"  # where they are shown
MOST_FOUND = 8  # lines of “前往”, the window's own commands besides


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


def _asks(where: str, *, per_code: bool = False) -> Gather:
    """The Query `module.name` of office, imported when it gathers: the window stands before a document is made."""
    module, name = where.rsplit(".", 1)

    def gather(code: str | None, now: datetime) -> Any:
        query = getattr(importlib.import_module(f"desktop_app.office.{module}"), name)
        return query(code, now=now) if per_code else query(now)

    return gather


def _writer(where: str) -> Writer:
    """The function `module.name` of writers, imported when it writes: its libraries are heavy."""
    module, name = where.rsplit(".", 1)

    def write(shape: Any, target: Path) -> None:
        getattr(importlib.import_module(f"desktop_app.writers.{module}"), name)(shape, target)

    return write


def _compared(papers: Sequence[Any], target: Path) -> None:
    """The files are read and held against each other where there is time: off the window's thread."""
    from desktop_app.readers.forms_docx import kept_page
    from desktop_app.rules.comparison import compare
    from desktop_app.writers.pdf.revision_comparison import write_revision_comparisons

    def made() -> Iterator[tuple[Any, Any]]:
        for paper in papers:
            before, after = (kept_page(each.path, each.name).lines() for each in (paper.before, paper.after))
            yield paper, compare(before, after)

    write_revision_comparisons(tuple(made()), target)


SLIP_PRINTED = "打印收件回执"  # the step's name, before the 收件号


def nothing_to_undo(final: str) -> str:
    """Said where nothing can be undone; `final` is the last step that cannot. A slip that was given out is the one that
    people try to take back."""
    if not final.startswith(SLIP_PRINTED):
        return "没有可撤销的操作。"
    return f"回执{final.removeprefix(SLIP_PRINTED)} 已打印，请用“作废”。"


def _slip_leaves(code: str | None, ledger: Ledger) -> None:
    """Its receipt can from then on be voided, not undone."""
    from desktop_app.office import intake, receipts

    assert code
    receipt_id, at = receipts.receipt_id(code), moment(ledger.clock())
    ledger.run(f"{SLIP_PRINTED} {code}", intake.issue_slip, final=True, receipt_id=receipt_id, at=at)


def _notices_leave(code: str | None, ledger: Ledger) -> None:
    """The lists of 补正 are from then on closed with a reason, not undone."""
    from desktop_app.office import deficiencies, deficiency_papers

    ids, at = deficiency_papers.noticed(code), moment(ledger.clock())
    ledger.run("打印补正通知", deficiencies.issue_notices, final=True, deficiency_ids=ids, at=at)


def _handover_leaves(code: str | None, ledger: Ledger) -> None:
    """It is signed: what it moved is from then on moved back, not undone."""
    from desktop_app.office import custody, custody_papers

    assert code
    handover_id, at = custody_papers.handover_id(code), moment(ledger.clock())
    ledger.run(f"打印交接单 {code}", custody.issue_handover, final=True, handover_id=handover_id, at=at)


def _report(module: str) -> Mapping[str, Writer]:
    """A plain report, on paper and as a workbook."""
    return {suffix: _writer(f"{suffix[1:]}.{module}.write_{module}") for suffix in (".pdf", ".xlsx")}


def _sheets_leave(_: str | None, ledger: Ledger) -> None:
    """With the first of them scoring has started: rubric and rules are frozen."""
    from desktop_app.office import panel, score_sheets

    stage_id = score_sheets.stage_to_start()
    if stage_id is not None:
        at = moment(ledger.clock())
        ledger.run("开始评分", panel.start_scoring, final=True, stage_id=stage_id, at=at)


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

        def make() -> bytes:
            with tempfile.TemporaryDirectory(prefix="yizhibu-") as folder:
                file = Path(folder) / f"{self.key}{suffix}"
                writer(shape, file)
                return file.read_bytes()

        return make

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


DOCUMENTS = (
    Document(
        "application_form",
        "申报书",
        Per.BRANCH,
        _asks("application_forms.blank_form", per_code=True),
        {".docx": _writer("docx.application_form.write_application_form")},
        "发给支部填写的申报书，支部的情况已经填好；不指定支部是空白表",
        "sbs",
    ),
    Document(
        "receipt_slip",
        "收件回执",
        Per.RECEIPT,
        _asks("papers.receipt_slip", per_code=True),
        {".pdf": _writer("pdf.receipt_slip.write_receipt_slip")},
        "交给送件人：收了什么，还差什么",
        "sjhz",
        _slip_leaves,
    ),
    Document(
        "receiving_register",
        "材料接收登记表",
        Per.ROUND,
        _asks("papers.receiving_register", per_code=True),
        _report("receiving_register"),
        "本批次每一次收件，按时间先后；也可以只要一天或一个基层党组织",
        "cljsdjb",
        narrowed="日期或基层党组织",
    ),
    Document(
        "correction_notice",
        "补正通知",
        Per.NOTICE,
        _asks("deficiency_papers.correction_notices", per_code=True),
        {".pdf": _writer("pdf.correction_notice.write_correction_notices")},
        "缺什么、怎样补、到哪天为止；每个基层党组织一份，或每个支部一份",
        "bztz",
        _notices_leave,
    ),
    Document(
        "deficiency_status",
        "补正情况",
        Per.ROUND,
        _asks("deficiency_papers.deficiency_status"),
        _report("desk_report"),
        "每一份补正清单：何时开出、何时到期、补齐没有",
        "bzqk",
    ),
    Document(
        "completeness",
        "材料齐全情况",
        Per.ROUND,
        _asks("deficiency_papers.completeness_by_organization"),
        _report("desk_report"),
        "按基层党组织：报了几项，齐全几项，缺什么",
        "clqqqk",
    ),
    Document(
        "copy_labels",
        "纸质件标签",
        Per.COPIES,
        _asks("custody_papers.copy_labels", per_code=True),
        {".pdf": _writer("pdf.label_sheet.write_label_sheet")},
        "每份纸质件一张，扫码即打开；标签纸规格在系统设置里选",
        "zzjbq",
    ),
    Document(
        "handover_list",
        "交接单",
        Per.HANDOVER,
        _asks("custody_papers.handover_list", per_code=True),
        {".pdf": _writer("pdf.handover_list.write_handover_list")},
        "借出、归还、存档、退还的纸质件，双方签字",
        "jjd",
        _handover_leaves,
    ),
    Document(
        "unreturned",
        "未归还清单",
        Per.ROUND,
        _asks("custody_papers.unreturned"),
        _report("desk_report"),
        "借出未还的纸质件：在谁那里，该哪天还",
        "wghqd",
    ),
    Document(
        "missing_branches",
        "应报未报名单",
        Per.ROUND,
        _asks("chasing.missing_document"),
        {
            ".pdf": _writer("pdf.missing_branches.write_missing_branches"),
            ".xlsx": _writer("xlsx.missing_branches.write_missing_branches"),
            ".txt": _writer("text.missing_branches.write_missing_text"),
        },
        "必须申报而还没有申报的支部，按基层党组织",
        "ybwbmd",
    ),
    Document(
        "branch_roster",
        "支部名册",
        Per.ROUND,
        _asks("roster_export.branch_roster"),
        {".xlsx": _writer("xlsx.roster.write_roster")},
        "全部在册支部，一行一项荣誉；改动后可以重新导入",
        "zbmc",
    ),
    Document(
        "score_sheets",
        "评分表",
        Per.EXPERT,
        _asks("score_sheets.score_sheets", per_code=True),
        {".pdf": _writer("pdf.score_sheet.write_score_sheets")},
        "每位专家一叠：评审清单和评分表，右上角有编码",
        "pfb",
        _sheets_leave,
    ),
    Document(
        "review_summary",
        "评审汇总表",
        Per.ROUND,
        _asks("review_summary.review_summary"),
        {
            ".pdf": _writer("pdf.review_summary.write_review_summary"),
            ".xlsx": _writer("xlsx.review_summary.write_review_summary"),
        },
        "每位专家的评分、均分和名次；未全部复核前是草稿",
        "pshzb",
    ),
    Document(
        "sign_in_sheet",
        "评审专家签到表",
        Per.ROUND,
        _asks("review_papers.sign_in_sheet"),
        _report("desk_report"),
        "评审组到会签到",
        "pszjqdb",
    ),
    Document(
        "expert_pledges",
        "评审专家承诺书",
        Per.ROUND,
        _asks("feedback.pledges"),
        {".pdf": _writer("pdf.review_papers.write_pledges")},
        "每位专家一页，评审前签字",
        "pszjcns",
    ),
    Document(
        "score_details",
        "评分明细",
        Per.ROUND,
        _asks("review_papers.score_details"),
        _report("desk_report"),
        "每张已复核的评分表，逐项得分；专家以编号代替姓名",
        "pfmx",
    ),
    Document(
        "recusal_report",
        "评审回避情况",
        Per.ROUND,
        _asks("review_papers.recusal_report"),
        _report("desk_report"),
        "谁对哪一项回避、申明、不构成或准予评审，理由和经手人",
        "pshbqk",
    ),
    Document(
        "fee_list",
        "评审费签领表",
        Per.ROUND,
        _asks("review_papers.fee_list"),
        _report("desk_report"),
        "各位专家评了几份；标准和金额手写，签名领取",
        "psfqlb",
    ),
    Document(
        "opinion_feedback",
        "专家意见反馈表",
        Per.APPLICATION,
        _asks("feedback.feedback_sheets", per_code=True),
        {".pdf": _writer("pdf.review_papers.write_feedback_sheets")},
        "每个支部一页：综合意见和专家意见，不写专家姓名",
        "zjyjfkb",
    ),
    Document(
        "revision_comparison",
        "修改完善对照表",
        Per.APPLICATION,
        _asks("comparing.revision_papers", per_code=True),
        {".pdf": _compared},
        "定稿和申报稿逐段对照，写明专家意见",
        "xgwsdzb",
    ),
    Document(
        "publicity_notice",
        "立项公示",
        Per.ROUND,
        _asks("establishment_page.publicity_notice"),
        {
            ".pdf": _writer("pdf.listed_projects.write_publicity_notice"),
            ".xlsx": _writer("xlsx.listed_projects.write_publicity_notice"),
        },
        "张贴的名单和期限，异议向谁提",
        "lxgs",
    ),
    Document(
        "established_list",
        "立项名单",
        Per.ROUND,
        _asks("establishment_page.established_list"),
        {
            ".pdf": _writer("pdf.listed_projects.write_established_list"),
            ".xlsx": _writer("xlsx.listed_projects.write_established_list"),
        },
        "本批次已立项的品牌，排名不分先后",
        "lxmd",
    ),
)


def document(key: str) -> Document:
    """The document of a key or title; RuleBroken when there is none."""
    for found in DOCUMENTS:
        if key in (found.key, found.title):
            return found
    raise RuleBroken(f"没有代号为“{key}”的文件。", "可用的代号见：yizhibu documents。")


def find_anything(typed: str) -> tuple[Hit, ...]:
    """What “前往” finds: records, and after them documents, for which room is kept."""
    from desktop_app.office.finding import find  # it knows every kind of record, and the window has to be there first

    papers = find_documents(typed)
    return (*find(typed)[: MOST_FOUND - len(papers)], *papers)


def find_documents(typed: str) -> tuple[Hit, ...]:
    """The documents whose title, or its initials, holds what was typed, for “前往”."""
    wanted = typed.strip().casefold()
    hits = []
    for each in DOCUMENTS if wanted else ():
        at = each.title.find(wanted)
        if at < 0:
            at = each.initials.find(wanted)
        if at >= 0:
            place = Place(PAGE, each.key, 0)
            hits.append(Hit("文件", each.title, each.about, place, (at, at + len(wanted)), "printer"))
    return tuple(hits)
