"""Times promised in sentences of a plan: what is to be done within how long."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from phrom.core.linting.steps import scenario_steps
from phrom.core.plan.document import Plan, Process
from phrom.core.values.duration import Duration, find_duration

_WITHIN = re.compile(r"ภายใน|ไม่เกิน|within|no later than", re.IGNORECASE)
_AT_ONCE = 3600  # seconds
_REPORT_IN = re.compile(r"รายงานตัว|report(?:s|ing)? (?:in|for duty)", re.IGNORECASE)


@dataclass(frozen=True)
class Promise:
    """A length of time promised at a path."""

    path: str
    within: Duration


def promised_within(text: str) -> Duration | None:
    """The time after `ภายใน` or `ไม่เกิน` in a sentence, or None."""
    for match in _WITHIN.finditer(text):
        found = find_duration(text[match.end() :])
        if found is not None and found.start <= 3:
            return found.duration
    return None


def report_in_promises(plan: Plan) -> Iterator[Promise]:
    """Every promise to report in after being told, from the targets and, where no target says it, from the steps."""
    for scenario in plan.scenarios:
        base = f"scenarios/{scenario.threat}"
        told = [target for target in scenario.targets if target.after == "told"]
        for target in told:
            yield Promise(f"{base}/targets/{target.id}/within", target.within)
        for path, step in scenario_steps(scenario):
            within = promised_within(step.text) if _REPORT_IN.search(step.text) else None
            if within is not None and within not in [target.within for target in told]:
                yield Promise(f"{path}/text", within)
    for phase in plan.response:
        for step in phase.steps:
            within = promised_within(step.text) if _REPORT_IN.search(step.text) else None
            if within is not None:
                yield Promise(f"response/{phase.id}/steps/{step.id}/text", within)


def faster_processes(plan: Plan, than: Duration) -> list[Process]:
    """The processes whose MTPD is shorter than a promise, the most urgent first.

    `ทันที` is read as no time at all: a promise of minutes, up to an hour, is what is meant by it.
    """
    late = [
        process
        for process in plan.processes
        if process.mtpd is not None and process.mtpd < than and (process.mtpd.seconds or than.seconds > _AT_ONCE)
    ]
    return sorted(late, key=lambda process: (process.mtpd.seconds if process.mtpd else 0, process.id))
