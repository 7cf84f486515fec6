"""The journal's tables and columns as the clerk knows them, and how a stored value reads.

A table or column without words here is shown under its stored name; tests/office/test_trail.py asks for every one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from desktop_app.rules.scoring import points_text
from desktop_app.shapes import shape

EMPTY = "（空）"
LONGEST = 300  # characters of a value that are shown
HASH_SHOWN = 16  # hex digits of a 记录号 as documents bear it
_HIDDEN = frozenset(("id", "key", "search", "position"))  # derived or inner; never typed by anybody


@shape
class TableWords:
    """A table's name; the columns that tell its rows apart; its columns' names."""

    name: str
    told_by: tuple[str, ...]
    columns: Mapping[str, str]


def _table(name: str, told_by: str, columns: str) -> TableWords:
    """`columns` as “column 名称 column 名称 …”."""
    words = columns.split()
    return TableWords(name, tuple(told_by.split()), dict(zip(words[::2], words[1::2], strict=True)))


TABLES: Mapping[str, TableWords] = {
    "round": _table(
        "批次",
        "name",
        "year 年度 name 名称 issued_on 发文日期 submission_deadline 申报截止 establishment_deadline 立项截止"
        " copies 纸质份数 publicity_workdays 公示工作日 case_limit 案例字数上限 news_minimum 新闻最少条数"
        " room 收件地点 telephone 联系电话 mailbox 电子邮箱 notice 通知全文",
    ),
    "round_phase": _table(
        "工作阶段", "round_id kind", "round_id 批次 kind 阶段 first 开始 last 结束 sentence 通知原文"
    ),
    "party_organization": _table(
        "基层党组织", "name", "name 名称 kind 类型 telephone 电话 contact 联系人 closed_on 停用日期"
    ),
    "branch": _table(
        "党支部",
        "name organization_id",
        "organization_id 基层党组织 name 名称 kind 支部类型 secretary 支部书记 telephone 办公电话 members 党员数"
        " closed_on 停用日期",
    ),
    "branch_alias": _table(
        "支部别名", "name branch_id", "branch_id 党支部 organization_id 基层党组织 name 别名 reason 来由"
    ),
    "designation": _table(
        "荣誉",
        "branch_id level kind",
        "branch_id 党支部 kind 荣誉 level 级别 stage 阶段 batch 批次 valid_from 有效期起 valid_to 有效期止",
    ),
    "obligation_override": _table("应报认定", "branch_id", "round_id 批次 branch_id 党支部 obligated 应报 reason 理由"),
    "application": _table(
        "申报项目",
        "number brand",
        "round_id 批次 branch_id 党支部 number 申报编号 brand 品牌名称 state 状态 registered_at 登记时间 late 逾期"
        " late_approved_by 逾期批准人 late_reason 逾期理由 contact 联系人 telephone 电话 state_reason 状态理由"
        " text_check 电子与纸质核对 text_checked_by 核对人 text_checked_at 核对时间",
    ),
    "receipt": _table(
        "收件",
        "number",
        "round_id 批次 organization_id 基层党组织 number 收件号 received_at 收件时间 submitter 送件人 telephone 电话"
        " taken_by 经手人 slip_issued_at 回执打印时间 voided_at 作废时间 void_reason 作废理由",
    ),
    "receipt_line": _table(
        "收件明细",
        "receipt_id application_id",
        "receipt_id 收件 application_id 申报项目 supplement 补交 remark 备注 brand_before 原品牌名称",
    ),
    "received_copy": _table(
        "收到的纸质件",
        "line_id ordinal",
        "line_id 收件明细 ordinal 第几份 stamped 盖章 signed 签字 whole 完整 exchanged 换件",
    ),
    "paper_copy": _table(
        "纸质件",
        "code",
        "application_id 申报项目 ordinal 第几份 code 编号 stamped 盖章 signed 签字 whole 完整 place 存放地点"
        " received_at 收到时间 status 状态 holder 持有人 since 起始时间 due_on 应还日期",
    ),
    "electronic_version": _table(
        "电子版",
        "application_id kind",
        "application_id 申报项目 kind 稿次 arrived_at 到达时间 source 时间来源 file_name 文件名 sha256 文件校验值"
        " receipt_line_id 收件明细 size 字节数 origin 出处 sender 发件人 subject 邮件主题 note 备注"
        " arrival_reason 更正时间的理由 added_by 添加人 added_at 添加时间",
    ),
    "form_field": _table(
        "申报书栏目", "item version_id", "version_id 电子版 item 栏目 value 内容 read 读到的内容 source 原文"
    ),
    "deficiency": _table(
        "补正通知",
        "number application_id",
        "application_id 申报项目 number 编号 made_at 提出时间 made_by 提出人 workdays 补正工作日 due_on 补正期限"
        " extension_reason 延期理由 issued_at 送达时间 settled_at 补齐时间 closed_at 结束时间 close_reason 结束理由",
    ),
    "deficiency_item": _table(
        "补正事项",
        "deficiency_id lack ordinal",
        "deficiency_id 补正通知 lack 缺少 ordinal 第几份 settled_at 补齐时间 receipt_line_id 收件明细",
    ),
    "handover": _table(
        "材料交接",
        "number kind",
        "round_id 批次 number 编号 kind 交接类型 holder 持有人 place 地点 at 时间 by 经手人 due_on 应还日期 note 备注"
        " issued_at 交接单打印时间",
    ),
    "copy_movement": _table(
        "材料流转", "handover_id copy_id", "handover_id 材料交接 copy_id 纸质件 from_place 原存放地点"
    ),
    "holiday_year": _table("放假安排年度", "year", "year 年度 source 来源"),
    "holiday": _table("放假调休", "day name", "day 日期 works 上班 name 名称 own 本校安排"),
    "operator": _table("经手人", "name", "name 姓名 closed_on 停用日期"),
    "office_setting": _table("设置", "key", "value 设定值"),
    "official_text": _table("公文文字", "kind", "kind 公文 text 文字 since 启用时间"),
    "restoration": _table(
        "恢复备份",
        "backup",
        "restored_at 恢复时间 backup 备份文件 backup_made_at 备份时间 backup_head 备份的记录号"
        " replaced_head 被替换数据的记录号 set_aside 旧数据存放处",
    ),
    "expert": _table(
        "评审专家",
        "name unit",
        "name 姓名 title 职称 unit 工作单位 organization_id 基层党组织 branch_id 党支部 expertise 专业领域"
        " closed_on 停用日期",
    ),
    "review_stage": _table(
        "评审阶段",
        "stage round_id",
        "round_id 批次 stage 阶段 decimals 小数位 verification 核对方式 trimming 去高低分 trim_threshold 去高低分门槛"
        " same_organization_excluded 同一党组织回避 started_at 开始评分",
    ),
    "criterion": _table(
        "评分指标",
        "name stage_id",
        "stage_id 评审阶段 name 名称 full_hundredths 满分 explanation 说明 tie 同分时比较",
    ),
    "seat": _table("评审席位", "expert_id stage_id", "stage_id 评审阶段 expert_id 专家 number 专家序号"),
    "recusal": _table(
        "回避", "expert_id application_id", "expert_id 专家 application_id 申报项目 note 说明 said_by 提出人 kind 情形"
    ),
    "conflict_ruling": _table(
        "回避认定",
        "expert_id application_id",
        "expert_id 专家 application_id 申报项目 ruling 认定 reason 理由 by 认定人 at 时间",
    ),
    "review": _table(
        "评分表",
        "code expert_id",
        "stage_id 评审阶段 application_id 申报项目 expert_id 专家 code 评分表编号 mark 标记 total_hundredths 合计"
        " veto 一票否决 veto_reason 否决理由 opinion 评审意见 entered_by 录入人 entered_at 录入时间 verified_by 核对人"
        " verified_at 核对时间 locked 锁定",
    ),
    "score": _table("评分", "criterion_id review_id", "review_id 评分表 criterion_id 评分指标 hundredths 得分"),
    "quota": _table("立项名额", "stage_id kind", "stage_id 评审阶段 kind 支部类型 places 名额"),
    "collective_decision": _table(
        "集体研究",
        "application_id",
        "stage_id 评审阶段 application_id 申报项目 precedence 先后 names 参加人员 reason 理由",
    ),
    "panel_opinion": _table(
        "综合意见",
        "application_id",
        "stage_id 评审阶段 application_id 申报项目 text 意见 by 执笔 sent_at 发出时间 sent_how 发出方式",
    ),
    "state_change": _table(
        "状态变更",
        "application_id after",
        "application_id 申报项目 before 原状态 after 新状态 reason 理由 by 经手人 at 时间",
    ),
    "revision": _table(
        "修改完善",
        "application_id",
        "application_id 申报项目 received_at 定稿收到 note 备注 confirmed_by 确认人 confirmed_at 确认时间"
        " compared_by 对照人 compared_at 对照时间",
    ),
    "originality_check": _table(
        "查重", "application_id verdict", "application_id 申报项目 verdict 结论 note 说明 by 查重人 at 时间"
    ),
    "decision": _table(
        "审定",
        "application_id verdict",
        "application_id 申报项目 verdict 审定 reason 理由 prepared_by 拟稿人 prepared_at 拟稿时间 minutes 会议纪要"
        " released_by 审定人 released_at 审定时间",
    ),
    "brand_correction": _table(
        "品牌名称更正",
        "application_id",
        "application_id 申报项目 before 原名称 after 现名称 reason 理由 by 更正人 at 时间",
    ),
    "cancellation": _table(
        "取消资格依据",
        "application_id",
        "application_id 申报项目 evidence 依据 copied_from 抄自 file_name 文件名 sha256 文件校验值 size 字节数"
        " by 认定人 at 时间",
    ),
    "publicity": _table(
        "公示",
        "round_id first",
        "round_id 批次 first 公示首日 last 公示末日 workdays 工作日 first_counts 首日计入 closed_at 结束时间"
        " purpose 类别 reason 重贴理由 replaces_id 更正的公示 removed_on 撤下日期 removed_by 撤下人",
    ),
    "publicity_item": _table(
        "公示项目",
        "application_id",
        "publicity_id 公示 application_id 申报项目 organization 基层党组织 branch 党支部 brand 品牌名称 head 负责人",
    ),
    "objection": _table(
        "异议",
        "objector item_id",
        "item_id 公示项目 received_on 收到日期 objector 提出人 contact 联系方式 content 内容 investigator 核查人"
        " concluded_on 办结日期 conclusion 结论 upheld 异议成立",
    ),
    "round_archive": _table(
        "归档",
        "name",
        "round_id 批次 name 名称 made_at 归档时间 by 经手人 files 文件数 size 字节数 manifest_hash 清单校验值"
        " journal_head 归档时的记录号",
    ),
}

SETTINGS: Mapping[str, str] = {
    "school": "学校",
    "department": "部门",
    "office": "科室",
    "room": "地点",
    "telephone": "电话",
    "mailbox": "邮箱",
    "close_of_office": "下班时间",
    "electronic_whole_day": "电子版当天全天有效",
    "late_by_file_too": "电子版也计逾期",
    "publicity_first_counts": "张贴当天计入公示期",
    "second_entry_by_another": "双录第二遍由另一人录入",
    "late_by_another": "逾期由另一人批准",
    "approval_by_another": "审定由另一人办理",
    "originality_before_approval": "审定前须有查重结论",
    "repost_starts_anew": "更正重贴重新计算公示期",
    "print_without_preview": "打印不预览",
    "correction_workdays": "补正期限（工作日）",
    "loan_workdays": "借出期限（工作日）",
    "copies_to_archive": "存档份数",
    "copies_to_return": "退支部份数",
    "label_format": "标签纸",
    "official_body_size": "公文正文字号",
    "official_pitch": "公文行距（磅）",
    "official_bold_third": "公文三级标题加粗",
    "review_workdays": "专家评审（工作日）",
    "revision_workdays": "修改完善（工作日）",
    "approval_workdays": "部门审定（工作日）",
    "current_round": "当前批次",
}


def table_word(table: str) -> str:
    return TABLES[table].name if table in TABLES else table


def column_word(table: str, column: str) -> str:
    return TABLES[table].columns.get(column, column) if table in TABLES else column


def is_shown(column: str) -> bool:
    """Whether a column says something to the clerk."""
    return column not in _HIDDEN


def value_words(table: str, column: str, value: Any, *, truth: bool = False) -> str:
    """A stored value as the clerk sees it; `truth` for a column of 0 and 1."""
    if table == "office_setting" and column == "value":
        value, truth = _setting(value)
    if value is None or value == "":
        return EMPTY
    if truth:
        return "是" if value else "否"
    if column.endswith("hundredths"):
        return points_text(int(value))
    text = str(value)
    if column == "sha256" or column.endswith(("_head", "_hash")):
        return text[:HASH_SHOWN]
    if len(text) > 10 and text[10] == "T" and text[:4].isdigit():
        text = text.replace("T", " ", 1)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…（共 {len(text)} 字）"


def _setting(value: Any) -> tuple[Any, bool]:
    """A setting's stored JSON, and whether it is yes or no."""
    try:
        read = json.loads(value)
    except (TypeError, ValueError):
        return value, False
    return read, isinstance(read, bool)


def short_head(head: str) -> str:
    """记录号 as a document bears it: sixteen hex digits in groups of four."""
    return "-".join(head[at : at + 4] for at in range(0, HASH_SHOWN, 4))


def typed_head(typed: str) -> str | None:
    """The hex digits of a 记录号 as it was pasted or copied from paper; None when it is none."""
    digits = "".join(char for char in typed.lower() if char.isascii() and char not in " -:\t\n\r")
    fits = 8 <= len(digits) <= 64 and all(char in "0123456789abcdef" for char in digits)
    return digits if fits else None
