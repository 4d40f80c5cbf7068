"""What in an open incident waits for one person: for the first page, before any board is opened."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from phrom.incidents.queries import Incident, open_decisions
from phrom.offices.access import Membership, allowed
from phrom.offices.roles import Permission
from phrom.response.actions.approval import may_approve
from phrom.response.queries.drafts import drafts_in
from phrom.response.views.approving import draft_link
from phrom.response.views.decisions import decision_card, waiting_words


class OwnStep(NamedTuple):
    """`words` and `page` of the button: both empty where nothing is the reader's own. `waits`: the decision that waits
    longest, the reader's own first: for whom, since when, and who may take it when; empty: none waits."""

    words: str
    page: str
    waits: str


def own_step(membership: Membership, incident: Incident) -> OwnStep:
    """A decision, a text to be approved, else the own duties of whom the plan names and who does not direct."""
    cards = [decision_card(membership, incident, decision) for decision in open_decisions(incident)]
    mine = next((card for card in cards if card["i_may"]), None)
    waits = waiting_words(mine or cards[0]) if cards else ""
    if mine is not None:
        page = mine["page"] or reverse("incident-decisions", args=[incident.pk])
        return OwnStep(_("พิจารณา: %(title)s") % {"title": mine["title"]}, page, waits)
    draft = next((d for d in drafts_in(incident) if may_approve(membership, incident, d.drafted_by)), None)
    if draft is not None:
        title, page = draft_link(incident, draft)
        return OwnStep(_("พิจารณาอนุมัติ: %(title)s") % {"title": title}, page, waits)
    if membership.person and not allowed(membership, Permission.DIRECT_RESPONSE):
        return OwnStep(_("หน้าที่ของฉัน"), reverse("my-duties"), waits)
    return OwnStep("", "", waits)
