"""Trees that nobody would draw and some plans hold: everybody is the same person, nobody can be reached, teams are
empty."""

from datetime import timedelta

import pytest
from tests.core.callout.play import START

from phrom.core.callout.decide import next_steps
from phrom.core.callout.progress import Acknowledged, AttemptRecorded, CallerReported, Event, Progress, PutOnCallerList
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.step import ListForCaller, MarkUnreachable, SendMessage
from phrom.core.callout.tree import CallTree, Mode, build_call_tree
from phrom.core.plan.document import Plan

REAL = CalloutSettings.real()


def office_of_one(mode: Mode, **contact: object) -> CallTree:
    """Head, coordinator, leader and members of three teams are the same person, alternates too."""
    role = {"primary": "person-1", "alternates": ["person-1"]}
    teams = [{"id": f"team-{n}", "name": f"ทีม {n}", "leader": role, "members": [role, role]} for n in (1, 2, 3)]
    people = [{"id": "person-1", "given_name": "ใจ", "family_name": "ดี", **contact}]
    plan = {
        "title": "แผน",
        "organisation": {"name": "อบต."},
        "people": people,
        "continuity_team": {"head": role, "coordinator": role, "teams": teams},
    }
    return build_call_tree(Plan.model_validate(plan), mode)


@pytest.mark.parametrize("mode", ["machine", "cascade", "both"])
def test_who_holds_every_place_is_called_once_and_one_answer_settles_all_of_them(mode: Mode) -> None:
    tree = office_of_one(mode, phones=["+66810000001"])
    found = next_steps(tree, REAL, Progress(started_at=START), START)
    [message] = [s for s in found.steps if isinstance(s, SendMessage)]
    events: tuple[Event, ...] = (
        AttemptRecorded(key=message.key, person="person-1", channel="sms", number=1, address="+66810000001", at=START),
        Acknowledged(person="person-1", via="sms", at=START + timedelta(seconds=5)),
    )
    later = next_steps(tree, REAL, Progress(started_at=START, events=events), START + timedelta(seconds=6))
    assert not [s for s in later.steps if isinstance(s, SendMessage | ListForCaller | MarkUnreachable)]


@pytest.mark.parametrize("mode", ["cascade", "both"])
def test_who_has_no_number_at_all_is_put_on_the_list_and_told_to_be_unreachable_after_it(mode: Mode) -> None:
    tree = office_of_one(mode)
    found = next_steps(tree, REAL, Progress(started_at=START), START)
    [listed] = [s for s in found.steps if isinstance(s, ListForCaller)]
    assert (listed.person, listed.reason) == ("person-1", "no_channel")
    events: tuple[Event, ...] = (
        PutOnCallerList(person="person-1", caller=None, reason="no_channel", at=START),
        CallerReported(person="person-1", caller=None, result="wrong_number", at=START),
    )
    later = next_steps(tree, REAL, Progress(started_at=START, events=events), START + timedelta(seconds=1))
    assert {s.slot for s in later.steps if isinstance(s, MarkUnreachable)} >= {"head", "coordinator"}


def test_who_has_no_number_and_nobody_phones_is_unreachable_at_once() -> None:
    tree = office_of_one("machine")
    found = next_steps(tree, REAL, Progress(started_at=START), START)
    assert {s.slot for s in found.steps if isinstance(s, MarkUnreachable)} == set(tree.slots_by_id)


@pytest.mark.parametrize("mode", ["machine", "cascade", "both"])
def test_an_empty_team_is_said_to_be_unreachable_and_holds_up_nobody(mode: Mode) -> None:
    plan = {
        "title": "แผน",
        "organisation": {"name": "อบต."},
        "people": [{"id": "person-1", "given_name": "ใจ", "family_name": "ดี", "phones": ["+66810000001"]}],
        "continuity_team": {
            "head": {"primary": "person-1"},
            "teams": [{"id": "team-1", "name": "ทีม 1", "leader": {}, "members": []}],
        },
    }
    tree = build_call_tree(Plan.model_validate(plan), mode)
    found = next_steps(tree, REAL, Progress(started_at=START), START)
    assert {s.slot for s in found.steps if isinstance(s, MarkUnreachable)} == {"coordinator", "team-1/leader"}
    assert [s.person for s in found.steps if isinstance(s, SendMessage)] == ["person-1"]


@pytest.mark.parametrize("mode", ["machine", "cascade", "both"])
def test_a_tree_with_nobody_at_all_ends_at_once(mode: Mode) -> None:
    plan = {"title": "แผน", "organisation": {"name": "อบต."}}
    tree = build_call_tree(Plan.model_validate(plan), mode)
    found = next_steps(tree, REAL, Progress(started_at=START), START)
    assert {s.slot for s in found.steps if isinstance(s, MarkUnreachable)} == {"head", "coordinator"}
