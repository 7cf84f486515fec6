"""目录.html of an archive pack: opens from the folder in any browser, prints on A4, needs nothing besides itself."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

from desktop_app.rules.trail_words import short_head
from desktop_app.shapes.archive import Catalogue, CatalogueItem, PackedFile
from desktop_app.writers.wording import chinese_date, chinese_time

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 1.5rem 4rem; background: #fff; color: #222;
  font: 15px/1.7 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", sans-serif; }
header { border-bottom: 2px solid #222; padding-bottom: 1rem; margin-bottom: 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.3; margin: 0 0 .25rem; font-weight: 600; }
h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; font-weight: 600; break-after: avoid; }
h2 small, .soft { color: #666; font-weight: 400; font-size: .87rem; }
p { margin: .25rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: 0; }
dt { color: #666; } dd { margin: 0; overflow-wrap: anywhere; }
nav { margin-top: 1rem; }
nav a { margin-right: 1.25rem; white-space: nowrap; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; }
th { text-align: left; font-weight: 600; border-bottom: 1px solid #222; padding: .3rem .75rem .3rem 0; }
td { border-bottom: 1px solid #ddd; padding: .4rem .75rem .4rem 0; vertical-align: top; overflow-wrap: anywhere; }
tr { break-inside: avoid; } thead { display: table-header-group; }
.n { text-align: right; color: #666; width: 2.75rem; font-variant-numeric: tabular-nums; }
.d { white-space: nowrap; width: 6.5rem; font-variant-numeric: tabular-nums; }
.p { text-align: right; white-space: nowrap; width: 3rem; font-variant-numeric: tabular-nums; padding-right: 0; }
.r { width: 15rem; }
a { color: #24486b; text-underline-offset: 2px; } a:focus-visible { outline: 2px solid #24486b; outline-offset: 2px; }
.files { display: inline; margin-left: .75rem; }
.files a { margin-right: .9rem; white-space: nowrap; font-size: .87rem; }
.files.named { display: block; margin: 0; }
.files.named a { display: block; white-space: normal; margin: 0; }
.note { border-left: 3px solid #9a6200; padding: .1rem 0 .1rem 1rem; margin: 1rem 0; }
ul { margin: .25rem 0; padding-left: 1.25rem; }
code { font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: .87em; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid #ddd; padding-top: 1rem; }
@media print { @page { size: A4; margin: 18mm 16mm; } body { padding: 0; max-width: none; font-size: 10.5pt; }
  nav { display: none; } a { color: inherit; text-decoration: none; } }
"""


def write_archive_index(catalogue: Catalogue, target: Path) -> None:
    """Write the page. Everything that somebody typed stands there as text; a link is a path inside the pack."""
    target.write_text("".join(_page(catalogue)), encoding="utf-8", newline="\n", errors="replace")


def _page(catalogue: Catalogue) -> Iterator[str]:
    cover = catalogue.cover
    title = f"{cover.round_name} 归档目录"
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    # nothing is loaded and nothing runs, whatever names say
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield from _head(catalogue, title)
    yield from _notes(catalogue)
    for place, (group, items) in enumerate(catalogue.groups.items(), 1):
        yield from _group(place, group, items)
    yield from _left_out(catalogue)
    yield from _foot(catalogue)
    yield "</body>\n</html>\n"


def _head(catalogue: Catalogue, title: str) -> Iterator[str]:
    cover = catalogue.cover
    size = _size(sum(file.size for file in catalogue.files))
    facts = (
        ("全宗名称", cover.letterhead.school),
        ("年度", str(cover.year)),
        ("机构（问题）", f"{cover.letterhead.department}{cover.letterhead.office}"),
        ("归档", f"{chinese_time(cover.made_at)}　{cover.made_by}"),
        ("数量", f"{len(catalogue.items)} 件，{len(catalogue.files)} 个文件，{size}"),
        ("记录号", short_head(cover.journal_head)),
    )
    yield f"<header>\n<h1>{escape(title)}</h1>\n"
    yield '<p class="soft">“一支部一特色”支部党建品牌创建</p>\n</header>\n<dl>\n'
    yield "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>\n" for name, words in facts)
    yield "</dl>\n<nav><p>"
    for place, group in enumerate(catalogue.groups, 1):
        yield f'<a href="#g{place}">{escape(group)}</a> '
    yield "</p></nav>\n"


def _notes(catalogue: Catalogue) -> Iterator[str]:
    if not catalogue.open_points:
        return
    yield '<section class="note">\n<p><strong>归档时尚未办结</strong></p>\n<ul>\n'
    yield "".join(f"<li>{escape(words)}</li>\n" for words in catalogue.open_points)
    yield "</ul>\n</section>\n"


def _group(place: int, group: str, items: list[tuple[int, CatalogueItem]]) -> Iterator[str]:
    yield f'<section>\n<h2 id="g{place}">{escape(group)} <small>{len(items)} 件</small></h2>\n<table>\n'
    yield '<thead><tr><th class="n">序号</th><th>题名</th><th class="d">日期</th><th class="p">页数</th></tr></thead>\n'
    yield "<tbody>\n"
    for number, item in items:
        yield f'<tr><td class="n">{number}</td><td>{_item(item)}</td>'
        yield f'<td class="d">{escape(item.day)}</td><td class="p">{item.pages or ""}</td></tr>\n'
    yield "</tbody>\n</table>\n</section>\n"


def _item(item: CatalogueItem) -> str:
    number = item.number if item.number not in item.title else ""
    remark = "　".join(part for part in (number, item.remark) if part)
    soft = f' <span class="soft">{escape(remark)}</span>' if remark else ""
    named = any(file.original for file in item.files)
    links = " ".join(_link(file, named=named) for file in item.files)
    return f'{escape(item.title)}{soft}<div class="files{" named" if named else ""}">{links}</div>'


def _link(file: PackedFile, *, named: bool) -> str:
    words = file.path.rpartition("/")[2] if named else file.format
    return f'<a href="{escape(quote(file.path), quote=True)}">{escape(words)}</a>'


def _left_out(catalogue: Catalogue) -> Iterator[str]:
    if not catalogue.left_out:
        return
    yield f"<section>\n<h2>没有归入的 <small>{len(catalogue.left_out)} 项</small></h2>\n<table>\n<tbody>\n"
    by_reason: dict[str, list[str]] = {}
    for each in catalogue.left_out:
        by_reason.setdefault(each.reason, []).append(each.title)
    for reason, titles in by_reason.items():
        count = f"（{len(titles)} 项）" if len(titles) > 1 else ""
        yield f'<tr><td class="r">{escape(reason)}{count}</td><td class="soft">{escape("；".join(titles))}</td></tr>\n'
    yield "</tbody>\n</table>\n</section>\n"


def _foot(catalogue: Catalogue) -> Iterator[str]:
    cover = catalogue.cover
    yield '<footer class="soft">\n<p>本归档含联系方式等内部信息，请按学校规定保管，不得公布；不得录入涉密信息。</p>\n'
    yield "<p>核对：每个文件的 SHA-256 在 <code>SHA256SUMS</code>，运行 <code>yizhibu archive-check</code> "
    yield "或 <code>sha256sum -c SHA256SUMS</code>；清单另见 "
    yield f'<a href="{quote("清单.csv")}">清单.csv</a>，'
    yield f'归档文件目录见 <a href="{quote("归档文件目录.xlsx")}">工作簿</a>、'
    yield f'<a href="{quote("归档文件目录.pdf")}">PDF</a>。</p>\n'
    yield f"<p>{escape(cover.office)}　{chinese_date(cover.made_at)}</p>\n</footer>\n"


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"
