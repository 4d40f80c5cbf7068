"""One act of a device, as it sends it."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from phrom.core.response.device_time import DeviceTime, happened_at

Milliseconds = Annotated[int, Field(ge=0, le=4_000_000_000_000)]  # since 1970, to the year 2096
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Act(BaseModel):
    """`at` and `now`: the device's clock when the act was kept, and while it is sent. `measured`: by how much the
    server's clock was ahead of it when the device last met the server before the act, in milliseconds."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: UUID
    kind: str = Field(max_length=30)
    membership: int | None = Field(default=None, ge=1, le=10**15)
    at: Milliseconds
    now: Milliseconds
    measured: int | None = Field(default=None, ge=-4_000_000_000_000, le=4_000_000_000_000)
    fields: dict[str, list[str]] = Field(max_length=40)

    def text(self, name: str) -> str:
        """A field's first value; empty without one."""
        return next(iter(self.fields.get(name, ())), "")

    def number(self, name: str) -> int | None:
        typed = self.text(name)
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None

    def numbers(self, name: str) -> list[int]:
        found = self.fields.get(name, [])
        return [int(n) for n in found if n.isascii() and n.isdigit() and len(n) < 6]

    def happened(self, received: datetime, earliest: datetime | None = None) -> DeviceTime:
        """When it happened by the server's clock, which shows `received` now."""
        measured = None if self.measured is None else timedelta(milliseconds=self.measured)
        return happened_at(_moment(self.at), _moment(self.now), received, measured=measured, earliest=earliest)


def _moment(milliseconds: int) -> datetime:
    return _BEGINNING + timedelta(milliseconds=milliseconds)
