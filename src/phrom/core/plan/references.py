"""Ids and references: every id is there once, every reference leads somewhere.

Works on the plain values of a text, so that a file with other mistakes is still checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from phrom.core.plan.document import RESPONSIBLE_GROUPS
from phrom.core.plan.problem import nearest_of
from phrom.core.values.source import Bilingual

Place = tuple[str | int, ...]
MOST_HINTS = 30  # looking for the nearest id is slow where there are thousands

# where things with an id stand; the first word is what people call them
HOLDERS: tuple[tuple[str, str], ...] = (
    ("unit", "units/*"),
    ("person", "people/*"),
    ("team", "continuity_team/teams/*"),
    ("threat", "threats/*"),
    ("process", "processes/*"),
    ("site", "sites/*"),
    ("supplier", "suppliers/*"),
    ("phase", "response/*"),
    ("step", "response/*/steps/*"),
    ("step", "scenarios/*/onset/*"),
    ("step", "scenarios/*/crisis/*"),
    ("step", "scenarios/*/recovery/*"),
    ("target", "scenarios/*/targets/*"),
)
_RESPONSIBLE = ("unit", "team", "person")
# where references stand, and what they may lead to
REFERENCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("people/*/unit", ("unit",)),
    ("continuity_team/head/primary", ("person",)),
    ("continuity_team/head/alternates/*", ("person",)),
    ("continuity_team/coordinator/primary", ("person",)),
    ("continuity_team/coordinator/alternates/*", ("person",)),
    ("continuity_team/teams/*/unit", ("unit",)),
    ("continuity_team/teams/*/leader/primary", ("person",)),
    ("continuity_team/teams/*/leader/alternates/*", ("person",)),
    ("continuity_team/teams/*/members/*/primary", ("person",)),
    ("continuity_team/teams/*/members/*/alternates/*", ("person",)),
    ("impacts/*/threat", ("threat",)),
    ("processes/*/units/*", ("unit",)),
    ("processes/*/depends_on/*", ("process",)),
    ("strategies/*/owners/*", ("unit",)),
    ("sites/*/exposed_to/*", ("threat",)),
    ("suppliers/*/alternates/*", ("supplier",)),
    ("response/*/steps/*/responsible/*", _RESPONSIBLE),
    ("scenarios/*/threat", ("threat",)),
    ("scenarios/*/onset/*/responsible/*", _RESPONSIBLE),
    ("scenarios/*/crisis/*/responsible/*", _RESPONSIBLE),
    ("scenarios/*/recovery/*/responsible/*", _RESPONSIBLE),
)
_THAI = {
    "unit": "กลุ่มงาน/ฝ่าย",
    "person": "บุคคล",
    "team": "ทีม",
    "threat": "ภัย",
    "process": "กระบวนงาน",
    "supplier": "คู่ค้า",
}


@dataclass(frozen=True)
class ReferenceProblem:
    """An id given twice, or a reference that leads to nothing."""

    place: Place
    message: Bilingual
    nearest: str | None = None


def reference_problems(data: Any) -> Iterator[ReferenceProblem]:
    """All ids given twice and all references to nothing, in the plain values of a plan."""
    ids: dict[str, str] = {}
    for kind, pattern in HOLDERS:
        for place, holder in matches(data, pattern):
            name = holder.get("id") if isinstance(holder, dict) else None
            if not isinstance(name, str):
                continue
            if name in ids:
                th = f"รหัส “{name}” ใช้ซ้ำ รหัสต้องไม่ซ้ำกันทั้งแผน"
                yield ReferenceProblem(
                    (*place, "id"), Bilingual(th=th, en=f"The id “{name}” is used twice in the plan")
                )
            ids.setdefault(name, kind)
    yield from _repeated_scenarios(data)
    hints = MOST_HINTS
    for pattern, kinds in REFERENCES:
        groups = RESPONSIBLE_GROUPS if kinds is _RESPONSIBLE else ()
        for place, name in matches(data, pattern):
            if isinstance(name, str) and ids.get(name) not in kinds and name not in groups:
                known = [*(i for i, kind in ids.items() if kind in kinds), *groups] if hints > 0 else []
                hints -= 1
                yield _leads_nowhere(place, name, kinds, known)


def _repeated_scenarios(data: Any) -> Iterator[ReferenceProblem]:
    seen: set[str] = set()
    for place, threat in matches(data, "scenarios/*/threat"):
        if isinstance(threat, str) and threat in seen:
            th = f"ภัย “{threat}” มีขั้นตอนมากกว่าหนึ่งชุด ให้รวมเป็นชุดเดียว"
            yield ReferenceProblem(place, Bilingual(th=th, en=f"The threat “{threat}” has two procedures; join them"))
        elif isinstance(threat, str):
            seen.add(threat)


def _leads_nowhere(place: Place, name: str, kinds: tuple[str, ...], known: list[str]) -> ReferenceProblem:
    shown = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    what_th, what_en = "/".join(_THAI[kind] for kind in kinds), " or ".join(kinds)
    th = f"ไม่มี{what_th}ที่มีรหัส “{name}”" + (f" (ที่มี: {shown})" if known else "")
    en = f"There is no {what_en} with the id “{name}”" + (f" (there are: {shown})" if known else "")
    return ReferenceProblem(place, Bilingual(th=th, en=en), nearest_of(name, known))


def matches(data: Any, pattern: str) -> Iterator[tuple[Place, Any]]:
    """Every place in plain values that a pattern such as `people/*/unit` names, with what stands there."""
    found: list[tuple[Place, Any]] = [((), data)]
    for token in pattern.split("/"):
        if token == "*":  # noqa: S105 - a path, not a password
            found = [((*p, i), item) for p, value in found if isinstance(value, list) for i, item in enumerate(value)]
        else:
            found = [((*p, token), v[token]) for p, v in found if isinstance(v, dict) and v.get(token) is not None]
    yield from found
