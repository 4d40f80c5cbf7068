"""Reading incidents."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phrom.errors import NotFoundError
from phrom.incidents.models import Incident


def incident_numbered(organisation_id: int, incident_id: int) -> Incident:
    """Raises NotFoundError, also for another office's."""
    found = Incident.objects.select_related("plan_version", "organisation")
    incident = found.filter(organisation_id=organisation_id, pk=incident_id).first()
    if incident is None:
        raise NotFoundError(_("ไม่มีเหตุการณ์นี้"))
    return incident


def open_incidents(organisation_id: int) -> QuerySet[Incident]:
    """Real ones first, then the newest."""
    found = Incident.objects.filter(organisation_id=organisation_id).exclude(stage=Incident.Stage.CLOSED)
    return found.order_by("practice", "-opened_at")


def closed_incidents(organisation_id: int) -> QuerySet[Incident]:
    return Incident.objects.filter(organisation_id=organisation_id, stage=Incident.Stage.CLOSED)
