"""What people do in an incident. All times are the incident's own."""

from phrom.response.models.message import Message, ReportSent
from phrom.response.models.supply import (
    CONDITIONS,
    Damage,
    DamagePhotograph,
    Meeting,
    ResourceRequest,
    Stakeholder,
    StoreCount,
)
from phrom.response.models.units import Shift, UnitWord
from phrom.response.models.work import (
    ManualWork,
    OfIncident,
    ProcessChange,
    ReportIn,
    SiteCode,
    SituationReport,
    Task,
    Wellbeing,
)

__all__ = [
    "CONDITIONS",
    "Damage",
    "DamagePhotograph",
    "ManualWork",
    "Meeting",
    "Message",
    "OfIncident",
    "ProcessChange",
    "ReportIn",
    "ReportSent",
    "ResourceRequest",
    "Shift",
    "SiteCode",
    "SituationReport",
    "Stakeholder",
    "StoreCount",
    "Task",
    "UnitWord",
    "Wellbeing",
]
