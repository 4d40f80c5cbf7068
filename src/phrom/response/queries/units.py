"""Reading what units have reported, and shifts."""

from phrom.core.response.shifts import Span
from phrom.incidents.queries import Incident
from phrom.response.models import Shift, UnitWord
from phrom.response.models.units import MATTERS

__all__ = ["MATTERS", "Shift", "UnitWord", "matters_due", "shifts_of", "span_of", "unit_words"]


def unit_words(incident: Incident) -> dict[tuple[str, str], UnitWord]:
    """By unit and matter."""
    return {(w.unit, w.matter): w for w in UnitWord.objects.filter(incident_id=incident.pk)}


def matters_due(incident: Incident) -> tuple[str, ...]:
    """What every unit has to say in this stage: the plan orders information and backups at the onset, the checks of
    health and damage when things are back to normal."""
    if incident.stage == Incident.Stage.RECOVERY:
        return ("health", "damage")
    return ("informed", "backup")


def shifts_of(incident: Incident) -> list[Shift]:
    return list(Shift.objects.filter(incident_id=incident.pk, dropped_at=None).order_by("begins_at", "pk"))


def span_of(shift: Shift) -> Span:
    return Span(shift.begins_at, shift.ends_at, tuple(shift.people))
