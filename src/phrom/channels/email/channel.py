"""E-mail over SMTP. A repeat cannot be told apart by the receiving side, so a send cut off by a crash is uncertain."""

import re
from dataclasses import replace
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import urlsplit

import aiosmtplib

from phrom.channels.circuit import Circuit
from phrom.channels.contract import Health, Outcome, OutgoingMessage
from phrom.channels.email.connections import Connections
from phrom.channels.email.letters import DOMAIN, no_such_mailbox
from phrom.channels.handles import remember
from phrom.channels.pace import Pace
from phrom.channels.patience import Fate, Gate, Verdict, hand_over
from phrom.channels.server_address import address_of
from phrom.core.log_entry.failure_words import NO_SUCH_ADDRESS
from phrom.errors import DeliveryError

TIMEOUT_SECONDS = 20.0
_ENHANCED = re.compile(r"\s*(\d\.\d{1,3}\.\d{1,3})\b")
_NOBODY = re.compile(
    r"(no such|unknown|invalid|nonexistent) (user|mailbox|recipient|address)"
    r"|(user|mailbox|recipient|address) (is )?(unknown|not found|does not exist|doesn't exist)",
    re.IGNORECASE,
)
_SIGN_IN = (530, 534, 535, 538)  # RFC 4954: the account is not let in


class EmailChannel:
    name = "email"
    repeatable = False

    def __init__(self, smtp_url: str, sender: str, *, come_back: bool = False, pace: Pace | None = None) -> None:
        """`smtp_url`: `smtp://user:password@host:587` (STARTTLS where the server has it) or `smtps://…`; empty: off.
        `come_back`: answers and undelivered letters are read, so each letter's name is kept."""
        address = address_of(smtp_url, "smtp", "smtps")
        self._problem = None if address else "PHROM_SMTP_URL is " + ("no smtp address" if smtp_url else "not set")
        self._url = address or urlsplit("")
        self._sender, self._come_back = sender, come_back
        self._connections = Connections(self._url)
        self._gate = Gate()
        self.circuit = Circuit()
        self.pace = pace or Pace(0)

    @property
    def account(self) -> str:
        return f"{self._url.username or ''}@{self._url.hostname or ''}:{self._url.port or ''}"

    def problem(self) -> str | None:
        return self._problem

    async def send(self, message: OutgoingMessage) -> Outcome:
        if self._problem:
            raise DeliveryError(self._problem, permanent=True)
        if self._come_back:
            await remember(self.name, message.repeat_key, message.key)

        async def push() -> Verdict:
            return await self._push(message)

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

    async def check(self) -> Health:
        """The server is greeted, signed in to, and asked for nothing."""
        try:
            connection = await self._connections.opened(TIMEOUT_SECONDS)
            await connection.noop()
            await connection.quit()
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            return Health(works=False, reason=_verdict(error).reason)
        return Health(works=True)

    async def _push(self, message: OutgoingMessage) -> Verdict:
        try:
            async with self._connections.one(TIMEOUT_SECONDS) as connection:
                await connection.send_message(self._letter(message))
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            return _verdict(error)
        return Verdict(Fate.TAKEN)

    def _letter(self, message: OutgoingMessage) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = self._sender
        letter["To"] = message.address
        letter["Subject"] = " ".join(message.subject.split())
        letter["Date"] = formatdate(localtime=True)
        # the same attempt always bears the same id: mail systems that see both drop the second
        letter["Message-ID"] = f"<{message.repeat_key}@{DOMAIN}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text)
        return letter


def _verdict(error: Exception) -> Verdict:
    """What the server's answer, or its silence, means for a letter."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused():
            refused = error.recipients[0]
            verdict = _by_code(refused.code)
            if verdict.fate is Fate.REFUSED and says_nobody(refused.message):
                return replace(verdict, reason=f"{NO_SUCH_ADDRESS}{refused.code}")
            return verdict
        case aiosmtplib.SMTPResponseException():
            return _by_code(error.code)
        case aiosmtplib.SMTPReadTimeoutError() | aiosmtplib.SMTPServerDisconnected():
            return Verdict(Fate.UNKNOWN, type(error).__name__)  # it may have come after the letter
        case ValueError():
            return Verdict(Fate.LATER, type(error).__name__, provider="works")  # an address that is none
    return Verdict(Fate.LATER, type(error).__name__)


def says_nobody(words: str) -> bool:
    """Whether a server's refusal means that the mailbox does not exist: by its enhanced status where it gives one, else
    by its words (a bare 550 may as well be a rule of the server's)."""
    status = _ENHANCED.match(words)
    return no_such_mailbox(status[1]) if status else bool(_NOBODY.search(words))


def _by_code(code: int) -> Verdict:
    """RFC 5321, 4.2.1: 5xx for good, anything else for now. 421: the server itself is not available."""
    if code in _SIGN_IN:
        return Verdict(Fate.REFUSED, str(code), provider="barred")
    return Verdict(Fate.REFUSED if code >= 500 else Fate.LATER, str(code), provider="fails" if code == 421 else "works")
