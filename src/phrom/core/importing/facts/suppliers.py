"""Suppliers where an office lists them: name, what they supply, their numbers."""

from phrom.core.importing.blocks import Cell, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.names.people import PeopleBook, mentions
from phrom.core.importing.words.marks import is_none, without_numbering
from phrom.core.plan.document import Supplier
from phrom.core.values.phone_number import find_numbers


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
        if is_none(name.text):
            continue
        named = mentions(name.lines)
        if named:
            for i in phones:
                people.phone_of_several([people.see(m) for m in named], cells.get(i, Cell()))
            draft.read(f"people/{people.see(named[0])}", name.lines)
            continue
        service = next(
            (cells[i].text for i in services if i in cells and i != names[0] and not is_none(cells[i].text)), None
        )
        numbers = tuple(n.number for i in phones if i in cells for n in find_numbers(cells[i].text))
        supplier = draft.id(f"supplier-{len(suppliers) + 1}")
        suppliers.append(Supplier(id=supplier, name=without_numbering(name.text), service=service, phones=numbers))
        draft.read(f"suppliers/{supplier}", row.lines, name.text)
