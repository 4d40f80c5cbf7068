"""The long form: thousands of spoilt files of each format, and what came of them.

python -m tests.fuzz.long --each 5000 [--formats docx pdf] [--first 0] [--keep DIR]     (make fuzz)
python -m tests.fuzz.long --each 500 --plans community-hospital subdistrict              from whole plans instead
python -m tests.fuzz.long --each 500 --formats xlsx --plans own                          from the program's own workbook

File number n of a format is always the same file, of several plans from the one whose turn it is. Exit code 1 if any
came to a fault; `--keep` saves those.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.mutations import drawn, spoilt
from tests.fuzz.reading_room import ReadingRoom
from tests.fuzz.seeds import FORMATS, seed


def spoilt_file(kind: str, number: int, plans: Sequence[str] = ("",)) -> bytes:
    """The file of this number."""
    chance = random.Random(f"{kind} {number}")  # noqa: S311 - to be repeated, not to be secret
    return spoilt(seed(kind, plans[number % len(plans)]), drawn(chance, kind))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--plans", nargs="+", default=[""])
    options = parser.parse_args()
    faults = 0
    for kind in options.formats:
        faults += _one_format(kind, range(options.first, options.first + options.each), options.plans, options.keep)
    return 1 if faults else 0


def _one_format(kind: str, numbers: range, plans: Sequence[str], keep: Path | None) -> int:
    begun, came, slowest, most = time.perf_counter(), Counter[str](), (0.0, 0), 0
    with ReadingRoom() as room:
        for number in numbers:
            data = spoilt_file(kind, number, plans)
            outcome = room.read(f"plan.{kind}", data)
            came[outcome.what] += 1
            slowest, most = max(slowest, (outcome.seconds, number)), max(most, outcome.megabytes)
            if outcome.is_fault:
                print(f"    {kind} {number}: {outcome.what}", flush=True)
                if keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{number}.{kind}").write_bytes(data)
    faults = sum(count for what, count in came.items() if what.startswith("fault"))
    refused = sum(count for what, count in came.items() if what.startswith("refused"))
    print(
        f"{kind:5} {len(numbers)} files: {came['read']} read, {refused} refused, {faults} faults; "
        f"slowest {slowest[0]:.2f} s (no. {slowest[1]}), most memory {most} MB, "
        f"{time.perf_counter() - begun:.0f} s in all",
        flush=True,
    )
    print("      " + ", ".join(f"{what} {count}" for what, count in came.most_common()), flush=True)
    return faults


if __name__ == "__main__":
    sys.exit(main())
