"""Each kind of act that a device may keep, and the action that it ends in: the same that a page would call."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from phrom.callouts import actions as callouts
from phrom.callouts.queries import callout_of_incident
from phrom.core.log_entry.words import WORDS
from phrom.core.plan.lookup import person_name
from phrom.core.response.device_time import SAME
from phrom.core.values.source import Bilingual
from phrom.errors import InvalidInputError, RefusedError
from phrom.incidents.actions import locked
from phrom.incidents.queries import Incident, real_time_in, time_in
from phrom.logbook.actions import write_note
from phrom.outbox.actions.kept import Kept, Said
from phrom.plans.queries import plan_of
from phrom.response import actions as response
from phrom.response.forms import typed_time
from phrom.response.queries import task_with


def carry_out(kept: Kept) -> None:
    """Raises RefusedError as the actions do; InvalidInputError for a kind that no device may keep."""
    _of(kept)[0](kept)


def said_by(kept: Kept) -> Said | None:
    """What a refused act would have said; None where only the device should know."""
    say = _of(kept)[1]
    return say(kept) if say else None


def _of(kept: Kept) -> "tuple[Callable[[Kept], None], Callable[[Kept], Said] | None]":
    if kept.act.kind not in _KINDS:
        raise InvalidInputError(_("อ่านสิ่งที่เครื่องส่งมาไม่ได้"), code="unreadable")
    return _KINDS[kept.act.kind]


def _typed_or_kept(kept: Kept, incident: Incident) -> datetime | None:
    """The time that the person typed, counted from when they typed it; else when the act was kept."""
    there = time_in(incident, kept.real_time(incident))
    return typed_time(kept.act.text("at"), kept.act.text("day"), there) or kept.time(incident)


def _task(kept: Kept) -> None:
    author, act = kept.person, kept.act
    incident = locked(author, kept.incident.pk)
    key, at = act.text("key"), _typed_or_kept(kept, incident)
    view = task_with(incident, key)
    if act.text("act") == "take":
        response.take_task(author, incident.pk, key, at=at)
    elif act.text("act") == "aside":
        response.set_task_aside(author, incident.pk, key, reason=act.text("reason"), at=at)
    else:
        if view.settled and view.row and view.row.settled_by != author.user.name:
            raise RefusedError(_("%(name)s บันทึกงานนี้เรียบร้อยแล้ว") % {"name": view.row.settled_by}, code="settled")
        # what others have ticked meanwhile stays ticked
        ticked = [*act.numbers("part"), *(view.row.parts_done if view.row else ())]
        response.finish_task(author, incident.pk, key, note=act.text("note"), parts=ticked, at=at)


_TASK_WORDS = {
    "take": ("รับงาน %s", "took %s"),
    "aside": ("งานไม่เกี่ยวข้อง %s", "not applicable: %s"),
    "done": ("ทำเสร็จ %s", "done: %s"),
}


def _task_said(kept: Kept) -> Said:
    incident, act = kept.incident, kept.act
    text = task_with(incident, act.text("key")).spec.text
    more = act.text("note") or act.text("reason")
    th, en = _TASK_WORDS.get(act.text("act"), _TASK_WORDS["done"])
    words = Bilingual(th=th % text, en=en % text)
    return _said(kept, incident, words, more, key=act.text("key"))


def _report_in(kept: Kept) -> None:
    author, incident = kept.person, kept.incident
    person = kept.act.text("person") or author.person
    at = _typed_or_kept(kept, incident)
    response.report_in(author, incident.pk, person, kept.act.text("place"), at=at)


def _report_in_said(kept: Kept) -> Said:
    place = WORDS["report_place"].get(kept.act.text("place"))
    words = Bilingual(th=f"รายงานตัว {place.th if place else ''}", en=f"reported in {place.en if place else ''}")
    return _said(kept, kept.incident, words, _name_of(kept), person=kept.act.text("person"))


def _wellbeing(kept: Kept) -> None:
    author, incident, act = kept.person, kept.incident, kept.act
    person, at = act.text("person") or author.person, _typed_or_kept(kept, incident)
    if name := act.text("name"):
        person = response.person_outside(incident, name)
    response.record_wellbeing(author, incident.pk, person, act.text("state"), detail=act.text("detail"), at=at)


def _situation(kept: Kept) -> None:
    incident = kept.incident
    response.note_situation(kept.person, incident.pk, kept.act.text("text"), at=kept.time(incident))


def _situation_said(kept: Kept) -> Said:
    words = Bilingual(th="สถานการณ์", en="situation")
    return _said(kept, kept.incident, words, kept.act.text("text"))


def _note(kept: Kept) -> None:
    incident = kept.incident if kept.act.text("incident") else None
    there = kept.real_time()
    shown = typed_time(kept.act.text("at"), kept.act.text("day"), time_in(incident, there) if incident else there)
    typed = real_time_in(incident, shown) if incident and shown else shown
    happened = typed or (there if kept.is_late else None)
    write_note(
        kept.person,
        kept.act.text("text"),
        happened_at=happened,
        incident_id=incident.pk if incident else None,
        practice=incident.practice if incident else False,
    )


def _call_result(kept: Kept) -> None:
    author, incident, act = kept.person, kept.incident, kept.act
    callout = callout_of_incident(incident.pk, author.organisation_id)
    at = kept.real_time(incident) if kept.is_late else None
    person, result, note = (act.text(name) for name in ("person", "result", "note"))
    callouts.report_by_caller(author, callout.pk, person, result, note=note, at=at)
    if not kept.is_late:
        callouts.hold_next(author, callout.pk)


def _call_result_said(kept: Kept) -> Said:
    result = WORDS["result"].get(kept.act.text("result").partition(" ")[0])
    words = Bilingual(th=f"โทร {result.th if result else ''}", en=f"called: {result.en if result else ''}")
    return _said(kept, kept.incident, words, _name_of(kept), person=kept.act.text("person"))


def _answer(kept: Kept) -> None:
    act = kept.act
    incident_of_code(kept)
    said = "refused" if act.text("said") == "refused" else "acknowledged"
    at = kept.real_time() if kept.is_late else None
    callouts.acknowledge_by_code(act.text("code"), source=kept.source, said=said, at=at)  # type: ignore[arg-type]


def _report_in_by_code(kept: Kept) -> None:
    act = kept.act
    incident = incident_of_code(kept)
    place = "home" if act.text("place") == "home" else "site"
    at = kept.time(incident)
    response.report_in_by_code(act.text("code"), place=place, site_code=act.text("wall"), source=kept.source, at=at)


BY_CODE = ("answer", "report-in-by-code")  # need no account


def incident_of_code(kept: Kept) -> Incident:
    """The code's incident; wrong codes are counted. A code is given again after its callout: an act from before this
    one began is another's."""
    callout = callouts.recipient_of_code(kept.act.text("code"), source=kept.source).callout
    if kept.real_time() < callout.started_at - SAME:
        raise InvalidInputError(_("รหัสนี้เป็นของการแจ้งเหตุครั้งก่อน ซึ่งจบไปแล้ว"), code="wrong-code")
    return callout.incident


def _name_of(kept: Kept) -> str:
    return person_name(plan_of(kept.incident.plan_version), kept.act.text("person") or kept.person.person)


def _said(kept: Kept, incident: Incident, words: Bilingual, more: str, **about: str) -> Said:
    more = f" ({' '.join(more.replace(chr(0), '').split())[:1000]})" if more else ""
    words = Bilingual(th=" ".join(words.th.split()) + more, en=" ".join(words.en.split()) + more)
    return Said(words, incident, kept.person.user.name, about)


_KINDS: dict[str, tuple[Callable[[Kept], None], Callable[[Kept], Said] | None]] = {
    "task": (_task, _task_said),
    "report-in": (_report_in, _report_in_said),
    "wellbeing": (_wellbeing, None),  # how somebody is, is not for a book that many read
    "situation": (_situation, _situation_said),
    "note": (_note, None),  # never refused but for what only its writer can mend
    "call-result": (_call_result, _call_result_said),
    "answer": (_answer, None),
    "report-in-by-code": (_report_in_by_code, None),
}
