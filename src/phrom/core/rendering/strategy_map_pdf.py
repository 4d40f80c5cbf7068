"""BCP Strategy Map on one page, as the national form draws it: from authorities and missions over the main processes
with their MTPD and the systems they stand on, down to the strategies of the five resource areas.

What the plan's own map leaves out is taken from the plan's tables, and what neither has is said to be absent.
"""

from collections.abc import Iterable
from typing import Any

from phrom.core.plan.document import AREAS, Area, Plan, StrategyMap
from phrom.core.rendering.page_frame import document_data
from phrom.core.rendering.plan_words import ABSENT, AREA_WORDS, PlanWords
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.typst_pdf import TextWriter, compile_pdf
from phrom.core.values.thai_text import key, shortened

NAME = "BCP Strategy Map"
_MOST_PROCESSES = 40  # more boxes are not legible on one page; then the most urgent stand there
_MOST_POINTS = 12  # of one list
_LONGEST = 320  # letters of one point: it is a map, the plan has the rest
_SHORTER = (("full", _LONGEST), ("middling", 160), ("fair", 115), ("short", 80))  # where the page is too full otherwise


def render_strategy_map_pdf(plan: Plan, printing: Printing) -> bytes:
    """A4 landscape. No telephone numbers. Letters get smaller and long points shorter, then the last points of long
    lists are counted instead of shown; processes last of all. Raises RenderingError (our mistake); the same input
    gives the same bytes."""
    write = TextWriter(plan, printing.digits, hide_personal_numbers=True)
    own = plan.strategy_map or StrategyMap()
    say = PlanWords(plan, public=True)
    data = {
        **document_data(write, plan, printing, NAME),
        "absent": write.text(ABSENT),
        "authorities": _points(own.authorities, write),
        "missions": _points(own.missions, write),
        "processes": _processes(plan, say, write),
        "systems": _points(own.systems or systems_of(plan), write),
        "areas": [_area(plan, own, area, say, write) for area in AREAS],
    }
    return compile_pdf("strategy_map.typ", data, cache_dir=printing.cache_dir, printed_at=printing.printed_at)


def systems_of(plan: Plan) -> tuple[str, ...]:
    """The systems that the plan's tables name: digital services in use, then what the processes need; each once."""
    in_use = (system for service in plan.digital_services if service.status != "planned" for system in service.systems)
    needed = (need.name for process in plan.processes for need in process.requirements.technology)
    return _each_once((*in_use, *needed))


def _processes(plan: Plan, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    """In the order of the plan; if there are too many, the most urgent first."""
    numbered = list(enumerate(plan.processes, start=1))
    if len(numbered) > _MOST_PROCESSES:
        numbered.sort(key=lambda each: each[1].mtpd.seconds if each[1].mtpd else float("inf"))
    items = [
        {
            **_point(f"{number}. {process.name}", write),
            "mtpd": write.text(say.mtpd(process)),
            "known": bool(process.mtpd_text or process.mtpd),
        }
        for number, process in numbered[:_MOST_PROCESSES]
    ]
    return {"items": items, "more": len(numbered) - len(items)}


def _area(plan: Plan, own: StrategyMap, area: Area, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    strategies = [strategy for strategy in plan.strategies if strategy.area == area]
    actions = getattr(own.strategies, area) or [action for strategy in strategies for action in strategy.actions]
    owners = _each_once(say.unit(owner) for strategy in strategies for owner in strategy.owners)
    every_unit = len(plan.units) > 2 and len(owners) == len(plan.units)
    return {
        "name": write.text(AREA_WORDS[area]),
        "actions": _points(actions, write),
        "sites": _points([site.name for site in plan.sites] if area == "premises" else [], write),
        "owners": _points(["ทุกกลุ่มงาน/ฝ่าย"] if every_unit else owners, write),
    }


def _points(texts: Iterable[str], write: TextWriter) -> dict[str, Any]:
    written = [text for text in texts if text.strip()]
    return {
        "items": [_point(text, write) for text in written[:_MOST_POINTS]],
        "more": max(0, len(written) - _MOST_POINTS),
    }


def _point(text: str, write: TextWriter) -> dict[str, Any]:
    """The text in three lengths; the template takes the longest that the page has room for."""
    return {name: write.text(shortened(text, longest)) for name, longest in _SHORTER}


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple({key(text) or text: text for text in reversed(tuple(texts))}.values())[::-1]
