"""Sarabun for the browser, served by ourselves; made from the font package when a browser first asks."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest

from phrom.core.rendering.fonts import woff2_fonts

_WEIGHTS = {f"sarabun-{weight}": weight for weight in (400, 500, 600, 700)}


def font(request: HttpRequest, name: str) -> FileResponse:
    if name not in _WEIGHTS:
        raise Http404
    file = woff2_fonts(Path(settings.CACHE_DIR))[_WEIGHTS[name]]
    response = FileResponse(file.open("rb"), content_type="font/woff2")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


font.needed_permission = None  # type: ignore[attr-defined]  # open to all: `web` stands below `offices.access`
