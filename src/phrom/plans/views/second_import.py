"""A newer file beside the plan before it: what differs, in sentences, each to be taken or left."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phrom.core.plan.comparison import Difference, differences
from phrom.core.plan.comparison_words import DifferenceWords
from phrom.core.plan.document import Plan
from phrom.errors import NotFoundError
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions.second_import import Chosen, choose_differences
from phrom.plans.queries import PlanVersion, in_language
from phrom.plans.views.noted import section_of, section_titles

_KIND_CHIPS = {"added": "done", "removed": "refused", "changed": "told", "moved": "handed"}


@dataclass(frozen=True)
class Row:
    """A difference on the page; `n` numbers the rows."""

    n: int
    ident: str
    kind: str
    words: str
    taken: bool


@needs(Permission.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def second_import(request: HttpRequest, number: int) -> HttpResponse:
    member = membership_of(request)
    version = queries.version_numbered(member.organisation_id, number)
    if request.method == "POST":
        shown = request.POST.get("shown", "").split("\n")
        wanted = {"all": shown, "none": []}.get(request.POST.get("which", ""), request.POST.getlist("take"))
        chosen = choose_differences(member, number, wanted, [ident.strip("\r") for ident in shown])
        _tell(request, chosen)
        return redirect("plan-review", number=number)
    return render(request, "plans/second_import.html", _context(version))


def _context(version: PlanVersion) -> dict[str, Any]:
    reading = queries.second_reading_of(version)
    if reading is None or version.based_on is None:
        raise NotFoundError(_("แผนฉบับนี้ไม่ได้มาจากไฟล์ที่ใหม่กว่าแผนเดิม"))
    before, read = queries.plan_of(version.based_on), Plan.model_validate(reading.document)
    known = [difference for difference in differences(before, read) if difference.matters]
    sections = _sections(known, DifferenceWords(before, read), set(reading.left))
    return {
        "version": version,
        "before": version.based_on,
        "plan": read,
        "sections": sections,
        "count": len(known),
        "taken": sum(row.taken for _ident, _title, rows in sections for row in rows),
        "shown": "\n".join(difference.ident for difference in known),
        "chosen_by": reading.chosen_by if reading.chosen_at else None,
        "chosen_at": reading.chosen_at,
        "editable": version.state == PlanVersion.State.DRAFT,
    }


def _sections(known: list[Difference], words: DifferenceWords, left: set[str]) -> list[tuple[str, str, list[Row]]]:
    grouped: dict[str, list[Row]] = {}
    for n, d in enumerate(known, 1):
        row = Row(n, d.ident, _KIND_CHIPS[d.kind], in_language(words.sentence(d)), d.ident not in left)
        grouped.setdefault(section_of(d.path), []).append(row)
    return [(ident, title, grouped[ident]) for ident, title in section_titles().items() if ident in grouped]


def _tell(request: HttpRequest, chosen: Chosen) -> None:
    said = [_("รับจากไฟล์ใหม่ %(taken)s จาก %(all)s จุด") % {"taken": chosen.taken, "all": chosen.all}]
    if n := len(chosen.also_taken):
        said.append(ngettext("รับเพิ่มอีก %(n)s จุดที่จุดอื่นอ้างถึง", "รับเพิ่มอีก %(n)s จุดที่จุดอื่นอ้างถึง", n) % {"n": n})
    if n := len(chosen.also_left):
        said.append(ngettext("ไม่ตัด %(n)s จุดออก เพราะยังมีที่อ้างถึง", "ไม่ตัด %(n)s จุดออก เพราะยังมีที่อ้างถึง", n) % {"n": n})
    if n := len(chosen.kept):
        said.append(ngettext("คงค่าที่แก้ไว้ในร่าง %(n)s จุด", "คงค่าที่แก้ไว้ในร่าง %(n)s จุด", n) % {"n": n})
    messages.success(request, " · ".join(said))
