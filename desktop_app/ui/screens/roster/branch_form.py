"""添加支部, 修改支部: one form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit

from desktop_app.office import branches
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.names import branch_key, clean, clean_person
from desktop_app.rules.near import NearNames
from desktop_app.rules.pinyin import matches
from desktop_app.rules.typed_values import NotRead, read_count, read_telephones
from desktop_app.shapes.roster import BranchRow, OrganizationRow
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.basics import field, label
from desktop_app.ui.parts.fields import ProposalField, SearchLine
from desktop_app.ui.parts.pane import Choice, FormPane
from desktop_app.ui.screens.roster.wording import BRANCH_KINDS

Run = Callable[..., Any]
FIELD = 184


class BranchForm(FormPane):
    """`run` is the screen's way to the ledger. `made` is the branch last saved."""

    def __init__(self, run: Run) -> None:
        super().__init__("branch_form")
        self._run = run
        self._branch: BranchRow | None = None
        self._organizations: Sequence[OrganizationRow] = ()
        self._siblings: Sequence[BranchRow] = ()
        self._mobiles_meant = ""
        self.made: int | None = None
        self.organization = ProposalField(
            "branch_form_organization", self._propose, "名称或拼音首字母", nothing="没有“{}”，请先添加基层党组织。"
        )
        self.name = SearchLine("branch_form_name", "例如 教工第一党支部")
        self.near = label("", "branch_form_near", "error", wrap=True)
        self.kind = Choice("branch_form_kind", BRANCH_KINDS)
        self.secretary = SearchLine("branch_form_secretary", "姓名", clean=clean_person)
        self.telephone: QLineEdit = field("branch_form_telephone", "", "办公电话")
        self.members: QLineEdit = field("branch_form_members", "", "人数")
        self.add("党组织 *", "branch_form_organization", self.organization)
        self.add("党支部 *", "branch_form_name", self.name, self.near)
        self.add("类型", "branch_form_kind", self.kind)
        self.add("书记", "branch_form_secretary", self.secretary)
        self.add("办公电话", "branch_form_telephone", self.telephone)
        self.add("党员数", "branch_form_members", self.members)
        self.complete()
        self.name.textChanged.connect(lambda _: self._look_for_near())
        self.organization.accepted.connect(lambda _: self._look_for_near())

    def add_branch(
        self, organizations: Sequence[OrganizationRow], rows: Sequence[BranchRow], organization: OrganizationRow | None
    ) -> None:
        """Empty, in `organization` if the list is narrowed to one."""
        self._fill(organizations, rows, None)
        if organization and not organization.closed_on:
            self.organization.show_chosen(_proposal(organization))
        self.begin("添加支部")
        (self.name if self.organization.chosen else self.organization).setFocus()

    def change_branch(
        self, organizations: Sequence[OrganizationRow], rows: Sequence[BranchRow], branch: BranchRow, *, rename: bool
    ) -> None:
        self._fill(organizations, rows, branch)
        self.begin(f"修改　{branch.name}", "改了名称或党组织，旧名称会保留，按旧名也能找到。")
        self.name.setFocus()
        if rename:
            self.name.selectAll()

    def _fill(
        self, organizations: Sequence[OrganizationRow], rows: Sequence[BranchRow], branch: BranchRow | None
    ) -> None:
        self._branch, self.made, self._mobiles_meant = branch, None, ""
        self._organizations = [each for each in organizations if not each.closed_on]
        self._siblings = [each for each in rows if branch is None or each.branch_id != branch.branch_id]
        own = [each for each in organizations if branch and each.organization_id == branch.organization_id]
        self.organization.show_chosen(_proposal(own[0]) if own else None)
        self.name.fill(branch.name if branch else "")
        self.kind.show_word(branch.kind if branch else BRANCH_KINDS[-1][0])
        self.secretary.fill(branch.secretary if branch else "")
        self.telephone.setText(branch.telephone if branch else "")
        self.members.setText("" if branch is None or branch.members is None else str(branch.members))
        self._look_for_near()

    def typed(self) -> object:
        chosen = self.organization.chosen
        return (
            chosen.record_id if chosen else self.organization.text(),
            self.name.text(),
            self.kind.word,
            self.secretary.text(),
            self.telephone.text(),
            self.members.text(),
        )

    def command(self) -> Callable[[], object]:
        chosen = self.organization.chosen
        if chosen is None:
            raise RuleBroken("还没有选基层党组织。", "请输入名称或拼音首字母，从列表里选一个；没有的请先添加。")
        values = {
            "organization_id": chosen.record_id,
            "name": self.name.text(),
            "kind": self.kind.word,
            "secretary": self.secretary.text(),
            "telephone": self._telephone(),
            "members": self._members(),
        }
        name, branch = clean(self.name.text()), self._branch
        if branch is None:
            return lambda: self._keep(
                self._run(f"添加支部 {name}", branches.add_branch, say=lambda _: f"已添加“{name}”", **values)
            )
        renamed = clean(branch.name) != name
        title, said = (f"更名 {branch.name}", f"已更名为“{name}”") if renamed else (f"修改 {name}", f"已修改“{name}”")
        return lambda: self._run(
            title, branches.change_branch, say=lambda _: said, branch_id=branch.branch_id, **values
        )

    def _keep(self, branch_id: int) -> None:
        self.made = branch_id

    def _telephone(self) -> str:
        """A private mobile is questioned once; saved again, it is meant."""
        typed = self.telephone.text().strip()
        try:
            read = read_telephones(typed)
        except NotRead as trouble:
            raise RuleBroken(f"办公电话：{trouble}。", "请只填写电话号码，几个号码用顿号隔开。") from None
        if read.mobiles and typed not in (self._mobiles_meant, self._branch.telephone if self._branch else ""):
            self._mobiles_meant = typed
            raise RuleBroken("办公电话像是私人手机号。", "名册只记办公电话；确是办公号码的，再按一次保存。")
        return "、".join(part for part in (read.office, *read.mobiles) if part)

    def _members(self) -> int | None:
        try:
            return read_count(self.members.text())
        except NotRead as trouble:
            raise RuleBroken(f"党员数：{trouble}。", "请只填写人数，不知道的留空。") from None

    def _propose(self, typed: str) -> Sequence[Proposal]:
        scored = [(score, each) for each in self._organizations if (score := matches(each.search, typed)) is not None]
        return [_proposal(each) for _, each in sorted(scored, key=lambda pair: pair[0])]

    def _look_for_near(self) -> None:
        """A name that is nearly another one's is pointed out, never merged."""
        chosen, name = self.organization.chosen, clean(self.name.text())
        said = ""
        if chosen and name:
            names = {
                branch_key(each.name, chosen.text): each.name
                for each in self._siblings
                if each.organization_id == chosen.record_id
            }
            known = NearNames(chosen.text)
            for key in names:
                known.add(key)
            key = branch_key(name, chosen.text)
            if key not in names and (like := known.like(key)):
                said = f"与“{names[like]}”相近；是同一个支部就不必再添。"
        self.near.setText(said)
        self.near.setVisible(bool(said))


def _proposal(organization: OrganizationRow) -> Proposal:
    note = "　".join(part for part in (f"{organization.branches} 个支部", organization.telephone) if part)
    return Proposal(organization.organization_id, organization.name, note)
