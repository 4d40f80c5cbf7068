"""Who holds which place."""

from phrom.core.plan.document import ContinuityTeam, Organisation, Person, Plan, Role, Team, Unit
from phrom.core.plan.lookup import people_in_roles, person_name, role_places, teams_of_unit

PLAN = Plan(
    title="แผน",
    organisation=Organisation(name="สำนักงาน"),
    units=(Unit(id="unit-a", name="ฝ่าย ก"),),
    people=(Person(id="p-1", title="นาย", given_name="หนึ่ง", family_name="เดียว"), Person(id="p-2", given_name="สอง")),
    continuity_team=ContinuityTeam(
        head=Role(primary="p-1", alternates=("p-2",)),
        teams=(Team(id="t-1", name="ทีม 1", unit="unit-a", leader=Role(primary="p-2"), members=(Role(primary="p-1"),)),),
    ),
)


def test_places_stand_in_the_order_of_the_plan() -> None:
    assert [(p.path, p.kind) for p in role_places(PLAN)] == [
        ("continuity_team/head", "head"),
        ("continuity_team/coordinator", "coordinator"),
        ("continuity_team/teams/t-1/leader", "leader"),
        ("continuity_team/teams/t-1/members/0", "member"),
    ]


def test_a_person_is_found_with_every_place_held() -> None:
    held = people_in_roles(PLAN)
    assert [h.path for h in held["p-1"]] == [
        "continuity_team/head/primary",
        "continuity_team/teams/t-1/members/0/primary",
    ]
    assert [(h.path, h.rank) for h in held["p-2"]] == [
        ("continuity_team/head/alternates/0", 1),
        ("continuity_team/teams/t-1/leader/primary", 0),
    ]


def test_teams_and_names_are_found_by_id() -> None:
    assert [team.id for team in teams_of_unit(PLAN, "unit-a")] == ["t-1"]
    assert person_name(PLAN, "p-1") == "นายหนึ่ง เดียว"
    assert person_name(PLAN, "nobody") == "nobody"
