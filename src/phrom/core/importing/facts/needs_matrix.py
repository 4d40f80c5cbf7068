"""What work needs, as a matrix: a thing a row below the words of its area, and a column for each process.

The processes stand over the columns by number (`กระบวนงานที่` above `1 | 2 | 3`), by code or by name; in the cells
stands how many are needed, or a tick.
"""

import re

from phrom.core.importing.blocks import Cell, Line, Row, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.processes import ProcessBook, ProcessEntry
from phrom.core.importing.words.columns import area_of
from phrom.core.importing.words.marks import is_none, numbering, tick, without_numbering
from phrom.core.plan.document import Area, Requirement
from phrom.core.values.thai_text import arabic_digits, tidy

_FEWEST = 2  # processes, areas
_MOST = 0.6  # of the columns
_COUNT = re.compile(r"\(?\s*(?P<count>\d{1,4})\s*(?P<unit>[ก-๎]{2,12})?\s*\)?")


def read_matrix(table: Table, draft: Draft, processes: ProcessBook) -> bool:
    """Fill the processes' requirements from such a table; False if the table is none."""
    if not table.header:
        return False
    head = table.header[-1]
    over = _processes_over(head, processes)
    areas = [_area_row(row) for row in table.rows]
    if len({area for area in areas if area}) < _FEWEST or len(over) < _FEWEST:
        return False
    for row in table.header:
        draft.furnish(row.lines)
    counters = [i for i in table.having("counter") if i not in over]
    area: Area | None = None
    for row, opened in zip(table.rows, areas, strict=True):
        if opened is not None:
            area = opened
            draft.furnish(row.lines)
        elif area is not None:
            _thing(row, area, over, counters, draft)
    return True


def _processes_over(head: Row, processes: ProcessBook) -> dict[int, ProcessEntry]:
    """The process that each column is headed by; none where they are not the most of the columns."""
    filled = [i for i, cell in enumerate(head.cells) if i and cell.lines]
    named = {i: processes.named(head.cells[i].text) for i in filled}
    known = {i: entry for i, entry in named.items() if entry is not None}
    return known if len(known) >= _MOST * len(filled) and len({e.id for e in known.values()}) == len(known) else {}


def _area_row(row: Row) -> Area | None:
    """The area that a row with nothing but its name opens."""
    return area_of(without_numbering(row.filled[0].text)) if len(row.filled) == 1 and row.cells[0].lines else None


def _thing(row: Row, area: Area, over: dict[int, ProcessEntry], counters: list[int], draft: Draft) -> None:
    """A thing, and how many of it each process needs."""
    first = row.cells[0] if row.cells else Cell()
    name = without_numbering(first.text) if numbering(first.text) else first.text
    if not first.lines:
        return
    draft.furnish(first.lines)
    counted = [row.cells[i].text for i in counters if i < len(row.cells) and not is_none(row.cells[i].text)]
    for i, entry in over.items():
        cell = row.cells[i] if i < len(row.cells) else Cell()
        need = _need(name, cell.text, next(iter(counted), None))
        items = entry.requirements.setdefault(area, [])
        path = f"processes/{entry.id}/requirements/{area}"
        if need is None:
            draft.read(path, cell.lines)
            continue
        draft.read(f"{path}/{len(items)}", (*first.lines, *_without(cell.lines, first.lines)), name)
        items.append(need)
    draft.read("processes", [line for i in counters if i < len(row.cells) for line in row.cells[i].lines])


def _without(lines: tuple[Line, ...], others: tuple[Line, ...]) -> tuple[Line, ...]:
    numbers = {line.number for line in others}
    return tuple(line for line in lines if line.number not in numbers)


def _need(name: str, text: str, unit: str | None) -> Requirement | None:
    """`8`, `2 เครื่อง`, a tick, or words; None for a blank, a dash or nought."""
    match = _COUNT.fullmatch(tidy(arabic_digits(text)))
    if match:
        count = int(match["count"])
        return Requirement(name=name, quantity=count, unit=match["unit"] or unit) if count else None
    if is_none(text) or tick(text) is False:
        return None
    return Requirement(name=name if tick(text) else f"{name} {tidy(text)}")
