"""People of a call tree as rows of a page: name, role, what was tried, state; worst first."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from phrom.callouts.queries import Course
from phrom.core.callout.place_name import place_name
from phrom.core.callout.state import PersonState, SlotState, Status
from phrom.core.log_entry.words import WORDS
from phrom.plans.queries import in_language
from phrom.web.words import time_words

# state: the chip's shape and colour (web/shapes.py), its word
STATES: dict[Status, tuple[str, object]] = {
    "standing_by": ("waiting", gettext_lazy("สำรองไว้")),
    "to_be_told": ("waiting", gettext_lazy("รอแจ้ง")),
    "told": ("told", gettext_lazy("แจ้งแล้ว ยังไม่ตอบ")),
    "handed_to_alternate": ("handed", gettext_lazy("ส่งต่อผู้แทน")),
    "unreachable": ("unreachable", gettext_lazy("ติดต่อไม่ได้")),
    "acknowledged": ("done", gettext_lazy("รับทราบ")),
    "refused": ("refused", gettext_lazy("มาไม่ได้")),
}
_WORST_FIRST: tuple[Status, ...] = (
    "unreachable", "to_be_told", "told", "handed_to_alternate", "refused", "acknowledged", "standing_by",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """`group`: silent (nobody knows if the news arrived), care (answered, or followed by another), done, standby."""

    person: str
    name: str
    role: str
    how: str
    state: str
    state_text: str
    group: str


def rows_of(course: Course) -> list[Row]:
    """Everybody of the tree; in each group who has waited longest first."""
    people = sorted(course.state.people.values(), key=lambda p: (_WORST_FIRST.index(p.status), _since(course, p)))
    return [_row(course, person) for person in people]


def _since(course: Course, person: PersonState) -> datetime:
    answer = person.refused or person.acknowledged
    return answer.at if answer else person.wanted_since or course.state.started_at


def _row(course: Course, person: PersonState) -> Row:
    state, word = STATES[person.status]
    listed = person.listing is not None and person.status in ("to_be_told", "told")
    return Row(
        person=person.person,
        name=course.tree.contact_by_person[person.person].name,
        role=role_of(course, person.person),
        how=capfirst(" · ".join(_history(course, person))),
        state="calling" if listed else state,
        state_text=_("รอคนโทร") if listed else str(word),
        group=_group(course, person),
    )


def _group(course: Course, person: PersonState) -> str:
    if person.status == "standing_by":
        return "standby"
    if person.status == "acknowledged":
        return "done"
    if person.status in ("refused", "handed_to_alternate"):
        return "care"
    return "silent"


def role_of(course: Course, person: str) -> str:
    """Where the person stands in the tree; what they act as comes first, whom they stand in for comes last."""
    acting, own, stand_in = [], [], []
    for slot in course.tree.slots_by_person[person]:
        name = short_place(in_language(place_name(course.tree, slot.id)))
        state = course.state.slots[slot.id]
        if state.acting == person and state.is_acting_for_primary:
            acting.append(_("ปฏิบัติหน้าที่แทน %(place)s") % {"place": name})
        elif slot.primary == person:
            own.append(name)
        else:
            stand_in.append(name)
    words = acting + own
    if not words:
        words = [_("สำรองของ %(place)s") % {"place": place} for place in stand_in[:1]]
        words += [_("และอีก %(n)s ตำแหน่ง") % {"n": len(stand_in) - 1}] if len(stand_in) > 1 else []
    return capfirst(" · ".join(words))


def short_place(name: str) -> str:
    """A place's name where there is little room: ทีมบริหารความต่อเนื่อง 2 is ทีม 2."""
    return name.replace("ทีมบริหารความต่อเนื่อง", pgettext("before its number", "ทีม")).replace("คณะบริหารความต่อเนื่อง", "คณะฯ")


def _history(course: Course, person: PersonState) -> list[str]:
    """What was tried, in order, each with its time."""
    tried = [(a.at, _attempt_words(a.channel, a.at, a.outcome)) for a in person.attempts]
    for report in person.reports:
        words = {"result": in_language(WORDS["result"][report.result]), "time": time_words(report.at)}
        tried.append((report.at, _("โทร %(time)s %(result)s") % words))
    lines = [words for _at, words in sorted(tried)]
    if person.listing is not None and not person.answered and person.status in ("to_be_told", "told"):
        lines.append(_listed_words(course, person.listing.caller))
    answer = person.refused or person.acknowledged
    if answer is not None:
        via = WORDS["channel"].get(answer.via)  # in "ทาง" Latin words bring their own space
        words = {"time": time_words(answer.at), "via": in_language(via) if via else answer.via}
        lines.append(_("ตอบ %(time)s ทาง%(via)s") % words)
    if person.status == "handed_to_alternate":
        lines += [_acting_words(course, s) for s in _lost_places(course, person.person)]
    return lines


def _attempt_words(channel: str, at: datetime, outcome: str | None) -> str:
    words = {"channel": in_language(WORDS["channel"][channel]).strip(), "time": time_words(at)}
    if outcome in ("failed_temporary", "failed_permanent"):
        return _("%(channel)s %(time)s ส่งไม่ถึง") % words
    if outcome == "uncertain":
        return _("%(channel)s %(time)s ไม่แน่ใจว่าถึง") % words
    if outcome is None:
        return _("%(channel)s %(time)s กำลังส่ง") % words
    return f"{words['channel']} {words['time']}"


def _listed_words(course: Course, caller: str | None) -> str:
    if caller is None:
        return _("รอผู้ที่อยู่หน้ากระดานโทร")
    return _("อยู่ในรายชื่อโทรของ %(name)s") % {"name": course.tree.contact_by_person[caller].name}


def _lost_places(course: Course, person: str) -> list[SlotState]:
    states = (course.state.slots[s.id] for s in course.tree.slots_by_person[person])
    return [s for s in states if s.holder != person]


def _acting_words(course: Course, slot: SlotState) -> str:
    names = course.tree.contact_by_person
    if slot.acting:
        return _("%(name)s ปฏิบัติหน้าที่แทน") % {"name": names[slot.acting].name}
    if slot.holder and not slot.closed:
        return _("กำลังแจ้ง %(name)s ให้แทน") % {"name": names[slot.holder].name}
    return _("ไม่มีผู้แทนเหลือให้ติดต่อ")
