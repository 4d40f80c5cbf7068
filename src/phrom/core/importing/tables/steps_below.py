"""Steps in a table under a phase, whatever its columns are headed: `วันที่ 1`, and below it what is done and by whom;
and steps with who does them under the headings of the completeness form: `รายการ | ผู้ปฏิบัติ | ผล`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from phrom.core.importing.blocks import Block, Column, Paragraph, Row, Table
from phrom.core.importing.tables.column_signs import Held, held_in
from phrom.core.importing.words.columns import table_kinds
from phrom.core.importing.words.headings import phase_hours
from phrom.core.importing.words.marks import is_box
from phrom.core.values.thai_text import key

_NO_STEPS = frozenset({"process", "threat", "name", "strategy", "item", "resource", "impact", "mtpd", "rto"})
_NOT_BESIDE = frozenset({"level", "phone", "phase", "area", "threat"})
_LONGEST_HEADING = 40
_SHORTEST_STEP = 8  # letters, of most steps
_CHECKED = re.compile("ตรวจ|ครบถ้วน")  # headings of the completeness form
_ANSWERS = frozenset({"มี", "ไม่มี", "ใช่", "ไม่ใช่", "ครบ", "ไม่ครบ"})
_NEAR = 2  # blocks from the phase to its table: a caption may stand between


def with_steps_below(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks, where a table of no known kind below a phase means steps, and beside them who does them."""
    for i, block in enumerate(blocks):
        if isinstance(block, Table) and _has_doers(block):
            yield _answered_when_done(block)
        elif isinstance(block, Table) and (
            _counts_steps(block) or (_is_unknown(block) and _below_phase(blocks, i, block))
        ):
            yield _told(block)
        else:
            yield block


def _has_doers(table: Table) -> bool:
    """`รายการ | ผู้ปฏิบัติ | ผล`, where nothing is answered มี or ไม่มี: what is done, by whom, and what came of it."""
    every = [column.kinds for column in table.columns]
    if table_kinds(every) != {"form"} or not any("responsible" in kinds and "item" not in kinds for kinds in every):
        return False
    answers = table.having("answer")
    if not answers or any(_CHECKED.search(key(table.columns[i].text)) for i in (*answers, *table.having("item"))):
        return False
    said = {key(row.cells[i].text) for row in table.rows for i in answers if i < len(row.cells)}
    return said.isdisjoint(_ANSWERS)


def _answered_when_done(table: Table) -> Table:
    meant = {"item": frozenset({"step"}), "answer": frozenset({"done"})}
    columns = tuple(
        replace(column, kinds=next((meant[kind] for kind in meant if kind in column.kinds), column.kinds))
        for column in table.columns
    )
    return replace(table, columns=columns)


def _is_unknown(table: Table) -> bool:
    return not table_kinds([column.kinds | column.group_kinds for column in table.columns])


def _counts_steps(table: Table) -> bool:
    """`ขั้นตอน` above numbers alone, in a table of steps: what is done stands in a column of another heading."""
    kinds = table_kinds([column.kinds | column.group_kinds for column in table.columns])
    places = table.having("step")
    return kinds == {"response"} and bool(places) and all("ordinal" in held_in(table.rows, i) for i in places)


def _below_phase(blocks: tuple[Block, ...], i: int, table: Table) -> bool:
    labels = [table.label.filled[0].text] if table.label is not None else []
    above = [block.line.text for block in blocks[max(0, i - _NEAR) : i] if isinstance(block, Paragraph)]
    return any(phase_hours(text) is not None for text in (*labels, *above))


def _told(table: Table) -> Table:
    """The table with its columns of steps and doers; as it was where no column holds steps."""
    header, rows = (table.header, table.rows) if table.columns else _parted(table.rows)
    width = max((len(row.cells) for row in rows), default=0)
    known = table.columns or tuple(Column(cell.text, "", frozenset()) for cell in (header[0].cells if header else ()))
    if len(rows) < 2 or len(known) not in (0, width) or any(column.kinds & _NO_STEPS for column in known):
        return table
    held = [held_in(rows, i) for i in range(width)]
    texts = [i for i, here in enumerate(held) if _says_steps(here)]
    if not texts or any(here.signs & _NOT_BESIDE for i, here in enumerate(held) if i not in texts):
        return table
    step = max(texts, key=lambda i: sum(len(text) for text in held[i].texts))
    who = next((i for i, here in enumerate(held) if i != step and here.signs & {"doer", "unit", "people"}), None)
    columns = known or tuple(Column("", "", frozenset()) for _ in range(width))
    meant = {step: frozenset({"step"})} | ({who: frozenset({"responsible"})} if who is not None else {})
    named = tuple(
        replace(
            column, kinds=meant.get(i, column.kinds - {"step", "responsible"} | _beside(held[i])), guessed=i in meant
        )
        for i, column in enumerate(columns)
    )
    return Table(rows, named, header, table.label)


def _parted(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The headings and the rows below them: a first row of short words, none of them repeated."""
    texts = [cell.text for cell in rows[0].cells if cell.lines and not is_box(cell.text)] if rows else []
    heads = all(len(key(text)) <= _LONGEST_HEADING and not any(ch.isdigit() for ch in text) for text in texts)
    return (rows[:1], rows[1:]) if heads and len(set(texts)) == len(texts) and len(texts) > 1 else ((), rows)


def _says_steps(held: Held) -> bool:
    if not held.is_text or held.distinct < len(held.texts) or held.signs & {"doer", "people"}:
        return False
    return sum(len(key(text)) >= _SHORTEST_STEP for text in held.texts) > len(held.texts) / 2


def _beside(held: Held) -> frozenset[str]:
    if "ordinal" in held:
        return frozenset({"number"})
    return frozenset({"done"}) if held.signs & {"marks", "blank"} else frozenset()
