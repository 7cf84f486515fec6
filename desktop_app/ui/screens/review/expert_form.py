"""添加专家, 修改专家: one form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from desktop_app.office import desk as desk_queries
from desktop_app.office import experts
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.names import clean_person
from desktop_app.shapes.experts import ExpertDraft, ExpertRow
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.basics import label
from desktop_app.ui.parts.fields import ProposalField, SearchLine
from desktop_app.ui.parts.pane import FormPane

Run = Callable[..., Any]


class ExpertForm(FormPane):
    """`run` is the tab's way to the ledger; `made` is the expert last added."""

    def __init__(self, run: Run) -> None:
        super().__init__("expert_form")
        self._run = run
        self._expert: ExpertRow | None = None
        self.made: int | None = None
        self.name = SearchLine("expert_name", "姓名", clean=clean_person)
        self.title = SearchLine("expert_job_title", "例如 教授")
        self.unit = SearchLine("expert_unit", "例如 某大学马克思主义学院")
        self.organization = ProposalField(
            "expert_organization",
            desk_queries.propose_organizations,
            "本校专家，名称或拼音",
            nothing="没有“{}”，校外专家请留空。",
        )
        self.branch = ProposalField(
            "expert_branch", self._propose_branches, "本人所在支部，名称或拼音", nothing="没有“{}”。"
        )
        self.expertise = SearchLine("expert_expertise", "例如 思想政治教育")
        for words, made in (
            ("姓名 *", self.name),
            ("职称", self.title),
            ("工作单位", self.unit),
            ("党组织", self.organization),
            ("所在支部", self.branch),
            ("专业领域", self.expertise),
        ):
            self.add(words, made.objectName(), made)
        told = "党组织和所在支部只用来认定回避。不录身份证号、手机号。"
        self.add_below(label(told, "expert_form_told", "muted", wrap=True))
        self.complete()

    def add_expert(self) -> None:
        self._fill(None)
        self.begin("添加专家")

    def change_expert(self, expert: ExpertRow) -> None:
        self._fill(expert)
        self.begin("修改专家", expert.name)

    def _fill(self, expert: ExpertRow | None) -> None:
        self._expert, self.made = expert, None
        for made, text in (
            (self.name, expert.name if expert else ""),
            (self.title, expert.title if expert else ""),
            (self.unit, expert.unit if expert else ""),
            (self.expertise, expert.expertise if expert else ""),
        ):
            made.fill(text)
        known = expert and expert.organization_id
        self.organization.show_chosen(Proposal(known, expert.organization) if expert and known else None)
        own = expert and expert.branch_id
        self.branch.show_chosen(Proposal(own, expert.branch) if expert and own else None)
        for line in (self.unit, self.organization, self.branch):
            line.setCursorPosition(0)  # of a long name the beginning is seen
        self.name.setFocus()

    def _propose_branches(self, typed: str) -> Sequence[Proposal]:
        chosen = self.organization.chosen
        return desk_queries.propose_branches(None, typed, chosen.record_id if chosen else None)

    def typed(self) -> object:
        lines = (self.name, self.title, self.unit, self.organization, self.branch, self.expertise)
        return tuple(made.text() for made in lines)

    def command(self) -> Callable[[], object]:
        draft = ExpertDraft(
            self.name.text(),
            self.title.text(),
            self.unit.text(),
            _chosen(self.organization, "党组织"),
            _chosen(self.branch, "所在支部"),
            self.expertise.text(),
        )
        known, name = self._expert, clean_person(self.name.text())
        if known is None:
            return lambda: setattr(
                self,
                "made",
                self._run(f"添加专家 {name}", experts.add_expert, say=lambda _: f"已添加专家 {name}", draft=draft),
            )
        return lambda: self._run(
            f"修改专家 {known.name}",
            experts.change_expert,
            say=lambda _: f"已修改专家 {name}",
            expert_id=known.expert_id,
            draft=draft,
        )


def _chosen(made: ProposalField, what: str) -> int | None:
    """What was taken from the proposals; a text that means none of them is refused."""
    if made.chosen is None and made.text().strip():
        raise RuleBroken(f"{what}“{made.text().strip()}”不在支部名册里。", "请从提示里选一个，或清空。")
    return made.chosen.record_id if made.chosen else None
