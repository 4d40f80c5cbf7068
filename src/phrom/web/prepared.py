"""Pages that thousands ask for within minutes and that differ in a few texts only: put into words once, with a gap
where each reader's own texts go."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from phrom import clock
from phrom.web.display import THEME_COOKIE
from phrom.web.shared import Shared
from phrom.web.thai_text import unbroken

_GAP = re.compile("\ue000([a-z_]+)\ue001")
_TOKEN = re.compile("[A-Za-z0-9]{64}")  # as Django makes them
_prepared: Shared[list[str]] = Shared(200)  # by turns what stands on the page and the name of what goes into the gap


_unbroken = lru_cache(maxsize=1000)(unbroken)  # an office's name, place and time are the same for all its people


def _token(request: HttpRequest) -> str:
    """For the next form: the one that has just come, as far as it looks like one, since a new one costs 32 questions to
    the system for a random number."""
    came = request.POST.get("csrfmiddlewaretoken", "")
    return came if _TOKEN.fullmatch(came) else get_token(request)


def prepared_page(
    request: HttpRequest,
    template: str,
    look: str,
    texts: Mapping[str, str],
    context: Callable[[Mapping[str, str]], dict[str, Any]],
) -> HttpResponse:
    """As `render` with `context(texts)`, for a page that says nothing of who is signed in.

    `texts`: the reader's own; the template puts each through `thai`, and asks of it only whether it is empty. One that
    is safe HTML goes in as it is. `look` names all else that the context depends on; of few values, since the page is
    prepared for each of them.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:  # perhaps signed in: links, a name, words of another page
        return render(request, template, context(texts))
    gaps = {name: f"\ue000{name}\ue001" if text else "" for name, text in texts.items()}
    token = {"csrf_token": "\ue000csrf_token\ue001"}
    whole_look = (
        *(template, look, sorted(gaps.items()), request.get_full_path(), get_language()),
        *(request.COOKIES.get(THEME_COOKIE), clock.now().replace(second=0, microsecond=0)),  # the band says the time
    )
    parts = _prepared.get(
        repr(whole_look), lambda: _GAP.split(render_to_string(template, context(gaps) | token, request))
    )
    filled = {name: text if isinstance(text, SafeString) else _unbroken(text) for name, text in texts.items()}
    filled["csrf_token"] = SafeString(_token(request))
    own = [filled[name] for name in parts[1::2]]
    return HttpResponse("".join(chain(*zip(parts[::2], own, strict=False), parts[-1:])))
