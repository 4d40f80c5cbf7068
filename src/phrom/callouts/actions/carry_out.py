"""Carrying out what the rules decide: ask, record, ask again, until nothing is to be done now."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from phrom import clock
from phrom.callouts import queries
from phrom.callouts.actions.record import append, locked, log
from phrom.callouts.actions.words import call_text, completion_text
from phrom.callouts.models import Attempt, CallerListItem, Callout
from phrom.core.callout import progress as happened
from phrom.core.callout import step as to_do
from phrom.core.callout.decide import next_steps
from phrom.core.callout.tree import CallTree

MOST_ROUNDS = 50  # a decision leads to further ones (alternate → call); each round moves somebody forward


def due_callouts(now: datetime) -> QuerySet[Callout]:
    return Callout.objects.filter(state=Callout.State.RUNNING, wake_at__lte=now).order_by("wake_at", "pk")


@transaction.atomic
def carry_out(callout_id: int) -> int:
    """Decide and record everything that is due now; the messages themselves are sent afterwards. Returns the steps taken.

    Events, messages to be sent and log entries are one transaction: killed at any moment, all of it happened or none.
    """
    callout = locked(callout_id)
    if callout.state != Callout.State.RUNNING:
        return 0
    tree, settings = queries.tree_of(callout), queries.settings_of(callout)
    progress, taken, now = queries.progress_of(callout), 0, clock.now()
    for _round in range(MOST_ROUNDS):
        decisions = next_steps(tree, settings, progress, now)
        if not decisions.steps:
            callout.wake_at = decisions.wake_at
            callout.save(update_fields=["wake_at"])
            return taken
        events = [_recorded(callout, tree, step, now) for step in decisions.steps]
        append(callout, *events)
        progress = progress.plus(*events)
        taken += len(events)
    return taken  # wake_at is now: the engine goes on in its next round


def set_aside(callout_id: int, seconds: int, reason: str) -> None:
    """A callout that makes the engine stumble waits a little, and says so loudly; the others go on."""
    with transaction.atomic():
        callout = locked(callout_id)
        callout.wake_at = clock.now() + timedelta(seconds=seconds)
        callout.save(update_fields=["wake_at"])
        log(callout, "engine.stumbled", {"reason": reason[:300]})


def _recorded(callout: Callout, tree: CallTree, step: to_do.Step, now: datetime) -> happened.Event:
    """Write down one step (rows, log entry) and return the event that it makes."""
    names = {c.person: c.name for c in tree.contacts}
    match step:
        case to_do.SendMessage():
            _record_message(callout, step, now)
            data = {"person": step.person, "name": names[step.person], "channel": step.channel, "number": step.number}
            log(callout, "call.recorded", data)
            return happened.AttemptRecorded(
                key=step.key, person=step.person, channel=step.channel, number=step.number, address=step.address, at=now
            )
        case to_do.MarkUncertain():
            log(callout, "call.uncertain", {"person": step.person, "name": names[step.person], "channel": step.key.split("/")[1]})
            return happened.AttemptEnded(key=step.key, outcome="uncertain", at=now)
        case to_do.ListForCaller():
            return _listed(callout, step, names, now)
        case to_do.HandToAlternate():
            data = {"from": names[step.from_person], "to": names[step.to_person], "slot": step.slot, "reason": step.reason}
            log(callout, "call.handed_to_alternate", data)
            return happened.HandedToAlternate(
                slot=step.slot, from_person=step.from_person, to_person=step.to_person, reason=step.reason, at=now
            )
        case _:
            return _settled(callout, tree, step, names, now)


def _settled(
    callout: Callout, tree: CallTree, step: to_do.Step, names: dict[str, str], now: datetime
) -> happened.Event:
    match step:
        case to_do.MarkUnreachable():
            slot = tree.slots_by_id[step.slot]
            log(callout, "call.unreachable", {"slot": step.slot, "name": names.get(slot.primary or "", "-")})
            return happened.SlotUnreachable(slot=step.slot, at=now)
        case to_do.CompleteTeam():
            team = tree.team_by_id[step.team]
            log(callout, "team.completed", {"team": team.name, "total": len(team.slots), "missing": len(step.missing)})
            return happened.TeamCompleted(team=step.team, at=now)
        case to_do.TellLeader():
            return _leader_told(callout, tree, step, names, now)
        case to_do.Finish():
            callout.state, callout.ended_at = Callout.State.FINISHED, now
            callout.save(update_fields=["state", "ended_at"])
            log(callout, "callout.finished", {})
            return happened.Finished(at=now)
        case _:
            raise TypeError(f"a step that nobody carries out: {step!r}")


def _record_message(callout: Callout, step: to_do.SendMessage, now: datetime) -> None:
    Attempt.objects.create(
        callout=callout,
        key=f"{callout.pk}:{step.key}",
        person=step.person,
        channel=step.channel,
        address=step.address,
        text=call_text(callout, callout.recipients.get(person=step.person)),
        recorded_at=now,
    )


def _listed(callout: Callout, step: to_do.ListForCaller, names: dict[str, str], now: datetime) -> happened.Event:
    CallerListItem.objects.update_or_create(
        callout=callout,
        person=step.person,
        closed_at=None,
        defaults={"caller": step.caller or ""},
        create_defaults={"caller": step.caller or "", "listed_at": now},
    )
    caller = names.get(step.caller or "", "")
    log(callout, "call.listed_for_caller", {"person": step.person, "name": names[step.person], "caller": caller or "-"})
    return happened.PutOnCallerList(person=step.person, caller=step.caller, reason=step.reason, at=now)


def _leader_told(
    callout: Callout, tree: CallTree, step: to_do.TellLeader, names: dict[str, str], now: datetime
) -> happened.Event:
    team = tree.team_by_id[step.team]
    if step.channel and step.address:
        Attempt.objects.create(
            callout=callout,
            key=f"{callout.pk}:{step.key}",
            person=step.person,
            channel=step.channel,
            address=step.address,
            text=completion_text(callout, team, len(step.missing), now),
            answerable=False,
            recorded_at=now,
        )
    log(callout, "leader.told", {"team": team.name, "name": names[step.person]})
    return happened.LeaderTold(team=step.team, person=step.person, key=step.key, channel=step.channel, at=now)
