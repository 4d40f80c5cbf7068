"""Starting and stopping a callout."""

import secrets
from typing import Any

from django.db import transaction

from phrom import clock
from phrom.callouts.actions.record import append, locked, log
from phrom.callouts.models import CallerListItem, Callout, Recipient
from phrom.core.callout.progress import Stopped
from phrom.core.callout.reply_code import generate_code
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission


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
    Recipient.objects.bulk_create(
        Recipient(callout=callout, person=contact.person, name=contact.name, code=code)
        for contact, code in zip(tree.contacts, _fresh_codes(len(tree.contacts)), strict=True)
    )
    log(callout, "callout.started", {"people": len(tree.first_called), "mode": tree.mode}, author)
    return callout


def _fresh_codes(count: int) -> list[str]:
    """Codes that no running callout uses."""
    taken = set(Recipient.objects.filter(code_open=True).values_list("code", flat=True))
    fresh: list[str] = []
    source = secrets.SystemRandom()
    while len(fresh) < count:
        code = generate_code(source)
        if code not in taken:
            taken.add(code)
            fresh.append(code)
    return fresh


@transaction.atomic
def stop_callout(author: Membership, callout_id: int) -> None:
    """Nothing more is called. What is on its way may still arrive; codes no longer count. Stopping twice is once."""
    callout = locked(callout_id)
    require(author, Permission.START_PRACTICE if callout.practice else Permission.APPROVE_ACTIVATION)
    if callout.state == Callout.State.STOPPED:
        return
    now = clock.now()
    append(callout, Stopped(at=now))
    callout.state, callout.ended_at, callout.wake_at = Callout.State.STOPPED, now, None
    callout.save(update_fields=["state", "ended_at", "wake_at"])
    CallerListItem.objects.filter(callout=callout, closed_at=None).update(closed_at=now)
    callout.recipients.update(code_open=False)
    log(callout, "callout.stopped", {}, author)
