"""A device of the cast: keeps acts with its own clock, and sends them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from phrom.offices.models import Membership
from tests.apps.callouts.conftest import course
from tests.cast import SettableClock

__all__ = ["course"]


@dataclass
class Device:
    """`wrong`: by how much its clock is ahead of the right time."""

    clock: SettableClock
    client: Client
    membership: Membership | None
    wrong: timedelta = timedelta(0)
    measured: int | None = None
    kept: list[dict[str, Any]] = field(default_factory=list)

    def _time(self) -> int:
        return int((self.clock.now + self.wrong).timestamp() * 1000)

    def meet_the_server(self) -> dict[str, Any]:
        """What the device asks before it sends; it measures its clock by it."""
        self.measured = int(-self.wrong.total_seconds() * 1000)
        return self.client.get("/outbox/").json()  # type: ignore[no-any-return]

    def keep(self, kind: str, **fields: Any) -> None:
        """Kept only: the server is out of reach."""
        lists = {
            name: [str(v) for v in value] if isinstance(value, list) else [str(value)] for name, value in fields.items()
        }
        act = {
            "key": str(uuid4()),
            "kind": kind,
            "membership": self.membership.pk if self.membership else None,
            "at": self._time(),
            "measured": self.measured,
            "fields": lists,
        }
        self.kept.append(act)

    def send(self) -> list[dict[str, Any]]:
        """Everything kept, in its order; what was answered for good is kept no longer."""
        answers = []
        for act in list(self.kept):
            body = json.dumps(act | {"now": self._time()})
            answer = self.client.post("/outbox/", body, content_type="application/json")
            answers.append(answer.json() | {"status": answer.status_code, "key": UUID(act["key"])})
            if answer.status_code in (200, 422):
                self.kept.remove(act)
        return answers


@pytest.fixture
def device_of(client_as: Callable[[Membership], Client], clock: SettableClock) -> Callable[..., Device]:
    def make(membership: Membership | None, **more: Any) -> Device:
        client = client_as(membership) if membership else Client()
        return Device(clock, client, membership, **more)

    return make
