"""What was chosen for one layout, by the names of the choices."""

import random


class Choices:
    """`of` draws one of the options, the same for the same seed whatever else is drawn before it.

    `drawn=False` takes the first option each time, the national template's way; `fixed` overrides by name.
    """

    def __init__(self, seed: int = 0, *, drawn: bool = True, fixed: dict[str, str] | None = None) -> None:
        self.seed, self.drawn, self.fixed = seed, drawn, fixed or {}
        self.taken: dict[str, str] = {}
        self.open: dict[str, tuple[str, ...]] = {}

    def of(self, name: str, *options: str) -> str:
        self.open[name] = options
        drawn = self.random(name).choice(options) if self.drawn else options[0]
        self.taken[name] = self.fixed.get(name, drawn)
        return self.taken[name]

    def random(self, name: str) -> random.Random:
        return random.Random(f"{self.seed}:{name}")  # noqa: S311 - a layout is no secret

    def turned(self, name: str, columns: list[str]) -> list[str]:
        """The columns in the usual order, the other way round or shuffled."""
        order = self.of(name, "usual", "last first", "shuffled")
        if order == "shuffled":
            return self.random(name + " order").sample(columns, len(columns))
        return columns[::-1] if order == "last first" else columns
