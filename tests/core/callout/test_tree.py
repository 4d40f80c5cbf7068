"""The call tree of a plan, and the settings' checks."""

import pytest
from pydantic import ValidationError
from tests.core.callout.plans import plan, role, small_office, team

from phrom.core.callout.place_name import place_name
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree, Contact, Slot, build_call_tree


def test_the_tree_has_a_slot_for_every_place_in_the_order_of_the_plan() -> None:
    tree = build_call_tree(small_office())
    assert [s.id for s in tree.slots] == [
        "head",
        "coordinator",
        "team-1/leader",
        "team-1/members/0",
        "team-1/members/1",
        "team-2/leader",
        "team-2/members/0",
    ]
    assert tree.slots_by_id["team-1/members/1"].holders == ("person-7", "person-8")
    assert tree.team_by_id["team-2"].slots == ("team-2/leader", "team-2/members/0")


def test_who_leads_has_their_turn_before_all_members_and_team_ten_after_team_two() -> None:
    teams = [team(n, role(2 * n + 1), role(2 * n + 2)) for n in range(1, 12)]
    tree = build_call_tree(plan(24, role(1), role(2), *teams))
    leaders, members = [f"person-{2 * n + 1}" for n in range(1, 12)], [f"person-{2 * n + 2}" for n in range(1, 12)]
    assert sorted(sorted(tree.contact_by_person), key=tree.turn_of)[:24] == ["person-1", "person-2", *leaders, *members]


def test_the_tree_survives_json() -> None:
    tree = build_call_tree(small_office(), "cascade")
    assert CallTree.model_validate_json(tree.model_dump_json()) == tree


def test_a_person_named_twice_in_a_place_stands_there_once_and_strangers_are_left_out() -> None:
    tree = build_call_tree(plan(2, role(1, 1, 2, 9), role(9, 1)))
    assert tree.slots_by_id["head"].holders == ("person-1", "person-2")
    assert tree.slots_by_id["coordinator"] == Slot(
        id="coordinator", level="coordinator", primary=None, holders=("person-1",)
    )


def test_slots_that_share_an_id_are_refused() -> None:
    twice = team(1, role(1))
    with pytest.raises(ValidationError, match="same id"):
        build_call_tree(plan(1, role(1), role(1), twice, twice))


def test_a_fixed_line_takes_calls_and_no_sms() -> None:
    contact = Contact(person="p", name="p", phones=("+6654534119", "+66810000003", "1669"))
    assert contact.addresses("sms") == ("+66810000003",)
    assert contact.addresses("voice") == ("+6654534119", "+66810000003")
    assert contact.channels == ("sms", "voice")


def test_places_have_names_in_both_languages() -> None:
    tree = build_call_tree(small_office())
    assert place_name(tree, "head").th == "หัวหน้าคณะบริหารความต่อเนื่อง"
    assert place_name(tree, "coordinator").en == "coordinator of the continuity team"
    assert place_name(tree, "team-1/leader").th == "หัวหน้าทีมบริหารความต่อเนื่อง 1"
    assert place_name(tree, "team-1/members/0").th == "ทีมงานในทีมบริหารความต่อเนื่อง 1"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"channels": ("sms", "sms")}, "twice"),
        ({"channels": ("person",)}, "caller's list"),
        ({"channels": ("practice", "sms")}, "real phones"),
        ({"retry_seconds": 1000, "answer_seconds": 900}, "tried twice"),
        ({"slot_seconds": 60}, "shorter"),
        ({"tries_per_channel": 0}, "greater"),
    ],
)
def test_settings_that_cannot_work_are_refused(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        CalloutSettings.model_validate(wrong)


def test_the_ready_settings_are_valid_and_practice_stays_inside() -> None:
    assert CalloutSettings.real().channels == ("line", "sms", "email")
    assert CalloutSettings.practice().channels == CalloutSettings.fast_practice().channels == ("practice",)
