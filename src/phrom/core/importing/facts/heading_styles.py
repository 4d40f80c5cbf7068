"""Headings in words that no plan is known to use, told by the word processor's styles: Heading 1-9, outline levels.

Offices use these styles as they please: for every heading, for some, for whatever should be large, for whole pages. So
they tell something only where they stand on headings that are known by their words or by the table right below them,
on most of those, and on little else.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from phrom.core.importing.blocks import Block, Line, Paragraph, Table, lines_of
from phrom.core.importing.facts.heading_numbers import may_head
from phrom.core.importing.words.headings import section_kind

_FEWEST = 2  # such headings
_MOST = 0.4  # of all lines: what is styled more often is no heading
_NO_PROOF = frozenset({None, "cover", "notes"})  # kinds of lines that prove no use of the styles


@dataclass(frozen=True)
class StyledHeadings:
    """`opens`: places of the paragraphs that open a part of the plan; `inner`: lines of headings within the parts."""

    opens: frozenset[int] = frozenset()
    inner: tuple[Line, ...] = ()


def headings_by_style(blocks: tuple[Block, ...], levels: Mapping[int, int]) -> StyledHeadings:
    """The headings that styles tell. `levels`: by number of line, 1 for Heading 1; nothing for lines without."""
    if not levels:
        return StyledHeadings()
    styled: dict[int, tuple[int, Line]] = {}
    heads: list[int] = []  # levels of those that stand over something
    unstyled = 0  # headings known by their words that have no style
    for i, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        level = levels.get(block.line.number, 0)
        known = _is_known(block.line)
        if level:
            styled[i] = level, block.line
            if known or (may_head(block.line.text) and _is_table(blocks, i + 1)):
                heads.append(level)
        else:
            unstyled += known
    count = len(heads)
    if count < max(_FEWEST, unstyled) or len(styled) > _MOST * sum(1 for _ in lines_of(blocks)):
        return StyledHeadings()
    proofs = Counter(heads)
    deepest = max(proofs, key=lambda level: (proofs[level], -level))
    told = {i: level for i, (level, line) in styled.items() if may_head(line.text) or _is_known(line)}
    return StyledHeadings(
        frozenset(i for i, level in told.items() if level <= deepest),
        tuple(styled[i][1] for i, level in told.items() if level > deepest and not _is_known(styled[i][1])),
    )


def _is_known(line: Line) -> bool:
    return section_kind(line.text) not in _NO_PROOF


def _is_table(blocks: tuple[Block, ...], i: int) -> bool:
    return i < len(blocks) and isinstance(blocks[i], Table)
