"""The command line's arguments. Every word a user reads is Chinese, usage errors too."""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

_WORDS = (  # what argparse says, and what we say
    (r"the following arguments are required: (.+)", r"缺少参数：\1。"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1。"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"参数 \1 不能是 \2，可选：\3。"),
    (r"argument (.+?): expected one argument", r"参数 \1 后面缺一个值。"),
    (r"argument (.+?): expected at least one argument", r"参数 \1 后面至少要有一个值。"),
    (r"argument (.+?): invalid int value: (.+)", r"参数 \1 应为整数，不能是 \2。"),
    (r"argument (.+?): not allowed with argument (.+)", r"参数 \1 不能与 \2 同用。"),
    (r"ambiguous option: (.+) could match (.+)", r"参数 \1 不明确，可能是 \2。"),
    (r"argument (.+?): ignored explicit argument (.+)", r"参数 \1 不带值，多了 \2。"),
    (r"argument (.+?): (.+)", r"参数 \1：\2"),
)


class _WrongUsage(Exception):
    """The arguments cannot be understood; the text says why."""


class _Parser(argparse.ArgumentParser):
    """Argparse, speaking Chinese and leaving the exit to the caller."""

    def error(self, message: str) -> NoReturn:
        for pattern, words in _WORDS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message)
                break
        raise _WrongUsage(f"{message}\n用法见：{self.prog} --help")

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in (("usage: ", "用法："), ("positional arguments:", "参数："), ("options:", "选项：")):
            text = text.replace(english, chinese)
        return text.replace("show this help message and exit", "显示这段说明")


def parse(argv: list[str]) -> argparse.Namespace | int:
    """The arguments of one command, or the exit status when there is nothing left to run."""
    try:
        given = _parser().parse_args(argv)
    except _WrongUsage as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except SystemExit as after_help:
        return int(after_help.code or 0)
    return given


def _command(where: str) -> Callable[[argparse.Namespace], Any]:
    """The function `module.name` of this package, imported when it is called."""
    module, name = where.rsplit(".", 1)

    def run(given: argparse.Namespace) -> Any:
        return getattr(importlib.import_module(f"desktop_app.cli.{module}"), name)(given)

    return run


def _parser() -> _Parser:
    top = _Parser(
        prog="yizhibu", description="“一支部一特色”支部党建品牌创建：不带命令时打开窗口。", allow_abbrev=False
    )
    top.add_argument("--data", type=Path, metavar="文件夹", help="数据文件夹；默认在本机的用户数据目录")
    top.add_argument("--json", action="store_true", help="结果以一个 JSON 值写到标准输出")
    top.set_defaults(run=_command("window.open_window"))
    commands = top.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)

    def add(name: str, where: str, words: str, to: Any = commands) -> _Parser:
        made: _Parser = to.add_parser(name, help=words, description=words, allow_abbrev=False)
        if where:  # a group has none: what stands under it runs
            made.set_defaults(run=_command(where))
        return made

    add("open", "window.open_window", "打开窗口")
    demo = add("demo", "demo.run_demo", "用示例数据走完一季，不需要屏幕")
    demo.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放数据、文件和页面图片")
    _add_rounds(add, commands)
    _add_roster(add, commands)
    _add_desk(add)
    _add_papers(add)
    add("check", "upkeep.check", "检查数据文件与操作记录")
    audit = add("audit", "upkeep.audit", "列出操作记录，从旧到新")
    audit.add_argument("--since", metavar="日期", default="", help="只列这一天以来的，例如 2023-11-01")
    return top


def _add_rounds(add: Callable[..., _Parser], commands: Any) -> None:
    group = add("round", "", "批次", commands)
    under = group.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)
    create = add("create", "rounds.create", "读通知，新建批次", under)
    create.add_argument("--notice", type=Path, required=True, metavar="文件", help="通知：.txt 或 .docx")
    create.add_argument("--name", metavar="名称", help="批次名称；默认“2023 年批次”")
    add("list", "rounds.list_rounds", "列出批次", under)


def _add_roster(add: Callable[..., _Parser], commands: Any) -> None:
    group = add("import", "", "导入", commands)
    under = group.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)
    branches = add("branches", "roster.import_branches", "导入支部名册：.xlsx、.xls、.csv", under)
    branches.add_argument("file", type=Path, metavar="文件")
    branches.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    branches.add_argument("--strict", action="store_true", help="有一行不合格就一行也不收")


def _add_desk(add: Callable[..., _Parser]) -> None:
    receive = add("receive", "desk.receive", "登记收件")
    receive.add_argument("--branch", required=True, metavar="名称", help="党支部")
    receive.add_argument("--organization", metavar="名称", help="基层党组织；支部重名时要写")
    receive.add_argument("--brand", required=True, metavar="名称", help="品牌名称")
    receive.add_argument("--receipt", metavar="SJ-…", help="加到这次收件里")
    receive.add_argument("--copies", type=int, metavar="份数", help="交来的纸质份数；默认全部")
    receive.add_argument("--stamped", type=int, default=0, metavar="份数", help="其中已盖章的；不写为 0")
    receive.add_argument("--signed", type=int, default=0, metavar="份数", help="其中已签字的；不写为 0")
    receive.add_argument("--whole", type=int, metavar="份数", help="其中完整的；不写为全部")
    receive.add_argument("--electronic", nargs="?", const="", metavar="时间", help="电子版已到；可写到达时间")
    receive.add_argument("--by", default="", metavar="姓名", help="送件人")
    receive.add_argument("--phone", default="", metavar="电话", help="送件人的办公电话")
    receive.add_argument("--at", metavar="时间", help='收件时间，例如 "2023-11-09 10:20"；默认现在')
    receive.add_argument("--late-approved-by", default="", metavar="姓名", help="批准逾期受理的人")
    receive.add_argument("--late-reason", default="", metavar="理由", help="逾期受理的理由")
    add("missing", "desk.missing", "列出应报未报的支部")
    listing = add("list", "desk.listing", "列出现有的记录")
    listing.add_argument("what", choices=("branches", "applications", "receipts", "copies"), metavar="种类")


def _add_papers(add: Callable[..., _Parser]) -> None:
    workdays = add("workdays", "counting.workdays", "从某日起第 N 个工作日")
    workdays.add_argument("date", metavar="日期")
    workdays.add_argument("count", type=int, metavar="N")
    workdays.add_argument("--include-first", action="store_true", help="起始日也计入")
    wordcount = add("wordcount", "counting.wordcount", "数字数：.txt、.docx")
    wordcount.add_argument("file", type=Path, metavar="文件")
    add("documents", "papers.documents", "列出能生成的文件")
    document = add("document", "papers.document", "生成一份文件")
    document.add_argument("key", metavar="文件代号")
    document.add_argument("--for", dest="code", metavar="编号", help="收件号、申报编号等，看文件是关于什么的")
    document.add_argument("--out", type=Path, required=True, metavar="文件", help="后缀决定格式")
