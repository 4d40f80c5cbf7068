"""Call sheets to print: one a caller, large and with boxes for handwriting, for a night without electricity.

The coordinator calls the head and the team leaders, each leader the own members; under everybody stand the alternates
in order, to be called if the one above does not answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from phrom.core.plan.document import Plan, Role
from phrom.core.rendering.message_text import CallFacts, caller_script, caller_script_to_fill_in
from phrom.core.rendering.page_frame import frame_data, printed_words
from phrom.core.rendering.plan_words import ABSENT, GROUP_WORDS, PlanWords
from phrom.core.rendering.printing import NO_MARK, PrintMark
from phrom.core.rendering.typst_pdf import TextWriter, compile_pdf
from phrom.core.values.thai_number import Digits

NAME = "ใบโทรแจ้งเหตุ"
OUTCOMES = ("รับทราบ", "ไม่รับสาย", "เบอร์ผิด", "ปฏิเสธ", "ฝากข้อความ")


@dataclass(frozen=True)
class CallSheet:
    """One caller's sheet: the role that calls, who may hold it, the places to be called in order, and whom to tell
    when all are called."""

    caller_role: str
    caller: Role
    places: tuple[tuple[str, Role], ...]
    tell: tuple[str, Role]


def render_call_sheet_pdf(
    plan: Plan,
    *,
    cache_dir: Path,
    facts: CallFacts | None = None,
    digits: Digits = "arabic",
    practice: bool = False,
    printed_at: datetime | None = None,
    printed_by: str | None = None,
    version_label: str | None = None,
    mark: PrintMark = NO_MARK,
) -> bytes:
    """Sheets of all callers, each on its own page. With telephone numbers: for callers only.

    `facts`: what the call is about; without it the text to read out has blanks to fill in by hand.
    Raises ValueError if `facts` and `practice` contradict each other, RenderingError for our own mistakes.
    """
    if facts is not None and facts.practice != practice:
        raise ValueError("the facts of the call and the sheet must both be practice, or both be real")
    write = TextWriter(plan, digits)
    data = {
        **frame_data(write, plan, digits=digits, practice=practice, version_label=version_label, mark=mark, name=NAME),
        "printed": printed_words(write, printed_at, printed_by),
        "outcomes": [write.text(outcome) for outcome in OUTCOMES],
        "script": write.text(_script(plan, facts, practice=practice)),
        "sheets": [_sheet(sheet, PlanWords(plan), write) for sheet in call_sheets(plan)],
    }
    return compile_pdf("call_sheet.typ", data, cache_dir=cache_dir, printed_at=printed_at)


def call_sheets(plan: Plan) -> Iterator[CallSheet]:
    """The sheets in the order of calling. A team without members gives no sheet."""
    group = plan.continuity_team
    leaders = tuple((f"หัวหน้า{team.name}", team.leader) for team in group.teams)
    above = (GROUP_WORDS["head"], group.head)
    coordinator = (GROUP_WORDS["coordinator"], group.coordinator)
    yield CallSheet(*coordinator, (above, *leaders), tell=above)
    for team in group.teams:
        if team.members:
            members = tuple(("ทีมงาน", member) for member in team.members)
            yield CallSheet(f"หัวหน้า{team.name}", team.leader, members, tell=coordinator)


def _sheet(sheet: CallSheet, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    alternates = [say.name(person) for person in sheet.caller.alternates]
    role, told = sheet.tell
    return {
        "role": write.text(sheet.caller_role),
        "caller": write.text(say.name(sheet.caller.primary)),
        "alternates": write.text(" ".join(alternates)) if alternates else None,
        "places": [_place(place, sheet.caller, say, write) for place in sheet.places],
        "tell": {
            "role": write.text(role),
            "people": [
                write.text(" ".join((say.name(person), *say.phones(person))))
                for person in (told.primary, *told.alternates)
            ],
        },
    }


def _place(place: tuple[str, Role], caller: Role, say: PlanWords, write: TextWriter) -> dict[str, Any]:
    """The primary, then the alternates; a place that the plan leaves empty is on the sheet too."""
    title, role = place
    in_person = role.primary is not None and role.primary == caller.primary
    return {
        "role": write.text(f"{title} ผู้โทรเอง ไม่ต้องโทร" if in_person else title),
        "in_person": in_person,
        "people": [
            {
                "rank": rank,
                "name": write.text(say.name(person)),
                "phones": [write.text(number) for number in say.phones(person)] or [write.text(ABSENT)],
            }
            for rank, person in enumerate((role.primary, *(() if in_person else role.alternates)))
        ],
    }


def _script(plan: Plan, facts: CallFacts | None, *, practice: bool) -> str:
    if facts is not None:
        return caller_script(facts).th
    return caller_script_to_fill_in(practice=practice, office=plan.organisation.name).th
