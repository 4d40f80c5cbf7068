"""All matters of an incident on one page: what each page is for, and what is open there now."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from phrom.incidents.queries import Incident, affected_offices, open_decisions, sharing_with
from phrom.incidents.views.frame import framed, incident_and_callout
from phrom.offices.access import needs
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response.queries import reports_of
from phrom.response.queries.messages import Message, messages_of
from phrom.response.queries.supply import requests_of, stakeholders_in
from phrom.response.queries.units import matters_due, unit_words


@dataclass(frozen=True)
class Matter:
    """`state` says what is open there; empty: nothing that waits for anybody."""

    page: str
    title: str
    purpose: str
    state: str = ""


@require_GET
@needs(Permission.VIEW_INCIDENT)
def incident_matters(request: HttpRequest, pk: int) -> HttpResponse:
    incident, callout = incident_and_callout(request, pk)
    known = _matters(incident)
    open_ones = [m for _heading, matters in known for m in matters if m.state]
    parts = [(_("รออยู่"), open_ones), *((heading, [m for m in matters if not m.state]) for heading, matters in known)]
    groups = [
        (heading, [{"matter": m, "url": reverse(m.page, args=[incident.pk])} for m in matters])
        for heading, matters in parts
        if matters
    ]
    context: dict[str, Any] = {"groups": groups, "open_ones": len(open_ones), "seen_by": sharing_with(incident)}
    return render(request, "response/matters.html", framed(request, incident, callout, **context))


def _matters(incident: Incident) -> list[tuple[str, list[Matter]]]:
    return [
        (_("ตัดสินใจและสื่อสาร"), _words(incident)),
        (_("คนและงาน"), _people(incident)),
        (_("ทรัพยากรและความเสียหาย"), _resources(incident)),
    ]


def _words(incident: Incident) -> list[Matter]:
    asked = open_decisions(incident).count()
    report = next((r for r in reports_of(incident) if r.approved_at is None), None)
    waiting = sum(m.state in (Message.State.DRAFT, Message.State.APPROVED) for m in messages_of(incident))
    return [
        Matter(
            "incident-decisions",
            _("ทะเบียนการตัดสินใจ"),
            _("ขออนุมัติ และดูว่าใครตัดสินใจอะไร"),
            _("รอตัดสินใจ %(n)s เรื่อง") % {"n": asked} if asked else "",
        ),
        Matter(
            "incident-reports",
            _("รายงานสถานการณ์"),
            _("ร่าง อนุมัติ ส่ง พิมพ์ PDF และ Word"),
            _("ฉบับที่ %(n)s รออนุมัติ") % {"n": report.number} if report else "",
        ),
        Matter("incident-meetings", _("การประชุมคณะบริหารความต่อเนื่อง"), _("เรียกประชุม มติ รายงานการประชุม")),
        Matter(
            "incident-messages",
            _("ข้อความถึงบุคลากรและประชาชน"),
            _("เตือนให้เตรียมพร้อม สรุปวันถัดไป ประกาศ"),
            _("รออนุมัติหรือรอส่ง %(n)s ข้อความ") % {"n": waiting} if waiting else "",
        ),
        Matter(
            "incident-offices",
            _("หน่วยงานอื่นที่ได้รับผลกระทบ"),
            _("แจ้งและขอให้ร่วมเหตุการณ์ เห็นภาพรวมของแต่ละแห่ง"),
            _offices(incident),
        ),
    ]


def _offices(incident: Incident) -> str:
    left = sum(row.state == "asked" for row in affected_offices(incident))
    return _("รอตอบ %(n)s หน่วยงาน") % {"n": left} if left else ""


def _resources(incident: Incident) -> list[Matter]:
    waiting = sum(r.state in ("asked", "promised") for r in requests_of(incident))
    untold = sum(not v.told for v in stakeholders_in(incident)) if incident.activated_at else 0
    return [
        Matter(
            "incident-resources",
            _("ทรัพยากรและสถานที่"),
            _("คำขอ ที่รับปาก ที่มาถึง ของในคลัง อาหาร ที่พัก ที่ทำงานและที่สำรองถัดไป"),
            _("รอของ %(n)s คำขอ") % {"n": waiting} if waiting else "",
        ),
        Matter("incident-needs", _("ทรัพยากรตามเวลา"), _("ขั้นต่ำที่ต้องมีเมื่อถึงเวลาของแต่ละกระบวนงาน")),
        Matter(
            "incident-stakeholders",
            _("คู่ค้าและผู้มีส่วนได้ส่วนเสีย"),
            _("แจ้งใคร ใครแจ้ง เขาตอบว่าอย่างไร"),
            _("ยังไม่แจ้ง %(n)s ราย") % {"n": untold} if untold else "",
        ),
        Matter("incident-damage", _("ความเสียหาย"), _("อะไรเสียหาย ภาพถ่าย คาดว่าใช้ได้เมื่อใด")),
    ]


def _units(incident: Incident) -> str:
    plan, words = plan_of(incident.plan_version), unit_words(incident)
    left = sum((u.id, m) not in words for u in plan.units for m in matters_due(incident))
    return _("รอรายงาน %(n)s เรื่อง") % {"n": left} if left and incident.stage != Incident.Stage.CRISIS else ""


def _people(incident: Incident) -> list[Matter]:
    return [
        Matter("incident-tasks", pgettext("list", "งาน"), _("ทุกขั้นตอนในแผน และงานที่เพิ่ม")),
        Matter("incident-processes", _("กระบวนงาน"), _("สถานะ เวลาที่เหลือ ปฏิบัติงานด้วยมือ งานค้าง")),
        Matter("incident-people", _("บุคลากร"), _("รายงานตัว ใครยังไม่มา สถานภาพ")),
        Matter("incident-units", _("รายงานรายกลุ่มงาน"), _("รับข่าว สำรองข้อมูล ตรวจสุขภาพ ตรวจความเสียหาย"), _units(incident)),
        Matter("incident-shifts", _("เวรและเวลาทำงาน"), _("ใครทำเมื่อใด ที่สำรองหรือที่บ้าน เหลื่อมเวลา")),
        Matter("incident-review", _("การทบทวน"), _("เมื่อปิดแล้ว: อะไรช้า ใครติดต่อไม่ได้ ใครแก้ ภายในเมื่อใด")),
        Matter("handover", _("ส่งเวร"), _("สิ่งที่ค้าง เลยกำหนด และตัดสินใจแล้ว")),
    ]
