"""One-way messages through Apprise. An address is the name of a service in the settings; what it stands for is a secret
and stays there.

Apprise says no more than yes or no: after a no nobody knows whether the service has taken it, so it is uncertain. The
library is loaded with the first message, in a thread of its own, since it waits for the network.
"""

import asyncio
import json
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from hashlib import sha256

from phrom.channels.circuit import Circuit
from phrom.channels.contract import NoAnswerError, Outcome, OutgoingMessage
from phrom.channels.pace import Pace
from phrom.channels.patience import Fate, Gate, Verdict, hand_over
from phrom.errors import DeliveryError

SECONDS = 20.0  # for one message
MOST_AT_ONCE = 8
EVERY_OFFICE = 0  # none has this number
# what would speak to the machine that the program runs on, and not to a person
LOCAL = ("dbus", "exec", "file", "gio", "glib", "gnome", "growl", "kde", "macosx", "qt", "syslog", "windows")


class OtherChannel:
    name = "other"
    repeatable = False

    def __init__(self, services: str, *, seconds: float = SECONDS, pace: Pace | None = None) -> None:
        """`services`: a JSON object of names, each with its Apprise address (`{"duty": "tgram://…/…"}`), for every
        office; such an object under an office's number is this office's alone (`{"3": {"duty": …}}`). Empty: off."""
        self._seconds = seconds
        self._services, self._problem = _read(services)
        self._gate = Gate()
        self.circuit = Circuit()
        self.pace = pace or Pace(0)

    def services_of(self, office: int) -> tuple[str, ...]:
        """The names that this office may give to people."""
        return tuple(sorted(self._for(office)))

    def _for(self, office: int) -> dict[str, str]:
        return {**self._services.get(EVERY_OFFICE, {}), **self._services.get(office, {})}

    @property
    def account(self) -> str:
        return sha256(json.dumps(self._services, sort_keys=True).encode()).hexdigest()[:16]

    def problem(self) -> str | None:
        return self._problem

    async def send(self, message: OutgoingMessage) -> Outcome:
        if self._problem:
            raise DeliveryError(self._problem, permanent=True)
        address = self._for(message.office).get(message.address)
        if address is None:
            raise DeliveryError("no such service in PHROM_OTHER", permanent=True)

        async def push() -> Verdict:
            loop = asyncio.get_running_loop()
            work = loop.run_in_executor(self._threads, _notify, address, message.subject, message.text, self._seconds)
            try:
                taken = await asyncio.wait_for(work, self._seconds + 5)
            except TimeoutError:
                raise NoAnswerError("the service did not answer in time") from None
            if taken is None:
                return Verdict(Fate.REFUSED, "the address of the service is not understood")
            return Verdict(Fate.TAKEN) if taken else Verdict(Fate.UNKNOWN, "the service did not say yes")

        return await hand_over(
            push,
            self._gate,
            self.circuit,
            self.pace,
            office=message.office,
            repeatable=False,
            still_wanted=message.still_wanted,
            pauses=(),
        )

    async def check(self) -> None:
        """No service of this kind can be asked without telling somebody something."""
        return

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="other")


def _read(services: str) -> tuple[Mapping[int, Mapping[str, str]], str | None]:
    """The services by office and name, or why there are none; never what stands in them."""
    if not services.strip():
        return {}, "PHROM_OTHER is not set"
    try:
        found = json.loads(services)
    except (ValueError, RecursionError):
        return {}, "PHROM_OTHER is no JSON"
    if not isinstance(found, dict):
        return {}, "PHROM_OTHER is no JSON object"
    own = {name: of_office for name, of_office in found.items() if isinstance(of_office, dict)}
    if not all(name.isascii() and name.isdigit() and int(name) for name in own):
        return {}, "PHROM_OTHER has services under something that is no number of an office"
    by_office = {EVERY_OFFICE: {name: address for name, address in found.items() if name not in own}}
    by_office |= {int(name): of_office for name, of_office in own.items()}
    for address in (address for of_office in by_office.values() for address in of_office.values()):
        if not isinstance(address, str):
            return {}, "PHROM_OTHER is no JSON object of texts"
        scheme = address.partition("://")[0].lower().rstrip("s")
        if "://" not in address or scheme in {local.rstrip("s") for local in LOCAL}:
            return {}, "PHROM_OTHER holds an address that is no service"
    return by_office, None


def _notify(address: str, subject: str, text: str, seconds: float) -> bool | None:
    """Whether the service said yes; None for an address that Apprise does not know."""
    # these write whole addresses into their logs, and addresses are secrets
    for name in ("apprise", "requests", "urllib3"):
        logging.getLogger(name).disabled = True
        logging.getLogger(name).propagate = False
    logging.getLogger("urllib3.connectionpool").disabled = True
    import apprise  # noqa: PLC0415 - a quarter of a second, and most offices need none of it

    asset = apprise.AppriseAsset(async_mode=False, app_id="Phrom", app_url="", secure_logging=True)
    service = apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    if not isinstance(service, apprise.NotifyBase):
        return None
    service.socket_connect_timeout = service.socket_read_timeout = seconds / 2
    return bool(service.notify(body=text, title=subject, notify_type=apprise.NotifyType.INFO))
