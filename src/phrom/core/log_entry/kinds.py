"""The closed list of log kinds, and the sentence that an entry says.

An entry's `data` is JSON: text, whole numbers, truth values, null, lists and objects. Where a field of the sentence
is an object `{"th": ..., "en": ...}` the reader's language is taken; where it is a known code (`channel`, `via`,
`reason`, `result`, `matter`, …) its word is. Further fields (ids, keys) may stand in the data and are not said.
"""

from collections.abc import Mapping
from typing import Literal

from phrom.core.log_entry.callout_kinds import CALLOUT_KINDS
from phrom.core.log_entry.failure_words import failure_words
from phrom.core.log_entry.incident_kinds import INCIDENT_KINDS
from phrom.core.log_entry.kind import LogKind
from phrom.core.log_entry.message_kinds import MESSAGE_KINDS
from phrom.core.log_entry.office_kinds import OFFICE_KINDS
from phrom.core.log_entry.resource_kinds import RESOURCE_KINDS
from phrom.core.log_entry.response_kinds import RESPONSE_KINDS
from phrom.core.log_entry.review_kinds import REVIEW_KINDS
from phrom.core.log_entry.words import WORDS

Language = Literal["th", "en"]
EXERCISE_TIME = "exercise_time"  # a field of the data: what happened at a time that its exercise's clock leapt over

LISTS = (OFFICE_KINDS, INCIDENT_KINDS, CALLOUT_KINDS, RESPONSE_KINDS, MESSAGE_KINDS, RESOURCE_KINDS, REVIEW_KINDS)
KINDS: dict[str, LogKind] = {kind.name: kind for kinds in LISTS for kind in kinds}


_NOTHING_SAID = (" (-)", " เหตุผล: -", "; why: -")  # how sentences end whose last field was left empty


class UnknownLogKindError(ValueError):
    """Nothing of this kind can be logged."""


class MissingLogFieldError(ValueError):
    """The entry's data lack a field that its sentence needs."""


def require_loggable(kind: str, data: Mapping[str, object]) -> LogKind:
    """The kind, if an entry of it can be written with these data; else UnknownLogKindError, MissingLogFieldError."""
    found = KINDS.get(kind)
    if found is None:
        raise UnknownLogKindError(f"unknown log kind {kind!r}")
    if not found.fields <= data.keys():
        missing = sorted(found.fields - set(data))
        raise MissingLogFieldError(f"{kind} needs {', '.join(missing)}")
    return found


def sentence(kind: str, data: Mapping[str, object], language: Language) -> str:
    """What the entry says, in one language. Raises as `require_loggable`."""
    found = require_loggable(kind, data)
    template = found.sentence.th if language == "th" else found.sentence.en
    said = template.format_map({name: _said(name, data[name], language) for name in found.fields})
    for nothing in _NOTHING_SAID:
        said = said.removesuffix(nothing)
    return said


def _said(name: str, value: object, language: Language) -> str:
    if isinstance(value, Mapping) and set(value) == {"th", "en"}:
        return str(value[language])
    if value is None or value == "":
        return "ไม่ทราบ" if language == "th" else "unknown"
    word = WORDS.get(name, {}).get(value) if isinstance(value, str) else None
    if word is None and name == "reason" and isinstance(value, str):
        word = failure_words(value)
    if word is not None:
        return word.th if language == "th" else word.en
    return str(value)
