"""Which table it is, told by all its cells: what its columns hold decides where headings are unknown or mislead.

Each rule looks for what only one kind of table has (ticks below areas, times beside work, people beside numbers, a
phase beside steps) and gives every column the meaning under which the readers look for it. A heading that is known
keeps its meaning unless the cells below it contradict it.
"""

import math
import re
from collections.abc import Callable
from dataclasses import replace

from phrom.core.importing.blocks import Column, Row, Table
from phrom.core.importing.tables.column_signs import Held, held_in
from phrom.core.importing.tables.joined_columns import with_whole_names, with_whole_times
from phrom.core.importing.tables.tables_of_rows import columns_of
from phrom.core.importing.words.columns import area_of, table_kinds
from phrom.core.importing.words.headings import phase_hours
from phrom.core.importing.words.marks import has_bullet, is_dash, numbering, without_numbering
from phrom.core.importing.words.scenario_words import stage_of, threat_slug
from phrom.core.plan.document import AREAS, Area
from phrom.core.values.duration import find_duration
from phrom.core.values.person_name import find_title, split_name
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import key

Kinds = frozenset[str]
_NONE: Kinds = frozenset()
_FEWEST = 2  # rows that can tell
_LONGEST_HEADING = 60
_TIMES = frozenset({"mtpd", "rto", "rpo"})
_OF_UNITS = frozenset({"unit", "owner", "responsible"})
_OF_TABLES = frozenset({"process", "strategy", "step"})
# what the form of the words does not prove: which of two times is which, who stands in, what the work is
_TOLD_BY_PLACE = frozenset({"process", "mtpd", "rto", "alternate", "yes", "no", "strategy", "step"})
_OF_DEEDS = frozenset({"strategy", "step", "scenario-stage"})
_DEED = re.compile(
    r"(?:การ|สิ่งที่(?:ต้อง|จะ|ควร)?|วิธี(?:การ)?|แผน(?:การ)?|แนวทาง(?:การ)?|มาตรการ(?:การ)?|จะ)?(?:เตรียม|ดาเนิน|ปฏิบัติ|แก้|ป้องกัน|รับมือ|ตอบ|ฟื้น|จัดหา|สารอง|"
    r"ทดแทน|ทา|ก่อน|ระหว่าง|ขณะ|เมื่อ|หลัง)"
)
_UNCERTAIN = frozenset({"keyed", "digital"})  # kinds that a table may seem to be only because a heading is unknown
_BOXES = "☐☑☒"
_WIDEST = 60  # columns of a table that anybody wrote


def with_evidence(table: Table) -> Table:
    """The table with a meaning for its columns, where its cells agree on one; else as it was."""
    if max((len(row.cells) for row in table.rows), default=0) > _WIDEST:
        return table
    if table.columns:
        return _mended(table)
    headless = _headless(table)
    if headless is not None:
        return headless
    for count in (1, 2):
        header, rows = table.rows[:count], table.rows[count:]
        said = [_says_again(row, header) for row in rows]
        again = tuple(row for row, one in zip(rows, said, strict=True) if one)
        header, rows = (*header, *again), tuple(row for row, one in zip(rows, said, strict=True) if not one)
        if len(rows) < 1 or not all(_can_head(row) for row in header):
            break
        headed = _headed(table, header, rows, count)
        if headed is not None:
            return headed
    return table


def _headless(table: Table) -> Table | None:
    """Phases or stages below one another from the first row on: nothing stands over them."""
    widths = {len(row.cells) for row in table.rows if len(row.filled) > 1}
    if len(widths) != 1:
        return None
    columns = (Column("", "", _NONE),) * widths.pop()
    held = tuple(held_in(table.rows, i) for i in range(len(columns)))
    if all(sign not in here for here in held for sign in ("phase", "stage")):
        return None
    first = next(row for row in table.rows if len(row.filled) > 1)
    if not any(stage_of(cell.text) or phase_hours(cell.text) is not None for cell in first.cells):
        return None
    found = _meanings(columns, held, _HEADLESS)
    return replace(table, columns=found) if found is not None else None


def _can_head(row: Row) -> bool:
    """Short words in every cell but some, and nothing that only data says."""
    texts = [cell.text for cell in row.cells if cell.lines]
    few = len(texts) >= 2 and len(texts) > len(row.cells) / 2
    return few and all(len(key(text)) <= _LONGEST_HEADING and not _is_data(text) for text in texts)


def _is_data(text: str) -> bool:
    timed = find_duration(text) is not None and any(ch.isdigit() for ch in text) and phase_hours(text) is None
    listed = numbering(text) is not None and not text.startswith("(")
    named = find_title(text) is not None and split_name(text) is not None
    return is_dash(text) or has_bullet(text) or timed or listed or named or bool(find_numbers(text))


def _says_again(row: Row, header: tuple[Row, ...]) -> bool:
    """The headings printed again at the top of a page."""
    return len(row.filled) > 1 and any([c.text for c in row.cells] == [c.text for c in one.cells] for one in header)


def _headed(table: Table, header: tuple[Row, ...], rows: tuple[Row, ...], count: int) -> Table | None:
    """The table as headed by the first `count` of the rows of headings; the others repeat them."""
    columns = columns_of(list(header[:count]))
    if len({len(row.cells) for row in rows if len(row.filled) > 1} | {len(columns)}) > 2:
        return None
    whole = with_whole_times(with_whole_names(Table(rows, columns, header, table.label)))
    found = _meanings(whole.columns, tuple(held_in(whole.rows, i) for i in range(len(whole.columns))))
    return replace(whole, columns=found) if found is not None else None


def _mended(table: Table) -> Table:
    """A table with known headings: columns whose cells contradict them, and columns without any, get a meaning."""
    table = replace(table, columns=(_counting(table), *table.columns[1:]))
    held = tuple(held_in(table.rows, i) for i in range(len(table.columns)))
    levels = sum("level" in here for here in held)
    kept = tuple(
        replace(
            column, kinds=_NONE if _contradicts(column.kinds, here, levels) else column.kinds | _stages(column, here)
        )
        for column, here in zip(table.columns, held, strict=True)
    )
    table = replace(table, columns=tuple(k if k.kinds else c for k, c in zip(kept, table.columns, strict=True)))
    unknown = [
        i
        for i, column in enumerate(kept)
        if not column.kinds | column.group_kinds or column.kinds != table.columns[i].kinds
    ]
    if not unknown or len(table.rows) < _FEWEST:
        return table
    found = _meanings(kept, held, among=_kinds_of(table.columns) - _UNCERTAIN)
    return replace(table, columns=found) if found is not None else table


def _counting(table: Table) -> Column:
    """The first column; where its heading is unknown and a number stands in every row, that of the numbers."""
    first, held = table.columns[0], held_in(table.rows, 0)
    counts = "ordinal" in held and held.distinct == len(held.texts) >= _FEWEST
    unknown = not first.kinds | first.group_kinds
    return replace(first, kinds=frozenset({"number"})) if unknown and counts else first


def _kinds_of(columns: tuple[Column, ...]) -> Kinds:
    return table_kinds([column.kinds | column.group_kinds for column in columns])


def _stages(column: Column, held: Held) -> Kinds:
    """Whether a column of time holds the stages of an event, and no phases counted in hours or days."""
    if "phase" in held and _in_order(held):
        return frozenset({"stage"}) if column.kinds <= {"remark"} else _NONE  # `เวลา` above phases
    among = len({stage for text in held.texts if (stage := stage_of(text))}) >= _FEWEST
    return frozenset({"stages"}) if "stage" in column.kinds and "stage" in held and among else _NONE


def _contradicts(kinds: Kinds, held: Held, levels: int) -> bool:
    """Whether no cell of a column is what its heading says, where that is told by the form of the words.

    `levels`: how many columns hold levels in words.
    """
    if len(held.texts) < _FEWEST:
        return False
    if "areas" in held and any(sign in text for text in held.texts for sign in _BOXES):
        return True  # the five areas behind boxes, of which some are ticked
    ordinals = "ordinal" in held and held.distinct == len(held.texts)
    if "impact" in kinds and not kinds & _TIMES:
        return ordinals and levels > 0
    if "people" in held and not any(find_numbers(text) for text in held.texts):
        return "phone" in kinds or bool(kinds & _OF_UNITS and not kinds - _OF_UNITS)
    return False


_Rule = Callable[[tuple[Column, ...], tuple[Held, ...]], dict[int, Kinds] | None]


def _meanings(
    columns: tuple[Column, ...],
    held: tuple[Held, ...],
    rules: tuple[_Rule, ...] | None = None,
    *,
    among: Kinds = _NONE,
) -> tuple[Column, ...] | None:
    """The columns as the first rule that fits sees them; None where none does. `among`: of which kind it must be."""
    for rule in rules or _RULES:
        found = rule(columns, held)
        if found is None:
            continue
        meant = tuple(_meant(column, found.get(i, _NONE)) for i, column in enumerate(columns))
        kinds = _kinds_of(meant)
        if kinds and (not among or kinds & among):
            return meant
    return None


def _meant(column: Column, kinds: Kinds) -> Column:
    """A column's own meaning, if it agrees or nothing else is found; else the one found."""
    if not kinds or (column.kinds and column.kinds & kinds):
        return column if not kinds else replace(column, kinds=column.kinds | kinds)
    group = _NONE if column.group_kinds & _OF_TABLES else column.group_kinds
    return replace(column, kinds=kinds, group_kinds=group, guessed=bool(kinds & _TOLD_BY_PLACE))


def _says(columns: tuple[Column, ...], i: int, *kinds: str) -> bool:
    return bool((columns[i].kinds | columns[i].group_kinds) & set(kinds))


def _first_text(held: tuple[Held, ...], among: list[int] | None = None) -> int | None:
    places = range(len(held)) if among is None else among
    return next((i for i in places if held[i].is_text), None)


def _areas(columns: tuple[Column, ...], places: list[int]) -> dict[int, Area]:
    """The area that each of some columns is headed by; the last one by what is left over."""
    found: dict[int, Area] = {}
    for i in places:
        area = area_of(columns[i].text)
        if area is not None and area not in found.values():
            found[i] = area
    rest = [area for area in AREAS if area not in found.values()]
    open_places = [i for i in places if i not in found]
    if len(open_places) == len(rest) == 1:
        found[open_places[0]] = rest[0]
    return found


def _threats(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """A threat a row and a mark below each area; or a threat, and beside it the areas that it strikes in words."""
    marked = [i for i, here in enumerate(held) if "marks" in here]
    named = next((i for i, here in enumerate(held) if "threat" in here and here.is_text), None)
    areas = _areas(columns, marked)
    if len(areas) >= 3 and named is None and _is_matrix(columns, held):
        named = _first_text(held)
    if named is None:
        return None
    if len(areas) >= 3:
        return {named: frozenset({"threat"})} | {i: frozenset({areas[i]}) for i in areas} | _rest(held, {named, *areas})
    struck = [i for i, here in enumerate(held) if i != named and "areas" in here and "threat" not in here]
    if (
        len(struck) == 1
        and not _says(columns, struck[0], "strategy", "step", "owner")
        and not _lists_work(held[struck[0]])
    ):
        return {named: frozenset({"threat"}), struck[0]: frozenset({"struck"})} | _rest(held, {named, struck[0]})
    return None


def _lists_work(held: Held) -> bool:
    """Sentences, and no list of areas."""
    if any(sign in text for text in held.texts for sign in _BOXES):
        return False
    return sum(len(key(text)) > 45 + 25 * text.count(",") for text in held.texts) > len(held.texts) / 2


def _is_matrix(columns: tuple[Column, ...], held: tuple[Held, ...]) -> bool:
    return not any(_says(columns, i, "process", "item", "name") for i in range(len(columns)))


def _rest(held: tuple[Held, ...], taken: set[int]) -> dict[int, Kinds]:
    """Columns that say nothing in a matrix: counts, scores, remarks. What is ticked says something."""
    beside = (i for i, here in enumerate(held) if i not in taken and not ("marks" in here and here.texts))
    return {i: frozenset({"number" if "ordinal" in held[i] else "remark"}) for i in beside}


def _threats_across(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """An area a row, and a mark below each threat."""
    first = next((i for i, here in enumerate(held) if "area" in here and here.distinct >= 3), None)
    marked = [i for i, here in enumerate(held) if "marks" in here and i != first and columns[i].text]
    if first is None or len(marked) < 2 or sum(_says(columns, i, "yes", "no", "answer", "done") for i in marked):
        return None
    known = sum(threat_slug(columns[i].text) is not None for i in marked)
    alone = _names_most_areas(held[first]) and not any(_says(columns, i, "process", "number") for i in marked)
    if known < (1 if alone else _FEWEST):
        return None
    return {first: frozenset({"resource"})} | {i: frozenset({"one-threat"}) for i in marked}


def _bia(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """Work a row, beside it how long it may stop, how bad that is, and whose it is."""
    times = [i for i, here in enumerate(held) if "time" in here and "people" not in here]
    ticked = [i for i, here in enumerate(held) if "marks" in here and "time" in columns[i].kinds]
    times = times or (ticked if len(ticked) >= _FEWEST else [])
    levels = [i for i, here in enumerate(held) if "level" in here and not _says(columns, i, "remark")]
    units = [i for i, here in enumerate(held) if "unit" in here and not _names_work(columns, held, i)]
    work = [
        i for i, here in enumerate(held) if here.is_text and i not in (*times, *units) and not _says(columns, i, "name")
    ]
    process = next((i for i in work if _says(columns, i, "process")), None)
    named = [i for i in work if held[i].distinct > 0.8 * len(held[i].texts) and "threat" not in held[i]]
    process = process if process is not None else next((i for i in named if i < min(times, default=0)), None)
    about = bool(levels) + bool(units) + len(times[:2])
    if process is None and units and times and min(times) > units[0] and about >= 3 and len(units) > 1:
        process, units = units[0], units[1:]  # work whose names begin as units do
    if process is None or not times or about < 2 or any("people" in here for here in held[:process]):
        return None
    if "phase" in held[times[0]] and times[0] < process:
        return None
    found: dict[int, Kinds] = {process: frozenset({"process"})}
    found |= _times(columns, held, [i for i in times if i not in ticked])
    known = [i for i in levels if _says(columns, i, "impact")]
    if levels:
        found |= {i: frozenset({"remark"}) for i in levels} | {(known or levels)[-1]: frozenset({"impact"})}
    if units:
        found[units[0]] = frozenset({"unit"})
    numbered = next((i for i, here in enumerate(held[:process]) if "ordinal" in here), None)
    return found | ({numbered: frozenset({"number"})} if numbered is not None else {})


def _names_work(columns: tuple[Column, ...], held: tuple[Held, ...], i: int) -> bool:
    """`งานทะเบียน`, `งานพัสดุ`: work may be called as units are; then no two rows say the same."""
    if _says(columns, i, "process"):
        return True
    alike = held[i].distinct == len(held[i].texts) and not _says(columns, i, "unit", "owner", "responsible")
    return alike and any(text.startswith(("งาน", "การ")) for text in held[i].texts)


def _times(columns: tuple[Column, ...], held: tuple[Held, ...], times: list[int]) -> dict[int, Kinds]:
    """Which time is which: by the heading; else the longer is how long work may stop, the shorter the aim."""
    said = {i: next((kind for kind in ("mtpd", "rto", "rpo") if _says(columns, i, kind)), None) for i in times}
    left = [kind for kind in ("mtpd", "rto") if kind not in said.values()]
    unknown = sorted((i for i in times if said[i] is None), key=lambda i: _length(held[i]), reverse=True)
    said |= dict(zip(unknown, left, strict=False))
    return {i: frozenset({kind}) for i, kind in said.items() if kind}


def _length(held: Held) -> int:
    return sum(spoken.duration.seconds for text in held.texts if (spoken := find_duration(text)))


def _strategies(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """An area a row, what is done for it, and who does it."""
    first = next((i for i, here in enumerate(held) if _lists_areas(here)), None)
    words = [i for i, here in enumerate(held) if i != first and here.is_text and "doer" not in here]
    if first is None or not words or any("marks" in here or "time" in here for here in held):
        return None
    if any(_says(columns, i, "process", "name", "item", "quantity", "capacity") for i in range(len(columns))):
        return None
    longest = max(words, key=lambda i: sum(len(text) for text in held[i].texts))
    owner = next((i for i, here in enumerate(held) if i > first and "doer" in here), None)
    alone = len([here for here in held if here.texts and "ordinal" not in here]) == 2 and _names_most_areas(held[first])
    if owner is None and not alone and not _says(columns, longest, "strategy", "scenario-stage"):
        return None
    found: dict[int, Kinds] = {first: frozenset({"resource"}), longest: frozenset({"strategy"})}
    found |= {i: frozenset({"strategy"}) for i in words if _tells_what_to_do(columns[i])}
    return found | ({owner: frozenset({"owner"})} if owner is not None else {})


def _tells_what_to_do(column: Column) -> bool:
    """`การเตรียมการล่วงหน้า | การดำเนินการเมื่อเกิดเหตุ`: what is done for an area may stand in several columns."""
    return column.kinds <= _OF_DEEDS and bool(_DEED.match(key(column.text)))


def _lists_areas(held: Held) -> bool:
    return ("area" in held and held.distinct >= 3) or _names_most_areas(held)


def _names_most_areas(held: Held) -> bool:
    """Whether the cells go through four areas or all five, each once, however long they say it."""
    areas = [area_of(without_numbering(text)) for text in held.texts]
    return len(areas) <= len(AREAS) + 1 and None not in areas and len(set(areas)) >= len(AREAS) - 1


def _people(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """People beside numbers, places or posts; a second column of people stands in for the first."""
    named = [i for i, here in enumerate(held) if "people" in here]
    phones = [i for i, here in enumerate(held) if "phone" in here and i not in named]
    roles = [i for i, here in enumerate(held) if "role" in here and i not in named and i not in phones]
    roles = [i for i in roles if "team" not in held[i] or _says(columns, i, "role")]
    team = next((i for i, here in enumerate(held) if "team" in here and i not in (*named, *phones, *roles)), None)
    if not named or not (
        phones or roles or team is not None or any(find_numbers(text) for i in named for text in held[i].texts)
    ):
        return None
    if any("time" in here or "level" in here for here in held):
        return None
    found: dict[int, Kinds] = {named[0]: frozenset({"name"})} | {
        i: frozenset({"name", "alternate"}) for i in named[1:2]
    }
    found |= {i: frozenset({"phone"}) for i in phones}
    if roles:
        found[roles[0]] = frozenset({"role"})
    found |= {team: frozenset({"team"})} if team is not None else {}
    post = next((i for i in range(named[0] + 1, len(held)) if i not in found and held[i].is_text), None)
    return found | ({post: frozenset({"position"})} if post is not None and "role" not in held[post] else {})


def _response(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """A phase, and behind it what is done and by whom."""
    when = next((i for i, here in enumerate(held) if "phase" in here and _in_order(here)), None)
    if when is None or any("people" in here or "level" in here for here in held):
        return None
    texts = [i for i in range(len(held)) if i > when and held[i].is_text]
    behind = [i for i in texts if "doer" not in held[i]] or texts
    if not behind:
        return None
    step = max(behind, key=lambda i: sum(len(text) for text in held[i].texts))
    who = next((i for i in range(len(held)) if i != step and i > when and "doer" in held[i]), None)
    found: dict[int, Kinds] = {when: frozenset({"stage"}), step: frozenset({"step"})}
    return found | ({who: frozenset({"responsible"})} if who is not None else {})


def _in_order(held: Held) -> bool:
    """Phases that end one after the other; `1 - 7 วัน` may begin anew behind `4 - 24 ชั่วโมง`."""
    ends = [hours[1] or math.inf for text in held.texts if (hours := phase_hours(text))]
    return ends == sorted(ends) and len(set(ends)) >= _FEWEST


def _cases(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """A stage of an event, and behind it what is done."""
    when = next(
        (i for i, here in enumerate(held) if "stage" in here and len(set(map(stage_of, here.texts))) >= _FEWEST), None
    )
    behind = [i for i in range(len(held)) if when is not None and i > when and held[i].is_text]
    if when is None or not behind:
        return None
    step = max(behind, key=lambda i: sum(len(text) for text in held[i].texts))
    who = next((i for i in behind if i != step and "doer" in held[i]), None)
    case = next((i for i in range(when) if "threat" in held[i] or _parts_rows(held[i], held[when])), None)
    found: dict[int, Kinds] = {when: frozenset({"stage", "stages"}), step: frozenset({"step"})}
    found |= {case: frozenset({"threat"})} if case is not None else {}
    return found | ({who: frozenset({"responsible"})} if who is not None else {})


def _cases_across(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """An event a row, and what is done in each stage below the stage's heading."""
    staged = [i for i in range(len(columns)) if _says(columns, i, "scenario-stage")]
    case = next((i for i, here in enumerate(held) if i not in staged and "threat" in here), None)
    if len(staged) < _FEWEST or case is None:
        return None
    return {case: frozenset({"threat"})}


def _parts_rows(case: Held, stages: Held) -> bool:
    """Words beside the first stage of each case and nowhere else, as in a cell joined over its stages."""
    cases = len({stage_of(text) for text in stages.texts})
    return case.is_text and case.distinct == len(case.texts) and len(case.texts) * cases == len(stages.texts)


def _form(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """Statements, each answered in one column by มี or ไม่มี, or ticked in one of two."""
    marked = [i for i, here in enumerate(held) if "marks" in here]
    text = _first_text(held)
    if text is None or len(held[text].texts) <= _FEWEST or len(marked) not in (1, 2) or marked[0] < text:
        return None
    if any(here.signs & {"people", "phone", "time", "level"} for here in held):
        return None
    if any("doer" in here for i, here in enumerate(held) if i != text):
        return None  # steps and who does them, to be ticked when they are done
    found: dict[int, Kinds] = {text: frozenset({"item"})}
    found |= {i: frozenset({"number"}) for i, here in enumerate(held[:text]) if "ordinal" in here}
    if len(marked) == 2:
        return found | {marked[0]: frozenset({"yes"}), marked[1]: frozenset({"no"})}
    answered = len(held[marked[0]].texts) > len(held[text].texts) / 2
    return (found | {marked[0]: frozenset({"answer"})}) if answered else None


def _needs(columns: tuple[Column, ...], held: tuple[Held, ...]) -> dict[int, Kinds] | None:
    """Work a row, and what it needs below each area."""
    if any(here.signs & {"people", "phone", "time", "level", "marks"} for here in held):
        return None
    work = _first_text(held)
    numbered = next((i for i, here in enumerate(held) if "ordinal" in here), None)
    places = [i for i in range(len(held)) if i > (work if work is not None else 0)]
    areas = _areas(columns, places)
    if work is None or len(areas) < 3 or held[work].distinct < len(held[work].texts):
        return None
    found: dict[int, Kinds] = {work: frozenset({"process"})} | {i: frozenset({areas[i]}) for i in areas}
    return found | ({numbered: frozenset({"number"})} if numbered is not None and numbered < work else {})


_RULES: tuple[_Rule, ...] = (
    _cases_across, _threats, _threats_across, _people, _bia, _response, _cases, _strategies, _needs, _form,
)  # fmt: skip
_HEADLESS: tuple[_Rule, ...] = (_response, _cases)
