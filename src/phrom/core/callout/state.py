"""What is known of each person and each place. `fold.py` makes it of the events."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from phrom.core.callout.heard import Answer
from phrom.core.callout.progress import CallerReported, LeaderTold, NumberMended, Outcome, PutOnCallerList
from phrom.core.callout.tree import Contact, Slot

Status = Literal["standing_by", "to_be_told", "told", "handed_to_alternate", "unreachable", "acknowledged", "refused"]
STATUS_ORDER: tuple[Status, ...] = (
    "standing_by",  # an alternate whom nobody has had to call
    "to_be_told",
    "told",
    "handed_to_alternate",
    "unreachable",
    "acknowledged",
    "refused",
)


@dataclass(frozen=True, slots=True)
class Attempt:
    key: str
    channel: str
    number: int
    address: str
    at: datetime
    outcome: Outcome | None = None  # None: in flight
    ended_at: datetime | None = None  # of the first word, so that a late receipt does not move any deadline
    channel_down: bool = False

    @property
    def in_flight(self) -> bool:
        return self.outcome is None

    @property
    def may_have_arrived(self) -> bool:
        return self.outcome in ("sent", "delivered", "uncertain")


@dataclass(frozen=True, slots=True)
class PersonState:
    person: str
    status: Status
    attempts: tuple[Attempt, ...] = ()  # in the order in which they were recorded
    acknowledged: Answer | None = None
    refused: Answer | None = None  # None once the person has corrected it
    told_at: datetime | None = None  # when a message first got out, or a caller left one
    listing: PutOnCallerList | None = None  # the latest
    reports: tuple[CallerReported, ...] = ()
    wanted_since: datetime | None = None  # when it became this person's turn, in any of their places
    mended: tuple[NumberMended, ...] = ()  # numbers that were wrong, in the order in which they were mended

    def contact_now(self, contact: Contact) -> Contact:
        """The ways to this person: those of the frozen tree, with the numbers and the e-mail that were mended
        since."""
        if not self.mended:
            return contact
        phones, email = list(contact.phones), contact.email
        for change in self.mended:
            if "@" in change.new:
                email = change.new
            else:
                phones = [change.new, *(p for p in phones if p not in (change.old, change.new))]
        return contact.model_copy(update={"phones": tuple(phones), "email": email})

    def wrong_numbers(self) -> set[str]:
        """Numbers that callers have found to be wrong and that are not mended; an empty one: not known which."""
        return {r.number for r in self.reports if r.result == "wrong_number" and not any(map(_mends(r), self.mended))}

    @property
    def answered(self) -> bool:
        return self.acknowledged is not None or self.refused is not None

    @property
    def answer(self) -> Literal["acknowledged", "refused"] | None:
        """What the person has said last."""
        if self.refused is not None:
            return "refused"
        return "acknowledged" if self.acknowledged is not None else None

    @property
    def can_act(self) -> bool:
        return self.acknowledged is not None and self.refused is None

    @property
    def in_flight(self) -> Attempt | None:
        return next((a for a in self.attempts if a.in_flight), None)


def _mends(report: CallerReported) -> Callable[[NumberMended], bool]:
    return lambda change: change.at >= report.at and (not report.number or change.old in ("", report.number))


@dataclass(frozen=True, slots=True)
class SlotState:
    """`holder` is whose turn it is; `acting` who has answered for the place and stands in order before all others
    that have. A primary who answers after the hand-over takes the place back."""

    slot: Slot
    status: Status
    due_at: datetime  # when calling for this place begins; in a cascade this may lie ahead
    holder: str | None
    acting: str | None
    closed: bool  # found unreachable

    @property
    def settled(self) -> bool:
        return self.closed or self.acting is not None

    @property
    def next_holder(self) -> str | None:
        """Who is called if the present holder stays silent or refuses."""
        if self.holder is None:
            return None
        following = self.slot.holders[self.slot.holders.index(self.holder) + 1 :]
        return following[0] if following else None

    @property
    def is_acting_for_primary(self) -> bool:
        return self.acting is not None and self.acting != self.slot.primary


@dataclass(frozen=True, slots=True)
class CalloutState:
    started_at: datetime
    people: dict[str, PersonState]
    slots: dict[str, SlotState]
    completed_teams: dict[str, datetime]
    told_leaders: dict[str, LeaderTold]
    finished: bool
    stopped: bool
