"""What an engine may send at once of that which it is just writing down: such messages are its own from the first, and
are neither looked for nor taken afterwards."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

LEASE = timedelta(seconds=4)  # short, so that a dead engine's messages come back quickly; kept alive by `keep_leases`


class Claimed(NamedTuple):
    """A message that is this engine's to send, with its person's name and reply code."""

    pk: int
    callout_id: int
    key: str
    person: str
    channel: str
    address: str
    text: str
    answerable: bool
    practice: bool
    person_name: str
    reply_code: str
    office: int
    together: str
    led: bool


@dataclass
class Room:
    """`left`: requests that the engine can send besides those on their way; 0 from the first: what is written waits.
    `full`: channels that get no more just now, `full_of`: those that get no more of an office."""

    engine: str = ""
    left: int = 0
    full: Collection[str] = ()
    full_of: Collection[tuple[str, int]] = ()
    _had: bool = field(init=False)
    _groups: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._had = self.left > 0

    @property
    def used_up(self) -> bool:
        """There was room and it is full: what else is decided now would only wait."""
        return self._had and self.left <= 0

    def takes(self, channel: str, office: int, together: str) -> bool:
        """Whether this message goes out at once. `together`: the name of its group, which goes as a whole."""
        if together in self._groups:
            return True
        if self.left <= 0 or channel in self.full or (channel, office) in self.full_of:
            return False
        self.left -= 1
        if together:
            self._groups.add(together)
        return True
