"""How the office wants its people called: chosen beforehand, shown whole in the preview, frozen when a call starts."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import ValidationError

from phrom import clock
from phrom.core.callout.way import STAGES, CallingWay
from phrom.errors import InvalidInputError, NotFoundError
from phrom.incidents import queries
from phrom.incidents.models import CallingWayChosen
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, plan_of


@transaction.atomic
def choose_calling_way(author: Membership, threat: str, way: dict[str, Any], *, stage: str = "") -> CallingWay:
    """For this threat, or for every one that has no way of its own (`threat` empty); in one stage of an incident, or in
    all."""
    require(author, Permission.EDIT_PLAN)
    title = _title_of(author, threat, stage)
    try:
        chosen = CallingWay.model_validate(way)
    except ValidationError:
        raise InvalidInputError(
            _("เวลารอคำตอบต้องไม่สั้นกว่าเวลาส่งซ้ำ กลางคืนต้องไม่เริ่มและสิ้นสุดเวลาเดียวกัน และแต่ละช่องทางอยู่ในลำดับได้ครั้งเดียว"),
            code="way-does-not-fit",
        ) from None
    CallingWayChosen.objects.update_or_create(
        organisation_id=author.organisation_id,
        threat=threat,
        stage=stage,
        defaults={"way": chosen.model_dump(mode="json"), "chosen_at": clock.now(), "chosen_by_id": author.user_id},
    )
    write_entry(author.organisation_id, "calling_way.chosen", {"title": title}, author=author)
    return chosen


@transaction.atomic
def forget_calling_way(author: Membership, threat: str, *, stage: str = "") -> None:
    """Back to the way of every stage, of every threat, or to the program's own. Twice is once."""
    require(author, Permission.EDIT_PLAN)
    title = _title_of(author, threat, stage)
    chosen = CallingWayChosen.objects.filter(organisation_id=author.organisation_id, threat=threat, stage=stage)
    if chosen.delete()[0]:
        write_entry(author.organisation_id, "calling_way.forgotten", {"title": title}, author=author)


def _title_of(author: Membership, threat: str, stage: str) -> dict[str, str]:
    """Raises NotFoundError for a threat that the plan in force does not have, and for what is no stage."""
    if stage and stage not in STAGES:
        raise NotFoundError(_("ไม่มีระยะนี้"))
    title = {"th": "ทุกเหตุการณ์", "en": "every incident"}
    if threat:
        version = approved_version(author.organisation_id)
        if version is None:
            raise NotFoundError(_("แผนไม่มีภัยนี้"))
        title = dict.fromkeys(title, queries.threat_of(plan_of(version), threat).name)
    return {language: f"{words}{_of_stage(stage, language)}" for language, words in title.items()}


def _of_stage(stage: str, language: str) -> str:
    return f" · {getattr(STAGES[stage], language)}" if stage else ""
