"""Counts and the reach curve."""

from datetime import timedelta

from tests.core.callout.plans import small_office
from tests.core.callout.play import START

from phrom.core.callout.fold import fold
from phrom.core.callout.progress import Acknowledged, Progress, Refused, Stopped
from phrom.core.callout.reach import ReachPoint, reach_over_time, summary, team_over_time, team_reach
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import build_call_tree

TREE = build_call_tree(small_office())
SETTINGS = CalloutSettings.practice()


def _at(minutes: float) -> dict[str, object]:
    return {"at": START + timedelta(minutes=minutes)}


PROGRESS = Progress.model_validate(
    {
        "started_at": START,
        "events": [
            {"kind": "acknowledged", "person": "person-5", "via": "practice", **_at(1)},
            {"kind": "acknowledged", "person": "person-5", "via": "code", **_at(3)},
            {"kind": "acknowledged", "person": "person-6", "via": "practice", **_at(2)},
            {"kind": "refused", "person": "person-9", **_at(4)},
            {"kind": "put_on_caller_list", "person": "person-7", "caller": "person-5", "reason": "machine_silent"}
            | _at(5),
        ],
    }
)


def test_each_person_counts_once_at_the_first_answer() -> None:
    assert reach_over_time(fold(TREE, SETTINGS, PROGRESS)) == (
        ReachPoint(0.0, 0, 0),
        ReachPoint(1.0, 1, 1),
        ReachPoint(2.0, 2, 2),
        ReachPoint(4.0, 2, 3),
    )


def test_who_acknowledged_and_then_cannot_come_is_no_longer_counted_as_acknowledged() -> None:
    later = PROGRESS.plus(Refused(person="person-6", at=START + timedelta(minutes=6)))
    assert reach_over_time(fold(TREE, SETTINGS, later))[-1] == ReachPoint(6.0, 1, 3)


def test_the_summary_counts_people_not_places_and_leaves_out_who_stands_by() -> None:
    counts = summary(TREE, fold(TREE, SETTINGS, PROGRESS))
    assert counts.people == 6
    assert counts.acknowledged == 2
    assert counts.by_status["refused"] == 1
    assert counts.by_status["to_be_told"] == 3
    assert counts.by_status["standing_by"] == 3
    assert counts.to_call == 1
    assert (counts.slots, counts.slots_answered) == (7, 2)


def test_once_stopped_nobody_is_left_to_be_phoned() -> None:
    stopped = PROGRESS.plus(Stopped(at=START + timedelta(minutes=6)))
    assert summary(TREE, fold(TREE, SETTINGS, stopped)).to_call == 0


def test_a_team_is_complete_when_each_place_has_somebody() -> None:
    answered = Acknowledged(person="person-7", via="code", at=START)
    before = team_reach(TREE, fold(TREE, SETTINGS, PROGRESS))[0]
    assert (before.answered, before.slots, before.missing) == (2, 3, ("team-1/members/1",))
    assert team_reach(TREE, fold(TREE, SETTINGS, PROGRESS.plus(answered)))[0].complete


def test_a_stop_is_seen_in_the_state() -> None:
    assert fold(TREE, SETTINGS, PROGRESS.plus(Stopped(at=START))).stopped


def test_a_teams_curve_counts_its_places_when_who_holds_them_acknowledged() -> None:
    team, state = TREE.teams[0], fold(TREE, SETTINGS, PROGRESS)
    curve = team_over_time(team, state)
    assert curve[0] == ReachPoint(0.0, 0, 0)
    assert [p.minute for p in curve] == sorted({p.minute for p in curve})
    assert curve[-1].acknowledged == team_reach(TREE, state)[0].answered
    later = fold(TREE, SETTINGS, PROGRESS.plus(Refused(person="person-6", at=START + timedelta(minutes=6))))
    assert team_over_time(team, later)[-1].acknowledged == team_reach(TREE, later)[0].answered
