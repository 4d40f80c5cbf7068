"""Handing a message over in spite of a provider's bad moments, within the time that an engine grants.

A provider's own `Retry-After` says that nothing was taken: any channel tries again. Whatever else goes wrong is tried
again only where the provider honours our key.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from phrom.channels.circuit import Circuit
from phrom.channels.contract import NoAnswerError, Outcome
from phrom.channels.pace import Pace
from phrom.core.log_entry.failure_words import CHANNEL_DOWN, NOT_WANTED
from phrom.errors import DeliveryError

WITHIN_SECONDS = 45.0  # an engine waits 60
MOST_PAUSE = 3600.0  # a longer one is asked for by mistake (a moment in the place of seconds): then it is asked again
PAUSES = (1.0, 3.0)


class Fate(Enum):
    """What an answer means for the message."""

    TAKEN = auto()
    LATER = auto()  # certainly not taken, and worth another try
    REFUSED = auto()  # certainly not taken, and never will be
    UNKNOWN = auto()


@dataclass(frozen=True)
class Verdict:
    """`provider`: what the answer says of the provider itself: it works, it fails, or it has barred our account; None:
    as the fate says."""

    fate: Fate
    reason: str = ""
    retry_after: float | None = None
    outcome: Outcome = Outcome.SENT
    provider: Literal["works", "fails", "barred"] | None = None

    @property
    def of_provider(self) -> Literal["works", "fails", "barred"]:
        well = self.fate in (Fate.TAKEN, Fate.REFUSED) or self.retry_after is not None
        return self.provider or ("works" if well else "fails")


class Gate:
    """Closed while a provider wants to be left alone; for all messages of this process on its account."""

    def __init__(self) -> None:
        self._until = 0.0

    def close(self, seconds: float) -> None:
        self._until = max(self._until, time.monotonic() + min(seconds, MOST_PAUSE))

    @property
    def seconds(self) -> float:
        """How long it stays closed."""
        return max(0.0, self._until - time.monotonic())


async def hand_over(
    push: Callable[[], Awaitable[Verdict]],
    gate: Gate,
    circuit: Circuit,
    pace: Pace,
    *,
    office: int,
    repeatable: bool,
    still_wanted: Callable[[], Awaitable[bool]],
    places: int = 1,
    pauses: tuple[float, ...] = PAUSES,
    within: float = WITHIN_SECONDS,
) -> Outcome:
    """Try once, and again after each pause; each try takes so many `places` in the row.

    A longer `Retry-After` is waited for if it fits into `within`; else the message fails for now, so that the next step
    is taken, and until then nobody knocks. Where the circuit is open it fails at once, and the next channel is taken.
    Before each try it is asked whether the message is `still_wanted`.

    Raises DeliveryError, NoAnswerError.
    """
    end, doubt = time.monotonic() + within, False
    verdict = Verdict(Fate.LATER, "the provider asked for a pause")
    for pause in (*pauses, 0.0):
        wait = max(gate.seconds, pace.ahead(office))
        if time.monotonic() + wait > end or not circuit.lets_pass(many=places > 1):
            break
        if (turn := max(gate.seconds, pace.turn(office, places))) > 0:
            await asyncio.sleep(turn)
        if not await still_wanted():
            verdict = Verdict(Fate.LATER, NOT_WANTED)
            break
        verdict = await _verdict(push)
        _hear(circuit, verdict)
        if verdict.fate is Fate.TAKEN:
            return verdict.outcome
        doubt = doubt or verdict.fate is Fate.UNKNOWN
        if verdict.fate is Fate.REFUSED or (not repeatable and (doubt or verdict.retry_after is None)):
            break
        if verdict.retry_after is not None:
            gate.close(verdict.retry_after)
        elif pause:
            await asyncio.sleep(pause)
    if doubt:
        raise NoAnswerError(verdict.reason)
    refused = verdict.fate is Fate.REFUSED
    raise DeliveryError(
        CHANNEL_DOWN + circuit.reason if circuit.is_open and not refused else verdict.reason,
        permanent=refused,
        retry_after=verdict.retry_after or gate.seconds or None,
        channel_down=circuit.is_open or gate.seconds > within,
    )


def _hear(circuit: Circuit, verdict: Verdict) -> None:
    match verdict.of_provider:
        case "works":
            circuit.worked()
        case "fails":
            circuit.failed(verdict.reason)
        case "barred":
            circuit.failed(verdict.reason, barred=True)


async def _verdict(push: Callable[[], Awaitable[Verdict]]) -> Verdict:
    try:
        return await push()
    except NoAnswerError as error:
        return Verdict(Fate.UNKNOWN, str(error))
    except DeliveryError as error:
        return Verdict(
            Fate.REFUSED if error.permanent else Fate.LATER, error.reason, error.retry_after, provider="fails"
        )
