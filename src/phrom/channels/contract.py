"""What a channel is: a message in, an outcome out. Each channel is a folder of its own and knows no other room.

A channel that cannot deliver raises `DeliveryError`; one that cannot say whether the provider took the message raises
`NoAnswerError`, and the message is uncertain. Tests of the contract: `tests/apps/channels/test_contract.py`.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal, Protocol, runtime_checkable
from uuid import UUID, uuid5

from phrom.channels.circuit import Circuit
from phrom.channels.pace import Pace

_MESSAGES = UUID("6f0b8a52-6d0e-5f0e-9a57-70d5b3c1f3a4")  # the namespace of our repeat keys; never to be changed

FinalState = Literal["sent", "delivered", "failed_temporary", "failed_permanent", "uncertain"]
"""The closed list of delivery states. Each channel has one table from its provider's words to these."""


class NoAnswerError(TimeoutError):
    """The provider may have taken the message without saying so: nobody knows."""


class Outcome(StrEnum):
    """How far a message is known to have come."""

    SENT = "sent"  # the provider took it
    DELIVERED = "delivered"  # it is on the person's device


async def _yes() -> bool:
    return True


@dataclass(frozen=True)
class OutgoingMessage:
    """`key` is fixed before the first try: a provider that honours it makes a repeat harmless."""

    key: str
    callout_id: int
    person: str
    address: str
    subject: str
    text: str
    answerable: bool  # the person is asked to answer
    practice: bool
    reply_code: str = ""  # the person's own, for buttons; it stands in `text` too
    office: int = 0  # whose message: each office has its own share of a provider's rate
    together: str = ""  # the name of those that go out in one request, with the same text; empty: alone
    # asked before each try: who has answered while the message waited is not called again
    still_wanted: Callable[[], Awaitable[bool]] = field(default=_yes, repr=False, compare=False)

    @cached_property
    def repeat_key(self) -> str:
        """A UUID for providers: the same for every try of the same message, another for any other message.

        Made of the whole message, since callouts of another installation on the same account, or of a database begun
        anew, number theirs alike, and a provider would swallow them as repeats.
        """
        return str(uuid5(_MESSAGES, "\n".join((self.key, self.address, self.text))))

    @property
    def repeat_key_together(self) -> str:
        """As `repeat_key` for the one request in which all of `together` go out; each of them knows it."""
        return str(uuid5(_MESSAGES, "\n".join((self.together, "together", self.text))))


@dataclass(frozen=True)
class Reply:
    """What a person sent back: a pressed button (`code` or `button`, and `said`), or words (`text`); or that they will
    get nothing any more, or again (`friend`)."""

    sender: str  # the provider's name of them: a LINE user id, a number
    text: str = ""
    code: str = ""
    # of a message that many got: `repeat_key_together`; who pressed it is known by `sender`. Of a call: its handle
    button: str = ""
    said: Literal["acknowledged", "refused"] = "acknowledged"
    friend: bool | None = None  # False: has blocked the account; True: no longer
    event: str = ""  # the provider's name of this very reply; told again, it is the same
    at: datetime | None = None  # when the person sent it, if the provider says so
    token: str = field(
        default="", repr=False, compare=False
    )  # lets us answer this very reply, where the provider gives one


@dataclass(frozen=True)
class Receipt:
    """A provider's later word on a message: `key` is the attempt's. `reason`: why it failed, if that says something."""

    key: str
    state: FinalState
    reason: str = ""


@dataclass(frozen=True)
class Health:
    """What a round trip to the provider has shown. `left` of `limit` messages, where the provider counts them."""

    works: bool
    reason: str = ""
    left: int | None = None
    limit: int | None = None
    name: str = ""  # by which people find the account


class Channel(Protocol):
    name: str
    circuit: Circuit
    pace: Pace

    @property
    def account(self) -> str:
        """Whose account at which provider this is; holds no secret."""

    @property
    def repeatable(self) -> bool:
        """Whether sending the same key twice is harmless: a send cut off by a crash is simply done again."""

    def problem(self) -> str | None:
        """Why the channel cannot be used now (a setting is missing); None if it can."""

    async def send(self, message: OutgoingMessage) -> Outcome:
        """Raises DeliveryError, NoAnswerError."""

    async def check(self) -> Health | None:
        """A round trip that reaches nobody; None where none can be made. Raises DeliveryError, NoAnswerError."""


@runtime_checkable
class ManyAtOnce(Protocol):
    """A channel that can also tell many people the same in one request."""

    most_together: int

    async def send_together(self, messages: Sequence[OutgoingMessage]) -> Outcome:
        """Messages that share `together` and the text: one fate for all. Raises as `send` does; what was refused for
        good has reached nobody, and may be sent to each alone."""
