"""The account that is kept while a plan is read: which lines stand behind which value, and which are furniture."""

import re
from collections.abc import Iterable

from phrom.core.importing.blocks import Line
from phrom.core.values.source import Bilingual, Reading


class Draft:
    """Readings and furniture as they are found. Ids are given out once in the whole plan."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self.placed: set[int] = set()  # numbers of the lines behind some value
        self._furniture: set[int] = set()
        self._ids: set[str] = set()

    def reserve(self, ids: Iterable[str]) -> None:
        """Ids that are something already and are given to nothing new."""
        self._ids.update(ids)

    def id(self, wanted: str) -> str:
        """A slug that no other part of the plan has: `wanted`, or `wanted-2`, …"""
        slug = re.sub(r"[^a-z0-9]+", "-", wanted.casefold()).strip("-") or "part"
        free, n = slug, 2
        while free in self._ids:
            free, n = f"{slug}-{n}", n + 1
        self._ids.add(free)
        return free

    def read(
        self,
        path: str,
        lines: Iterable[Line],
        text: str | None = None,
        *,
        confidence: float = 1.0,
        reason: Bilingual | None = None,
    ) -> None:
        """Note that the value at a path came from these lines."""
        found = list(lines)
        if found:
            words = text if text is not None else " ".join(line.text for line in found)
            numbers = tuple(sorted({line.number for line in found}))
            self.placed.update(numbers)
            self.readings.append(Reading(path=path, lines=numbers, text=words, confidence=confidence, reason=reason))

    def move(self, path: str, to: str) -> None:
        """What was read for the value at a path was read for another one."""
        self.readings = [
            r.model_copy(update={"path": to + r.path[len(path) :]}) if f"{r.path}/".startswith(f"{path}/") else r
            for r in self.readings
        ]

    def furnish(self, lines: Iterable[Line]) -> None:
        """Note headings, titles and page marks: nothing in the plan comes from them."""
        self._furniture.update(line.number for line in lines)

    @property
    def furniture(self) -> set[int]:
        return self._furniture - self.placed
