"""The invented plan that newcomers look around in."""

import re

from phrom.core.linting.linter import check_plan
from phrom.core.plan.document import AREAS
from phrom.core.plan.text_form import dump_plan, load_plan
from tests import cast
from tests.apps.plans.files import SAMPLE

PLAN = load_plan(SAMPLE.decode(), "sample_office.yaml")


def test_it_has_all_parts_of_a_plan() -> None:
    assert 12 <= len(PLAN.people) <= 16
    assert len(PLAN.continuity_team.teams) == 4
    assert [phase.id for phase in PLAN.response] == ["day-1", "day-2", "day-8"]
    assert {strategy.area for strategy in PLAN.strategies} == set(AREAS)
    assert len(PLAN.impacts) == len(PLAN.threats) * len(AREAS)
    for scenario in PLAN.scenarios:
        assert scenario.onset
        assert scenario.crisis
        assert scenario.recovery
    assert {scenario.threat for scenario in PLAN.scenarios} == {threat.id for threat in PLAN.threats}
    assert load_plan(dump_plan(PLAN)) == PLAN


def test_its_numbers_are_plainly_invented() -> None:
    numbers = re.findall(r"\+66\d+", SAMPLE.decode())
    assert len(numbers) >= len(PLAN.people)
    assert all(re.fullmatch(r"\+66810000\d{3}", number) for number in numbers)


def test_exactly_what_was_left_wrong_in_it_is_found() -> None:
    found = {(finding.rule, finding.severity, finding.path) for finding in check_plan(PLAN)}
    assert found == {
        ("C103", "error", "people/person-15/phones/0"),
        ("T101", "error", "scenarios/threat-power/targets/power-target-1/within"),
        ("S102", "warning", "continuity_team/teams/team-4/leader/alternates"),
    }


def test_the_cast_of_the_tests_stands_in_it() -> None:
    names = {person.id: person.full_name for person in PLAN.people}
    for character in cast.EVERYONE:
        if character.person:
            assert names[character.person] == character.name
