"""How far the news has got in each team: its places, how long it took, whom it still lacks, and its own small curve."""

from typing import Any

from phrom import clock
from phrom.callouts.queries import Course, own_time
from phrom.core.callout.place_name import place_name
from phrom.core.callout.reach import team_over_time, team_reach
from phrom.incidents.views.reach_picture import reach_picture
from phrom.plans.queries import in_language


def minutes_of(course: Course) -> float:
    """How long the call has run, or ran."""
    until = own_time(course.callout, course.callout.ended_at or clock.now())
    return max(0.0, (until - course.state.started_at).total_seconds() / 60)


def reach_of_teams(course: Course, minutes: float) -> list[dict[str, Any]]:
    """For `incidents/parts/team_reach.html`; `minutes` since the start, to which the curves run."""
    tree, state = course.tree, course.state
    return [
        {
            "name": tree.team_by_id[reach.team].name,
            "slots": reach.slots,
            "answered": reach.answered,
            "complete": reach.complete,
            "minute": -(-int(60 * points[-1].minute) // 60),
            "missing": [in_language(place_name(tree, slot)) for slot in reach.missing],
            "curve": reach_picture(points, reach.slots, minutes, width=330, height=190),
        }
        for reach in team_reach(tree, state)
        if (points := team_over_time(tree.team_by_id[reach.team], state))
    ]
