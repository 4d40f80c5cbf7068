"""Kinds of fields: how a value of the plan is written in a form, and how what was typed is read.

A form sends texts, a list of them for each field. `read` gives plain values or a sentence saying what to do; what
cannot be read is never thrown away: it comes back into its field.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from phrom.core.plan.document import AREAS, Plan
from phrom.core.plan.tree import Plain
from phrom.core.values.duration import Duration, parse_duration
from phrom.core.values.phone_number import to_e164
from phrom.core.values.thai_text import arabic_digits
from phrom.plans.views import wording
from phrom.web.words import phone_words, span_words

Words = str | Promise
Choices = list[tuple[str, str]]  # value and words
LARGEST_NUMBER = 10_000_000


@dataclass(frozen=True)
class Reading:
    """What a field was read as. `also`: values of other fields of the same thing that follow from it.

    `kept`: stored although something is wrong with it.
    """

    value: Plain | None = None
    error: str = ""
    kept: bool = False
    also: tuple[tuple[str, Plain | None], ...] = ()


@dataclass(frozen=True)
class Text:
    """One line of words."""

    template = "text"
    inputmode: str = ""

    def shown(self, held: Plain | None) -> list[str]:
        return [str(held) if held is not None else ""]

    def shown_of(self, thing: Plain, name: str) -> list[str]:
        """What the field of a thing holds, as texts."""
        held: Plain | None = thing
        for token in name.split("/"):
            held = held.get(token) if isinstance(held, dict) else None
        return self.shown(held)

    def choices(self, plan: Plan) -> Choices:
        return []

    def read(self, texts: list[str]) -> Reading:
        return Reading(" ".join(texts[:1]).strip() or None)


class Long(Text):
    """Some lines of words."""

    template = "long"


class Number(Text):
    """A whole number, also in Thai digits."""

    def read(self, texts: list[str]) -> Reading:
        text = arabic_digits("".join(texts)).replace(",", "").strip()
        if not text:
            return Reading()
        if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > LARGEST_NUMBER:
            return Reading(error=_("ให้พิมพ์เป็นจำนวนเต็ม เช่น 40"))
        return Reading(int(text))


@dataclass(frozen=True)
class Span(Text):
    """A length of time in words. `said_in`: the field that keeps the words as they were written."""

    said_in: str = ""

    def shown(self, held: Plain | None) -> list[str]:
        if held is None:
            return [""]
        duration = Duration.from_iso(held)
        words = span_words(duration)
        return [words if _reads_as(words, duration) else held]

    def read(self, texts: list[str]) -> Reading:
        text = "".join(texts).strip()
        also = ((self.said_in, text or None),) if self.said_in else ()
        if not text:
            return Reading(also=also)
        try:
            return Reading(parse_duration(text).iso, also=also)
        except ValueError:
            return Reading(error=_("อ่านเป็นระยะเวลาไม่ได้ พิมพ์เช่น 6 ชั่วโมง 1 วัน หรือ 2 สัปดาห์"))


def _reads_as(words: str, duration: Duration) -> bool:
    try:
        return parse_duration(words) == duration
    except ValueError:
        return False


class Lines(Text):
    """A list of sentences, one on each line."""

    template = "long"

    def shown(self, held: Plain | None) -> list[str]:
        return ["\n".join(held or [])]

    def read(self, texts: list[str]) -> Reading:
        return Reading([line.strip() for line in "\n".join(texts).split("\n") if line.strip()] or None)


@dataclass(frozen=True)
class Phones(Lines):
    """Telephone numbers, one on each line. What cannot be dialled is said, and kept as typed in `bad_in`, if given."""

    bad_in: str = ""

    def shown(self, held: Plain | None) -> list[str]:
        return ["\n".join(phone_words(number) for number in held or [])]

    def shown_of(self, thing: Plain, name: str) -> list[str]:
        held = thing if isinstance(thing, dict) else {}
        bad = [text for text in held.get(self.bad_in) or [] if to_e164(text) is None] if self.bad_in else []
        return self.shown([*(held.get(name) or []), *bad])

    def read(self, texts: list[str]) -> Reading:
        lines = super().read(texts).value or []
        numbers = [(line, to_e164(line)) for line in lines]
        bad = [line for line, number in numbers if number is None]
        good = list(dict.fromkeys(number for _line, number in numbers if number)) or None
        also = ((self.bad_in, bad or None),) if self.bad_in else ()
        if bad:
            wrong = _("โทรออกไม่ได้: %(text)s (มือถือ 10 หลัก เบอร์ประจำที่ 9 หลัก)") % {"text": ", ".join(bad)}
            return Reading(good, error=wrong, kept=bool(self.bad_in), also=also)
        return Reading(good, also=also)


@dataclass(frozen=True)
class Choice(Text):
    """One of a few words, or nothing said."""

    template = "choice"
    words: tuple[tuple[str, str], ...] = ()
    forgets: str = ""  # the field with the source's own words, which no longer hold

    def choices(self, plan: Plan) -> Choices:
        return [(value, _(said)) for value, said in self.words]

    def read(self, texts: list[str]) -> Reading:
        value = "".join(texts[:1])
        if value and value not in dict(self.words):
            return Reading(error=_("ให้เลือกจากรายการ"))
        return Reading(value or None, also=((self.forgets, None),) if self.forgets else ())


class YesNo(Text):
    """Yes, no, or not answered."""

    template = "radio"

    def shown(self, held: Plain | None) -> list[str]:
        return ["yes" if held is True else "no" if held is False else ""]

    def choices(self, plan: Plan) -> Choices:
        return [("yes", _("มี")), ("no", _("ไม่มี")), ("", _("ยังไม่ตอบ"))]

    def read(self, texts: list[str]) -> Reading:
        return Reading({"yes": True, "no": False}.get("".join(texts[:1])))


Source = Callable[[Plan], Choices]


@dataclass(frozen=True)
class One(Text):
    """One thing of the plan, by its id."""

    template = "choice"
    source: Source = lambda plan: []

    def choices(self, plan: Plan) -> Choices:
        return self.source(plan)

    def read(self, texts: list[str]) -> Reading:
        return Reading("".join(texts[:1]) or None)


class Some(One):
    """Any of the plan's things, ticked."""

    template = "ticks"

    def shown(self, held: Plain | None) -> list[str]:
        return list(held or [])

    def read(self, texts: list[str]) -> Reading:
        return Reading(list(dict.fromkeys(text for text in texts if text)) or None)


class InOrder(Some):
    """Things of the plan in an order that matters: the first stands in first."""

    template = "order"


class Responsible(Some):
    """Who does a step: groups, units and teams ticked, people chosen one by one."""

    template = "responsible"


def people(plan: Plan) -> Choices:
    return [(person.id, person.full_name) for person in plan.people]


def units(plan: Plan) -> Choices:
    return [(unit.id, unit.name) for unit in plan.units]


def threats(plan: Plan) -> Choices:
    return [(threat.id, threat.name) for threat in plan.threats]


def threats_without_scenario(plan: Plan) -> Choices:
    have = {scenario.threat for scenario in plan.scenarios}
    return [pair for pair in threats(plan) if pair[0] not in have]


def processes(plan: Plan) -> Choices:
    return [(process.id, process.name) for process in plan.processes]


def suppliers(plan: Plan) -> Choices:
    return [(supplier.id, supplier.name) for supplier in plan.suppliers]


def areas(plan: Plan) -> Choices:
    return [(area, _(wording.AREAS[area])) for area in AREAS]


def groups_units_teams(plan: Plan) -> Choices:
    groups = [(group, _(words)) for group, words in wording.GROUPS.items()]
    return [*groups, *units(plan), *((team.id, team.name) for team in plan.continuity_team.teams)]


@dataclass(frozen=True)
class Field:
    """One field of a kind of thing; `name` is its path below the thing."""

    name: str
    label: Words
    kind: Text = Text()
    hint: Words = ""


def cleaned(text: str) -> str:
    """What was typed, without characters that are no writing: control characters and halves of others."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def options_of(words: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """A table of words as the choices of a field."""
    return tuple(words.items())
