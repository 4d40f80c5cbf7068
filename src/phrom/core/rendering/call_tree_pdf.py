"""The call tree to hang beside the telephone: head, coordinator, leaders, members, with numbers and boxes to tick.

Everybody stands on one page as long as letters of 9 pt are enough for that; otherwise the first page goes down to the
leaders, and their teams follow.
"""

from typing import Any

from phrom.core.plan.document import Plan, Role, Team
from phrom.core.rendering.page_frame import document_data
from phrom.core.rendering.plan_words import ABSENT, GROUP_WORDS, PlanWords
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.typst_pdf import TextWriter, compile_pdf
from phrom.core.values.thai_text import shortened

NAME = "กระบวนการแจ้งเหตุฉุกเฉิน (Call Tree)"
_MOST_ON_ONE_PAGE = 140  # people; more are not tried
_LONGEST = 90  # letters of a name in a box


def render_call_tree_pdf(plan: Plan, printing: Printing) -> bytes:
    """A4 landscape, with telephone numbers: for callers only. Raises RenderingError (our mistake)."""
    write = TextWriter(plan, printing.digits)
    say = PlanWords(plan)
    group = plan.continuity_team
    teams = [_team(team, say, write) for team in group.teams]
    people = sum(1 + len(team["members"]) for team in teams)
    data = {
        **document_data(write, plan, printing, NAME),
        "absent": write.text(ABSENT),
        "above": [
            {"role": write.text(GROUP_WORDS["head"]), **_place(group.head, say, write)},
            {"role": write.text(GROUP_WORDS["coordinator"]), **_place(group.coordinator, say, write)},
        ],
        "teams": teams,
        "try_one_page": people <= _MOST_ON_ONE_PAGE,
    }
    return compile_pdf("call_tree.typ", data, cache_dir=printing.cache_dir, printed_at=printing.printed_at)


def _team(team: Team, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    unit = say.unit(team.unit) if team.unit else None
    return {
        "name": write.text(shortened(team.name, _LONGEST)),
        "unit": write.text(shortened(unit, _LONGEST)) if unit and unit not in team.name else None,
        "leader": _place(team.leader, say, write),
        "members": [_place(member, say, write) for member in team.members],
    }


def _place(role: Role, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    """A place in the tree: who is called first, and who then."""
    return {"people": [_person(person, say, write) for person in (role.primary, *role.alternates)]}


def _person(person: str | None, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    return {
        "name": write.text(shortened(say.name(person), _LONGEST)),
        "known": person is not None,
        "phones": [write.text(number) for number in say.phones(person)],
    }
