"""Plans of many layouts are read to the bar, in every format and under damage, and no line of them vanishes.

The whole sweep is `make reading-scores`; here stands every plan as text and Word, and a sample of the rest.
"""

import functools
import re
from collections import Counter

import pytest
from tools.reading.cases import Case, all_cases
from tools.reading.damage import DAMAGES
from tools.reading.document import Box, Document, Paragraph, Table
from tools.reading_scores import NONE, PAGE, Result, bar_of, compared, measure, written

from phrom.core.importing import ReadResult, read_plan
from tests.core.importing.test_layouts import assert_account_sums, leads_somewhere

NAMES = [case.name for case in all_cases()]
SAMPLE = [(name, kind) for name in NAMES for kind in ("txt", "docx")]
SAMPLE += [(name, kind) for name in ("huaisommut-2567", "university-faculty") for kind in ("odt", "pdf")]
MOST_LOSS = 0.05
FIGURES = written(PAGE.read_text(encoding="utf-8"))


@functools.cache
def found(name: str, kind: str) -> ReadResult:
    return read_plan(Case(name).file(kind), f"plan.{kind}")


@functools.cache
def read(name: str, kind: str) -> Result:
    return compared(Case(name), kind, NONE, found(name, kind))


@pytest.mark.parametrize(("name", "kind"), SAMPLE)
def test_a_plan_is_read_to_its_bar_or_as_well_as_the_page_says(name: str, kind: str) -> None:
    result = read(name, kind)
    assert round(result.mean, 3) >= min(bar_of(name), float(FIGURES[name, kind])), result.notes


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_costs_little(damage: str) -> None:
    case = Case("huaisommut-2567")
    damaged = measure(case, "txt", damage)
    assert read(case.name, "txt").mean - damaged.mean <= MOST_LOSS, damaged.notes


def test_the_page_promises_no_more_than_is_read_today() -> None:
    today = {key: round(read(*key).mean, 3) for key in SAMPLE}
    boasts = {key: (FIGURES[key], figure) for key, figure in today.items() if float(FIGURES[key]) > figure}
    assert boasts == {}, "run make reading-scores"
    assert {name for name, _ in FIGURES} == set(NAMES)


@pytest.mark.parametrize(("name", "kind"), SAMPLE)
def test_every_line_of_a_file_ends_behind_a_value_as_furniture_or_unplaced(name: str, kind: str) -> None:
    case = Case(name)
    result = found(name, kind)
    assert_account_sums(result.report)
    assert all(leads_somewhere(result.plan, reading.path) for reading in result.report.readings)
    lines = [line.text for line in result.report.lines]
    if kind == "txt":
        numbers = [n for n, line in enumerate(case.text.split("\n"), start=1) if line.strip()]
        assert [line.number for line in result.report.lines] == numbers
    elif kind == "pdf":
        assert _letters(_texts(case.document)) - _letters(lines) == Counter()
    else:
        assert Counter(_bare(t) for t in _texts(case.document)) - Counter(_bare(t) for t in lines) == Counter()


def _texts(document: Document) -> list[str]:
    """Each non-blank line of the document's body, once."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Box):
            found.extend(block.lines)
        elif isinstance(block, Table):
            cells = (c for y, row in enumerate(block.rows) for x, c in enumerate(row) if not block.is_joined(y, x))
            found.extend(line for cell in cells for line in cell)
    return [text for text in found if text.strip()]


def _bare(text: str) -> str:
    """Without blanks and list marks, which a format may keep otherwise."""
    return re.sub(r"\s+", "", re.sub(r"^(?:[\d๐-๙]+\.|•)\s*", "", text.strip()))


def _letters(texts: list[str]) -> Counter[str]:
    """How often each consonant, digit and Latin letter stands there: what no printing changes."""
    return Counter(ch for text in texts for ch in text if re.match("[ก-ฮ0-9๐-๙A-Za-z]", ch))
