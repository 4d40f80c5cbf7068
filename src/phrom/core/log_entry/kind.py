"""What a log kind is: a name `thing.past_participle` and one sentence with named fields in both languages."""

import re
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Literal

from phrom.core.values.source import Bilingual

Group = Literal["plan", "decision", "callout", "response", "note", "office", "system"]

_NAME = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


@dataclass(frozen=True)
class LogKind:
    """`group` is what the log book's filter offers. Both languages use the same fields."""

    name: str
    group: Group
    sentence: Bilingual

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a log kind is named thing.past_participle: {self.name!r}")
        if _fields(self.sentence.th) != _fields(self.sentence.en):
            raise ValueError(f"{self.name}: the two languages do not use the same fields")

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields of the entry's data that the sentence cannot do without."""
        return _fields(self.sentence.th)


def log_kind(group: Group, name: str, th: str, en: str) -> LogKind:
    return LogKind(name, group, Bilingual(th=th, en=en))


def _fields(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)
