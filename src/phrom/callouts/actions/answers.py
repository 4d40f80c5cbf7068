"""Answers of every kind end in the same few functions, and so on the same board."""

from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from phrom.callouts import queries
from phrom.callouts.actions.code_guesses import count_wrong_code, stop_guessing
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.models import Callout, Recipient
from phrom.core.callout.place_name import place_name
from phrom.core.callout.progress import Acknowledged, Refused
from phrom.core.callout.reply_code import normalise_code
from phrom.core.callout.running import RunningCallout
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

Answer = Literal["acknowledged", "refused"]


def acknowledge(callout_id: int, person: str, *, via: str, author: Membership | None = None) -> None:
    """The person has the message. The same answer again changes nothing and is no second log entry; another one is a
    correction, and counts."""
    answer(callout_id, person, "acknowledged", via=via, author=author)


def refuse(callout_id: int, person: str, *, via: str, author: Membership | None = None) -> None:
    """The person was reached and cannot come: the alternate is called."""
    answer(callout_id, person, "refused", via=via, author=author)


def answer(
    callout_id: int,
    person: str,
    said: Answer,
    *,
    via: str,
    author: Membership | None = None,
    at: datetime | None = None,
) -> None:
    """Let a person's answer count; `at`: when they gave it, if it was on its way for long. The last given stands."""
    with recording(callout_id) as gathered:
        take(gathered, gathered.callout(callout_id), person, said, via=via, author=author, at=at)


def take(
    gathered: Recording,
    callout: Callout,
    person: str,
    said: Answer,
    *,
    via: str,
    author: Membership | None,
    at: datetime | None,
) -> None:
    """As `answer`, for a callout that is held already."""
    if callout.state == Callout.State.STOPPED:
        raise RefusedError(_("การแจ้งเหตุนี้ยุติแล้ว"), code="callout-stopped")
    running = gathered.running(callout)
    name = name_of(running, person)
    if running.state.people[person].answer == said:
        return
    by = author.user.name if author else None
    kind = Acknowledged if said == "acknowledged" else Refused
    before = acting_in_places_of(running, person)
    given = min(gathered.now, max(callout.started_at, at or gathered.now))  # whatever a provider's clock says
    gathered.happened(callout, kind(person=person, via=via, by=by, at=given))
    data = {"person": person, "person_name": name, "via": via}
    gathered.say(callout, f"call.{said}", data, author, author_name="" if author else name, happened_at=given)
    follow_answer(gathered, callout, before, person)


def acting_in_places_of(running: RunningCallout, person: str) -> dict[str, str | None]:
    """Who acts in each place that this person may come to hold."""
    return {slot.id: running.state.slots[slot.id].acting for slot in running.tree.slots_by_person[person]}


def follow_answer(gathered: Recording, callout: Callout, before: dict[str, str | None], person: str) -> None:
    """After an answer: a finished callout may have to go on, since who was counted on and cannot come is followed;
    and a place taken back is said. `before`: who acted in the person's places."""
    if callout.state == Callout.State.FINISHED:
        gathered.set_state(callout, Callout.State.RUNNING, None)
    running = gathered.running(callout)
    for slot, acting in before.items():
        if acting is not None and acting != person and running.state.slots[slot].acting == person:
            data = {
                "person_name": running.tree.contact_by_person[person].name,
                "acting_name": running.tree.contact_by_person[acting].name,
                "place": place_name(running.tree, slot).model_dump(),
            }
            gathered.say(callout, "call.taken_back", data)


def name_of(running: RunningCallout, person: str) -> str:
    """Raises NotFoundError for a stranger."""
    contact = running.tree.contact_by_person.get(person)
    if contact is None:
        raise NotFoundError(_("ไม่มีคนนี้ในการแจ้งเหตุ"))
    return contact.name


def answer_for_oneself(author: Membership, callout_id: int, said: Answer) -> None:
    """Who is signed in and called themselves answers without a code."""
    callout = queries.callout_numbered(callout_id, author.organisation_id)
    answer(callout.pk, author.person, said, via="account", author=author)


def answer_practice_phone(author: Membership, callout_id: int, person: str, said: Answer) -> None:
    """Answer in somebody's place on a simulated phone. Refused for a real callout: nobody answers for another there."""
    require(author, Permission.ANSWER_PRACTICE_PHONES)
    callout = queries.callout_numbered(callout_id, author.organisation_id)
    if not callout.practice:
        raise RefusedError(_("โทรศัพท์จำลองมีเฉพาะในการฝึกซ้อม"), code="not-practice")
    answer(callout_id, person, said, via="practice", author=author)


def acknowledge_by_code(
    text: str,
    *,
    source: str,
    said: Answer = "acknowledged",
    callout_id: int | None = None,
    at: datetime | None = None,
) -> Recipient:
    """Answer by a typed code; `source` is where it comes from (an address). Raises for wrong codes and for guessing.

    `callout_id`: only a code of this callout counts. `at`: when it was typed, if it was on its way for long.
    """
    recipient = recipient_of_code(text, source=source, callout_id=callout_id)
    answer(recipient.callout_id, recipient.person, said, via="code", at=at)
    return recipient


def recipient_of_code(text: str, *, source: str, callout_id: int | None = None) -> Recipient:
    """Whose code this is, before anything is answered. Wrong ones are counted even though the request is refused."""
    stop_guessing(source)
    recipient = queries.recipient_by_code(text[:500])
    if recipient is None or callout_id not in (None, recipient.callout_id):
        if normalise_code(text) == "0":  # the answer by SMS or LINE; here the code says who it is
            raise InvalidInputError(_("พิมพ์รหัสที่อยู่ในข้อความ แล้วกด “ได้ข่าวแล้ว แต่มาไม่ได้”"), code="wrong-code")
        if normalise_code(text):
            count_wrong_code(source, callout_id)
        raise InvalidInputError(_("ไม่พบรหัสนี้ โปรดดูรหัสในข้อความอีกครั้ง หรือบอกผู้ที่โทรหาท่าน"), code="wrong-code")
    return recipient
