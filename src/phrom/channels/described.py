"""What SMS and voice have in common: a provider that speaks HTTP and is described by settings (`gateway`).

Repeatable only where the settings say that it honours our key.
"""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError

from phrom.channels import wire
from phrom.channels.circuit import Circuit
from phrom.channels.contract import FinalState, Health, Outcome, OutgoingMessage
from phrom.channels.gateway import Gateway, GatewaySettings, WrongSettingError, at_path, filled, gateway_of
from phrom.channels.handles import remember
from phrom.channels.pace import Pace
from phrom.channels.patience import PAUSES, Fate, Gate, Verdict, hand_over
from phrom.channels.unknown_words import hear
from phrom.core.log_entry.failure_words import NO_SUCH_NUMBER
from phrom.errors import DeliveryError

log = logging.getLogger(__name__)

SECONDS = 15.0  # for one request

# Where the answer's body says nothing, its status does. A gateway's server that stumbles has taken nothing (500, 503);
# what stands between us and it cannot know (502, 504).
_STATUSES = {
    400: Fate.REFUSED,
    401: Fate.REFUSED,
    402: Fate.REFUSED,
    403: Fate.REFUSED,
    404: Fate.REFUSED,
    413: Fate.REFUSED,
    415: Fate.REFUSED,
    422: Fate.REFUSED,
    408: Fate.LATER,
    425: Fate.LATER,
    429: Fate.LATER,
    500: Fate.LATER,
    503: Fate.LATER,
    502: Fate.UNKNOWN,
    504: Fate.UNKNOWN,
}
_FATES = {
    "sent": Fate.TAKEN,
    "delivered": Fate.TAKEN,
    "failed_temporary": Fate.LATER,
    "failed_permanent": Fate.REFUSED,
    "uncertain": Fate.UNKNOWN,
}


class DescribedChannel:
    """`words`: those of a provider that its settings need not describe, to ours."""

    name: str
    provider: str  # what begins its reasons (`failure_words`) and stands in the log
    words: Mapping[str, FinalState]

    def __init__(
        self,
        settings: GatewaySettings,
        *,
        seconds: float = SECONDS,
        pauses: tuple[float, ...] = PAUSES,
        pace: Pace | None = None,
    ) -> None:
        self.gateway: Gateway | None = None
        self._problem: str | None = None
        try:
            self.gateway = gateway_of(settings, self.words)
        except WrongSettingError as error:
            self._problem = str(error)
        self._seconds, self._pauses = seconds, pauses
        self._gate = Gate()
        self.circuit = Circuit()
        self.pace = pace or Pace(0)

    @property
    def account(self) -> str:
        return self.gateway.account if self.gateway else ""

    @property
    def repeatable(self) -> bool:
        return self.gateway is not None and self.gateway.repeatable

    def problem(self) -> str | None:
        return self._problem

    async def send(self, message: OutgoingMessage) -> Outcome:
        if self.gateway is None:
            raise DeliveryError(self._problem or "", permanent=True)
        gateway = self.gateway
        if fault := self.fault(gateway, message):
            raise DeliveryError(fault, permanent=True)
        if gateway.secret:
            # before the send: a receipt may be quicker than we
            await remember(self.name, message.repeat_key, message.key)

        async def push() -> Verdict:
            answer = await _handed(gateway, message, self._seconds)
            verdict = self._verdict(gateway, answer)
            if verdict.fate is Fate.TAKEN and gateway.secret and gateway.id_path:
                await self._remember_theirs(at_path(answer.json, gateway.id_path), message.key)
            return verdict

        return await hand_over(
            push,
            self._gate,
            self.circuit,
            self.pace,
            office=message.office,
            repeatable=self.repeatable,
            still_wanted=message.still_wanted,
            pauses=self._pauses,
        )

    async def check(self) -> Health | None:
        """The gateway's own page of health or balance, where the settings name one; else whether its server answers."""
        if self.gateway is None:
            return None
        gateway = self.gateway
        if not gateway.health_url:
            await wire.reach(gateway.url, self._seconds)
            return Health(works=True)
        answer = await wire.ask("GET", gateway.health_url, seconds=self._seconds, headers=dict(gateway.headers))
        if not 200 <= answer.status < 300:
            return Health(works=False, reason=f"{self.provider}: {answer.status}")
        return self.health(gateway, answer)

    def fault(self, gateway: Gateway, message: OutgoingMessage) -> str:
        """Why this message is not even tried; empty: it is."""
        return ""

    def health(self, gateway: Gateway, answer: wire.Answer) -> Health:
        """What an answer of the page of health says that is well by its status."""
        return Health(works=True)

    def _verdict(self, gateway: Gateway, answer: wire.Answer) -> Verdict:
        """By the gateway's own word where one is agreed and there is one, else by the status."""
        taken = 200 <= answer.status < 300
        if gateway.answer_path:
            word = at_path(answer.json, gateway.answer_path)
            state = gateway.state_of(word) if word is not None else None
            if state is not None and (taken or state not in ("sent", "delivered")):
                outcome = Outcome.DELIVERED if state == "delivered" else Outcome.SENT
                # a gateway that speaks in the words agreed upon works, whatever it says of this message
                begins = NO_SUCH_NUMBER if gateway.says_no_such_number(word) else f"{self.provider}: "
                reason = begins + str(word)[:50]
                return Verdict(_FATES[state], reason, answer.retry_after, outcome, "works" if taken else None)
            if taken:
                log.error("the %s gateway's word %r is in no table", self.name, str(word)[:50])
                hear(self.name, gateway.account, word, "answer")
                return Verdict(Fate.UNKNOWN, f"{self.provider}: unknown word {str(word)[:50]}")
        if taken:
            return Verdict(Fate.TAKEN)
        if answer.status not in _STATUSES:
            log.error("the %s gateway answered %s, which is in no table", self.name, answer.status)
            hear(self.name, gateway.account, answer.status, "status")
        fate, barred = _STATUSES.get(answer.status, Fate.UNKNOWN), answer.status in (401, 402, 403)
        reason = f"{self.provider}: {answer.status}"
        return Verdict(fate, reason, answer.retry_after, provider="barred" if barred else None)

    async def _remember_theirs(self, their_id: object, key: str) -> None:
        """Without the id a receipt may not find its message; but what was sent stays sent."""
        if not isinstance(their_id, str | int) or not str(their_id):
            log.warning("the %s gateway named no id where its settings say", self.name)
            return
        try:
            await remember(self.name, str(their_id), key)
        except DatabaseError:
            log.exception("a gateway's id could not be kept")


async def _handed(gateway: Gateway, message: OutgoingMessage, seconds: float) -> wire.Answer:
    fields = filled(gateway.body, message)
    options: dict[str, Any] = {"headers": gateway.headers}
    if gateway.kind == "json":
        options["json"] = fields
    else:
        options["data" if gateway.kind == "form" else "params"] = {name: str(value) for name, value in fields.items()}
    return await wire.ask(gateway.method, gateway.url, seconds=seconds, **options)
