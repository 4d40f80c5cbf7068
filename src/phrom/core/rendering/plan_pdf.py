"""The whole plan as a PDF in Thai government form."""

from datetime import datetime
from pathlib import Path
from typing import Any

from phrom.core.plan.document import Plan
from phrom.core.rendering.annex_sections import completeness, digital_services, strategy_map
from phrom.core.rendering.blocks import Block
from phrom.core.rendering.copy_mark import mark_data
from phrom.core.rendering.page_frame import frame_data, printed_words
from phrom.core.rendering.plan_words import PlanWords
from phrom.core.rendering.printing import NO_MARK, PrintMark
from phrom.core.rendering.procedure_sections import response, scenarios
from phrom.core.rendering.public import public_plan
from phrom.core.rendering.risk_sections import opening, processes, resources, risks, strategies
from phrom.core.rendering.team_sections import approval, call_tree, structure
from phrom.core.rendering.typst_pdf import TextWriter, compile_pdf
from phrom.core.values.thai_number import Digits


def render_plan_pdf(
    plan: Plan,
    *,
    cache_dir: Path,
    digits: Digits = "arabic",
    practice: bool = False,
    printed_at: datetime | None = None,
    printed_by: str | None = None,
    version_label: str | None = None,
    mark: PrintMark = NO_MARK,
    public: bool = False,
) -> bytes:
    """Cover, contents, all sections in the order of the national template, annex.

    `cache_dir`: where the fonts are made once. `digits`: the form of all digits. `practice`: marked on every page.
    `public`: no personal numbers, posts instead of names (`public_plan`). `printed_at` needs a zone.
    What the plan lacks is said to be absent.
    Raises RenderingError (our mistake); the same input gives the same bytes.
    """
    told = public_plan(plan) if public else plan
    write = TextWriter(told, digits)
    data = {
        **frame_data(write, told, digits=digits, practice=practice, version_label=version_label, mark=mark),
        "mark": mark_data(write, plan, mark),  # the code on the page is that of the plan itself
        "printed": printed_words(write, printed_at, None if public else printed_by),
        "cover": _cover(write, told, version_label=version_label, public=public),
        "blocks": [write.block(block) for block in plan_blocks(told, public=public)],
    }
    return compile_pdf("plan.typ", data, cache_dir=cache_dir, printed_at=printed_at)


def plan_blocks(plan: Plan, *, public: bool = False, to_sign: bool = True) -> list[Block]:
    """Everything between contents and end, in the order of the national template. `to_sign`: with places to sign."""
    say = PlanWords(plan, public=public)
    return [
        *opening(plan),
        *risks(plan),
        *processes(plan, say),
        *resources(plan),
        *strategies(plan, say),
        *response(plan, say),
        *structure(plan, say),
        *call_tree(plan, say),
        *scenarios(plan, say),
        *(approval(plan, say) if to_sign else ()),
        *completeness(plan),
        *digital_services(plan),
        *strategy_map(plan, say),
    ]


def _cover(write: TextWriter, plan: Plan, *, version_label: str | None, public: bool) -> dict[str, Any]:
    office = plan.organisation
    notes = [version_label] if version_label else []
    notes += ["ฉบับเผยแพร่ ไม่มีหมายเลขโทรศัพท์ส่วนบุคคล"] if public else []
    return {
        "title": write.text(plan.title),
        "office": write.text(office.name),
        "parent": write.text(office.parent) if office.parent else None,
        "year": write.text(f"ปี พ.ศ. {plan.year}") if plan.year is not None else None,
        "notes": [write.text(note) for note in notes],
    }
