"""Letters that come back: read over IMAP, unseen ones only, and marked as seen once they have counted.

Killed between the two, the same letter is read again: it is known by its Message-ID and counts once.
"""

import imaplib
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

from phrom.channels.email.letters import CameBack, letter_in
from phrom.channels.server_address import address_of
from phrom.errors import DeliveryError

SECONDS = 20.0
MOST_LETTERS = 200  # at a time; the others the next time
MOST_BYTES = 200_000  # of one letter: an answer stands at its beginning


class Mailbox:
    """`url`: `imaps://user:password@host:993/INBOX`, or `imap://…` (STARTTLS where the server has it); empty: none."""

    def __init__(self, url: str, *, seconds: float = SECONDS) -> None:
        address = address_of(url, "imap", "imaps")
        self._problem = None if address else "PHROM_IMAP_URL is " + ("no imap address" if url else "not set")
        self._url, self._seconds = address or urlsplit(""), seconds

    def problem(self) -> str | None:
        """Why it cannot be read (a setting is missing, or is none); None if it can."""
        return self._problem

    @property
    def account(self) -> str:
        return f"{self._url.username or ''}@{self._url.hostname or ''}"

    def unseen(self) -> list[CameBack]:
        """What has come and not been marked; oldest first. Raises DeliveryError (temporary)."""
        with self._opened() as box:
            _status, found = box.uid("search", "UNSEEN")
            uids = found[0].split()[:MOST_LETTERS] if found and found[0] else []
            letters = []
            for uid in uids:
                _status, parts = box.uid("fetch", uid.decode(), f"(UID BODY.PEEK[]<0.{MOST_BYTES}>)")
                raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
                letters.append(letter_in(raw, uid.decode()))
        return letters

    def mark_seen(self, uids: Iterable[str]) -> None:
        """These have counted. Raises DeliveryError (temporary)."""
        wanted = ",".join(uids)
        if wanted:
            with self._opened() as box:
                box.uid("store", wanted, "+FLAGS.SILENT", r"(\Seen)")

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        try:
            box = self._connected()
            try:
                self._sign_in(box)
                status, _count = box.select(self._url.path.strip("/") or "INBOX")
                if status != "OK":
                    raise DeliveryError("mailbox: no such folder", permanent=False)
                yield box
            finally:
                with suppress(imaplib.IMAP4.error, OSError):
                    box.logout()
        except (imaplib.IMAP4.error, OSError) as error:
            raise DeliveryError(f"mailbox: {type(error).__name__}", permanent=False) from None

    def _sign_in(self, box: imaplib.IMAP4) -> None:
        try:
            box.login(unquote(self._url.username or ""), unquote(self._url.password or ""))
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:  # what it says may hold the name
            raise DeliveryError("mailbox: not let in", permanent=False) from None

    def _connected(self) -> imaplib.IMAP4:
        host = self._url.hostname or ""
        if self._url.scheme == "imaps":
            context = ssl.create_default_context()
            return imaplib.IMAP4_SSL(host, self._url.port or 993, ssl_context=context, timeout=self._seconds)
        box = imaplib.IMAP4(host, self._url.port or 143, timeout=self._seconds)
        if "STARTTLS" in box.capabilities:
            box.starttls(ssl.create_default_context())
        return box
