"""An exercise's own clock: run ahead by its leader, so that days pass in an afternoon. A real incident has none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

LONGEST_STEP = timedelta(days=14)


@dataclass(frozen=True)
class Advance:
    """At the real moment `at` the exercise's clock was put forward by `by`."""

    at: datetime
    by: timedelta


def advances_in(stored: Iterable[Mapping[str, Any]]) -> tuple[Advance, ...]:
    """As they are stored: `at` as ISO 8601, `seconds`."""
    return tuple(Advance(datetime.fromisoformat(a["at"]), timedelta(seconds=a["seconds"])) for a in stored)


def exercise_time(advances: Iterable[Advance], moment: datetime) -> datetime:
    """What the exercise's clock showed at a real moment; the moment itself where nothing was put forward before it."""
    return moment + sum((a.by for a in advances if a.at <= moment), timedelta(0))


def real_moment(advances: Iterable[Advance], shown: datetime) -> datetime:
    """When the exercise's clock showed this: the reverse of `exercise_time`. A time that was leapt over was shown at
    the moment of the leap."""
    ahead = timedelta(0)
    for advance in sorted(advances, key=lambda a: a.at):
        if shown - ahead < advance.at:
            break
        if shown - ahead < advance.at + advance.by:
            return advance.at
        ahead += advance.by
    return shown - ahead
