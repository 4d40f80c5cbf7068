"""A layout written, read back and compared."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from phrom.core.importing import UnreadableFileError, read_plan
from tools.layouts.choices import Choices
from tools.layouts.invented import invented
from tools.layouts.truth import truth_of
from tools.layouts.whole import laid_out
from tools.reading import as_excel, as_odt, as_pdf, as_text, as_word
from tools.reading.document import Document
from tools.reading.score import score

KINDS = {"docx": "docx", "odt": "odt", "pdf": "pdf", "xlsx": "xlsx", "cells": "txt", "rows": "txt", "pairs": "txt"}
WRITERS: dict[str, Callable[[Document], bytes]] = {
    "docx": as_word.docx_of,
    "odt": as_odt.odt_of,
    "pdf": as_pdf.pdf_of,
    "xlsx": as_excel.xlsx_of,
}


@dataclass(frozen=True)
class Measured:
    seed: int
    kind: str
    taken: dict[str, str]
    open: dict[str, tuple[str, ...]]
    mean: float
    sections: dict[str, float]
    notes: tuple[str, ...]
    content: bytes


@dataclass(frozen=True)
class Alone:
    choice: str
    option: str
    mean: float
    lost: str


def measured(seed: int, kind: str, choices: Choices | None = None) -> Measured:
    """The plan of the seed in the seed's layout (or the one given), as a file of the kind, read and scored."""
    plan = invented(seed)
    choices = choices or Choices(seed)
    document = laid_out(plan, choices)
    content = WRITERS[kind](document) if kind in WRITERS else as_text.text_of(document, kind).encode()
    try:
        result = read_plan(content, f"plan.{KINDS[kind]}")
    except UnreadableFileError as refusal:
        return Measured(seed, kind, choices.taken, choices.open, 0.0, {}, (f"refused: {refusal.code}",), content)
    scored = score(json.loads(result.plan.model_dump_json()), truth_of(plan))
    sections = {name: tally.f1 for name, tally in scored.covered.items()}
    return Measured(seed, kind, choices.taken, choices.open, scored.mean, sections, tuple(scored.notes), content)


def alone(seeds: tuple[int, ...] = (1, 2, 3), kind: str = "docx") -> list[Alone]:
    """Each option of each choice alone, all others as in the national template's layout; with those that it opens."""
    plain = measured(seeds[0], kind, Choices(drawn=False))
    waiting: list[tuple[dict[str, str], str, str]] = [
        ({}, name, option) for name, options in plain.open.items() for option in options[1:]
    ]
    out: list[Alone] = []
    done = set(plain.open)
    while waiting:
        before, name, option = waiting.pop(0)
        fixed = {**before, name: option}
        results = [measured(seed, kind, Choices(drawn=False, fixed=fixed)) for seed in seeds]
        lost = sorted({s for r in results for s, f1 in r.sections.items() if f1 < 0.99})
        label = " + ".join([*(f"{k}={v}" for k, v in before.items()), name])
        out.append(Alone(label, option, sum(r.mean for r in results) / len(results), ", ".join(lost)))
        opened = {n: o for n, o in results[0].open.items() if n not in done}
        done |= set(opened)
        waiting += [(fixed, n, other) for n, options in opened.items() for other in options[1:]]
    return out
