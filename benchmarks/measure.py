"""How a benchmark measures: the median of several runs, beside a bare limit measured in the same process."""

import statistics
import time
from collections.abc import Callable


def median_seconds(work: Callable[[], object], runs: int = 7) -> float:
    """The median of `runs` runs after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def report(what: str, seconds: float, limit_name: str, limit_seconds: float) -> None:
    """One line: milliseconds, and how many times the bare limit that is."""
    print(f"{what:44} {seconds * 1000:9.2f} ms   {seconds / limit_seconds:8.1f} x {limit_name}")
