"""What in an open incident waits for one person: for the first page, before any board is opened."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from phrom.incidents.queries import Incident, open_decisions
from phrom.offices.access import Membership, allowed
from phrom.offices.roles import Permission
from phrom.response.actions.approval import may_approve
from phrom.response.queries.drafts import drafts_in
from phrom.response.views.approving import draft_link
from phrom.response.views.decisions import decision_card, waiting_words


def awaited(membership: Membership, incident: Incident) -> str:
    """The decision that waits longest, the reader's own first: for whom, since when, and who may take it when."""
    cards = _cards(membership, incident)
    card = next((c for c in cards if c["i_may"]), cards[0] if cards else None)
    return waiting_words(card) if card else ""


def own_step(membership: Membership, incident: Incident) -> tuple[str, str]:
    """Words and address: a decision, a text to be approved, else the own duties of whom the plan names and who does
    not direct. Two empty texts: nothing of their own."""
    card = next((c for c in _cards(membership, incident) if c["i_may"]), None)
    if card is not None:
        page = card["page"] or reverse("incident-decisions", args=[incident.pk])
        return _("พิจารณา: %(title)s") % {"title": card["title"]}, page
    draft = next((d for d in drafts_in(incident) if may_approve(membership, incident, d.drafted_by)), None)
    if draft is not None:
        title, page = draft_link(incident, draft)
        return _("พิจารณาอนุมัติ: %(title)s") % {"title": title}, page
    if membership.person and not allowed(membership, Permission.DIRECT_RESPONSE):
        return _("หน้าที่ของฉัน"), reverse("my-duties")
    return "", ""


def _cards(membership: Membership, incident: Incident) -> list[dict[str, Any]]:
    return [decision_card(membership, incident, decision) for decision in open_decisions(incident)]
