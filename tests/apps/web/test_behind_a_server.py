"""Phrom behind a server that ends TLS: forms are taken, and each client is itself."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from phrom.web.middleware import address_behind_proxies


def _address_seen(forwarded: str) -> str:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(str(request.META["REMOTE_ADDR"]))
        return HttpResponse()

    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    address_behind_proxies(view)(RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1"))
    return seen[0]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
    ],
)
def test_only_what_the_servers_in_front_wrote_is_believed(
    proxies: int, forwarded: str, seen: str, settings: Any
) -> None:
    settings.PROXIES = proxies
    assert _address_seen(forwarded) == seen


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("203.0.113.9:51234", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::7]:443", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no address", "no address"),
    ],
)
def test_a_client_is_one_however_its_address_is_written_and_however_many_it_has(
    address: str, seen: str, settings: Any
) -> None:
    settings.PROXIES = 1
    assert _address_seen(address) == seen


@pytest.mark.parametrize(("header", "status"), [(("HTTP_X_FORWARDED_PROTO", "https"), 422), (None, 403)])
def test_a_form_of_an_https_page_is_taken_when_the_server_in_front_is_named(
    header: tuple[str, str] | None, status: int, settings: Any, db: None
) -> None:
    """Browsers send the page's own origin; without the setting it looks like another site."""
    settings.SECURE_PROXY_SSL_HEADER = header
    client = Client(enforce_csrf_checks=True)
    forwarded = {
        "Host": "testserver",
        "X-Forwarded-Proto": "https",
        "Origin": "https://testserver",
        "Referer": "https://testserver/",
    }
    client.get("/sign-in/", headers=forwarded)
    form = {"username": "nobody", "password": "wrong", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post("/sign-in/", form, headers=forwarded).status_code == status
