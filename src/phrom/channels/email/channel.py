"""E-mail over SMTP. A repeat cannot be told apart by the receiving side, so a send cut off by a crash is uncertain."""

from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

import aiosmtplib

from phrom.channels.contract import NoAnswerError, Outcome, OutgoingMessage
from phrom.errors import DeliveryError

TIMEOUT_SECONDS = 20.0


class EmailChannel:
    name = "email"
    repeatable = False

    def __init__(self, smtp_url: str, sender: str) -> None:
        """`smtp_url`: `smtp://user:password@host:587` (STARTTLS where the server has it) or `smtps://…`; empty: off."""
        self._url = urlsplit(smtp_url)
        self._sender = sender

    def problem(self) -> str | None:
        if not self._url.hostname or self._url.scheme not in ("smtp", "smtps"):
            return "PHROM_SMTP_URL is not set"
        return None

    async def send(self, message: OutgoingMessage) -> Outcome:
        if problem := self.problem():
            raise DeliveryError(problem, permanent=True)
        try:
            await aiosmtplib.send(
                self._letter(message),
                hostname=self._url.hostname,
                port=self._url.port,
                username=unquote(self._url.username) if self._url.username else None,
                password=unquote(self._url.password) if self._url.password else None,
                use_tls=self._url.scheme == "smtps",
                timeout=TIMEOUT_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            refused = error.recipients[0]
            raise DeliveryError(f"{refused.code}", permanent=refused.code >= 500) from error
        except aiosmtplib.SMTPResponseException as error:
            raise DeliveryError(f"{error.code}", permanent=error.code >= 500) from error
        except (aiosmtplib.SMTPReadTimeoutError, aiosmtplib.SMTPServerDisconnected) as error:
            raise NoAnswerError(type(error).__name__) from error  # it may have come after the letter
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise DeliveryError(type(error).__name__, permanent=False) from error
        return Outcome.SENT

    def _letter(self, message: OutgoingMessage) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = self._sender
        letter["To"] = message.address
        letter["Subject"] = " ".join(message.subject.split())
        letter["Date"] = formatdate(localtime=True)
        # the same attempt always bears the same id: mail systems that see both drop the second
        letter["Message-ID"] = f"<{message.repeat_key}@phrom.invalid>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text)
        return letter
