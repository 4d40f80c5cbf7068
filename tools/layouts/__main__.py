"""How well random layouts are read, and which choices cost most.

python -m tools.layouts                        150 seeds, and each choice alone on the national template's layout
python -m tools.layouts --blame                for each part lost, the least set of choices that loses it (minutes)
python -m tools.layouts --seeds 40 --kinds docx cells xlsx
python -m tools.layouts --seed 17 --files DIR  one layout: its choices, what was missed, and the file
"""

import argparse
import statistics
from collections import defaultdict
from pathlib import Path

from tools.layouts.blame import GOOD, PARTS, blamed, part_score
from tools.layouts.choices import Choices
from tools.layouts.measured import KINDS, Measured, alone, measured


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seeds", type=int, default=150)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--seed", type=int)
    asked.add_argument("--kinds", nargs="+", default=["docx", "cells", "rows"], choices=list(KINDS))
    asked.add_argument("--files", type=Path)
    asked.add_argument("--blame", action="store_true")
    given = asked.parse_args()
    if given.seed is not None:
        for kind in given.kinds:
            one(measured(given.seed, kind), given.files)
        return
    kinds = given.kinds
    many = [measured(seed, kinds[seed % len(kinds)]) for seed in range(given.first, given.first + given.seeds)]
    distribution(many)
    if given.blame:
        blame(many)
        return
    print("\n## Each choice alone\n\nThe national template's layout with one choice changed, three plans, as docx.\n")
    print("| choice | option | mean F1 | lost in |\n|---|---|---:|---|")
    for loss in sorted(alone(), key=lambda a: a.mean):
        if loss.mean < 0.995:
            print(f"| {loss.choice} | {loss.option} | {loss.mean:.3f} | {loss.lost} |")


def one(result: Measured, folder: Path | None) -> None:
    print(f"{result.kind} {result.mean:.3f}", *(f"{k} = {v}" for k, v in result.taken.items()), sep="\n")
    print(*result.notes, sep="\n")
    if folder:
        (folder / f"layout-{result.seed}.{KINDS[result.kind]}").write_bytes(result.content)


def distribution(many: list[Measured]) -> None:
    means = sorted(result.mean for result in many)
    print("## Scores\n")
    for kind in dict.fromkeys(result.kind for result in many):
        of_kind = [result.mean for result in many if result.kind == kind]
        print(
            f"- {kind}: mean {statistics.mean(of_kind):.3f}, median {statistics.median(of_kind):.3f}, of {len(of_kind)}"
        )
    cuts = ", ".join(f"{p} % {means[int(p / 100 * (len(means) - 1))]:.3f}" for p in (5, 25, 50, 75, 95))
    print(f"- all: mean {statistics.mean(means):.3f}; {cuts}; worst {means[0]:.3f}")
    sections: dict[str, list[float]] = defaultdict(list)
    for result in many:
        for name, f1 in result.sections.items():
            sections[name].append(f1)
    print("\n| section | mean F1 | at 0 | at 1 |\n|---|---:|---:|---:|")
    for name, values in sorted(sections.items(), key=lambda s: statistics.mean(s[1])):
        zeros, ones = sum(v == 0 for v in values) / len(values), sum(v == 1 for v in values) / len(values)
        print(f"| {name} | {statistics.mean(values):.3f} | {zeros:.0%} | {ones:.0%} |")
    worst = sorted(many, key=lambda r: r.mean)[:12]
    print("\nWorst seeds: " + ", ".join(f"{r.seed} {r.kind} ({r.mean:.2f})" for r in worst))


def blame(many: list[Measured]) -> None:
    """For each part that a layout lost the least set of choices that loses it, and in how many layouts."""
    counted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for result in many:
        usual = measured(result.seed, result.kind, Choices(drawn=False)).open
        strange = {name: option for name, option in result.taken.items() if usual.get(name, ("",))[0] != option}
        for part in PARTS:
            if part_score(result, part) < GOOD:
                found = blamed(result.seed, result.kind, part, strange)
                cause = " + ".join(f"{name} = {option}" for name, option in sorted(found.items()))
                counted[part, cause or "none of these alone"].append(f"{result.seed} {result.kind}")
    print("\n## What loses a part\n\n| part | least choices that lose it | layouts | such as |\n|---|---|---:|---|")
    for (part, cause), where in sorted(counted.items(), key=lambda c: -len(c[1])):
        print(f"| {part} | {cause} | {len(where)} | {', '.join(where[:3])} |")


if __name__ == "__main__":
    main()
