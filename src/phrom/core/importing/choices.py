"""Where the source says two things: the possible answers, each with the changes that make it the plan's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from phrom.core.importing.facts.processes import impact_level
from phrom.core.importing.words.marks import without_numbering
from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change
from phrom.core.plan.lookup import people_by_id
from phrom.core.plan.wording import WORDS
from phrom.core.values.duration import THAI_DIGITS, Duration, find_duration
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.source import Bilingual, Reading
from phrom.core.values.thai_date import span_words

_TIMES = ("mtpd", "rto", "rpo")
_PARTED = re.compile(r"\s*(?:/|,|;|\n|หรือ)\s*")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|–|—|~|ถึง)\s*(\d+(?:\.\d+)?)\s*([ก-๛a-z.]+)", re.IGNORECASE)
_WORKING_DAYS = re.compile(r"(\d+)\s*วัน(?:ท[ำา]การ|ราชการ)")
_WEEK = 5  # working days


@dataclass(frozen=True)
class Option:
    """A possible answer; `name` tells it from the other answers to the same question."""

    name: str
    label: Bilingual
    changes: tuple[Change, ...]


def is_choice(reading: Reading) -> bool:
    """Whether the words of an unsure reading name more than one value."""
    return len(value_options(reading)) > 1


def value_options(reading: Reading) -> tuple[Option, ...]:
    """The values that the words of a reading can mean; none for kinds of value that leave no choice."""
    field, text = reading.path.rpartition("/")[2], reading.text or ""
    if field == "impact":
        levels = dict.fromkeys(level for part in _PARTED.split(text) if (level := impact_level(part)))
        return tuple(Option(level, WORDS[level], (Change(reading.path, level),)) for level in levels)
    if field not in _TIMES:
        return ()
    spans = {duration.seconds: duration for duration in _durations(text.translate(THAI_DIGITS))}
    return tuple(
        Option(span.iso, _span(span), (Change(reading.path, span.iso),)) for _seconds, span in sorted(spans.items())
    )


def _span(span: Duration) -> Bilingual:
    return Bilingual(th=span_words(span), en=span_words(span, language="en"))


def _durations(text: str) -> list[Duration]:
    found = [spoken.duration for part in _PARTED.split(text) if (spoken := find_duration(part))]
    for low, high, unit in _RANGE.findall(text):
        found += [spoken.duration for n in (low, high) if (spoken := find_duration(f"{n} {unit}"))]
    for days in _WORKING_DAYS.findall(text):  # with the days off that can lie between them
        found.append(Duration.from_iso(f"P{int(days) + 2 * -(-int(days) // _WEEK)}D"))
    return found


def number_in(reading: Reading) -> str | None:
    """The telephone number in the words of a reading, if there is exactly one."""
    found = {spoken.number for spoken in find_numbers(without_numbering(reading.text or ""))}
    return next(iter(found)) if len(found) == 1 else None


def owner_options(plan: Plan, number: str, owners: Sequence[str]) -> tuple[Option, ...]:
    """Whose a number is: one of those beside whose names it stands, or all of them."""
    people = people_by_id(plan)
    here = [person for person in owners if person in people]
    options = []
    for owner in here:
        name = people[owner].full_name
        options.append(Option(owner, Bilingual(th=name, en=name), _given_to(plan, number, here, [owner])))
    if len(here) > 1:
        shared = Bilingual(th=f"ใช้ร่วมกันทั้ง {len(here)} คน", en=f"All {len(here)} share it")
        options.append(Option("all", shared, _given_to(plan, number, here, here)))
    return tuple(options)


def _given_to(plan: Plan, number: str, owners: Sequence[str], chosen: Sequence[str]) -> tuple[Change, ...]:
    people = people_by_id(plan)
    changes: list[Change] = []
    for owner in owners:
        person = people[owner]
        if owner in chosen and number not in person.phones:
            changes.append(Change(f"people/{owner}/phones/+", number))
        elif owner not in chosen:
            changes += _without(f"people/{owner}/phones", person.phones, [n for n in person.phones if n != number])
            texts = [text for text in person.phones_text if [s.number for s in find_numbers(text)] != [number]]
            changes += _without(f"people/{owner}/phones_text", person.phones_text, texts)
    return tuple(changes)


def _without(path: str, before: Sequence[str], left: list[str]) -> list[Change]:
    return [Change(path, left or None)] if len(left) != len(before) else []
