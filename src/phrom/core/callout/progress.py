"""What has happened in a callout, as an immutable list of events. `state.py` folds them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from phrom.core.callout.tree import Frozen

Outcome = Literal["sent", "delivered", "failed_temporary", "failed_permanent", "uncertain"]
CallerResult = Literal["answered", "no_answer", "wrong_number", "refused", "left_message"]
ListReason = Literal["machine_silent", "no_channel", "all_failed", "cascade", "caller_changed", "number_mended"]
HandOverReason = Literal["refused", "silent", "no_channel"]
UnreachableReason = Literal["nobody_named", "refused", "silent", "no_channel"]  # of the last holder


class AttemptRecorded(Frozen):
    """A message was written down to be sent; recorded before the send."""

    kind: Literal["attempt_recorded"] = "attempt_recorded"
    key: str
    person: str
    channel: str
    number: int
    address: str = ""
    at: AwareDatetime


class AttemptEnded(Frozen):
    """What a channel said. A later, better-informed word (a receipt, a bounce) is a second event of the same key."""

    kind: Literal["attempt_ended"] = "attempt_ended"
    key: str
    outcome: Outcome
    channel_down: bool = False  # the channel itself does not work now: another one is to be taken at once
    at: AwareDatetime


class Acknowledged(Frozen):
    """A person's answer. `via` is a channel or the way of answering; `by` the person who entered it, if another."""

    kind: Literal["acknowledged"] = "acknowledged"
    person: str
    via: str
    by: str | None = None
    at: AwareDatetime


class Refused(Frozen):
    """Reached, but cannot come."""

    kind: Literal["refused"] = "refused"
    person: str
    via: str = ""
    by: str | None = None
    at: AwareDatetime


class CallerReported(Frozen):
    """What a caller heard; `caller` is whoever really called; `number`: of a wrong one, which, if it is known;
    `note`: what else the caller heard."""

    kind: Literal["caller_reported"] = "caller_reported"
    person: str
    caller: str | None
    result: CallerResult
    number: str = ""
    note: str = ""
    at: AwareDatetime


class PutOnCallerList(Frozen):
    """On the list of `caller`; None: nobody has answered yet, so whoever is at the board calls."""

    kind: Literal["put_on_caller_list"] = "put_on_caller_list"
    person: str
    caller: str | None
    reason: ListReason
    at: AwareDatetime


class NumberMended(Frozen):
    """A person's number or e-mail was wrong (`old`; empty: not known which number) and is now another one."""

    kind: Literal["number_mended"] = "number_mended"
    person: str
    old: str = ""
    new: str
    at: AwareDatetime


class HandedToAlternate(Frozen):
    kind: Literal["handed_to_alternate"] = "handed_to_alternate"
    slot: str
    from_person: str
    to_person: str
    reason: HandOverReason = "silent"
    at: AwareDatetime


class SlotUnreachable(Frozen):
    """Nobody is left to call for this place."""

    kind: Literal["slot_unreachable"] = "slot_unreachable"
    slot: str
    reason: UnreachableReason = "silent"
    at: AwareDatetime


class TeamCompleted(Frozen):
    """Every place of the team is settled."""

    kind: Literal["team_completed"] = "team_completed"
    team: str
    at: AwareDatetime


class LeaderTold(Frozen):
    """The completion call back was written down to be sent, or shown if `channel` is None."""

    kind: Literal["leader_told"] = "leader_told"
    team: str
    person: str
    key: str = ""
    channel: str | None = None
    at: AwareDatetime


class Finished(Frozen):
    kind: Literal["finished"] = "finished"
    at: AwareDatetime


class Stopped(Frozen):
    """Stopped by a person: nothing more is called."""

    kind: Literal["stopped"] = "stopped"
    at: AwareDatetime


Event = Annotated[
    AttemptRecorded
    | AttemptEnded
    | Acknowledged
    | Refused
    | CallerReported
    | PutOnCallerList
    | NumberMended
    | HandedToAlternate
    | SlotUnreachable
    | TeamCompleted
    | LeaderTold
    | Finished
    | Stopped,
    Field(discriminator="kind"),
]


class Progress(Frozen):
    """When the callout started, and everything since. The order of events does not matter to the state."""

    started_at: AwareDatetime
    events: tuple[Event, ...] = ()

    def plus(self, *events: Event) -> "Progress":
        """The progress with further events."""
        return Progress.model_construct(started_at=self.started_at, events=(*self.events, *events))


def attempt_key(person: str, channel: str, number: int) -> str:
    """The idempotency key of an attempt within its callout: the same attempt always has the same key."""
    return f"{person}/{channel}/{number}"


def require_aware(moment: datetime) -> datetime:
    """The moment itself; ValueError if it has no time zone."""
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone")
    return moment
