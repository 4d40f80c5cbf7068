"""Small tables that are forms: `label | value | label | value` down the page, one form for each process.

Forms that follow one another with the same labels are one table, a row a form. A form belongs to the process that its
first row names (`บัตรที่ 1 | งานทะเบียน`), or to the numbered line right above it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from phrom.core.importing.blocks import Block, Cell, Column, Line, Paragraph, Row, Table
from phrom.core.importing.columns import column_kinds
from phrom.core.importing.headings import section_kind
from phrom.core.importing.marks import numbering, without_numbering
from phrom.core.plan.document import AREAS
from phrom.core.values.thai_text import arabic_digits, key

_TIMES = frozenset({"mtpd", "rto", "impact"})  # what a process has and nothing else
_LABELS = _TIMES | {"unit", "owner", "responsible", "rpo", "mbco", "depends", "process", *AREAS}
_TITLE = re.compile(r"(?:บัตร|แบบ|ใบ|กระบวนงาน|กระบวนการ|งาน|ภารกิจ|ลาดับ|ชื่อ)*(?:ที่)?(?:\d{1,3})")
_FEWEST = 4  # labels of a form
_KNOWN = 0.7  # of its labels
_LONGEST = 50
_PROCESS = "กระบวนงาน"


@dataclass(frozen=True)
class _Card:
    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    named: bool  # the first label only counts the forms: its value is the process

    @property
    def columns(self) -> tuple[Column, ...]:
        names = [_PROCESS if self.named and i == 0 else cell.text for i, cell in enumerate(self.labels)]
        return tuple(Column(name, "", column_kinds(name)) for name in names)


def with_cards(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with forms turned into tables of processes."""
    return tuple(_carded(blocks))


def _carded(blocks: tuple[Block, ...]) -> Iterator[Block]:
    run: list[_Card] = []
    for i, block in enumerate(blocks):
        card = _card(block, blocks[i - 1] if i else None) if isinstance(block, Table) and not block.columns else None
        if run and (card is None or card.columns != run[0].columns):
            yield _table(run)
            run = []
        if card is not None:
            run.append(card)
        else:
            yield block
    if run:
        yield _table(run)


def _card(table: Table, above: Block | None) -> _Card | None:
    cells = [cell for row in table.rows for cell in (row.cells if len(row.cells) % 2 == 0 else ())]
    labels, values = tuple(cells[::2]), tuple(cells[1::2])
    if len(labels) < _FEWEST or 2 * len(labels) < sum(len(row.cells) for row in table.rows):
        return None
    if not all(cell.lines and len(key(cell.text)) <= _LONGEST for cell in labels):
        return None
    kinds = [column_kinds(cell.text) for cell in labels]
    named = bool(_TITLE.fullmatch(key(arabic_digits(labels[0].text))))
    known = sum(bool(k & _LABELS) for k in kinds) + named
    if known < _KNOWN * len(labels) or not frozenset().union(*kinds) & _TIMES:
        return None
    if named or "process" in frozenset().union(*kinds):
        return _Card(labels, values, named)
    if isinstance(above, Paragraph) and numbering(above.line.text) and section_kind(above.line.text) is None:
        title = Line(above.line.number, without_numbering(above.line.text))
        first = Cell((), above.line.number)
        return _Card((first, *labels), (Cell((title,), title.number), *values), True)
    return None


def _table(cards: list[_Card]) -> Table:
    header = tuple(Row(card.labels) for card in cards)
    return Table(tuple(Row(card.values) for card in cards), cards[0].columns, header)
