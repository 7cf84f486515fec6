import pytest

from desktop_app.rules.wordcount import case_parts, count_characters, count_words, length_verdict
from desktop_app.shapes.texts import Length, LengthVerdict


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("2023年11月10日", 6, 11),
        ("", 0, 0),
        (" \t\u3000\xa0\r\n", 0, 0),
        ("党建品牌", 4, 4),
        ("“一支部一特色”", 8, 8),
        ("‘红心’——向党……·", 11, 11),
        ("党旗，红。", 5, 5),
        ("hello world", 2, 10),
        ("3831311 0371-65790500", 2, 20),
        ("GB/T 9704-2012格式", 4, 15),
        ("增长12.5%，达86项", 7, 12),
        ("ＡＢ１２", 4, 4),
        ("王\u3000伟", 2, 2),
        ("䶮𬱖𰻝\U00031350", 4, 4),
        ("\ue863", 1, 1),
        ("葛\U000e0100一", 2, 2),
        ("a\u200bb\ufeff", 1, 2),
        ("e\u0301tude", 1, 5),
        ("カタ한글", 4, 4),
        ("一line\ntwo二", 4, 9),
    ],
)
def test_each_han_character_and_each_run_of_others_counts(text: str, words: int, characters: int) -> None:
    assert (count_words(text), count_characters(text)) == (words, characters)


@pytest.mark.parametrize("mark", "“”‘’—…·，。、；：？！《》〈〉（）【】〔〕「」『』～￥")
def test_every_chinese_mark_counts_one(mark: str) -> None:
    assert count_words(mark * 3) == 3
    assert count_words(f"a{mark}b") == 3


def test_no_character_counts_more_than_one_or_breaks_the_count() -> None:
    every = [chr(code) for code in range(0x10000)]
    assert {count_words(char) for char in every} == {0, 1}
    han = "".join(every[0x3400:0x4DC0] + every[0x4E00:0xA000])
    assert count_words(han) == len(han)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        (0, Length.WITHIN),
        (2474, Length.WITHIN),
        (2475, Length.CLOSE),
        (2500, Length.CLOSE),
        (2525, Length.CLOSE),
        (2526, Length.OVER),
    ],
)
def test_a_percent_around_the_limit_is_left_to_the_word_processor(words: int, length: Length) -> None:
    assert length_verdict(words, 2500).length is length


def test_what_is_said_of_a_length() -> None:
    assert length_verdict(1800, 2500) == LengthVerdict(Length.WITHIN, 1800, 2500, "共 1800 字，在 2500 字以内。")
    assert "请以 WPS/Word 复核" in length_verdict(2510, 2500).sentence
    assert length_verdict(2600, 2500).sentence == "共 2600 字，超出 2500 字的上限 100 字，请压缩。"


def test_a_limit_that_is_no_multiple_of_a_hundred_is_exact() -> None:
    assert [length_verdict(words, 150).length for words in (148, 149, 151, 152)] == [
        Length.WITHIN,
        Length.CLOSE,
        Length.CLOSE,
        Length.OVER,
    ]


def test_the_four_parts_are_counted_without_their_headings() -> None:
    case = [
        "红心向党",
        "摘要三字",
        "一、背景与起因",
        "甲乙丙",
        "2023年",
        "二、做法与经过",
        "丁" * 9,
        "（一）小标题",
        "戊",
    ]
    case += ["三、成效与反响", "四、分析与评价", "己庚"]
    assert case_parts(case) == {"背景与起因": 5, "做法与经过": 16, "成效与反响": 0, "分析与评价": 2}


@pytest.mark.parametrize(
    "heading",
    [
        "背景与起因",
        "  背 景 与 起 因  ",
        "背景与起因：",
        "一、背景与起因",
        "一 背景与起因",
        "1.背景与起因",
        "1．背景和起因。",
        "（一）背景与起因",
        "(1) 背景及起因",
        "第一部分 背景与起因",
        "第一部分：背景起因",
        "①背景与起因",
        "【背景与起因】",
        "一、【背景与起因】",
        "■ 背景与起因",
    ],
)
def test_a_heading_is_found_however_it_is_numbered(heading: str) -> None:
    assert case_parts([heading, "正文四字"]) == {"背景与起因": 4}


@pytest.mark.parametrize("line", ["背景与起因：正文四字", "一、背景与起因。正文四字", "1.背景与起因:正文四字"])
def test_a_heading_may_run_on(line: str) -> None:
    assert case_parts([line]) == {"背景与起因": 4}


@pytest.mark.parametrize(
    "line",
    [
        "背景与起因是多方面的。",
        "背景与起因、做法与经过、成效与反响、分析与评价四个方面",
        "本案例的背景与起因",
        "背景与起因。这一部分从略。",
        "背景与起因\t1",
    ],
)
def test_a_sentence_is_no_heading(line: str) -> None:
    assert case_parts([line, "正文"]) == {}


def test_a_list_of_contents_adds_nothing() -> None:
    contents = ["一、背景与起因", "二、做法与经过"]
    assert case_parts([*contents, "一、背景与起因", "甲", "二、做法与经过\n乙丙"]) == {"背景与起因": 1, "做法与经过": 2}
