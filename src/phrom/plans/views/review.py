"""What the reader made of a file: an account of every line, values beside their source, what found no place."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from phrom.core.plan.document import Plan
from phrom.core.values.source import ImportReport
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.views.noted import Noticeboard, section_titles
from phrom.plans.views.readings import Pair, is_sure, pairs_of

AT_ONCE = 12  # unsure things shown unfolded
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
    furniture = set(report.furniture) & whole - unplaced - behind
    return Account(len(whole), len(behind), len(furniture), len(unplaced))


@needs(Permission.EDIT_PLAN)
@require_GET
def plan_review(request: HttpRequest, number: int) -> HttpResponse:
    version = queries.version_numbered(membership_of(request).organisation_id, number)
    plan, report = queries.plan_of(version), queries.report_of(version)
    board = Noticeboard(queries.findings_of(version))
    context: dict[str, Any] = {
        "version": version,
        "plan": plan,
        "report": report,
        "board": board,
        "errors": board.count("error"),
        "warnings": board.count("warning"),
        "counts": _counts(plan),
        "findings": _placed_findings(board, report),
    }
    if report is not None:
        context |= _read_out(plan, report)
    return render(request, "plans/review.html", context)


def _read_out(plan: Plan, report: ImportReport) -> dict[str, Any]:
    by_section = pairs_of(plan, report)
    titles = section_titles()
    sections = [(ident, title, by_section.get(ident, [])) for ident, title in titles.items() if by_section.get(ident)]
    doubtful: list[Pair] = [pair for _ident, _title, pairs in sections for pair in pairs if pair.unsure]
    return {
        "account": account_of(report),
        "unsure": sum(not is_sure(reading) for reading in report.readings),
        "doubtful": doubtful[:AT_ONCE],
        "more_doubtful": doubtful[AT_ONCE:],
        "sections": [(ident, title, pairs, sum(p.unsure for p in pairs)) for ident, title, pairs in sections],
    }


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


def _placed_findings(board: Noticeboard, report: ImportReport | None) -> list[dict[str, Any]]:
    """Findings with the source's lines behind them."""
    return [{"noted": noted, "lines": report.lines_behind(noted.path)[:6] if report else ()} for noted in board.all]
