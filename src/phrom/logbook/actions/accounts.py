"""What happens to offices, accounts and codes, as entries. `apps.py` connects these to the signals of `offices`."""

from typing import Any

from django.dispatch import Signal
from django.utils import translation

from phrom.logbook.actions.write import write_entry
from phrom.offices import signals
from phrom.offices.access import Membership
from phrom.offices.roles import Role, role_words


def listen() -> None:
    """Write an entry for every signal of `offices`; kept alive by the module, connected once."""
    for signal, write in _WRITERS.items():
        signal.connect(write, dispatch_uid=f"log book: {write.__name__}")


def _office_created(organisation_id: int, author: Membership | None, name: str, **_more: Any) -> None:
    write_entry(organisation_id, "office.created", {"office_name": name}, author=author)


def _account_created(organisation_id: int, author: Membership | None, membership: Membership, **_more: Any) -> None:
    _about(organisation_id, author, "user.added", membership.user)


def _account_tied(
    organisation_id: int, author: Membership | None, membership: Membership, person_name: str, **_more: Any
) -> None:
    data = {"person_name": person_name} if person_name else {}
    _about(organisation_id, author, "user.tied" if person_name else "user.untied", membership.user, **data)


def _access_ended(organisation_id: int, author: Membership | None, membership: Membership, **_more: Any) -> None:
    _about(organisation_id, author, "user.access_ended", membership.user)


def _role_changed(
    organisation_id: int, author: Membership | None, membership: Membership, before: str, after: str, **_more: Any
) -> None:
    data = {"old_role": _in_both_languages(before), "new_role": _in_both_languages(after)}
    _about(organisation_id, author, "role.changed", membership.user, **data)


def _code_issued(organisation_id: int, author: Membership | None, user: Any, purpose: str, **_more: Any) -> None:
    kind = "approval_code.issued" if purpose == "approval" else "user.code_issued"
    _about(organisation_id, author, kind, user)


def _code_used(organisation_id: int, author: Membership | None, user: Any, purpose: str, **_more: Any) -> None:
    kind = "approval_code.used" if purpose == "approval" else "user.first_code_used"
    _about(organisation_id, author, kind, user)


def _signed_in(organisation_id: int, author: Membership | None, user: Any, **_more: Any) -> None:
    _about(organisation_id, author, "user.signed_in", user)


def _signed_out(organisation_id: int, author: Membership | None, user: Any, **_more: Any) -> None:
    _about(organisation_id, author, "user.signed_out", user)


def _sign_in_failed(
    organisation_id: int, author: Membership | None, user: Any, address: str, failures: int, **_more: Any
) -> None:
    _about(organisation_id, author, "user.sign_in_failed", user, address=address, failures=failures)


def _about(organisation_id: int, author: Membership | None, kind: str, user: Any, **data: Any) -> None:
    # somebody who has not chosen a name yet is known by the name they sign in with
    write_entry(organisation_id, kind, {"user_name": user.name or user.username, **data}, author=author)


def _in_both_languages(role: str) -> dict[str, str]:
    words = {}
    for language in ("th", "en"):
        with translation.override(language):
            words[language] = role_words(Role(role))
    return words


_WRITERS: dict[Signal, Any] = {
    signals.office_created: _office_created,
    signals.account_created: _account_created,
    signals.account_tied: _account_tied,
    signals.access_ended: _access_ended,
    signals.role_changed: _role_changed,
    signals.code_issued: _code_issued,
    signals.code_used: _code_used,
    signals.user_signed_in: _signed_in,
    signals.user_signed_out: _signed_out,
    signals.sign_in_failed: _sign_in_failed,
}
