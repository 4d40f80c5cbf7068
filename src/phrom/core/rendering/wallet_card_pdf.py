"""Cards for the wallet: 85 × 54 mm, ten on an A4 sheet, printed on both sides and cut.

Everybody in the continuity team has a card: front, whom to call; back, where to report, what to do, emergency numbers.
Who has to call more people than one card holds gets another.
"""

import math
import unicodedata
from collections.abc import Iterable
from typing import Any

from phrom.core.plan.document import Plan, Role
from phrom.core.rendering.holder_duties import Holder, holders_of, report_within
from phrom.core.rendering.page_frame import document_data
from phrom.core.rendering.plan_words import ABSENT, PlanWords
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.typst_pdf import TextWriter, compile_pdf
from phrom.core.values.thai_date import span_words
from phrom.core.values.thai_text import shortened

NAME = "บัตรพกแผนบริหารความต่อเนื่อง"
_ON_FIRST = 8  # lines on a first card below name and role, titles included
_ON_FURTHER = 11
_LONGEST = 100  # letters of a step
_BACK_LINES = 7  # lines of sites, duties and steps on the back; one more says how many steps are left out
_LETTERS_IN_LINE = 52  # of the back, marks above and below not counted
_LONGEST_TITLE = 64  # letters of a role or a title of the front
_MOST_SITES = 3


def render_wallet_card_pdf(plan: Plan, printing: Printing) -> bytes:
    """Sheets of fronts and backs in turn; backs are mirrored for turning over the long edge. With numbers, for holders.

    A plan without a continuity team gives a sheet that says so. Raises RenderingError (our mistake).
    """
    write = TextWriter(plan, printing.digits)
    say = PlanWords(plan)
    within = report_within(plan)
    sites = [shortened(site.name, _LONGEST) for site in plan.sites[:_MOST_SITES]]
    data = {
        **document_data(write, plan, printing, NAME),
        "absent": write.text(ABSENT),
        "card_office": write.text(shortened(plan.organisation.name, _LETTERS_IN_LINE)),
        "cards": [
            card for holder in holders_of(plan) for card in _cards(holder, say, write, _BACK_LINES - _lines_of(sites))
        ],
        "sites": [write.text(site) for site in sites],
        "within": write.text(f"ภายใน {span_words(within)} นับแต่ได้รับแจ้ง") if within else None,
    }
    return compile_pdf("wallet_card.typ", data, cache_dir=printing.cache_dir, printed_at=printing.printed_at)


def _cards(holder: Holder, say: PlanWords, write: TextWriter, back_lines: int) -> list[dict[str, Any]]:
    steps = _that_fit(holder, back_lines)
    lines = _lines(holder.calls, say, write, "เมื่อเกิดเหตุ โทรหาตามลำดับ")
    for place, calls in holder.stands_in:
        lines += _lines(calls, say, write, f"เมื่อทำหน้าที่แทน{place} โทรหา")
    reports = _lines(holder.reports_to[:1], say, write, "รายงานผลถึง")[:3]
    cards = _dealt(lines, _ON_FIRST - len(reports))
    return [
        {
            "name": write.text(shortened(say.name(holder.person), 42)),
            "roles": [write.text(shortened(role, _LONGEST_TITLE)) for role in holder.roles[:2]],
            "first": number == 1,
            "of": write.text(f"ใบที่ {number} จาก {len(cards)}") if len(cards) > 1 else None,
            "lines": [*card, *(reports if number == 1 else [])],
            "calls": bool(lines),
            "duties": [write.text(duty) for duty in holder.duties],
            "steps": [write.text(step) for step in steps],
            "more_steps": len(holder.steps) - len(steps),
        }
        for number, card in enumerate(cards, start=1)
    ]


def _that_fit(holder: Holder, room: int) -> list[str]:
    """As many of the own steps as the back has lines for; reckoned, for measuring two thousand cards takes a minute."""
    room -= _lines_of(holder.duties)
    steps: list[str] = []
    for step in holder.steps:
        short = shortened(step, _LONGEST)
        room -= _lines_of([short])
        if room < 0:
            break
        steps.append(short)
    return steps


def _lines_of(texts: Iterable[str]) -> int:
    lengths = (sum(unicodedata.category(letter) != "Mn" for letter in text) for text in texts)
    return sum(math.ceil(length / _LETTERS_IN_LINE) for length in lengths)


def _dealt(lines: list[dict[str, Any]], room: int) -> list[list[dict[str, Any]]]:
    """The lines on as many cards as they need; a title is never the last line of a card."""
    cards: list[list[dict[str, Any]]] = []
    while lines or not cards:
        end = min(room, len(lines))
        if 0 < end < len(lines) and "title" in lines[end - 1]:
            end -= 1
        cards.append(lines[:end])
        lines, room = lines[end:], _ON_FURTHER
    return cards


def _lines(places: tuple[tuple[str, Role], ...], say: PlanWords, write: TextWriter, title: str) -> list[dict[str, Any]]:
    """The title, then a line for everybody to be called; who stands in comes below."""
    people = [
        _line(role if rank == 0 and role != "ทีมงาน" else None, person, rank > 0, say, write)
        for role, place in places
        for rank, person in enumerate((place.primary, *place.alternates))
    ]
    return [{"title": write.text(shortened(title, _LONGEST_TITLE))}, *people] if people else []


def _line(role: str | None, person: str | None, alternate: bool, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    """Role, name and number on one line: the name gives way."""
    number = (say.phones(person) or (ABSENT,))[0][:22]
    role = shortened(role, 18) if role else None
    room = _LETTERS_IN_LINE - len(number) - len(role or "") - (10 if alternate else 0)
    return {
        "role": write.text(role) if role else None,
        "name": write.text(shortened(say.name(person), max(12, room))),
        "phone": write.text(number),
        "alternate": alternate,
    }
