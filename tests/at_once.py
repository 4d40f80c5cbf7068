"""Several things at the same moment, each on a connection of its own: for PostgreSQL, as SQLite in memory has one."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, connections

from phrom.logbook.checks import LOG_ENTRIES


def at_once(*work: Callable[[], object]) -> list[BaseException]:
    """Run all at the same moment, each on a connection of its own; returns what went wrong."""
    start, wrong = threading.Barrier(len(work)), list[BaseException]()

    def one(task: Callable[[], object]) -> None:
        start.wait()
        try:
            task()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(task,)) for task in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "a deadlock"
    return wrong


@contextmanager
def tables_can_be_emptied() -> Iterator[None]:
    """Afterwards the log book no longer refuses to be emptied, as the end of such a test does; migrating puts the
    guards back."""
    yield
    with connection.cursor() as cursor:
        for name in LOG_ENTRIES.names():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {LOG_ENTRIES.table}")
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}_truncate ON {LOG_ENTRIES.table}")
