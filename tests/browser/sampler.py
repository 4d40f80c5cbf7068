"""One page with every component, in each mode, and a live part: addresses for tests of the frame alone."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from phrom import clock
from phrom.offices.access import open_to_all
from phrom.web.live import live_fragment
from phrom.web.refusals import forbidden, not_found, our_fault
from phrom.web.shapes import CHIPS

handler403, handler404, handler500 = forbidden, not_found, our_fault
ANSWERS = {"acknowledged": 16}  # what the live part shows; a test changes it


def _nav(mode: str) -> dict[str, Any]:
    links = [
        {"url": f"/sampler/{mode}/", "label": "กระดาน", "icon": "layout-dashboard"},
        {"url": "/x/calls/", "label": "แจ้งเหตุ", "icon": "phone"},
        {"url": "/x/mine/", "label": "หน้าที่ของฉัน", "short": "หน้าที่ฉัน", "icon": "user"},
        {"url": "/log/", "label": "สมุดบันทึก", "short": "บันทึก", "icon": "book-open"},
        {"url": "/x/report/", "label": "รายงาน", "icon": "file-text"},
    ]
    return {"mode": mode, "title": "อุทกภัย", "facts": "ภาวะวิกฤต วันที่ 1", "links": links}


@open_to_all
def sampler(request: HttpRequest, mode: str) -> HttpResponse:
    context: dict[str, Any] = {
        "soon": clock.now() + timedelta(hours=1, minutes=25, seconds=30),
        "begun": clock.now() - timedelta(hours=4, minutes=35),
        "states": list(CHIPS),
    }
    if mode != "everyday":
        context["incident_nav"] = _nav(mode)
    if mode == "practice":
        context["other_bands"] = [{"mode": "real", "title": "อัคคีภัย", "url": "/sampler/real/"}]
    return render(request, "sampler/page.html", context)


@open_to_all
def live(request: HttpRequest) -> HttpResponse:
    return live_fragment(request, "sampler/live.html", ANSWERS)


urlpatterns = [
    *(path("", include(f"phrom.{app}.urls")) for app in ("home", "offices", "web")),
    path("sampler/<slug:mode>/", sampler),
    path("live/", live),
]
