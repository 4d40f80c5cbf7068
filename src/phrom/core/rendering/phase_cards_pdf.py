"""Cards for the wall: a checklist for each response phase, and one for each threat with its three stages.

Read from two metres, ticked with a marker. They hang where visitors see them, so there are names but no telephone
numbers. Printed on A3 everything is larger by the root of two.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from phrom.core.plan.document import Plan, ResponsePhase, Scenario, Step, Target
from phrom.core.rendering.page_frame import document_data
from phrom.core.rendering.plan_words import ABSENT, GROUP_WORDS, PlanWords
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.typst_pdf import TextWriter, compile_pdf
from phrom.core.values.duration import Duration
from phrom.core.values.thai_date import span_words
from phrom.core.values.thai_text import shortened

_LONGEST_TITLE = 110  # letters
_LONGEST_WHOLE = 600  # letters of a step; a longer one may go over to the next page
_TWO_DAYS = 172_800  # seconds
NAME = "แผ่นขั้นตอนติดผนัง"
STAGES = (
    ("onset", "เมื่อเริ่มมีเหตุการณ์"),
    ("crisis", "เมื่อเข้าสู่สภาวะวิกฤต"),
    ("recovery", "เมื่อกลับสู่สภาวะปกติ"),
)
AFTER = {
    "told": "นับแต่ได้รับแจ้ง",
    "incident": "นับแต่เกิดเหตุ",
    "stand-down": "นับแต่ประกาศกลับสู่ภาวะปกติ",
    "power-restored": "นับแต่ไฟฟ้ากลับมาใช้งานได้",
}


def render_phase_cards_pdf(plan: Plan, printing: Printing) -> bytes:
    """A4 upright, each phase and each stage of a threat on pages of its own. Raises RenderingError (our mistake)."""
    write = TextWriter(plan, printing.digits, hide_personal_numbers=True)
    say = PlanWords(plan, public=True)
    cards = [*_phases(plan, say, write), *_scenarios(plan, say, write)]
    data = {**document_data(write, plan, printing, NAME), "absent": write.text(ABSENT), "cards": cards}
    return compile_pdf("phase_cards.typ", data, cache_dir=printing.cache_dir, printed_at=printing.printed_at)


def _phases(plan: Plan, say: PlanWords, write: TextWriter) -> Iterator[dict[str, Any]]:
    for number, phase in enumerate(plan.response, start=1):
        yield {
            "kind": "phase",
            "tab": write.text(f"ห้วงที่ {number}"),
            "title": write.text(shortened(phase.name, _LONGEST_TITLE)),
            "when": write.text(_when(phase)),
            "rule": write.text(phase.rule) if phase.rule else None,
            "size": _size(phase.steps, rule=phase.rule or ""),
            "steps": [_step(step, plan, say, write) for step in phase.steps],
            "targets": [],
        }


def _when(phase: ResponsePhase) -> str:
    """From when to when, counted from the incident."""
    starts = f"ตั้งแต่ {_span(phase.starts)} หลังเกิดเหตุ" if phase.starts.seconds else "ตั้งแต่เกิดเหตุ"
    return f"{starts} จนครบ {_span(phase.ends)}" if phase.ends else f"{starts} จนกลับสู่ภาวะปกติ"


def _span(length: Duration) -> str:
    """Hours as the plan counts them up to two days, then days: 168 hours say nothing to somebody in a hurry."""
    return span_words(timedelta(seconds=length.seconds) if length.seconds >= _TWO_DAYS else length)


def _scenarios(plan: Plan, say: PlanWords, write: TextWriter) -> Iterator[dict[str, Any]]:
    for scenario in plan.scenarios:
        for stage, words in STAGES:
            yield _stage(plan, scenario, stage, words, say, write)


def _stage(plan: Plan, scenario: Scenario, stage: str, words: str, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    steps: tuple[Step, ...] = getattr(scenario, stage)
    return {
        "kind": stage,
        "tab": write.text(say.threat(scenario.threat)),
        "title": write.text(f"{shortened(say.threat(scenario.threat), _LONGEST_TITLE)}: {words}"),
        "when": None,
        "rule": None,
        "size": _size(steps, len(scenario.targets)),
        "steps": [_step(step, plan, say, write) for step in steps],
        "targets": [
            write.text(_promise(target))
            for target in scenario.targets
            if (target.after in ("stand-down", "power-restored")) == (stage == "recovery") and stage != "onset"
        ],
    }


def _promise(target: Target) -> str:
    """The plan's sentence, with the time if it stands only beside it."""
    if "ภายใน" in target.text:
        return target.text
    return f"{target.text} ภายใน {span_words(target.within)} {AFTER[target.after]}"


def _size(steps: tuple[Step, ...], targets: int = 0, rule: str = "") -> int:
    """Points: a short card is read from farther away."""
    letters = len(rule) + sum(len(step.text) + sum(map(len, step.details)) + 90 for step in steps) + 100 * targets
    return 28 if letters < 560 else 24 if letters < 760 else 20


def _step(step: Step, plan: Plan, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    return {
        "text": write.text(step.text),
        "details": [write.text(detail) for detail in step.details],
        "whole": len(step.text) + sum(map(len, step.details)) <= _LONGEST_WHOLE,
        "who": [write.text(words) for words in responsible(step, plan, say)],
    }


def responsible(step: Step, plan: Plan, say: PlanWords) -> tuple[str, ...]:
    """Who does it, by role and by name where one person is meant; the plan's own words if it has no more."""
    group = plan.continuity_team
    leaders = {team.id: team.leader for team in group.teams}
    found = []
    for who in step.responsible:
        role = {"head": group.head, "coordinator": group.coordinator, **leaders}.get(who)
        name = say.name(role.primary) if role and role.primary else None
        words = GROUP_WORDS.get(who, say.responsible(who))
        found.append(f"{words} ({name})" if name else words)
    return tuple(found) or ((step.responsible_text,) if step.responsible_text else ())
