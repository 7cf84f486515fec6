"""The documents as a list: each can be made, found by name, and copied where it is text."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.opening import FILE_NAME, close_database, open_database
from desktop_app.documents import DOCUMENTS, Per, document, find_anything, find_documents
from desktop_app.ledger import Ledger
from desktop_app.office import rounds
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Hit, Place

NOW = datetime(2025, 9, 10, 10, 42)
CHASE = Hit(
    "文件",
    "应报未报名单",
    "必须申报而还没有申报的支部，按基层党组织",
    Place("文件中心", "missing_branches", 0),
    (0, 2),
    "printer",
)


@pytest.fixture
def a_round(tmp_path):
    open_database(tmp_path / FILE_NAME)
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-09-12")
    Ledger("周喆").run("批次", rounds.create_round, draft=draft)
    yield
    close_database()


@pytest.mark.parametrize("typed", ["yb", "YB", "应报", " 应报 "])
def test_a_document_is_found_by_its_title_or_initials(typed):
    assert find_documents(typed) == (CHASE,)


def test_initials_stand_letter_for_letter():
    assert [(each.key, len(each.initials)) for each in DOCUMENTS] == [(each.key, len(each.title)) for each in DOCUMENTS]


@pytest.mark.parametrize("typed", ["", "  ", "qx"])
def test_nothing_typed_finds_nothing(typed):
    assert find_documents(typed) == ()


def test_documents_stand_after_records(a_round):
    assert find_anything("应报") == (CHASE,)


NEVER_EMPTY = ("publicity_notice", "establishment_notice")  # official papers of a list: without one there is no paper
OF_ROUND = [each for each in DOCUMENTS if each.per is Per.ROUND and each.key not in NEVER_EMPTY]


@pytest.mark.parametrize("key", NEVER_EMPTY)
def test_an_official_paper_of_a_list_is_refused_while_there_is_none(a_round, key, tmp_path):
    with pytest.raises(RuleBroken, match=r"还没有.*在“立项公示”里"):
        document(key).job(tmp_path / "文件.docx", now=NOW)


@pytest.mark.parametrize("each", OF_ROUND, ids=lambda each: each.key)
def test_a_document_of_the_round_is_made_in_all_its_formats_even_when_empty(a_round, each, tmp_path):
    for suffix in each.writers:
        file = each.job(tmp_path / f"文件{suffix}", now=NOW)()
        assert file.stat().st_size > 0


def test_text_is_what_is_pasted(a_round):
    assert document("missing_branches").text(now=NOW).splitlines() == [
        "【应报未报名单】2025 年批次",
        "截至 2025年9月10日 10:42，应报党支部 0 个，均已申报。",
        "党委组织部组织科　2025年9月10日",
    ]


def test_a_document_that_is_no_text_says_so(a_round):
    with pytest.raises(RuleBroken, match=r"材料接收登记表》不能存成“\.txt”"):
        document("receiving_register").text(now=NOW)
