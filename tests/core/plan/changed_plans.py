"""Plans like those of an office a year later: the sample office's, with some of everything changed by chance."""

import random
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from phrom.core.plan.document import Plan
from phrom.core.plan.references import reference_problems
from phrom.core.plan.text_form import load_plan
from phrom.core.plan.tree import plain_plan

_GENERATED = ("threat", "id", "area", "after", "impact", "where", "status", "format", "affected")


@cache
def sample_plan() -> Plan:
    text = resources.files("phrom.plans").joinpath("samples/sample_office.yaml").read_text(encoding="utf-8")
    return load_plan(text)


def changed_plan(seed: int) -> Plan:
    """A valid plan; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    tree = plain_plan(sample_plan())
    _change(tree, chance)
    while found := list(reference_problems(tree)):
        _drop(tree, found[0].place)
    return Plan.model_validate(tree)


def some_of(names: Iterable[str], seed: int) -> set[str]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    return {name for name in names if chance.random() < 0.4}


def _change(value: Any, chance: random.Random) -> None:
    if isinstance(value, list):
        value[:] = [item for item in value if chance.random() > 0.08]
        if chance.random() < 0.1:
            chance.shuffle(value)
        for item in value:
            _change(item, chance)
    elif isinstance(value, dict):
        for name, held in value.items():
            if name in ("text", "name", "given_name", "title") and isinstance(held, str) and chance.random() < 0.1:
                value[name] = f"{held} {chance.randrange(9)}"
            elif name == "mtpd" and chance.random() < 0.3:
                value[name] = f"PT{chance.randrange(1, 90)}H"
            elif name not in _GENERATED:
                _change(held, chance)


def _drop(tree: Any, place: tuple[str | int, ...]) -> None:
    """Take out what refers to nothing: the reference, or the cell or procedure that is about nothing without it."""
    if place[0] in ("impacts", "scenarios") and place[-1] == "threat":
        place = place[:-1]
    held = tree
    for step in place[:-1]:
        held = held[step]
    del held[place[-1]]
