"""Merged headings over the headings below them: which upper heading each lower one stands under.

A Word table knows it by its grid. A text export only lists the upper cells and then the lower ones, so the lower
ones are parted into runs by what they mean: levels stand under impact, times under MTPD, areas under resources; a
blank cell stands under a heading that runs down through both rows.
"""

from functools import cache

from phrom.core.importing.blocks import Cell
from phrom.core.importing.words.columns import column_kinds
from phrom.core.importing.words.marks import tick
from phrom.core.plan.document import AREAS
from phrom.core.values.thai_text import key

_WIDEST = 24
_FEWEST_COUNTED = 2
_BELOW: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"impact"}), frozenset({"level"})),
    (frozenset({"mtpd", "rto", "rpo", "stage"}), frozenset({"time"})),
    (frozenset({"threat"}), frozenset({"one-threat"})),
    (frozenset({"resource", "threat", "impact"}), frozenset(AREAS)),
    (frozenset({"primary", "alternate", "people"}), frozenset({"name", "phone", "position"})),
    (frozenset({"answer", "done"}), frozenset({"yes", "no"})),
)
_LONGEST_PART = 40  # letters
_BARE_IMPACT = "ผลกระทบ"


def laid_over(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> list[Cell]:
    """For each lower cell the upper cell above it: by spans if known, else by meaning, else shared out evenly."""
    if any(cell.span > 1 for cell in upper) and sum(c.span for c in upper) == sum(c.span for c in lower):
        grid = [cell for cell in upper for _ in range(cell.span)]
        return [grid[sum(c.span for c in lower[:i])] for i in range(len(lower))]
    if len(upper) == len(lower):
        return _carried(upper, lower)
    if 0 < len(upper) < len(lower) <= _WIDEST:
        runs = _runs(upper, lower)
        if runs:
            return [cell for cell, size in zip(upper, runs, strict=True) for _ in range(size)]
    return _shared_out(upper, lower)


def counts_below(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> bool:
    """`กระบวนงานที่` above `1 | 2 | 3`: processes by number, or by name, as headings below a merged one at the end of
    the row, and nothing below the others."""
    filled = [i for i, cell in enumerate(lower) if cell.lines]
    if len(filled) < _FEWEST_COUNTED or not 0 < filled[0] == filled[-1] + 1 - len(filled):
        return False
    texts = [key(lower[i].text) for i in filled]
    over = laid_over(upper, lower)[filled[0]]
    counted = texts == [str(n) for n in range(1, len(texts) + 1)]
    merged = over.span == len(texts) == len(set(texts))
    named = bool(over.lines) and "process" in column_kinds(over.text) and all(cell.lines for cell in upper[: filled[0]])
    return named and (counted or merged)


def parts_below(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> bool:
    """`งาน | วัสดุอุปกรณ์` above `  | วิทยุสื่อสาร | รถยนต์`: below each merged heading its parts, in whatever words, and
    nothing below the others, which run down through both rows."""
    if not any(cell.span > 1 for cell in upper) or sum(c.span for c in upper) != sum(c.span for c in lower):
        return False
    over = laid_over(upper, lower)
    parts = [cell.text for cell, head in zip(lower, over, strict=True) if head.span > 1]
    others = [cell for cell, head in zip(lower, over, strict=True) if head.span == 1]
    if len(parts) < _FEWEST_COUNTED or not others or any(cell.lines for cell in others):
        return False
    short = all(0 < len(key(text)) <= _LONGEST_PART and tick(text) is None and not text[0].isdigit() for text in parts)
    return short and len(set(parts)) == len(parts)


def _carried(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> list[Cell]:
    """The upper cell in the same column; where it is blank above a heading, the one before it reaches so far."""
    laid: list[Cell] = []
    for over, cell in zip(upper, lower, strict=True):
        laid.append(laid[-1] if laid and cell.lines and not over.lines else over)
    return laid


def _runs(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> list[int]:
    """How many lower cells stand under each upper one; empty where no way fits."""

    @cache
    def best(u: int, at: int) -> tuple[float, tuple[int, ...]]:
        if u == len(upper):
            return (0.0, ()) if at == len(lower) else (float("-inf"), ())
        options = []
        for size in range(1, len(lower) - at - (len(upper) - u - 1) + 1):
            own = _run_fit(upper[u], lower[at : at + size])
            rest, sizes = best(u + 1, at + size)
            options.append((own + rest, (size, *sizes)))
        return max(options, default=(float("-inf"), ()))

    score, sizes = best(0, 0)
    return list(sizes) if score > float("-inf") else []


def _run_fit(upper: Cell, run: tuple[Cell, ...]) -> float:
    """Above 0 where lower headings belong under this upper one."""
    blank = [not cell.lines for cell in run]
    if all(blank):
        return 1.0 if len(run) == 1 else -2.0 * len(run)
    if any(blank):
        return -3.0 * sum(blank)
    kinds = [column_kinds(cell.text) for cell in run]
    over = column_kinds(upper.text)
    fits = sum(_belongs(over, below, upper.text) for below in kinds)
    alike = len({key(cell.text) for cell in run}) == len(run)
    return fits + (0.0 if alike else -4.0) - (0.5 if len(run) == 1 else 0.0)


def _belongs(over: frozenset[str], below: frozenset[str], text: str) -> float:
    if any(over & upper and below & lower for upper, lower in _BELOW):
        return 1.0
    if key(text).startswith(_BARE_IMPACT) and below & set(AREAS):
        return 1.0
    lowers = frozenset().union(*(lower for _, lower in _BELOW))
    return -1.0 if over & frozenset().union(*(u for u, _ in _BELOW)) and below & lowers else -0.2


def _shared_out(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> list[Cell]:
    filled = [i for i, cell in enumerate(lower) if cell.lines]
    over = [cell for cell in upper if cell.lines] or list(upper)
    share = max(1, -(-len(filled) // len(over)))
    laid = [Cell()] * len(lower)
    for place, i in enumerate(filled):
        laid[i] = over[min(place // share, len(over) - 1)]
    return laid
