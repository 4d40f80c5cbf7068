"""Living with a finding: it is quiet, with a reason, while the places that it is about say what they say now."""

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.linting.acceptance import fingerprints
from phrom.errors import NotFoundError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import required_words
from phrom.plans import queries
from phrom.plans.models import AcceptedFinding


@transaction.atomic
def accept_finding(author: Membership, number: int, rule: str, path: str, reason: str) -> None:
    """A warning or advice is accepted by whoever keeps the plan, an error by whoever approves it. Twice is once."""
    version = queries.version_numbered(author.organisation_id, number)
    found = next((f for f in queries.open_findings(version) if (f.rule, f.path) == (rule, path)), None)
    if found is None:
        raise NotFoundError(_("ไม่มีข้อสังเกตนี้แล้ว อาจแก้หรือยอมรับไปแล้ว"))
    require(author, Permission.APPROVE_PLAN if found.severity == "error" else Permission.EDIT_PLAN)
    reason = required_words(reason, _("ให้เขียนเหตุผลที่ยอมรับ"))
    mark = fingerprints(queries.plan_of(version), (found,))[found]
    _row, made = AcceptedFinding.objects.get_or_create(
        organisation_id=author.organisation_id,
        rule=rule,
        fingerprint=mark,
        defaults={
            "path": path,
            "reason": reason,
            "accepted_at": clock.now(),
            "accepted_by_id": author.user_id,
        },
    )
    if made:
        data = {"rule": rule, "reason": reason, "path": path, "version": number}
        write_entry(author.organisation_id, "finding.accepted", data, author=author)
