"""Carrying out what the rules decide: ask, record, ask again, until nothing is to be done now."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from phrom.callouts import queries
from phrom.callouts.actions.leap import catch_up, step_ahead
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.actions.words import completion_text, text_by
from phrom.callouts.models import Attempt, Callout
from phrom.core.callout import progress as happened
from phrom.core.callout import step as to_do
from phrom.core.callout.one_request import in_one_request
from phrom.core.callout.place_name import place_name
from phrom.core.callout.reach import summary
from phrom.core.callout.running import RunningCallout
from phrom.many_rows import moment, select

MOST_ROUNDS = 5  # in one transaction; a decision leads to further ones (alternate → call)
MOST_PLACES = 200  # asked about at a time, so that the first message does not wait for everybody's bookkeeping
STILL_TO_SEND = timedelta(seconds=1)
HEARD_OF = timedelta(seconds=1)  # by then what became of a message is known, else it is asked when it is given up
AT_THE_BOARD = {"th": "ผู้ที่อยู่หน้ากระดาน", "en": "whoever is at the board"}


def due_callouts(now: datetime, most: int) -> list[int]:
    """Longest due first; real ones before practice."""
    due = "SELECT id FROM callouts_callout WHERE state = 'running' AND wake_at <= %s ORDER BY practice, wake_at, id"
    return [pk for (pk,) in select(f"{due} LIMIT %s", (moment(now), most))]


def carry_out(*callout_ids: int) -> int:
    """Decide and record what is due now; the messages are sent afterwards. Returns the steps taken.

    Events, messages to be sent and log entries are one transaction: killed at any moment, all of it happened or none.
    What is more than a transaction should hold is left for the next call: the callout stays due.
    """
    with recording(*callout_ids) as gathered:
        return carry_on(gathered)


def carry_on(gathered: Recording) -> int:
    """As `carry_out`, for callouts that are held already and due."""
    due = [c for c in gathered.callouts.values() if is_running(c) and _is_due(c, gathered.now)]
    gathered.follow(due)
    taken = 0
    for callout in due:
        if taken < MOST_PLACES and not gathered.room.used_up:
            taken += _carry_on(gathered, callout)
    return taken


def is_running(callout: Callout) -> bool:
    return callout.state == Callout.State.RUNNING


def _is_due(callout: Callout, now: datetime) -> bool:
    return callout.wake_at is not None and callout.wake_at <= now


def _carry_on(gathered: Recording, callout: Callout) -> int:
    running, taken = gathered.running(callout), 0
    now = queries.own_time(callout, gathered.now)
    if callout.stumbles:
        gathered.stumbled(callout, 0)
    for _round in range(MOST_ROUNDS):
        decisions = running.decide(now, MOST_PLACES)
        waiting = _still_to_send(callout, decisions.steps)
        for person in waiting:
            running.put_off(person, now + STILL_TO_SEND)
        steps = [s for s in decisions.steps if not (isinstance(s, to_do.MarkUncertain) and s.person in waiting)]
        if steps:
            writing = _Writing(gathered, callout, running, steps)
            gathered.happened(callout, *[writing.event_of(step) for step in steps])
            taken += len(steps)
            if not waiting and not decisions.others and _only_told(callout, steps):
                gathered.wake(callout, gathered.now + HEARD_OF)
                return taken
        elif not waiting and decisions.wake_at != now:
            return taken + _wait(gathered, callout, decisions, running)
        if taken >= MOST_PLACES:
            break
    gathered.wake(callout, gathered.now)
    return taken


def _only_told(callout: Callout, steps: Sequence[to_do.Step]) -> bool:
    """Whether nothing follows before something is heard of these messages: then all that changed is asked about at
    once. An exercise that leaps goes from moment to moment instead."""
    return not callout.clock_behind and all(isinstance(step, to_do.SendMessage) for step in steps)


def _wait(gathered: Recording, callout: Callout, decisions: to_do.Decisions, running: RunningCallout) -> int:
    """Nothing is to be done now: until when. Returns the steps by which its clock was put forward."""
    wake_at, stepped = decisions.wake_at, False
    if decisions.finished and running.state.finished:
        gathered.set_state(callout, Callout.State.FINISHED, gathered.now)
        catch_up(gathered, callout)
    elif callout.clock_behind:
        stepped = step_ahead(gathered, callout, wake_at)
    gathered.wake(callout, queries.real_time(callout, wake_at) if wake_at else None)
    return int(stepped)


def set_aside(callout_id: int, seconds: int, reason: str, *, loudly: bool = True) -> None:
    """A callout that makes the engine stumble waits a little, and says so; the others go on."""
    with recording(callout_id) as gathered:
        callout = gathered.callout(callout_id)
        gathered.wake(callout, gathered.now + timedelta(seconds=seconds))
        gathered.stumbled(callout, callout.stumbles + 1)
        gathered.set_alarm(callout, "stumbling")
        if loudly:
            gathered.say(callout, "callout.stumbled", {"reason": reason[:300], "seconds": seconds})


def _still_to_send(callout: Callout, steps: Iterable[to_do.Step]) -> set[str]:
    """People whose message no engine has taken yet (none was running, or many wait): it is not uncertain, it will be
    sent."""
    lost = {f"{callout.pk}:{step.key}": step.person for step in steps if isinstance(step, to_do.MarkUncertain)}
    if not lost:
        return set()
    waiting = Attempt.objects.filter(key__in=lost, state=Attempt.State.RECORDED).values_list("key", flat=True)
    return {lost[key] for key in waiting}


class _Writing:
    """Writes steps of one callout down (messages, log entries) and returns the events that they make."""

    def __init__(
        self, gathered: Recording, callout: Callout, running: RunningCallout, steps: Iterable[to_do.Step]
    ) -> None:
        self.gathered, self.callout = gathered, callout
        self.tree, self.state, self.now = running.tree, running.state, gathered.now
        self.facts = queries.facts_of(callout)
        self.together = in_one_request(running.tree, steps, gathered.most_together)

    @cached_property
    def codes(self) -> dict[str, str]:
        return self.gathered.codes(self.callout)

    def event_of(self, step: to_do.Step) -> happened.Event:
        match step:
            case to_do.SendMessage():
                return self._message(step)
            case to_do.MarkUncertain():
                self._log("call.uncertain", step.person, channel=step.key.split("/")[1])
                return happened.AttemptEnded(key=step.key, outcome="uncertain", at=self.now)
            case to_do.ListForCaller():
                return self._listed(step)
            case to_do.HandToAlternate():
                return self._handed(step)
            case to_do.MarkUnreachable():
                self._say("call.unreachable", {"place": self._place(step.slot), "reason": step.reason})
                return happened.SlotUnreachable(slot=step.slot, reason=step.reason, at=self.now)
            case to_do.CompleteTeam():
                return self._completed(step)
            case to_do.TellLeader():
                return self._leader_told(step)
            case to_do.Finish():
                return self._finished()

    def _message(self, step: to_do.SendMessage) -> happened.Event:
        first = self.together.get(step.key, "")
        text = text_by(step.channel, self.facts, "" if first else self.codes[step.person])
        message = (step.key, step.person, step.channel, step.address, text)
        self.gathered.send(self.callout, *message, together=first)
        self._log("call.recorded", step.person, channel=step.channel, number=step.number)
        return happened.AttemptRecorded(
            key=step.key,
            person=step.person,
            channel=step.channel,
            number=step.number,
            address=step.address,
            at=self.now,
        )

    def _listed(self, step: to_do.ListForCaller) -> happened.Event:
        caller = self._name(step.caller) if step.caller else AT_THE_BOARD
        self._log("call.listed_for_caller", step.person, caller_name=caller, reason=step.reason)
        return happened.PutOnCallerList(person=step.person, caller=step.caller, reason=step.reason, at=self.now)

    def _handed(self, step: to_do.HandToAlternate) -> happened.Event:
        data = {
            "from_name": self._name(step.from_person),
            "to_name": self._name(step.to_person),
            "place": self._place(step.slot),
            "reason": step.reason,
        }
        self._say("call.handed_to_alternate", data)
        return happened.HandedToAlternate(
            slot=step.slot, from_person=step.from_person, to_person=step.to_person, reason=step.reason, at=self.now
        )

    def _completed(self, step: to_do.CompleteTeam) -> happened.Event:
        team = self.tree.team_by_id[step.team]
        people = len(team.slots)
        data = {"team_name": team.name, "people_count": people, "answered_count": people - len(step.missing)}
        self._say("team.completed", data)
        return happened.TeamCompleted(team=step.team, at=self.now)

    def _leader_told(self, step: to_do.TellLeader) -> happened.Event:
        team = self.tree.team_by_id[step.team]
        if step.channel and step.address:
            text = completion_text(self.facts, team, len(step.missing), queries.own_time(self.callout, self.now))
            told = (step.key, step.person, step.channel, step.address, text)
            self.gathered.send(self.callout, *told, answerable=False)
        self._log("leader.told", step.person, team_name=team.name)
        return happened.LeaderTold(team=step.team, person=step.person, key=step.key, channel=step.channel, at=self.now)

    def _finished(self) -> happened.Event:
        reached = summary(self.tree, self.state)
        data = {"acknowledged_count": reached.acknowledged, "people_count": reached.people}
        self._say("callout.finished", data)
        return happened.Finished(at=self.now)

    def _log(self, kind: str, person: str, **data: Any) -> None:
        self._say(kind, {"person": person, "person_name": self._name(person), **data})

    def _say(self, kind: str, data: dict[str, Any]) -> None:
        self.gathered.say(self.callout, kind, data)

    def _name(self, person: str) -> str:
        return self.tree.contact_by_person[person].name

    def _place(self, slot: str) -> dict[str, str]:
        return place_name(self.tree, slot).model_dump()
