"""Numbers and e-mail addresses that turn out to be wrong: remembered until somebody mends them, and then the person is
called again."""

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts import queries
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.actions.words import text_by
from phrom.callouts.models import Callout, Recipient, WrongNumber
from phrom.core.callout.caller import current_caller
from phrom.core.callout.progress import AttemptRecorded, NumberMended, PutOnCallerList, attempt_key
from phrom.core.callout.running import RunningCallout
from phrom.core.plan.masked import masked_text
from phrom.errors import InvalidInputError, NotFoundError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

_BY_ITS_VALUE = ("sms", "voice", "email")  # the channels whose addresses can be mended


def found_wrong(
    gathered: Recording, callout: Callout, person: str, name: str, number: str, *, how: str, reporter: str
) -> None:
    """In a call it turned out that this number of the person's is wrong; told again it is one matter."""
    known = {"organisation_id": callout.organisation_id, "person": person, "number": number, "closed_at": None}
    _row, new = WrongNumber.objects.get_or_create(
        **known,
        defaults={"callout": callout, "name": name, "how": how, "reporter": reporter[:300], "found_at": gathered.now},
    )
    if new:
        gathered.say(callout, _kind(number, "wrong"), _data(person, name, number))


@transaction.atomic
def tell_wrong_number(author: Membership, name: str, number: str, proposed: str) -> WrongNumber:
    """The person says that one of their own numbers is wrong, and perhaps which is right (both E.164)."""
    if not author.person:
        raise InvalidInputError(_("บัญชีของท่านไม่ได้อยู่ในแผน"))
    row, new = WrongNumber.objects.update_or_create(
        organisation_id=author.organisation_id,
        person=author.person,
        number=number,
        closed_at=None,
        defaults={"proposed": proposed},
        create_defaults={
            "name": name,
            "proposed": proposed,
            "how": WrongNumber.How.OWN,
            "reporter": name,
            "found_at": clock.now(),
        },
    )
    if new:
        write_entry(author.organisation_id, "number.wrong", _data(author.person, name, number), author=author)
    return row


def hold_wrong_number(author: Membership, pk: int) -> WrongNumber:
    """An open one, for the transaction that closes it. Raises NotFoundError for one that is closed already."""
    require(author, Permission.EDIT_PLAN)
    open_ones = WrongNumber.objects.select_for_update().filter(organisation_id=author.organisation_id, closed_at=None)
    row = open_ones.filter(pk=pk).first()
    if row is None:
        raise NotFoundError(_("เบอร์นี้มีผู้อื่นแก้หรือปิดเรื่องไปแล้ว"))
    return row


def close_wrong_number(author: Membership, row: WrongNumber, outcome: str, new_number: str = "") -> None:
    """It is mended, or nothing was wrong with it."""
    row.closed_at, row.outcome = clock.now(), outcome
    row.save(update_fields=["closed_at", "outcome"])
    data = {"person": row.person, "person_name": row.name}
    if outcome == WrongNumber.Outcome.MENDED:
        data["number"] = _hidden(new_number)
    write_entry(author.organisation_id, _kind(row.number, outcome), data, author=author)


def call_at_new_number(author: Membership, person: str, old: str, new: str) -> int:
    """In every call that still waits for this person: a message to the new number by each channel that uses it, and a
    place on the caller's list. Returns in how many calls."""
    require(author, Permission.EDIT_PLAN)
    waiting = Recipient.objects.filter(callout__organisation_id=author.organisation_id, person=person, code_open=True)
    called = 0
    for callout_id in waiting.order_by("callout_id").values_list("callout_id", flat=True):
        with recording(callout_id) as gathered:
            callout = gathered.callout(callout_id)
            if callout.state != Callout.State.STOPPED:
                called += _call_again(
                    gathered, callout, person, NumberMended(person=person, old=old, new=new, at=gathered.now)
                )
    return called


def _call_again(gathered: Recording, callout: Callout, person: str, mended: NumberMended) -> bool:
    running = gathered.running(callout)
    gathered.happened(callout, mended)
    if running.state.people[person].answered:
        return False
    _send(gathered, callout, running, person, mended.new)
    if running.tree.mode != "machine" and not is_address(mended.new):
        caller = current_caller(running.tree, running.state, person)
        listed = PutOnCallerList(person=person, caller=caller, reason="number_mended", at=gathered.now)
        gathered.happened(callout, listed)
    return True


def _send(gathered: Recording, callout: Callout, running: RunningCallout, person: str, number: str) -> None:
    known = running.state.people[person]
    contact = known.contact_now(running.tree.contact_by_person[person])
    for channel in running.settings.channels:
        if channel not in _BY_ITS_VALUE or number not in contact.addresses(channel):
            continue
        tries = max((a.number for a in known.attempts if a.channel == channel), default=0) + 1
        key = attempt_key(person, channel, tries)
        text = text_by(channel, queries.facts_of(callout), gathered.codes(callout)[person])
        gathered.send(callout, key, person, channel, number, text)
        sent = AttemptRecorded(key=key, person=person, channel=channel, number=tries, address=number, at=gathered.now)
        gathered.happened(callout, sent)
        data = {"person": person, "person_name": contact.name, "channel": channel, "number": tries}
        gathered.say(callout, "call.recorded", data)


def _data(person: str, name: str, number: str) -> dict[str, str]:
    return {"person": person, "person_name": name, "number": _hidden(number)}


def is_address(number: str) -> bool:
    """Whether it is an e-mail address, and no telephone number."""
    return "@" in number


def _kind(number: str, what: str) -> str:
    return f"{'address' if is_address(number) else 'number'}.{what}"


def _hidden(number: str) -> str:
    """Fit for every reader of the log book."""
    if is_address(number):
        return f"{number[:1]}•••@{number.partition('@')[2]}"
    return masked_text(number) if number else "-"
