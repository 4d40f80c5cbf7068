"""What a careful person reads in any layout of a plan, in the form of the hand-made truths."""

from typing import Any

from tools.layouts.view import AREAS, LEVELS, View
from tools.reading.likeness import hours

Data = dict[str, Any]
COLUMNS = ("site", "materials", "it", "people", "partners")


def truth_of(plan: Data) -> Data:
    """The facts of a plan that has names, needs and owners throughout, as `invented` makes them."""
    view = View(plan)
    return {
        "processes": [_process(view, n, p) for n, p in enumerate(plan["processes"], 1)],
        "resources": [_needs(n, p["requirements"]) for n, p in enumerate(plan["processes"], 1)],
        "people": [
            {"name": view.full_name(p), "title": p["title"], "phones": ["0" + n[3:] for n in p["phones"]]}
            for p in plan["people"]
        ],
        "roles": _roles(view),
        "teams": [
            {
                "name": t["name"],
                "leader": view.names(t["leader"])[0],
                "members": [{"name": view.names(m)[0]} for m in t["members"]],
            }
            for t in view.teams
        ],
        "threat_matrix": {
            "rows": [
                {"threat": t["name"]} | {c: view.affected(t, a) for c, a in zip(COLUMNS, AREAS, strict=True)}
                for t in plan["threats"]
            ]
        },
        "strategies": [
            {"resource": AREAS[s["area"]], "items": len(s["actions"]), "owners": [view.units[o] for o in s["owners"]]}
            for s in plan["strategies"]
        ],
        "checklist": [
            {"label": p["id"], "from_hours": hours(p["starts"]), "steps": [{"text": s["text"]} for s in p["steps"]]}
            for p in plan["response"]
        ],
        "scenarios": [
            {
                "name": view.threats[s["threat"]],
                "phases": {
                    word: {"step_count": len(s[stage])}
                    for word, stage in (("start", "onset"), ("crisis", "crisis"), ("normal", "recovery"))
                },
            }
            for s in plan["scenarios"]
        ],
        "bcp_checklist": [
            {"item": c["item"], "text": c["text"], "answer": "มี" if c["answer"] else "ไม่มี"} for c in plan["checklist"]
        ],
    }


def _process(view: View, number: int, process: Data) -> Data:
    return {
        "no": number,
        "name": process["name"],
        "unit": view.units[process["units"][0]],
        "impact": LEVELS[process["impact"]],
        "mtpd_raw": process["mtpd"],
        "mtpd_hours": hours(process["mtpd"]),
        "rto_hours": hours(process.get("rto")),
    }


def _needs(number: int, needs: Data) -> Data:
    names = {area: [item["name"] for item in needs[area]] for area in needs}
    return {
        "process": number,
        "alt_site_people": needs["premises"][0]["quantity"],
        "personnel": needs["people"][0]["quantity"],
        "equipment": names["equipment"],
        "it": names["technology"],
        "partners": names["suppliers"],
    }


def _roles(view: View) -> list[Data]:
    team = view.plan["continuity_team"]
    named = [("หัวหน้าคณะ", team["head"]), ("ผู้ประสานงาน", team["coordinator"])]
    named += [(f"หัวหน้าทีม {t['name']}", t["leader"]) for t in view.teams]
    return [{"role": word, "primary": view.names(role)[0], "backup": view.names(role)[1]} for word, role in named]
