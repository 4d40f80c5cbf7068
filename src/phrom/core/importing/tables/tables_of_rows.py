"""Rows as tables: headings told from data, merged headings laid over the columns below them, repeats dropped."""

from phrom.core.importing.blocks import Cell, Column, Row, Table
from phrom.core.importing.tables.merged_headings import counts_below, laid_over, parts_below
from phrom.core.importing.tables.rows import is_header_row, is_label, opens_table
from phrom.core.importing.words.columns import column_kinds, is_heading_cell
from phrom.core.importing.words.scenario_words import threat_slug
from phrom.core.values.thai_text import key

_FORM_ROWS = 3  # labels and values, one row below the other


def tables_of(rows: list[Row]) -> list[Table]:
    """The tables that a run of rows holds; a repeated heading row goes on with the same table."""
    tables: list[Table] = []
    label: Row | None = None
    i = 0
    while i < len(rows):
        header = _header_at(rows, i)
        if header and not (tables and _goes_on_with_pairs(tables[-1], rows[i + 1 : i + 2])):
            i += len(header)
            if tables and label is None and _same(tables[-1].header, header):
                tables[-1] = _more_header(tables[-1], header)
            else:
                tables.append(Table((), columns_of(header), tuple(header), label))
                label = None
            continue
        row = rows[i]
        i += 1
        if (
            len(row.filled) == 1
            and i < len(rows)
            and _header_at(rows, i)
            and (not tables or is_label(row.filled[0].text))
        ):
            label = row
            continue
        if label is not None:
            tables.append(Table((label,)))
            label = None
        if not tables:
            tables.append(Table(()))
        last = tables[-1]
        tables[-1] = Table((*last.rows, row), last.columns, last.header, last.label)
    return tables


def _goes_on_with_pairs(table: Table, below: list[Row]) -> bool:
    """`อุปกรณ์ | โน้ตบุ๊ก 2 เครื่อง | ระบบ | ระบบ A` in a form of labels and values, of which each may head columns."""
    last = (*table.header, *table.rows)[-_FORM_ROWS:]
    told = any(not is_heading_cell(cell.text) for row in last for cell in row.cells[1::2] if cell.lines)
    return len(last) == _FORM_ROWS and told and all(_is_pairs(row) for row in (*last, *below))


def _is_pairs(row: Row) -> bool:
    """Labels that may head columns, each with what stands beside it; blank pairs fill the row."""
    labels = [cell.text for cell in row.cells[::2] if cell.lines]
    return len(row.cells) % 2 == 0 and bool(labels) and all(map(is_heading_cell, labels))


def _header_at(rows: list[Row], i: int) -> list[Row]:
    """The heading rows that start here: one, or a merged one and the full ones below it."""
    below = rows[i + 1].cells if i + 1 < len(rows) else ()
    if i >= len(rows) or not opens_table(rows[i].cells, below):
        return []
    if i and rows[i].cells and threat_slug(rows[i].cells[0].text) is not None:
        return []  # `น้ำท่วม | สำรองข้อมูล | ตรวจนับบุคลากร`: a case, and what is done
    header = [rows[i]]
    for following in rows[i + 1 : i + 3]:
        # merged headings are fewer than the columns below them, or stand beside blanks that the row below fills
        upper = header[-1].cells
        if counts_below(upper, following.cells) or parts_below(upper, following.cells):
            header.append(following)
            break
        fewer = len(following.cells) > len(upper) or _fills_blanks(upper, following.cells)
        if not is_header_row(following.cells) or not fewer:
            break
        blank = (Cell((), following.cells[-1].start),) * (len(upper) - len(following.cells))
        header.append(Row((*following.cells, *blank)) if _fills_blanks(upper, following.cells) else following)
    return header


def _fills_blanks(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> bool:
    """`MTPD |  | RTO | ` above `จำนวน | หน่วย | จำนวน | หน่วย`: as a merged heading whose cells nobody has merged."""
    pairs = list(zip(upper, lower, strict=False))
    filled = sum(not one.lines and bool(other.lines) for one, other in pairs)
    over_another = sum(bool(one.lines and other.lines) for one, other in pairs)
    near = len(upper) >= len(lower) > len(upper) - 3  # blanks at the end of a line of text are lost
    return near and 0 < filled <= 3 * over_another


def _same(one: tuple[Row, ...], other: list[Row]) -> bool:
    return (
        key(" ".join(c.text for c in one[-1].cells)) == key(" ".join(c.text for c in other[-1].cells)) if one else False
    )


def _more_header(table: Table, header: list[Row]) -> Table:
    return Table(table.rows, table.columns, (*table.header, *header), table.label)


def columns_of(header: list[Row]) -> tuple[Column, ...]:
    """One column for each cell of the lowest heading row, with the merged heading that stands above it."""
    lower = header[-1].cells
    groups = [""] * len(lower)
    for upper in header[:-1]:
        for place, cell in zip(range(len(lower)), laid_over(upper.cells, lower), strict=False):
            groups[place] = f"{groups[place]} {cell.text}".strip()
    return tuple(
        Column(
            cell.text or group,
            group,
            column_kinds(cell.text) if cell.lines else column_kinds(group),
            column_kinds(group) if cell.lines else frozenset(),
        )
        for cell, group in zip(lower, groups, strict=True)
    )
