"""申报书 as they were read: the page in its order, and the fields found on it."""

from __future__ import annotations

from db.enums import FormItem
from desktop_app.shapes import shape


@shape
class PageText:
    """One paragraph of the page outside tables. ``heading``: whether its style says that it is one."""

    text: str
    heading: bool = False


@shape
class Cell:
    """A cell of a table, once, however many rows and columns it was merged over. Rows and columns count from 0."""

    row: int
    column: int
    paragraphs: tuple[str, ...]
    width: int = 1
    height: int = 1

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


@shape
class Grid:
    """A table of the page; cells by row, then by column."""

    cells: tuple[Cell, ...]


Block = PageText | Grid


@shape
class Page:
    """A document in its order. ``told`` is what could not be read and ought to be known."""

    blocks: tuple[Block, ...]
    told: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """All its text, paragraph by paragraph, the cells of tables included; blank ones left out."""
        found: list[str] = []
        for block in self.blocks:
            if isinstance(block, PageText):
                found.append(block.text)
            else:
                found.extend(paragraph for cell in block.cells for paragraph in cell.paragraphs)
        return tuple(line for line in found if line.strip())


@shape
class ReadField:
    """A field of a form. ``source`` is the page text it was read from, ``place`` where that stands (封面, 第 2 个表 …).

    ``others`` are further, different values found for it: the first one is proposed, the clerk is told the rest.
    """

    item: FormItem
    value: str
    source: str
    place: str
    others: tuple[str, ...] = ()


@shape
class FormReading:
    """What was read from one form. ``titled``: whether it calls itself an 申报书."""

    fields: tuple[ReadField, ...]
    page: Page
    titled: bool = False

    def value(self, item: FormItem) -> str:
        """What was read for an item; "" for nothing."""
        return next((field.value for field in self.fields if field.item is item), "")

    @property
    def is_form(self) -> bool:
        """Whether the document can be taken for an 申报书 at all."""
        return self.titled or bool(self.value(FormItem.BRANCH) or self.value(FormItem.BRAND))
