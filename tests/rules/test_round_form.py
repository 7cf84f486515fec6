from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.rules import round_form as form
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.notice import read_notice
from desktop_app.rules.round_draft import draft_from
from desktop_app.shapes.round_form import Excerpt, Fact, FactSource

NEAR = date(2023, 11, 10)
NOTICE = (Path(__file__).parent / "notices" / "示例医科大学.txt").read_text(encoding="utf-8")
PLAN = read_notice(NOTICE)
CULTIVATION_END = next(last for kind, _, last in form.PHASES if kind == "培育建设")


def test_a_round_on_the_form_and_back_is_the_same_round() -> None:
    draft = draft_from(PLAN, today=date(2026, 1, 1))
    sentences = {phase.kind: phase.sentence for phase in draft.phases}
    assert form.draft_of(form.texts_of(draft), base=draft, sentences=sentences) == draft


def test_every_fact_of_the_notice_stands_beside_its_sentence() -> None:
    sources = form.sources_of(PLAN)
    said = {key: (source.text, NOTICE[source.start : source.end]) for key, source in sources.items() if source.text}
    assert said == {
        "year": ("2023", "2023年11月10日"),
        "issued_on": ("2023-10-16", "2023年10月16日"),
        "submission_deadline": ("2023-11-10", "2023年11月10日"),
        "establishment_deadline": ("2023-11-20", "2023年11月20日"),
        "copies": ("5", "五份"),
        "publicity_workdays": ("5", "5个工作日"),
        "case_limit": ("2500", "2500字以内"),
        "news_minimum": ("2", "2篇"),
        "room": ("勤政楼423", "勤政楼423"),
        "telephone": ("3831311", "3831311"),
        "mailbox": ("xydwzzb@example.edu.cn", "xydwzzb@example.edu.cn"),
        "brewing_first": ("2023-10-16", "2023年10月16日—11月10日"),
        "brewing_last": ("2023-11-10", "2023年10月16日—11月10日"),
        "submission_last": ("2023-11-10", "2023年11月10日"),
        "establishment_last": ("2023-11-20", "2023年11月20日"),
        "cultivation_first": ("2023-11", "2023年11月—2024年8月"),
        "cultivation_last": ("2024-08", "2023年11月—2024年8月"),
        "acceptance_first": ("2024-08", "2024年8月"),
        "acceptance_last": ("2024-08", "2024年8月"),
    }
    assert all(form.sentence_start(NOTICE, source) >= 0 for source in sources.values() if source.text)


@pytest.mark.parametrize(
    ("fact", "typed", "kept"),
    [
        (form.NAME, "  2023 年批次 ", "2023 年批次"),
        (form.YEAR, "２０２３年", "2023"),
        (form.COPIES, "五份", "5"),
        (form.CASE, "2,500 字", "2500"),
        (form.NEWS, "0", "0"),
        (form.PUBLICITY, "5 个工作日", "5"),
        (form.ISSUED, "1016", "2023-10-16"),
        (form.SUBMISSION, "11.10", "2023-11-10"),
        (form.SUBMISSION, "1110 1730", "2023-11-10 17:30"),
        (form.SUBMISSION, "", ""),
        (CULTIVATION_END, "2024年8月", "2024-08"),
        (CULTIVATION_END, "2024-8-31", "2024-08-31"),
        (form.TELEPHONE, "０３７１－65790500", "0371-65790500"),
        (form.MAILBOX, "zzb＠example.edu.cn", "zzb@example.edu.cn"),
        (form.ROOM, "勤政楼\t423", "勤政楼 423"),
    ],
)
def test_what_is_typed_is_kept_clean(fact: Fact, typed: str, kept: str) -> None:
    assert form.cleaned(fact, typed, near=NEAR) == kept
    assert form.cleaned(fact, kept, near=NEAR) == kept


@pytest.mark.parametrize(
    ("fact", "typed", "said"),
    [
        (form.NAME, " ", "批次名称不能空着。请填写。"),
        (form.NAME, "批" * 61, "批次名称有 61 个字符，太长了。请不超过 60 个字符。"),
        (form.YEAR, "", "年份不能空着。应在 2000 到 2099 之间。"),
        (form.YEAR, "23", "年份 23 不合适。应在 2000 到 2099 之间。"),
        (form.COPIES, "几份", "“几份”不是整数。应在 1 到 20 之间。"),
        (form.COPIES, "-1", "“-1”不是整数。应在 1 到 20 之间。"),
        (form.COPIES, "99", "纸质份数 99 不合适。应在 1 到 20 之间。"),
        (form.ISSUED, "1131", "11 月没有 31 日。可写 1109、11.9 或 2023-11-09。"),
        (form.SUBMISSION, "下周五", f"“下周五”不是日期。{form.HOW_DEADLINE}"),
        (CULTIVATION_END, "2024-13", f"“2024-13”不是日期。{form.HOW_MOMENT}"),
        (form.MAILBOX, "zzb", "“zzb”不像邮箱地址。例如 zzb@example.edu.cn。"),
    ],
)
def test_what_cannot_be_one_is_refused_with_a_way_out(fact: Fact, typed: str, said: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        form.cleaned(fact, typed, near=NEAR)
    assert str(refused.value) == said


def test_an_excerpt_keeps_the_value_and_what_stands_around_it() -> None:
    text = "前言。申报书由基层党委审核后，将纸质版（一式五份、盖章）报送组织科。结尾。"
    sentence = "申报书由基层党委审核后，将纸质版（一式五份、盖章）报送组织科"
    start = text.index("五份")
    source = FactSource("5", sentence, start, start + 2)
    assert form.excerpt(text, source, 100) == Excerpt(
        "申报书由基层党委审核后，将纸质版（一式", "五份", "、盖章）报送组织科"
    )
    assert form.excerpt(text, source, 12) == Excerpt("…版（一式", "五份", "、盖章）…")
    assert len(form.excerpt(text, source, 12).text) == 12
    elsewhere = replace(source, sentence="另一处折行的句子")
    assert form.excerpt(text, elsewhere, 6) == Excerpt("另一处折行…", "", "")
    assert form.excerpt(text, FactSource(), 10) == Excerpt("", "", "")
