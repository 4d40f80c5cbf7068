"""Small tables that are forms: `label | value | label | value` down the page, one form for each process.

Forms that follow one another with the same labels are one table, a row a form. A form belongs to the process that its
first row names (`บัตรที่ 1 | งานทะเบียน`), or to the numbered line right above it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from phrom.core.importing.blocks import Block, Cell, Column, Line, Paragraph, Row, Table
from phrom.core.importing.words.columns import area_of, column_kinds
from phrom.core.importing.words.headings import section_kind
from phrom.core.importing.words.marks import numbering, without_numbering
from phrom.core.plan.document import AREAS
from phrom.core.values.thai_text import arabic_digits, key

_TIMES = frozenset({"mtpd", "rto", "impact"})  # what a process has and nothing else
_LABELS = _TIMES | {"unit", "owner", "responsible", "rpo", "mbco", "depends", "process", *AREAS}
_TITLE = re.compile(r"(?:บัตร|แบบ|ใบ|กระบวนงาน|กระบวนการ|งาน|ภารกิจ|ลาดับ|ชื่อ)*(?:ที่)?(?:\d{1,3})")
_NUMBERED_WORK = re.compile(
    r"^(?:กระบวนงาน|กระบวนการ|งาน|ภารกิจ|บริการ)(?:สำคัญ)?(?:ที่|ลำดับที่)\s*[\d๐-๙]{1,2}\s*[.):：–-]?\s*(?=\S)"
)
_DIGITS = re.compile(r"\d+")
_FEWEST_AREAS = 3
_FEWEST = 4  # labels of a form
_KNOWN = 0.7  # of its labels
_LONGEST = 50
_PROCESS = "กระบวนงาน"


@dataclass(frozen=True)
class _Card:
    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    named: bool  # the first label only counts the forms: its value is the process
    first: str = ""  # the first label's own words, where the form's title stands behind them

    @property
    def columns(self) -> tuple[Column, ...]:
        names = [cell.text for cell in self.labels]
        names[0] = _PROCESS if self.named else self.first or names[0]
        return tuple(Column(name, "", column_kinds(name)) for name in names)


def with_cards(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with forms turned into tables of processes."""
    return tuple(_carded(blocks))


def _carded(blocks: tuple[Block, ...]) -> Iterator[Block]:
    run: list[_Card] = []
    blocks = tuple(part for block in blocks for part in (_forms_of(block) if isinstance(block, Table) else (block,)))
    for i, block in enumerate(blocks):
        card = _card(_unheaded(block), blocks[i - 1] if i else None) if isinstance(block, Table) else None
        if run and (card is None or _names(card) != _names(run[0])):
            yield _table(run)
            run = []
        if card is not None:
            run.append(card)
        else:
            yield block
    if run:
        yield _table(run)


def _forms_of(table: Table) -> list[Table]:
    """Forms that follow one another without a line between them, parted where the first label comes again.

    `รหัส BIA-03`, and further down `รหัส BIA-04`: the label is the same but for its number. The same with the same number
    is the heading again at the top of a page.
    """
    if table.columns or table.header or not table.rows or not table.rows[0].cells:
        return [table]
    first = key(arabic_digits(table.rows[0].cells[0].text))
    starts: list[int] = []
    for i, row in enumerate(table.rows):
        words = key(arabic_digits(row.cells[0].text)) if row.cells else ""
        again = bool(starts) and _DIGITS.search(words) and words == first
        if _DIGITS.sub("", words) == _DIGITS.sub("", first) and not again:
            starts.append(i)
            first = words
    if not first or len(starts) < 2 or starts[1] < _FEWEST:
        return [table]
    return [Table(table.rows[a:b]) for a, b in pairwise([*starts, len(table.rows)])]


def _unheaded(table: Table) -> Table:
    """A table with its heading row among the others: a form's first values may be words that head columns elsewhere
    (`หน่วยงานเจ้าของ | งานบริการลูกค้า`). Pairs of blanks at the end of its rows only fill them up to their number."""
    if table.label is not None or (table.columns and not table.header):
        return table
    return Table((*table.header, *(Row(_without_blank_pairs(row.cells)) for row in table.rows)))


def _without_blank_pairs(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    while len(cells) > 2 and len(cells) % 2 == 0 and not (cells[-1].lines or cells[-2].lines):
        cells = cells[:-2]
    return cells


def _names(card: _Card) -> tuple[str, ...]:
    return tuple(column.text for column in card.columns)


def _card(table: Table, above: Block | None) -> _Card | None:
    return _needs_card(table, above) or _form_card(table, above)


def _needs_card(table: Table, above: Block | None) -> _Card | None:
    """`ทรัพยากร | ที่ต้องการ` with an area a row, below the line that names the process."""
    rows = table.rows[1:] if table.rows and area_of(table.rows[0].cells[0].text) is None else table.rows
    if not rows or any(len(row.cells) != 2 for row in table.rows) or not isinstance(above, Paragraph):
        return None
    areas = [area_of(without_numbering(row.cells[0].text)) for row in rows]
    title = _named_above(above)
    if None in areas or len(set(areas)) < _FEWEST_AREAS or len(set(areas)) < len(areas) or title is None:
        return None
    labels, values = (tuple(row.cells[i] for row in rows) for i in (0, 1))
    head = table.rows[0].cells if len(rows) < len(table.rows) else (Cell(), Cell())
    first = Cell(tuple(line for cell in head for line in cell.lines), above.line.number)
    return _Card((first, *labels), (Cell((title,), title.number), *values), True)


def _named_above(above: Paragraph) -> Line | None:
    """The line above a form without its number, where it can name a process: `งานที่ 1 : ออกใบอนุญาต`."""
    text = above.line.text
    lead = _NUMBERED_WORK.match(text)
    if section_kind(text) is not None or not (lead or numbering(text)):
        return None
    return Line(above.line.number, text[lead.end() :] if lead else without_numbering(text))


def _form_card(table: Table, above: Block | None) -> _Card | None:
    rows = [row for row in table.rows if row.filled]
    cells = [cell for row in rows for cell in (row.cells if len(row.cells) % 2 == 0 else ())]
    labels, values = tuple(cells[::2]), tuple(cells[1::2])
    if len(labels) < _FEWEST or 2 * len(labels) < sum(len(row.cells) for row in rows if len(row.cells) > 1):
        return None
    if not all(cell.lines and len(key(cell.text)) <= _LONGEST for cell in labels):
        return None
    kinds = [column_kinds(cell.text) for cell in labels]
    named = bool(_TITLE.fullmatch(key(arabic_digits(labels[0].text))))
    known = sum(bool(k & _LABELS) for k in kinds) + named
    if known < _KNOWN * len(labels) or not frozenset().union(*kinds) & _TIMES:
        return None
    titles = tuple(line for row in table.rows if len(row.cells) == 1 for line in row.lines)
    if named or "process" in frozenset().union(*kinds):
        first = Cell((*labels[0].lines, *titles), labels[0].start)
        return _Card((first, *labels[1:]) if titles else labels, values, named, labels[0].text)
    title = _named_above(above) if isinstance(above, Paragraph) else None
    if title is not None:
        first = Cell((), title.number)
        return _Card((first, *labels), (Cell((title,), title.number), *values), True)
    return None


def _table(cards: list[_Card]) -> Table:
    header = tuple(Row(card.labels) for card in cards)
    return Table(tuple(Row(card.values) for card in cards), cards[0].columns, header)
