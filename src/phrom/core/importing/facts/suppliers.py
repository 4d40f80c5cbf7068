"""Suppliers where an office lists them, and the bodies outside that it calls: name, what they do, their numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from phrom.core.importing.blocks import Cell, Column, Line, Row, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.names.people import PeopleBook, mentions
from phrom.core.importing.tables.column_signs import MOST, held_in
from phrom.core.importing.words.columns import column_kinds
from phrom.core.importing.words.marks import is_none, without_numbering
from phrom.core.importing.words.outside import heads_outside, is_outside
from phrom.core.plan.document import Supplier
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import key

_FEWEST = 2  # rows
_LONGEST = 40  # letters of a heading between the rows
_NOT_NAMES = frozenset({"number", "remark", "position", "email", "line", "service", "counter", "role", "rank"})
_BARE_NAME = frozenset({"ชื่อ", "รายชื่อ", "รายการ"})  # over a column of people it says more: `ชื่อ - สกุล`, `ผู้ติดต่อ`
_OTHER = frozenset({"process", "threat", "strategy", "step", "team", "mtpd", "rto", "impact", "yes", "no", "time"})


def read_suppliers(table: Table, draft: Draft, suppliers: list[Supplier], people: PeopleBook) -> None:
    """Append the suppliers of a table that has a column of their names; a person among them gets the number."""
    names = [i for i in table.having("suppliers") if "phone" not in table.columns[i].kinds]
    if not names:
        return
    services, phones = table.having("service"), table.having("phone")
    for row in table.header:
        draft.furnish(row.lines)
    for row in table.rows:
        cells = dict(enumerate(row.cells))
        name = cells.get(names[0], Cell())
        if is_none(name.text) or _is_person(name, [cells.get(i, Cell()) for i in phones], draft, people):
            continue
        service = next(
            (cells[i].text for i in services if i in cells and i != names[0] and not is_none(cells[i].text)), None
        )
        numbers = tuple(n.number for i in phones if i in cells for n in find_numbers(cells[i].text))
        supplier = draft.id(f"supplier-{len(suppliers) + 1}")
        suppliers.append(Supplier(id=supplier, name=without_numbering(name.text), service=service, phones=numbers))
        draft.read(f"suppliers/{supplier}", row.lines, name.text)


def _is_person(name: Cell, phones: Sequence[Cell], draft: Draft, people: PeopleBook) -> bool:
    """Whether people stand where a supplier's name does; then the numbers are theirs."""
    named = mentions(name.lines)
    if named:
        for cell in phones:
            people.phone_of_several([people.see(m) for m in named], cell)
        draft.read(f"people/{people.see(named[0])}", name.lines)
    return bool(named)


@dataclass(frozen=True)
class _Columns:
    name: int
    phones: tuple[int, ...]
    services: tuple[int, ...]
    contacts: tuple[int, ...]  # who is asked for there


def read_outside(
    table: Table, above: Sequence[Line], draft: Draft, suppliers: list[Supplier], people: PeopleBook
) -> bool:
    """Append the bodies outside the office that a table lists with their numbers; False if it is no such table.

    They are known by their names, or by the words that head the table (`above`) or its column of names.
    """
    header, rows = (table.header, table.rows) if table.columns else _parted(table.rows)
    where = _where(table.columns or _columns(header), rows, above)
    if where is None:
        return False
    captions = [line for line in above if heads_outside(line.text)]
    for lines in (captions, *(row.lines for row in header)):
        draft.furnish(lines)
    for row in rows:
        if len(row.cells) == 1 and len(row.filled) == 1:
            # what kind of bodies the rows below are; a longer one is a remark
            draft.furnish(row.lines if len(row.cells[0].text) <= _LONGEST else ())
        elif not _is_person(_cell(row, where.name), [_cell(row, i) for i in where.phones], draft, people):
            _see(row, where, draft, suppliers)
    return True


def lists_outside(table: Table) -> bool:
    """Whether a table lists bodies outside the office by their names, whoever is named beside them."""
    header, rows = (table.header, table.rows) if table.columns else _parted(table.rows)
    return _where(table.columns or _columns(header), rows, ()) is not None


def _parted(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The first row heads the others where it has no number to call."""
    headed = bool(rows) and not any(find_numbers(cell.text) for cell in rows[0].cells)
    return (rows[:1], rows[1:]) if headed else ((), rows)


def _columns(header: tuple[Row, ...]) -> tuple[Column, ...]:
    return tuple(Column(cell.text, "", column_kinds(cell.text)) for row in header for cell in row.cells)


def _where(columns: tuple[Column, ...], rows: tuple[Row, ...], above: Sequence[Line]) -> _Columns | None:
    width = max((len(row.cells) for row in rows), default=0)
    columns = (*columns, *(Column("", "", frozenset()) for _ in range(width - len(columns))))
    held = [held_in(rows, i) for i in range(width)]
    phones = tuple(i for i in range(width) if "phone" in held[i])
    if not phones or any(columns[i].kinds & _OTHER for i in range(width)):
        return None
    texts = [i for i in range(width) if held[i].is_text and i not in phones and _may_name(columns[i])]
    people = tuple(i for i in range(width) if "people" in held[i] and i not in phones)
    known = [i for i in texts if sum(map(is_outside, held[i].texts)) >= MOST * len(held[i].texts)]
    if not known and not people:
        told = any(heads_outside(line.text) for line in above)
        known = [i for i in texts[:1] if "unit" not in held[i] and (told or heads_outside(columns[i].text))]
    if not known or len(held[known[0]].texts) < _FEWEST:
        return None
    services = tuple(i for i in range(width) if held[i].is_text and i not in (known[0], *phones, *people))
    return _Columns(known[0], phones, tuple(i for i in services if "number" not in columns[i].kinds), people)


def _may_name(column: Column) -> bool:
    people = "name" in column.kinds and key(column.text) not in _BARE_NAME
    return not people and not column.kinds & _NOT_NAMES


def _cell(row: Row, i: int) -> Cell:
    return row.cells[i] if i < len(row.cells) else Cell()


def _numbers(text: str) -> list[str]:
    """Each number to call, also a short one behind another: `0 4200 0001, 191`."""
    whole = [found.number for found in find_numbers(text)]
    return whole + [found.number for part in re.split(r"[,;]|หรือ|และ", text) for found in find_numbers(part.strip())]


def _see(row: Row, where: _Columns, draft: Draft, suppliers: list[Supplier]) -> None:
    """A body with its numbers; one that is known gets what is new. A line that says no number stays open."""
    cells = dict(enumerate(row.cells))
    name = cells.get(where.name, Cell())
    words = without_numbering(name.text)
    if is_none(name.text) or is_none(words):
        return
    called = [line for i in where.phones for line in cells.get(i, Cell()).lines if find_numbers(line.text)]
    numbers = tuple(dict.fromkeys(number for line in called for number in _numbers(line.text)))
    said = [cells[i] for i in (*where.services, *where.contacts) if i in cells and not is_none(cells[i].text)]
    service = " · ".join(cell.text for cell in said) or None
    place = next((n for n, one in enumerate(suppliers) if key(one.name) == key(words)), None)
    if place is None:
        place = len(suppliers)
        suppliers.append(Supplier(id=draft.id(f"supplier-{place + 1}"), name=words, service=service, phones=numbers))
    else:
        known = suppliers[place]
        more = tuple(number for number in numbers if number not in known.phones)
        suppliers[place] = known.model_copy(
            update={"phones": (*known.phones, *more), "service": known.service or service}
        )
    path = f"suppliers/{suppliers[place].id}"
    draft.read(path, (*name.lines, *(line for cell in said for line in cell.lines)), words)
    draft.read(f"{path}/phones", called)
    others = (line for i, cell in cells.items() if i != where.name and cell not in said for line in cell.lines)
    draft.furnish(line for line in others if not any(ch.isalpha() for ch in line.text) and line not in called)
