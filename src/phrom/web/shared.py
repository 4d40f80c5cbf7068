"""What many ask for at the same moment, found out once and kept in memory for as long as it is asked for."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")
READERS_TOKEN = secrets.token_urlsafe(24)  # stands in shared pages in the place of each reader's own CSRF token


@dataclass
class _Place(Generic[T]):
    lock: threading.Lock = field(default_factory=threading.Lock)
    found: list[T] = field(default_factory=list)  # empty until it is found
    at: float = 0.0  # when it was, on this process's own clock


class Shared(Generic[T]):
    """At most `most` values of this process, by keys that name all that a value depends on; with `seconds`, each for as
    long at most. Whoever asks while another thread is finding it out waits for that; a failure is kept by nobody."""

    _all: ClassVar["WeakSet[Shared[Any]]"] = WeakSet()

    def __init__(self, most: int, *, seconds: float = float("inf"), now: Callable[[], float] = time.monotonic) -> None:
        Shared._all.add(self)
        self._most, self._seconds, self._now = most, seconds, now
        self._lock = threading.Lock()
        self._places: OrderedDict[str, _Place[T]] = OrderedDict()

    def get(self, key: str, find: Callable[[], T]) -> T:
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            while len(self._places) > self._most:
                self._places.popitem(last=False)
        with place.lock:
            if not place.found or self._now() - place.at > self._seconds:
                asked_at = self._now()
                place.found, place.at = [find()], asked_at
            return place.found[0]

    def drop(self, key: str) -> None:
        """Find it out anew for whoever asks next."""
        with self._lock:
            self._places.pop(key, None)

    def has(self, key: str) -> bool:
        """Whether it was found out already; for who finds out many at once."""
        with self._lock:
            place = self._places.get(key)
            return place is not None and bool(place.found)

    @classmethod
    def forget(cls) -> None:
        """Everything, everywhere in this process: for another database, as each test has."""
        for shared in cls._all:
            with shared._lock:
                shared._places.clear()
