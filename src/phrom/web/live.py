"""Fragments that a page asks for again and again: sent only when they have changed."""

import hashlib
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string

_CSRF = re.compile(r'(?:name="csrfmiddlewaretoken" value|"X-CSRFToken":) ?=?"[^"]*"')


def etag_of(content: str) -> str:
    """A tag of what people see: the CSRF token, which is masked anew each time, does not count."""
    return f'"{hashlib.sha256(_CSRF.sub("", content).encode()).hexdigest()[:24]}"'


def live_fragment(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The rendered fragment with its ETag, or 304 without a body if the browser has it already."""
    content = render_to_string(template, context, request)
    etag = etag_of(content)
    same = etag in [t.strip().removeprefix("W/") for t in request.headers.get("If-None-Match", "").split(",")]
    response = HttpResponseNotModified() if same else HttpResponse(content)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
