"""One thing written in several columns: a name as title, given and family name, a time as figure and unit."""

from dataclasses import replace

from phrom.core.importing.blocks import Cell, Column, Table

_TIMES = frozenset({"mtpd", "rto", "rpo"})


def with_whole_names(table: Table) -> Table:
    """`ยศ | ชื่อ | สกุล`: a name in two or three columns is one column of names."""
    for i in range(len(table.columns) - 1):
        one, other = table.columns[i : i + 2]
        title = "title" in one.kinds and "name" in other.kinds
        family = "name" in one.kinds and "family" in other.kinds
        if title or family:
            rows = tuple(replace(row, cells=_joined_at(row.cells, i)) for row in table.rows)
            whole = other if title else one
            columns = (*table.columns[:i], whole, *table.columns[i + 2 :])
            return with_whole_names(replace(table, rows=rows, columns=columns))
    return table


def with_whole_times(table: Table) -> Table:
    """`MTPD` over `จำนวน | หน่วย`: a figure and its unit of time in two columns are one column of times."""
    for i in range(len(table.columns) - 1):
        figure, unit = table.columns[i : i + 2]
        same = figure.group == unit.group and figure.group_kinds & _TIMES
        if same and "quantity" in figure.kinds and "counter" in unit.kinds:
            rows = tuple(replace(row, cells=_joined_at(row.cells, i)) for row in table.rows)
            one = Column(figure.group, "", figure.group_kinds)
            columns = (*table.columns[:i], one, *table.columns[i + 2 :])
            return with_whole_times(replace(table, rows=rows, columns=columns))
    return table


def _joined_at(cells: tuple[Cell, ...], i: int) -> tuple[Cell, ...]:
    """The cells of a row with the two from a place on as one; the second's line stays behind it, without its words."""
    if i + 1 >= len(cells):
        return cells
    one, other = cells[i : i + 2]
    lines = one.lines + other.lines
    if one.lines and other.lines:
        gap = "" if one.text.endswith(".") else " "  # `พ.ต.ท.` and the name behind it
        first = replace(one.lines[0], text=f"{one.text}{gap}{other.text}")
        lines = (first, *(replace(line, text="") for line in lines[1:]))
    return (*cells[:i], replace(one, lines=lines), *cells[i + 2 :])
