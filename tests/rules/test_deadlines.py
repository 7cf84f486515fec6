from datetime import UTC, date, datetime, time

import pytest

from desktop_app.rules.deadlines import closing_moment, days_left, deadline_day, is_late, parse_clock
from desktop_app.rules.errors import RuleBroken

DAY = "2023-11-10"


@pytest.mark.parametrize(
    ("deadline", "whole_day", "close", "last"),
    [
        (DAY, False, "17:30", datetime(2023, 11, 10, 17, 30)),
        (DAY, False, "18:00", datetime(2023, 11, 10, 18, 0)),
        (DAY, True, "17:30", datetime(2023, 11, 10, 23, 59)),
        ("2023-11-10 12:00", False, "17:30", datetime(2023, 11, 10, 12, 0)),
        ("2023-11-10 12:00", True, "17:30", datetime(2023, 11, 10, 12, 0)),
        ("2023-11-10 24:00", False, "17:30", datetime(2023, 11, 10, 23, 59)),
    ],
)
def test_a_deadline_ends_at(deadline: str, whole_day: bool, close: str, last: datetime) -> None:
    assert closing_moment(deadline, close_of_office=close, whole_day=whole_day) == last
    assert deadline_day(deadline) == date(2023, 11, 10)


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2023, 11, 10, 17, 29, 59), False),
        (datetime(2023, 11, 10, 17, 30), False),
        (datetime(2023, 11, 10, 17, 30, 59, 999_999), False),
        (datetime(2023, 11, 10, 17, 31), True),
        (datetime(2023, 11, 11, 8, 0), True),
    ],
)
def test_the_closing_minute_is_in_time_and_the_next_is_late(moment: datetime, late: bool) -> None:
    assert is_late(moment, DAY) is late


def test_a_file_is_in_time_until_the_day_ends() -> None:
    assert not is_late(datetime(2023, 11, 10, 23, 59, 30), DAY, whole_day=True)
    assert is_late(datetime(2023, 11, 11), DAY, whole_day=True)


def test_a_mails_time_is_read_as_beijing_time() -> None:
    assert not is_late(datetime(2023, 11, 10, 9, 30, tzinfo=UTC), DAY)
    assert is_late(datetime(2023, 11, 10, 9, 31, tzinfo=UTC), DAY)


@pytest.mark.parametrize(
    ("now", "deadline", "words"),
    [
        (datetime(2023, 11, 8, 23, 0), DAY, "距截止 2 天"),
        (datetime(2023, 11, 9, 8, 0), DAY, "距截止 1 天"),
        (datetime(2023, 11, 10, 17, 30), DAY, "今天截止"),
        (datetime(2023, 11, 10, 17, 31), DAY, "今天已截止"),
        (datetime(2023, 11, 10, 9, 0), "2023-11-10 12:00", "今天 12:00 截止"),
        (datetime(2023, 11, 11, 0, 0), DAY, "已截止 1 天"),
        (datetime(2023, 11, 13, 9, 0), DAY, "已截止 3 天"),
    ],
)
def test_how_far_off_a_deadline_is(now: datetime, deadline: str, words: str) -> None:
    assert days_left(now, deadline) == words


@pytest.mark.parametrize(
    "text", ["", "11月10日", "2023-11-31", "2023-11-10 25:00", "2023-11-10 17:60", "２０２３-11-10", "0223-11-10"]
)
def test_a_text_that_is_no_deadline_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        closing_moment(text)
    assert caught.value.what.endswith("无法识别。")
    assert caught.value.todo


@pytest.mark.parametrize(("text", "clock"), [("17:30", time(17, 30)), (" 8：05 ", time(8, 5)), ("24:00", time(23, 59))])
def test_a_clock_is_read(text: str, clock: time) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize("text", ["", "1730", "17:3", "24:01", "下午五点半"])
def test_a_wrong_clock_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="17:30"):
        parse_clock(text)
