"""What a channel is: a message in, an outcome out. Each channel is a folder of its own and knows no other room.

A channel that cannot deliver raises `DeliveryError`. Tests of the contract: `tests/apps/channels/test_contract.py`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """How far a message is known to have come."""

    SENT = "sent"  # the provider took it
    DELIVERED = "delivered"  # it is on the person's device


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


class Channel(Protocol):
    name: str
    repeatable: bool  # sending the same key twice is harmless: a send cut off by a crash is simply done again

    def problem(self) -> str | None:
        """Why the channel cannot be used now (a setting is missing); None if it can."""

    async def send(self, message: OutgoingMessage) -> Outcome:
        """Raises DeliveryError."""
