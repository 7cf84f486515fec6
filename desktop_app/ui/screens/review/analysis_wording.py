"""What the analysis says in words. Pure: from Shapes to words."""

from __future__ import annotations

from fractions import Fraction

from desktop_app.rules.scoring import mean_text
from desktop_app.shapes.diagnostics import Diagnostics, ExpertDiagnosis, SupposedPlace, SupposedRanking
from desktop_app.shapes.ranking import Standing
from desktop_app.ui.parts.badges import Badge

LANDIS_KOCH = ((0.2, "很低"), (0.4, "较低"), (0.6, "中等"), (0.8, "较高"), (1.01, "很高"))  # Biometrics 33, 1977


def mean_words(mean: Fraction | None) -> str:
    return "" if mean is None else mean_text(mean)


def severity_text(severity: float | None) -> str:
    """+1.2 gives more than the others, −0.8 less."""
    if severity is None:
        return "—"
    return f"{severity:+.1f}".replace("-", "−")


def spread_words(each: ExpertDiagnosis) -> str:
    """专家3 平均 88.2，比其他专家高 1.2，标准差 3.4."""
    said = [f"专家{each.number} 平均 {each.mean:.1f}"] if each.mean is not None else [f"专家{each.number}"]
    if each.severity is not None:
        said.append(f"比其他专家{'高' if each.severity >= 0 else '低'} {abs(each.severity):.1f}")
    if each.spread is not None:
        said.append(f"标准差 {each.spread:.1f}")
    return "，".join(said)


def move_text(row: SupposedPlace) -> str:
    """↑3 where the supposed place is better, ↓2 where it is worse."""
    if not row.place or not row.supposed_place:
        return "无名次" if not row.supposed_place else ""
    by = row.place - row.supposed_place
    return f"↑{by}" if by > 0 else f"↓{-by}" if by < 0 else ""


def crossing_badge(row: SupposedPlace) -> Badge | None:
    """What would change at the quota line."""
    if not row.crosses:
        return None
    if row.supposed_standing is Standing.WITHIN:
        return Badge("good", "check", "会进名额")
    if row.supposed_standing is Standing.ACROSS:
        return Badge("warn", "alert-triangle", "会跨线并列")
    return Badge("warn", "alert-triangle", "会出名额")


def supposed_words(supposed: SupposedRanking) -> str:
    """名次变动 12 项，名额线上变动 2 项."""
    if not supposed.moved:
        return "名次都不变"
    crossing = len(supposed.crossing)
    return f"名次变动 {supposed.moved} 项，" + (f"名额线上变动 {crossing} 项" if crossing else "名额内外不变")


def agreement_facts(found: Diagnostics) -> list[tuple[str, str]]:
    """Coefficients, each with its word, and what they were reckoned on."""
    facts = []
    if found.concordance:
        w = found.concordance.w
        facts.append(("Kendall W", f"{w:.2f}（{_word(w)}）　χ² = {found.concordance.chi_square:.1f}"))
    if found.intraclass:
        facts.append(("ICC(2,1)", f"{found.intraclass.single:.2f}（{_word(found.intraclass.single)}）　一位专家的分"))
        average = found.intraclass.average
        facts.append(("ICC(2,k)", f"{average:.2f}（{_word(average)}）　{found.intraclass.experts} 位的平均"))
    if found.one_way is not None:
        facts.append(("ICC(1)", f"{found.one_way:.2f}（{_word(found.one_way)}）　按全部评分"))
    return facts


def agreement_note(found: Diagnostics) -> str:
    """On what, and how to read it."""
    if not found.applications:
        return "还没有评分。"
    told = (
        f"前三项按 {found.complete} 项所有专家都评过的申报计算"
        if found.complete > 1
        else "没有足够的项目由所有专家都评过"
    )
    return f"{told}；共 {found.applications} 项有评分。0 是没有一致，1 是完全一致。只供参考，不改变名次。"


def _word(value: float) -> str:
    """Landis, Koch: The measurement of observer agreement for categorical data."""
    return next(word for most, word in LANDIS_KOCH if value < most)
