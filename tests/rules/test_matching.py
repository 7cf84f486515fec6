"""Whose a file is: what is certain, what is proposed, and what is told of it."""

from __future__ import annotations

import pytest

from db.enums import FormItem, State
from desktop_app.rules.matching import Matcher
from desktop_app.shapes.forms import FormReading, Page, ReadField
from desktop_app.shapes.incoming import IncomingForm
from desktop_app.shapes.matching import Known, KnownBranch, Match

PHARMACY, NURSING, CLINIC = "药学院党总支", "护理学院党委", "第一临床学院党委"


def known(*applied: tuple[int, str, str]) -> Known:
    """Six branches; `applied` are (branch, number, brand)."""
    rows = (
        (1, "教工第一党支部", PHARMACY, ("教工第一党支部",), "王伟"),
        (2, "教工第二党支部", PHARMACY, ("教工第二党支部", "教工二支部（药剂）"), "李喆"),
        (3, "教工第一党支部", NURSING, ("教工第一党支部",), "周燚"),
        (4, "外科第六党支部", CLINIC, ("外科第六党支部",), "钱秋实"),
        (5, "内科第一党支部", CLINIC, ("内科第一党支部",), "马䶮"),
        (6, "“林望舒”党支部", NURSING, ("“林望舒”党支部",), ""),
    )
    have = {branch: (number, brand) for branch, number, brand in applied}
    branches = []
    for branch, name, organization, names, secretary in rows:
        number, brand = have.get(branch, ("", ""))
        live = (branch, number, brand, State.INCOMPLETE) if number else (None, "", "", None)
        branches.append(KnownBranch(branch, name, organization, names, secretary, "", *live))
    return Known(1, 2025, tuple(branches))


def file(name: str = "申报书.docx", subject: str = "", **fields: str) -> IncomingForm:
    """A file with these fields on its form, by the names of FormItem."""
    read = tuple(ReadField(FormItem[key.upper()], value, value, "封面") for key, value in fields.items())
    return IncomingForm(name, name.rpartition("/")[2], "0" * 64, 1, FormReading(read, Page(())), subject=subject)


def match(form: IncomingForm, *applied: tuple[int, str, str]) -> Match:
    return Matcher(known(*applied)).match(form)


APPLIED = ((1, "ZBPP-2025-001", "药香校园"), (3, "ZBPP-2025-002", "护佑生命"), (4, "ZBPP-2025-003", "微创先行"))


@pytest.mark.parametrize(
    ("form", "branch"),
    [
        (file(branch="教工第一党支部", organization="药学院党总支", brand="药香校园"), 1),
        (file(branch="教工一支部", organization="中共示例医科大学药学院总支部委员会", brand="“药香·校园”"), 1),
        (file(branch="药学院党总支教工第一党支部", brand="药香校园"), 1),
        (file(branch="外科第六党支部", brand="微创先行"), 4),
        (file(branch="外科第6党支部"), 4),
        (file(branch="内科第一党支部", organization="第一临床学院", brand="心手相连"), 5),
        (file(branch="教工第一党支部", brand="护佑生命"), 3),
        (file(branch="教工第二党支部", organization="药学院党总支", brand="良方"), 2),
        (file(branch="教工二支部（药剂）", brand="良方"), 2),
        (file(branch="“林望舒”党支部", brand="望舒之光"), 6),
        (file(number="ZBPP-2025-003", brand="微创先行"), 4),
        (file(number="003", branch="外科第六党支部"), 4),
        (file("药学院/申报书.docx", branch="教工第一党支部"), 1),
    ],
)
def test_what_the_form_names_is_certain(form: IncomingForm, branch: int) -> None:
    found = match(form, *APPLIED)
    assert found.certain, found.reason
    assert found.best is not None
    assert found.best.branch.branch_id == branch
    assert found.best.reasons


@pytest.mark.parametrize(
    ("form", "first", "told"),
    [
        (file(branch="教工第一党支部"), 1, "都像，不能确定"),
        (file(brand="药香校园"), 1, "还不能确定"),
        (file("外科第六党支部申报书.docx"), 4, "还不能确定"),
        (file(branch="教工第一党支部", organization="药学院党总支", brand="护理新篇"), 1, "登记的是“药香校园”"),
        (file(branch="外科第六党支部", organization="药学院党总支", brand="微创先行"), 4, "基层党组织"),
        (file(number="ZBPP-2025-001", branch="外科第六党支部", brand="微创先行"), 4, "申报编号"),
        (file(branch="教职工第一党支部", organization="药学院党总支"), 1, "相近"),
    ],
)
def test_what_is_not_is_proposed_with_the_reason(form: IncomingForm, first: int, told: str) -> None:
    found = match(form, *APPLIED)
    assert not found.certain
    assert found.best is not None
    assert found.best.branch.branch_id == first
    assert told in found.reason


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (file(), "可能不是申报书"),
        (file(branch="口腔教工党支部", brand="微笑"), "支部是“口腔教工党支部”，品牌是“微笑”"),
        (file(number="ZBPP-2024-001"), "编号是“ZBPP-2024-001”"),
    ],
)
def test_what_nothing_answers_to_is_told(form: IncomingForm, told: str) -> None:
    found = match(form, *APPLIED)
    assert (found.candidates, found.certain) == ((), False)
    assert told in found.reason


def test_the_subject_of_the_mail_and_the_file_s_name_only_add_to_it() -> None:
    plain = match(file(branch="外科第六党支部", brand="微创先行"), *APPLIED)
    more = match(
        file("外科第六党支部.docx", "ZBPP-2025-003 外科第六党支部申报书", branch="外科第六党支部", brand="微创先行"),
        *APPLIED,
    )
    assert plain.best is not None
    assert more.best is not None
    assert (plain.certain, more.certain) == (True, True)
    assert more.best.score > plain.best.score


def test_a_number_of_somebody_else_in_the_file_s_name_does_not_outweigh_the_form() -> None:
    found = match(file("ZBPP-2025-001.docx", branch="外科第六党支部", brand="微创先行"), *APPLIED)
    assert found.best is not None
    assert found.best.branch.branch_id == 4
