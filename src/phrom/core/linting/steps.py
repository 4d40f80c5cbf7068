"""All steps of a plan with their paths: the phases of the response, then each scenario's stages."""

from collections.abc import Iterator

from phrom.core.plan.document import Plan, Scenario, Step

STAGES = ("onset", "crisis", "recovery")


def steps_of(plan: Plan) -> Iterator[tuple[str, Step]]:
    """Each step with its path, in the order of the document."""
    for phase in plan.response:
        for step in phase.steps:
            yield f"response/{phase.id}/steps/{step.id}", step
    for scenario in plan.scenarios:
        yield from scenario_steps(scenario)


def scenario_steps(scenario: Scenario) -> Iterator[tuple[str, Step]]:
    """The steps of one scenario with their paths."""
    for stage in STAGES:
        for step in getattr(scenario, stage):
            yield f"scenarios/{scenario.threat}/{stage}/{step.id}", step
