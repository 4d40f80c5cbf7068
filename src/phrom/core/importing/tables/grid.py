"""A table's data rows laid on the columns of its headings by their place in the grid."""

from phrom.core.importing.blocks import Cell, Row, Table


def aligned(table: Table) -> Table:
    """Data rows laid on the heading's columns by their place in the grid, where merged cells shift them."""
    if not table.header:
        return table
    heads = table.header[-1].cells
    edges = [sum(c.span for c in heads[:i]) for i in range(len(heads) + 1)]
    return Table(tuple(_on_grid(row, edges) for row in table.rows), table.columns, table.header, table.label)


def _on_grid(row: Row, edges: list[int]) -> Row:
    width = edges[-1]
    if len(row.cells) <= 1 or sum(c.span for c in row.cells) != width:
        return row
    if len(row.filled) == 1 and row.filled[0].span >= width - 1:
        return Row(row.filled)
    cells: list[Cell] = [Cell((), row.cells[0].start)] * (len(edges) - 1)
    at = 0
    for cell in row.cells:
        column = next(i for i in range(len(edges) - 1) if edges[i] <= at < edges[i + 1])
        held = cells[column]
        cells[column] = Cell(held.lines + cell.lines, cell.start, cell.span, held.above + cell.above)
        at += cell.span
    return Row(tuple(cells), row.complete)
