"""A telephone on a bad line: all that the page of one's duties brings with it, first time, nothing kept yet."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

from django.test import Client

from phrom.offices.models import Membership
from tests.apps.callouts.course import Course

MOST = 60_000


def brought(client: Client, address: str) -> bytes:
    """As it travels: packed, if the server packs it for a browser that can unpack it."""
    answer = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def test_the_page_of_ones_duties_with_everything_is_less_than_60_kilobytes(
    course: Course, member: Membership, client_as: Callable[[Membership], Client]
) -> None:
    client, address = client_as(member), "/incidents/duties/"
    page = client.get(address).content.decode()
    parts = set(re.findall(r'(?:href|src)="([^"]+\.(?:css|js|svg)[^"]*)"', page))
    sheet = next(part for part in parts if "tokens.css" in part)
    style = b"".join(client.get(sheet).streaming_content).decode()  # type: ignore[attr-defined]
    everywhere = style.partition("@media (min-width: 769px)")[0]  # a telephone's faces
    parts |= {urljoin(sheet, face) for face in re.findall(r"url\(([^)]+)\)", everywhere)}
    sizes = {part: len(brought(client, part)) for part in {address, *parts}}
    assert len(sizes) >= 15, sizes
    assert sum(sizes.values()) < MOST, sorted(sizes.items(), key=lambda item: -item[1])
