"""When something happened that a device kept while the server was out of reach, going by the device's own clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SAME = timedelta(minutes=2)  # two measurements of one clock may differ by so much: a slow way, a clock that drifts


@dataclass(frozen=True)
class DeviceTime:
    """A moment by the server's clock. `sure` is False if the device's clock was set meanwhile, or cannot be right."""

    at: datetime
    sure: bool


def happened_at(
    kept: datetime,
    sent: datetime,
    received: datetime,
    *,
    measured: timedelta | None = None,
    earliest: datetime | None = None,
) -> DeviceTime:
    """The moment of an act that the device dated `kept`.

    `sent` is the device's clock while sending, `received` the server's then: their difference is by how much the
    device is wrong now. `measured` is the same difference as last seen before the act, if the device had met the
    server. Where the two disagree the clock was set in between, most often put right by itself when the network came
    back, so the older one is tried first. No moment lies before `earliest` or after `received`.
    """
    offset = received - sent
    changed = measured is not None and abs(measured - offset) > SAME
    tried = [kept + measured, kept + offset] if changed and measured is not None else [kept + offset]
    for moment in tried:
        if (earliest is None or moment >= earliest - SAME) and moment <= received + SAME:
            return DeviceTime(_within(moment, earliest, received), not changed)
    return DeviceTime(_within(tried[-1], earliest, received), False)


def _within(moment: datetime, earliest: datetime | None, latest: datetime) -> datetime:
    return min(latest, max(moment, earliest) if earliest else moment)
