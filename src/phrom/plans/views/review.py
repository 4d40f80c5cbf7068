"""The review page: the source beside what was read out of it, what to look at first, and how much is left."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from phrom.core.plan.document import Plan
from phrom.core.values.source import ImportReport
from phrom.errors import NotFoundError
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.views.noted import Noticeboard, section_of, section_titles
from phrom.plans.views.readings import pairs_in, things_of
from phrom.plans.views.review_card import Desk, Typed, card_at
from phrom.web.typed_number import whole_number

LINES_A_PART = 120  # of the source, loaded when they come into sight
PAIRS_A_PAGE = 30
QUEUE = 12  # open points listed at once
_BAR = 1000  # units of the account's picture


@dataclass(frozen=True)
class Account:
    """Every line of the source, once. `lost` is zero unless the reader made a mistake; then it is shown."""

    whole: int
    placed: int
    furniture: int
    unplaced: int

    @property
    def lost(self) -> int:
        return self.whole - self.placed - self.furniture - self.unplaced

    def bars(self) -> list[tuple[str, float, float]]:
        """Class, start and width of each part of the picture."""
        bars, at = [], 0.0
        for name in ("placed", "furniture", "unplaced", "lost"):
            width = _BAR * getattr(self, name) / max(self.whole, 1)
            bars.append((name, at, width))
            at += width
        return bars


def account_of(report: ImportReport) -> Account:
    whole = {line.number for line in report.lines}
    unplaced = {line.number for line in report.unplaced} & whole
    behind = {number for reading in report.readings for number in reading.lines} & whole - unplaced
    apart = set(report.furniture) | {line.number for line in report.set_aside}
    return Account(len(whole), len(behind), len(apart & whole - unplaced - behind), len(unplaced))


@needs(Permission.EDIT_PLAN)
@require_GET
def plan_review(request: HttpRequest, number: int) -> HttpResponse:
    """The page, or with htmx only the part that changes with the point looked at."""
    desk = Desk(queries.version_numbered(membership_of(request).organisation_id, number))
    if getattr(request, "htmx", False):
        return work(request, desk, request.GET.get("at", ""), part=True)
    return work(request, desk, request.GET.get("at", ""))


def work(
    request: HttpRequest,
    desk: Desk,
    at: str,
    *,
    typed: Typed | None = None,
    part: bool = False,
    mended: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The review with the card of an address; `part`: for a page that is open already; `mended`: only what a saved
    field changes, so that nobody's typing is replaced."""
    if desk.report is None:
        return render(request, "plans/review/no_source.html", _whole(desk))
    card = card_at(desk, at, typed or Typed())
    last = queries.last_step(desk.version, membership_of(request).user_id) if desk.editable else None
    here = card.at if card else ""
    context: dict[str, Any] = {
        "desk": desk,
        "version": desk.version,
        "plan": desk.plan,
        "report": desk.report,
        "account": account_of(desk.report),
        "card": card,
        "part": part,
        "mended": mended,
        "left": len(desk.open),
        "total": len(desk.points),
        "queue": [(p.ident, p.kind, desk.point_words(p), p.ident == here) for p in desk.open[:QUEUE]],
        "more": max(0, len(desk.open) - QUEUE),
        "next": desk.next_after(here),
        "previous": desk.before(here),
        "last": last,
        "last_at": desk.ident_of(last.targets[0]) if last and last.targets else "",
        "states": " ".join(f"{n}:{state}" for n, state in _by_hand(desk).items()),
    }
    if part:
        template = "plans/review/mended.html" if mended else "plans/review/work.html"
        return render(request, template, context, status=status)
    context |= _whole(desk) | _source(desk, card.lines[0].number if card and card.lines else 1, request)
    return render(request, "plans/review.html", context, status=status)


def address(number: int, at: str) -> str:
    return (
        f"{reverse('plan-review', args=[number])}?{urlencode({'at': at})}"
        if at
        else reverse("plan-review", args=[number])
    )


def _by_hand(desk: Desk) -> dict[int, str]:
    """Lines whose state was changed on this page."""
    placed = {
        n: "" for deed in desk.deeds if deed.kind == "placed" for t in deed.targets if (n := int(t.split(":")[1]))
    }
    return placed | {n: "aside" for n, state in desk.state_of.items() if state == "aside"}


def _whole(desk: Desk) -> dict[str, Any]:
    """What only the whole page shows."""
    things: dict[str, int] = {}
    for reading in desk.report.readings if desk.report else ():
        things[section_of(reading.path)] = things.get(section_of(reading.path), 0) + 1
    sections = [(ident, title, things[ident]) for ident, title in section_titles().items() if ident in things]
    return {"version": desk.version, "plan": desk.plan, "sections": sections}


@needs(Permission.EDIT_PLAN)
@require_GET
def review_findings(request: HttpRequest, number: int) -> HttpResponse:
    """What is wrong with the plan as it was read and mended so far, with the source's lines behind it."""
    version = queries.version_numbered(membership_of(request).organisation_id, number)
    plan, report, board = (
        queries.plan_of(version),
        queries.report_of(version),
        Noticeboard(queries.findings_of(version)),
    )
    context = {
        "version": version,
        "counts": _counts(plan),
        "errors": board.count("error"),
        "warnings": board.count("warning"),
        "findings": [{"noted": n, "lines": report.lines_behind(n.path)[:6] if report else ()} for n in board.all],
    }
    return render(request, "plans/review/findings.html", context)


def _source(desk: Desk, number: int, request: HttpRequest) -> dict[str, Any]:
    """The part of the source with a line in it; the others are asked for when they come into sight."""
    order = list(desk.lines)
    count = -(-len(order) // LINES_A_PART)
    here = order.index(number) // LINES_A_PART if number in desk.lines else 0
    asked = whole_number(request.GET.get("part", ""))
    here = asked if asked is not None and asked < count else here
    starts = order[::LINES_A_PART]
    ends = [*order[LINES_A_PART - 1 :: LINES_A_PART], order[-1]][:count]
    parts = [(n, n == here, start, end) for n, (start, end) in enumerate(zip(starts, ends, strict=True))]
    return {"parts": parts, "lines": part_of(desk, here), "here": here}


def part_of(desk: Desk, part: int) -> list[Any]:
    """The lines of a part of the source."""
    numbers = list(desk.lines)[part * LINES_A_PART : (part + 1) * LINES_A_PART]
    return [desk.line(number) for number in numbers]


@needs(Permission.EDIT_PLAN)
@require_GET
def review_source(request: HttpRequest, number: int, part: int) -> HttpResponse:
    desk = Desk(queries.version_numbered(membership_of(request).organisation_id, number))
    lines = part_of(desk, part)
    if not lines:
        raise NotFoundError(_("ต้นฉบับไม่มีส่วนนี้"))
    return render(request, "plans/review/source.html", {"lines": lines, "version": desk.version, "part": part})


@needs(Permission.EDIT_PLAN)
@require_GET
def review_values(request: HttpRequest, number: int, section: str) -> HttpResponse:
    """Every value of a section beside its lines."""
    desk = Desk(queries.version_numbered(membership_of(request).organisation_id, number))
    if desk.report is None or section not in section_titles():
        raise NotFoundError(_("แผนไม่มีส่วนนี้"))
    things = list(things_of(desk.report).get(section, {}).items())
    start = whole_number(request.GET.get("from", "")) or 0
    context = {
        "version": desk.version,
        "section": section,
        "title": section_titles()[section],
        "pairs": pairs_in(desk.plan, desk.report, things[start : start + PAIRS_A_PAGE]),
        "further": start + PAIRS_A_PAGE if len(things) > start + PAIRS_A_PAGE else 0,
    }
    template = "plans/review/values.html" if getattr(request, "htmx", False) else "plans/review/values_page.html"
    return render(request, template, context)


@needs(Permission.EDIT_PLAN)
@require_GET
def review_report(request: HttpRequest, number: int) -> HttpResponse:
    """The report as data: the source of every value, how sure, by whom, and an account of every line."""
    version = queries.version_numbered(membership_of(request).organisation_id, number)
    report = queries.reviewed_report(version)
    if report is None:
        raise NotFoundError(_("แผนฉบับนี้ไม่ได้อ่านมาจากเอกสาร"))
    response = HttpResponse(report.model_dump_json(indent=1), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="report-{number}.json"'
    return response


def _counts(plan: Plan) -> list[tuple[str, str, str]]:
    """Figures: label, count, remark."""
    timed = sum(process.mtpd is not None for process in plan.processes)
    steps = sum(len(phase.steps) for phase in plan.response)
    return [
        (_("บุคลากร"), _("%(n)s คน") % {"n": len(plan.people)}, ""),
        (_("กระบวนงาน"), _("%(n)s งาน") % {"n": len(plan.processes)}, _("มีเวลาที่ยอมให้หยุด %(n)s งาน") % {"n": timed}),
        (_("ทีม"), _("%(n)s ทีม") % {"n": len(plan.continuity_team.teams)}, ""),
        (
            _("ขั้นตอนตามห้วงเวลา"),
            ngettext("%(n)s ขั้นตอน", "%(n)s ขั้นตอน", steps) % {"n": steps},
            _("%(n)s ห้วงเวลา") % {"n": len(plan.response)},
        ),
        (_("เหตุการณ์"), _("%(n)s เหตุการณ์") % {"n": len(plan.scenarios)}, ""),
    ]
