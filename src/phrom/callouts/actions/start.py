"""Starting and stopping a callout."""

import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.actions.record import append, locked, log
from phrom.callouts.models import CallerListItem, Callout, Recipient
from phrom.core.callout.progress import Stopped
from phrom.core.callout.reply_code import generate_codes
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree
from phrom.errors import NotFoundError
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

_DRAWS = 20  # two callouts that start at the same moment may draw the same code: one draws again


@transaction.atomic
def start_callout(
    author: Membership,
    *,
    incident_id: int,
    practice: bool,
    tree: CallTree,
    settings: CalloutSettings,
    message: dict[str, Any],
) -> Callout:
    """Freeze the tree, give everybody a code, and let the engine begin. Nothing is sent here."""
    require(author, Permission.START_PRACTICE if practice else Permission.APPROVE_ACTIVATION)
    now = clock.now()
    callout = Callout.objects.create(
        organisation_id=author.organisation_id,
        incident_id=incident_id,
        practice=practice,
        tree=tree.model_dump(mode="json"),
        settings=settings.model_dump(mode="json"),
        message=message,
        started_at=now,
        wake_at=now,
    )
    _give_codes(callout, tree)
    log(callout, "callout.started", {"people_count": len(tree.first_called), "mode": tree.mode}, author)
    return callout


def _give_codes(callout: Callout, tree: CallTree) -> None:
    """A code for each person that no open callout uses."""
    people = [contact.person for contact in tree.contacts]
    for _draw in range(_DRAWS):
        codes = generate_codes(people, secrets.SystemRandom())
        if Recipient.objects.filter(code_open=True, code__in=codes.values()).exists():
            continue
        try:
            with transaction.atomic():
                Recipient.objects.bulk_create(
                    Recipient(callout=callout, person=c.person, name=c.name, code=codes[c.person])
                    for c in tree.contacts
                )
        except IntegrityError:
            continue
        return
    raise RuntimeError("no free reply codes found")


@transaction.atomic
def stop_callout(author: Membership, callout_id: int, *, reason: str | dict[str, str] = "") -> None:
    """Nothing more is called. What is on its way may still arrive; codes no longer count. Stopping twice is once.

    `reason`: the person's own words, or the program's in both languages.
    """
    callout = locked(callout_id)
    if callout.organisation_id != author.organisation_id:
        raise NotFoundError(_("ไม่มีการแจ้งเหตุนี้"))
    require(author, Permission.START_PRACTICE if callout.practice else Permission.APPROVE_ACTIVATION)
    if callout.state == Callout.State.STOPPED:
        return
    now = clock.now()
    append(callout, Stopped(at=now))
    callout.state, callout.ended_at, callout.wake_at = Callout.State.STOPPED, now, None
    callout.save(update_fields=["state", "ended_at", "wake_at"])
    CallerListItem.objects.filter(callout=callout, closed_at=None).update(closed_at=now, held_by=None, held_until=None)
    callout.recipients.update(code_open=False)
    said = reason if isinstance(reason, dict) else reason.strip()[:300] or _BY_HAND
    log(callout, "callout.stopped", {"reason": said}, author)


_BY_HAND = {"th": "ผู้มีอำนาจสั่งหยุด", "en": "stopped by hand"}
