"""Starting: a practice at once, a real activation by proposal; both show first exactly what would happen."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from phrom import clock
from phrom.callouts.queries import channel_word, engine_silence
from phrom.core.callout.settings import CalloutSettings
from phrom.core.log_entry.words import WORDS
from phrom.core.plan.document import Plan
from phrom.core.rendering.message_text import call_message, correction_message, spoken_message
from phrom.core.response.clocks import process_clocks
from phrom.errors import InvalidInputError
from phrom.incidents import actions, queries
from phrom.incidents.forms import ProposalForm
from phrom.incidents.models import Incident
from phrom.incidents.views.figures import figures, longest_sms, sample_code
from phrom.incidents.views.people import short_place
from phrom.offices.access import membership_of, needs
from phrom.offices.queries import approvers_of
from phrom.offices.roles import Permission
from phrom.plans.queries import PlanVersion, approved_version, in_language, plan_of
from phrom.web.words import day_words

MODES = {
    "both": gettext_lazy("ส่งข้อความถึงทุกคนพร้อมกัน ใครไม่ตอบให้คนโทร แล้วแจ้งผู้แทน"),
    "machine": gettext_lazy("ส่งข้อความถึงทุกคนพร้อมกัน ใครไม่ตอบแจ้งผู้แทนทันที ไม่มีคนโทร"),
    "cascade": gettext_lazy("ส่งข้อความถึงหัวหน้าก่อน หัวหน้าทีมโทรหาทีมงานของตน"),
}


@require_GET
@needs(Permission.START_PRACTICE)
def practice_choice(request: HttpRequest) -> HttpResponse:
    """Which threat to practise."""
    version = approved_version(membership_of(request).organisation_id)
    plan = plan_of(version) if version else None
    return render(
        request, "incidents/practice_choice.html", {"threats": plan.threats if plan else (), "version": version}
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.START_PRACTICE)
def practice_new(request: HttpRequest, threat: str) -> HttpResponse:
    membership = membership_of(request)
    if request.method == "POST":
        key, fast = request.POST.get("request_key", ""), request.POST.get("pace") == "fast"
        if request.POST.get("begin") == "onset":
            watched = actions.watch_incident(membership, threat, request_key=key, practice=True, fast=fast)
            return redirect("incident-board", watched.pk)
        incident = actions.start_practice(membership, threat, request_key=key, fast=fast)
        return redirect("practice-phones", incident.pk)
    version = approved_version(membership.organisation_id)
    if version is None:
        return render(request, "incidents/no_plan.html", {"mode": "practice"})
    plan = plan_of(version)
    way = queries.calling_way(membership.organisation_id, threat, Incident.Stage.CRISIS)
    preview = queries.preview_of(
        plan,
        threat,
        actions.practice_settings(fast=False),
        practice=True,
        now=clock.now(),
        mode=way.mode,
        addition=way.addition,
        organisation_id=membership.organisation_id,
    )
    context = preview_words(preview) | {
        "incident_nav": {"mode": "practice", "title": preview.threat.name, "facts": _("ยังไม่เริ่ม"), "links": _ways_out()},
        "real_open": queries.open_incidents(membership.organisation_id).filter(practice=False),
        "same_open": _same_open(membership.organisation_id, threat, practice=True),
        "request_key": secrets.token_urlsafe(16),
        "version_words": version_words(version),
        "slow": _pace(actions.practice_settings(fast=False)),
        "fast": _pace(actions.practice_settings(fast=True)),
    }
    return render(request, "incidents/practice_new.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.PROPOSE_ACTIVATION)
def activation_new(request: HttpRequest, threat: str) -> HttpResponse:
    membership = membership_of(request)
    if request.method == "POST" and "watch" in request.POST:
        key, note = request.POST.get("request_key", ""), request.POST.get("note", "")
        watched = actions.watch_incident(membership, threat, request_key=key, practice=False, note=note)
        return redirect("incident-board", watched.pk)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        incident = actions.propose_activation(
            membership, threat, request_key=form.cleaned_data["request_key"], reason=form.cleaned_data["reason"]
        )
        return redirect("activation", incident.pk)
    version = approved_version(membership.organisation_id)
    if version is None:
        return render(request, "incidents/no_plan.html", {"mode": "real"})
    plan = plan_of(version)
    way, pace = (
        queries.calling_way(membership.organisation_id, threat, Incident.Stage.CRISIS),
        actions.real_settings(membership.organisation_id, threat, Incident.Stage.CRISIS),
    )
    preview = queries.preview_of(
        plan,
        threat,
        pace,
        practice=False,
        now=clock.now(),
        mode=way.mode,
        addition=way.addition,
        organisation_id=membership.organisation_id,
    )
    approvers = approvers_of(membership.organisation_id, Permission.APPROVE_ACTIVATION)
    context = preview_words(preview) | {
        "incident_nav": {
            "mode": "real",
            "title": preview.threat.name,
            "facts": _("ยังไม่ประกาศใช้แผน"),
            "links": _ways_out(),
        },
        "same_open": _same_open(membership.organisation_id, threat, practice=False),
        "form": form if form.is_bound else ProposalForm(initial={"request_key": secrets.token_urlsafe(16)}),
        "watch_key": secrets.token_urlsafe(16),
        "approvers": [a.user.name for a in approvers if a.user_id != membership.user_id],
        "version_words": version_words(version),
    }
    return render(request, "incidents/activation_new.html", context)


def _same_open(organisation_id: int, threat: str, *, practice: bool) -> list[dict[str, Any]]:
    """The same is open already: by the way back, in another window, or by another person."""
    found = queries.open_incidents(organisation_id).filter(threat=threat, practice=practice)
    return [
        {"at": i.opened_at, "name": i.threat_name, "url": reverse("incident-board", args=[i.pk])} for i in found[:5]
    ]


def _ways_out() -> list[dict[str, str]]:
    return [
        {"url": reverse("home"), "label": _("หน้าแรก"), "icon": "house"},
        {"url": reverse("plan"), "label": _("แผน"), "icon": "file-text"},
    ]


def _pace(settings: CalloutSettings) -> dict[str, int]:
    """Seconds to the second try, and to the caller's list: when the time is over or all tries are spent."""
    tries = settings.tries_per_channel * len(settings.channels) * settings.retry_seconds
    return {"retry": settings.retry_seconds, "caller": min(settings.answer_seconds, tries)}


def preview_words(preview: queries.Preview) -> dict[str, Any]:
    """A preview as the pages say it."""
    code = sample_code(preview.tree)
    message, spoken = call_message(preview.facts, code), spoken_message(preview.facts)
    speaks = "voice" in preview.settings.channels
    without = [c for c in preview.called if c.by_hand_only]
    phoned = without if preview.tree.mode != "machine" else []
    return {
        "silence": "" if preview.facts.practice else engine_silence(),
        "figures": figures(preview.tree, preview.settings, preview.facts),
        "length": longest_sms(preview.tree, preview.facts),
        "mode_words": MODES[preview.tree.mode],
        "by_caller": [c.contact.name for c in preview.called if c.by_caller],
        "preview": preview,
        "rows": _rows(preview),
        "channels": [in_language(WORDS["channel"][c]).strip() for c in preview.settings.channels],
        "names": [
            {
                "name": c.contact.name,
                "places": capfirst(" · ".join(short_place(in_language(place)) for place in c.places)),
                "channels": ", ".join(in_language(WORDS["channel"][ch]).strip() for ch in c.channels),
                "by_hand": c in phoned,
                "by_caller": c.by_caller,
                "unreachable": c.unreachable,
            }
            for c in preview.called
        ],
        "by_hand": [c.contact.name for c in phoned],
        "passed_over": [] if phoned else [c.contact.name for c in without],
        "unreachable": [c.contact.name for c in preview.called if c.unreachable],
        "no_contact": [c.name for c in preview.no_contact],
        "nobody_named": [in_language(place) for place in preview.nobody_named],
        "outside": [p.full_name for p in preview.outside],
        "message": message.th,
        "message_meaning": message.en,
        "spoken": spoken.th if speaks else "",
        "spoken_meaning": spoken.en,
        "correction": correction_message(preview.facts).th,
        "sample_code": code,
        "site": preview.facts.report_at,
        "first_clock": first_clock(preview.plan),
    }


def first_clock(plan: Plan) -> dict[str, Any] | None:
    """The process that would run out first."""
    now = clock.now()
    known = [c for c in process_clocks(plan, now, now) if c.left is not None]
    return {"name": known[0].process.name, "left": known[0].left, "deadline": known[0].deadline} if known else None


def version_words(version: PlanVersion) -> str:
    if version.approved_at is None:
        return _("ฉบับที่ %(number)s") % {"number": version.number}
    words = {"number": version.number, "day": day_words(version.approved_at)}
    return _("ฉบับที่ %(number)s (อนุมัติ %(day)s)") % words


def _rows(preview: queries.Preview) -> list[dict[str, Any]]:
    """By level: how many people, how many by each channel, and what follows on silence."""
    levels = {s.id: s.level for s in preview.tree.slots}
    of_person = {s.holders[0]: levels[s.id] for s in reversed(preview.tree.slots) if s.holders}
    wanted: tuple[tuple[tuple[str, ...], str, str], ...] = (
        (("head", "coordinator"), _("หัวหน้าและผู้ประสานงาน"), _("คนโทรหา แล้วแจ้งผู้แทน")),
        (("leader",), _("หัวหน้าทีม"), _("ผู้ประสานงานโทรหา แล้วแจ้งผู้แทน")),
        (("member",), _("ทีมงาน"), _("หัวหน้าทีมโทรหา แล้วแจ้งผู้แทน")),
    )
    if preview.tree.mode == "machine":
        wanted = tuple((group, words, _("แจ้งผู้แทน")) for group, words, _then in wanted)
    rows = []
    for group, words, then in wanted:
        people = [c for c in preview.called if of_person.get(c.contact.person) in group]
        counts = [
            {"channel": capfirst(channel_word(name)), "people": sum(1 for c in people if name in c.channels)}
            for name in preview.settings.channels
        ]
        rows.append({"words": words, "people": len(people), "counts": counts, "then": then})
    return rows


def reason_of(request: HttpRequest) -> str:
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise InvalidInputError(_("โปรดเขียนเหตุผลที่ไม่อนุมัติ"))
    return reason
