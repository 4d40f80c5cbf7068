"""Headers on every answer, and who asks when servers stand in front."""

import re
from collections.abc import Callable
from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

from phrom.errors import RefusedError

HOOKS = "/hooks/"  # where providers hand on what they hear
_WITH_PORT = re.compile(r"([0-9]{1,3}\.){3}[0-9]{1,3}:[0-9]{1,5}|\[.+\]:[0-9]{1,5}")

# Nothing from outside, nothing inline: a text that slipped through unescaped can still not run or restyle a page.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the Content-Security-Policy, no use of camera, microphone or place, no page in a shared cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # pages show names and numbers: no shared cache keeps them, and a browser asks again before showing one
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def address_behind_proxies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: REMOTE_ADDR is the client's own address, so that guessing is limited for each, not for all at once;
    of IPv6 the network, since whoever has one has more addresses in it than could ever be counted.

    Each of `PROXIES` servers in front adds the address that it was asked from to X-Forwarded-For. Only as many entries
    from the right are believed; what stands further left the client wrote itself.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        # not `request.headers`, which is made of all of them first
        passed_on = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if settings.PROXIES and len(passed_on) >= settings.PROXIES:
            request.META["REMOTE_ADDR"] = passed_on[-settings.PROXIES]
        request.META["REMOTE_ADDR"] = _client(request.META.get("REMOTE_ADDR", ""))
        return get_response(request)

    return middleware


def _client(address: str) -> str:
    """One client, however it is written: an address of IPv4 (without the port that some proxies add), or the 64 bits of
    IPv6 that a household is given. What is no address stays as it is."""
    host = address.rpartition(":")[0] if _WITH_PORT.fullmatch(address) else address
    try:
        found = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return address[:60]
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))


def hooks_at_once(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the first of all: who asks at a hook is a machine that proves itself by a signature or a secret. It
    has no session, no form, no language and shows no page, and in a large call thousands come in a minute."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(HOOKS):
            return get_response(request)
        try:
            view, arguments, named = resolve(request.path_info)
        except Resolver404:
            return get_response(request)
        with translation.override(settings.LANGUAGE_CODE):
            try:
                response: HttpResponse = view(request, *arguments, **named)
            except RefusedError as refusal:
                response = HttpResponse(refusal.message, status=refusal.status, content_type="text/plain")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    return middleware
