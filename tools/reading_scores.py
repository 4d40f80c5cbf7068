"""How well plans are read, case by case, in every format and under every damage.

python -m tools.reading_scores                     undamaged: a line for each case and format
python -m tools.reading_scores --write             undamaged, into the page
python -m tools.reading_scores --all --write       everything, into docs/develop/reading-scores.md (make reading-scores)
python -m tools.reading_scores CASE --show         each fact of a case that was missed or invented
python -m tools.reading_scores CASE --files DIR    the case's files, to look at
"""

import argparse
import json
import multiprocessing
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from phrom.core.importing import ReadResult, UnreadableFileError, read_plan
from tools.reading.cases import FORMATS, NOT_IN_PDF, PRINTED, ROOT, Case, all_cases
from tools.reading.damage import DAMAGES
from tools.reading.score import score

PAGE = ROOT / "docs/develop/reading-scores.md"
BEGIN, END = "<!-- made by make reading-scores -->", "<!-- end -->"
WAYS = ("cells", "rows", "pairs")  # `lines` tells no columns: nobody could read it
OTHERS = (*WAYS, "xlsx", PRINTED)
KINDS = dict.fromkeys(WAYS, "txt") | {PRINTED: "pdf"}
NONE = "none"
BELOW = " ↓"  # behind a figure: the bar is not reached
BAR, BAR_OF_THE_REAL_PLAN = 0.97, 0.98


@dataclass(frozen=True)
class Result:
    case: str
    kind: str
    damage: str
    mean: float
    notes: tuple[str, ...]
    unplaced: int
    lines: int


def bar_of(name: str) -> float:
    """The mean F1 that a plan must reach in each format."""
    return BAR_OF_THE_REAL_PLAN if name == "phrae-2563" else BAR


def measure(case: Case, kind: str, damage: str = NONE) -> Result:
    """Reads one file of a case and compares. A refusal, and a fault of the reader, count as nothing found."""
    try:
        return compared(case, kind, damage, _read(case, kind, damage))
    except UnreadableFileError as refusal:
        note = f"refused: {refusal.code}"
    except Exception as fault:  # noqa: BLE001 - here a fault is a figure
        note = f"fault of the reader: {fault!r}"
    return Result(case.name, kind, damage, 0.0, (note,), 0, 0)


def _read(case: Case, kind: str, damage: str) -> ReadResult:
    return read_plan(case.file(kind, DAMAGES.get(damage)), f"plan.{KINDS.get(kind, kind)}")


def compared(case: Case, kind: str, damage: str, found: ReadResult) -> Result:
    """What was read of a file, against the truth."""
    result = score(json.loads(found.plan.model_dump_json()), case.truth)
    report = found.report
    return Result(case.name, kind, damage, result.mean, tuple(result.notes), len(report.unplaced), len(report.lines))


def _measure(task: tuple[str, str, str]) -> Result:
    name, kind, damage = task
    return measure(Case(name), kind, damage)


def measure_all(tasks: Iterable[tuple[str, str, str]], processes: int) -> list[Result]:
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return pool.map(_measure, list(tasks), chunksize=4)


Figures = dict[tuple[str, str, str], Result]


def tables(results: Iterable[Result], *, damaged: bool) -> dict[str, str]:
    """The generated parts of the page by their headings; that of damage only if damage was measured."""
    by = {(r.case, r.kind, r.damage): r for r in results}
    names = list(dict.fromkeys(case for case, _, _ in by))
    parts = {"Undamaged": _undamaged(by, names), "In other ways": _others(by, names)}
    return parts | ({"Loss by damage": _damaged(by, names)} if damaged else {})


def _undamaged(by: Figures, names: list[str]) -> str:
    lines = ["| plan | " + " | ".join(FORMATS) + " | lines unplaced (txt) |", "|---|" + "---:|" * (len(FORMATS) + 1)]
    for name in names:
        plain = by[name, "txt", NONE]
        means = " | ".join(_figure(by[name, kind, NONE]) for kind in FORMATS)
        lines.append(f"| {name} | {means} | {plain.unplaced} of {plain.lines} |")
    return "\n".join(lines)


def _others(by: Figures, names: list[str]) -> str:
    lines = [
        "The same plans as text with every table written in one way (cells, rows, pairs), on an Excel sheet, and as a",
        "PDF that an office suite printed from the Word file. No bar is set here: figures to grow by.",
        "",
        "| plan | " + " | ".join(OTHERS) + " |",
        "|---|" + "---:|" * len(OTHERS),
    ]
    for name in names:
        means = (f"{by[name, way, NONE].mean:.3f}" if (name, way, NONE) in by else "" for way in OTHERS)
        lines.append(f"| {name} | " + " | ".join(means) + " |")
    return "\n".join(lines)


def _damaged(by: Figures, names: list[str]) -> str:
    lines = ["Mean loss over the plans, then the greatest and the plan that has it.", ""]
    lines += ["| damage | " + " | ".join(FORMATS) + " |", "|---|" + "---|" * len(FORMATS)]
    for damage in DAMAGES:
        lines.append(f"| {damage} | " + " | ".join(_loss(by, names, kind, damage) for kind in FORMATS) + " |")
    return "\n".join(lines)


def with_parts(page: str, parts: dict[str, str]) -> str:
    """The page with these generated parts in the place of the old ones."""
    before, _, rest = page.partition(BEGIN)
    inner, _, after = rest.partition(END)
    old = {head: body.strip() for head, _, body in (part.partition("\n") for part in inner.split("### ")[1:])}
    made = "".join(f"### {head}\n\n{body}\n\n" for head, body in (old | parts).items())
    return f"{before}{BEGIN}\n\n{made}{END}{after}"


def _figure(result: Result) -> str:
    return f"{result.mean:.3f}" + (BELOW if round(result.mean, 3) < bar_of(result.case) else "")


def _loss(by: Figures, names: list[str], kind: str, damage: str) -> str:
    if kind == "pdf" and damage in NOT_IN_PDF:
        return "-"
    losses = {name: by[name, kind, NONE].mean - by[name, kind, damage].mean for name in names}
    worst = max(losses, key=lambda name: losses[name])
    mean = sum(losses.values()) / len(losses)
    return f"{mean:.3f}" if losses[worst] < 0.0005 else f"{mean:.3f}; {losses[worst]:.3f} {worst}"


def written(page: str) -> dict[tuple[str, str], str]:
    """The undamaged figures that the page holds: (plan, format) → figure."""
    section = page.split("### Undamaged", 1)[1].split("###", 1)[0]
    rows = re.findall(r"^\| ([\w-]+) \| (.+?) \|$", section, re.MULTILINE)
    return {
        (name, kind): figure.removesuffix(BELOW)
        for name, cells in rows
        if name != "plan"
        for kind, figure in zip(FORMATS, cells.split(" | "), strict=False)
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--all", action="store_true", help="every damage too")
    parser.add_argument("--write", action="store_true", help="write the page")
    parser.add_argument("--show", action="store_true", help="each fact missed")
    parser.add_argument("--files", type=Path, help="write the files there instead of reading them")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    names = options.cases or [case.name for case in all_cases()]
    if options.files:
        return _write_files(names, options.files)
    damages = [NONE, *DAMAGES] if options.all else [NONE]
    tasks = [
        (name, kind, damage)
        for name in names
        for kind in FORMATS
        for damage in damages
        if kind != "pdf" or damage not in NOT_IN_PDF
    ]
    if options.all or options.write:
        tasks += [(name, way, NONE) for name in names for way in OTHERS if Case(name).has(way)]
    results = measure_all(tasks, options.processes)
    for r in results:
        print(f"{r.case:22} {r.kind:5} {r.damage:14} {r.mean:.3f}   unplaced {r.unplaced} of {r.lines}")
        if options.show or r.mean == 0:
            print(*(f"    {note}" for note in r.notes), sep="\n")
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(with_parts(page, tables(results, damaged=options.all)), encoding="utf-8")
    return 0


def _write_files(names: list[str], folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        for kind in FORMATS:
            (folder / f"{name}.{kind}").write_bytes(Case(name).file(kind))
    return 0


if __name__ == "__main__":
    sys.exit(main())
