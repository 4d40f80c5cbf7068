"""Tables whose rows the database itself refuses to change or delete: the seal does not rest on our code alone.

An app declares its guards in a `post_migrate` handler (`install`), because table rebuilds on SQLite drop triggers
silently; `missing` lets a system check prove at start that they stand.
"""

from dataclasses import dataclass

from django.db import connections


@dataclass(frozen=True)
class Guard:
    """Refuse `events` on `table`, where `when` (SQL over OLD and NEW) holds."""

    table: str
    when: str = ""
    events: tuple[str, ...] = ("UPDATE", "DELETE")

    def names(self) -> list[str]:
        return [f"{self.table}_no_{event.lower()}" for event in self.events]


def _sqlite(guard: Guard, event: str, name: str) -> list[str]:
    when = f"WHEN {guard.when}" if guard.when else ""
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {guard.table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{guard.table} is append-only'); END",
    ]


def _postgresql(guard: Guard, event: str, name: str) -> list[str]:
    when = f"WHEN ({guard.when})" if guard.when else ""
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{guard.table} is append-only'; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {guard.table}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {guard.table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()",
        # TRUNCATE fires no row trigger
        *(
            [
                f"DROP TRIGGER IF EXISTS {name}_truncate ON {guard.table}",
                f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {guard.table} EXECUTE FUNCTION {name}()",
            ]
            if event == "DELETE" and not guard.when
            else []
        ),
    ]


def install(guard: Guard, using: str = "default") -> None:
    """Create the guard's triggers anew."""
    connection = connections[using]
    build = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for event, name in zip(guard.events, guard.names(), strict=True):
            for statement in build(guard, event, name):
                cursor.execute(statement)


def missing(guard: Guard, using: str = "default") -> list[str]:
    """Names of the guard's triggers that the database does not have."""
    connection = connections[using]
    catalogue = "SELECT name FROM sqlite_master WHERE type='trigger'"
    if connection.vendor == "postgresql":
        catalogue = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        standing = {row[0] for row in cursor.fetchall()}
    return [name for name in guard.names() if name not in standing]
