"""How long messages stay with an engine that is dead, and what stood how when it died."""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

LOOK_SECONDS = 0.03
AWAY = (sqlite3.Error, psycopg.Error)


class Direct:
    """Straight from the database, beside the program; one connection, opened anew where it broke."""

    def __init__(self, address: str, folder: Path) -> None:
        self._address, self._file = address, folder / "phrom.sqlite3"
        self._connection: Any = None

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Raises sqlite3.Error or psycopg.Error where the database is away."""
        try:
            if self._connection is None:
                if self._address.startswith("sqlite"):
                    self._connection = sqlite3.connect(
                        self._file, timeout=30, isolation_level=None, check_same_thread=False
                    )
                else:
                    self._connection = psycopg.connect(self._address, autocommit=True)
            rows: list[tuple[Any, ...]] = self._connection.execute(statement).fetchall()
        except AWAY:
            self.close()
            raise
        return rows

    def close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(*AWAY):
                self._connection.close()
            self._connection = None


@dataclass
class Death:
    """An engine that was killed. `others`: engines that were at work then; `outlived`: one of them still was when the
    messages had gone on."""

    pid: int
    at: float
    others: frozenset[int]
    held: set[str] = field(default_factory=set)  # keys of its messages
    seconds: float | None = None  # until none of its messages was its own any more
    outlived: bool = False


@dataclass
class Takeovers:
    """`alive`: the engines' processes. Looks on in a thread of its own until `stop`."""

    database: Direct
    alive: Callable[[], Collection[int]]
    deaths: list[Death] = field(default_factory=list)
    _over: bool = False

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def died(self, pid: int, at: float) -> None:
        """Said right after the kill, before another engine is started."""
        try:
            with self._lock:
                held = self._held().get(pid, set())
                beating = {
                    _pid_of(engine) for (engine,) in self.database.query("SELECT engine FROM callouts_enginebeat")
                }
        except AWAY:  # the database is gone just then: not measured
            return
        self.deaths.append(Death(pid, at, frozenset(beating & {*self.alive()}), held))

    @property
    def measured(self) -> list[Death]:
        """Those that held messages."""
        return [death for death in self.deaths if death.held and death.seconds is not None]

    def stop(self) -> None:
        self._over = True
        self._thread.join()
        self.database.close()

    def _look_on(self) -> None:
        while not self._over:
            time.sleep(LOOK_SECONDS)
            watched = [death for death in self.deaths if death.seconds is None or death.at > time.monotonic() - 15]
            if not watched:
                continue
            with contextlib.suppress(*AWAY):
                with self._lock:
                    asked, holding = time.monotonic(), self._held()
                self._compare([death for death in watched if death.at < asked], holding)

    def _compare(self, watched: Iterable[Death], holding: dict[int, set[str]]) -> None:
        for death in watched:
            if keys := holding.get(death.pid):
                death.held |= keys  # a commit that was under way when it died
                death.seconds = None
            elif death.seconds is None:
                death.seconds = time.monotonic() - death.at
                death.outlived = not death.others.isdisjoint(self.alive())

    def _held(self) -> dict[int, set[str]]:
        holding: dict[int, set[str]] = {}
        for key, engine in self.database.query("SELECT key, engine FROM callouts_attempt WHERE state = 'sending'"):
            holding.setdefault(_pid_of(engine), set()).add(key)
        return holding


def _pid_of(engine: str) -> int:
    return int(engine.rsplit("-", 2)[1])
