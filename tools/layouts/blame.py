"""The fewest choices that together lose a section of a plan."""

from collections.abc import Callable

from tools.layouts.choices import Choices
from tools.layouts.measured import Measured, measured

# what belongs to a section, by the beginning of a choice's name, and the sections of the score that it fills
PARTS = {
    "processes": ("process names", "process impact", "process MTPD", "process RTO", "process unit"),
    "needs": ("requirement quantities", "requirement items"),
    "threats": ("threat matrix",),
    "teams": ("people", "phones", "role holders", "role alternates", "teams", "team members"),
    "strategies": ("strategies", "strategy owners"),
    "response": ("checklist steps",),
    "scenarios": ("scenarios", "scenario steps"),
    "checklist": ("completeness form",),
}
GOOD = 0.9


def part_score(result: Measured, part: str) -> float:
    """The mean F1 of the sections of the score that a part of the plan fills; 0 where the file was refused."""
    values = [result.sections[name] for name in PARTS[part] if name in result.sections]
    return sum(values) / len(values) if values else 0.0


def blamed(seed: int, kind: str, part: str, taken: dict[str, str]) -> dict[str, str]:
    """A least set of the choices taken with which the part is still lost, all others being the national template's.

    Empty where the loss needs a choice that the national template's way does not even ask.
    """

    def lost(fixed: dict[str, str]) -> bool:
        return part_score(measured(seed, kind, Choices(seed, drawn=False, fixed=fixed)), part) < GOOD

    own = {name: option for name, option in taken.items() if part in name.split() or name == f"heading of {part}"}
    if lost(own):
        return _least(own, lost)
    return _least(taken, lost) if lost(taken) else {}


def _least(kept: dict[str, str], lost: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    """What is left when as much as can be is dropped, in halves, quarters and so on down to single choices."""
    size = max(1, len(kept) // 2)
    while True:
        names = list(kept)
        for start in range(0, len(names), size):
            fewer = {name: option for name, option in kept.items() if name not in names[start : start + size]}
            if lost(fewer):
                kept = fewer
        if size == 1:
            return kept
        size //= 2
