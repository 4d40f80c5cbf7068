"""Whether anything has happened since somebody looked."""

from django.utils.translation import get_language

from phrom import clock
from phrom.logbook.queries import last_seal, seal_lately

GOOD_FOR = 20  # seconds: lateness, an engine that falls silent, a channel that fails are seen after so long at most


def happened_so_far(organisation_id: int, *, lately: bool = False) -> str:
    """Another text as soon as anything has happened that a board shows: everything that people and the engine do
    writes its line into the office's log book, and the book's last seal changes with it. `lately`: other processes'
    last half second may be missing, so that all who ask again meanwhile see the same."""
    seal = seal_lately(organisation_id) if lately else last_seal(organisation_id)
    return f"{organisation_id} {seal} {int(clock.now().timestamp() // GOOD_FOR)} {get_language()}"
