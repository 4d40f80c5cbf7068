"""Headings in words that no plan is known to use, told by the word processor's styles: Heading 1-9, outline levels.

Offices use these styles as they please: for every heading, for some, for whatever should be large, for whole pages. So
they tell something only where they stand on headings known by their words, on most of those, and on little else.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from phrom.core.importing.blocks import Block, Line, Paragraph, lines_of
from phrom.core.importing.facts.heading_numbers import may_head
from phrom.core.importing.words.headings import section_kind

_FEWEST = 2  # headings known by their words that have a style
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
    known: dict[int, int] = {}  # place → level, 0 without a style
    styled: dict[int, tuple[int, Line]] = {}
    for i, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        level = levels.get(block.line.number, 0)
        if section_kind(block.line.text) not in _NO_PROOF:
            known[i] = level
        if level:
            styled[i] = level, block.line
    proofs = Counter(level for level in known.values() if level)
    count = sum(proofs.values())
    if count < max(_FEWEST, len(known) / 2) or len(styled) > _MOST * sum(1 for _ in lines_of(blocks)):
        return StyledHeadings()
    deepest = max(proofs, key=lambda level: (proofs[level], -level))
    told = {i: level for i, (level, line) in styled.items() if i in known or may_head(line.text)}
    return StyledHeadings(
        frozenset(i for i, level in told.items() if level <= deepest),
        tuple(styled[i][1] for i, level in told.items() if level > deepest and i not in known),
    )
