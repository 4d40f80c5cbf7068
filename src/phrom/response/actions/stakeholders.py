"""Suppliers and those concerned: who tells them, told when, what they said."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.errors import NotFoundError
from phrom.incidents.actions import locked_open, write
from phrom.incidents.queries import Incident
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import required_words
from phrom.response.actions.times import moment_of
from phrom.response.models import Stakeholder
from phrom.response.queries.supply import stakeholders_in


@transaction.atomic
def add_stakeholder(
    author: Membership, incident_id: int, *, name: str, contact: str = "", teller: str = ""
) -> Stakeholder:
    """Somebody to be told whom the plan does not name."""
    require(author, Permission.ASK_DECISION)
    incident = locked_open(author, incident_id)
    row = Stakeholder.objects.create(
        incident_id=incident.pk,
        key=f"added-{secrets.token_hex(6)}",
        name=required_words(name, _("โปรดเขียนว่าต้องแจ้งใคร"), field="name", longest=300),
        contact=_short(contact, 300),
        teller=_short(teller, 300),
    )
    write(author, incident, "stakeholder.added", {"name": row.name, "teller": row.teller or "-"})
    return row


@transaction.atomic
def assign_stakeholder(author: Membership, incident_id: int, key: str, *, teller: str) -> Stakeholder:
    """Who tells them."""
    require(author, Permission.ASK_DECISION)
    incident = locked_open(author, incident_id)
    row = _row(incident, key)
    row.teller = required_words(teller, _("โปรดเขียนว่าใครเป็นผู้แจ้ง"), field="teller", longest=300)
    row.save()
    write(author, incident, "stakeholder.added", {"name": row.name, "teller": row.teller})
    return row


@transaction.atomic
def record_told(
    author: Membership,
    incident_id: int,
    key: str,
    *,
    reached: bool,
    way: str = "",
    said: str = "",
    at: datetime | None = None,
) -> Stakeholder:
    """They were told, and what they said; or could not be reached. The last word stands, the log book has all."""
    require(author, Permission.DO_TASKS)
    incident = locked_open(author, incident_id)
    row, when = _row(incident, key), moment_of(incident, at)
    row.reached, row.told_at = reached, when.incident
    row.way, row.said = _short(way, 300), _short(said, 1000)
    row.teller = row.teller or author.user.name
    row.save()
    data = {"name": row.name, "way": row.way or "-", "person_name": author.user.name}
    if reached:
        write(author, incident, "stakeholder.told", data | {"said": row.said or "-"}, happened_at=when.real)
    else:
        write(author, incident, "stakeholder.not_reached", data, happened_at=when.real)
    return row


def _row(incident: Incident, key: str) -> Stakeholder:
    view = next((v for v in stakeholders_in(incident) if v.key == key), None)
    if view is None:
        raise NotFoundError(_("ไม่มีผู้นี้ในรายชื่อที่ต้องแจ้ง"))
    return view.row or Stakeholder(incident_id=incident.pk, key=key, name=view.name)


def _short(text: str, longest: int) -> str:
    return " ".join(text.replace("\0", "").split())[:longest]
