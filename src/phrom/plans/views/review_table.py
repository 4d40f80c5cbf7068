"""The form in which a person says what a table is that the reader left over, and what its columns hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phrom.core.importing.left_shapes import likely_shape, together, turned
from phrom.core.importing.table_kinds import KINDS, MEANINGS, NOTHING, guess_as, headings_of, rows_of
from phrom.core.values.source import LeftTable
from phrom.plans.queries import in_language

_EXAMPLES, _EXAMPLE = 3, 40  # cells shown of a column, and letters of each
_CAPTIONS = 6  # of tables that are alike
_PART, _ASIDE = "/", "aside"  # between the name of a table's point, the kind that somebody looks at, and its shape


@dataclass(frozen=True)
class TableColumn:
    """A column with its heading, some of its cells, and what it can be: name, words, whether it is chosen."""

    number: int
    heading: str
    examples: list[str]
    choices: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Told:
    """What somebody chose before: a kind, a meaning for each column, how the table stands."""

    kind: str = ""
    columns: tuple[str, ...] = ()
    headed: bool = False
    aside: bool = False


@dataclass(frozen=True)
class TableForm:
    """`kinds`: where the form for each kind stands, the kind's words, whether it is this one.

    `columns` is empty where nobody has said yet what the table is, and nothing seems likely. `aside`: what heads the
    values stands in the first column; `other_way`: where the form for the table the other way stands. `captions`: what
    stands above the tables, where several are alike.
    """

    kinds: list[tuple[str, str, bool]]
    columns: list[TableColumn]
    kind: str
    label: str
    headings: int
    headed: bool
    rows: int
    error: str
    aside: bool
    other_way: str
    tables: int
    captions: list[str]


def is_table(at: str) -> bool:
    """Whether an address is that of a table, and not of a value or a line."""
    return at.startswith("table:")


def named_table(at: str) -> tuple[str, str, bool]:
    """The point, the kind and whether it stands on its side, of an address `table:12/bia/aside`; others as they are."""
    if not is_table(at):
        return at, "", False
    ident, *told = at.split(_PART)
    return ident, told[0] if told else "", told[1:] == [_ASIDE]


def table_form(tables: Sequence[LeftTable], ident: str, told: Told, error: str) -> TableForm:
    """The form for a kind; for the likeliest where none is named. `tables` are alike: what is said holds for all."""
    likely, aside = likely_shape(tables) if told.kind not in KINDS else (None, told.aside)
    shown = [turned(table) if aside else table for table in tables]
    whole = together(shown)
    seems = guess_as(whole, KINDS[told.kind]) if told.kind in KINDS else likely
    here = seems.kind if seems else ""
    chosen = told.columns if told.kind in KINDS else ()
    top = headings_of(whole)
    return TableForm(
        [(_address(ident, name, aside=aside), in_language(one.label), name == here) for name, one in KINDS.items()],
        _columns(whole, here, chosen or (seems.columns if seems else ())),
        here,
        in_language(KINDS[here].label) if here else "",
        max(top, 1),
        told.headed if chosen else bool(top),
        len(whole.rows) - top,
        error,
        aside,
        _address(ident, here or next(iter(KINDS)), aside=not aside),
        len(tables),
        [first_words(table) for table in tables[:_CAPTIONS]] if len(tables) > 1 else [],
    )


def _address(ident: str, kind: str, *, aside: bool) -> str:
    return _PART.join((ident, kind, _ASIDE) if aside else (ident, kind))


def _columns(table: LeftTable, kind: str, names: Sequence[str]) -> list[TableColumn]:
    rows, top = rows_of(table), headings_of(table)
    columns = []
    for i, name in enumerate(names):
        cells = [row.cells[i].text if i < len(row.cells) else "" for row in rows]
        meanings = [MEANINGS[meaning] for meaning in (*KINDS[kind].meanings, NOTHING)]
        choices = [(meaning.name, in_language(meaning.label), meaning.name == name) for meaning in meanings]
        examples = [text if len(text) <= _EXAMPLE else f"{text[:_EXAMPLE]}…" for text in cells[top:] if text]
        columns.append(TableColumn(i + 1, cells[top - 1] if top else "", examples[:_EXAMPLES], choices))
    return columns


def first_words(table: LeftTable) -> str:
    """The line above a table, else its first cells."""
    above = " ".join(line.text for line in table.above)
    first = " | ".join(" ".join(line.text for line in cell) for cell in table.rows[0] if cell)
    return above or first


def table_words(first: str, count: int) -> str:
    """A point of one table or several alike in a few words."""
    if count == 1:
        return _("ตาราง: %(words)s") % {"words": first}
    more = ngettext("%(n)s ตารางที่มีหัวเหมือนกัน", "%(n)s ตารางที่มีหัวเหมือนกัน", count) % {"n": count}
    return f"{more}: {first}"
