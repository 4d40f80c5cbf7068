"""All versions of the plan: who approved what and when, and what differs between any two, in words."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from phrom.core.plan.comparison import differences
from phrom.core.plan.comparison_words import DifferenceWords
from phrom.core.plan.document import Plan
from phrom.offices.access import allowed, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.views import wording
from phrom.plans.views.edit.sections import SECTIONS, section_of_path
from phrom.plans.views.plan import history_of
from phrom.web.typed_number import whole_number


@needs(Permission.VIEW_PLAN)
@never_cache
@require_GET
def plan_versions(request: HttpRequest) -> HttpResponse:
    """`?from=1&to=3` compares; without them the two newest."""
    member = membership_of(request)
    versions = queries.versions_of(member.organisation_id)
    numbers = [version.number for version in versions]
    later = _asked(request, "to", numbers, numbers[0] if numbers else 0)
    earlier = _asked(request, "from", numbers, next((n for n in numbers if n < later), later))
    shown = [(v, wording.STATE_CHIPS[v.state], _(wording.STATES[v.state]), history_of(v)) for v in versions]
    context: dict[str, Any] = {"versions": shown, "numbers": numbers, "earlier": earlier, "later": later}
    if earlier != later:
        clear = allowed(member, Permission.VIEW_NUMBERS)
        one, other = (
            queries.plan_shown(queries.version_numbered(member.organisation_id, n), numbers=clear)
            for n in (earlier, later)
        )
        context["parts"] = _in_words(one, other)
        context["marked"] = earlier < later and allowed(member, Permission.EXPORT_PLAN) and clear
        context["count"] = sum(len(words) for _title, words in context["parts"])
    return render(request, "plans/versions.html", context)


def _asked(request: HttpRequest, name: str, numbers: list[int], otherwise: int) -> int:
    asked = whole_number(request.GET.get(name, ""))
    return asked if asked in numbers else otherwise


def _in_words(one: Plan, other: Plan) -> list[tuple[str, list[str]]]:
    """Differences, a sentence each, by the sections of the plan."""
    words, found = DifferenceWords(one, other), defaultdict(list)
    for difference in differences(one, other):
        if difference.matters:
            found[section_of_path(difference.path)].append(queries.in_language(words.sentence(difference)))
    return [(str(section.title), found[section]) for section in SECTIONS if found[section]]
