"""One incident that affects several offices: named by one, each of the others joins with an incident of its own."""

import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.incidents import queries
from phrom.incidents.actions.opening import watch_incident
from phrom.incidents.actions.record import locked_open
from phrom.incidents.models import AffectedOffice, Incident
from phrom.logbook.actions import Line, hold_books, write_books
from phrom.offices.access import Membership, require
from phrom.offices.queries import other_offices
from phrom.offices.roles import Permission
from phrom.person_words import optional_words, required_words

MOST_OFFICES = 500  # of one incident
LONGEST_NOTE = 600  # characters: with the office's name before it, it becomes a note on the situation of who joins
_State = AffectedOffice.State


def right_to_join(practice: bool) -> Permission:
    """Who may open an incident may also name further offices, and join another office's."""
    return Permission.START_PRACTICE if practice else Permission.PROPOSE_ACTIVATION


@transaction.atomic
def name_offices(author: Membership, incident_id: int, organisation_ids: Iterable[int], *, note: str = "") -> int:
    """Tell further offices of this program that the incident affects them too, and ask them to join. Who has been
    asked already is left alone, unless they declined, left or were named by mistake. Returns how many were asked."""
    incident = locked_open(author, incident_id)
    require(author, right_to_join(incident.practice))
    wanted = set(organisation_ids)
    named = list(other_offices(author.organisation_id).filter(pk__in=wanted))
    if not named or len(named) != len(wanted):
        raise InvalidInputError(_("โปรดเลือกหน่วยงานที่ได้รับผลกระทบ"), code="office-missing", field="office")
    note = optional_words(note, longest=LONGEST_NOTE)
    known = {row.organisation_id: row for row in AffectedOffice.objects.filter(incident=incident)}
    new = [o for o in named if o.pk not in known or known[o.pk].state not in (_State.ASKED, _State.JOINED)]
    if len(known) + len([o for o in new if o.pk not in known]) > MOST_OFFICES:
        raise RefusedError(_("เหตุการณ์เดียวระบุหน่วยงานได้ไม่เกิน %(n)s แห่ง") % {"n": MOST_OFFICES}, code="too-many")
    books: dict[int, list[Line]] = {author.organisation_id: []}
    for office in new:
        row = known.get(office.pk) or AffectedOffice(incident=incident, organisation=office)
        row.state, row.note, row.remark = _State.ASKED, note, ""
        row.asked_at, row.asked_by_name = clock.now(), author.user.name
        row.answered_at, row.answered_by_name, row.own_incident = None, "", None
        row.save()
        books[author.organisation_id].append(_here(author, incident, "office.asked_to_join", {"office": office.name}))
        told = {"office": author.organisation.name, "title": incident.threat_name, "note": note or "-"}
        books[office.pk] = [_there(author, incident.practice, "joining.asked", told)]
    write_books(books)
    return len(new)


@transaction.atomic
def withdraw_office(author: Membership, incident_id: int, number: int) -> None:
    """The office was named by mistake. One that has joined stays, with its own incident. Twice is once."""
    incident = locked_open(author, incident_id)
    require(author, right_to_join(incident.practice))
    row = AffectedOffice.objects.select_for_update().filter(incident=incident, pk=number).first()
    if row is None:
        raise NotFoundError(_("ไม่มีคำขอนี้"))
    if row.state == _State.JOINED:
        raise RefusedError(_("หน่วยงานนี้ร่วมเหตุการณ์แล้ว จึงถอนไม่ได้"), code="joined")
    if row.state == _State.WITHDRAWN:
        return
    row.state = _State.WITHDRAWN
    row.save(update_fields=["state"])
    office = row.organisation
    told = {"office": author.organisation.name, "title": incident.threat_name}
    write_books(
        {
            author.organisation_id: [_here(author, incident, "office.withdrawn", {"office": office.name})],
            office.pk: [_there(author, incident.practice, "joining.withdrawn", told)],
        }
    )


@transaction.atomic
def join_incident(author: Membership, number: int, *, threat: str = "", incident_id: int | None = None) -> Incident:
    """Join another office's incident: with an incident of this office that is open already, or with a new one that is
    watched, by a threat of this office's own plan. Nobody is called; this office's own head puts its plan in force.
    From now on the other office sees a summary. Twice is once."""
    row = _answerable(author, number)
    if row.state == _State.JOINED and row.own_incident is not None:
        return row.own_incident
    lead = row.incident
    if lead.stage == Incident.Stage.CLOSED or row.state == _State.WITHDRAWN:
        raise RefusedError(_("หน่วยงานที่ขอปิดเหตุการณ์หรือถอนคำขอแล้ว"), code="over")
    own = locked_open(author, incident_id) if incident_id is not None else None
    if own is not None and own.practice != lead.practice:
        raise RefusedError(_("การฝึกซ้อมกับเหตุจริงร่วมกันไม่ได้"), code="practice-and-real")
    hold_books(author.organisation_id, lead.organisation_id)
    if own is None:
        key = f"joined-{row.pk}-{secrets.token_urlsafe(8)}"
        note = f"{lead.organisation.name}: {row.note}" if row.note else ""
        own = watch_incident(author, threat, request_key=key, practice=lead.practice, note=note)
    _answer(row, author, _State.JOINED, own=own)
    here = {"office": lead.organisation.name, "title": lead.threat_name}
    _tell(author, row, ("joining.accepted", here), ("office.joined", {"office": author.organisation.name}))
    return own


@transaction.atomic
def decline_to_join(author: Membership, number: int, *, reason: str) -> None:
    """The incident does not affect this office, or it acts without the other. Joining stays possible. Twice is once."""
    row = _answerable(author, number)
    if row.state == _State.DECLINED:
        return
    if row.state != _State.ASKED:
        raise RefusedError(_("ตอบคำขอนี้แล้ว"), code="answered")
    reason = required_words(reason, _("โปรดเขียนสั้น ๆ ว่าเหตุใดจึงไม่ร่วม"))
    _answer(row, author, _State.DECLINED, remark=reason)
    here = {"office": row.incident.organisation.name, "title": row.incident.threat_name, "reason": reason}
    there = {"office": author.organisation.name, "reason": reason}
    _tell(author, row, ("joining.declined", here), ("office.declined", there))


@transaction.atomic
def stop_sharing(author: Membership, number: int, *, reason: str) -> None:
    """The other office sees nothing of this one any more; this office's own incident goes on. Twice is once."""
    row = _answerable(author, number)
    if row.state == _State.LEFT:
        return
    if row.state != _State.JOINED:
        raise RefusedError(_("หน่วยงานนี้ไม่ได้ร่วมเหตุการณ์นั้นอยู่"), code="not-joined")
    reason = required_words(reason, _("โปรดเขียนสั้น ๆ ว่าเหตุใดจึงเลิก"))
    _answer(row, author, _State.LEFT, own=row.own_incident, remark=reason)
    here = {"office": row.incident.organisation.name, "reason": reason}
    there = {"office": author.organisation.name, "reason": reason}
    _tell(author, row, ("joining.ended", here), ("office.left", there))


def _answerable(author: Membership, number: int) -> AffectedOffice:
    """The request to the author's own office, locked; with the right to answer it."""
    row = queries.asked_to_join(author.organisation_id, number)
    require(author, right_to_join(row.incident.practice))
    state = AffectedOffice.objects.select_for_update().get(pk=row.pk)
    state.incident = row.incident
    return state


def _answer(
    row: AffectedOffice, author: Membership, state: str, *, own: Incident | None = None, remark: str = ""
) -> None:
    row.state, row.own_incident, row.remark = state, own, remark
    row.answered_at, row.answered_by_name = clock.now(), author.user.name
    row.save()


def _tell(
    author: Membership, row: AffectedOffice, here: tuple[str, dict[str, str]], there: tuple[str, dict[str, str]]
) -> None:
    """A line in the book of the author's office, about its own incident if it has one, and in the opener's."""
    lead, own = row.incident, row.own_incident
    here_line = Line(*here, author, "", lead.practice, own.pk if own else None)
    there_line = _there(author, lead.practice, *there, incident_id=lead.pk)
    write_books({author.organisation_id: [here_line], lead.organisation_id: [there_line]})


def _here(author: Membership, incident: Incident, kind: str, data: dict[str, str]) -> Line:
    return Line(kind, data, author, "", incident.practice, incident.pk)


def _there(
    author: Membership, practice: bool, kind: str, data: dict[str, str], *, incident_id: int | None = None
) -> Line:
    """In another office's book the author is no account of that office: their name, and where they belong."""
    name = f"{author.user.name} ({author.organisation.name})"
    return Line(kind, data, None, name[:300], practice, incident_id)
