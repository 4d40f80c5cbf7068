"""The one-page strategy map. In a text file its boxes come in no order: what can be told apart is, the rest is not."""

import re

from phrom.core.importing.blocks import Line, lines_of
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.outline import Section
from phrom.core.importing.facts.processes import ProcessBook
from phrom.core.importing.words.columns import area_of
from phrom.core.importing.words.marks import numbering, without_numbering
from phrom.core.plan.document import Area, AreaTexts, StrategyMap
from phrom.core.values.duration import find_duration
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

_BOXES = Bilingual(th="ข้อความในกล่องของแผนผังไม่มีลำดับแน่นอน", en="The boxes of the map come in no certain order.")
_SYSTEM = re.compile(r"^(?:ระบบ|เว็บ|โปรแกรม|แอป|อินเ|โทรศัพท์หน่วยงาน|E\s?-|Line|Website)", re.IGNORECASE)


def read_strategy_map(sections: list[Section], draft: Draft, processes: ProcessBook) -> StrategyMap | None:
    """Missions, authorities, systems and strategies by area; None if there is no such page."""
    lines = [line for section in sections for line in lines_of(section.blocks)]
    if not lines:
        return None
    strategies: dict[Area, list[str]] = {}
    systems: list[str] = []
    numbered: list[list[Line]] = [[]]
    area: Area | None = None
    last = 0
    for line in lines:
        gap, last = line.number - last, line.number
        head = (
            area_of(line.text)
            if len(key(line.text)) <= 32 and numbering(line.text) is None and not _SYSTEM.match(line.text)
            else None
        )
        if head and (gap > 1 or area is None):
            area = head
            draft.read(f"strategy_map/strategies/{area}", [line], confidence=0.7, reason=_BOXES)
        elif numbering(line.text) is not None:
            if gap > 1:
                numbered.append([])
            known = processes.find(without_numbering(line.text), numbering(line.text))
            if known is not None:
                draft.read(f"processes/{known.id}", [line], confidence=0.7, reason=_BOXES)
            else:
                numbered[-1].append(line)
        elif area is not None and gap <= 1:
            strategies.setdefault(area, []).append(line.text)
            draft.read(
                f"strategy_map/strategies/{area}/{len(strategies[area]) - 1}", [line], confidence=0.7, reason=_BOXES
            )
        elif area is None and _SYSTEM.match(line.text) and find_duration(line.text) is None:
            systems.append(line.text)
            draft.read(f"strategy_map/systems/{len(systems) - 1}", [line], confidence=0.7, reason=_BOXES)
        elif gap > 1:
            area = None
    missions, authorities = _lists([n for n in numbered if n])
    _note("missions", missions, draft)
    _note("authorities", authorities, draft)
    return StrategyMap(
        missions=tuple(without_numbering(x.text) for x in missions),
        authorities=tuple(without_numbering(x.text) for x in authorities),
        systems=tuple(systems),
        strategies=AreaTexts(**{a: tuple(texts) for a, texts in strategies.items()}),
    )


def _lists(groups: list[list[Line]]) -> tuple[list[Line], list[Line]]:
    """Boxes whose numbers run 1..n are a list of their own; the others go together. The longer one: missions."""
    whole = [g for g in groups if sorted(_number(x) for x in g) == list(range(1, len(g) + 1))]
    rest = [x for g in groups if g not in whole for x in g]
    first = next((g for g in whole if rest and min(_number(x) for x in rest) == len(g) + 1), None)
    lists = [[*(first or []), *rest], *[g for g in whole if g is not first]]
    lists = sorted((sorted(found, key=_number) for found in lists if found), key=len, reverse=True)
    return (lists[0] if lists else [], lists[1] if len(lists) > 1 else [])


def _number(line: Line) -> int:
    number = numbering(line.text) or ""
    return int(number) if number.isdigit() else 0


def _note(name: str, lines: list[Line], draft: Draft) -> None:
    for i, line in enumerate(lines):
        draft.read(f"strategy_map/{name}/{i}", [line], confidence=0.6, reason=_BOXES)
