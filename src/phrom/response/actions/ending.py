"""The end of an incident: what is still open is settled, or left open with a reason that is kept."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phrom.errors import RefusedError
from phrom.incidents import actions as incidents
from phrom.incidents.actions import locked
from phrom.incidents.queries import Incident
from phrom.offices.access import Membership
from phrom.person_words import optional_words
from phrom.response import queries


@transaction.atomic
def end_incident(author: Membership, incident_id: int, *, remark: str = "") -> Incident:
    """Close it. A real one with tasks open is closed only with the reason why they are left: nothing is skipped
    silently. A practice may end at any time."""
    incident = locked(author, incident_id)
    left = queries.open_tasks(queries.tasks_in(incident)) if incident.stage != Incident.Stage.CLOSED else []
    remark = optional_words(remark, field="remark")
    if left and not remark and not incident.practice and incident.activated_at is not None:
        words = ngettext("ยังมี %(n)s งานที่ไม่ได้บันทึกผล", "ยังมี %(n)s งานที่ไม่ได้บันทึกผล", len(left)) % {"n": len(left)}
        raise RefusedError(_("%(left)s โปรดเขียนเหตุผลที่ปิดทั้งที่ยังค้าง") % {"left": words}, code="tasks-open")
    return incidents.close_incident(author, incident_id, remark=remark)
