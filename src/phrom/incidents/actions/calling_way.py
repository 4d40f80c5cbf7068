"""How the office wants its people called: chosen beforehand, shown whole in the preview, frozen when a call starts."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import ValidationError

from phrom import clock
from phrom.core.callout.way import CallingWay
from phrom.errors import InvalidInputError, NotFoundError
from phrom.incidents import queries
from phrom.incidents.models import CallingWayChosen
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, plan_of


@transaction.atomic
def choose_calling_way(author: Membership, threat: str, way: dict[str, Any]) -> CallingWay:
    """For this threat, or for every one that has no way of its own (`threat` empty)."""
    require(author, Permission.EDIT_PLAN)
    title = _title_of(author, threat)
    try:
        chosen = CallingWay.model_validate(way)
    except ValidationError:
        raise InvalidInputError(
            _("เวลารอคำตอบต้องไม่สั้นกว่าเวลาส่งซ้ำ และแต่ละช่องทางอยู่ในลำดับได้ครั้งเดียว"), code="way-does-not-fit"
        ) from None
    CallingWayChosen.objects.update_or_create(
        organisation_id=author.organisation_id,
        threat=threat,
        defaults={"way": chosen.model_dump(mode="json"), "chosen_at": clock.now(), "chosen_by_id": author.user_id},
    )
    write_entry(author.organisation_id, "calling_way.chosen", {"title": title}, author=author)
    return chosen


@transaction.atomic
def forget_calling_way(author: Membership, threat: str) -> None:
    """Back to the way of every threat, or to the program's own. Twice is once."""
    require(author, Permission.EDIT_PLAN)
    title = _title_of(author, threat)
    gone, _rows = CallingWayChosen.objects.filter(organisation_id=author.organisation_id, threat=threat).delete()
    if gone:
        write_entry(author.organisation_id, "calling_way.forgotten", {"title": title}, author=author)


def _title_of(author: Membership, threat: str) -> str | dict[str, str]:
    """Raises NotFoundError for a threat that the plan in force does not have."""
    version = approved_version(author.organisation_id)
    if not threat:
        return {"th": "ทุกเหตุการณ์", "en": "every incident"}
    if version is None:
        raise NotFoundError(_("แผนไม่มีภัยนี้"))
    return queries.threat_of(plan_of(version), threat).name
