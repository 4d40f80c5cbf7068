"""The fewest choices that together lose a section of a plan."""

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
    kept = dict(taken)

    def lost(fixed: dict[str, str]) -> bool:
        return part_score(measured(seed, kind, Choices(seed, drawn=False, fixed=fixed)), part) < GOOD

    own = {name: option for name, option in taken.items() if part in name.split() or name == f"heading of {part}"}
    if lost(own):
        kept = own
    elif not lost(kept):
        return {}
    for name in sorted(kept, key=lambda n: part in n.split()):  # what belongs to others is dropped first
        fewer = {k: v for k, v in kept.items() if k != name}
        if lost(fewer):
            kept = fewer
    return kept
