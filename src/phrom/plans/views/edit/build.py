"""What a page of the editor shows: the fields of a section or of one thing, with the findings at their places."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phrom.core.plan.completeness import suggested_answer
from phrom.core.plan.document import Person, Plan
from phrom.core.plan.lookup import HeldRole, people_by_id, people_in_roles
from phrom.core.plan.tree import plain_at
from phrom.core.values.finding import Finding
from phrom.plans import queries
from phrom.plans.queries import PlanVersion, in_language
from phrom.plans.views import wording
from phrom.plans.views.edit.kinds import ROOT, TOP_LISTS, kind_at
from phrom.plans.views.edit.reading import answers_from_plan
from phrom.plans.views.edit.sections import SECTIONS, Section, edit_url, section_of_path, thing_path
from phrom.plans.views.edit.sheet import Answers, Bound, Listed, Row, Sheet, link_neighbours
from phrom.plans.views.edit.team import team_chart
from phrom.plans.views.edit.threats import threat_grid
from phrom.plans.views.noted import WEIGHT
from phrom.web.words import day_words

AT_ONCE = 60  # things of a list on one page


@dataclass(frozen=True)
class Shown:
    """A finding on the page: where it is mended, and whether one press can do it."""

    rule: str
    severity: str
    path: str
    what: str
    mend: str
    url: str
    others: tuple[tuple[str, str], ...]
    mends_itself: bool
    reason: str = ""  # typed for accepting it, and refused
    refusal: str = ""

    @property
    def key(self) -> str:
        return f"{self.rule}/{self.path}"


def shown_findings(version: PlanVersion, plan: Plan) -> list[Shown]:
    """Open findings, the worst first; of the same weight in the order of the sections, so that people are there
    before they are chosen."""
    names = wording.names_by_id(plan)
    notes = [_shown(finding, version.number, names) for finding in queries.open_findings(version)]
    return sorted(notes, key=lambda note: (WEIGHT[note.severity], SECTIONS.index(section_of_path(note.path))))


def _shown(finding: Finding, number: int, names: dict[str, str]) -> Shown:
    mend = finding.mend
    here = edit_url(number, finding.path)
    elsewhere: dict[tuple[str, str], str] = {}  # one link to a page by the same words
    for path in finding.other_paths:
        if (url := edit_url(number, path)) != here:
            elsewhere.setdefault((place_words(path, names), url.partition("#")[0]), url)
    others = tuple((said, url) for (said, _page), url in elsewhere.items())[:3]
    return Shown(
        finding.rule,
        finding.severity,
        finding.path,
        in_language(finding.message),
        in_language(mend.text) if mend else "",
        here,
        others,
        mend is not None and mend.path is not None and mend.value is not None,
    )


def _with_answer(note: Shown, answers: Answers) -> Shown:
    place = f"reason:{note.key}"
    if place not in answers.errors:
        return note
    return replace(note, reason="".join(answers.typed.get(place, ())), refusal=answers.errors[place])


def left_to_mend(notes: list[Shown], here: str = "") -> dict[str, Any]:
    """How many errors and warnings the plan still has, and the next one to go to: the worst, rather another place's
    than that of the page (`here`), whose own stand on it."""
    open_now = [note for note in notes if note.severity in ("error", "warning")]
    worst = [note for note in open_now if note.severity == open_now[0].severity]
    elsewhere = [note for note in worst if not here or not note.path.startswith(f"{here}/")]
    return {
        "errors": sum(note.severity == "error" for note in open_now),
        "warnings": sum(note.severity == "warning" for note in open_now),
        "next": next(iter(elsewhere or worst), None),
    }


def place_words(path: str, names: dict[str, str]) -> str:
    """A place of the plan as people call it: the thing's name, or else its section."""
    named = [names[token] for token in path.split("/") if token in names]
    return named[-1] if named else str(section_of_path(path).title)


def context_of(
    version: PlanVersion, plan: Plan, section: Section, item: str, answers: Answers, asked: QueryDict
) -> dict[str, Any]:
    """Everything that the templates of a page need."""
    notes = [_with_answer(note, answers) for note in shown_findings(version, plan)]
    sheet = Sheet(plan, answers, notes)  # type: ignore[arg-type]
    context: dict[str, Any] = {
        "version": version,
        "plan": plan,
        "section": section,
        "item": item,
        "sheet": sheet,
        "answers": answers,
        "side": side_of(version.number, notes, section),
        "left": left_to_mend(notes, thing_path(section, item) if item else ""),
    }
    if item:
        context["row"] = sheet.row(thing_path(section, item))
        context["page_findings"] = sheet.left(thing_path(section, item))
        context["bounds"] = _bounds([context["row"]])
        return context | _neighbours(version.number, sheet, section, item)
    fields = [sheet.bound("", one) for name in section.fields if (one := ROOT.field(name))]
    lists = [_list(sheet, path, section, asked) for path in section.lists if path in TOP_LISTS]
    if section.ident == "people":
        _say_ages(version, lists[0]["items"])
    context |= {"fields": fields, "lists": lists, "asked": asked.get("q", "")}
    if section.ident == "team":
        context |= team_chart(version.number, plan, sheet)
    elif section.ident == "threats":
        context["grid"] = threat_grid(plan)
    elif section.ident == "checklist":
        context["unanswered"] = len(answers_from_plan(plan, "all"))
    context["page_findings"] = sheet.left(*section.places)
    rows = [row for shown in lists for row in shown["items"]]
    context["bounds"] = {one.path: one for one in fields} | _bounds(rows)
    return context


def _bounds(rows: list[Row]) -> dict[str, Bound]:
    found = {one.path: one for row in rows for one in row.fields}
    for row in rows:
        for inner in row.lists:
            found |= _bounds(inner.items)
    return found


def _list(sheet: Sheet, path: str, section: Section, asked: QueryDict) -> dict[str, Any]:
    """A section's own list: every thing in a row with the fields that can be changed there."""
    rows, kind = TOP_LISTS[path], kind_at(f"{path}/+")
    names = kind.beside_list if kind and section.has_pages else ()
    paths = sheet.paths_in(path)
    order = [p.rpartition("/")[2] for p in paths]
    wanted = asked.get("q", "").strip().casefold()
    if wanted:
        paths = [p for p in paths if wanted in _searched(sheet, p)]
    try:
        page = max(int(asked.get("page", "1")), 1)
    except ValueError:
        page = 1
    shown = paths[(page - 1) * AT_ONCE : page * AT_ONCE]
    items, remarks = [], Remarks(sheet)
    for one in shown:
        row = sheet.row(one, names or ("-",) if section.has_pages else (), lists=False)
        row.remark = remarks.of(one)
        items.append(row)
    _neighbours_in(items, order)
    listed = Listed(path, rows, items, sheet.new_fields(path, rows))
    pages = range(1, (len(paths) - 1) // AT_ONCE + 2) if len(paths) > AT_ONCE else range(0)
    return {
        "listed": listed, "items": items, "count": len(order), "found": len(paths), "pages": pages, "page": page,
    }  # fmt: skip


def _say_ages(version: PlanVersion, rows: list[Row]) -> None:
    """Beside each person how old the number is and when a call last reached them."""
    changed, reached = queries.contacts_changed(version.organisation_id), queries.last_reached(version.organisation_id)
    for row in rows:
        since = _("แก้เบอร์ล่าสุด %(day)s") % {"day": day_words(changed[row.name])} if row.name in changed else ""
        last = _("โทรถึงล่าสุด %(day)s") % {"day": day_words(reached[row.name])} if row.name in reached else ""
        row.ages = " · ".join(words for words in (since, last or _("ยังไม่เคยโทรถึง")) if words)


def _neighbours_in(items: list[Row], order: list[str]) -> None:
    link_neighbours(items)
    place = {name: n for n, name in enumerate(order)}
    for row in items:
        n = place[row.name]
        row.before = order[n - 1] if n else None
        row.after = order[n + 1] if n + 1 < len(order) else None


def _searched(sheet: Sheet, path: str) -> str:
    thing = plain_at(sheet.tree, path)
    held = thing.values() if isinstance(thing, dict) else [thing]
    return " ".join(str(value) for value in held).casefold()


class Remarks:
    """Lines under the names of a list's things. Who is who is looked up once for all of them."""

    def __init__(self, sheet: Sheet) -> None:
        self._plan, self._names = sheet.plan, sheet.names

    def of(self, path: str) -> str:
        section, _slash, name = path.partition("/")
        made = {
            "processes": _process_remark,
            "strategies": _strategy_remark,
            "sites": _site_remark,
            "response": _phase_remark,
            "scenarios": _scenario_remark,
            "checklist": _checklist_remark,
        }.get(section)
        if section == "people":
            return self._of_person(name)
        return made(self._plan, name, self._names) if made else ""

    @cached_property
    def _people(self) -> dict[str, Person]:
        return people_by_id(self._plan)

    @cached_property
    def _held(self) -> dict[str, tuple[HeldRole, ...]]:
        return people_in_roles(self._plan)

    def _of_person(self, name: str) -> str:
        person = self._people[name]
        role = _("ไม่มีหน้าที่ในคณะบริหาร") if name not in self._held else ""
        return " · ".join(part for part in (person.position, self._names.get(person.unit or ""), role) if part)


def _process_remark(plan: Plan, name: str, names: dict[str, str]) -> str:
    process = next(process for process in plan.processes if process.id == name)
    level = _("ผลกระทบ%(level)s") % {"level": _(wording.LEVELS[process.impact])} if process.impact else ""
    return " · ".join(part for part in (wording.said(names, process.units), level) if part)


def _strategy_remark(plan: Plan, name: str, names: dict[str, str]) -> str:
    strategy = plan.strategies[int(name)]
    said = ngettext("%(n)s แนวทาง", "%(n)s แนวทาง", len(strategy.actions)) % {"n": len(strategy.actions)}
    return " · ".join(part for part in (wording.said(names, strategy.owners), said) if part)


def _site_remark(plan: Plan, name: str, names: dict[str, str]) -> str:
    site = next(site for site in plan.sites if site.id == name)
    return _(wording.WHERE[site.where]) if site.where else ""


def _phase_remark(plan: Plan, name: str, names: dict[str, str]) -> str:
    phase = next(phase for phase in plan.response if phase.id == name)
    return ngettext("%(n)s ขั้นตอน", "%(n)s ขั้นตอน", len(phase.steps)) % {"n": len(phase.steps)}


def _scenario_remark(plan: Plan, name: str, names: dict[str, str]) -> str:
    found = next(scenario for scenario in plan.scenarios if scenario.threat == name)
    count = len(found.onset) + len(found.crisis) + len(found.recovery)
    return ngettext("%(n)s ขั้นตอน", "%(n)s ขั้นตอน", count) % {"n": count}


def _checklist_remark(plan: Plan, name: str, names: dict[str, str]) -> str:
    found = suggested_answer(plan, plan.checklist[int(name)].text)
    if found is None:
        return _("แผนตอบข้อนี้แทนไม่ได้")
    words = {"answer": _("มี") if found.answer else _("ไม่มี"), "why": in_language(found.why)}
    return _("จากแผน: %(answer)s เพราะ%(why)s") % words


def _neighbours(number: int, sheet: Sheet, section: Section, item: str) -> dict[str, Any]:
    """The thing before and the thing after, so that all can be gone through one by one."""
    path = thing_path(section, item)
    paths = sheet.paths_in(path.rpartition("/")[0])
    if path not in paths:
        return {}
    at = paths.index(path)
    links = {}
    if at:
        links["earlier"] = edit_url(number, paths[at - 1]).partition("#")[0]
    if at + 1 < len(paths):
        links["later"] = edit_url(number, paths[at + 1]).partition("#")[0]
    return links | {"place": at + 1, "total": len(paths)}


def side_of(number: int, notes: list[Shown], section: Section | None) -> list[dict[str, Any]]:
    """All sections with what is left to do in each."""
    return [
        {
            "section": one,
            "current": one == section,
            "errors": sum(n.severity == "error" and section_of_path(n.path) == one for n in notes),
            "warnings": sum(n.severity == "warning" and section_of_path(n.path) == one for n in notes),
        }
        for one in SECTIONS
    ]
