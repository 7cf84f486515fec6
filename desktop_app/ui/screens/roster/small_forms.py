"""The smaller forms of the pane: a designation, an organisation, the clerk's own word on 应报."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit

from db.enums import DesignationLevel, DesignationStage, OrganizationKind
from desktop_app.office import branches
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.names import clean, clean_person, organization_kind
from desktop_app.rules.obligation import honour_short
from desktop_app.rules.typed_values import NotRead, read_telephones
from desktop_app.shapes.roster import BranchRow, DesignationRow, Honour, OrganizationRow
from desktop_app.ui.parts.basics import button, field, label, row
from desktop_app.ui.parts.fields import DateField, SearchLine
from desktop_app.ui.parts.pane import Choice, FormPane
from desktop_app.ui.screens.roster.branch_form import Run
from desktop_app.ui.screens.roster.wording import DESIGNATION_KINDS, ORGANIZATION_KINDS

DAY = 120  # px: the field of a day, with room for its calendar in the pane
LEVELS = tuple((level, str(level)) for level in DesignationLevel)
STAGES = tuple((stage, str(stage)) for stage in DesignationStage)


class DesignationForm(FormPane):
    """添加荣誉, 修改荣誉; one entered by mistake is taken off."""

    def __init__(self, run: Run, today: Callable[[], date]) -> None:
        super().__init__("designation_form")
        self._run = run
        self._branch: BranchRow | None = None
        self._designation: DesignationRow | None = None
        self.kind = Choice("designation_kind", DESIGNATION_KINDS)
        self.level = Choice("designation_level", LEVELS)
        self.stage = Choice("designation_stage", STAGES)
        self.batch = SearchLine("designation_batch", "例如 第三批")
        self.valid_from = DateField("designation_from", says="有效期起", today=today)
        self.valid_to = DateField("designation_to", says="有效期止", today=today)
        for shown in (self.valid_from, self.valid_to):
            shown.line.setFixedWidth(DAY)
        self.add("荣誉", "designation_kind", self.kind)
        self.add("级别", "designation_level", self.level)
        self.add("状态", "designation_stage", self.stage)
        self.add("批次", "designation_batch", self.batch)
        self.add("有效期起", "designation_from", self.valid_from)
        self.add("有效期止", "designation_to", self.valid_to)
        self.add_below(label("有效期止空着，表示仍在有效期内。", "designation_open", "muted", wrap=True))
        self.remove = button("删除这项荣誉", "designation_remove", "link", says="删除这项录入有误的荣誉")
        self.remove.clicked.connect(self._remove)
        self.add_below(row(self.remove, 0))
        self.complete()

    def add_designation(self, branch: BranchRow) -> None:
        self._fill(branch, None, Honour(DESIGNATION_KINDS[0][0], DesignationLevel.SCHOOL, DesignationStage.CULTIVATION))
        self.begin("添加荣誉", branch.name)

    def change_designation(self, branch: BranchRow, designation: DesignationRow) -> None:
        self._fill(branch, designation, designation.honour)
        self.begin("修改荣誉", branch.name)

    def _fill(self, branch: BranchRow, designation: DesignationRow | None, honour: Honour) -> None:
        self._branch, self._designation = branch, designation
        self.kind.show_word(honour.kind)
        self.level.show_word(honour.level)
        self.stage.show_word(honour.stage)
        self.batch.fill(honour.batch)
        for shown, day in ((self.valid_from, honour.valid_from), (self.valid_to, honour.valid_to)):
            shown.show_value(date.fromisoformat(day) if day else None)
        self.remove.setVisible(designation is not None)
        self.kind.setFocus()

    def typed(self) -> object:
        days = (self.valid_from.line.text(), self.valid_to.line.text())
        return (self.kind.word, self.level.word, self.stage.word, self.batch.text(), *days)

    def command(self) -> Callable[[], object]:
        assert self._branch is not None
        for words, shown in (("有效期起", self.valid_from), ("有效期止", self.valid_to)):
            shown.settle()
            if shown.problem:
                raise RuleBroken(f"{words}没有看懂：{shown.problem}", "请改好后再保存。")
        values = {
            "kind": self.kind.word,
            "level": self.level.word,
            "stage": self.stage.word,
            "batch": self.batch.text(),
            "valid_from": self.valid_from.value.isoformat() if self.valid_from.value else "",
            "valid_to": self.valid_to.value.isoformat() if self.valid_to.value else "",
        }
        name = self._branch.name
        if self._designation is None:
            return lambda: self._run(
                f"添加荣誉 {name}",
                branches.add_designation,
                say=lambda _: f"已给“{name}”添加荣誉",
                branch_id=self._branch.branch_id,  # type: ignore[union-attr]
                **values,
            )
        return lambda: self._run(
            f"修改荣誉 {name}",
            branches.change_designation,
            say=lambda _: f"已修改“{name}”的荣誉",
            designation_id=self._designation.designation_id,  # type: ignore[union-attr]
            **values,
        )

    def _remove(self) -> None:
        branch, gone = self._branch, self._designation
        if branch is None or gone is None:
            return
        done = self.notice.attempt(
            lambda: self._run(
                f"删除荣誉 {branch.name}",
                branches.remove_designation,
                say=lambda _: f"已删除“{branch.name}”的{honour_short(gone.honour)}",
                designation_id=gone.designation_id,
            )
        )
        if done:
            self.left.emit()


class OrganizationForm(FormPane):
    """添加基层党组织, 修改基层党组织; 撤销 and 恢复 of one that is known."""

    def __init__(self, run: Run, today: Callable[[], date]) -> None:
        super().__init__("organization_form")
        self._run, self._today = run, today
        self._organization: OrganizationRow | None = None
        self._kind_chosen = False
        self.made: int | None = None
        self.name = SearchLine("organization_name", "例如 药学院党总支")
        self.kind = Choice("organization_kind", ORGANIZATION_KINDS)
        self.telephone: QLineEdit = field("organization_telephone", "", "党组织办公室的电话")
        self.contact = SearchLine("organization_contact", "姓名", clean=clean_person)
        self.add("名称 *", "organization_name", self.name)
        self.add("类型", "organization_kind", self.kind)
        self.add("办公电话", "organization_telephone", self.telephone)
        self.add("联系人", "organization_contact", self.contact)
        self.ends = button("", "organization_close", "link")
        self.ends.clicked.connect(self._end)
        self.add_below(row(self.ends, 0))
        self.complete()
        self.kind.activated.connect(lambda _: setattr(self, "_kind_chosen", True))
        self.name.textChanged.connect(self._guess_kind)

    def add_organization(self) -> None:
        self._fill(None)
        self.begin("添加基层党组织")

    def change_organization(self, organization: OrganizationRow) -> None:
        self._fill(organization)
        self.begin("修改基层党组织", f"{organization.branches} 个支部")

    def _fill(self, organization: OrganizationRow | None) -> None:
        self._organization, self.made = organization, None
        self._kind_chosen = organization is not None
        self.name.fill(organization.name if organization else "")
        self.kind.show_word(organization.kind if organization else OrganizationKind.OTHER)
        self.telephone.setText(organization.telephone if organization else "")
        self.contact.fill(organization.contact if organization else "")
        closed = bool(organization and organization.closed_on)
        self.ends.setText("恢复这个基层党组织" if closed else "撤销这个基层党组织")
        self.ends.setAccessibleName(self.ends.text())
        self.ends.setVisible(organization is not None)
        self.name.setFocus()

    def _guess_kind(self, name: str) -> None:
        if not self._kind_chosen:
            self.kind.show_word(organization_kind(name))

    def typed(self) -> object:
        return (self.name.text(), self.kind.word, self.telephone.text(), self.contact.text())

    def command(self) -> Callable[[], object]:
        try:
            read_telephones(self.telephone.text())
        except NotRead as trouble:
            raise RuleBroken(f"办公电话：{trouble}。", "请只填写电话号码，几个号码用顿号隔开。") from None
        name, known = clean(self.name.text()), self._organization
        values = {
            "name": self.name.text(),
            "kind": self.kind.word,
            "telephone": self.telephone.text(),
            "contact": self.contact.text(),
        }
        if known is None:
            return lambda: setattr(
                self,
                "made",
                self._run(f"添加 {name}", branches.add_organization, say=lambda _: f"已添加“{name}”", **values),
            )
        return lambda: self._run(
            f"修改 {known.name}",
            branches.change_organization,
            say=lambda _: f"已修改“{name}”",
            organization_id=known.organization_id,
            **values,
        )

    def _end(self) -> None:
        if self._organization and self.notice.attempt(self._close_or_reopen):
            self.left.emit()

    def _close_or_reopen(self) -> None:
        assert self._organization is not None
        known = self._organization
        if known.closed_on:
            self._run(
                f"恢复 {known.name}",
                branches.reopen_organization,
                say=lambda _: f"已恢复“{known.name}”",
                organization_id=known.organization_id,
            )
            return
        self._run(
            f"撤销 {known.name}",
            branches.close_organization,
            say=lambda _: f"已撤销“{known.name}”",
            organization_id=known.organization_id,
            on=self._today().isoformat(),
        )


class OverruleForm(FormPane):
    """The clerk's word against what is derived, with the reason."""

    def __init__(self, run: Run) -> None:
        super().__init__("overrule_form")
        self._run = run
        self._branch: BranchRow | None = None
        self._round_id = 0
        self.reason = SearchLine("overrule_reason", "例如 支部已合并，由第二党支部申报")
        self.add("原因 *", "overrule_reason", self.reason)
        self.add_below(
            label("只对本批次有效，写进应报未报名单的依据。随时可以恢复自动认定。", "overrule_told", "muted", wrap=True)
        )
        self.reason.returnPressed.connect(self.save)

    def overrule(self, round_id: int, branch: BranchRow) -> None:
        self._round_id, self._branch = round_id, branch
        self.reason.fill("")
        self.begin("改为不要求申报" if branch.obligated else "改为应报", branch.name)
        self.reason.setFocus()

    def typed(self) -> object:
        return self.reason.text()

    def command(self) -> Callable[[], object]:
        branch = self._branch
        assert branch is not None
        words = "不要求申报" if branch.obligated else "应报"
        return lambda: self._run(
            f"认定{words} {branch.name}",
            branches.overrule_obligation,
            say=lambda _: f"已认定“{branch.name}”{words}",
            round_id=self._round_id,
            branch_id=branch.branch_id,
            obligated=not branch.obligated,
            reason=self.reason.text(),
        )
