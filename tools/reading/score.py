"""How many facts of a hand-made truth a plan holds, and how many of its facts are true: F1 by section, and their mean.

Sections that a truth says nothing about do not count. `notes` name each fact missed or invented.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tools.reading.likeness import alike, hours, paired, person, phones, plain, same_hours

Data = dict[str, Any]

AREAS = {"site": "premises", "materials": "equipment", "it": "technology", "people": "people", "partners": "suppliers"}
STAGES = {
    "start": "onset",
    "before": "onset",
    "crisis": "crisis",
    "during": "crisis",
    "normal": "recovery",
    "after": "recovery",
}
IMPACTS = (
    ("สูงมาก", "critical"),
    ("วิกฤต", "critical"),
    ("สูง", "high"),
    ("กลาง", "medium"),
    ("ต่ำ", "low"),
    ("น้อย", "low"),
)
STRATEGY_AREAS = (
    ("premises", ("สถานที่", "อาคาร")),
    ("technology", ("สารสนเทศ", "เทคโนโลยี", "ข้อมูล")),
    ("people", ("บุคลากร",)),
    ("suppliers", ("คู่ค้า", "ผู้ให้บริการ")),
    ("equipment", ("อุปกรณ์", "เครื่องมือ", "วัสดุ")),
)
ANSWERS = {"มี": True, "ไม่มี": False, "True": True, "False": False}


@dataclass
class Tally:
    right: int = 0
    truth: int = 0
    found: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.truth + self.found) if self.right else 0.0


@dataclass
class Score:
    sections: dict[str, Tally] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, section: str, right: int, truth: int, found: int, note: str | None = None) -> None:
        tally = self.sections.setdefault(section, Tally())
        tally.right += right
        tally.truth += truth
        tally.found += found
        if note and (right < truth or right < found):
            self.notes.append(f"{section}: {note}")

    def one(self, section: str, ok: bool, note: str, found: bool = True) -> None:
        """A fact of which there is one to be found."""
        self.add(section, int(ok), 1, int(found), note)

    @property
    def covered(self) -> dict[str, Tally]:
        return {name: tally for name, tally in self.sections.items() if tally.truth}

    @property
    def mean(self) -> float:
        return sum(t.f1 for t in self.covered.values()) / max(1, len(self.covered))


class Found:
    """The plan under test, with its references followed."""

    def __init__(self, plan: Data) -> None:
        self.plan = plan
        self.units = {u["id"]: u["name"] for u in plan.get("units") or ()}
        self.people = {p["id"]: p for p in plan.get("people") or ()}
        self.team = plan.get("continuity_team") or {}
        self.teams = self.team.get("teams") or []
        self.threats = {t["id"]: t["name"] for t in plan.get("threats") or ()}

    def name(self, person_id: str | None) -> str:
        one = self.people.get(person_id or "", {})
        return person(f"{one.get('given_name') or ''} {one.get('family_name') or ''}")

    def primary(self, role: Data | None) -> str:
        return self.name((role or {}).get("primary"))

    def alternates(self, role: Data | None) -> list[str]:
        return [self.name(a) for a in (role or {}).get("alternates") or ()]

    def units_of(self, process: Data) -> list[str]:
        return [self.units.get(u, "") for u in process.get("units") or ()]


def score(plan: Data, truth: Data) -> Score:
    """`plan` as phrom-plan/1 in JSON form; `truth` as the cases have it."""
    result, found = Score(), Found(plan)
    for part in (_processes, _people, _roles, _teams, _threats, _strategies, _phases, _scenarios, _completeness):
        part(result, found, truth)
    return result


def _missed(missed: Iterable[Any], extra: Iterable[Any]) -> str:
    return f"missed {list(missed)}, too many {list(extra)}"


def _processes(result: Score, found: Found, truth: Data) -> None:
    processes = found.plan.get("processes") or []
    pairs, missed, extra = paired(truth["processes"], processes, lambda t, f: alike(plain(t["name"]), plain(f["name"])))
    note = _missed((t["name"] for t in missed), (f["name"] for f in extra))
    result.add("process names", len(pairs), len(truth["processes"]), len(processes), note)
    for one, other in pairs:
        _process(result, found, one, other)
    for _ in missed:
        for section in ("process impact", "process MTPD", "process unit"):
            result.add(section, 0, 1, 0)
    by_number = {one["no"]: other.get("requirements") or {} for one, other in pairs}
    for needs in truth.get("resources") or ():
        _needs(result, needs, by_number.get(needs["process"], {}))


def _process(result: Score, found: Found, one: Data, other: Data) -> None:
    name = one["name"][:40]
    level = next((level for word, level in IMPACTS if word in str(one["impact"])), None)
    result.one("process impact", other.get("impact") == level, f"{name}: {other.get('impact')} for {one['impact']}")
    if not one.get("ambiguous"):
        right = same_hours(other.get("mtpd"), one["mtpd_hours"])
        result.one("process MTPD", right, f"{name}: {other.get('mtpd')} for {one['mtpd_raw']}")
    if one.get("rto_hours") is not None:
        right = same_hours(other.get("rto"), one["rto_hours"])
        result.one("process RTO", right, f"{name}: {other.get('rto')} for {one['rto_hours']} h")
    units = found.units_of(other)
    right = any(alike(plain(u), plain(one["unit"])) for u in units)
    result.one("process unit", right, f"{name}: {units} for {one['unit']}")


def _is_notebook(item: Data) -> bool:
    return re.search(r"โน[๊้ต]?[ต]?[บ๊้]?|พกพา|notebook", str(item.get("name")).lower()) is not None


def _anything(_item: Data) -> bool:
    return True


QUANTITIES: tuple[tuple[str, str, Callable[[Data], bool]], ...] = (
    ("alt_site_people", "premises", _anything),
    ("personnel", "people", _anything),
    ("notebooks", "equipment", _is_notebook),
)


def _needs(result: Score, needs: Data, got: Data) -> None:
    where = f"process {needs['process']}"
    for key, area, counts in QUANTITIES:
        wanted = needs.get(key)
        if isinstance(wanted, int | float) and not isinstance(wanted, bool):
            total = sum(i.get("quantity") or 0 for i in got.get(area) or () if counts(i))
            result.one("requirement quantities", total == wanted, f"{where} {key}: {total} for {wanted}")
    for key, area in (("equipment", "equipment"), ("partners", "suppliers"), ("it", "technology")):
        items = [str(i.get("name")) for i in got.get(area) or ()]
        pairs, missed, extra = paired(needs.get(key) or (), items, lambda t, f: alike(_item(t), _item(f), 0.7))
        result.add(
            "requirement items",
            len(pairs),
            len(needs.get(key) or ()),
            len(items),
            f"{where} {key}: " + _missed(missed, extra),
        )


def _item(text: str) -> str:
    return re.sub(r"\d+.*$", "", plain(text))


def _names(one: Data) -> list[str]:
    return [one["name"], *(v if isinstance(v, str) else v.get("name", "") for v in one.get("variants") or ())]


def _people(result: Score, found: Found, truth: Data) -> None:
    def same(one: Data, person_id: str) -> bool:
        return any(alike(person(n), found.name(person_id), 0.9) for n in _names(one))

    pairs, missed, extra = paired(truth["people"], found.people, same)
    note = _missed((t["name"] for t in missed), (found.name(p) for p in extra))
    result.add("people", len(pairs), len(truth["people"]), len(found.people), note)
    for one, person_id in pairs:
        want, got = phones(one.get("phones") or ()), phones(found.people[person_id].get("phones") or ())
        result.add("phones", len(want & got), len(want), len(got), f"{one['name']}: {sorted(got)} for {sorted(want)}")
        title = found.people[person_id].get("title")
        right = not one.get("title") or plain(title) == plain(one["title"])
        result.one("personal titles", right, f"{one['name']}: {title}")


def _role_for(found: Found, one: Data) -> Data | None:
    if "หัวหน้าทีม" in one["role"]:
        led = [
            t.get("leader") for t in found.teams if alike(found.primary(t.get("leader")), person(one["primary"]), 0.9)
        ]
        acting = (r for r in led if any(alike(a, person(one.get("backup")), 0.9) for a in found.alternates(r)))
        return next(acting, led[0] if led else None)
    found_role: Data | None = found.team.get("coordinator" if "ประสาน" in one["role"] else "head")
    return found_role


def _roles(result: Score, found: Found, truth: Data) -> None:
    for one in truth["roles"]:
        role = _role_for(found, one)
        got = found.primary(role)
        right = alike(got, person(one["primary"]), 0.9)
        result.one("role holders", right, f"{one['role']}: {got} for {one['primary']}", found=bool(role))
        if one.get("backup"):
            stand_ins = found.alternates(role)
            right = any(alike(a, person(one["backup"]), 0.9) for a in stand_ins)
            result.one(
                "role alternates", right, f"{one['role']}: {stand_ins} for {one['backup']}", found=bool(stand_ins)
            )


def _leader(team: Data) -> str:
    leader = team["leader"]
    return person(leader["name"] if isinstance(leader, dict) else leader)


def _teams(result: Score, found: Found, truth: Data) -> None:
    pairs, missed, extra = paired(
        truth["teams"], found.teams, lambda t, f: alike(found.primary(f.get("leader")), _leader(t), 0.9)
    )
    result.add(
        "teams",
        len(pairs),
        len(truth["teams"]),
        len(found.teams),
        _missed((t["name"] for t in missed), (f["name"] for f in extra)),
    )
    for one, other in pairs:
        want, got = [person(m["name"]) for m in one["members"]], [found.primary(m) for m in other.get("members") or ()]
        same, less, more = paired(want, got, lambda a, b: alike(a, b, 0.9))
        result.add("team members", len(same), len(want), len(got), f"{one['name']}: " + _missed(less, more))
    for one in missed:
        result.add("team members", 0, len(one["members"]), 0)


def _threats(result: Score, found: Found, truth: Data) -> None:
    cells = {
        (plain(found.threats.get(i["threat"])), i["area"]): i.get("affected") for i in found.plan.get("impacts") or ()
    }
    names = list(dict.fromkeys(name for name, _ in cells))
    for row in (truth.get("threat_matrix") or {}).get("rows") or ():
        name = next((n for n in names if alike(n, plain(row["threat"]), 0.8)), None)
        for column, area in AREAS.items():
            if isinstance(row.get(column), bool):
                got = cells.get((name or "", area))
                right = name is not None and bool(got) == row[column]
                result.one(
                    "threat matrix", right, f"{row['threat']}, {area}: {got} for {row[column]}", found=name is not None
                )


def _strategies(result: Score, found: Found, truth: Data) -> None:
    wanted: dict[str, tuple[int, list[str]]] = {}
    for one in truth.get("strategies") or ():
        area = next((a for a, words in STRATEGY_AREAS if any(w in one["resource"] for w in words)), "equipment")
        count, owners = wanted.get(area, (0, []))
        wanted[area] = (count + one["items"], owners + [plain(o) for o in one.get("owners") or ()])
    for area, (count, owners) in wanted.items():
        here = [s for s in found.plan.get("strategies") or () if s.get("area") == area]
        actions = sum(len(s.get("actions") or ()) for s in here)
        result.add("strategies", min(actions, count), count, actions, f"{area}: {actions} actions for {count}")
        got = [plain(found.units.get(o, o)) for s in here for o in s.get("owners") or ()]
        if owners and not any("ทุก" in o for o in owners):
            right = all(any(alike(o, g, 0.6) for g in got) for o in owners)
            result.one("strategy owners", right, f"{area}: {got} for {owners}", found=bool(got))


def _phases(result: Score, found: Found, truth: Data) -> None:
    phases = found.plan.get("response") or []
    for one in truth.get("checklist") or ():
        phase: Data = next((p for p in phases if hours(p.get("starts")) == one.get("from_hours")), {})
        want, got = ([plain(s["text"])[:80] for s in steps] for steps in (one["steps"], phase.get("steps") or ()))
        pairs, missed, extra = paired(want, got, lambda a, b: alike(a, b, 0.7))
        result.add(
            "checklist steps", len(pairs), len(want), len(got), f"{one['label'][:30]}: " + _missed(missed, extra)
        )


def _scenarios(result: Score, found: Found, truth: Data) -> None:
    scenarios = found.plan.get("scenarios") or []
    for one in truth["scenarios"]:
        same = (s for s in scenarios if alike(plain(found.threats.get(s["threat"])), plain(one["name"]), 0.7))
        other: Data | None = next(same, None)
        result.one("scenarios", other is not None, f"missed {one['name']}", found=other is not None)
        for label, stage in STAGES.items():
            if label in one["phases"]:
                want = (one["phases"][label] or {}).get("step_count") or 0
                got = len((other or {}).get(stage) or ())
                result.add("scenario steps", min(want, got), want, got, f"{one['name']}, {stage}: {got} for {want}")
    if (extra := len(scenarios) - len(truth["scenarios"])) > 0:
        result.add("scenarios", 0, 0, extra, f"{extra} too many: {[found.threats.get(s['threat']) for s in scenarios]}")


def _completeness(result: Score, found: Found, truth: Data) -> None:
    answers = [(plain(c.get("text")), c.get("answer")) for c in found.plan.get("checklist") or ()]
    for one in truth.get("bcp_checklist") or ():
        want = ANSWERS.get(str(one.get("answer")))
        if want is not None:
            got = next((a for text, a in answers if alike(text, plain(one["text"]), 0.75)), None)
            result.one("completeness form", got is want, f"{one['text'][:40]}: {got} for {want}", found=got is not None)
