"""Fragments that a page asks for again and again: sent only when they have changed."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from phrom.web.shared import READERS_TOKEN, Shared

_CSRF = re.compile(r'(?:name="csrfmiddlewaretoken" value|"X-CSRFToken":) ?=?"[^"]*"')


def etag_of(content: str) -> str:
    """A tag of what people see: the CSRF token, which is masked anew each time, does not count."""
    return f'"{hashlib.sha256(_CSRF.sub("", content).encode()).hexdigest()[:24]}"'


_rendered: Shared[tuple[str, str]] = Shared(400)  # content with the token left open, and its tag


def live_fragment(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The rendered fragment with its ETag, or 304 without a body if the browser has it already."""
    content = render_to_string(template, context, request)
    return _answer(request, content, etag_of(content))


def shared_fragment(
    request: HttpRequest, template: str, look: str, context: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """The same for a fragment that many have open: put into words once. `look` names all that it depends on but the
    CSRF token, which each reader gets their own."""

    def rendered() -> tuple[str, str]:
        content = render_to_string(template, {**context(), "csrf_token": READERS_TOKEN}, request)
        return content, etag_of(content)

    return _answer(request, *_rendered.get(f"{template} {look}", rendered))


def _answer(request: HttpRequest, content: str, etag: str) -> HttpResponse:
    same = etag in [t.strip().removeprefix("W/") for t in request.headers.get("If-None-Match", "").split(",")]
    if same:
        response: HttpResponse = HttpResponseNotModified()
    else:
        asks_for_token = READERS_TOKEN in content  # who is given one is sent a cookie too
        response = HttpResponse(content.replace(READERS_TOKEN, get_token(request)) if asks_for_token else content)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
