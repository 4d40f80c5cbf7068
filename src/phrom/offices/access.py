"""Who is asking, and may they? Every view is marked `needs(...)` or `open_to_all`; an unmarked one breaks a test.

`request.membership` is the asking person's place in the office, or None.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from phrom.errors import NotAllowedError
from phrom.offices.models import Membership, User
from phrom.offices.roles import Permission, Role, may

__all__ = [
    "AccountWithOffices",
    "Membership",
    "allowed",
    "membership_of",
    "needs",
    "office_of_the_person",
    "open_to_all",
    "person_and_office",
    "require",
]

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
OFFICE_KEY = "office"  # session: which of the person's offices is open


class AccountWithOffices(ModelBackend):
    """Who a session belongs to, found together with their first places in offices (`found_with`): one question where
    every look of everybody at a live page asks for both. Of a department's officer with thousands of offices only so
    many are read as show whether one has to be chosen."""

    def get_user(self, user_id: int) -> User | None:
        mine = list(_places().filter(user_id=user_id)[:2])
        user = mine[0].user if mine else User.objects.filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.found_with = mine  # type: ignore[attr-defined]
        return user


def office_of_the_person(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: find the membership that this request acts under."""

    def middleware(request: HttpRequest) -> HttpResponse:
        mine: list[Membership] = getattr(request.user, "found_with", [])
        found = mine[0] if mine else None
        chosen = request.session.get(OFFICE_KEY) if len(mine) > 1 else None
        if found and chosen not in (None, found.organisation_id):
            found = _places().filter(user_id=found.user_id, organisation_id=chosen).first() or found
        request.membership = found  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _places() -> QuerySet[Membership]:
    return Membership.objects.select_related("organisation", "user").order_by("pk")


def membership_of(request: HttpRequest) -> Membership:
    """The asking person's membership. Raises NotAllowedError without one."""
    membership = getattr(request, "membership", None)
    if membership is None:
        raise NotAllowedError(_("ท่านยังไม่ได้เข้าสู่ระบบ"))
    return cast("Membership", membership)


def allowed(membership: Membership, permission: Permission) -> bool:
    return may(Role(membership.role), permission)


def require(membership: Membership, permission: Permission) -> None:
    """For actions: raises NotAllowedError unless the role has the right."""
    if not allowed(membership, permission):
        raise NotAllowedError(_("บทบาทของท่านไม่มีสิทธิทำรายการนี้"))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """A page that was asked for opens after signing in; a live part sends the whole page there."""
    asked_for = request.get_full_path() if request.method == "GET" and not getattr(request, "htmx", False) else ""
    address = reverse("sign-in") + (f"?{urlencode({'next': asked_for})}" if asked_for else "")
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def open_office(request: HttpRequest, membership: Membership) -> None:
    """From now on this session acts under the membership, which must be the person's own."""
    if membership.user_id != request.user.pk:
        raise NotAllowedError(_("ไม่ใช่หน่วยงานของท่าน"))
    request.session[OFFICE_KEY] = membership.organisation_id
    request.membership = membership  # type: ignore[attr-defined]


def needs(permission: Permission) -> Callable[[View], View]:
    """Mark and guard a view. Who is not signed in is sent to sign in; who lacks the right is refused with a page."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if getattr(request, "membership", None) is None:
                return _to_sign_in(request)
            require(membership_of(request), permission)
            return view(request, *args, **kwargs)

        guarded.needed_permission = permission  # type: ignore[attr-defined]
        return cast("View", guarded)

    return mark


def open_to_all(view: View) -> View:
    """Mark a view that needs no sign-in, such as answering by code."""
    view.needed_permission = None  # type: ignore[attr-defined]
    return view


def person_and_office(request: HttpRequest) -> dict[str, Any]:
    """Template context: `membership`, and `can` with one flag a permission (`can.edit_plan`)."""
    membership = getattr(request, "membership", None)
    can = {p.value.replace("-", "_"): membership is not None and allowed(membership, p) for p in Permission}
    return {"membership": membership, "can": can}
