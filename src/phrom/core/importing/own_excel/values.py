"""What a cell of our own workbook says for its column: a typed value, or None where it says nothing."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from phrom.core.importing.files.excel_values import with_zero
from phrom.core.importing.own_excel.cells import FilledCell, FilledRow
from phrom.core.importing.words.marks import tick
from phrom.core.plan.document import Person
from phrom.core.plan.workbook_cells import lines_of, phone_of, text_of
from phrom.core.plan.workbook_form import GROUPS, YES_NO, Column
from phrom.core.values.duration import parse_duration
from phrom.core.values.thai_text import arabic_digits, key

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LABEL = re.compile(r"(?P<name>.*?)\s*\[(?P<id>[^\[\]]+)\]", re.DOTALL)
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})\s*[^\d\s,.]*")
_NUMBERED_TICK = re.compile(r"(.*?)\s*\((\d{1,6})\)")


class Names:
    """Ids of the workbook by what is typed for them: the id, the name, or both as `name [id]`."""

    def __init__(self) -> None:
        self._ids: dict[str, dict[str, str]] = {}  # sheet → what was typed as id → the id
        self._names: dict[str, dict[str, str]] = {}  # sheet → key of a name → the id; "" where two share it
        self._used: set[str] = set(GROUPS)

    def enter(self, rows: Iterable[FilledRow]) -> None:
        """Give every row of a sheet with ids its own: the one it has, or a free one."""
        waiting: list[FilledRow] = []
        for row in rows:
            typed = row.cells["id"].text.strip() if "id" in row.cells else ""
            if _ID.fullmatch(typed) and typed not in self._used:
                self._settle(row, typed, typed)
            else:
                waiting.append(row)
        for row in waiting:
            typed = row.cells["id"].text.strip() if "id" in row.cells else ""
            number = 1
            while f"{row.form.prefix}-{number}" in self._used:
                number += 1
            self._settle(row, f"{row.form.prefix}-{number}", typed)

    def _settle(self, row: FilledRow, ident: str, typed: str) -> None:
        row.ident = ident
        self._used.add(ident)
        ids, names = self._ids.setdefault(row.form.key, {}), self._names.setdefault(row.form.key, {})
        ids.setdefault(typed or ident, ident)
        ids.setdefault(ident, ident)
        for name in filter(None, map(key, _names(row))):
            names[name] = ident if names.get(name, ident) == ident else ""

    def found(self, typed: str, sheets: Iterable[str], *, groups: bool = False) -> str | None:
        """The id that a reference means, or None."""
        text = typed.strip()
        label = _LABEL.fullmatch(text)
        for ident in (label["id"].strip() if label else "", text):
            if groups and ident in GROUPS:
                return ident
            found = next((self._ids[s][ident] for s in sheets if ident in self._ids.get(s, {})), None)
            if found:
                return found
        name = key(text_of(label["name"] if label else text))
        if groups and name:
            for group, words in GROUPS.items():
                if name == key(words):
                    return group
        return next((found for s in sheets if (found := self._names.get(s, {}).get(name))), None)


def _names(row: FilledRow) -> list[str]:
    """What a row's thing may be called elsewhere; a person with and without the title."""
    said = {name: text_of(cell.text) for name, cell in row.cells.items()}
    if row.form.key != "people":
        return [said.get("name", "")]
    person = Person(
        id="x", title=said.get("title"), given_name=said.get("given_name", ""), family_name=said.get("family_name")
    )
    return [person.full_name, f"{person.given_name} {person.family_name or ''}"]


def value_of(cell: FilledCell, column: Column, names: Names) -> Any:
    """The value for the column; None where the cell says nothing that it could mean. Tuples may be shorter than the
    cell has lines: what was not understood is left out."""
    match column.kind:
        case "count":
            found = _COUNT.fullmatch(arabic_digits(text_of(cell.text)))
            return int(found[1].replace(",", "")) if found else None
        case "duration":
            try:
                return parse_duration(text_of(cell.text))
            except ValueError:
                return None
        case "choice":
            return _choice(text_of(cell.text), column.choices or {})
        case "ref":
            return names.found(cell.text, column.refs)
        case "lines":
            return lines_of(cell.text)
    return text_of(cell.text)


def values_of(cell: FilledCell, column: Column, names: Names) -> list[tuple[Any, int | None]]:
    """The values of a cell that holds one a line, each with the number of its line."""
    found: list[tuple[Any, int | None]] = []
    for line, number in cell.lines:
        value: Any
        if not line.strip():
            continue
        if column.kind in ("refs", "ref"):
            value = names.found(line, column.refs, groups=column.field == "responsible")
        elif column.kind == "phones":
            value = phone_of(with_zero(line.strip()))
        elif column.kind == "ticks":
            value = _tick(line)
        else:
            value = text_of(line)
        if value is not None:
            found.append((value, number))
    return found


def _choice(text: str, choices: Mapping[Any, str]) -> Any:
    wanted = key(text)
    for value, words in choices.items():
        if wanted in (key(words), key(str(value))):
            return value
    return tick(text) if choices is YES_NO else None


def _tick(line: str) -> tuple[bool, int | None] | None:
    numbered = _NUMBERED_TICK.fullmatch(line.strip())
    affected = tick(numbered[1] if numbered else line)
    return None if affected is None else (affected, int(numbered[2]) if numbered else None)
