"""Words that are stored in the database: the domain's own, so that a file is readable without this program.

Source: shared vocabulary of the programme (words, states, designations). Imports nothing of ours.
"""

from enum import StrEnum


class OrganizationKind(StrEnum):
    """基层党组织 by its kind; a blank kind is one the roster did not say."""

    COMMITTEE = "党委"
    GENERAL_BRANCH = "党总支"
    DIRECT_BRANCH = "直属党支部"
    OTHER = ""


class BranchKind(StrEnum):
    """党支部 by its members; a blank kind is one the roster did not say."""

    TEACHERS = "教师"
    STUDENTS = "学生"
    ADMINISTRATION = "机关"
    MEDICAL = "医护"
    RETIRED = "离退休"
    JOINT = "联合"
    UNKNOWN = ""


class DesignationKind(StrEnum):
    """The two honours that oblige a branch to apply."""

    MODEL_BRANCH = "样板支部"
    DOUBLE_LEADER = "双带头人"


class DesignationLevel(StrEnum):
    NATIONAL = "全国"
    PROVINCIAL = "省级"
    SCHOOL = "校级"


class DesignationStage(StrEnum):
    CULTIVATION = "培育创建"
    PASSED = "通过验收"
    EXTENDED = "延期"


class PhaseKind(StrEnum):
    """The phases of a notice, in the order of the season."""

    BREWING = "品牌酝酿"
    SUBMISSION = "项目申报"
    ESTABLISHMENT = "项目立项"
    CULTIVATION = "培育建设"
    ACCEPTANCE = "考核验收"
    CONTINUATION = "持续建设"


class State(StrEnum):
    """States of an application; which may follow which is `rules.workflow`."""

    REGISTERED = "登记"
    INCOMPLETE = "待补正"
    ACCEPTED = "已受理"
    UNDER_REVIEW = "评审中"
    SHORTLISTED = "拟立项"
    NOT_SELECTED = "未入选"
    REVISING = "修改中"
    REVISED = "已定稿"
    APPROVED = "审定通过"
    PUBLISHED = "公示中"
    ESTABLISHED = "已立项"
    CULTIVATING = "培育中"
    AWAITING_ACCEPTANCE = "待验收"
    EXCELLENT = "结项优秀"
    QUALIFIED = "结项合格"
    UNQUALIFIED = "不合格"
    POSTPONED = "延期"
    NOT_ESTABLISHED = "未立项"
    DISQUALIFIED = "取消资格"
    WITHDRAWN = "撤回"
    NOT_ADMITTED = "不予受理"


class ElectronicKind(StrEnum):
    """申报稿 before, 定稿 after the experts' opinions."""

    INITIAL = "申报稿"
    FINAL = "定稿"


class ArrivalSource(StrEnum):
    """Where the time of an electronic version was taken from."""

    TYPED = "经手人填写"
    SERVER = "邮件服务器"
    SENDER = "发件人时间"


class FormItem(StrEnum):
    """What a form (申报书) asks for, in the order of the form (domain §6)."""

    NUMBER = "申报编号"
    SCHOOL = "学校"
    BRAND = "品牌名称"
    BRANCH = "申报支部"
    ORGANIZATION = "所属基层党组织"
    SECRETARY = "支部书记"
    CONTACT = "联系人"
    TELEPHONE = "办公电话"
    FILLED_ON = "日期"
    BRANCH_KIND = "支部类型"
    MEMBERS = "党员数"
    FOUNDED = "成立时间"
    HONOURS = "现有荣誉"
    OBLIGED = "是否必须参加"
    SLOGAN = "口号"
    MEANING = "内涵释义"
    SIGN = "标识"
    GROUNDWORK = "工作基础"
    CONCEPT = "创建思路"
    LONG_PLAN = "长期规划"
    YEAR_PLAN = "年度计划"
    OUTCOME = "预期成效"
    INNOVATION = "创新点"
    EVIDENCE = "佐证目录"
    BRANCH_OPINION = "支部意见"
    ORGANIZATION_OPINION = "基层党组织审核意见"
    EXPERT_OPINION = "专家评审意见"
    REVISION_NOTE = "修改说明"
    DEPARTMENT_OPINION = "组织部审定意见"


class AliasReason(StrEnum):
    """Why a branch also answers to another name."""

    RENAMED = "更名"
    SPELLING = "另一种写法"


class EntryKind(StrEnum):
    """What a journal entry is."""

    DONE = "办理"
    UNDONE = "撤销"
    REDONE = "重做"


class Stage(StrEnum):
    """What experts score for: the same machinery serves both."""

    ESTABLISHMENT = "立项"
    ACCEPTANCE = "结项"


class RecusalKind(StrEnum):
    """What ties an expert to an application that he must not score."""

    KIN = "亲属"
    TEACHER = "师生"
    COWORKER = "合作"
    INTEREST = "利害关系"
    OTHER = "其他"


class Ruling(StrEnum):
    """What was decided on a conflict."""

    NONE = "不构成回避"  # a suggested one, looked into
    SET_ASIDE = "准予评审"  # one that excludes; printed in the summary with its reason


class ReviewMark(StrEnum):
    """Why an owed review has no points; never a zero."""

    NONE = ""
    RECUSED = "回避"
    ABSENT = "缺席"
    ABSTAINED = "弃权"


class Trimming(StrEnum):
    """When one highest and one lowest total are dropped."""

    FROM_THRESHOLD = "达到人数才去高低分"
    ALL_OR_NONE = "每项都达到人数才去高低分"
    OFF = "不去高低分"


class Verification(StrEnum):
    """How a typed sheet is proved (domain §3)."""

    TOTAL = "合计核对"
    TWICE = "双录"


class TextCheck(StrEnum):
    """电子与纸质核对: whether a person found file and paper to be one text."""

    UNCHECKED = "未核对"
    SAME = "一致"
    DIFFERENT = "不一致"


class Lack(StrEnum):
    """What a 补正 asks for, in the order in which the clerk looks."""

    ABSENT = "未到"
    UNSTAMPED = "未盖章"
    UNSIGNED = "未签字"
    NOT_WHOLE = "不完整"
    NO_FILE = "电子版未到"
    OTHER_TEXT = "电子版与纸质件不一致"


class CopyStatus(StrEnum):
    """Where a paper copy is."""

    HELD = "在组织科"
    LENT = "借出"
    ARCHIVED = "存档"
    HANDED_BACK = "退还"


class MovementKind(StrEnum):
    """What a handover does with copies."""

    LEND = "借出"
    RETURN = "归还"
    ARCHIVE = "存档"
    HAND_BACK = "退还"


class SentHow(StrEnum):
    """How a branch was given its 综合意见."""

    MAIL = "邮件"
    OA = "OA"
    IN_PERSON = "当面"
    OTHER = "其他"


class OriginalityVerdict(StrEnum):
    """查重: what a person found. A lead is looked into; until then nothing is approved."""

    CLEAR = "未见抄袭"
    LEAD = "有线索"


class Verdict(StrEnum):
    """审定: how the department decides on a project."""

    APPROVE = "审定通过"
    BACK = "退回修改"
    OUT = "不予立项"


class PublicityPurpose(StrEnum):
    """Why a list is posted."""

    FIRST = "立项公示"
    SUBSTITUTES = "递补公示"
    CORRECTED = "更正公示"
