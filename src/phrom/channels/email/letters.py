"""What a letter that came back says: somebody's answer, a machine's, or that ours could not be delivered.

Machines are known by RFC 3834 (Auto-Submitted, an empty return path), by what mailing programs add, and by their names;
undelivered letters by RFC 3464. What they quote of our own letter is cut away: it holds the code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Literal

from phrom.channels.contract import FinalState
from phrom.channels.handles import plain
from phrom.core.values.thai_bytes import in_thai

DOMAIN = "phrom.invalid"  # of our Message-IDs
MOST_TEXT = 500
_OURS = re.compile(r"<([0-9a-f-]{36})@" + re.escape(DOMAIN) + ">")
_OTHER_NAMES = {"windows-874": "cp874", "x-windows-874": "cp874", "ms874": "cp874"}
_NAMES_NOTHING = ("", "us-ascii", "ascii", "unknown-8bit")  # and Thai letters all the same
_BULK = ("bulk", "junk", "list", "auto_reply")
_MACHINES = re.compile(r"(mailer-daemon|postmaster|no-?reply|do-?not-?reply)(\+.*)?@", re.IGNORECASE)
_QUOTE_BEGINS = re.compile(
    r"\s*(-{2,}\s*(original message|forwarded message|ข้อความต้นฉบับ|ข้อความเดิม)|_{10,}|on .{5,200} wrote:\s*$"
    r"|.{0,200}(เขียนว่า|เขียนข้อความว่า|เขียน):\s*$|(from|จาก):\s.*@)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class CameBack:
    """A letter that came in. `kind`: an answer of a person, of a machine (not heard), or that ours did not arrive.
    `ours`: the repeat keys of our letters that it refers to: only who has such a letter can name its key."""

    uid: str
    kind: Literal["answer", "machine", "undelivered"]
    sender: str = ""
    text: str = ""
    message_id: str = ""
    at: datetime | None = None
    ours: tuple[str, ...] = ()
    state: FinalState = "failed_permanent"
    status: str = ""  # of a letter that did not arrive: RFC 3463, as the report gives it


def no_such_mailbox(status: str) -> bool:
    """Whether an enhanced status (RFC 3463, 3.2; RFC 7505) says that nobody has this address."""
    return status in ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10")


def letter_in(raw: bytes, uid: str = "") -> CameBack:
    """Read a letter, whatever is wrong with it; what cannot be read is a machine's."""
    try:
        return _read(message_from_bytes(raw, policy=default), uid)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return CameBack(uid, "machine")


def _read(letter: EmailMessage, uid: str) -> CameBack:
    sender = parseaddr(str(letter.get("From", "")))[1].replace("\0", "").lower()[:200]
    message_id = plain(str(letter.get("Message-ID", "")).strip())
    if letter.get_content_type() == "multipart/report" or _MACHINES.match(sender):
        status = _undelivered(letter)
        if status is None:
            return CameBack(uid, "machine", sender, message_id=message_id)
        state: FinalState = "failed_permanent" if status.startswith("5") else "failed_temporary"
        return CameBack(uid, "undelivered", sender, "", message_id, None, _keys(letter.as_string()), state, status)
    named = _keys(f"{letter.get('In-Reply-To', '')} {letter.get('References', '')}")
    if _by_machine(letter):
        return CameBack(uid, "machine", sender, message_id=message_id)
    text = "\n".join(_own_lines(_plain(letter)))[:MOST_TEXT]
    return CameBack(uid, "answer", sender, text, message_id, _moment(letter), named)


def _by_machine(letter: EmailMessage) -> bool:
    if str(letter.get("Auto-Submitted", "no")).split(";")[0].strip().lower() != "no":
        return True
    if str(letter.get("Precedence", "")).strip().lower() in _BULK or str(letter.get("Return-Path", "")).strip() == "<>":
        return True
    return any(letter.get(name) is not None for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id"))


def _undelivered(letter: EmailMessage) -> str | None:
    """Why ours did not arrive, by the report's own status (RFC 3464, 2.3.4); None where it is no such report."""
    for part in letter.walk():
        if part.get_content_type() == "message/delivery-status":
            report = part.as_string().lower()
            if re.search(r"^action:\s*failed", report, re.MULTILINE):
                found = re.search(r"^status:\s*(\d\.\d{1,3}\.\d{1,3})", report, re.MULTILINE)
                return found[1] if found else ""
    return None


def _keys(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_OURS.findall(text)))[:5]


def _moment(letter: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(letter.get("Date", "")))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _plain(letter: EmailMessage) -> str:
    body = letter.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    text = _decoded(body)
    return _words_of(text) if body.get_content_type() == "text/html" else text


def _decoded(part: MIMEPart) -> str:
    """In the encoding that it names; where that is none that is known, or none is named, as Thai."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    named = part.get_content_charset("")
    try:
        return in_thai(raw) if named in _NAMES_NOTHING else raw.decode(_OTHER_NAMES.get(named, named), errors="replace")
    except LookupError:
        return in_thai(raw)


def _own_lines(text: str) -> Iterator[str]:
    """What the person wrote, down to where the quoted letter begins."""
    for line in text.splitlines():
        if _QUOTE_BEGINS.match(line):
            return
        if not line.lstrip().startswith(">"):
            yield line


class _Words(HTMLParser):
    """The words of a page, without what is quoted."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("blockquote", "style", "script"):
            self._hidden += 1
        elif tag in ("br", "p", "div", "tr"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("blockquote", "style", "script") and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def _words_of(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    return "".join(reader.words)
