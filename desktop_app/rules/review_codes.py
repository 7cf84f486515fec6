"""The code of a score sheet: PF-2025-031-3 is 专家3's 立项 sheet on application ZBPP-2025-031, JF-… one of 结项."""

from __future__ import annotations

import re
from collections.abc import Mapping

from db.enums import Stage
from desktop_app.rules.numbering import APPLICATION_PREFIX, application_number, normalized_code

PREFIXES: Mapping[Stage, str] = {Stage.ESTABLISHMENT: "PF", Stage.ACCEPTANCE: "JF"}

_CODE = re.compile(r"(PF|JF)-?(\d{4})-(\d{1,6})-(\d{1,3})", re.ASCII)
_SHORT = re.compile(r"(\d{1,6})-(\d{1,3})", re.ASCII)


def review_code(stage: Stage, application: str, expert: int) -> str:
    """The code of one sheet; `application` is its 申报编号, `expert` the number of the seat."""
    return f"{PREFIXES[stage]}-{application.removeprefix(f'{APPLICATION_PREFIX}-')}-{expert}"


def parse_review_code(typed: str, *, stage: Stage | None = None, year: int | None = None) -> str | None:
    """The whole code that was typed or scanned, however it was written; None when it is none.

    With `stage` and `year` of the current scoring the short form is read too: 031-3, 31-3.
    """
    code = normalized_code(typed)
    if found := _CODE.fullmatch(code):
        of_stage = next(one for one, prefix in PREFIXES.items() if prefix == found[1])
        return _whole(of_stage, int(found[2]), int(found[3]), int(found[4]))
    if stage is not None and year is not None and (found := _SHORT.fullmatch(code)):
        return _whole(stage, year, int(found[1]), int(found[2]))
    return None


def _whole(stage: Stage, year: int, serial: int, expert: int) -> str | None:
    return review_code(stage, application_number(year, serial), expert) if serial and expert else None
