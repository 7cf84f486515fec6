"""The words of the official papers: the program's, the office's own, those that were in force at a moment."""

from __future__ import annotations

import pytest

from desktop_app.documents import document
from desktop_app.office import official_texts as texts
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.official_texts import TextKind

OWN = "标题：关于拟立项名单的公示\n共{项数}项。\n{名单}\n{落款}"


def change(office, text, at="2023-11-09T10:20:00", kind=TextKind.PUBLICITY):
    office.ledger.run("修改公文文字", texts.change_text, kind=kind, text=text, since=at)


@pytest.mark.parametrize("kind", TextKind)
def test_the_programs_own_words_are_in_force_and_nothing_is_wrong_with_them(office, kind):
    assert texts.text_of(kind) == texts.program_text(kind)
    assert not texts.is_own(kind)
    assert texts.problems_of(kind, texts.program_text(kind)) == ()
    assert "{文号}" not in texts.program_text(kind)


def test_every_text_belongs_to_one_document():
    assert sorted(kind for kinds in texts.OF_DOCUMENTS.values() for kind in kinds) == sorted(TextKind)
    assert {document(key).formats[:2] for key in texts.OF_DOCUMENTS} == {("docx", "pdf")}


def test_the_offices_words_take_their_place_and_undo_brings_the_others_back(office):
    change(office, f"\n{OWN}  \n\n")
    assert (texts.text_of(TextKind.PUBLICITY), texts.is_own(TextKind.PUBLICITY)) == (OWN, True)
    assert not texts.is_own(TextKind.SUBSTITUTES)
    office.ledger.undo()
    assert not texts.is_own(TextKind.PUBLICITY)


def test_each_wording_is_kept_from_its_moment_on(office):
    program = texts.program_text(TextKind.PUBLICITY)
    change(office, OWN, "2023-11-10T09:00:00")
    change(office, f"{OWN}\n末句。", "2023-11-12T09:00:00")
    office.ledger.run("恢复默认文字", texts.restore_text, kind=TextKind.PUBLICITY, since="2023-11-14T09:00:00")
    moments = ("2023-11-10T08:59:59", "2023-11-10T09:00:00", "2023-11-13T09:00:00", "2023-11-15T09:00:00", "")
    assert [texts.text_of(TextKind.PUBLICITY, at) for at in moments] == [
        program, OWN, f"{OWN}\n末句。", program, program,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what", "todo"),
    [
        (f"{OWN}\n{{项目数}}", "第 5 行：没有名为“项目数”的字段。", "是不是 {项数}？可用的字段见字段列表。"),
        (f"{OWN}\n{{主送对象}}{{甲", "第 5 行：花括号不成对：“{主送对象}{甲”。（另有 1 处问题）", None),
        (OWN.replace("{落款}", "附件：名单"), "第 4 行：附件说明里有“名单”，后面却没有这个附件。", None),
        ("", "文字是空的。", None),
    ],
)
def test_a_text_that_cannot_be_laid_out_is_not_saved(office, text, what, todo):
    with pytest.raises(RuleBroken) as refused:
        change(office, text)
    assert refused.value.what == what
    assert todo is None or refused.value.todo == todo
    assert not texts.is_own(TextKind.PUBLICITY)


def test_words_that_are_in_force_are_not_saved_again(office):
    with pytest.raises(RuleBroken, match="《立项公示》的文字没有改动"):
        change(office, texts.program_text(TextKind.PUBLICITY))
