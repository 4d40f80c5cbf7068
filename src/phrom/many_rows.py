"""Rows by the hundred, straight into their tables and out of them: without an object and a query builder for each.

Only what runs for every message and every log entry comes this way. Values are given as the database takes them:
moments through `moment`, JSON as text, every column that has no default of the database's own.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model


def moment(at: datetime | None) -> Any:
    """A moment as this database takes it."""
    return connection.ops.adapt_datetimefield_value(at)


def insert_rows(model: type[Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Add rows; each has its values in the order of `fields`. Raises as the ORM does."""
    if not rows:
        return
    table, columns = _named(model, fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 - names of ours


def update_rows(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Change rows; each has its values in the order of `fields`, and then its primary key."""
    changed = list(rows)
    if not changed:
        return
    table, _columns = _named(model, fields)
    columns = [model._meta.get_field(name) for name in (*fields, "id")]
    names = [f'"{column.column}"' for column in columns]  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # there one statement for each row costs as much as all the rest
            changes = ", ".join(f"{name} = new.{name}" for name in names[:-1])
            arrays = ", ".join(f"%s::{column.db_type(connection)}[]" for column in columns)
            new = f'unnest({arrays}) AS new ({", ".join(names)}) WHERE {table}."id" = new."id"'
            values = [list(column) for column in zip(*changed, strict=True)]
            cursor.execute(f"UPDATE {table} SET {changes} FROM {new}", values)  # noqa: S608 - names of ours
        else:
            changes = ", ".join(f"{name} = %s" for name in names[:-1])
            cursor.executemany(f'UPDATE {table} SET {changes} WHERE "id" = %s', changed)  # noqa: S608 - names of ours


def change(statement: str, values: Sequence[Any]) -> int:
    """How many rows a statement changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def select(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows that a statement finds, or returns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _named(model: type[Model], fields: Sequence[str]) -> tuple[str, str]:
    columns = ", ".join(f'"{model._meta.get_field(f).column}"' for f in fields)  # type: ignore[union-attr]
    return f'"{model._meta.db_table}"', columns
