"""One shift hands over to the next: who to whom, and what stood open at that moment."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.incidents.actions import locked_open, write
from phrom.incidents.queries import open_decisions
from phrom.logbook.queries import entries
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words, required_words
from phrom.response.queries import tasks_in

LONGEST_NAME = 300  # characters
PRESSED_AGAIN = timedelta(minutes=2)


@transaction.atomic
def hand_over(author: Membership, incident_id: int, *, to: str, note: str = "") -> None:
    """Write into the log book that `to` has taken over from the author, with the counts of what is open and late. The
    same again within `PRESSED_AGAIN` is once."""
    require(author, Permission.DO_TASKS)
    incident = locked_open(author, incident_id)
    receiver = required_words(to, _("โปรดเขียนชื่อผู้รับเวร"), field="to", longest=LONGEST_NAME)
    left = [task for task in tasks_in(incident) if not task.settled]
    data = {
        "person_name": author.user.name,
        "receiver": receiver,
        "left": len(left),
        "late": sum(task.late for task in left),
        "waiting": open_decisions(incident).count(),
        "note": optional_words(note) or "-",
    }
    last = entries(incident.organisation_id, incident_id=incident.pk).filter(kind="shift.handed_over").first()
    if last is None or last.data != data or clock.now() - last.written_at > PRESSED_AGAIN:
        write(author, incident, "shift.handed_over", data)
