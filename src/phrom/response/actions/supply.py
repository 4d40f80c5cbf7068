"""Resources: asked for, promised, in place, returned; and what is in the stores."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from phrom.core.response.supply import CATEGORIES, may_follow
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.incidents.actions import locked_open, write
from phrom.incidents.queries import incident_now
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import required_words
from phrom.response.models import ResourceRequest, StoreCount

MOST = 1_000_000  # of anything


@transaction.atomic
def ask_for_resource(
    author: Membership,
    incident_id: int,
    *,
    category: str,
    name: str,
    quantity: int | None,
    unit: str = "",
    source: str,
    needed_by: datetime | None = None,
) -> ResourceRequest:
    """A request to the owning unit, a supplier or a neighbouring office. `needed_by`: the incident's time."""
    require(author, Permission.ASK_DECISION)
    incident = locked_open(author, incident_id)
    name = required_words(name, _("โปรดเขียนว่าขออะไร"), field="name", longest=300)
    source = required_words(source, _("โปรดเขียนว่าขอจากใคร"), field="source", longest=300)
    now = incident_now(incident)
    if needed_by is not None and needed_by <= now:
        raise InvalidInputError(_("เวลาที่ต้องการต้องเป็นเวลาที่ยังมาไม่ถึง"), field="at")
    last = ResourceRequest.objects.filter(incident_id=incident.pk).aggregate(last=Max("number"))["last"] or 0
    request = ResourceRequest.objects.create(
        incident_id=incident.pk,
        number=last + 1,
        category=_category(category),
        name=name,
        quantity=_counted(quantity),
        unit=_short(unit, 60),
        source=source,
        needed_by=needed_by,
        asked_at=now,
        asked_by_name=author.user.name,
        changed_at=now,
    )
    data = {"number": request.number, "name": name, "quantity": request.quantity, "unit": request.unit or " "}
    write(author, incident, "resource.asked", data | {"source": source, "category": category})
    return request


@transaction.atomic
def change_request(
    author: Membership,
    incident_id: int,
    number: int,
    state: str,
    *,
    quantity: int | None = None,
    by: datetime | None = None,
    note: str = "",
) -> ResourceRequest:
    """Promised for `by`, in place, returned, or refused. Without a quantity: all that was asked (or is in place). The
    same again changes nothing."""
    require(author, Permission.ASK_DECISION)
    incident = locked_open(author, incident_id)
    request = ResourceRequest.objects.select_for_update().filter(incident_id=incident.pk, number=number).first()
    if request is None:
        raise NotFoundError(_("ไม่มีคำขอนี้ในเหตุการณ์"))
    amount = request.quantity if quantity is None else _counted(quantity)
    if (request.state, state) == ("in_place", "in_place") and amount == request.in_place:
        return request
    if request.state == state and state in ("returned", "refused"):
        return request
    if not may_follow(request.state, state):
        raise RefusedError(_("คำขอนี้เปลี่ยนเป็นสถานะนั้นไม่ได้แล้ว โปรดดูสถานะล่าสุด"), code="not-now")
    now = incident_now(incident)
    if state == "promised":
        if by is None or by <= now:
            raise InvalidInputError(_("โปรดใส่ว่ารับปากว่าจะได้เมื่อใด เป็นเวลาที่ยังมาไม่ถึง"), field="at")
        request.promised, request.promised_for = amount, by
    elif state == "in_place":
        request.in_place = amount
    elif state == "returned":
        amount = request.in_place
    request.state, request.changed_at, request.note = state, now, _short(note, 1000)
    request.save()
    data = {"number": number, "name": request.name, "request_state": state, "quantity": amount}
    data |= {"unit": request.unit or " ", "note": request.note or "-"}
    write(author, incident, "resource.changed", data | {"by": by.isoformat() if by else None})
    return request


@transaction.atomic
def count_store(
    author: Membership, incident_id: int, *, category: str, name: str, quantity: int | None, unit: str = "", place: str
) -> StoreCount:
    """So much of something is there, as counted now; a count of the same name before it no longer stands."""
    require(author, Permission.DO_TASKS)
    incident = locked_open(author, incident_id)
    name = required_words(name, _("โปรดเขียนว่านับอะไร"), field="name", longest=300)
    values = {
        "quantity": _counted(quantity),
        "unit": _short(unit, 60),
        "place": _short(place, 300),
        "at": incident_now(incident),
        "person_name": author.user.name,
    }
    row, _made = StoreCount.objects.update_or_create(
        incident_id=incident.pk, category=_category(category), name=name, defaults=values
    )
    data = {"name": name, "quantity": row.quantity, "unit": row.unit or " ", "place": row.place or "-"}
    write(author, incident, "store.counted", data)
    return row


def _category(category: str) -> str:
    if category not in CATEGORIES:
        raise InvalidInputError(_("โปรดเลือกประเภททรัพยากร"), field="category")
    return category


def _counted(quantity: int | None) -> int:
    if quantity is None or not 0 < quantity <= MOST:
        raise InvalidInputError(_("โปรดใส่จำนวนเป็นตัวเลขที่มากกว่าศูนย์"), field="quantity")
    return quantity


def _short(text: str, longest: int) -> str:
    return " ".join(text.replace("\0", "").split())[:longest]
