"""Rules drawn on a page as tables: boxes side by side are cells, and a missing rule between two makes them one."""

from collections import defaultdict
from dataclasses import dataclass

from phrom.core.importing.files.pdf_page import Rule

_NEAR = 3.0  # points: rules as near as this stand at one place
_COVERED = 0.6  # the part of a side that rules must cover to part two boxes
_RULES_MOST = 6000
_LINES_MOST = 250  # rows or columns of one table


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its sides in points, its first row and column (from 0), and how many of them it takes."""

    left: float
    bottom: float
    right: float
    top: float
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """`edges`: the columns' sides from left to right, `levels`: the rows' from top to bottom."""

    edges: tuple[float, ...]
    levels: tuple[float, ...]
    boxes: tuple[Box, ...]


def grids_of(rules: tuple[Rule, ...]) -> list[Grid]:
    """The tables of a page, from top to bottom; a single box is none."""
    joined = _joined(rules)
    if len(joined) > _RULES_MOST:
        return []
    grids = [grid for group in _touching(joined) if (grid := _grid(group))]
    return sorted(grids, key=lambda grid: -grid.levels[0])


def _joined(rules: tuple[Rule, ...]) -> list[Rule]:
    """Pieces of one line made one: dashes, sides drawn cell by cell, double rules."""
    joined: list[Rule] = []
    for upright in (False, True):
        own = sorted((r for r in rules if r.upright == upright), key=lambda r: (r.at, r.start))
        places = _places([r.at for r in own])
        lines: dict[float, list[Rule]] = defaultdict(list)
        for rule in own:
            lines[places[rule.at]].append(rule)
        for at, unsorted in lines.items():
            pieces = sorted(unsorted, key=lambda r: r.start)
            start, end = pieces[0].start, pieces[0].end
            for piece in pieces:
                if piece.start > end + _NEAR:
                    joined.append(Rule(upright, at, start, end))
                    start, end = piece.start, piece.end
                start, end = min(start, piece.start), max(end, piece.end)
            joined.append(Rule(upright, at, start, end))
    return [rule for rule in joined if rule.end - rule.start > 2 * _NEAR]


def _places(values: list[float]) -> dict[float, float]:
    """Each value with the middle of the near ones around it."""
    places: dict[float, float] = {}
    group: list[float] = []
    for value in sorted(set(values)):
        if group and value - group[-1] > _NEAR:
            places.update(dict.fromkeys(group, sum(group) / len(group)))
            group = []
        group.append(value)
    if group:
        places.update(dict.fromkeys(group, sum(group) / len(group)))
    return places


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Rules in groups whose level and upright ones meet."""
    levels = [r for r in rules if not r.upright]
    uprights = [r for r in rules if r.upright]
    root: dict[Rule, Rule] = {rule: rule for rule in rules}

    def top(rule: Rule) -> Rule:
        while root[rule] is not rule:
            root[rule] = root[root[rule]]
            rule = root[rule]
        return rule

    for level in levels:
        for upright in uprights:
            if (
                level.start - _NEAR <= upright.at <= level.end + _NEAR
                and upright.start - _NEAR <= level.at <= upright.end + _NEAR
            ):
                root[top(level)] = top(upright)
    groups: dict[Rule, list[Rule]] = defaultdict(list)
    for rule in rules:
        groups[top(rule)].append(rule)
    return list(groups.values())


def _grid(rules: list[Rule]) -> Grid | None:
    uprights = [r for r in rules if r.upright]
    levels = [r for r in rules if not r.upright]
    edges = sorted({r.at for r in uprights})
    heights = sorted({r.at for r in levels}, reverse=True)
    if len(edges) < 2 or len(heights) < 2 or max(len(edges), len(heights)) > _LINES_MOST:
        return None
    boxes = _boxes(edges, heights, uprights, levels)
    return Grid(tuple(edges), tuple(heights), tuple(boxes)) if len(boxes) > 1 else None


def _boxes(edges: list[float], heights: list[float], uprights: list[Rule], levels: list[Rule]) -> list[Box]:
    rows, columns = len(heights) - 1, len(edges) - 1
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = tall = 1
            while column + wide < columns and not _parted(
                uprights, edges[column + wide], heights[row + 1], heights[row]
            ):
                wide += 1
            while row + tall < rows and not any(
                _parted(levels, heights[row + tall], edges[c], edges[c + 1]) for c in range(column, column + wide)
            ):
                tall += 1
            wide = next((n for n in range(1, wide) if (row, column + n) in taken), wide)
            taken.update((r, c) for r in range(row, row + tall) for c in range(column, column + wide))
            boxes.append(
                Box(edges[column], heights[row + tall], edges[column + wide], heights[row], row, column, tall, wide)
            )
    return boxes


def _parted(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether rules at this place cover most of the side from start to end."""
    covered = sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in rules if r.at == at)
    return covered >= _COVERED * (end - start)
