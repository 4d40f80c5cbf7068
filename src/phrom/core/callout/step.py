"""What is to be done next in a callout: values for the engine to carry out, and to record as events."""

from typing import Literal

from pydantic import AwareDatetime

from phrom.core.callout.progress import HandOverReason, ListReason, UnreachableReason
from phrom.core.callout.tree import Frozen


class SendMessage(Frozen):
    """Record `AttemptRecorded`, then send, then record `AttemptEnded`."""

    kind: Literal["send_message"] = "send_message"
    key: str
    person: str
    channel: str
    number: int
    address: str


class MarkUncertain(Frozen):
    """The attempt has had no outcome for too long: record `AttemptEnded(outcome="uncertain")`."""

    kind: Literal["mark_uncertain"] = "mark_uncertain"
    key: str
    person: str


class ListForCaller(Frozen):
    """Record `PutOnCallerList`. `caller` None: for whoever is at the board."""

    kind: Literal["list_for_caller"] = "list_for_caller"
    person: str
    caller: str | None
    reason: ListReason


class HandToAlternate(Frozen):
    """Record `HandedToAlternate`; the next decision calls the alternate, unless already answered in another role."""

    kind: Literal["hand_to_alternate"] = "hand_to_alternate"
    slot: str
    from_person: str
    to_person: str
    reason: HandOverReason


class MarkUnreachable(Frozen):
    """Record `SlotUnreachable`."""

    kind: Literal["mark_unreachable"] = "mark_unreachable"
    slot: str
    reason: UnreachableReason


class CompleteTeam(Frozen):
    """Record `TeamCompleted`: every place is settled. `missing` are the places where nobody answered."""

    kind: Literal["complete_team"] = "complete_team"
    team: str
    missing: tuple[str, ...] = ()


class TellLeader(Frozen):
    """Completion call back: record `LeaderTold`, then send on `channel` (None: no channel, the board shows it).

    `person` leads the team now: the leader, who acts, or the coordinator or head where no leader answered.
    """

    kind: Literal["tell_leader"] = "tell_leader"
    team: str
    person: str
    key: str
    channel: str | None
    address: str | None
    missing: tuple[str, ...] = ()


class Finish(Frozen):
    """Record `Finished`."""

    kind: Literal["finish"] = "finish"


Step = (
    SendMessage | MarkUncertain | ListForCaller | HandToAlternate | MarkUnreachable | CompleteTeam | TellLeader | Finish
)


class Decisions(Frozen):
    """Carry out and record `steps`, then ask again. Without steps: ask again at `wake_at` or after any new event.

    `finished` is true when nothing can become due any more unless somebody answers; `others`, when there are places
    that were not asked about yet.
    """

    steps: tuple[Step, ...] = ()
    wake_at: AwareDatetime | None = None
    finished: bool = False
    others: bool = False
