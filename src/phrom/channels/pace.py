"""How fast a provider's account may be asked: token buckets for the account and for each office on it.

A bucket holds a second's worth of messages. Several engines share the rate evenly, by how many of them are alive: less
than is allowed for a moment rather than more, and no question to a database before a message.
"""

import time
from collections.abc import Callable
from math import ceil


class Bucket:
    """`rate` messages a second in the long run, and a second's worth of them at once. Times in seconds, of `at`."""

    def __init__(self, rate: float, at: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._at = rate, at
        self._empty_until = at() - self._room  # the moment at which all that was taken has flowed in again

    @property
    def ahead(self) -> float:
        """How long a message would have to wait now."""
        return max(0.0, self._empty_until - self._at())

    def turn(self, places: int = 1) -> float:
        """Take places in the row: how long to wait for them."""
        now = self._at()
        wait = max(0.0, self._empty_until - now)
        self._empty_until = max(self._empty_until, now - self._room) + places / self._rate
        return wait

    def set_rate(self, rate: float) -> None:
        self._rate = rate

    @property
    def _room(self) -> float:
        """Seconds in which what may go at once (a second's worth, one at least) flows in again, but for the last."""
        return max(0.0, 1.0 - 1 / self._rate)


class Pace:
    """The buckets of one account. A rate of 0 is no limit."""

    def __init__(self, rate: float, office_rate: float = 0.0, at: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.office_rate, self._at = rate, office_rate, at
        self._engines = 1
        self._all = Bucket(rate, at) if rate else None
        self._offices: dict[int, Bucket] = {}

    def shared_by(self, engines: int) -> None:
        """So many engines are alive: each takes its share."""
        if engines == self._engines:
            return
        self._engines = max(1, engines)
        if self._all:
            self._all.set_rate(self.rate / self._engines)
        for bucket in self._offices.values():
            bucket.set_rate(self.office_rate / self._engines)

    def turn(self, office: int, places: int = 1) -> float:
        """Take places in the row of this office and of all: how long to wait."""
        wait = self._of(office).turn(places) if self.office_rate else 0.0
        return max(wait, self._all.turn(places) if self._all else 0.0)

    def ahead(self, office: int) -> float:
        """How long a message of this office would have to wait now."""
        wait = self._of(office).ahead if self.office_rate else 0.0
        return max(wait, self._all.ahead if self._all else 0.0)

    def full(self, most: float) -> tuple[bool, tuple[int, ...]]:
        """Whether all would wait longer than `most` seconds, and which offices would."""
        return bool(self._all and self._all.ahead > most), tuple(o for o, b in self._offices.items() if b.ahead > most)

    def within(self, seconds: float) -> tuple[int | None, int | None]:
        """How many messages have their turn within so many seconds, one more than that so that the row never runs dry:
        of all, and of one office; None: no limit."""
        shares = (self.rate / self._engines, self.office_rate / self._engines)
        of_all, of_office = (1 + ceil(share * seconds) if share else None for share in shares)
        return of_all, of_office

    def seconds_for(self, messages: int, waiting: int = 0) -> float:
        """How long so many messages of one office take to go out, all engines together, when `waiting` of all offices
        go before them."""
        if not messages:
            return 0.0
        return max(_seconds(messages + waiting, self.rate), _seconds(messages, self.office_rate))

    def _of(self, office: int) -> Bucket:
        if office not in self._offices:
            self._offices = {o: b for o, b in self._offices.items() if b.ahead > 0}  # the others are as new
            self._offices[office] = Bucket(self.office_rate / self._engines, self._at)
        return self._offices[office]


def _seconds(messages: int, rate: float) -> float:
    """Until the last of so many has its turn; a second's worth, and one at least, goes at once."""
    return max(0.0, messages / rate - max(1.0, 1 / rate)) if rate else 0.0
