"""What something refers to is taken out with it, or refers to another; nothing is left that leads nowhere."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change, apply_changes
from phrom.core.plan.removal import removal_changes, uses_by_others
from tests.core.plan.strategies import plans
from tests.core.plan.test_merging import BASE, edited

TEAM = "continuity_team/teams/team-1"


def removed(plan: Plan, path: str, replacement: str | None = None) -> Plan:
    done = apply_changes(plan, removal_changes(plan, path, replacement))
    assert done.problems == ()
    return done.plan


def test_every_place_that_refers_to_a_person_is_named() -> None:
    plan = edited(Change("continuity_team/head", {"primary": "person-1", "alternates": ["person-2"]}))
    assert [use.path for use in uses_by_others(plan, "people/person-2")] == [
        "continuity_team/head/alternates/0",
        f"{TEAM}/members/0/primary",
    ]
    assert uses_by_others(plan, "people/person-4") == ()


def test_a_person_is_taken_out_and_a_place_with_nobody_left_goes_too() -> None:
    plan = removed(BASE, "people/person-2")
    assert [role.primary for role in plan.continuity_team.teams[0].members] == ["person-3"]


def test_another_person_takes_all_places() -> None:
    plan = edited(Change("continuity_team/head", {"primary": "person-1", "alternates": ["person-2", "person-4"]}))
    after = removed(plan, "people/person-2", "person-4")
    assert after.continuity_team.head.alternates == ("person-4",)
    assert after.continuity_team.teams[0].members[0].primary == "person-4"


def test_what_is_about_a_threat_alone_goes_with_it() -> None:
    plan = edited(Change("scenarios/+", {"threat": "threat-flood", "onset": [{"text": "ขนของขึ้นที่สูง"}]}))
    uses = uses_by_others(plan, "threats/threat-flood")
    assert [use.goes_too for use in uses] == [True, True]
    after = removed(plan, "threats/threat-flood")
    assert (after.impacts, after.scenarios, [threat.id for threat in after.threats]) == ((), (), ["threat-fire"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans(), st.data())
def test_anything_can_be_taken_out_of_any_plan(plan: Plan, data: st.DataObject) -> None:
    lists = ("units", "people", "threats", "processes", "sites", "suppliers")
    things = [f"{name}/{thing.id}" for name in lists for thing in getattr(plan, name)]
    things += [f"continuity_team/teams/{team.id}" for team in plan.continuity_team.teams]
    if not things:
        return
    path = data.draw(st.sampled_from(things))
    changes = removal_changes(plan, path)
    if any("control" in problem.message.en for problem in apply_changes(plan, changes).problems):
        return
    after = removed(plan, path)
    assert path.rpartition("/")[2] not in {thing.id for name in lists for thing in getattr(after, name)}
