"""The channels: what works, what does not and since when, what is not set up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from phrom.callouts.queries import ChannelShown, channels_shown, engine_silence, none_works
from phrom.offices.access import needs
from phrom.offices.roles import Permission
from phrom.web.live import live_fragment

CHIPS = {"works": "done", "low": "warning", "failing": "unreachable", "unknown": "unsure", "off": "waiting"}


def _chip(shown: ChannelShown) -> str:
    return "warning" if shown.unknown_words and shown.state in ("works", "unknown") else CHIPS[shown.state]


@needs(Permission.VIEW_HOME)
@require_safe
def channels_page(request: HttpRequest) -> HttpResponse:
    shown = channels_shown()
    context = {
        "channels": [{"shown": each, "chip": _chip(each)} for each in shown],
        "failing": [each for each in shown if each.state == "failing"],
        "puzzling": [each for each in shown if each.unknown_words],
        "unsure": [each for each in shown if each.state == "unknown"],
        "silence": engine_silence(),
        "none_works": none_works(shown),
        "working": [each for each in shown if each.state in ("works", "low")],
    }
    if request.GET.get("part"):
        return live_fragment(request, "callouts/parts/channels.html", context)
    return render(request, "callouts/channels.html", context)
