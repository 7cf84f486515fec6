"""Writes the sample season into ``resources/sample``, or into the folder that is given."""

from __future__ import annotations

import sys
from pathlib import Path

from installers.sample.desk import complete_names, name_of, visits, write_summary, write_visits
from installers.sample.mailbox import write_final_versions, write_mailbox
from installers.sample.notices import write_notice_document, write_notice_text, write_old_notice
from installers.sample.panel import write_experts, write_scores
from installers.sample.roster import write_roster
from installers.sample.season import season
from installers.sample.supplement import write_csv, write_xls

HOME = Path(__file__).resolve().parents[2] / "resources" / "sample"


def write_all(folder: Path, *, xls: bool) -> None:
    """Every file of the sample season but its README; `xls` needs xlwt (pip install xlwt)."""
    folder.mkdir(parents=True, exist_ok=True)
    made = season()
    found = visits(made)
    complete = complete_names(found)
    write_notice_document(folder / "2025年通知.docx")
    write_notice_text(folder / "2025年通知.txt")
    write_old_notice(folder / "2023年通知.txt")
    write_roster(made, folder / "支部名册.xlsx")
    write_csv(made, folder / "支部名册-补充.csv")
    if xls:
        write_xls(made, folder / "支部名册-补充.xls")
    write_summary(made, folder / "申报汇总.xlsx")
    write_visits(found, folder / "收件记录.xlsx")
    write_mailbox(made, folder / "邮箱")
    revised = [a for a in made.applications if a.branch.name in ("妇产科党支部", "病理学教研室党支部")]
    write_final_versions(revised, folder / "邮箱-定稿")
    write_experts(folder / "专家名册.xlsx")
    write_scores([a for a in made.applications if name_of(a) in complete], folder / "评分.xlsx")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME, xls=True)
