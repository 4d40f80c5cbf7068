"""Which threats of a plan are worth a finding."""

import re
from collections.abc import Iterator

from phrom.core.plan.document import Plan, Threat


def named_threats(plan: Plan) -> Iterator[Threat]:
    """The threats that have a name: a number alone is a line of a table that was taken for one."""
    return (threat for threat in plan.threats if re.search(r"[^\W\d_]", threat.name))
