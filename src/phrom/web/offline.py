"""Without the server: the service worker, what it keeps from the start, and which pages a device may keep."""

import hashlib
import json
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from phrom.web.templatetags.phrom_frame import asset

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
_SCRIPTS = ("act", "live", "outbox_store", "outbox_bar", "outbox", "offline")


def kept_on_device(view: View) -> View:
    """Mark a page that a device may keep for reading without the server. Never one that tells how people are, holds
    codes, or is for changing accounts or the plan: a telephone may be lost, or lent."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            response["X-Keep-On-Device"] = "1"
        return response

    return cast("View", marked)


@cache
def _worker() -> str:
    sheets = sorted(path for finder in finders.get_finders() for path, _ in finder.list(None) if path.endswith(".css"))
    parts = [asset(path) for path in (*sheets, *(f"web/{name}.js" for name in _SCRIPTS), "web/mark.svg")]
    text = Path(str(finders.find("web/service_worker.js"))).read_text(encoding="utf-8")
    known = {
        "version": hashlib.sha256("\n".join([*parts, text]).encode()).hexdigest()[:12],
        "parts": [*parts, reverse("offline")],
        "store": asset("web/outbox_store.js"),
        "offline": reverse("offline"),
        "folders": [static(""), reverse("font", args=["x"]).partition("x")[0]],
    }
    return f"const phrom = {json.dumps(known)};\n{text}"


@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, since a worker sees only what lies below it. Asked for anew each time; changed when a part is."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@never_cache
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """Shown in place of a page that the device does not have. Names nobody: it stays on the device."""
    return render(request, "web/offline.html")


for _view in (service_worker, offline):
    _view.needed_permission = None  # type: ignore[attr-defined]  # open to all: `web` stands below `offices.access`
