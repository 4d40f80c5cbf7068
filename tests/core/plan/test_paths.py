"""Paths name every value of a plan, and nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings

from phrom.core.plan.document import Organisation, Person, Plan, Scenario, Step, Threat
from phrom.core.plan.paths import value_at, walk
from tests.core.plan.strategies import plans

PLAN = Plan(
    title="แผน",
    organisation=Organisation(name="สำนักงาน"),
    people=(Person(id="person-3", given_name="อำนวย", phones=("+66810000003",)),),
    threats=(Threat(id="threat-flood", name="อุทกภัย"),),
    scenarios=(Scenario(threat="threat-flood", crisis=(Step(id="s-1", text="แจ้ง"),)),),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans())
def test_every_value_is_found_again_by_its_path(plan: Plan) -> None:
    found = list(walk(plan))
    assert len({path for path, _ in found}) == len(found)
    assert all(value_at(plan, path) == value for path, value in found)


def test_items_are_named_by_id_and_a_scenario_by_its_threat() -> None:
    assert value_at(PLAN, "people/person-3/phones/0") == "+66810000003"
    assert value_at(PLAN, "scenarios/threat-flood/crisis/s-1/text") == "แจ้ง"
    assert value_at(PLAN, "people/person-3/unit") is None
    assert value_at(PLAN, "") is PLAN


@pytest.mark.parametrize("path", ["people/person-4", "nothing", "people/0", "title/x", "people/person-3/phones/1"])
def test_a_path_that_leads_nowhere_is_a_key_error(path: str) -> None:
    with pytest.raises(KeyError):
        value_at(PLAN, path)
