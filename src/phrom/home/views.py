"""The first page: without a plan it asks for one; with a plan it says what is open, what is wrong, what is due."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from phrom.home.queries import first_page
from phrom.offices.access import allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.web.offline import kept_on_device

MEGABYTE = 1024 * 1024


@kept_on_device
@needs(Permission.VIEW_HOME)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    member = membership_of(request)
    page = first_page(member.organisation_id, numbers=allowed(member, Permission.VIEW_NUMBERS), reader=member)
    if page is None:
        limit = settings.MAX_PLAN_FILE_BYTES
        return render(request, "home/first.html", {"max_bytes": limit, "max_megabytes": limit // MEGABYTE})
    return render(request, "home/home.html", {"page": page, "plan_words": page.plan_words})
