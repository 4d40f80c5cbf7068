"""The facts of a plan that people would compare by eye: names, times, numbers, and who does what."""

from pathlib import Path
from typing import Any

from phrom.core.plan.document import Plan, Role

CASES = Path(__file__).parents[2] / "cases" / "importing"


def facts_of(plan: Plan) -> dict[str, Any]:
    """A plan without ids, as plain values."""
    people = {p.id: p.full_name for p in plan.people}
    units = {u.id: u.name for u in plan.units}
    threats = {t.id: t.name for t in plan.threats}

    def role(value: Role) -> list[Any]:
        return [people.get(value.primary or ""), [people[a] for a in value.alternates]]

    team = plan.continuity_team
    return {
        "title": plan.title,
        "year": plan.year,
        "organisation": plan.organisation.model_dump(exclude_none=True),
        "purposes": len(plan.purposes),
        "assumptions": len(plan.assumptions),
        "units": sorted(units.values()),
        "people": [[p.full_name, p.position, list(p.phones)] for p in plan.people],
        "head": role(team.head),
        "coordinator": role(team.coordinator),
        "teams": [[t.name, units.get(t.unit or ""), role(t.leader), [role(m) for m in t.members]] for t in team.teams],
        "threats": list(threats.values()),
        "affected": [[threats[i.threat], i.area] for i in plan.impacts if i.affected],
        "assessed": len(plan.impacts),
        "processes": [
            [p.name, [units[u] for u in p.units], p.impact, p.mtpd and str(p.mtpd), p.rto and str(p.rto)]
            for p in plan.processes
        ],
        "requirements": [p.requirements.model_dump(mode="json", exclude_defaults=True) for p in plan.processes],
        "strategies": [[s.area, [units[u] for u in s.owners], list(s.actions)] for s in plan.strategies],
        "sites": [[s.name, s.where, s.capacity] for s in plan.sites],
        "response": [
            [str(r.starts), r.ends and str(r.ends), [[s.text, len(s.details), list(s.responsible)] for s in r.steps]]
            for r in plan.response
        ],
        "scenarios": [
            [
                threats[s.threat],
                len(s.onset),
                len(s.crisis),
                len(s.recovery),
                [[str(t.within), t.after] for t in s.targets],
            ]
            for s in plan.scenarios
        ],
        "stated": plan.stated.model_dump(exclude_none=True),
        "checklist": [[c.item, c.text, c.answer] for c in plan.checklist],
    }
