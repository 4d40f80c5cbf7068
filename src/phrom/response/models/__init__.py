"""What people do in an incident. All times are the incident's own."""

from phrom.response.models.message import Message, ReportSent
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
    "ManualWork",
    "Message",
    "OfIncident",
    "ProcessChange",
    "ReportIn",
    "ReportSent",
    "SiteCode",
    "SituationReport",
    "Task",
    "Wellbeing",
]
