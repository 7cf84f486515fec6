"""`workdays`, `wordcount`."""

from __future__ import annotations

import argparse
from datetime import date

from desktop_app.cli.results import Result
from desktop_app.cli.session import writing


def workdays(given: argparse.Namespace) -> Result:
    """The last of N working days, by the office's own table."""
    from desktop_app.office.holidays import calendar
    from desktop_app.rules.errors import RuleBroken
    from desktop_app.rules.workdays import last_workday

    try:
        first = date.fromisoformat(given.date)
    except ValueError:
        raise RuleBroken(f"日期“{given.date}”无法识别。", "请写成 年-月-日，例如 2023-11-20。") from None
    with writing(given):
        last = last_workday(calendar(), first, given.count, include_first=given.include_first)
    return Result(last.isoformat(), [last.isoformat()])


def wordcount(given: argparse.Namespace) -> Result:
    """字数, 字符数, and the four parts of a case where they are found."""
    from desktop_app.readers.body_text import body_text
    from desktop_app.rules.wordcount import case_parts, count_characters, count_words

    body = body_text(given.file)
    text, parts = body.text, case_parts(body.paragraphs)
    value = {"words": count_words(text), "characters": count_characters(text), "parts": parts}
    lines = [f"字数 {value['words']}，字符数（不计空格）{value['characters']}"]
    return Result(value, lines + [f"  {name} {words} 字" for name, words in parts.items()])
