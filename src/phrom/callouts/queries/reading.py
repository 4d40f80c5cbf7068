"""Reading running call trees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.models import CallerListItem, Callout, EngineBeat, Recipient
from phrom.callouts.queries.kept import follow, keep
from phrom.callouts.queries.own_time import own_time
from phrom.core.callout.audit import ALARMS, Alarm
from phrom.core.callout.reply_code import codes_in
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.state import CalloutState
from phrom.core.callout.tree import CallTree
from phrom.core.rendering.message_text import CallFacts
from phrom.core.values.duration import Duration
from phrom.errors import NotFoundError
from phrom.web.words import moment_words

ENGINE_QUIET = timedelta(seconds=15)  # without a sign of life: people must know that nothing is sent


@dataclass(frozen=True)
class Course:
    """A callout with everything that its rules make of it: read once for a page."""

    callout: Callout
    tree: CallTree
    settings: CalloutSettings
    state: CalloutState


def callout_of_incident(incident_id: int, organisation_id: int) -> Callout:
    """The plan's call tree, or, before the plan is in force, the last warning. Raises NotFoundError, also for another
    office's."""
    # the tree of thousands is read only by whom it concerns
    calls = Callout.objects.defer("tree").filter(incident_id=incident_id, organisation_id=organisation_id)
    callout = calls.exclude(purpose=Callout.Purpose.MESSAGE).order_by("purpose", "-pk").first()  # activation first
    if callout is None:
        raise NotFoundError(_("เหตุการณ์นี้ยังไม่ได้เริ่มแจ้งใคร"))
    return callout


def courses_of_incidents(incident_ids: Iterable[int]) -> dict[int, Course]:
    """As `callout_of_incident` and `course_of` for many incidents at once; who has told nobody is left out."""
    calls = Callout.objects.defer("tree", "settings").filter(incident_id__in=set(incident_ids))
    found: dict[int, Callout] = {}
    for callout in calls.exclude(purpose=Callout.Purpose.MESSAGE).order_by("incident_id", "purpose", "-pk"):
        found.setdefault(callout.incident_id, callout)
    followed = follow(list(found.values()))
    courses = {}
    for incident_id, callout in found.items():
        running = followed[callout.pk].running
        courses[incident_id] = Course(callout, running.tree, running.settings, running.snapshot())
        keep(followed[callout.pk])
    return courses


def other_callouts_of(callout: Callout) -> list[int]:
    """Ids of the other callouts of its incident: warnings and texts."""
    others = Callout.objects.filter(incident_id=callout.incident_id).exclude(pk=callout.pk)
    return list(others.order_by("pk").values_list("pk", flat=True))


def callout_numbered(callout_id: int, organisation_id: int) -> Callout:
    """Raises NotFoundError, also for another office's."""
    callout = Callout.objects.filter(pk=callout_id, organisation_id=organisation_id).first()
    if callout is None:
        raise NotFoundError(_("ไม่มีการแจ้งเหตุนี้"))
    return callout


def course_of(callout: Callout) -> Course:
    """For reading: what happens later does not change it."""
    followed = follow([callout])[callout.pk]
    running = followed.running
    course = Course(callout, running.tree, running.settings, running.snapshot())
    keep(followed)
    return course


def alarm_of(callout: Callout) -> str:
    """What the watcher found wrong with a running callout, in the reader's language; empty: nothing."""
    found = ALARMS.get(cast("Alarm", callout.alarm)) if callout.state == Callout.State.RUNNING else None
    if found is None:
        return ""
    return found.en if (get_language() or "th").startswith("en") else found.th


def callouts_with_alarm(organisation_id: int) -> QuerySet[Callout]:
    """Running callouts of an office with which something is wrong."""
    running = Callout.objects.filter(organisation_id=organisation_id, state=Callout.State.RUNNING)
    return running.exclude(alarm="").defer("tree", "settings").order_by("pk")


def correction_of(callout: Callout) -> Callout | None:
    """The correction that was sent after this call; None: none was."""
    texts = Callout.objects.filter(incident_id=callout.incident_id, purpose=Callout.Purpose.MESSAGE)
    return next((c for c in texts if c.message.get("correction_of") == callout.pk), None)


def tree_of(callout: Callout) -> CallTree:
    return CallTree.model_validate(callout.tree)


def facts_of(callout: Callout) -> CallFacts:
    """What the messages of this callout say."""
    return call_facts(callout.message, practice=callout.practice, at=own_time(callout, callout.started_at))


def call_facts(message: Mapping[str, Any], *, practice: bool, at: datetime) -> CallFacts:
    """The facts of a stored message: office, threat, place, within (ISO 8601) and words as far as they are known."""
    within = message.get("within")
    return CallFacts(
        practice=practice,
        office=message["office"],
        threat=message.get("threat"),
        happened_at=at,
        report_at=message.get("place"),
        report_within=Duration.from_iso(within) if within else None,
        words=message.get("words"),
        addition=message.get("addition"),
    )


def open_caller_items(callout: Callout) -> QuerySet[CallerListItem]:
    """Who waits to be phoned by a person, longest first."""
    return CallerListItem.objects.filter(callout=callout, closed_at=None).order_by("listed_at", "pk")


def held_item(callout: Callout, user_id: int, now: datetime) -> CallerListItem | None:
    """Whom this user is phoning."""
    return open_caller_items(callout).filter(held_by_id=user_id, held_until__gt=now).first()


def free_items(callout: Callout, person: str, now: datetime) -> QuerySet[CallerListItem]:
    """Whom nobody is phoning, but for this person themselves: first those on their own list, then on nobody's, then on
    others'."""
    whose = Case(
        When(caller=person, then=Value(0)),
        When(caller="", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    free = open_caller_items(callout).exclude(held_until__gt=now).exclude(person__in=phoned_in_another(callout, now))
    return free.exclude(person=person or None).annotate(whose=whose).order_by("whose", "listed_at", "pk")


def phoned_in_another(callout: Callout, now: datetime, but_by: int | None = None) -> QuerySet[CallerListItem, str]:
    """Whom somebody (but for this user) is just phoning for another call of the same office: their line is busy."""
    same = {"callout__organisation_id": callout.organisation_id, "callout__practice": callout.practice}
    others = CallerListItem.objects.filter(**same, closed_at=None)
    held = others.exclude(callout=callout).filter(held_until__gt=now).exclude(held_by_id=but_by)
    return held.values_list("person", flat=True)


def recipient_by_code(text: str) -> Recipient | None:
    """Whose open code stands in a typed text, whatever the case, the digits and the words around it."""
    codes = codes_in(text)
    found = {r.code: r for r in Recipient.objects.select_related("callout").filter(code__in=codes, code_open=True)}
    return next((found[code] for code in codes if code in found), None)


def recipients_by_codes(texts: Iterable[str]) -> dict[str, Recipient]:
    """As `recipient_by_code` for several texts at once, without their callouts; who is not found is left out."""
    codes = {text: codes_in(text) for text in texts}
    wanted = {code for found in codes.values() for code in found}
    known = {r.code: r for r in Recipient.objects.filter(code__in=wanted, code_open=True)}
    return {
        text: known[code]
        for text, of_text in codes.items()
        if (code := next((c for c in of_text if c in known), None)) is not None
    }


def codes_of(callout: Callout) -> dict[str, str]:
    """The reply code of each person."""
    return dict(Recipient.objects.filter(callout=callout).values_list("person", "code"))


def engine_silence() -> str:
    """Since when no engine has given a sign of life, so that nothing is sent; empty while one runs."""
    beat = _newest_beat()
    if beat is None:
        return _("ระบบส่งข้อความยังไม่ได้เริ่มทำงาน")
    if clock.now() - beat <= ENGINE_QUIET:
        return ""
    return _("ระบบส่งข้อความไม่ทำงานตั้งแต่ %(moment)s") % {"moment": moment_words(beat)}


def _newest_beat() -> datetime | None:
    """When an engine last gave a sign of life."""
    return EngineBeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
