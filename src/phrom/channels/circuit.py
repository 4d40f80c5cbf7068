"""A provider's account as this process has found it: working, or not. While it does not, nobody waits for it.

Closed: messages pass. After so many failures in a row it opens: messages fail at once, so that the next channel is
taken. After a while one message is let through (half-open): if it gets out, all may pass again, else the wait doubles.
"""

import time
from collections.abc import Callable

FAILURES = 5
SECONDS = 30.0
MOST_SECONDS = 300.0


class Circuit:
    """`at` counts seconds, from anywhere, and never back."""

    def __init__(
        self, *, failures: int = FAILURES, seconds: float = SECONDS, at: Callable[[], float] = time.monotonic
    ) -> None:
        self._failures, self._seconds, self._at = failures, seconds, at
        self._in_a_row = 0
        self._wait = seconds
        self._again_at = 0.0
        self._on_trial = False
        self.is_open = False
        self.reason = ""
        self._asked_well = False
        self._worked_at: float | None = None
        self._failed_at: float | None = None

    @property
    def worked_ago(self) -> float | None:
        """Seconds since a message got through; None: not yet."""
        return None if self._worked_at is None else self._at() - self._worked_at

    @property
    def failed_ago(self) -> float | None:
        """Seconds since one failed by the provider's fault; None: not yet."""
        return None if self._failed_at is None else self._at() - self._failed_at

    def lets_pass(self, *, many: bool = False) -> bool:
        """Whether a message may go now. Of those that ask while it is open, one passes when the wait is over; `many`
        that go out in one request are no trial (all of them would wait for its fate), unless a round trip went well."""
        if not self.is_open:
            return True
        if self._at() < self._again_at or (many and not self._asked_well):
            return False
        self._again_at = self._at() + self._wait  # the others wait for what becomes of this one
        self._on_trial = True
        return True

    def worked(self) -> None:
        self._in_a_row, self._wait, self._on_trial = 0, self._seconds, False
        self.is_open, self.reason, self._worked_at = False, "", self._at()

    def failed(self, reason: str, *, barred: bool = False) -> None:
        """The provider, not the message, was at fault; `barred`: by its own words nothing of ours passes now."""
        self._in_a_row, self._failed_at = self._in_a_row + 1, self._at()
        self._asked_well = False
        if self._on_trial:
            self._wait = min(2 * self._wait, MOST_SECONDS)
            self._on_trial = False
            self._again_at = self._at() + self._wait
        if barred or self._in_a_row >= self._failures:
            self.open(reason)

    def open(self, reason: str) -> None:
        """It is known not to work, from this process's messages or by hearsay. Open already, nothing changes."""
        if not self.is_open:
            self.is_open, self.reason = True, reason
            self._again_at = self._at() + self._wait

    def try_now(self) -> None:
        """A round trip went well, or another engine's message: the next message is the trial."""
        self._again_at, self._asked_well = self._at(), True
