"""What 评审汇总表 says in the same words on paper and in a workbook."""

from collections.abc import Iterator

from desktop_app.rules.names import branch_with_organization
from desktop_app.rules.ranking_words import kind_words, line_words, tie_sentences
from desktop_app.rules.scoring import points_text
from desktop_app.shapes.ranking import QuotaLine, RankedApplication, Ranking, SheetCell, Standing
from desktop_app.shapes.review_summary import ReviewSummary

DRAFT = "草稿"
UNVERIFIED = "未核"
SIGNERS = ("计分人", "监督人", "评审组长")


def summary_title(summary: ReviewSummary) -> str:
    return f"{summary.ranking.stage}评审汇总表"


def summary_facts(ranking: Ranking) -> str:
    """What was counted, and whether it may be signed."""
    if not ranking.owed:
        return "还没有评分表。"
    apart = f"，一票否决 {len(ranking.vetoed)} 项" if ranking.vetoed else ""
    apart += f"，没有名次 {len(ranking.unplaced)} 项" if ranking.unplaced else ""
    said = f"评审专家 {len(ranking.experts)} 人，应评 {ranking.owed} 份；参加排名 {len(ranking.rows)} 项{apart}。"
    if ranking.official:
        return f"{said}评分表已全部复核。"
    return f"{said}还有 {len(ranking.unverified)} 份没有复核，本表只供核对，不作评审结果。"


def cell_text(cell: SheetCell) -> str:
    """Points or the word in their place; ↑ and ↓ mark a dropped highest and lowest."""
    if cell.word:
        return cell.word if cell.verified else f"{cell.word}（{UNVERIFIED}）" if cell.review_id else cell.word
    arrow = {"最高": "↑", "最低": "↓"}.get(cell.dropped, "")
    return f"{arrow}{points_text(cell.total_hundredths or 0)}{'' if cell.verified else UNVERIFIED}"


def remark(row: RankedApplication) -> str:
    """The last column, in a word: what parts equal means, or that nothing does yet."""
    return str(row.standing if row.standing is Standing.ACROSS else "并列") if row.shares else row.tie


def legend(ranking: Ranking, dropped: str) -> str:
    """How to read a cell; `dropped` says how a dropped total is marked."""
    dropped = f"{dropped}；" if any(row.trimmed for row in ranking.rows) else ""
    draft = f"标“{UNVERIFIED}”的还没有复核；" if ranking.unverified else ""
    return f"{dropped}{draft}“回避”“缺席”“弃权”不计分；专家以编号代替姓名。"


def apart(ranking: Ranking, dropped: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands under the table: a heading and its lines, each only where there is something to say."""
    for heading, lines in (
        ("均分相同的项目", tie_sentences(ranking)),
        ("一票否决，不参加排名", tuple(f"{_named(row)}：{row.why}" for row in ranking.vetoed)),
        ("没有名次", tuple(f"{_named(row)}：{row.why}" for row in ranking.unplaced)),
        ("说明", (*ranking.notes, legend(ranking, dropped))),
    ):
        if lines:
            yield heading, lines


def _named(row: RankedApplication) -> str:
    return f"{row.number} {branch_with_organization(row.organization, row.branch)}“{row.brand}”"


def groups(ranking: Ranking) -> Iterator[tuple[str, QuotaLine | None, tuple[RankedApplication, ...]]]:
    """The rows as they stand in the table: all of them, or by kind where the quota is one per kind of branch."""
    if not any(line.kind for line in ranking.lines):
        yield "", ranking.lines[0] if ranking.lines else None, ranking.rows
        return
    by_kind = {line.kind: line for line in ranking.lines}
    for kind in (*by_kind, *dict.fromkeys(row.kind for row in ranking.rows if row.kind not in by_kind)):
        rows = tuple(row for row in ranking.rows if row.kind == kind)
        if rows:
            yield kind_words(kind), by_kind.get(kind), rows


def with_divider(line: QuotaLine | None, rows: tuple[RankedApplication, ...]) -> Iterator[RankedApplication | str]:
    """The rows with the words of the quota line behind the last one that it leaves room for."""
    for at, row in enumerate(rows):
        if line and at == line.places:
            yield line_words(line)
        yield row
    if line and line.places >= len(rows):
        yield line_words(line)
