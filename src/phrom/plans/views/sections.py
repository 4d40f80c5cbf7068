"""The sections of a plan's page: what each shows, and the findings that stand in it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from phrom.core.plan.document import AREAS, Plan, Requirements, Role, Step, Team
from phrom.core.plan.lookup import people_by_id, people_in_roles, threats_by_id
from phrom.plans.views import wording
from phrom.plans.views.chart import structure_chart
from phrom.plans.views.noted import Noted, Noticeboard


@dataclass(frozen=True)
class Section:
    """`template` is a file of `plans/sections/`; it finds what it shows in `data`."""

    ident: str
    title: str
    count: int
    data: dict[str, Any]
    errors: int = 0
    warnings: int = 0
    findings: list[Noted] = field(default_factory=list)  # those about no single part

    @property
    def template(self) -> str:
        return f"plans/sections/{self.ident}.html"


def sections_of(plan: Plan, board: Noticeboard) -> list[Section]:
    names = wording.names_by_id(plan)
    made = [
        ("people", _("บุคลากร"), len(plan.people), _people(plan, names)),
        ("processes", _("กระบวนงานและเวลาที่ยอมให้หยุด"), len(plan.processes), _processes(plan, names, board)),
        ("team", _("คณะบริหารความต่อเนื่อง"), len(plan.continuity_team.teams), _team(plan, names, board)),
        ("threats", _("ความเสี่ยงและภัยคุกคาม"), len(plan.threats), _threats(plan)),
        ("strategies", _("ทรัพยากรและกลยุทธ์"), len(plan.strategies), _strategies(plan, names, board)),
        ("response", _("ขั้นตอนตามห้วงเวลา"), len(plan.response), _response(plan, names, board)),
        ("scenarios", _("ขั้นตอนตามเหตุการณ์"), len(plan.scenarios), _scenarios(plan, names, board)),
        ("checklist", _("แบบตรวจสอบความครบถ้วน"), len(plan.checklist), _checklist(plan)),
        ("basics", _("หน่วยงานและวัตถุประสงค์"), len(plan.purposes), {"plan": plan}),
    ]
    return [
        Section(
            ident, title, count, data, board.count("error", ident), board.count("warning", ident), board.left_in(ident)
        )
        for ident, title, count, data in made
    ]


def _people(plan: Plan, names: dict[str, str]) -> dict[str, Any]:
    held = people_in_roles(plan)
    rows = [
        {
            "person": person,
            "unit": names.get(person.unit or "", ""),
            "roles": [_role_words(h.place.kind, h.place.team, h.rank, plan) for h in held.get(person.id, ())],
        }
        for person in plan.people
    ]
    return {"rows": rows}


def _role_words(kind: str, team: Team | None, rank: int, plan: Plan) -> str:
    number = plan.continuity_team.teams.index(team) + 1 if team is not None else 0
    place = {
        "head": _("หัวหน้าคณะฯ"),
        "coordinator": _("ผู้ประสานงาน"),
        "leader": _("หัวหน้าทีม %(n)s") % {"n": number},
        "member": _("ทีม %(n)s") % {"n": number},
    }[kind]
    return place if rank == 0 else _("สำรอง: %(place)s") % {"place": place}


def _processes(plan: Plan, names: dict[str, str], board: Noticeboard) -> dict[str, Any]:
    rows = [
        {
            "process": process,
            "units": wording.said(names, process.units),
            "level": _(wording.LEVELS[process.impact])
            if process.impact
            else process.impact_text or wording.not_written(),
            "mtpd": wording.duration_words(process.mtpd),
            "needs": _needs(process.requirements),
            "depends_on": wording.said(names, process.depends_on),
            "findings": board.beside(f"processes/{process.id}"),
        }
        for process in plan.processes
    ]
    return {"rows": rows}


def _needs(requirements: Requirements) -> list[tuple[str, str]]:
    needs = []
    for area in AREAS:
        wanted = getattr(requirements, area)
        if wanted:
            texts = [wording.amount_words(need) for need in wanted]
            needs.append((_(wording.AREAS[area]), ", ".join(texts)))
    return needs


def _team(plan: Plan, names: dict[str, str], board: Noticeboard) -> dict[str, Any]:
    team = plan.continuity_team
    top = [
        _place(plan, _("หัวหน้าคณะบริหารความต่อเนื่อง"), team.head, board.beside("continuity_team/head")),
        _place(plan, _("ผู้ประสานงานคณะบริหารความต่อเนื่อง"), team.coordinator, board.beside("continuity_team/coordinator")),
    ]
    teams = [
        {
            "name": one.name,
            "unit": names.get(one.unit or "", ""),
            "leader": _place(plan, _("หัวหน้าทีม"), one.leader),
            "members": [_place(plan, _("ทีมงาน"), member) for member in one.members],
            "findings": board.beside(f"continuity_team/teams/{one.id}"),
        }
        for one in team.teams
    ]
    return {"top": top, "teams": teams, "drawings": structure_chart(plan)}


def _place(plan: Plan, words: str, role: Role, findings: list[Noted] | None = None) -> dict[str, Any]:
    people = people_by_id(plan)
    return {
        "role": words,
        "primary": people.get(role.primary or ""),
        "alternates": [people[i] for i in role.alternates if i in people],
        "findings": findings or [],
    }


def _threats(plan: Plan) -> dict[str, Any]:
    cells = {(impact.threat, impact.area): impact.affected for impact in plan.impacts}
    rows = [
        {"threat": threat, "cells": [(_(wording.AREAS[area]), cells.get((threat.id, area))) for area in AREAS]}
        for threat in plan.threats
    ]
    return {"areas": [_(wording.AREAS[area]) for area in AREAS], "rows": rows}


def _strategies(plan: Plan, names: dict[str, str], board: Noticeboard) -> dict[str, Any]:
    rows = [
        {
            "area": _(wording.AREAS[strategy.area]),
            "owners": wording.said(names, strategy.owners) or wording.not_written(),
            "actions": strategy.actions,
            "findings": board.beside(f"strategies/{n}"),
        }
        for n, strategy in enumerate(plan.strategies)
    ]
    sites = [
        {
            "site": site,
            "where": _(wording.WHERE[site.where]) if site.where else wording.not_written(),
            "exposed_to": wording.said(names, site.exposed_to),
            "findings": board.beside(f"sites/{site.id}"),
        }
        for site in plan.sites
    ]
    suppliers = [
        {
            "supplier": one,
            "alternates": wording.said(names, one.alternates),
            "findings": board.beside(f"suppliers/{one.id}"),
        }
        for one in plan.suppliers
    ]
    office = [
        (_(wording.AREAS[area]), [wording.amount_words(need) for need in getattr(plan.requirements, area)])
        for area in AREAS
    ]
    return {
        "rows": rows,
        "sites": sites,
        "suppliers": suppliers,
        "office": [(area, needs) for area, needs in office if needs],
        "resources": _resources(plan),
    }


def _resources(plan: Plan) -> list[dict[str, Any]]:
    """What all processes together need, by area: amounts of the same thing are added up."""
    areas = []
    for area in AREAS:
        amounts: dict[tuple[str, str], int | None] = {}
        users: dict[tuple[str, str], int] = defaultdict(int)
        for process in plan.processes:
            for need in getattr(process.requirements, area):
                key = (need.name, need.unit or "")
                known = amounts.get(key, 0)
                amounts[key] = None if need.quantity is None or known is None else known + need.quantity
                users[key] += 1
        items = [{"name": k[0], "unit": k[1], "quantity": q, "processes": users[k]} for k, q in amounts.items()]
        if items:
            areas.append({"area": _(wording.AREAS[area]), "things": items})
    return areas


def _steps(steps: tuple[Step, ...], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"step": step, "responsible": wording.said(names, step.responsible) or step.responsible_text or ""}
        for step in steps
    ]


def _response(plan: Plan, names: dict[str, str], board: Noticeboard) -> dict[str, Any]:
    rows = [
        {"phase": phase, "steps": _steps(phase.steps, names), "findings": board.beside(f"response/{phase.id}")}
        for phase in plan.response
    ]
    return {"rows": rows}


def _scenarios(plan: Plan, names: dict[str, str], board: Noticeboard) -> dict[str, Any]:
    threats = threats_by_id(plan)
    rows = []
    for scenario in plan.scenarios:
        threat = threats.get(scenario.threat)
        rows.append(
            {
                "name": threat.name if threat else scenario.threat,
                "stages": [
                    (_(words), _steps(getattr(scenario, stage), names)) for stage, words in wording.STAGES.items()
                ],
                "targets": [
                    (target.text, f"{wording.duration_words(target.within)} {_(wording.AFTER[target.after])}")
                    for target in scenario.targets
                ],
                "count": len(scenario.onset) + len(scenario.crisis) + len(scenario.recovery),
                "findings": board.beside(f"scenarios/{scenario.threat}"),
            }
        )
    return {"rows": rows}


def _checklist(plan: Plan) -> dict[str, Any]:
    service = plan.infrastructure_service
    return {
        "items": plan.checklist,
        "services": [
            (s.task, ", ".join(s.systems), _(wording.STATUS[s.status]) if s.status else "")
            for s in plan.digital_services
        ],
        "infrastructure": (service.text, wording.duration_words(service.maximum_interruption)) if service else None,
    }
