"""归档 on real rows: what is gathered, what is not final yet, and that a pack is on record for good."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from db.models import (
    Application,
    Cancellation,
    ElectronicVersion,
    Objection,
    Publicity,
    PublicityItem,
    RoundArchive,
)
from desktop_app.office import archive_contents, archive_papers, archives, rounds
from desktop_app.office.trail import refusal
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.archive import ArchiveRow, HandedIn, KeptFile, MadeArchive, Proof

NOW = datetime(2023, 12, 1, 9, 0)
HASH = "ab" * 32
MADE = MadeArchive("归档.zip", 7, 3, 1234, HASH, "cd" * 32, ())


@pytest.fixture
def two(office):
    """Two applications: one with its files, one without."""
    round_id, organization = office.round(), office.organization()
    for name, brand in (("教工第一党支部", "药香校园"), ("教工第二党支部", "本草先锋")):
        office.receive(office.branch(name, organization, secretary="王伟"), brand=brand)

    def add() -> None:
        ElectronicVersion.create(
            application=1, kind="定稿", arrived_at="2023-11-18 10:00", file_name="定.docx", sha256=HASH
        )
        ElectronicVersion.create(application=1, arrived_at="2023-11-08 16:12", file_name="申报书.docx", sha256=HASH)
        ElectronicVersion.create(application=2, arrived_at="2023-11-09 16:12")

    office.ledger.run("电子版", add)
    return round_id


def test_what_was_handed_in_comes_by_number_and_arrival(two):
    place = ("药学院党总支", "教工第一党支部", "药香校园")
    other = ("药学院党总支", "教工第二党支部", "本草先锋")
    assert archive_contents.handed_in(two) == (
        HandedIn(
            *("ZBPP-2023-001", *place, "待补正", "2023-11-08"),
            (KeptFile(HASH, "申报书.docx", "申报稿 2023-11-08"), KeptFile(HASH, "定.docx", "定稿 2023-11-18")),
        ),
        HandedIn(*("ZBPP-2023-002", *other, "待补正", "2023-11-09"), (KeptFile("", "", "申报稿 2023-11-09"),)),
    )


def test_proofs_of_copying_come_with_their_file(office, two):
    facts = {"evidence": "与往年雷同", "by": "周喆", "at": "2023-11-15T09:00:00"}

    def cancel() -> None:
        Cancellation.create(application=1, copied_from="ZBPP-2022-003", file_name="对照.pdf", sha256=HASH, **facts)
        Cancellation.create(application=2, **facts)

    office.ledger.run("取消资格", cancel)
    place = ("药学院党总支", "教工第一党支部", "药香校园")
    said = ("与往年雷同", "ZBPP-2022-003", "周喆", "2023-11-15T09:00:00")
    first, second = archive_contents.proofs(two)
    assert first == Proof("ZBPP-2023-001", *place, *said, KeptFile(HASH, "对照.pdf", "取消资格佐证"))
    assert (second.number, second.copied_from, second.file) == ("ZBPP-2023-002", "", None)


def test_every_list_is_kept_in_the_words_that_were_posted(office, two):
    def post() -> None:
        facts = {"workdays": 5, "first_counts": False}
        first = Publicity.create(
            round=two, first="2023-11-20", last="2023-11-27", closed_at="2023-11-27T17:30:00", **facts
        )
        again = Publicity.create(
            round=two, first="2023-11-28", last="2023-12-05", purpose="更正公示", reason="负责人写错", **facts
        )
        PublicityItem.create(
            publicity=first, application=1, position=1, branch="旧名党支部", brand="旧品牌", head="李喆"
        )
        item = PublicityItem.create(publicity=again, application=1, position=1)
        Objection.create(
            item=item, received_on="2023-11-29", objector="张三", contact="3831402", content="雷同", investigator="周喆"
        )

    office.ledger.run("公示", post)
    (day, first), (_, again) = archive_papers.posted_lists(two, NOW)
    assert (day, first.title, [row.cells for row in first.rows]) == (
        "2023-11-20",
        "立项公示名单",
        [(1, "ZBPP-2023-001", "药学院党总支", "旧名党支部", "旧品牌", "李喆")],
    )
    assert first.closing == "共 1 项。2023-11-20 张贴，公示 5 个工作日，至 2023-11-27，2023-11-27 17:30 结束。"
    assert [row.cells[2:] for row in again.rows] == [("药学院党总支", "教工第一党支部", "药香校园", "王伟")]
    assert again.closing.endswith("至 2023-12-05，尚未结束；负责人写错。")
    objections = archive_papers.objection_register(two, NOW)
    assert objections is not None
    assert [row.cells for row in objections.rows] == [
        (
            *(1, "ZBPP-2023-001", "教工第一党支部", date(2023, 11, 29), "张三", "3831402", "雷同", "周喆"),
            *(None, "", "未办结"),
        )
    ]
    assert "1 件异议没有办结。" in archives.open_points(two)
    assert "1 次公示没有结束。" in archives.open_points(two)


def test_the_extract_holds_the_entries_of_the_round_alone(office, two):
    other = office.round(2024, "2024-11-10")
    lines = archive_papers.journal_extract(two).lines
    assert [line.title for line in lines] == ["新建批次", "登记收件", "登记收件", "电子版"]
    assert [line.title for line in archive_papers.journal_extract(other).lines] == ["新建批次"]


def test_what_is_not_final_is_said_and_nothing_else(office, two):
    assert archives.open_points(two) == (
        "2 项申报还停在收件，没有进入评审。",
        "1 项没有申报书的电子版文件。",
    )

    def settle() -> None:
        Application.update(state="取消资格").where(Application.id == 2).execute()
        Application.update(state="已立项").where(Application.id == 1).execute()
        ElectronicVersion.delete().where(ElectronicVersion.kind == "定稿").execute()

    office.ledger.run("办结", settle)
    assert archives.open_points(two) == (
        "1 项没有定稿的电子版。",
        "1 项没有申报书的电子版文件。",
        "1 项取消资格没有登记依据。",
    )


def test_a_pack_on_record_is_found_by_its_manifest_and_not_undone(office, two):
    facts = {"round_id": two, "made": MADE, "by": "周喆", "at": "2023-12-01T09:00:00"}
    office.ledger.run("归档 归档.zip", archives.record_archive, final=True, **facts)
    row = ArchiveRow("2023 年批次", "归档.zip", "2023-12-01T09:00:00", "周喆", 7, 1234, HASH)
    assert (archives.archive_on_record(HASH), archives.archive_on_record("00")) == (row, None)
    assert archives.archives(two) == (row,)
    assert (office.ledger.undo_title, office.ledger.final_title) == (None, "归档 归档.zip")
    assert refusal(1) is not None
    assert RoundArchive.select().count() == 1


def test_a_round_is_named_or_the_names_are_told(office, two):
    assert archive_contents.round_named(" 2023 年批次 ") == two
    with pytest.raises(RuleBroken) as told:
        archive_contents.round_named("2022")
    assert str(told.value) == "没有名为“2022”的批次。现有：2023 年批次。"


def test_queries_speak_of_another_round_for_a_while(office, two):
    other = office.round(2024, "2024-11-10")
    with rounds.speaking_of(two):
        assert rounds.required_round_id() == two
    assert rounds.required_round_id() == other


def test_the_outlook_counts_what_goes_in(office, two):
    outlook = archives.archive_outlook(two, documents=22, now=NOW)
    assert (outlook.round_name, outlook.proposed, outlook.earlier) == ("2023 年批次", "2023 年批次 归档 2023-12-01", ())
    assert outlook.contents == (
        ("通知正文", "没有"),
        ("各种文件", "22 种，能生成的都在内"),
        ("收件回执", "2 张"),
        ("申报材料电子版", "2 项，2 个文件"),
        ("公示名单", "没有"),
        ("取消资格依据", "没有"),
        ("操作记录摘录", "表格和 CSV"),
    )
