import json
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.enums import PhaseKind
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.notice import LONGEST, read_notice
from desktop_app.shapes.notice import Found, NoticePlan, PhaseDates

NOTICES = Path(__file__).parent / "notices"
FACTS = (
    "title programme school year issued_on submission_deadline establishment_deadline copies publicity_workdays "
    "case_limit news_minimum room telephone mailbox office"
).split()


def described(plan: NoticePlan) -> dict[str, Any]:
    """The whole of a plan: each fact as [value, the words at its offsets, its sentence], null when not said."""

    def shown(found: Found[Any]) -> list[Any] | None:
        value = found.value
        if isinstance(value, PhaseDates):
            value = [str(value.kind), value.first, value.last]
        return [value, plan.text[found.start : found.end], found.sentence] if found.sentence else None

    facts = {name: shown(getattr(plan, name)) for name in FACTS}
    return {**facts, "phases": [shown(phase) for phase in plan.phases], "warnings": list(plan.warnings)}


@pytest.mark.parametrize("name", sorted(path.stem for path in NOTICES.glob("*.txt")))
def test_a_whole_notice(name: str) -> None:
    text = (NOTICES / f"{name}.txt").read_text("utf-8")
    plan = read_notice(text)
    assert plan.text == text
    assert described(plan) == json.loads((NOTICES / f"{name}.json").read_text("utf-8"))


def reading(body: str, *, issued: str = "2025年10月13日") -> NoticePlan:
    return read_notice(
        "关于开展“一支部一特色”支部党建品牌创建活动的通知\n各基层党委：\n"
        f"请按时报送申报书。{body}\n示例大学党委组织部\n{issued}\n"
    )


@pytest.mark.parametrize(
    ("body", "deadline"),
    [
        ("申报书请于2025年11月7日前报送。", "2025-11-07"),
        ("申报书请于2025年11月7日（星期五）下午5点前报送。", "2025-11-07 17:00"),
        ("申报书请于2025年11月7日下午五点半前报送。", "2025-11-07 17:30"),
        ("申报书请于11月7日12时前提交。", "2025-11-07 12:00"),
        ("申报书请于11月7日下班前报送。", "2025-11-07"),
        ("申报书请于11月7日24:00前报送。", "2025-11-07 23:59"),
        ("申报截止时间：2025-11-7 17:30", "2025-11-07 17:30"),
        ("申报受理时间为10月20日至11月7日。", "2025-11-07"),
        ("\n二、申报时间\n2025年11月7日前", "2025-11-07"),
        ("\n二、项目申报\n时间：11月1日—7日", "2025-11-07"),
        ("\n（二）项目申报（截至2025年11月7日）", "2025-11-07"),
        ("\n项目申报\t2025.11.7前\t报送申报书", "2025-11-07"),
        ("\n项目申报（11.7前）", "2025-11-07"),
        ("\n项目申报（即日起—11月7日）", "2025-11-07"),
        ("申报材料收取时间：2025年11月3日至7日。", "2025-11-07"),
        ("申报书请于11月7日（下周五）前报送。", "2025-11-07"),
        ("申报书于1月9日前报送。", "2026-01-09"),
        ("申报书于明年1月9日前报送。", "2026-01-09"),
        ("各支部于11月3日前将申报书报所在党委，各党委于11月7日前将申报书报送组织部。", "2025-11-07"),
        ("定稿于11月18日前报送组织部。案例于2026年6月1日前报送。申报书于11月7日前报送。", "2025-11-07"),
        ("申报书于11月7日前报送。\n三、申报条件\n党支部须于2024年9月1日前成立。", "2025-11-07"),
    ],
)
def test_the_submission_deadline(body: str, deadline: str) -> None:
    assert reading(body).submission_deadline.value == deadline


@pytest.mark.parametrize(
    ("body", "deadline"),
    [
        ("\n三、项目立项（2025年11月28日前）", "2025-11-28"),
        ("专家评审后，拟于2025年11月28日前公布立项结果。", "2025-11-28"),
        ("11月10日至14日组织评审，11月28日前发文立项。", "2025-11-28"),
        ("\n三、专家评审（2025年11月20日前）\n四、项目立项（2025年11月28日前）", "2025-11-28"),
        ("\n三、专家评审（2025年11月20日前）\n组织评审，确定立项名单。", "2025-11-20"),
        ("\n三、专家评审（2025年11月20日前）\n四、其他", None),
        ("立项公示时间：2025年12月1日至5日。", None),
        ("立项时间另行通知。", None),
        ("2025年11月底前完成立项。", None),
    ],
)
def test_the_establishment_deadline(body: str, deadline: str | None) -> None:
    assert reading("申报书于2025年11月7日前报送。" + body).establishment_deadline.value == deadline


@pytest.mark.parametrize(
    ("body", "words", "warning"),
    [
        ("申报书请于下周五前报送，一式三份。", "下周五", "“下周五”不是写明的日期"),
        ("申报书请于月底前报送，一式三份。", "月底", "“月底”不是写明的日期"),
        ("申报书请于7日前报送，一式三份。", "7日前", "“7日前”不是写明的日期"),
        ("申报书请于通知下发后10个工作日内报送，一式三份。", "10个工作日内", "“10个工作日内”不是写明的日期"),
        ("申报书一式三份，申报时间另行通知。", "另行通知", "“另行通知”，没有给出日期"),
        ("申报书请于11月中旬前报送。", "11月中旬", "“11月中旬”没有写明哪一天"),
        ("申报书请于2025年11月前报送。", "2025年11月", "“2025年11月”只写到月份，没有写明哪一天"),
        ("申报书请于2025年11月31日前报送。", "2025年11月31日", "“2025年11月31日”这一天在日历上不存在"),
        ("申报书请于9月20日前报送。", "9月20日", "“9月20日”没有写年份，按通知里的其他日期也定不出是哪一年"),
    ],
)
def test_a_deadline_that_is_no_date_is_quoted_not_guessed(body: str, words: str, warning: str) -> None:
    plan = reading(body)
    found = plan.submission_deadline
    assert (found.value, plan.text[found.start : found.end]) == (None, words)
    sentence = next(part for part in body.split("。") if words in part)
    assert f"申报截止时间没有读出：{warning}，请自行填写。原句：{found.sentence}" in plan.warnings
    assert found.sentence == sentence


def test_a_year_that_is_not_written_is_said() -> None:
    said = "这些日期没有写年份，按发文日期（2025-10-13）推定：“11月7日”读作 2025-11-07，请核对。"
    assert said in reading("申报书于11月7日前报送。").warnings
    assert not any("没有写年份" in warning for warning in reading("申报书于2025年11月7日前报送。").warnings)


def test_without_a_day_of_issue_the_title_s_year_holds() -> None:
    plan = read_notice(
        "关于开展2025年“一支部一特色”创建的通知\n各党支部：申报书于12月20日前报送。1月10日前公布立项结果。"
    )
    assert (plan.issued_on, plan.year.value) == (Found(None, "", 0, 0), 2025)
    assert (plan.submission_deadline.value, plan.establishment_deadline.value) == ("2025-12-20", None)


def test_a_weekday_that_does_not_fit_is_pointed_out() -> None:
    assert "“2025年11月7日（星期四）”写的是星期四，2025-11-07 实为星期五，请核对。" in (
        reading("申报书于2025年11月7日（星期四）前报送。").warnings
    )


def test_an_hour_that_may_be_morning_or_evening_is_left_out() -> None:
    plan = reading("申报书于2025年11月7日5点前报送。")
    assert plan.submission_deadline.value == "2025-11-07"
    assert "“2025年11月7日5点”里的“5点”分不清上午还是下午，时间没有读入，请核对。" in plan.warnings


@pytest.mark.parametrize(
    ("words", "copies"),
    [
        ("申报书一式五份", 5),
        ("申报书壹式肆份", 4),
        ("申报书一式叁份", 3),
        ("申报书1式2份", 2),
        ("申报书一式两份", 2),
        ("申报书一 式 五 份", 5),
        ("申报书一式三（3）份", 3),
        ("申报书一式五份、汇总表一式一份", 5),
        ("申报书及汇总表各一式三份", 3),
        ("纸质版5份", 5),
        ("每个支部报送申报书不超过1份，一式三份", 3),
        ("原件一份、复印件四份", None),
    ],
)
def test_copies(words: str, copies: int | None) -> None:
    assert reading(f"2025年11月7日前报送申报材料：{words}。").copies.value == copies


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("公示期为5个工作日", 5),
        ("公示不少于五个工作日", 5),
        ("进行为期3个工作日的公示", 3),
        ("公示5个工作日，公示期满后3个工作日内发文", 5),
        ("公示5天", None),
        ("公示一周", None),
        ("公示3个工作日；结项公示5个工作日", None),
        ("公示期满后3个工作日内发文", None),
    ],
)
def test_working_days_of_publicity(words: str, days: int | None) -> None:
    assert reading(f"申报书于2025年11月7日前报送。{words}。").publicity_workdays.value == days


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("案例不超过2000字", 2000),
        ("案例字数控制在2，500字以内", 2500),
        ("提交两千五百字以内的典型案例", 2500),
        ("案例3000字左右", 3000),
        ("案例2000—3000字", 3000),
        ("案例不少于1500字，不超过2500字", 2500),
        ("案例不少于1500字", None),
        ("品牌内涵500字以内，案例不超过2500个汉字", 2500),
        ("申报书3000字以内", None),
    ],
)
def test_the_limit_of_a_case(words: str, limit: int | None) -> None:
    assert reading(f"申报书于2025年11月7日前报送。{words}。").case_limit.value == limit


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("刊发至少2篇新闻稿件", 2),
        ("新闻报道不少于三篇", 3),
        ("发表宣传稿件3篇以上", 3),
        ("新闻稿件2篇", 2),
        ("省级以上媒体报道不少于1篇，校级不少于3篇", 3),
        ("每年至少刊发2篇新闻", None),
        ("提交案例至少2篇", None),
    ],
)
def test_the_least_number_of_news_items(words: str, items: int | None) -> None:
    assert reading(f"申报书于2025年11月7日前报送。{words}。").news_minimum.value == items


@pytest.mark.parametrize(
    ("words", "room"),
    [
        ("送至勤政楼423办公室", "勤政楼423"),
        ("报送至科技楼305", "科技楼305"),
        ("送党委组织部（办公楼B305室）", "办公楼B305"),
        ("地点：行政中心A座1203室", "行政中心A座1203"),
        ("报送到1号楼212房间", "1号楼212"),
        ("交到明德楼三楼305", "明德楼三楼305"),
        ("送至组织部办公室", None),
    ],
)
def test_the_room(words: str, room: str | None) -> None:
    assert reading(f"申报书于2025年11月7日前{words}。").room.value == room


@pytest.mark.parametrize(
    ("words", "telephone"),
    [
        ("办公电话：3831311", "3831311"),
        ("联系电话:0371-65790500", "0371-65790500"),
        ("电话：010-12345678-806", "010-12345678-806"),
        ("电话：（0371）6579 0500转806", "0371-65790500-806"),
        ("联系人：李示例，电话 3831311，3831312", "3831311、3831312"),
        ("联系人：李示例 6123", "6123"),
        ("电话：3831311，手机：138 0000 0000", "3831311"),
        ("电话：13800000000", None),
    ],
)
def test_the_telephone_and_never_a_mobile(words: str, telephone: str | None) -> None:
    assert reading(f"申报书于2025年11月7日前报送，{words}。").telephone.value == telephone


@pytest.mark.parametrize(
    ("words", "mailbox"),
    [
        ("发至ABC_d.e@example.edu.cn。", "ABC_d.e@example.edu.cn"),
        ("发至ａ＠example.edu.cn，抄送b@example.edu.cn", "a@example.edu.cn"),
        ("发至a@example.edu.cn或b@example.edu.cn", None),
        ("发至校内邮箱", None),
    ],
)
def test_the_mailbox(words: str, mailbox: str | None) -> None:
    assert reading(f"申报书于2025年11月7日前报送，电子版{words}").mailbox.value == mailbox


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t　",
        "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。",
        "基层党组织,党支部,荣誉,有效期起,有效期止\n示例学院党委,教工第一党支部,样板支部,2024-06-01,2026-06-01\n",
        "序号,申报编号,党支部,品牌名称,申报时间\n1,ZBPP-2025-001,教工第一党支部,示例品牌,2025-11-07\n",
        "关于元旦放假的通知\n各单位：2026年1月1日放假。\n示例大学\n2025年12月25日",
        "关于报送年度总结的通知\n各党支部：请于12月10日前报送年度工作总结。\n组织部\n2025年11月20日",
        "关于申报样板支部的通知\n各党支部：有关安排另见文件。\n组织部\n2025年11月20日",
        "关于“一支部一特色”党建品牌拟立项名单的公示\n各党支部：现将名单公示5个工作日。公示时间：2025年12月1日至12月5日。",
    ],
)
def test_what_is_no_notice_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match=r"。$"):
        read_notice(text)


def test_a_text_too_long_to_be_a_notice_is_refused() -> None:
    with pytest.raises(RuleBroken, match="不像一份通知"):
        read_notice("字" * (LONGEST + 1))


def test_another_programme_s_notice_is_read_with_a_warning() -> None:
    plan = read_notice("关于申报样板支部的通知\n各党支部：申报表于2025年4月18日前报送。\n组织部\n2025年3月28日")
    assert plan.submission_deadline.value == "2025-04-18"
    assert plan.warnings[0] == "通知里没有“一支部一特色”或支部品牌的字样，请确认选对了通知。"


HAN_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else str(tens)) + ("十" if tens else "") + (str(ones) if ones else "")


SPELLINGS = (
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year}年{d.month:02}月{d.day:02}号",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d.year}年{d.month}月{d.day}日".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}),
    lambda d: f"{d.year}年{han(d.month)}月{han(d.day)}日".translate(HAN_DIGITS),
    lambda d: f"{d.year}年{d.month}月{d.day}日（星期{'一二三四五六日'[d.weekday()]}）",
)


@given(st.dates(date(2015, 1, 1), date(2050, 12, 31)), st.data())
def test_a_date_reads_alike_in_every_spelling(day: date, data: st.DataObject) -> None:
    first, last = (data.draw(st.sampled_from(SPELLINGS)) for _ in range(2))
    end = day + timedelta(days=data.draw(st.integers(1, 400)))
    body = f"\n（一）品牌酝酿（{first(day)}—{last(end)}）\n（二）项目申报（{last(end)}前）"
    plan = reading(body)
    assert [phase.value for phase in plan.phases] == [
        PhaseDates(PhaseKind.BREWING, str(day), str(end)),
        PhaseDates(PhaseKind.SUBMISSION, "", str(end)),
    ]
    assert (plan.submission_deadline.value, plan.year.value) == (str(end), end.year)


PIECES = (
    "一支部一特色 通知 各党支部 申报 申报书 报送 立项 公示 工作日 验收 案例 新闻 电话 邮箱 楼 前 至 — - . / 年 月 日 "
    "2025 11 7 31 99 十 二〇二五 一式 份 字 篇 不少于 17:30 下周五 另行通知 次年 （ ） 一、 （一） 1. ： ， 。 @ a.cn "
    "𬱖 ㈠ ⒈ ½ \n \t \u200b \u3000"
).split(" ")
SCRAPS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
HEAD = "关于“一支部一特色”创建的通知\n各党支部：2025年11月7日前报送申报书。"


@given(SCRAPS, st.sampled_from(["", HEAD]))
@example("\r\n\r\n", "")
@example("一支部一特色通知申报书一式五份0月0日", "")
def test_any_text_is_read_or_refused(scraps: str, head: str) -> None:
    text = head + scraps
    try:
        plan = read_notice(text)
    except RuleBroken:
        assert not head  # a notice stays one whatever stands below it
        return
    facts = [getattr(plan, name) for name in FACTS]
    for found in [*facts, *plan.phases]:
        if not found.sentence:
            assert found == Found(None, "", 0, 0)
        else:
            assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "unit", ["1", "1-", "楼", "2025年11月7日前", "一式5份", "新闻2篇", "案例2500字", "a", "公示5天 "]
)
def test_a_senseless_text_of_the_greatest_length_does_not_hang(unit: str) -> None:
    started = perf_counter()
    read_notice(HEAD + unit * ((LONGEST - len(HEAD)) // len(unit)))
    assert perf_counter() - started < 30  # a second or so; what this catches took minutes
