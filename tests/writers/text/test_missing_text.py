"""The chase list as it is pasted into a chat."""

from dataclasses import replace

from desktop_app.writers.text.missing_branches import missing_text, write_missing_text

TEXT = """\
【应报未报名单】2023年“一支部一特色”支部党建品牌创建
截至 2023年11月9日 09:00，应报党支部 41 个，尚有 3 个未申报，涉及 2 个基层党组织。申报截止时间为 2023年11月10日 17:30。

1. 第一临床学院党委：未报 2 个，应报 6 个
　· 医技第六党支部：校级样板支部（培育创建，第三批）
　· 教工第一党支部：省级样板支部（通过验收，第一批）

2. 护理学院党总支：未报 1 个，应报 2 个
　· 学生党支部：校级样板支部（延期，第二批）

纸质申报材料送至勤政楼423（党委组织部组织科），电子版发送至 zzb@example.edu.cn。联系电话 3831311。
党委组织部组织科　2023年11月9日"""


def test_the_text_names_no_person_and_stands_by_organization(made):
    assert missing_text(made.missing) == TEXT


def test_nobody_missing_is_said_in_three_lines(made):
    assert missing_text(replace(made.missing, groups=())) == (
        "【应报未报名单】2023年“一支部一特色”支部党建品牌创建\n"
        "截至 2023年11月9日 09:00，应报党支部 41 个，均已申报。\n"
        "党委组织部组织科　2023年11月9日"
    )


def test_the_file_opens_right_in_every_editor(made, tmp_path):
    write_missing_text(made.missing, tmp_path / "名单.txt")
    written = (tmp_path / "名单.txt").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written[3:].decode() == TEXT.replace("\n", "\r\n") + "\r\n"
