"""Answers by code that come at the same moment are committed together: in a real call most people answer within two
minutes. Who asks first counts for all who wait meanwhile; everybody is told only after the commit.

What is not plain (a wrong code, somebody who guesses, a group that stumbles) is left to be counted alone.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from phrom.callouts import queries
from phrom.callouts.actions.answers import Answer, take
from phrom.callouts.actions.code_guesses import guessing_sources
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.actions.told_once import first_told
from phrom.callouts.models import Recipient
from phrom.channels.line.webhook import USER_ID
from phrom.core.callout.tree import Contact
from phrom.errors import RefusedError

log = logging.getLogger(__name__)

MOST = 100  # answers in one transaction
MOMENT = 0.01  # seconds that a group waits for those who come as quickly as the last ones did


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it came: `text` holds the code, `source` is who is told to wait after too many wrong ones, `event`
    the provider's name of it, `sender` the provider's name of the person."""

    text: str
    said: Answer
    via: str
    source: str
    sender: str = ""
    event: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class Waiting:
    """`alone`: it was not counted here. Else `recipient` is who was heard (None: nobody), or `refusal` why not."""

    given: Said
    alone: bool = True
    recipient: Recipient | None = None
    refusal: RefusedError | None = None
    leads: bool = False
    over: threading.Event = field(default_factory=threading.Event)


class _Line:
    """Who waits in this process. One of them at a time counts for all, on its own thread and connection."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._waiting: list[Waiting] = []
        self._led = False
        self._last = 0  # how many were counted together

    def count(self, given: Said) -> Waiting:
        mine = Waiting(given)
        with self._lock:
            self._waiting.append(mine)
            mine.leads, self._led = not self._led, True
            if len(self._waiting) >= self._last:
                self._lock.notify_all()
        if not mine.leads:
            mine.over.wait()
        if mine.leads:
            self._lead()
        return mine

    def _lead(self) -> None:
        """Count a group, of which the leader is the first; then the next who came leads. Where several came at once
        just before, their next ones are on their way too: a whole group costs little more than one answer."""
        with self._lock:
            if self._last > 1:
                self._lock.wait_for(lambda: len(self._waiting) >= self._last, MOMENT)
            group, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            self._last = len(group)
        try:
            _count(group)
        except Exception:
            log.exception("answers could not be counted together")
            for each in group:
                each.alone, each.recipient, each.refusal = True, None, None
        finally:
            with self._lock:
                self._led = bool(self._waiting)
                if self._led:
                    self._waiting[0].leads = True
                    self._waiting[0].over.set()
            for each in group:
                each.over.set()


_line = _Line()


def count_by_code(given: Said) -> Waiting:
    """Let an answer count, together with those that come at the same moment."""
    return _line.count(given)


def is_theirs(contact: Contact, sender: str, via: str) -> bool:
    """On LINE the sender is certain: where the plan knows the person's user id, only they answer for themselves."""
    known = contact.line_id if via == "line" else None
    return known is None or not USER_ID.fullmatch(known) or known == sender


def _count(group: Sequence[Waiting]) -> None:
    with recording() as gathered:
        plain = _plain(group)
        heard = [(each, recipient) for each, recipient in plain if not each.given.event]
        named = {(each.given.via, each.given.event): (each, recipient) for each, recipient in plain if each.given.event}
        heard += [named[name] for name in first_told(named)]
        gathered.hold(recipient.callout_id for _each, recipient in heard)
        gathered.follow(gathered.callouts.values())
        for each, recipient in heard:
            try:
                each.recipient = _taken(gathered, each.given, recipient)
            except RefusedError as refusal:
                each.refusal = refusal
    for each, _recipient in plain:
        each.alone = False


def _plain(group: Sequence[Waiting]) -> list[tuple[Waiting, Recipient]]:
    """Those with a right code from where nobody guesses; the others are counted alone."""
    suspects = guessing_sources({each.given.source for each in group})
    found = queries.recipients_by_codes([each.given.text for each in group])
    return [
        (each, recipient)
        for each in group
        if (recipient := found.get(each.given.text)) and each.given.source not in suspects
    ]


def _taken(gathered: Recording, given: Said, recipient: Recipient) -> Recipient | None:
    recipient.callout = gathered.callout(recipient.callout_id)
    contact = gathered.running(recipient.callout).tree.contact_by_person[recipient.person]
    if not is_theirs(contact, given.sender, given.via):
        log.warning("a reply code came by %s from somebody else than its owner", given.via)
        return None
    take(gathered, recipient.callout, recipient.person, given.said, via=given.via, author=None, at=given.at)
    return recipient
