"""What each unit has reported: informed and data backed up at the onset, health and damage checked in recovery."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom.core.log_entry.words import WORDS
from phrom.incidents.queries import Incident, incident_now
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language, plan_of
from phrom.response import actions
from phrom.response.forms import typed_time
from phrom.response.queries.units import MATTERS, UnitWord, matters_due, unit_words
from phrom.web.words import time_words


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_units(request: HttpRequest, pk: int) -> HttpResponse:
    return page_that_records(request, pk, "response/units.html", _record, _tell)


def _record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
    posted = request.POST
    actions.report_for_unit(
        membership,
        incident.pk,
        posted.get("unit", ""),
        posted.get("matter", ""),
        well=posted.get("act") != "problem",
        size=posted.get("size", ""),
        place=posted.get("place", ""),
        note=posted.get("note", ""),
        at=typed_time(posted.get("at", ""), posted.get("day", ""), incident_now(incident)),
    )
    messages.success(request, _("บันทึกรายงานของกลุ่มงานแล้ว"))


def _tell(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    plan, words, due = plan_of(incident.plan_version), unit_words(incident), matters_due(incident)
    rows = []
    for unit in plan.units:
        cells = [
            {
                "matter": matter,
                "title": in_language(WORDS["unit_matter"][matter]),
                "word": words.get((unit.id, matter)),
                "state": _state(words.get((unit.id, matter)), matter in due),
            }
            for matter in MATTERS
        ]
        open_ = incident.stage != Incident.Stage.CLOSED
        rows.append({"unit": unit, "cells": cells, "may": open_ and actions.may_report_for(membership, plan, unit)})
    left = sum((u.id, m) not in words for u in plan.units for m in due)
    return {
        "rows": rows,
        "left": left,
        "wrong": sum(not w.well for w in words.values()),
        "due": ", ".join(in_language(WORDS["unit_matter"][m]) for m in due),
        "matters": [(m, in_language(WORDS["unit_matter"][m])) for m in MATTERS],
        "first": due[0],
    }


def _state(word: UnitWord | None, is_due: bool) -> tuple[str, str]:
    if word is None:
        return ("waiting", _("ยังไม่รายงาน")) if is_due else ("", "–")
    time = {"time": time_words(word.at)}
    return ("done", _("เรียบร้อย %(time)s") % time) if word.well else ("warning", _("มีปัญหา %(time)s") % time)
