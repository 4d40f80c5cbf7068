"""A finding: something wrong in the user's document. A value, collected, never raised."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from phrom.core.values.source import Bilingual

Severity = Literal["error", "warning", "advice"]


class Mend(BaseModel):
    """A change that would make the finding go away; `value` is None where only a person can know it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Bilingual
    path: str | None = None
    value: str | int | bool | None = None


class Finding(BaseModel):
    """`path` as in `Reading.path`; `other_paths` are further places that the finding is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    severity: Severity
    path: str
    other_paths: tuple[str, ...] = ()
    message: Bilingual
    mend: Mend | None = None
