"""Fragments that a page asks for again and again: sent only when they have changed."""

import hashlib
import re
import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from phrom.web.shared import Shared

_CSRF = re.compile(r'(?:name="csrfmiddlewaretoken" value|"X-CSRFToken":) ?=?"[^"]*"')


def etag_of(content: str) -> str:
    """A tag of what people see: the CSRF token, which is masked anew each time, does not count."""
    return f'"{hashlib.sha256(_CSRF.sub("", content).encode()).hexdigest()[:24]}"'


_rendered: Shared[str] = Shared(200)
_TOKEN = secrets.token_urlsafe(24)  # stands in what is kept, in the place of each reader's own


def live_fragment(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The rendered fragment with its ETag, or 304 without a body if the browser has it already."""
    return _answer(request, render_to_string(template, context, request))


def shared_fragment(
    request: HttpRequest, template: str, look: str, context: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """The same for a fragment that many have open: put into words once. `look` names all that it depends on but the
    CSRF token, which each reader gets their own."""
    kept = _rendered.get(
        f"{template} {look}", lambda: render_to_string(template, {**context(), "csrf_token": _TOKEN}, request)
    )
    return _answer(request, kept.replace(_TOKEN, get_token(request)) if _TOKEN in kept else kept)


def _answer(request: HttpRequest, content: str) -> HttpResponse:
    etag = etag_of(content)
    same = etag in [t.strip().removeprefix("W/") for t in request.headers.get("If-None-Match", "").split(",")]
    response = HttpResponseNotModified() if same else HttpResponse(content)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
