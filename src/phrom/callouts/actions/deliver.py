"""Messages on their way: claimed by one engine at a time, their fate written as it comes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, groupby

from django.db import connection, transaction
from django.db.models import Q

from phrom import clock
from phrom.callouts.actions.carry_out import carry_on, is_running
from phrom.callouts.actions.groups import send_again, whole_groups
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.actions.room import LEASE, Claimed, Room, Turns
from phrom.callouts.actions.wrong_numbers import found_wrong
from phrom.callouts.models import Attempt, Callout, EngineBeat, Recipient
from phrom.core.callout.progress import AttemptEnded, Outcome
from phrom.core.log_entry.failure_words import NO_SUCH_ADDRESS, NO_SUCH_NUMBER
from phrom.logbook.actions import write_entry
from phrom.many_rows import change, moment, select

MOST_RECOVERED = 500  # at a time
ALIVE = timedelta(seconds=5)  # since its last beat an engine counts as one that sends

_KINDS: dict[Outcome, str] = {
    "sent": "call.sent",
    "delivered": "call.delivered",
    "failed_temporary": "call.failed",
    "failed_permanent": "call.failed",
    "uncertain": "call.uncertain",
}


_CLAIMED = """a.id, a.callout_id, a.key, a.person, a.channel, a.address, a.text, a.answerable, a.practice,
    COALESCE(r.name, ''), COALESCE(r.code, ''), c.organisation_id, a.together, a.led
    FROM callouts_attempt a JOIN callouts_callout c ON c.id = a.callout_id
    LEFT JOIN callouts_recipient r ON r.callout_id = a.callout_id AND r.person = a.person"""
_WAITING = "state = 'recorded' AND NOT led {but} ORDER BY practice, recorded_at, id LIMIT %s"
_OWN = "AND (engine IN ('', %s) OR recorded_at < %s)"
OWN_FOR = timedelta(seconds=3)  # so long a message is left to the engine that wrote it, unless others have none


_OF_OFFICE = "AND NOT (channel = %s AND callout_id IN (SELECT id FROM callouts_callout WHERE organisation_id = %s))"


def claim_attempts(
    engine: str,
    limit: int,
    but: Collection[str] = (),
    but_of: Collection[tuple[str, int]] = (),
    turns: Turns | None = None,
) -> list[Claimed]:
    """Take recorded messages for this engine: real ones first, then oldest first; what another engine has just written
    only if there is nothing else, since whoever wrote it has its callouts at hand. Two engines never get the same row,
    and none waits for the other. `but`: the channels that are to get no more just now; `but_of`: those that are to get
    no more of one office; `turns`: who waits for their turn already. With a message come all that go out together with
    it; `limit` counts them as one."""
    if limit <= 0:
        return []
    except_for, values = _but(but, but_of)
    with transaction.atomic():
        own = _own_of(engine)
        ids = _waiting(except_for + _OWN, (*values, *own, limit)) or _waiting(except_for, (*values, limit))
        if not ids:
            return []
        found = [each for each in _claimed("a.id IN ({})", ids) if not turns or turns.takes(each.channel, each.office)]
        if names := [each.together for each in found if each.together]:
            found += _claimed("a.id IN ({})", _led(names))
        until, mine = clock.now() + LEASE, [each.pk for each in found]
        Attempt.objects.filter(pk__in=mine).update(state=Attempt.State.SENDING, engine=engine, leased_until=until)
    return found


def attempts_waiting(
    engine: str, most: int, but: Collection[str] = (), but_of: Collection[tuple[str, int]] = ()
) -> int:
    """How many more recorded messages this engine would take before another's, `most` at most; as `claim_attempts`."""
    except_for, values = _but(but, but_of)
    waiting = f"SELECT id FROM callouts_attempt WHERE {_WAITING.format(but=except_for + _OWN)}"  # noqa: S608 - values apart
    return len(select(waiting, (*values, *_own_of(engine), most)))


def _but(but: Collection[str], but_of: Collection[tuple[str, int]]) -> tuple[str, tuple[object, ...]]:
    """The condition that leaves these out, and its values."""
    channels = f"AND channel NOT IN ({', '.join(['%s'] * len(but))}) " if but else ""
    return channels + _OF_OFFICE * len(but_of), (*but, *chain.from_iterable(but_of))


def _own_of(engine: str) -> tuple[object, ...]:
    return engine, moment(clock.now() - OWN_FOR)


def _waiting(but: str, values: Sequence[object]) -> list[int]:
    waiting = f"SELECT id FROM callouts_attempt WHERE {_WAITING.format(but=but)}"  # noqa: S608 - values apart
    if connection.features.has_select_for_update_skip_locked:
        waiting += " FOR UPDATE SKIP LOCKED"
    return [pk for (pk,) in select(waiting, values)]


def _led(names: Sequence[str]) -> list[int]:
    """Who goes out together with these groups' leading messages; waits for an answer that is just withdrawing one."""
    places = ", ".join(["%s"] * len(names))
    which = f"together IN ({places}) AND NOT (together = '') AND led AND state = 'recorded'"
    lock = " FOR UPDATE" if connection.features.has_select_for_update_skip_locked else ""
    return [pk for (pk,) in select(f"SELECT id FROM callouts_attempt WHERE {which} ORDER BY id{lock}", names)]  # noqa: S608


def _claimed(which: str, values: Sequence[int]) -> list[Claimed]:
    if not values:
        return []
    where = which.format(", ".join(["%s"] * len(values)))
    rows = select(f"SELECT {_CLAIMED} WHERE {where} ORDER BY a.practice, a.recorded_at, a.id", values)
    return [Claimed._make((*r[:7], bool(r[7]), bool(r[8]), *r[9:13], bool(r[13]))) for r in rows]


def beat(engine: str, started: datetime, sending: Collection[int]) -> int:
    """A sign of life, and the leases of what is being sent. With an engine's first, those unheard of for a day are
    forgotten. Returns how many are alive."""
    keep_leases(engine, sending)
    now = clock.now()
    if not EngineBeat.objects.filter(engine=engine).update(beat_at=now):
        EngineBeat.objects.create(engine=engine, beat_at=now, started_at=started)
        EngineBeat.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()
    return EngineBeat.objects.filter(beat_at__gt=now - ALIVE).count()


def keep_leases(engine: str, attempt_ids: Collection[int]) -> None:
    """Still sending: the rows stay this engine's."""
    if not attempt_ids:
        return
    with transaction.atomic():
        mine = Attempt.objects.filter(pk__in=attempt_ids, engine=engine, state=Attempt.State.SENDING)
        if connection.features.has_select_for_update_skip_locked:  # a row that is locked is just being ended
            mine = mine.select_for_update(skip_locked=True)
        Attempt.objects.filter(pk__in=list(mine.values_list("pk", flat=True))).update(leased_until=clock.now() + LEASE)


@dataclass(frozen=True)
class Ended:
    """What became of a message, and why if it failed."""

    attempt: Claimed | Attempt
    outcome: Outcome
    detail: str = ""
    channel_down: bool = False


def end_attempts(ended: Sequence[Ended], *, engine: str) -> int:
    """Write down what became of messages, all in one transaction; returns how many of these were news.

    An engine that lost its lease in the meantime (a laptop that slept) still knows more than "uncertain"; but where
    another engine is sending the message again, or knows its fate, nothing changes.
    """
    if not ended:
        return 0
    with recording(*(e.attempt.callout_id for e in ended)) as gathered:
        return take_in(gathered, ended, engine)


def take_in(gathered: Recording, ended: Sequence[Ended], engine: str) -> int:
    """As `end_attempts`, for callouts that are held already."""
    states = _still_open([e.attempt.pk for e in ended], engine)
    news = [
        e
        for e in ended
        if e.attempt.pk in states and not (e.outcome == "uncertain" and states[e.attempt.pk] == Attempt.State.UNCERTAIN)
    ]
    for (outcome, detail), group in _by_fate(news).items():
        _set_fate(group, outcome, detail, gathered.now)
    write_outcomes(gathered, news)
    return len(news)


def _still_open(attempt_ids: Sequence[int], engine: str) -> dict[int, str]:
    """The states of those whose fate this engine may write, locked in their order."""
    places = ", ".join(["%s"] * len(attempt_ids))
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    whose = "(engine = %s AND state = 'sending' OR state = 'uncertain')"
    rows = f"SELECT id, state FROM callouts_attempt WHERE id IN ({places}) AND {whose} ORDER BY id{lock}"  # noqa: S608
    return dict(select(rows, (*attempt_ids, engine)))


def _set_fate(attempt_ids: Sequence[int], outcome: Outcome, detail: str, at: datetime) -> None:
    places = ", ".join(["%s"] * len(attempt_ids))
    fate = "state = %s, ended_at = %s, leased_until = NULL, detail = %s"
    values = (outcome, moment(at), detail[:500], *attempt_ids)
    change(f"UPDATE callouts_attempt SET {fate} WHERE id IN ({places})", values)  # noqa: S608


def keep_books(ended: Sequence[Ended], most_due: int, room: Room) -> tuple[int, list[Claimed]]:
    """What became of messages, and what is decided about their callouts and so many others that are due, all in one
    transaction. Returns the steps taken, and the messages written that are the engine's to send at once, as far as
    there is `room`."""
    with recording(*(e.attempt.callout_id for e in ended), most_due=most_due, room=room) as gathered:
        gathered.follow(filter(is_running, gathered.callouts.values()))
        if ended:
            take_in(gathered, ended, room.engine)
        steps = carry_on(gathered)
    return steps, gathered.taken


def write_outcomes(gathered: Recording, news: Sequence[Ended]) -> None:
    """What became of messages, as events and log entries; their rows are changed already."""
    names = _names_of(news)
    events: dict[int, list[AttemptEnded]] = defaultdict(list)
    for each in news:
        attempt = each.attempt
        callout = gathered.callout(attempt.callout_id)
        if attempt.answerable:
            key = attempt.key.partition(":")[2]
            events[callout.pk].append(
                AttemptEnded(key=key, outcome=each.outcome, channel_down=each.channel_down, at=gathered.now)
            )
        name = attempt.person_name if isinstance(attempt, Claimed) else names[callout.pk, attempt.person]
        data = {"person": attempt.person, "person_name": name, "channel": attempt.channel}
        kind = _KINDS[each.outcome]
        gathered.say(callout, kind, data | ({"reason": each.detail or each.outcome} if kind == "call.failed" else {}))
        if each.outcome == "failed_permanent" and each.detail.startswith((NO_SUCH_NUMBER, NO_SUCH_ADDRESS)):
            whose = (attempt.person, name, attempt.address)
            found_wrong(gathered, callout, *whose, how="provider", reporter=attempt.channel)
    for pk, of_callout in events.items():
        gathered.happened(gathered.callout(pk), *of_callout)


def _names_of(news: Sequence[Ended]) -> dict[tuple[int, str], str]:
    """The names of the people whose messages do not bring them along."""
    bare = [e.attempt for e in news if isinstance(e.attempt, Attempt)]
    if not bare:
        return {}
    people = Recipient.objects.filter(callout_id__in={a.callout_id for a in bare}, person__in={a.person for a in bare})
    return {(pk, person): name for pk, person, name in people.values_list("callout_id", "person", "name")}


def _by_fate(news: Sequence[Ended]) -> dict[tuple[Outcome, str], list[int]]:
    found: dict[tuple[Outcome, str], list[int]] = defaultdict(list)
    for each in news:
        found[each.outcome, each.detail].append(each.attempt.pk)
    return found


def still_wanted(engine: str, attempt_ids: Collection[int]) -> set[int]:
    """Which of messages that have waited are still this engine's to send: nobody has taken them over, and their people
    have not answered meanwhile."""
    mine = list(Attempt.objects.filter(pk__in=attempt_ids, engine=engine, state=Attempt.State.SENDING))
    with recording(*{a.callout_id for a in mine}) as gathered:
        return {a.pk for a in mine if _is_wanted(gathered, a)}


def _is_wanted(gathered: Recording, attempt: Attempt) -> bool:
    callout = gathered.callout(attempt.callout_id)
    if callout.state == Callout.State.STOPPED:
        return False
    return not (attempt.answerable and gathered.running(callout).state.people[attempt.person].answered)


def recover_attempts(
    repeatable: Collection[str], engine: str, sending: Collection[int] = (), *, alone: bool = False
) -> int:
    """Messages whose engine died in the middle of sending: repeated where that is harmless, else uncertain.

    `sending` are this engine's own that are still on their way, however late. Returns how many were recovered. An
    uncertain one is followed by the next step of the call tree, not by silence. A lease that ends later than any
    engine would have it comes from before the clock was set back, and has lapsed too. `alone`: no other engine can be
    alive, so that no lease of another's need run out.
    """
    now = clock.now()
    over = Q(leased_until__lt=now) | Q(leased_until__gt=now + 2 * LEASE) | (~Q(engine=engine) if alone else Q())
    lapsed = Q(state=Attempt.State.SENDING) & over
    rows = Attempt.objects.filter(lapsed).exclude(engine=engine, pk__in=sending)
    stale = list(rows.order_by("pk")[:MOST_RECOVERED])
    if not stale:
        return 0
    with recording(*{a.callout_id for a in stale}) as gathered:  # held, so that nobody answers meanwhile
        gathered.follow(gathered.callouts.values())
        stale = whole_groups(lapsed, stale)
        again = [a for a in stale if a.channel in repeatable and _is_wanted(gathered, a)]
        lost = [a for a in stale if a not in again]
        # made this engine's own first, so that of two recovering engines one writes
        mine = Attempt.objects.filter(lapsed, pk__in=[a.pk for a in lost])
        if lost and mine.update(engine=engine, leased_until=now + LEASE):
            take_in(gathered, [Ended(a, "uncertain", "the engine stopped while sending") for a in lost], engine)
        send_again(lapsed, again)
    offices = Callout.objects.filter(pk__in={a.callout_id for a in stale}).values_list("organisation_id", "pk")
    for organisation_id, of_office in groupby(sorted(offices), key=lambda pair: pair[0]):
        callouts = {pk for _organisation, pk in of_office}
        count = sum(1 for a in stale if a.callout_id in callouts)
        write_entry(organisation_id, "engine.recovered", {"pending_count": count})
    return len(stale)
