"""What belongs to every page and to no app: language, theme, fonts, health."""

from django.conf import settings
from django.db import connection
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from phrom.web.display import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600
language_chosen = Signal()  # request, language: accounts keep it for the messages they receive


def _back_to_the_page(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else "/")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language", "")
    response = _back_to_the_page(request)
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax")
        language_chosen.send(sender=choose_language, request=request, language=language)
    return response


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """light, dark, or anything else for what the device says."""
    response = _back_to_the_page(request)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


@never_cache
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """ok if the database answers; for whoever watches the program from outside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


for _view in (choose_language, choose_theme, health):
    _view.needed_permission = None  # type: ignore[attr-defined]  # open to all: `web` stands below `offices.access`
