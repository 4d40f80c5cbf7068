"""Who may decide when: the head first, then down the plan's order, and nobody waits for who cannot."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from phrom.core.plan.document import Role
from phrom.core.response.authority import DECIDE_WITHIN, decision_turns, next_turn

ASKED = datetime(2026, 8, 21, 5, 31, tzinfo=UTC)
ROLE = Role(primary="head", alternates=("deputy", "third"))
people = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=5)


def test_the_head_may_decide_at_once_and_is_not_acting() -> None:
    first = decision_turns(ROLE, ASKED)[0]
    assert (first.person, first.opens_at, first.acting) == ("head", ASKED, False)


def test_each_alternate_may_decide_when_those_before_have_been_silent_for_their_time() -> None:
    turns = decision_turns(ROLE, ASKED)
    assert [(t.person, t.opens_at - ASKED) for t in turns[1:]] == [
        ("deputy", DECIDE_WITHIN),
        ("third", 2 * DECIDE_WITHIN),
    ]
    assert all(t.acting for t in turns[1:])
    assert not turns[1].is_open(ASKED + DECIDE_WITHIN - timedelta(seconds=1))
    assert turns[1].is_open(ASKED + DECIDE_WITHIN)


def test_nobody_waits_for_a_head_who_cannot_decide() -> None:
    first = decision_turns(ROLE, ASKED, passed={"head"})[0]
    assert (first.person, first.opens_at, first.acting) == ("deputy", ASKED, True)


def test_a_plan_without_a_head_leaves_it_to_its_alternates_or_to_nobody() -> None:
    assert [t.person for t in decision_turns(Role(alternates=("deputy",)), ASKED)] == ["deputy"]
    assert decision_turns(Role(), ASKED) == ()
    assert next_turn((), ASKED) is None


@given(st.one_of(st.none(), st.sampled_from("abcde")), people, st.sets(st.sampled_from("abcde")))
def test_turns_open_one_after_the_other_and_each_person_has_one(
    primary: str | None, alternates: list[str], passed: set[str]
) -> None:
    turns = decision_turns(Role(primary=primary, alternates=tuple(alternates)), ASKED, passed=passed)
    moments = [t.opens_at for t in turns]
    assert moments == [ASKED + DECIDE_WITHIN * n for n in range(len(turns))]
    assert len({t.person for t in turns}) == len(turns)
    assert not {t.person for t in turns} & passed
    upcoming = next_turn(turns, ASKED)
    assert upcoming == (turns[1] if len(turns) > 1 else None)
