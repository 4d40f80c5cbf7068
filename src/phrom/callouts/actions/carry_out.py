"""Carrying out what the rules decide: ask, record, ask again, until nothing is to be done now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from phrom import clock
from phrom.callouts import queries
from phrom.callouts.actions.record import append, locked, log, tidy_caller_list
from phrom.callouts.actions.words import call_text, completion_text
from phrom.callouts.models import Attempt, CallerListItem, Callout, Recipient
from phrom.core.callout import progress as happened
from phrom.core.callout import step as to_do
from phrom.core.callout.decide import decide
from phrom.core.callout.fold import fold
from phrom.core.callout.place_name import place_name
from phrom.core.callout.reach import summary
from phrom.core.callout.state import CalloutState
from phrom.core.callout.tree import CallTree

MOST_ROUNDS = 50  # a decision leads to further ones (alternate → call); each round moves somebody forward
STILL_TO_SEND = timedelta(seconds=1)
AT_THE_BOARD = {"th": "ผู้ที่อยู่หน้ากระดาน", "en": "whoever is at the board"}


def due_callouts(now: datetime) -> QuerySet[Callout]:
    return Callout.objects.filter(state=Callout.State.RUNNING, wake_at__lte=now).order_by("wake_at", "pk")


@transaction.atomic
def carry_out(callout_id: int) -> int:
    """Decide and record everything that is due now; the messages are sent afterwards. Returns the steps taken.

    Events, messages to be sent and log entries are one transaction: killed at any moment, all of it happened or none.
    """
    callout, now = locked(callout_id), clock.now()
    if callout.state != Callout.State.RUNNING:
        return 0
    tree, settings = queries.tree_of(callout), queries.settings_of(callout)
    progress, taken = queries.progress_of(callout), 0
    recipients = {r.person: r for r in callout.recipients.all()}
    for _round in range(MOST_ROUNDS):
        state = fold(tree, settings, progress)
        decisions = decide(tree, settings, state, now)
        steps = [step for step in decisions.steps if not _still_to_send(callout, step)]
        if not steps:
            _rest(
                callout, state, now + STILL_TO_SEND if decisions.steps else decisions.wake_at, decisions.finished, now
            )
            tidy_caller_list(callout, tree, state)
            return taken
        recording = _Recording(callout, tree, state, recipients, now)
        events = [recording.event_of(step) for step in steps]
        append(callout, *events)
        progress = progress.plus(*events)
        taken += len(events)
    return taken  # wake_at is now: the engine goes on in its next round


def set_aside(callout_id: int, seconds: int, reason: str, *, loudly: bool = True) -> None:
    """A callout that makes the engine stumble waits a little, and says so; the others go on."""
    with transaction.atomic():
        callout = locked(callout_id)
        callout.wake_at = clock.now() + timedelta(seconds=seconds)
        callout.save(update_fields=["wake_at"])
        if loudly:
            log(callout, "callout.stumbled", {"reason": reason[:300], "seconds": seconds})


def _still_to_send(callout: Callout, step: to_do.Step) -> bool:
    """A message that no engine has taken yet (none was running) is not uncertain: it will be sent."""
    if not isinstance(step, to_do.MarkUncertain):
        return False
    return Attempt.objects.filter(key=f"{callout.pk}:{step.key}", state=Attempt.State.RECORDED).exists()


def _rest(callout: Callout, state: CalloutState, wake_at: datetime | None, finished: bool, now: datetime) -> None:
    """Nothing is to be done at this moment."""
    callout.wake_at = wake_at
    if finished and state.finished:
        callout.state, callout.ended_at = Callout.State.FINISHED, now
    callout.save(update_fields=["wake_at", "state", "ended_at"])


@dataclass(frozen=True)
class _Recording:
    """Writes steps down (rows, log entry) and returns the events that they make."""

    callout: Callout
    tree: CallTree
    state: CalloutState
    recipients: dict[str, Recipient]
    now: datetime

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
                log(self.callout, "call.unreachable", {"place": self._place(step.slot), "reason": step.reason})
                return happened.SlotUnreachable(slot=step.slot, reason=step.reason, at=self.now)
            case to_do.CompleteTeam():
                return self._completed(step)
            case to_do.TellLeader():
                return self._leader_told(step)
            case to_do.Finish():
                return self._finished()

    def _message(self, step: to_do.SendMessage) -> happened.Event:
        recipient = self.recipients[step.person]
        self._attempt(step.key, step.person, step.channel, step.address, call_text(self.callout, recipient))
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
        CallerListItem.objects.update_or_create(
            callout=self.callout,
            person=step.person,
            closed_at=None,
            defaults={"caller": step.caller or ""},
            create_defaults={"caller": step.caller or "", "listed_at": self.now},
        )
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
        log(self.callout, "call.handed_to_alternate", data)
        return happened.HandedToAlternate(
            slot=step.slot, from_person=step.from_person, to_person=step.to_person, reason=step.reason, at=self.now
        )

    def _completed(self, step: to_do.CompleteTeam) -> happened.Event:
        team = self.tree.team_by_id[step.team]
        people = len(team.slots)
        data = {"team_name": team.name, "people_count": people, "answered_count": people - len(step.missing)}
        log(self.callout, "team.completed", data)
        return happened.TeamCompleted(team=step.team, at=self.now)

    def _leader_told(self, step: to_do.TellLeader) -> happened.Event:
        team = self.tree.team_by_id[step.team]
        if step.channel and step.address:
            text = completion_text(self.callout, team, len(step.missing), self.now)
            self._attempt(step.key, step.person, step.channel, step.address, text, answerable=False)
        self._log("leader.told", step.person, team_name=team.name)
        return happened.LeaderTold(team=step.team, person=step.person, key=step.key, channel=step.channel, at=self.now)

    def _finished(self) -> happened.Event:
        reached = summary(self.tree, self.state)
        data = {"acknowledged_count": reached.acknowledged, "people_count": reached.people}
        log(self.callout, "callout.finished", data)
        return happened.Finished(at=self.now)

    def _attempt(
        self, key: str, person: str, channel: str, address: str, text: str, *, answerable: bool = True
    ) -> None:
        Attempt.objects.create(
            callout=self.callout,
            key=f"{self.callout.pk}:{key}",
            person=person,
            channel=channel,
            address=address,
            text=text,
            answerable=answerable,
            recorded_at=self.now,
        )

    def _log(self, kind: str, person: str, **data: Any) -> None:
        log(self.callout, kind, {"person": person, "person_name": self._name(person), **data})

    def _name(self, person: str) -> str:
        return self.tree.contact_by_person[person].name

    def _place(self, slot: str) -> dict[str, str]:
        return place_name(self.tree, slot).model_dump()
