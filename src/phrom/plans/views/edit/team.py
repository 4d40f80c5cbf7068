"""The continuity team as a structure chart of places: each is pressed and gets its people in order."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from phrom.core.plan.document import Plan, Role
from phrom.plans.views import wording
from phrom.plans.views.edit.kinds import TOP_LISTS
from phrom.plans.views.edit.sections import edit_url
from phrom.plans.views.edit.sheet import Listed, Sheet

TEAMS = "continuity_team/teams"


@dataclass(frozen=True)
class Place:
    """One box of the chart."""

    path: str
    url: str
    role: str
    primary: str
    alternates: str
    errors: int = 0
    warnings: int = 0
    members: list[str] = field(default_factory=list)


def team_chart(number: int, plan: Plan, sheet: Sheet) -> dict[str, Any]:
    """The boxes: head, coordinator, and one for each team."""
    names = wording.names_by_id(plan)
    team = plan.continuity_team

    def place(path: str, words: str, role: Role, members: tuple[Role, ...] = ()) -> Place:
        noted = sheet.findings_at(path)
        return Place(
            path,
            edit_url(number, path).partition("#")[0],
            words,
            names.get(role.primary or "", ""),
            wording.said(names, role.alternates),
            sum(note.severity == "error" for note in noted),
            sum(note.severity == "warning" for note in noted),
            [names.get(member.primary or "", wording.not_written()) for member in members],
        )

    return {
        "top": [
            place("continuity_team/head", _("หัวหน้าคณะบริหารความต่อเนื่อง"), team.head),
            place("continuity_team/coordinator", _("ผู้ประสานงานคณะบริหารความต่อเนื่อง"), team.coordinator),
        ],
        "teams": [place(f"continuity_team/teams/{t.id}", t.name, t.leader, t.members) for t in team.teams],
        "new_team": Listed(TEAMS, TOP_LISTS[TEAMS], [], sheet.new_fields(TEAMS, TOP_LISTS[TEAMS])),
    }
