"""The command line's arguments. Every word a user reads is Chinese, usage errors too."""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

_WIDTH = 100  # columns of the help
_WORDS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (  # what argparse says, and what we say
    (r"the following arguments are required: (.+)", lambda said: f"缺少参数：{_several(said[1])}。"),
    (r"unrecognized arguments: (.+)", lambda said: f"不认识的参数：{said[1]}。"),
    (
        r"argument 命令: invalid choice: (.+?) \(choose from (.+)\)",
        lambda said: f"没有{_quoted(said[1])}这条命令，可用的：{_several(said[2])}。",
    ),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        lambda said: f"参数 {said[1]} 不能是{_quoted(said[2])}，可选：{_several(said[3])}。",
    ),
    (r"argument (.+?): expected one argument", lambda said: f"参数 {said[1]} 后面缺一个值。"),
    (r"argument (.+?): expected at least one argument", lambda said: f"参数 {said[1]} 后面至少要有一个值。"),
    (
        r"argument (.+?): invalid int value: (.+)",
        lambda said: f"参数 {said[1]} 应为整数，不能是{_quoted(said[2])}。",
    ),
    (r"argument (.+?): not allowed with argument (.+)", lambda said: f"参数 {said[1]} 不能与 {said[2]} 同用。"),
    (r"ambiguous option: (.+) could match (.+)", lambda said: f"参数 {said[1]} 不明确，可能是 {_several(said[2])}。"),
    (
        r"argument (.+?): ignored explicit argument (.+)",
        lambda said: f"参数 {said[1]} 不带值，多了{_quoted(said[2])}。",
    ),
    (r"argument (.+?): (.+)", lambda said: f"参数 {said[1]}：{said[2]}"),
)
_HELP = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("命令:\n  命令\n", "命令：\n"),
    ("命令 ...", "命令 …"),
    ("show this help message and exit", "显示这段说明"),
)


class _WrongUsage(Exception):
    """The arguments cannot be understood; the text says why."""


def _quoted(word: str) -> str:
    """A value that argparse quotes as Python does, in Chinese marks."""
    return f"“{_bare(word)}”"


def _several(words: str) -> str:
    return "、".join(map(_bare, words.split(", ")))


def _bare(word: str) -> str:
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"" else word


class _Formatter(argparse.HelpFormatter):
    """Left to itself, it asks how wide the terminal is at every argument, and loads shutil for it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_WIDTH)

    def add_argument(self, action: argparse.Action) -> None:
        """A command of a list stands two further in than it is measured, and its words would break off."""
        super().add_argument(action)
        if action.nargs == argparse.PARSER:
            self._action_max_length += 2


class _Parser(argparse.ArgumentParser):
    """Argparse, speaking Chinese and leaving the exit to the caller."""

    def __init__(self, **details: Any) -> None:
        super().__init__(formatter_class=_Formatter, allow_abbrev=False, **details)
        self.seconds: Collection[str] = ()  # the second words of a command of two

    def error(self, message: str) -> NoReturn:
        for pattern, words in _WORDS:
            if found := re.fullmatch(pattern, message):
                message = words(found)
                break
        if self.seconds and message == "缺少参数：命令。":
            message = f"“{self.prog}”后面还要写一个词：{'、'.join(self.seconds)}。"
        raise _WrongUsage(f"{message}\n用法见：{self.prog} --help")

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in _HELP:
            text = text.replace(english, chinese)
        return text


def parse(argv: list[str]) -> argparse.Namespace | int:
    """The arguments of one command, or the exit status when there is nothing left to run."""
    named = next((word for word in argv if word in _COMMANDS), "")
    try:
        if named and not {"-h", "--help"} & set(argv):
            with suppress(_WrongUsage):  # it is said again below, with all that could be meant
                return _parser([named]).parse_args(argv)
        return _parser(_COMMANDS).parse_args(argv)
    except _WrongUsage as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except SystemExit as after_help:
        return int(after_help.code or 0)


def _parser(commands: Collection[str]) -> _Parser:
    """A parser that knows some commands: to build all of them takes longer than to answer one."""
    top = _Parser(prog="yizhibu", description="“一支部一特色”支部党建品牌创建：不带命令时打开窗口。")
    top.add_argument("--data", type=Path, metavar="文件夹", help="数据文件夹；默认在本机的用户数据目录")
    top.add_argument("--json", action="store_true", help="结果以一个 JSON 值写到标准输出")
    top.add_argument("--operator", default="", metavar="姓名", help="经手人，记在每项改动上；默认为在用的第一位")
    top.set_defaults(run=_command("window.open_window"))
    under = top.add_subparsers(title="命令", metavar="命令", prog=top.prog)
    for name in commands:
        words, fill = _COMMANDS[name]
        fill(under.add_parser(name, help=words, description=words))
    return top


def _command(where: str) -> Callable[[argparse.Namespace], Any]:
    """The function `module.name` of this package, imported when it is called."""
    module, name = where.rsplit(".", 1)

    def run(given: argparse.Namespace) -> Any:
        return getattr(importlib.import_module(f"desktop_app.cli.{module}"), name)(given)

    return run


def _runs(where: str) -> Callable[[_Parser], None]:
    """Fills a command that has no arguments of its own."""
    return lambda made: made.set_defaults(run=_command(where))


def _group(made: _Parser) -> Callable[[str, str, str], _Parser]:
    """A command of two words: what comes back adds one of the second words."""
    under = made.add_subparsers(title="命令", metavar="命令", required=True, prog=made.prog)
    made.seconds = under.choices  # filled below

    def add(name: str, where: str, words: str) -> _Parser:
        second: _Parser = under.add_parser(name, help=words, description=words)
        second.set_defaults(run=_command(where))
        return second

    return add


def _demo(made: _Parser) -> None:
    made.set_defaults(run=_command("demo.run_demo"))
    made.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放数据、文件和页面图片")


def _round(made: _Parser) -> None:
    add = _group(made)
    create = add("create", "rounds.create", "读通知，新建批次")
    create.add_argument("--notice", type=Path, required=True, metavar="文件", help="通知：.txt 或 .docx")
    create.add_argument("--name", metavar="名称", help="批次名称；默认“2023 年批次”")
    add("list", "rounds.list_rounds", "列出批次")


def _import(made: _Parser) -> None:
    add = _group(made)
    for name, where, words in (
        ("branches", "roster.import_branches", "导入支部名册：.xlsx、.xls、.csv"),
        ("experts", "panel.import_experts", "导入专家名册：.xlsx、.xls、.csv"),
        ("applications", "panel.import_applications", "导入申报汇总，登记申报项目：.xlsx、.xls、.csv"),
    ):
        listed = add(name, where, words)
        listed.add_argument("file", type=Path, metavar="文件")
        listed.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
        listed.add_argument("--strict", action="store_true", help="有一行不合格就一行也不收")
    for name, where, words in (
        ("forms", "incoming.import_forms", "导入申报书：.docx，或存放它们的文件夹、.zip"),
        ("mail", "incoming.import_mail", "导入邮件里的申报书：.eml，或存放邮件和附件的文件夹"),
    ):
        brought = add(name, where, words)
        brought.add_argument("paths", type=Path, nargs="+", metavar="文件或文件夹")
        brought.add_argument("--at", metavar="时间", help="到达时间，用于没有写明到达时间的文件；默认现在")


def _receive(made: _Parser) -> None:
    made.set_defaults(run=_command("desk.receive"))
    made.add_argument("--branch", required=True, metavar="名称", help="党支部")
    made.add_argument("--organization", metavar="名称", help="基层党组织；支部重名时要写")
    made.add_argument("--brand", required=True, metavar="名称", help="品牌名称")
    made.add_argument("--receipt", metavar="SJ-…", help="加到这次收件里")
    made.add_argument("--copies", type=int, metavar="份数", help="交来的纸质份数；默认全部")
    made.add_argument("--stamped", type=int, default=0, metavar="份数", help="其中已盖章的；不写为 0")
    made.add_argument("--signed", type=int, default=0, metavar="份数", help="其中已签字的；不写为 0")
    made.add_argument("--whole", type=int, metavar="份数", help="其中完整的；不写为全部")
    made.add_argument("--electronic", nargs="?", const="", metavar="时间", help="电子版已到；可写到达时间")
    made.add_argument("--by", default="", metavar="姓名", help="送件人")
    made.add_argument("--phone", default="", metavar="电话", help="送件人的办公电话")
    made.add_argument("--at", metavar="时间", help='收件时间，例如 "2023-11-09 10:20"；默认现在')
    made.add_argument("--late-approved-by", default="", metavar="姓名", help="批准逾期受理的人")
    made.add_argument("--late-reason", default="", metavar="理由", help="逾期受理的理由")


def _list(made: _Parser) -> None:
    made.set_defaults(run=_command("desk.listing"))
    made.add_argument("what", choices=("branches", "applications", "experts", "receipts", "copies"), metavar="种类")


def _ranking(made: _Parser) -> None:
    made.set_defaults(run=_command("review.ranking"))
    made.add_argument("--stage", choices=("立项", "结项"), default="立项", metavar="阶段", help="立项（默认）或结项")


def _assign(made: _Parser) -> None:
    made.set_defaults(run=_command("panel.assign"))
    made.add_argument("--each", type=int, metavar="K", help="每项几位专家；不写为全部专家，须回避的除外")
    made.add_argument("--min", type=int, metavar="A", help="每位专家至少几份")
    made.add_argument("--max", type=int, metavar="B", help="每位专家至多几份")


def _scores(made: _Parser) -> None:
    add = _group(made)
    out = add("workbooks", "scores.workbooks", "生成评分工作簿，每位专家一个")
    out.add_argument("--out", type=Path, required=True, metavar="文件夹", help="没有就新建")
    back = add("import", "scores.take", "导入专家填好、签名的评分工作簿")
    back.add_argument("files", type=Path, nargs="+", metavar="文件")


def _move(made: _Parser) -> None:
    made.set_defaults(run=_command("establish.move"))
    made.add_argument("numbers", nargs="+", metavar="申报编号")
    made.add_argument("state", metavar="状态", help="例如 拟立项、修改中、已定稿、审定通过、未立项")
    made.add_argument("--reason", default="", metavar="理由", help="没有评分就列为拟立项、退回、不予立项等要写")


def _publicity(made: _Parser) -> None:
    add = _group(made)
    opening = add("open", "establish.open_publicity", "开始公示：审定通过的全部项目")
    opening.add_argument("--from", dest="first", required=True, metavar="日期", help="张贴的日期，例如 2023-11-20")
    closing = add("close", "establish.close_publicity", "结束公示：没有未结异议的转为已立项")
    closing.add_argument("--at", default="", metavar="日期", help="结束的日期或时刻；默认现在")
    again = add("repost", "board.repost", "更正重贴：正在公示的名单按现在的资料重新张贴")
    again.add_argument("--from", dest="first", required=True, metavar="日期", help="重新张贴的日期")
    again.add_argument("--reason", required=True, metavar="理由", help="更正了什么")
    removed = add("removed", "board.removed", "已撤下：公示期过后名单从墙上取下")
    removed.add_argument("--on", dest="removed_on", default="", metavar="日期", help="撤下的日期；默认今天")


def _originality_check(made: _Parser) -> None:
    made.set_defaults(run=_command("board.originality_check"))
    made.add_argument("numbers", nargs="+", metavar="申报编号")
    made.add_argument(
        "--verdict", required=True, choices=("未见抄袭", "有线索"), metavar="结论", help="未见抄袭 或 有线索"
    )
    made.add_argument("--note", default="", metavar="说明", help="有线索的要写；查清线索的也要写")


def _decide(made: _Parser) -> None:
    add = _group(made)
    draft = add("draft", "board.draft", "拟定审定，发布之前不生效")
    draft.add_argument("numbers", nargs="+", metavar="申报编号")
    draft.add_argument("--verdict", required=True, choices=("审定通过", "退回修改", "不予立项"), metavar="审定",
                       help="审定通过、退回修改 或 不予立项")  # fmt: skip
    draft.add_argument("--reason", default="", metavar="理由", help="退回修改、不予立项的要写")
    back = add("withdraw", "board.withdraw", "收回拟定")
    back.add_argument("numbers", nargs="+", metavar="申报编号")
    released = add("release", "board.release", "发布全部拟好的审定，要么全发要么都不发")
    released.add_argument("--minutes", default="", metavar="编号", help="会议纪要号；没有就不写")


def _workdays(made: _Parser) -> None:
    made.set_defaults(run=_command("counting.workdays"))
    made.add_argument("date", metavar="日期")
    made.add_argument("count", type=int, metavar="N")
    made.add_argument("--include-first", action="store_true", help="起始日也计入")


def _plan(made: _Parser) -> None:
    made.set_defaults(run=_command("plan.plan"))
    made.add_argument("--submission", default="", metavar="日期", help="试试别的申报截止；不写为批次的")
    made.add_argument("--establishment", default="", metavar="日期", help="试试别的立项日期；不写为批次的")
    for name, words in (
        ("correction", "补正期限"),
        ("review", "专家评审"),
        ("revision", "修改完善"),
        ("approval", "部门审定"),
        ("publicity", "公示期"),
    ):
        made.add_argument(f"--{name}", type=int, metavar="N", help=f"{words}几个工作日；不写为现行的")
    made.add_argument("--include-first", action="store_true", help="张贴当天也计入公示期")
    made.add_argument("--at", default="", metavar="日期", help="按哪一天的情况看；默认今天")


def _wordcount(made: _Parser) -> None:
    made.set_defaults(run=_command("counting.wordcount"))
    made.add_argument("file", type=Path, metavar="文件")


def _compare(made: _Parser) -> None:
    made.set_defaults(run=_command("handed_in.compare"))
    made.add_argument("file", type=Path, metavar="汇总表", help=".xlsx、.xls、.csv")
    made.add_argument("--organization", metavar="名称", help="是哪个基层党组织的；表里写明的可以不写")


def _document(made: _Parser) -> None:
    made.set_defaults(run=_command("papers.document"))
    made.add_argument("key", metavar="文件代号")
    made.add_argument("--for", dest="code", metavar="编号", help="收件号、申报编号等，看文件是关于什么的")
    made.add_argument("--out", type=Path, required=True, metavar="文件", help="后缀决定格式")


def _columns(made: _Parser) -> None:
    made.set_defaults(run=_command("papers.columns"))
    made.add_argument("--set", dest="columns", metavar="栏目", help="要的栏目，用顿号分开，例如 序号、党支部、品牌名称")
    made.add_argument("--order", metavar="排列", help="按申报编号、按基层党组织分组 或 按评审名次")


def _inspect(made: _Parser) -> None:
    made.set_defaults(run=_command("papers.inspect"))
    made.add_argument("file", type=Path, metavar="文件", help=".xlsx、.docx 或 .pdf")


def _pack(where: str, words: str) -> Callable[[_Parser], None]:
    """A command about one backup."""

    def fill(made: _Parser) -> None:
        made.set_defaults(run=_command(where))
        made.add_argument("file", type=Path, metavar="文件", help=words)

    return fill


def _archive(made: _Parser) -> None:
    made.set_defaults(run=_command("archive.archive"))
    made.add_argument("--out", type=Path, required=True, metavar="路径", help="新建的文件夹；以 .zip 结尾则是一个文件")
    made.add_argument("--round", default="", metavar="名称", help="哪个批次；默认当前批次")


def _archive_check(made: _Parser) -> None:
    made.set_defaults(run=_command("archive.archive_check"))
    made.add_argument("path", type=Path, metavar="路径", help="归档时生成的文件夹或 .zip 文件")


def _audit(made: _Parser) -> None:
    made.set_defaults(run=_command("upkeep.audit"))
    made.add_argument("--since", metavar="日期", default="", help="只列这一天以来的，例如 2023-11-01")


def _check(made: _Parser) -> None:
    made.set_defaults(run=_command("upkeep.check"))
    made.add_argument("--head", metavar="记录号", help="还看文件页脚上的这个记录号是否在操作记录的链上")


_COMMANDS: dict[str, tuple[str, Callable[[_Parser], None]]] = {
    "open": ("打开窗口", _runs("window.open_window")),
    "demo": ("用示例数据走完一季，不需要屏幕", _demo),
    "round": ("批次，后接 create、list", _round),
    "import": ("导入，后接 branches、experts、applications、forms、mail", _import),
    "receive": ("登记收件", _receive),
    "missing": ("列出应报未报的支部", _runs("desk.missing")),
    "compare": ("把基层党组织报来的汇总表与收到的材料核对", _compare),
    "list": ("列出现有的记录", _list),
    "ranking": ("正式排名；有评分表未复核时不出", _ranking),
    "assign": ("给申报项目分配评审专家", _assign),
    "scores": ("评分工作簿，后接 workbooks、import", _scores),
    "move": ("申报项目走一步，要么全走要么都不走", _move),
    "originality-check": ("记下人工查重的结论", _originality_check),
    "decide": ("审定：拟定和发布，后接 draft、withdraw、release", _decide),
    "publicity": ("公示，后接 open、close、repost、removed", _publicity),
    "plan": ("时间倒排：从申报截止到立项，每一步的计划、最迟和余量；不改数据", _plan),
    "workdays": ("从某日起第 N 个工作日", _workdays),
    "wordcount": ("数字数：.txt、.docx", _wordcount),
    "documents": ("列出能生成的文件", _runs("papers.documents")),
    "document": ("生成一份文件", _document),
    "columns": ("名单的栏目和排列：查看，或另选", _columns),
    "participation": ("应报支部的参与情况，供年度考核", _runs("papers.participation")),
    "inspect": ("检查要公布的文件：隐藏内容、个人信息、是否完整", _inspect),
    "backup": ("备份到一个文件：数据、收到的文件和可读的表格", _pack("upkeep.backup", "备份写到这里（.zip）")),
    "restore": ("用备份换下现在的数据；换下的数据移到一边，不删除", _pack("upkeep.restore", "备份（.zip）")),
    "archive": ("把一个批次归档：全部文件、申报材料、清单和操作记录", _archive),
    "archive-check": ("按清单核对归档包，不需要数据", _archive_check),
    "check": ("检查数据文件与操作记录", _check),
    "audit": ("列出操作记录，从旧到新", _audit),
}
