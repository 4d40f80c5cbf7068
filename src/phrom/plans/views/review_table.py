"""The form in which a person says what a table is that the reader left over, and what its columns hold."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from phrom.core.importing.table_kinds import KINDS, MEANINGS, NOTHING, guess_as, headings_of, likely_kind, rows_of
from phrom.core.values.source import LeftTable
from phrom.plans.queries import in_language

_EXAMPLES, _EXAMPLE = 3, 40  # cells shown of a column, and letters of each
PART = "/"  # between the name of a table's point and the kind that somebody looks at


@dataclass(frozen=True)
class TableColumn:
    """A column with its heading, some of its cells, and what it can be: name, words, whether it is chosen."""

    number: int
    heading: str
    examples: list[str]
    choices: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class TableForm:
    """`kinds`: where the form for each kind stands, the kind's words, whether it is this one.

    `columns` is empty where nobody has said yet what the table is, and nothing seems likely.
    """

    kinds: list[tuple[str, str, bool]]
    columns: list[TableColumn]
    kind: str
    label: str
    headings: int
    headed: bool
    rows: int
    error: str


def table_form(
    table: LeftTable, ident: str, kind: str, chosen: tuple[str, ...], *, headed: bool, error: str
) -> TableForm:
    """The form for a kind; for the likeliest where none is named. `chosen`: what was chosen for the columns before."""
    seems = guess_as(table, KINDS[kind]) if kind in KINDS else likely_kind(table)
    here = seems.kind if seems else ""
    chosen = chosen if kind in KINDS else ()
    names = chosen or (seems.columns if seems else ())
    rows, top = rows_of(table), headings_of(table)
    columns = []
    for i, name in enumerate(names):
        cells = [row.cells[i].text if i < len(row.cells) else "" for row in rows]
        meanings = [MEANINGS[meaning] for meaning in (*KINDS[here].meanings, NOTHING)]
        choices = [(meaning.name, in_language(meaning.label), meaning.name == name) for meaning in meanings]
        examples = [text if len(text) <= _EXAMPLE else f"{text[:_EXAMPLE]}…" for text in cells[top:] if text]
        columns.append(TableColumn(i + 1, cells[top - 1] if top else "", examples[:_EXAMPLES], choices))
    return TableForm(
        [(f"{ident}{PART}{name}", in_language(one.label), name == here) for name, one in KINDS.items()],
        columns,
        here,
        in_language(KINDS[here].label) if here else "",
        max(top, 1),
        headed if chosen else bool(top),
        len(rows) - top,
        error,
    )


def table_words(table: LeftTable) -> str:
    """A table in a few words: the line above it, else its first cells."""
    above = " ".join(line.text for line in table.above)
    first = " | ".join(" ".join(line.text for line in cell) for cell in table.rows[0] if cell)
    return _("ตาราง: %(words)s") % {"words": above or first}
