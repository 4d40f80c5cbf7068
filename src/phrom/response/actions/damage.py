"""Damage, place by place and resource by resource, with photographs; and what has become of it since."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from phrom.core.response.supply import CATEGORIES
from phrom.core.values.photograph import MOST_BYTES, NotAPhotographError, photograph
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents.actions import locked_open, write
from phrom.incidents.queries import Incident, incident_now
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words, required_words
from phrom.response.actions.times import moment_of
from phrom.response.models import CONDITIONS, Damage, DamagePhotograph
from phrom.response.queries.supply import may_see_damage

MOST_PICTURES = 30  # of one damage


@transaction.atomic
def record_damage(
    author: Membership,
    incident_id: int,
    *,
    place: str,
    category: str,
    name: str,
    condition: str,
    back_by: datetime | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Damage:
    """A place or a resource as somebody found it. `back_by`: when it is expected to work again."""
    require(author, Permission.DO_TASKS)
    incident = locked_open(author, incident_id)
    when = moment_of(incident, at)
    last = Damage.objects.filter(incident_id=incident.pk).aggregate(last=Max("number"))["last"] or 0
    row = Damage.objects.create(
        incident_id=incident.pk,
        number=last + 1,
        place=required_words(place, _("โปรดเขียนว่าที่ใด"), field="place", longest=300),
        category=_one_of(category, CATEGORIES, _("โปรดเลือกประเภททรัพยากร"), "category"),
        name=required_words(name, _("โปรดเขียนว่าอะไรเสียหาย"), field="name", longest=300),
        condition=_one_of(condition, CONDITIONS, _("โปรดเลือกสภาพ"), "condition"),
        back_by=_to_come(incident, back_by),
        note=optional_words(note),
        at=when.incident,
        author_id=author.user_id,
        author_name=author.user.name,
    )
    _log(author, incident, row, happened_at=when.real)
    return row


@transaction.atomic
def change_damage(
    author: Membership,
    incident_id: int,
    number: int,
    *,
    condition: str,
    back_by: datetime | None = None,
    note: str = "",
) -> Damage:
    """What has become of it: worse, mended, expected at another time."""
    incident, row = _seen(author, incident_id, number)
    row.condition = _one_of(condition, CONDITIONS, _("โปรดเลือกสภาพ"), "condition")
    row.back_by = None if row.condition in ("usable", "restored", "lost") else _to_come(incident, back_by)
    row.note = optional_words(note) or row.note
    row.at, row.author_name = incident_now(incident), author.user.name
    row.save()
    _log(author, incident, row)
    return row


@transaction.atomic
def add_photograph(author: Membership, incident_id: int, number: int, data: bytes) -> DamagePhotograph:
    """Made smaller, upright, and stripped of what the camera wrote beside it. The same picture again is kept once."""
    incident, row = _seen(author, incident_id, number)
    try:
        picture = photograph(data)
    except NotAPhotographError as error:
        words = {"n": MOST_BYTES // 1024 // 1024}
        message = _("เปิดไฟล์นี้เป็นภาพไม่ได้ ใช้ภาพ JPEG PNG หรือ WebP ไม่เกิน %(n)s MB") % words
        raise InvalidInputError(message, code="no-picture", field="picture") from error
    if row.photographs.count() >= MOST_PICTURES:
        raise RefusedError(_("มีภาพครบ %(n)s ภาพแล้ว") % {"n": MOST_PICTURES}, code="enough")
    digest = hashlib.sha256(picture.jpeg).hexdigest()
    kept, made = DamagePhotograph.objects.get_or_create(
        damage=row,
        sha256=digest,
        defaults={"jpeg": picture.jpeg, "at": incident_now(incident), "author_name": author.user.name},
    )
    if made:
        data_of = {"number": number, "name": row.name, "person_name": author.user.name, "sha256": digest}
        write(author, incident, "damage.photographed", data_of)
    return kept


def _seen(author: Membership, incident_id: int, number: int) -> tuple[Incident, Damage]:
    require(author, Permission.DO_TASKS)
    incident = locked_open(author, incident_id)
    row = Damage.objects.filter(incident_id=incident.pk, number=number).first()
    if row is None:
        raise NotFoundError(_("ไม่มีรายการความเสียหายนี้"))
    if not may_see_damage(author, row):
        raise NotAllowedError(_("ผู้บันทึก หัวหน้าทีม และผู้ประสานงานเท่านั้นที่แก้รายการนี้ได้"))
    return incident, row


def _one_of(value: str, known: tuple[str, ...], missing: str, field: str) -> str:
    if value not in known:
        raise InvalidInputError(missing, field=field)
    return value


def _to_come(incident: Incident, moment: datetime | None) -> datetime | None:
    if moment is not None and moment <= incident_now(incident):
        raise InvalidInputError(_("เวลาที่คาดว่าจะใช้ได้ต้องเป็นเวลาที่ยังมาไม่ถึง"), field="at")
    return moment


def _log(author: Membership, incident: Incident, row: Damage, *, happened_at: datetime | None = None) -> None:
    data = {"number": row.number, "name": row.name, "place": row.place, "condition": row.condition}
    data |= {"note": row.note or "-", "back_by": row.back_by.isoformat() if row.back_by else None}
    write(author, incident, "damage.recorded", data, happened_at=happened_at)
