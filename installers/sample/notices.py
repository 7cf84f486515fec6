"""The notices: of 2025 as .docx and GB18030 text, of 2023 as UTF-8 text; the school and its addresses are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from installers.sample.files import MADE, save
from installers.sample.organizations import SCHOOL

TITLE_2025 = f"关于开展{SCHOOL}2025年“一支部一特色”支部党建品牌创建活动的通知"
BODY_2025 = """各基层党委、党总支，直属党支部：
为进一步增强党支部政治功能和组织功能，推动党建工作与学校事业发展深度融合，根据学校党委2025年度工作安排，现就开展“一支部一特色”支部党建品牌创建活动有关事项通知如下。
一、活动目标
对照“七个有力”（附件1）要求，梳理各级“样板支部”建设中形成的经验，培育一批主题鲜明、师生认可、便于推广的支部党建品牌，带动全校党支部标准化、规范化、特色化建设。
二、创建对象
省级、校级“样板支部”和“双带头人”教师党支部书记工作室（含培育创建单位）必须申报，参与情况作为年度审核的重要依据。其他党支部结合自身实际自愿申报。
三、创建要求
1.坚持党性原则。品牌建设要体现党支部教育、管理、监督党员和组织、宣传、凝聚、服务师生的职责。
2.注重品牌内涵。品牌名称以4至8个字为宜，做到简短易记、寓意明确、贴合支部实际。
3.突出“一融双高”。找准党建与教学科研、医疗服务、管理育人的结合点，以高质量党建引领高质量发展。
4.着眼长远发展。申报项目应有长期规划、年度计划和具体措施，责任到人。
四、组织实施
（一）品牌酝酿（2025年8月18日—9月12日）
各党支部召开支委会、党员大会，总结已有做法，听取党员和群众意见，确定本支部的品牌项目。
（二）项目申报（2025年9月12日前）
申报支部填写《示例医科大学“一支部一特色”支部党建品牌项目立项申报书》（附件2），经所属基层党委（党总支）审核盖章后，由基层党组织将纸质版一式五份统一送交党委组织部组织科（勤政楼423，办公电话：3831311），电子版同时发送至dzb@example.edu.cn。
（三）项目立项（2025年9月26日前）
党委组织部组织专家评审，提出初步培育对象。初步培育对象按照专家意见修改申报书，定稿后报党委组织部审定，未修改完善的不予立项。拟立项名单公示5个工作日。申报内容须为本支部原创，发现抄袭的取消申报资格。
（四）培育建设（2025年10月—2026年8月）
1.品牌培育。立项支部按计划推进各项任务，每学期末向所属基层党组织报告进展。
2.示范带动。结合主题党日、“三会一课”、组织生活会、志愿服务等，以视频、党课、现场展演、成果展示等方式交流做法。
3.案例整理。立项支部形成工作案例，包括背景与起因、做法与经过、成效与反响、分析与评价四个部分，每篇不超过2500字。
4.宣传推广。各基层党组织在主页开设专题页面；结项时每个支部在校级及以上平台刊发的新闻稿件不少于2篇。
5.考核验收（2026年8月）。党委组织部通过现场答辩、视频展示、案例总结等形式组织验收，优秀案例汇编成册。
（五）持续建设
验收结果记入支部工作档案。对成效突出的支部予以表彰，并优先推荐申报上级党建项目；品牌建设情况纳入基层党组织书记抓基层党建述职评议考核。
附件：1.党支部“七个有力”工作要求
2.“一支部一特色”支部党建品牌项目立项申报书""".split("\n")
SIGNED_2025 = ("党委组织部", "2025年8月15日")

NOTICE_2023 = f"""关于开展“一支部一特色”支部党建品牌创建活动的通知
各基层党委、党总支:
为推动全校党支部争创特色、打造品牌,经研究,决定开展“一支部一特色”支部党建品牌创建活动,现将有关事项通知如下:
一、活动目标
按照“七个有力”(附件1)要求,总结各级“样板支部”的经验,形成覆盖全校的党建品牌矩阵。
二、创建对象
省级、校级党建工作“样板支部”和“双带头人”教师党支部书记工作室及培育对象必须参与,参与结果作为年度审核的重要依据。其他党支部可自愿申报。
三、创建要求
1.突显党性原则。2.品牌标示性强。3.围绕“一融双高”。4.项目可持续发展。
四、组织实施
(一)品牌酝酿(2023年10月16日—11月10日)
各支部发动党员参与,确定品牌活动项目。
(二)项目申报(2023年11月10日前)
申报党支部填写《{SCHOOL}“一支部一特色”支部党建品牌项目立项申报书》(见附件2)。申报书由基层党委(总支)审核后,将纸质版(一式五份、盖章)统一报送党委组织部组织科(勤政楼423办公室,办公电话:3831311),电子版发送至dzb@example.edu.cn。
(三)项目立项(2023年11月20日前)
党委组织部组织专家评审,确定初步培育对象。初步培育对象修改完善申报书后报党委组织部审定立项,未修改完善的不得立项。立项结果将进行公示,公示期为5个工作日。品牌建设项目不得抄袭,一经发现将取消申报资格。
(四)培育建设(2023年11月—2024年8月)
1.品牌培育。立项支部有步骤、有计划地推进实施。
2.示范带动。在主题党日、“三会一课”、组织生活会、志愿服务等活动中展示做法。
3.案例整理。案例一般包括4个方面:背景与起因、做法与经过、成效与反响、分析与评价,字数控制在2500字以内。
4.宣传推广。各基层党组织在主页建立专题页面。结项时每个支部至少要在校级及以上平台刊发至少2篇新闻稿件。
5.考核验收。党委组织部将于2024年8月组织评审验收,通过现场答辩、视频展示、案例总结等形式对项目进行验收评估。
(五)持续建设
学校将对结项单位进行表彰,优先推荐申报上级党建项目。
党委组织部
2023年10月16日
"""


def write_notice_text(path: Path) -> None:
    """The 2025 notice as Notepad saves it on the school's machines: GB18030, CRLF."""
    path.write_bytes("\r\n".join((TITLE_2025, *BODY_2025, *SIGNED_2025, "")).encode("gb18030"))


def write_old_notice(path: Path) -> None:
    path.write_bytes(NOTICE_2023.encode("utf-8"))


def write_notice_document(path: Path) -> None:
    """The 2025 notice as Word has it: centred title, indented body, signature at the right."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    document = Document()
    core = document.core_properties
    core.author, core.comments, core.title, core.created, core.modified = "党委组织部", "", TITLE_2025, MADE, MADE
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    heading = _paragraph(document, TITLE_2025, "方正小标宋简体", 22)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph()
    for number, text in enumerate(BODY_2025):
        face = "黑体" if text[1:2] == "、" else "楷体_GB2312" if text.startswith("（") else "仿宋_GB2312"
        paragraph = _paragraph(document, text, face, 16)
        if number:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    document.add_paragraph()
    for text in SIGNED_2025:
        paragraph = _paragraph(document, text, "仿宋_GB2312", 16)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(64)
    save(document, path)


def _paragraph(document: Any, text: str, face: str, points: int) -> Any:
    """One paragraph in a Chinese face, lines 28.95 pt apart (GB/T 9704-2012)."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(28.95)
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(points)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    return paragraph
