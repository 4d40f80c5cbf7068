"""Two plans in one Word file: what is gone and what has come marked as Word marks changes (ISO/IEC 29500-1, 17.13.5),
so that an officer accepts or rejects each."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import count
from typing import Literal, TypeVar
from xml.sax.saxutils import quoteattr

from phrom.core.rendering.blocks import Block, Cell, Heading, Listing, Paragraph, Table
from phrom.core.rendering.plan_docx_text import AFTER_TABLE, BlockWriter, laid_out, paragraph, run, shared

Change = Literal["ins", "del"]
Row = tuple[Cell, ...]
Thing = TypeVar("Thing")

_RUN = re.compile(r"<w:r>.*?</w:r>", re.DOTALL)
_NUMBER = re.compile(r"^[0-9๐-๙]+(?:\.[0-9๐-๙]+)*[.)]\s+")
_FIRST_ID = 100_000  # below are those of bookmarks and boxes


@dataclass(kw_only=True)
class ChangeWriter(BlockWriter):
    """Blocks of an earlier and a later plan → XML with the changes marked. `author`: who is named as their maker."""

    author: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        self._ids = count(_FIRST_ID)

    def merged(self, before: list[Block], after: list[Block]) -> Iterator[str]:
        """Both plans' blocks in one text."""
        for change, one, other in _paired(before, after, _keys(before), _keys(after)):
            if change is not None:
                yield self._marked(self._alone(one or other, change), change)
            elif isinstance(one, Table) and isinstance(other, Table):
                yield self._merged_table(one, other) + AFTER_TABLE
            elif isinstance(one, Listing) and isinstance(other, Listing):
                yield self._merged_list(one, other)
            elif one == other and other is not None:
                yield self._block(other, before_table=False)
            else:
                yield self._marked(self._alone(one, "del"), "del") + self._marked(self._alone(other, "ins"), "ins")

    def _alone(self, block: Block | None, change: Change) -> str:
        if block is None:
            return ""
        if change == "del" and isinstance(block, Heading):
            return paragraph(f"Heading{block.level}", run(self.say(block.text)))  # no line of the contents
        return self._block(block, before_table=False)

    def _merged_list(self, before: Listing, after: Listing) -> str:
        number = self._list_number(after)
        parts = []
        for change, one, other in _paired(before.items, after.items, before.items, after.items):
            item = self._item(other if other is not None else one or "", number)
            parts.append(item if change is None else self._marked(item, change))
        return "".join(parts)

    def _merged_table(self, before: Table, after: Table) -> str:
        grid = shared(after.widths)
        rows = []
        names = [_row_name(row) for row in before.rows], [_row_name(row) for row in after.rows]
        for change, one, other in _paired(before.rows, after.rows, *names):
            row = other if other is not None else one or ()
            places = next(laid_out([row]))
            if change is None and one is not None and len(one) == len(row) and one != row:
                rows.append(self._changed_row(one, row, grid))
            elif change is None:
                rows.append(self._row(places, grid))
            else:
                rows.append(self._marked(self._row(places, grid), change))
        return self._table_of(after, rows)

    def _changed_row(self, before: Row, after: Row, grid: list[int]) -> str:
        cells = []
        for place, old in zip(next(laid_out([after])), before, strict=True):
            cell = self._cell(place, grid, heading=False, keep=False)
            if replace(old, lines=_unnumbered(old)) != replace(place.cell, lines=_unnumbered(place.cell)):
                new = self._content(place.cell)
                gone = self._marked(self._content(old), "del")
                start = cell.index("</w:tcPr>") + len("</w:tcPr>")
                cell = f"{cell[:start]}{gone}{self._marked(new, 'ins')}</w:tc>"
            cells.append(cell)
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def _marked(self, xml: str, change: Change) -> str:
        """The runs, the ends of paragraphs and the rows of a piece of XML as added or taken out."""

        def runs(found: re.Match[str]) -> str:
            text = found[0].replace("<w:t>", '<w:t xml:space="preserve">')
            if change == "del":
                text = text.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
            return f"<w:{change} {self._mark_of()}>{text}</w:{change}>"

        marked = _RUN.sub(runs, xml)
        marked = _every(marked, "</w:pPr>", lambda: f"<w:rPr><w:{change} {self._mark_of()}/></w:rPr></w:pPr>")
        return _every(marked, "</w:trPr>", lambda: f"<w:{change} {self._mark_of()}/></w:trPr>")

    def _mark_of(self) -> str:
        at = f' w:date="{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"' if self.at else ""
        return f'w:id="{next(self._ids)}" w:author={quoteattr(self.author)}{at}'


def _every(xml: str, old: str, new: Callable[[], str]) -> str:
    return re.sub(re.escape(old), lambda _: new(), xml)


def _paired(
    before: Sequence[Thing], after: Sequence[Thing], keys: Sequence[object], other_keys: Sequence[object]
) -> Iterator[tuple[Change | None, Thing | None, Thing | None]]:
    """Things of two lists beside each other by their keys: gone, come, or in both (None)."""
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            yield from ((None, one, other) for one, other in zip(before[a:a_end], after[b:b_end], strict=True))
        else:
            yield from (("del", one, None) for one in before[a:a_end])
            yield from (("ins", None, other) for other in after[b:b_end])


def _keys(blocks: list[Block]) -> list[object]:
    """What tells blocks apart: headings by their words, the others by the heading above, their kind and their head."""
    keys: list[object] = []
    above = ""
    for block in blocks:
        if isinstance(block, Heading):
            above = block.text
            keys.append((block.level, above))
        elif isinstance(block, Paragraph):
            keys.append(block.text)
        else:
            keys.append((above, type(block).__name__, block.head if isinstance(block, Table) else None))
    return keys


def _row_name(row: Row) -> str:
    """A row is known by its first cell, without the number that others' coming and going changes."""
    first = next((cell for cell in row if cell.lines), None)
    return " ".join(_unnumbered(first)) if first else ""


def _unnumbered(cell: Cell) -> tuple[str, ...]:
    return tuple(_NUMBER.sub("", line) for line in cell.lines)
