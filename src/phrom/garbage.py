"""Python's search for objects that only know each other: seldom, in processes that keep much and make few of these."""

import gc

THRESHOLDS = (
    20_000,
    20,
    50,
)  # objects; Python's own are 700, 10, 10: with 20,000 people kept a tenth of an engine's time


def seldom_collect() -> None:
    """For the life of this process. What is loaded already is not looked at again."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
