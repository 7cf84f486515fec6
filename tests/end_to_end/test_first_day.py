"""The first day at the counter, from an empty folder to the slip in the visitor's hand, seen and done from outside."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pypdf import PdfReader

YEAR = date.today().year + 1  # a deadline that lies ahead whenever this runs
SCHOOL, OPERATOR = "示例医科大学", "周喆"
NOTICE = f"""关于开展“一支部一特色”支部党建品牌创建活动的通知
各基层党委、党总支：
四、组织实施
（一）品牌酝酿（{YEAR}年10月16日—11月10日）
各支部要发动党员广泛参与。
（二）项目申报（{YEAR}年11月10日前）
纸质版（一式五份、盖章）统一报送党委组织部组织科（勤政楼423办公室，办公电话：3831311），电子版发送至dzb@example.edu.cn。
（三）项目立项（{YEAR}年11月20日前）
立项结果将进行公示，公示期为5个工作日。
（四）培育建设（{YEAR}年11月—{YEAR + 1}年8月）
字数控制在2500字以内。结项时每个支部在校级及以上平台刊发至少2篇新闻稿件。
党委组织部
{YEAR}年10月16日
"""
ROSTER = """序号,所属党总支,支部名称,支部类型,支部书记,办公电话,党员数,荣誉,级别,状态
1,药学院党总支,教工第一党支部,教师,王伟,3831402,18,样板支部,校级,培育创建
2,药学院党总支,教工第二党支部,教师,李堃,3831402,12,,,
3,药学院党总支,学生第一党支部,学生,周燚,3831402,31,,,
4,护理学院党委,教工第一党支部,教师,孙䶮,3831403,20,,,
"""
BRANCHES = [
    ("药学院党总支", "教工第一党支部"),
    ("药学院党总支", "教工第二党支部"),
    ("药学院党总支", "学生第一党支部"),
    ("护理学院党委", "教工第一党支部"),
]
RECEIPT = f"SJ-{YEAR}-0001"
NUMBERS = [f"ZBPP-{YEAR}-{number:03}" for number in (1, 2, 3)]
FIRST, SECOND, THIRD = "药香校园 同心育人", "匠心制药", "青春药师"


def test_from_an_empty_folder_to_the_slip(outsider, tmp_path):
    data, roster, slip = tmp_path / "data", tmp_path / "支部名册.csv", tmp_path / "回执.pdf"
    roster.write_text(ROSTER, encoding="gb18030")
    program = outsider.start(data)
    welcome(outsider)
    notice_to_round(outsider)
    import_roster(outsider, roster)
    log_the_visit(outsider)
    save_the_slip(outsider, slip)
    the_table_says_it(outsider)
    a_second_start_comes_forward(outsider, data)
    assert outsider.command(data, "list", "receipts")[0] == 3
    outsider.close(f"{SCHOOL} · {YEAR} 年批次 · 一支部一特色")
    outsider.until(lambda: program.poll() is not None, "the program ends")
    assert (program.returncode, program.stderr.read()) == (0, "")
    the_slip_says_it(slip)
    the_command_line_says_it(outsider, data)


def welcome(outsider):
    """Who the office is and who sits here."""
    outsider.write("welcome_school", SCHOOL)
    outsider.write("welcome_operator", OPERATOR)
    outsider.picture("1-welcome")
    outsider.press("welcome_next")


def notice_to_round(outsider):
    outsider.write("notice_text", NOTICE)
    outsider.reads("fact_submission_deadline", f"{YEAR}-11-10")
    outsider.picture("2-notice")
    outsider.press("welcome_next")
    outsider.sees("welcome_roster_choose")
    outsider.picture("3-roster")


def import_roster(outsider, roster):
    """The file is chosen in the dialog; the program shows what each row will do before it does it."""
    outsider.press("welcome_roster_choose")
    outsider.rewrite("fileNameEdit", str(roster))
    outsider.keys("Enter")
    outsider.press("import_next")
    rows = [(row["基层党组织"], row["党支部"], row["结果"]) for row in outsider.rows("fates", len(BRANCHES))]
    assert rows == [(*branch, "新增") for branch in BRANCHES]
    outsider.picture("4-fates")
    outsider.press("import_next")
    listed = [(row["基层党组织"], row["党支部"]) for row in outsider.rows("roster", len(BRANCHES))]
    assert listed == BRANCHES
    outsider.picture("5-branches")


def log_the_visit(outsider):
    """One visitor, three branches: complete; a copy missing and one without a stamp; paper without its file."""
    outsider.keys("F2")
    choose(outsider, "yxyjg1", "教工第一党支部")
    outsider.write("brand", FIRST)
    outsider.keys("Enter", "5", "e", "Enter")
    outsider.sees("visit_line_0")
    outsider.write("submitter", "孙丽")
    outsider.picture("6-first")
    outsider.focus("branch")
    choose(outsider, "jg2", "教工第二党支部")
    outsider.write("brand", SECOND)
    outsider.keys("Enter", "4")
    outsider.reads("copy_4", "齐全")
    outsider.press("copy_4_stamped")
    outsider.reads("copy_4", "缺章")
    outsider.picture("7-second")
    outsider.press("add_branch")
    outsider.sees("visit_line_1")
    choose(outsider, "xs1", "学生第一党支部")
    outsider.write("brand", THIRD)
    outsider.keys("Enter", "5")
    outsider.reads("copy_5", "齐全")
    outsider.picture("8-third")
    outsider.press("record_and_print")


def save_the_slip(outsider, slip):
    outsider.sees("preview_save")
    outsider.sees("preview_save")
    outsider.picture("9-slip")
    outsider.press("preview_save")
    outsider.rewrite("fileNameEdit", str(slip))
    outsider.keys("Enter")
    outsider.gone("preview_dialog")
    outsider.reads("toast_words", f"已另存收件回执 {RECEIPT}")


def the_table_says_it(outsider):
    seen = ("收件号", "编号", "党支部", "品牌名称", "纸质", "电子版", "状态")
    assert [tuple(row[title] for title in seen) for row in outsider.rows("receipts", 3)] == [
        ("0001", "001", "教工第一党支部", FIRST, "5/5", "已到", "已受理"),
        ("0001", "002", "教工第二党支部", SECOND, "4/5", "未到", "待补正"),
        ("0001", "003", "学生第一党支部", THIRD, "5/5", "未到", "待补正"),
    ]
    assert outsider.sees("page_state")["name"].startswith("今天 1 次收件 · 待补正 2 项 · 距截止")
    outsider.picture("10-receipts")


def a_second_start_comes_forward(outsider, data):
    outsider.cover()
    second = outsider.start_again(data)
    outsider.until(lambda: second.poll() is not None, "the second start ends")
    assert (second.returncode, second.stderr.read()) == (0, "程序已经打开，已把它的窗口调到前面。\n")
    outsider.uncovered()


def the_slip_says_it(slip):
    text = "".join(page.extract_text() for page in PdfReader(slip).pages)
    told = (SCHOOL, RECEIPT, "药学院党总支", "孙丽", OPERATOR, FIRST, SECOND, THIRD, *NUMBERS)
    lacking = ("第 5 份未到", "第 4 份未盖章", "电子版未到")
    assert [words for words in (*told, *lacking) if words not in text] == []


def the_command_line_says_it(outsider, data):
    status, receipts = outsider.command(data, "list", "receipts")
    (at,) = [receipt.pop("at") for receipt in receipts]
    assert datetime.now() - datetime.fromisoformat(at) < timedelta(minutes=10)
    receipt = {"number": RECEIPT, "submitter": "孙丽", "taken_by": OPERATOR, "state": "已登记", "applications": NUMBERS}
    assert (status, receipts) == (0, [receipt])
    status, applications = outsider.command(data, "list", "applications")
    told = [(each["branch"], each["brand"], each["copies"], each["state"], each["missing"]) for each in applications]
    assert (status, told) == (
        0,
        [
            ("教工第一党支部", FIRST, 5, "已受理", []),
            ("教工第二党支部", SECOND, 4, "待补正", ["纸质件差 1 份（第 5 份未到）", "第 4 份未盖章", "电子版未到"]),
            ("学生第一党支部", THIRD, 5, "待补正", ["电子版未到"]),
        ],
    )
    assert outsider.command(data, "check")[1]["ok"]


def choose(outsider, initials, branch):
    """A branch by the initials of its name, as they are typed at the counter."""
    outsider.has_keyboard("branch")
    outsider.keys(*initials)
    outsider.reads("branch_proposals", branch)
    outsider.keys("Enter")
    outsider.has_keyboard("brand")
    assert outsider.sees("branch")["text"] == branch
