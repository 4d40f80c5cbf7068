"""Row ids as an office has them after years: high, and not those of another table."""

from django.apps import apps
from django.db import connection
from django.db.models import AutoField


def move_sequences_on() -> None:
    """Let every table of the test database number its next row from a thousand of its own.

    A fresh database numbers from 1 in every table, so that a test which takes one row's id for another's, or for a
    count, would pass on one machine and fail on the next.
    """
    with connection.cursor() as cursor:
        for nth, model in enumerate(apps.get_models(), start=1):
            table, key = model._meta.db_table, model._meta.pk
            if not isinstance(key, AutoField):
                continue
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, nth * 1000])
            else:
                sequence = "pg_get_serial_sequence(%s, %s)"
                cursor.execute(f"SELECT setval({sequence}, %s)", [f'"{table}"', key.column, nth * 1000])
