"""What a person is asked to look at after a reading, in the order in which it is asked, and what became of it.

Whole tables that were not read come first, then questions (the source says two things), values the reader is unsure
of, and lines without a place. Things of one kind with one reason are one point, so that they can be answered at once.
A point rests on the reader's report alone and stays the same however much is mended: what is left can be counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from phrom.core.importing.choices import is_choice, number_in
from phrom.core.importing.left_shapes import alike_tables
from phrom.core.values.source import Bilingual, ImportReport, LeftTable, Reading, SetAside

SURE = 0.9  # below this, or with a reason, a person is asked to look
_VALUES_A_POINT, _LINES_A_POINT = 16, 8
_TEXT_WITHOUT_REASON = Bilingual(th="ผู้อ่านไม่แน่ใจ", en="The reader is not sure.")


@dataclass(frozen=True)
class Point:
    """`targets`: paths of values, or `line:12`; the point is done when each has been answered. `ident` names it.

    `number`: for the question whose telephone number it is, the number in E.164.
    """

    kind: Literal["table", "question", "unsure", "unplaced"]
    targets: tuple[str, ...]
    lines: tuple[int, ...]
    reason: Bilingual | None = None
    number: str | None = None

    @property
    def ident(self) -> str:
        if self.kind == "table":
            return f"table:{self.lines[0]}"
        if self.kind == "unplaced" and len(self.lines) > 1:
            return f"lines:{self.lines[0]}"
        return f"number:{self.number}" if self.number else self.targets[0]


@dataclass(frozen=True)
class Deed:
    """What somebody did on the review page. `targets` are answered by it; `paths`: where a line was placed."""

    kind: Literal["confirmed", "answered", "mended", "postponed", "placed", "set-aside"]
    targets: tuple[str, ...]
    by: str
    paths: tuple[str, ...] = ()


def line_target(number: int) -> str:
    return f"line:{number}"


def target_line(target: str) -> int | None:
    """12 of `line:12`; None for the path of a value."""
    head, _, number = target.partition(":")
    return int(number) if head == "line" and number.isdigit() else None


def is_sure(reading: Reading) -> bool:
    return reading.by is not None or (reading.confidence >= SURE and reading.reason is None)


def points_of(report: ImportReport) -> tuple[Point, ...]:
    """All points of a reading. The report is the reader's own, without what was done by hand."""
    unsure = [reading for reading in report.readings if not is_sure(reading)]
    numbers = _number_points(report, unsure)
    asked = {target for point in numbers for target in point.targets}
    rest = [reading for reading in unsure if reading.path not in asked]
    choices = [reading for reading in rest if is_choice(reading)]
    named = {reading.path for reading in choices}
    questions = [Point("question", (r.path,), r.lines, r.reason) for r in choices]
    others = [reading for reading in rest if reading.path not in named]
    return (*_table_points(report), *numbers, *questions, *_unsure_points(others), *_unplaced_points(report))


def open_points(points: Sequence[Point], deeds: Iterable[Deed]) -> list[Point]:
    """Those that nobody has answered yet."""
    done = {target for deed in deeds for target in deed.targets}
    return [point for point in points if not done.issuperset(point.targets)]


def owners_of(report: ImportReport, number: str) -> tuple[str, ...]:
    """Ids of the people beside whose names a number stands, in the order of the source."""
    found = (r.path.split("/")[1] for r in report.readings if _is_phone(r) and number_in(r) == number)
    return tuple(dict.fromkeys(found))


def _is_phone(reading: Reading) -> bool:
    parts = reading.path.split("/")
    return parts[0] == "people" and len(parts) > 2 and parts[2] == "phones"


def _number_points(report: ImportReport, unsure: list[Reading]) -> list[Point]:
    """One number beside several names: whose is it?"""
    asked = dict.fromkeys(number for r in unsure if _is_phone(r) and (number := number_in(r)))
    points = []
    for number in asked:
        if len(owners_of(report, number)) > 1:
            same = [r for r in report.readings if _is_phone(r) and number_in(r) == number]
            targets = tuple(dict.fromkeys(r.path for r in same))
            reason = next((r.reason for r in same if r.reason), None)
            points.append(Point("question", targets, _lines(same), reason, number))
    return points


def _unsure_points(unsure: list[Reading]) -> list[Point]:
    groups: dict[tuple[str, str], list[Reading]] = {}
    for reading in sorted(unsure, key=lambda r: r.confidence):
        kind, _, _rest = reading.path.partition("/")
        groups.setdefault((kind, reading.reason.th if reading.reason else ""), []).append(reading)
    points = []
    for readings in groups.values():
        by_path: dict[str, list[Reading]] = {}
        for reading in readings:
            by_path.setdefault(reading.path, []).append(reading)
        for at in range(0, len(by_path), _VALUES_A_POINT):
            paths = tuple(by_path)[at : at + _VALUES_A_POINT]
            behind = [reading for path in paths for reading in by_path[path]]
            points.append(Point("unsure", paths, _lines(behind), readings[0].reason or _TEXT_WITHOUT_REASON))
    return points


def _table_points(report: ImportReport) -> list[Point]:
    """The tables that were left over are one point each, those that are alike one together."""
    unplaced = {line.number for line in report.unplaced}
    left = [
        tuple(number for table in group for number in table.lines if number in unplaced)
        for group in alike_tables(report.left_tables)
    ]
    return [Point("table", tuple(map(line_target, numbers)), numbers) for numbers in left if numbers]


def tables_of(report: ImportReport, point: Point) -> tuple[LeftTable, ...]:
    """The tables that a point asks for; none where it asks for something else."""
    asked = set(point.lines) if point.kind == "table" else set()
    return tuple(table for table in report.left_tables if not asked.isdisjoint(table.lines))


def _unplaced_points(report: ImportReport) -> list[Point]:
    """Lines without a place that follow one another are one point; those of a table are the table's."""
    of_tables = {number for table in report.left_tables for number in table.lines}
    place = {line.number: n for n, line in enumerate(report.lines)}
    runs: list[list[int]] = []
    for line in report.unplaced:
        if line.number in of_tables:
            continue
        if runs and len(runs[-1]) < _LINES_A_POINT and place[line.number] == place[runs[-1][-1]] + 1:
            runs[-1].append(line.number)
        else:
            runs.append([line.number])
    return [Point("unplaced", tuple(map(line_target, run)), tuple(run)) for run in runs]


def _lines(readings: Iterable[Reading]) -> tuple[int, ...]:
    return tuple(sorted({number for reading in readings for number in reading.lines}))


def with_deeds(report: ImportReport, deeds: Iterable[Deed]) -> ImportReport:
    """The report with what was done by hand: who found a value right, placed a line, or set one aside."""
    by: dict[str, str] = {}
    placed: list[Reading] = []
    aside: dict[int, str] = {}
    moved: set[int] = set()
    texts = {line.number: line.text for line in report.lines}
    for deed in deeds:
        numbers = tuple(n for target in deed.targets if (n := target_line(target)) is not None and n in texts)
        if deed.kind == "set-aside":
            aside |= dict.fromkeys(numbers, deed.by)
        elif deed.kind == "placed":
            moved.update(numbers)
            words = " ".join(texts[n] for n in numbers)
            placed += [Reading(path=path, lines=numbers, text=words, by=deed.by) for path in deed.paths if numbers]
        elif deed.kind != "postponed":  # looked at, and still not known
            by |= dict.fromkeys(deed.targets, deed.by)
    readings = [r.model_copy(update={"by": by[r.path]}) if r.path in by else r for r in report.readings]
    aside = {number: name for number, name in aside.items() if number not in moved}
    return report.model_copy(
        update={
            "readings": (*readings, *placed),
            "furniture": tuple(n for n in report.furniture if n not in moved and n not in aside),
            "unplaced": tuple(
                line for line in report.unplaced if line.number not in moved and line.number not in aside
            ),
            "set_aside": tuple(SetAside(number=number, by=name) for number, name in sorted(aside.items())),
        }
    )
