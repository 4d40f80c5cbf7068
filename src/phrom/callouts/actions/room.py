"""What an engine may send at once of that which it is just writing down: such messages are its own from the first, and
are neither looked for nor taken afterwards."""

from collections import Counter
from collections.abc import Collection, Mapping
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


Limits = tuple[int | None, int | None]  # of all, and of one office; None: no limit


@dataclass
class Turns:
    """Who waits for their turn on limited channels. `most`: how many may; `waiting`: how many do, by channel and
    office. What is not in hand yet is anybody's to send, and in no doubt if this engine dies."""

    most: Mapping[str, Limits] = field(default_factory=dict)
    waiting: Counter[tuple[str, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._of_all: Counter[str] = Counter()
        for (channel, _office), count in self.waiting.items():
            self._of_all[channel] += count

    def takes(self, channel: str, office: int) -> bool:
        """Whether one more may wait; then it does."""
        of_all, of_office = self.most.get(channel, (None, None))
        if of_all is not None and self._of_all[channel] >= of_all:
            return False
        if of_office is not None and self.waiting[channel, office] >= of_office:
            return False
        self.waiting[channel, office] += 1
        self._of_all[channel] += 1
        return True

    def long(self) -> tuple[list[str], list[tuple[str, int]]]:
        """The channels on which more than half of those who may wait do, and those where an office's do: they get no
        more just now, so that other channels are not passed over for a place or two."""
        channels = [name for name, (of_all, _office) in self.most.items() if _is_long(self._of_all[name], of_all)]
        offices = [
            key for key, count in self.waiting.items() if _is_long(count, self.most.get(key[0], (None, None))[1])
        ]
        return channels, offices


def _is_long(waiting: int, most: int | None) -> bool:
    return most is not None and waiting > most // 2


@dataclass
class Room:
    """`left`: requests that the engine can send besides those on their way; 0 from the first: what is written waits.
    `full`: channels that get no more just now, `full_of`: those that get no more of an office."""

    engine: str = ""
    left: int = 0
    full: Collection[str] = ()
    full_of: Collection[tuple[str, int]] = ()
    turns: Turns = field(default_factory=Turns)
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
        if not self.turns.takes(channel, office):
            return False
        self.left -= 1
        if together:
            self._groups.add(together)
        return True
