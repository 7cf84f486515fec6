"""`demo`: the sample season as far as the path goes, without a screen: data, documents, a picture of every page."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from db.folder import NAME
from db.opening import FILE_NAME
from desktop_app.cli.results import Result
from desktop_app.cli.session import opened
from desktop_app.rules.errors import RuleBroken

_MARK = "示例季.txt"  # tells a folder that demo made, and may make anew, from anybody else's


def run_demo(given: argparse.Namespace) -> Result:
    """A fresh data folder in DIR/data, documents in DIR/documents, pictures in DIR/screens."""
    out: Path = given.out
    _make_room(out)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a demo shows nothing, and needs no screen
    from desktop_app.app.pictures import tell_with_pictures

    told = _tell if sys.stderr.isatty() else _keep_quiet
    screens = tell_with_pictures(out / "data", out / "screens", told)
    documents, left_out = _write_documents(out, told)
    for name in (NAME, f"{FILE_NAME}-journal"):  # nothing holds the folder, and nothing is left to be taken back
        (out / "data" / name).unlink(missing_ok=True)
    value = {
        "documents": [path.relative_to(out).as_posix() for path in documents],
        "screens": [path.relative_to(out).as_posix() for path in screens],
    }
    lines = [f"示例季已生成在 {out}：{len(documents)} 份文件，{len(screens)} 张页面图片。"]
    return Result(value, [*lines, *left_out])


def _tell(words: str) -> None:
    """A step, on a terminal: somebody waits there for a minute. Scripts hear what came of it."""
    print(f"{words}…", file=sys.stderr, flush=True)


def _keep_quiet(_: str) -> None:
    pass


def _make_room(out: Path) -> None:
    """An earlier demo is replaced; anything else in the folder is left alone, and told."""
    if out.exists() and any(out.iterdir()) and not (out / _MARK).exists():
        raise RuleBroken(f"“{out}”里已有别的文件。", "请换一个空文件夹。")
    for name in ("data", "documents", "screens"):
        shutil.rmtree(out / name, ignore_errors=True)
        (out / name).mkdir(parents=True)
    (out / _MARK).write_text("这个文件夹由 yizhibu demo 生成，内容全部虚构，可以整个删除。\n", encoding="utf-8")


def _write_documents(out: Path, told: Callable[[str], None]) -> tuple[list[Path], list[str]]:
    """Every document once, in every format, and what is said of those that the season has nothing to make of.

    Of those that are many, the newest receipt's and the first expert's.
    """
    from desktop_app.documents import DOCUMENTS, Per
    from desktop_app.office.admission_page import round_lists
    from desktop_app.office.custody_page import handovers
    from desktop_app.office.receipts import receipt_rows
    from desktop_app.office.rounds import required_round_id
    from desktop_app.sample_season import ESTABLISHED

    made: list[Path] = []
    left_out: list[str] = []
    with opened(out / "data"):
        round_id = required_round_id()
        codes = {
            Per.RECEIPT: receipt_rows(round_id)[0].receipt_number,
            Per.EXPERT: "专家1",
            Per.HANDOVER: handovers(round_id)[-1].number,
            Per.NOTICE: round_lists(round_id)[0][1].number,
        }
        for document in DOCUMENTS:
            code = codes.get(document.per)
            name = f"{document.title} {code}" if code else document.title
            told(f"文件：{name}")
            targets = [out / "documents" / f"{name}{suffix}" for suffix in document.writers]
            try:
                made.extend(document.job(target, code=code, now=ESTABLISHED)() for target in targets)
            except RuleBroken as broken:
                left_out.append(f"没有生成《{document.title}》：{broken.what}")
    return made, left_out
