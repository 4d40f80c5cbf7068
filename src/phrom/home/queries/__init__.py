"""What the first page says: the one fact, the one next action, and what the readiness is made of."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phrom import clock
from phrom.callouts.queries import (
    ChannelShown,
    callout_of_incident,
    channels_shown,
    course_of,
    engine_silence,
    none_works,
    open_caller_items,
    wrong_numbers,
)
from phrom.core.callout.reach import summary
from phrom.core.values.finding import Finding
from phrom.errors import NotFoundError
from phrom.home.queries.due import REVIEW_AFTER, Due, due_in
from phrom.incidents.queries import closed_incidents, open_incidents, requests_to_join
from phrom.offices.access import allowed
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, findings_shown, newest_version, plan_of, review_due
from phrom.response.views.own_step import own_step
from phrom.web.words import day_words, is_thai, span_words, time_words

if TYPE_CHECKING:
    from phrom.incidents.models import AffectedOffice, Incident
    from phrom.offices.models import Membership
    from phrom.plans.models import PlanVersion


@dataclass(frozen=True)
class Reach:
    """How many of a call tree acknowledged, refused (reached, but cannot come) and were called. Alternates whom nobody
    had to call are not counted."""

    acknowledged: int
    refused: int
    called: int
    to_phone: int
    last_acknowledged_after: timedelta | None

    @property
    def silent(self) -> int:
        return self.called - self.acknowledged - self.refused


@dataclass(frozen=True)
class OpenIncident:
    incident: "Incident"
    reach: Reach | None
    board: str


@dataclass(frozen=True)
class Verdict:
    """One sentence of the readiness: `state` is a chip's word."""

    state: str
    text: str
    remark: str
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class Headline:
    fact: str
    why: str
    button: str = ""
    href: str = ""
    under: str = ""


@dataclass(frozen=True)
class FirstPage:
    version: "PlanVersion"
    plan_words: str
    headline: Headline
    incidents: list[OpenIncident]
    verdicts: list[Verdict]
    due: list[Due]
    threats: list[dict[str, str]]
    asked: "list[AffectedOffice]"  # other offices say that their incidents affect this one

    @property
    def ready_count(self) -> int:
        return sum(v.state == "done" for v in self.verdicts)


def address(name: str, *args: object) -> str:
    """The address of a page, or empty while the program has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def reach_of(incident_id: int, organisation_id: int) -> Reach | None:
    try:
        callout = callout_of_incident(incident_id, organisation_id)
    except NotFoundError:
        return None
    course = course_of(callout)
    reached, people = summary(course.tree, course.state), course.state.people.values()
    moments = [p.acknowledged.at for p in people if p.status == "acknowledged" and p.acknowledged]
    return Reach(
        acknowledged=reached.acknowledged,
        refused=reached.by_status["refused"],
        called=reached.people,
        to_phone=open_caller_items(callout).count(),
        last_acknowledged_after=max(moments) - course.state.started_at if moments else None,
    )


def first_page(organisation_id: int, *, numbers: bool, reader: "Membership | None" = None) -> FirstPage | None:
    """None while the office has no plan. `numbers`: whether the person may see telephone numbers; `reader`: who reads,
    so that in an incident the page leads to what waits for them."""
    version = newest_version(organisation_id)
    if version is None:
        return None
    approved = approved_version(organisation_id)
    errors = [f for f in findings_shown(version, numbers=numbers) if f.severity == "error"]
    incidents = [_open_incident(i, organisation_id) for i in open_incidents(organisation_id)]
    practised = closed_incidents(organisation_id).filter(practice=True).order_by("-opened_at").first()
    reach = reach_of(practised.pk, organisation_id) if practised else None
    asked = list(requests_to_join(organisation_id)[:20])
    return FirstPage(
        version=version,
        plan_words=_plan_words(version, approved),
        headline=_asked_headline(asked[0])
        if asked and not any(not opened.incident.practice for opened in incidents)
        else _headline(version, approved, errors, incidents, practised, reach, reader),
        incidents=incidents,
        verdicts=[
            _errors_verdict(version, errors),
            _approval_verdict(approved),
            _practice_verdict(practised, reach, incidents),
            _channels_verdict(),
            *_numbers_verdict(version.organisation_id),
        ],
        due=due_in(organisation_id, approved, practised),
        threats=_threats(approved),
        asked=asked,
    )


def _asked_headline(row: "AffectedOffice") -> Headline:
    """Nothing real is open here, and somebody else says that something is."""
    words = {"office": row.incident.organisation.name, "threat": row.incident.threat_name}
    fact = _("%(office)s แจ้งว่า%(threat)sกระทบหน่วยงานท่านด้วย") % words
    if row.incident.practice:
        fact = _("การฝึกซ้อม: %(fact)s") % {"fact": fact}
    since = {"day": day_words(row.asked_at), "time": time_words(row.asked_at)}
    why = _("แจ้งเมื่อ %(day)s %(time)s ยังไม่มีการแจ้งใครในหน่วยงานท่าน") % since
    return Headline(fact, why, _("พิจารณา"), address("asked-to-join", row.pk))


def _open_incident(incident: "Incident", organisation_id: int) -> OpenIncident:
    board = address("incident-board", incident.pk) or address("incident-calls", incident.pk)
    return OpenIncident(incident, reach_of(incident.pk, organisation_id), board)


def _plan_words(version: "PlanVersion", approved: "PlanVersion | None") -> str:
    if approved is None or approved.approved_at is None:
        return _("แผนฉบับที่ %(number)s ยังไม่อนุมัติ") % {"number": version.number}
    words = {"number": approved.number, "day": day_words(approved.approved_at)}
    return _("แผนฉบับที่ %(number)s · อนุมัติ %(day)s") % words


def _headline(
    version: "PlanVersion",
    approved: "PlanVersion | None",
    errors: list[Finding],
    incidents: list[OpenIncident],
    practised: "Incident | None",
    reach: Reach | None,
    reader: "Membership | None",
) -> Headline:
    if incidents:
        return _incident_headline(incidents[0], reader)
    if errors and version.state == "draft":
        return _errors_headline(version, errors)
    if approved is None:
        return _approval_headline(version)
    if practised is None or reach is None:
        may_start = reader is None or allowed(reader, Permission.START_PRACTICE)
        return Headline(
            _("แผนอนุมัติแล้ว แต่ยังไม่เคยซ้อมแจ้งเหตุ"),
            _("ซ้อมแล้วจึงรู้ว่าแจ้งถึงกี่คน ภายในกี่นาที ไม่มีข้อความออกไปนอกระบบ"),
            _("เลือกเหตุการณ์ที่จะซ้อม") if may_start else _("ดูแผน"),
            "#practice" if may_start else address("plan"),
        )
    return _reach_headline(practised, reach)


def _incident_headline(opened: OpenIncident, reader: "Membership | None") -> Headline:
    incident, reach = opened.incident, opened.reach
    words = {"threat": incident.threat_name}
    kind = _("การฝึกซ้อม: %(threat)s") if incident.practice else _("เหตุจริง: %(threat)s")
    fact = kind % words
    if reach is not None:
        told = {"fact": fact, "answered": reach.acknowledged, "called": reach.called}
        fact = _("%(fact)s รับทราบแล้ว %(answered)s จาก %(called)s คน") % told
    since = {"day": day_words(incident.opened_at), "time": time_words(incident.opened_at)}
    button, page, waits = own_step(reader, incident) if reader else ("", "", "")
    return Headline(
        fact,
        waits or _("เปิดอยู่ตั้งแต่ %(day)s %(time)s") % since,
        button or _("เปิดกระดาน"),
        page or opened.board,
        _("เหลือ %(count)s คนที่ต้องโทร") % {"count": reach.to_phone} if reach and reach.to_phone else "",
    )


def _errors_headline(version: "PlanVersion", errors: list[Finding]) -> Headline:
    fact = ngettext(
        "แผนยังมีข้อผิด %(count)s ข้อ",
        "แผนยังมีข้อผิด %(count)s ข้อ",
        len(errors),
    )
    return Headline(
        fact % {"count": len(errors)},
        _("แก้ หรือยอมรับพร้อมเหตุผล แล้วจึงอนุมัติและใช้แจ้งเหตุได้"),
        _("ดูข้อผิดข้อแรก"),
        address("plan-version", version.number),
        _in_language(errors[0]),
    )


def _approval_headline(version: "PlanVersion") -> Headline:
    page = address("plan-version", version.number)
    if version.state == "submitted":
        fact = _("แผนฉบับที่ %(number)s รอการอนุมัติ") % {"number": version.number}
        return Headline(fact, _("อีกคนหนึ่งต้องอนุมัติ จึงใช้แผนนี้ซ้อมและแจ้งเหตุได้"), _("พิจารณาแผน"), page)
    fact = _("แผนฉบับที่ %(number)s เป็นร่าง ยังใช้แจ้งเหตุไม่ได้") % {"number": version.number}
    return Headline(fact, _("ไม่พบข้อผิด เสนอให้อีกคนหนึ่งอนุมัติได้"), _("เสนอขออนุมัติ"), page)


def _reach_headline(practised: "Incident", reach: Reach) -> Headline:
    words: dict[str, object] = {"answered": reach.acknowledged, "called": reach.called}
    if reach.last_acknowledged_after is None:
        fact = _("ซ้อมครั้งล่าสุด ไม่มีผู้รับทราบจาก %(called)s คน") % words
    else:
        words["time"] = span_words(reach.last_acknowledged_after)
        fact = _("ซ้อมครั้งล่าสุด รับทราบ %(answered)s จาก %(called)s คน ภายใน %(time)s") % words
    why = _("ซ้อม %(threat)s เมื่อ %(day)s") % {"threat": practised.threat_name, "day": day_words(practised.opened_at)}
    return Headline(fact, why, _("ดูผลการซ้อม"), address("incident-board", practised.pk))


def _in_language(finding: Finding) -> str:
    return finding.message.th if is_thai() else finding.message.en


def _errors_verdict(version: "PlanVersion", errors: list[Finding]) -> Verdict:
    page = address("plan-version", version.number)
    of = _("แผนฉบับที่ %(number)s") % {"number": version.number}
    if not errors:
        return Verdict("done", _("แผนไม่มีข้อผิด"), of, page, _("ดูแผน"))
    text = ngettext("แผนมีข้อผิด %(count)s ข้อ", "แผนมีข้อผิด %(count)s ข้อ", len(errors)) % {"count": len(errors)}
    return Verdict("error", text, _in_language(errors[0]), page, _("ดูข้อสังเกต"))


def _approval_verdict(approved: "PlanVersion | None") -> Verdict:
    if approved is None or approved.approved_at is None:
        return Verdict("error", _("ยังไม่มีแผนที่อนุมัติแล้ว"), _("ซ้อมและแจ้งเหตุได้เมื่อแผนอนุมัติแล้วเท่านั้น"))
    review = approved.approved_at + REVIEW_AFTER
    words = {"day": day_words(approved.approved_at), "review": day_words(review)}
    remark = _("อนุมัติ %(day)s ทบทวนก่อน %(review)s") % words
    page, see = address("plan-version", approved.number), _("ทบทวนแผน")
    if review < clock.now():
        return Verdict("warning", _("แผนอนุมัติมานานกว่า 12 เดือน"), remark, page, see)
    if review_due(approved) is not None:
        return Verdict("warning", _("ถึงเวลาทบทวนแผน ก่อนครบ 12 เดือน"), remark, page, see)
    return Verdict("done", _("แผนอนุมัติแล้วและอายุไม่เกิน 12 เดือน"), remark)


def _practice_verdict(practised: "Incident | None", reach: Reach | None, incidents: list[OpenIncident]) -> Verdict:
    running = next((opened for opened in incidents if opened.incident.practice), None)
    if practised is None and running is not None:
        remark = _("ปิดการซ้อมแล้วจึงนับผล")
        return Verdict("warning", _("กำลังซ้อมแจ้งเหตุครั้งแรก"), remark, running.board, _("เปิดกระดาน"))
    if practised is None:
        return Verdict("warning", _("ยังไม่เคยซ้อมแจ้งเหตุ"), _("จำนวนคนที่แจ้งถึงจะรู้เมื่อซ้อมแล้ว"))
    words: dict[str, object] = {"threat": practised.threat_name, "day": day_words(practised.opened_at)}
    remark = _("ซ้อม %(threat)s %(day)s") % words
    if reach is not None:
        words |= {"answered": reach.acknowledged, "called": reach.called}
        remark = _("ซ้อม %(threat)s %(day)s รับทราบ %(answered)s จาก %(called)s คน") % words
    page = address("incident-board", practised.pk)
    if practised.opened_at + REVIEW_AFTER < clock.now():
        return Verdict("warning", _("ซ้อมครั้งล่าสุดนานกว่า 12 เดือน"), remark, page, _("ดูผล"))
    if reach is not None and reach.silent:
        left = {"count": reach.silent}
        return Verdict("warning", _("ซ้อมครั้งล่าสุดมี %(count)s คนที่ไม่ตอบ") % left, remark, page, _("ดูผล"))
    return Verdict("done", _("ซ้อมครั้งล่าสุดไม่เกิน 12 เดือน"), remark, page, _("ดูผล"))


def _channels_verdict() -> Verdict:
    """What would carry the messages, before the flood."""
    page, see = address("channels"), _("ดูช่องทาง")
    if silence := engine_silence():
        return Verdict("error", silence, _("ถ้ามีเหตุตอนนี้ จะไม่มีข้อความใดออกไป โปรดแจ้งผู้ดูแลระบบ"), page, see)
    shown = [each for each in channels_shown() if each.state != "off"]
    if not shown:
        return Verdict("warning", _("ยังไม่ได้ตั้งช่องทางส่งข้อความ"), _("เมื่อมีเหตุจริง ทุกคนต้องให้คนโทร"), page, see)
    words = ", ".join(each.word for each in shown)
    for each in shown:
        if each.state == "failing" and each.since:
            said = {"word": each.word, "day": day_words(each.since), "time": time_words(each.since)}
            text = _("%(word)s ใช้ไม่ได้ตั้งแต่ %(day)s %(time)s") % said
            return Verdict("error", text, _failing_remark(capfirst(each.why), shown), page, see)
    for each in shown:
        if each.state == "low":
            left = {"word": each.word, "left": each.left, "limit": each.limit}
            text = _("%(word)s เหลือ %(left)s จาก %(limit)s ข้อความในเดือนนี้") % left
            return Verdict("warning", text, _("ครบแล้ว ระบบจะใช้ช่องทางถัดไป"), page, see)
    for each in shown:
        if each.unknown_words:
            text = each.unknown_words[0].sentence
            return Verdict("warning", text, _("ผู้ดูแลระบบบอกความหมายของคำนั้นได้"), page, see)
    if any(each.state == "unknown" for each in shown):
        return Verdict("warning", _("ยังไม่รู้ว่าช่องทางใช้ได้หรือไม่"), words, page, see)
    return Verdict("done", _("ช่องทางส่งข้อความใช้ได้"), words, page, see)


def _failing_remark(why: str, shown: list[ChannelShown]) -> str:
    if not none_works(shown):
        return why
    effect = _("ไม่มีช่องทางใดส่งได้ ถ้ามีเหตุตอนนี้ ทุกคนต้องให้คนโทร")
    return _("%(first)s %(second)s") % {"first": why, "second": effect} if why else effect


def _numbers_verdict(organisation_id: int) -> list[Verdict]:
    """Numbers that calls have shown to be wrong; nothing is said while there are none."""
    count = wrong_numbers(organisation_id).count()
    if not count:
        return []
    words = ngettext("%(n)s เบอร์หรืออีเมลใช้ไม่ได้", "%(n)s เบอร์หรืออีเมลใช้ไม่ได้", count) % {"n": count}
    return [Verdict("error", words, _("แก้แล้วใช้ได้ทันที ไม่ต้องอนุมัติแผนใหม่"), address("numbers"), _("แก้"))]


def _threats(approved: "PlanVersion | None") -> list[dict[str, str]]:
    """The threats of the plan in force, each with the pages that start a practice and a real incident."""
    if approved is None:
        return []
    return [
        {
            "name": threat.name,
            "practice": address("practice-new", threat.id),
            "real": address("activation-new", threat.id),
        }
        for threat in plan_of(approved).threats
    ]
