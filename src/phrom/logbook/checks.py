"""The log book's guards in the database, made after every migrate and proved at start."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connection

from phrom.append_only import Guard, install, missing

LOG_ENTRIES = Guard("logbook_logentry")


def install_guards(using: str, **_kwargs: Any) -> None:
    install(LOG_ENTRIES, using)


def check_guards(app_configs: Any, databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """`logbook.E001`: a guard of the log book is missing. Run with `check --database default`."""
    if "default" not in (databases or ()) or LOG_ENTRIES.table not in connection.introspection.table_names():
        return []
    return [
        Error(
            f"The trigger {name} is missing: the log book could be changed.",
            hint="Run: phrom migrate",
            id="logbook.E001",
        )
        for name in missing(LOG_ENTRIES)
    ]
