"""What can be wrong with the text of a plan, and the error that carries all of it at once."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from phrom.core.values.source import Bilingual


@dataclass(frozen=True)
class PlanProblem:
    """One mistake: `line` counts from 1 (0: not in a text), `path` is written as in `paths.py` ("" = the whole)."""

    line: int
    path: str
    message: Bilingual
    nearest: str | None = None  # the right key or id that looks most like what was written

    def sentence(self, language: str) -> str:
        """The message in `th` or `en`, with the nearest right word if there is one."""
        text = self.message.th if language == "th" else self.message.en
        if self.nearest is None:
            return text
        hint = "หมายถึง “{}” ใช่หรือไม่" if language == "th" else "did you mean “{}”?"
        return f"{text}: {hint.format(self.nearest)}"


class PlanFormatError(ValueError):
    """The text is not a plan in the form `phrom-plan/1`. Holds every problem found, in the order of the file."""

    def __init__(self, file_name: str, problems: Iterable[PlanProblem]) -> None:
        self.file_name = file_name
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.path)))
        super().__init__("\n".join(self.lines("en")))

    def lines(self, language: str) -> list[str]:
        """One line for each problem, as an editor or a terminal shows it: `plan.yaml:12: people/x/unit: …`."""
        return [
            f"{self.file_name}:{p.line}: {p.path + ': ' if p.path else ''}{p.sentence(language)}" for p in self.problems
        ]


def nearest_of(written: str, known: Iterable[str]) -> str | None:
    """The known word most like the one written, or None if none is like it."""
    return _nearest(written, tuple(sorted(set(known))))


@lru_cache(maxsize=128)  # a draft is checked at every saving, and what leads nowhere in it mostly still does
def _nearest(written: str, known: tuple[str, ...]) -> str | None:
    near = [word for word in known if abs(len(word) - len(written)) <= max(3, len(word) // 2)]
    found = difflib.get_close_matches(written[:80], near[:1000], n=1, cutoff=0.6)
    return found[0] if found else None
