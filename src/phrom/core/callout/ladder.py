"""One person's ladder: channel after channel, then the caller's list; at its end stands silence.

A person has one ladder, however many places wait for them, so nobody is called twice at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from phrom.core.callout.caller import current_caller, needs_other_caller
from phrom.core.callout.progress import ListReason, attempt_key
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.state import Attempt, CalloutState, PersonState
from phrom.core.callout.step import ListForCaller, MarkUncertain, SendMessage
from phrom.core.callout.tree import CallTree, Contact


@dataclass(frozen=True, slots=True)
class Rung:
    """Where somebody stands on the ladder: something to do now, or a time to wait for, or silent."""

    step: SendMessage | MarkUncertain | ListForCaller | None = None
    wake_at: datetime | None = None
    silent: bool = False


SILENT = Rung(silent=True)


def rung(
    tree: CallTree, settings: CalloutSettings, state: CalloutState, person: PersonState, machine: bool, now: datetime
) -> Rung:
    """What is next for a person who has not answered and whose turn it is.

    `machine` false: no channel is tried, the person goes straight onto the caller's list (members in a cascade).
    """
    flying = person.in_flight
    if flying is not None:
        landed = flying.at + timedelta(seconds=settings.flight_seconds)
        return Rung(wake_at=landed) if now < landed else Rung(MarkUncertain(key=flying.key, person=person.person))
    if person.listing is not None:
        return _on_list(tree, settings, state, person, now)
    if machine:
        waiting = _by_machine(tree, settings, person, now)
        if waiting is not None:
            return waiting
    if tree.mode == "machine" or _caller_gave_up(tree, settings, person):
        return SILENT
    reason = _why_listed(person) if machine else "cascade"
    return Rung(ListForCaller(person=person.person, caller=current_caller(tree, state, person.person), reason=reason))


class Try(NamedTuple):
    """A message by machine: the `number`th on its channel."""

    channel: str
    number: int
    address: str


def next_try(contact: Contact, settings: CalloutSettings, person: PersonState) -> Try | None:
    """The next message by machine, whenever it is due; None if all tries are spent.

    Never back to an earlier channel; never again on a channel where the fate of an attempt is uncertain; an address
    that failed for good is passed over for the person's next one; a channel that was found not to work is left for the
    next one that has an address, and only without such a one tried again.
    """
    order = contact.order(settings.channels)
    if person.attempts:
        ranks = [order.index(a.channel) for a in person.attempts if a.channel in order]
        order = order[max(ranks, default=0) :]
        if person.attempts[-1].channel_down:
            order = (*order[1:], *order[:1])
    for channel in order:
        made, addresses = [a for a in person.attempts if a.channel == channel], contact.addresses(channel)
        if not made:
            return Try(channel, 1, addresses[0])
        dead = {a.address for a in made if a.outcome == "failed_permanent"}
        alive = [a for a in addresses if a not in dead]
        tries = sum(1 for a in made if a.outcome != "failed_permanent")
        if alive and tries < settings.tries_per_channel and all(a.outcome != "uncertain" for a in made):
            return Try(channel, max(a.number for a in made) + 1, alive[tries % len(alive)])
    return None


def _send(person: str, following: Try) -> Rung:
    key = attempt_key(person, following.channel, following.number)
    return Rung(SendMessage(key=key, person=person, **following._asdict()))


def answer_time_ends(settings: CalloutSettings, person: PersonState) -> datetime | None:
    """Until when an answer to the last message is waited for; None if no message can have arrived."""
    arrived = [a.ended_at for a in person.attempts if a.may_have_arrived and a.ended_at]
    return max(arrived) + timedelta(seconds=settings.retry_seconds) if arrived else None


def _on_list(
    tree: CallTree, settings: CalloutSettings, state: CalloutState, person: PersonState, now: datetime
) -> Rung:
    assert person.listing is not None  # noqa: S101 - tells the type checker what the caller has checked
    ends = person.listing.at + timedelta(seconds=settings.caller_seconds)
    if now >= ends or _caller_gave_up(tree, settings, person):
        return SILENT
    if needs_other_caller(state, person):
        caller = current_caller(tree, state, person.person)
        if caller is not None and caller != person.listing.caller:
            return Rung(ListForCaller(person=person.person, caller=caller, reason="caller_changed"))
    return Rung(wake_at=ends)


def _by_machine(tree: CallTree, settings: CalloutSettings, person: PersonState, now: datetime) -> Rung | None:
    """The channels' part of the ladder; None when it is over."""
    following = next_try(person.contact_now(tree.contact_by_person[person.person]), settings, person)
    if not person.attempts:
        return _send(person.person, following) if following else None
    since = person.wanted_since or person.attempts[0].at
    deadline = since + timedelta(seconds=settings.answer_seconds)
    wait_ends = answer_time_ends(settings, person)
    if now >= deadline or following is None:
        # in mode machine nothing comes after the channels: the whole answer time is given
        patience = max(deadline, wait_ends) if wait_ends and tree.mode == "machine" else wait_ends
        if wait_ends is None and following is not None:
            return _send(person.person, following)  # nothing has got out yet: go on, however late
        return Rung(wake_at=patience) if patience and now < patience else None
    due = _due(person.attempts[-1], following, settings)
    return _send(person.person, following) if now >= due else Rung(wake_at=min(due, deadline))


def _due(last: Attempt, following: Try, settings: CalloutSettings) -> datetime:
    ended = last.ended_at or last.at
    if last.outcome == "failed_permanent" or (last.outcome == "failed_temporary" and last.channel != following.channel):
        return ended
    return ended + timedelta(seconds=settings.retry_seconds)


def _caller_gave_up(tree: CallTree, settings: CalloutSettings, person: PersonState) -> bool:
    """After so many calls in vain, or when there is no number left that is not wrong."""
    results = [r.result for r in person.reports]
    in_vain = results.count("no_answer") + results.count("left_message")
    wrong = person.wrong_numbers()
    phones = person.contact_now(tree.contact_by_person[person.person]).phones
    return (bool(wrong) and ("" in wrong or wrong.issuperset(phones))) or in_vain >= settings.caller_tries


def _why_listed(person: PersonState) -> ListReason:
    if not person.attempts:
        return "no_channel"
    return "machine_silent" if any(a.may_have_arrived for a in person.attempts) else "all_failed"
