"""An SMTP server that answers as a test wants it to."""

import asyncio
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from phrom.channels import registry


class PostOffice:
    """Takes letters, or answers each with `reply`; `at` says to which command: RCPT or DATA."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.reply = ""
        self.at = "DATA"
        self.slow = 0.0
        self.greeted = 0
        self._servers: list[Any] = []

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.greeted += 1
        self._servers.append(server)
        session.host_name = hostname
        return responses

    def hang_up(self) -> None:
        """Cut every connection, as a server does that was started anew."""
        for server in self._servers:
            server.loop.call_soon_threadsafe(server.transport.abort)

    async def handle_RCPT(  # noqa: N802 - the library's names
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.reply and self.at == "RCPT":
            return self.reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(self.slow)
        if self.reply and self.at == "DATA":
            return self.reply
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(autouse=True)
def _channels_that_have_seen_nothing() -> None:
    """What a channel remembers of its provider ends with the test."""
    for kept in (registry._line, registry._sms, registry._voice, registry._email):
        kept.cache_clear()


@pytest.fixture
def post_office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def smtp_url(post_office: PostOffice) -> Iterator[str]:
    controller = Controller(post_office, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield f"smtp://127.0.0.1:{controller.port}"
    controller.stop()
