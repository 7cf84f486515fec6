"""A pack shows one moment, and what is kept is what came."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.opening import FILE_NAME, close_database, open_database
from desktop_app.archiving import Gathering
from desktop_app.archiving.plan import kept
from desktop_app.documents import DOCUMENTS
from desktop_app.file_store import FileStore
from desktop_app.ledger import Ledger
from desktop_app.office import rounds
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.archive import KeptFile
from desktop_app.shapes.rounds import RoundDraft

NOW = datetime(2025, 9, 30, 17, 40)


@pytest.fixture
def ledger(tmp_path):
    open_database(tmp_path / FILE_NAME)
    made = Ledger("周喆")
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-09-12")
    made.run("批次", rounds.create_round, draft=draft)
    yield made
    close_database()


def test_an_empty_round_says_of_everything_why_there_is_none(ledger):
    plan = Gathering(1, by="周喆", now=NOW).plan()
    titles = {each.title for each in plan.left_out} | {each.title for each in plan.items}
    assert {each.title for each in DOCUMENTS} <= titles
    reasons = {each.title: each.reason for each in plan.left_out}
    assert {title: reasons[title] for title in ("通知正文", "收件回执", "申报项目总表", "立项名单")} == {
        "通知正文": "新建批次时没有读入通知。",
        "收件回执": "还没有收件。",
        "申报项目总表": "还没有申报项目。",
        "立项名单": "还没有已立项的项目。公示期满后，在“立项公示”里结束公示。",
    }
    assert all(each.reason for each in plan.left_out)


def test_what_is_written_in_between_begins_it_anew(ledger):
    gathering = Gathering(1, by="周喆", now=NOW)
    for _ in range(3):
        assert gathering.step()
    ledger.run("改名", lambda: rounds.change_round(round_id=1, draft=RoundDraft(2025, "新名", submission_deadline="")))
    assert gathering.plan().cover.round_name == "新名"


def test_a_stored_file_that_is_gone_or_changed_is_not_taken_for_what_came(tmp_path):
    store = FileStore(tmp_path)
    there = store.keep(b"as it came")
    file = KeptFile(there.sha256, "申报书.docx", "申报稿 2025-09-09")
    assert kept(store, file)() == b"as it came"
    store.path(there.sha256).write_bytes(b"as it came?")
    with pytest.raises(RuleBroken, match="与它的校验值不符"):
        kept(store, file)()
    store.discard(there.sha256)
    with pytest.raises(RuleBroken, match="不在数据文件夹里"):
        kept(store, file)()
