"""`scores workbooks`, `scores import`."""

from __future__ import annotations

import argparse
from datetime import datetime

from desktop_app.cli.results import Result
from desktop_app.cli.session import writing


def workbooks(given: argparse.Namespace) -> Result:
    """One workbook per expert into a folder, which is made when it is not there."""
    from desktop_app.ledger import moment
    from desktop_app.office import panel, score_workbooks
    from desktop_app.rules.file_names import safe_name
    from desktop_app.writers.finished import finish
    from desktop_app.writers.xlsx.score_workbook import write_score_workbook

    files = []
    with writing(given) as ledger:
        sent = score_workbooks.score_workbooks(datetime.now())
        given.out.mkdir(parents=True, exist_ok=True)
        for book in sent:
            target = given.out / safe_name(f"评分工作簿 {book.expert} {book.name}.xlsx")
            finish(lambda part, book=book: write_score_workbook(book, part), target)  # type: ignore[misc]
            files.append(str(target))
        at = moment(ledger.clock())
        ledger.run("发出评分工作簿", panel.start_scoring, final=True, stage_id=sent[0].stage_id, at=at)
    return Result({"files": files}, [f"已生成 {file}" for file in files])


def take(given: argparse.Namespace) -> Result:
    """Filled-in workbooks back, each all or nothing; the status is 1 when one is refused."""
    from desktop_app.ledger import moment
    from desktop_app.office.score_workbooks import take_workbook
    from desktop_app.readers.score_workbook import read_score_workbook
    from desktop_app.rules.errors import RuleBroken

    refused, lines = [], []
    with writing(given) as ledger:
        for file in given.files:
            try:
                filled = read_score_workbook(file)
                at = moment(ledger.clock())
                title = f"导入评分工作簿 {file.name}"
                taken = ledger.run(title, take_workbook, final=True, filled=filled, by=ledger.actor, at=at)
            except RuleBroken as broken:
                refused.append({"file": str(file), "reason": str(broken)})
            else:
                lines.append(f"{file.name}　{taken.expert} 录入 {taken.recorded} 张，与纸面一致 {taken.agreed} 张")
    value = {"taken": len(lines), "refused": refused}
    return Result(value, lines, [f"{each['file']}：{each['reason']}" for each in refused], status=1 if refused else 0)
