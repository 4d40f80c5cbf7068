"""Places that are needed from the first hour, each by a different person."""

from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import RolePlace, role_places


def leading_places(plan: Plan) -> tuple[RolePlace, ...]:
    """Head, coordinator and team leaders: they act at the same time."""
    return tuple(place for place in role_places(plan) if place.kind != "member")
