"""Who has a task, in words of the page."""

from django.utils.translation import gettext as _

from phrom.callouts.queries import Course
from phrom.core.plan.document import Plan
from phrom.core.response.party import Party, party_name
from phrom.incidents.views.people import short_place
from phrom.response.queries import TaskView, acting_person


def place_words(plan: Plan, party: Party) -> str:
    """ผู้ประสานงาน, ทีม 4, หัวหน้าทีม 4, a unit, a person."""
    name = short_place(party_name(plan, party))
    words = {
        "head": _("หัวหน้าคณะฯ"),
        "coordinator": _("ผู้ประสานงาน"),
        "leader": _("หัวหน้า%(team)s") % {"team": name},
        "nobody": _("แผนไม่ได้ระบุผู้รับผิดชอบ"),
    }
    return words.get(party.kind, name)


def owner_words(plan: Plan, view: TaskView, course: Course | None) -> str:
    """Place, then the name of who answers for it, acting or who took it."""
    place = place_words(plan, view.party)
    if view.row and view.row.holder_name and not view.settled:
        return f"{place} · {view.row.holder_name}"
    name, acting_for = acting_person(plan, view.party, course)
    if acting_for:
        return _("%(place)s · %(name)s ปฏิบัติหน้าที่แทน %(head)s") % {"place": place, "name": name, "head": acting_for}
    return f"{place} · {name}" if name and view.party.kind != "person" else place


def receivers(plan: Plan) -> list[tuple[str, str]]:
    """Whom a task can be handed to: key and words."""
    team = plan.continuity_team
    parties = [Party("head"), Party("coordinator"), *(Party("team", t.id) for t in team.teams)]
    return [
        *((p.key, place_words(plan, p)) for p in parties),
        *((Party("person", p.id).key, p.full_name) for p in plan.people),
    ]
