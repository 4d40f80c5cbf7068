"""Sarabun for the browser: made once from the font package, served by ourselves under an address that never changes."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from fontpkg_sarabun import __file__ as _package
from fontTools.ttLib import TTFont

_FACES = {"sarabun-400": "Regular", "sarabun-500": "Medium", "sarabun-600": "SemiBold", "sarabun-700": "Bold"}


def _made(name: str) -> Path:
    path = Path(settings.CACHE_DIR) / f"{name}.woff2"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        [source] = Path(_package).parent.rglob(f"Sarabun-{_FACES[name]}.ttf")
        with TTFont(source) as font:
            font.flavor = "woff2"
            font.save(path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)
    return path


def font(request: HttpRequest, name: str) -> FileResponse:
    if name not in _FACES:
        raise Http404
    response = FileResponse(_made(name).open("rb"), content_type="font/woff2")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


font.needed_permission = None  # type: ignore[attr-defined]
