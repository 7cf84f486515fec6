"""What a person must do about lists and places, over the list: a line each, that opens its form."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.shapes.establishment import EstablishmentPage, PublicList, Vacancy
from desktop_app.ui.parts.basics import Panel
from desktop_app.ui.parts.lists import Group, Lines, Words
from desktop_app.ui.screens.publicity.wording import day_words

MOST = 3  # differences that are told in the line; the form tells all


class BoardNotes(Panel):
    """Hidden while there is nothing to say."""

    def __init__(
        self,
        repost: Callable[[PublicList], None],
        remove: Callable[[PublicList], None],
        fill_in: Callable[[Vacancy], None],
    ) -> None:
        super().__init__("", "board_notes")
        self._repost, self._remove, self._fill_in = repost, remove, fill_in
        self.lines = Lines("board_note")
        self.body.setContentsMargins(1, 4, 1, 0)
        self.body.addWidget(self.lines)

    def show_page(self, page: EstablishmentPage) -> None:
        said: list[tuple[Words, Callable[[], None]]] = []
        said += [(_differs(each), lambda each=each: self._repost(each)) for each in page.lists if each.differs]  # type: ignore[misc]
        said += [(_free(each), lambda each=each: self._fill_in(each)) for each in page.vacancies]  # type: ignore[misc]
        said += [(_hangs(each), lambda each=each: self._remove(each)) for each in page.lists if each.to_remove]  # type: ignore[misc]
        self.lines.show_groups([Group("", said)])
        self.setVisible(bool(said))


def _differs(current: PublicList) -> Words:
    told = [f"{d.number[-3:]} {d.what} {d.posted}→{d.now}" for d in current.differs[:MOST]]
    more = f" 等 {len(current.differs)} 处" if len(current.differs) > MOST else ""
    return Words("名单与现在的资料不一致", f"{'；'.join(told)}{more}", "更正重贴…", "alert-triangle", "warn")


def _free(vacancy: Vacancy) -> Words:
    kind = f"{vacancy.kind}支部" if vacancy.kind else ""
    text = f"{kind}空出 {vacancy.free} 个名额"
    if vacancy.next:
        first = vacancy.next[0]
        others = f" 等 {len(vacancy.next)} 项" if len(vacancy.next) > 1 else ""
        note = f"按排名由第 {first.place} 名 {first.number[-3:]} {first.branch}“{first.brand}”{others}递补"
        return Words(text, note, "递补…", "arrow-up", "warn")
    return Words(text, vacancy.why_not, "", "arrow-up", "warn")


def _hangs(gone: PublicList) -> Words:
    note = f"{gone.purpose} {gone.listed} 项，{day_words(gone.plan.last)}期满；取下后记下日期"
    return Words("公示期已过，名单还没有撤下", note, "已撤下…", "speakerphone", "warn")
