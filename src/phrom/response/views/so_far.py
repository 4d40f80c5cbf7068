"""Whether anything has happened since somebody looked."""

from django.utils.translation import get_language

from phrom import clock
from phrom.logbook.queries import last_seal

GOOD_FOR = 20  # seconds: lateness, an engine that falls silent, a channel that fails are seen after so long at most


def happened_so_far(organisation_id: int) -> str:
    """Another text as soon as anything has happened that a board shows: everything that people and the engine do
    writes its line into the office's log book, and the book's last seal changes with it."""
    return f"{organisation_id} {last_seal(organisation_id)} {int(clock.now().timestamp() // GOOD_FOR)} {get_language()}"
