"""Tables that were left over, by their shape: which are alike, and a table whose headings stand in its first column."""

from collections.abc import Callable, Iterable, Sequence

from phrom.core.importing.table_kinds import Guess, headings_of, likely_kind
from phrom.core.values.source import LeftTable, UnplacedLine
from phrom.core.values.thai_text import key

_Cell = tuple[UnplacedLine, ...]
_Words = tuple[str, ...]
_PAIR = 2  # columns of a table of labels and values
_FEWEST, _MOST_LABELS = 2, 30


def alike_tables(tables: Sequence[LeftTable]) -> tuple[tuple[LeftTable, ...], ...]:
    """The tables in groups: those of equal headings, on top or in the first column, by the first of each."""
    groups = _grouped(tables, _headings)
    single = [table for group in groups if len(group) == 1 for table in group]
    groups = [group for group in groups if len(group) > 1] + _grouped(single, _labels)
    places = {table.lines: n for n, table in enumerate(tables)}
    return tuple(sorted((tuple(group) for group in groups), key=lambda group: places[group[0].lines]))


def _grouped(tables: Iterable[LeftTable], words: Callable[[LeftTable], _Words | None]) -> list[list[LeftTable]]:
    """Tables of equal words together; where there are none each alone."""
    groups: list[list[LeftTable]] = []
    known: dict[_Words, list[LeftTable]] = {}
    for table in tables:
        said = words(table)
        group: list[LeftTable] = known.setdefault(said, []) if said is not None else []
        if not group:
            groups.append(group)
        group.append(table)
    return groups


def _headings(table: LeftTable) -> _Words | None:
    top = headings_of(table)
    return tuple(_text(cell) for cell in table.rows[top - 1]) if top else None


def _labels(table: LeftTable) -> _Words | None:
    labels = tuple(_text(row[0]) if row else "" for row in table.rows)
    return labels if len(labels) >= _FEWEST and all(labels) else None


def _text(cell: _Cell) -> str:
    return key(" ".join(line.text for line in cell))


def turned(table: LeftTable) -> LeftTable:
    """The table with its first column as headings: a column becomes a row. Where labels and values begin anew further
    down, a row for each time that they do."""
    width = max(len(row) for row in table.rows)
    records = _records(table.rows) if width == _PAIR else []
    if len(records) > 1:
        return _of_records(table, records)
    rows = tuple(tuple(row[i] if i < len(row) else () for row in table.rows) for i in range(width))
    return table.model_copy(update={"rows": rows, "headings": 1})


def _records(rows: Sequence[tuple[_Cell, ...]]) -> list[list[tuple[_Cell, ...]]]:
    """Rows of labels and values, parted where the first label comes again."""
    records: list[list[tuple[_Cell, ...]]] = []
    for row in rows:
        if not records or _text(row[0]) == _text(records[0][0][0]):
            records.append([])
        records[-1].append(row)
    return records


def _of_records(table: LeftTable, records: list[list[tuple[_Cell, ...]]]) -> LeftTable:
    """A column for each label and a row for each record; labels said again are headings above the first."""
    heads: dict[str, _Cell] = {}
    again: list[_Cell] = []
    found: list[dict[str, _Cell]] = []
    for record in records:
        values: dict[str, _Cell] = {}
        for label, *value in record:
            name = _text(label)
            if name in heads:
                again.append(label)
            heads.setdefault(name, label)
            values[name] = (*values.get(name, ()), *(value[0] if value else ()))
        found.append(values)
    rows = ((tuple(line for cell in again for line in cell),), tuple(heads.values()))
    data = (tuple(values.get(name, ()) for name in heads) for values in found)
    return table.model_copy(update={"rows": (*rows, *data), "headings": len(rows)})


def together(tables: Sequence[LeftTable]) -> LeftTable:
    """Tables that are alike as one: the rows of the others below those of the first. Two values tell more than one."""
    more = tuple(row for table in tables[1:] for row in table.rows[headings_of(table) :])
    return tables[0].model_copy(update={"rows": (*tables[0].rows, *more), "headings": headings_of(tables[0])})


def likely_shape(tables: Sequence[LeftTable]) -> tuple[Guess | None, bool]:
    """What tables that are alike seem to be, and whether their headings seem to stand in the first column."""
    seems, aside = likely_kind(together(tables)), None
    if len(tables[0].rows) <= _MOST_LABELS:
        aside = likely_kind(together([turned(table) for table in tables]))
    is_turned = aside is not None and (seems is None or aside.sure > seems.sure)
    return (aside, True) if is_turned else (seems, False)
