"""A paper that comes out of an incident (situation report, minutes, review): a title, its text, lines to sign on.

The text is what people have written and approved, in plain lines; its form is told from them: `1. …` begins a section,
`- …` is an item, an empty line parts, anything else is a sentence. Nothing is added to it and nothing left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from phrom.core.plan.document import Plan
from phrom.core.rendering.blocks import Block, Heading, Listing, Paragraph
from phrom.core.values.thai_number import Digits

_SECTION = re.compile(r"[0-9๐-๙]{1,2}\. \S")
_ITEM = re.compile(r"[-•] +(?=\S)")


@dataclass(frozen=True)
class Signer:
    """`says`: ผู้รายงาน, ผู้อนุมัติ. `name` and `when` are empty where a hand will write them."""

    says: str
    name: str = ""
    when: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class IncidentPaper:
    """`lead` are the lines under the title. `printed_at` needs a zone; `cache_dir`: where fonts are kept."""

    plan: Plan
    title: str
    lead: tuple[str, ...]
    blocks: tuple[Block, ...]
    signers: tuple[Signer, ...]
    practice: bool
    draft: bool
    printed_at: datetime
    printed_by: str
    cache_dir: Path
    digits: Digits = "arabic"


def lead_and_blocks(text: str) -> tuple[str, tuple[str, ...], tuple[Block, ...]]:
    """Title, lines under it, and the rest as blocks. The title is the first line, the lead ends with an empty one."""
    lines = [line.strip() for line in text.strip().splitlines()]
    end = lines.index("") if "" in lines else 1
    return lines[0] if lines else "", tuple(lines[1:end]), tuple(_blocks(lines[end:]))


def _blocks(lines: Sequence[str]) -> list[Block]:
    found: list[Block] = []
    items: list[str] = []

    def end_items() -> None:
        if items:
            found.append(Listing(tuple(items)))
            items.clear()

    for line in lines:
        item = _ITEM.match(line)
        if item:
            items.append(line[item.end() :])
            continue
        end_items()
        if _SECTION.match(line):
            found.append(Heading(1, line))
        elif line:
            found.append(Paragraph(line))
    end_items()
    return found
