"""The correction after a call that was a mistake: sent by every channel to whoever may have got the call, by whatever
way. Whom no channel reaches is to be phoned, as the page of the call says."""

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.callouts import queries
from phrom.callouts.actions.leap import advances_with_lag
from phrom.callouts.actions.start import start_callout
from phrom.callouts.models import Attempt, Callout
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree, Slot
from phrom.core.rendering.message_text import CORRECTION
from phrom.errors import NotFoundError, RefusedError
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

_MAY_HAVE_ARRIVED = (
    Attempt.State.SENDING,
    Attempt.State.SENT,
    Attempt.State.DELIVERED,
    Attempt.State.UNCERTAIN,
)


@transaction.atomic
def send_correction(author: Membership, callout_id: int) -> Callout:
    """Sent once, however often pressed; only after the call was stopped, by who may stop it."""
    callout = Callout.objects.select_for_update().filter(pk=callout_id, organisation_id=author.organisation_id).first()
    if callout is None:
        raise NotFoundError(_("ไม่มีการแจ้งเหตุนี้"))
    require(author, Permission.START_PRACTICE if callout.practice else Permission.APPROVE_ACTIVATION)
    if callout.state != Callout.State.STOPPED:
        raise RefusedError(_("หยุดแจ้งเหตุก่อน แล้วจึงส่งข้อความแก้ข่าว"), code="still-calling")
    if sent := queries.correction_of(callout):
        return sent
    told = set(callout.attempts.filter(state__in=_MAY_HAVE_ARRIVED).values_list("person", flat=True))
    course = queries.course_of(callout)
    told |= {p.person for p in course.state.people.values() if p.told_at or p.answered}
    if not told:
        raise RefusedError(_("ยังไม่มีข้อความออกไปถึงใคร จึงไม่ต้องแก้ข่าว"), code="nobody-told")
    once = CalloutSettings.model_validate(callout.settings | {"tries_per_channel": 1})
    return start_callout(
        author,
        incident_id=callout.incident_id,
        practice=callout.practice,
        tree=_tree_of(course, told),
        settings=once,
        message={"office": callout.message["office"], "words": CORRECTION.th, "correction_of": callout.pk},
        decided=True,
        purpose=Callout.Purpose.MESSAGE,
        clock_advances=advances_with_lag(callout),
    )


def _tree_of(course: queries.Course, told: set[str]) -> CallTree:
    """A place for each of them, with the numbers that were mended since, and nobody who stands in."""
    people = course.state.people
    contacts = tuple(people[c.person].contact_now(c) for c in course.tree.contacts if c.person in told)
    slots = tuple(Slot(id=f"to/{c.person}", level="member", primary=c.person, holders=(c.person,)) for c in contacts)
    return CallTree(mode="machine", contacts=contacts, slots=slots)
