"""Placing a line of the source by hand: what it can be, what the reader's own parsers make of it, and the changes.

`places` is what a person chooses from; `likely` is what the line seems to be; `changes_for` is what the choice does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from phrom.core.importing.facts.processes import impact_level
from phrom.core.importing.names.contacts import find_email
from phrom.core.importing.names.units import is_unit
from phrom.core.importing.words.headings import phase_hours
from phrom.core.importing.words.marks import without_numbering
from phrom.core.plan.comparison_words import names_by_id
from phrom.core.plan.document import AREAS, Person, Plan
from phrom.core.plan.editing import Change, new_id
from phrom.core.plan.lookup import processes_by_id, role_places
from phrom.core.plan.tree import plain_plan
from phrom.core.plan.uses import all_ids
from phrom.core.plan.wording import AREAS as AREA_WORDS
from phrom.core.plan.wording import FIELDS, GROUPS, THINGS, WORDS
from phrom.core.values.duration import find_duration, parse_duration
from phrom.core.values.person_name import PersonName, split_name
from phrom.core.values.phone_number import display, find_numbers
from phrom.core.values.source import Bilingual, ImportReport
from phrom.core.values.thai_text import key

_STAGES = ("onset", "crisis", "recovery")
_PHASE_WORDS = ("วัน", "ระยะ", "ช่วง", "ห้วง", "หลัง", "สัปดาห์")
_SHORT = 40  # letters of a line that says a time and nothing else
_NEAR = 30  # lines back to the value that a line may belong to


class NotPlacedError(ValueError):
    """The words are none of what was chosen; `sentence` says so to people."""

    def __init__(self, th: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Bilingual(th=th, en=en)


@dataclass(frozen=True)
class Place:
    """Something that a line can be. `targets`: of what (name → words), empty where it belongs to nothing else."""

    kind: str
    label: Bilingual
    targets: dict[str, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True)
class Likely:
    """What a line seems to be, and the words that would be taken from it."""

    kind: str
    target: str
    words: str


def places(plan: Plan) -> tuple[Place, ...]:
    """Everything that a line can be in this plan; what has no target in it (no process yet) is left out."""
    names = names_by_id(plan)
    people = {person.id: names[person.id] for person in plan.people}
    processes = {process.id: names[process.id] for process in plan.processes}
    areas: dict[str, Bilingual] = {area: AREA_WORDS[area] for area in AREAS}
    found = [
        Place("person", THINGS["people"]),
        *(Place(name, _of(FIELDS[name], THINGS["people"]), people) for name in ("phones", "position", "email")),
        Place(
            "holder", Bilingual(th="ผู้อยู่ในตำแหน่งของคณะบริหาร", en="Holder of a place in the team"), _seats(plan, names)
        ),
        Place("unit", THINGS["units"]),
        Place("process", THINGS["processes"]),
        *(Place(name, _of(FIELDS[name], THINGS["processes"]), processes) for name in ("mtpd", "rto", "impact")),
        Place("units", _of(FIELDS["units"], THINGS["processes"]), processes),
        Place("team", THINGS["teams"]),
        Place("phase", THINGS["response"]),
        Place("step", Bilingual(th="ขั้นตอนในห้วงเวลา", en="Step of a phase"), {p.id: names[p.id] for p in plan.response}),
        Place("stage", Bilingual(th="ขั้นตอนของเหตุการณ์", en="Step of a scenario"), _stage_words(plan, names)),
        Place("action", Bilingual(th="แนวทางของกลยุทธ์", en="Strategy"), areas),
        Place("threat", THINGS["threats"]),
        Place("site", THINGS["sites"]),
        Place("supplier", THINGS["suppliers"]),
        *(Place(name, FIELDS[name]) for name in ("purposes", "assumptions", "missions", "authorities")),
        Place("address", _of(FIELDS["address"], Bilingual(th="หน่วยงาน", en="office"))),
    ]
    alone = ("person", "unit", "process", "team", "phase", "threat", "site", "supplier", "purposes", "assumptions")
    return tuple(
        place for place in found if place.targets or place.kind in (*alone, "missions", "authorities", "address")
    )


def _of(what: Bilingual, owner: Bilingual) -> Bilingual:
    gap = " " if what.th[-1:].isascii() else ""
    return Bilingual(th=f"{what.th}{gap}ของ{owner.th}", en=f"{what.en} of a {owner.en}")


def _seats(plan: Plan, names: dict[str, Bilingual]) -> dict[str, Bilingual]:
    seats = {
        place.path: GROUPS[place.kind] if place.team is None else _in(place.kind, names[place.team.id])
        for place in role_places(plan)
        if place.kind != "member"
    }
    members = {
        f"continuity_team/teams/{team.id}/members": _in("members", names[team.id])
        for team in plan.continuity_team.teams
    }
    return seats | members


def _in(kind: str, team: Bilingual) -> Bilingual:
    return Bilingual(th=f"{FIELDS[kind].th}: {team.th}", en=f"{FIELDS[kind].en}: {team.en}")


def _stage_words(plan: Plan, names: dict[str, Bilingual]) -> dict[str, Bilingual]:
    return {
        f"{threat.id}/{stage}": Bilingual(
            th=f"{names[threat.id].th} · {THINGS[stage].th}", en=f"{names[threat.id].en} · {THINGS[stage].en}"
        )
        for threat in plan.threats
        for stage in _STAGES
    }


def suggested_words(kind: str, text: str) -> str:
    """The part of a line that says a thing of this kind; empty where the parsers find none."""
    plain = without_numbering(text)
    if kind == "phones":
        return ", ".join(display(spoken.number) for spoken in find_numbers(plain))
    if kind in ("mtpd", "rto"):
        spoken = find_duration(plain)
        return plain[spoken.start : spoken.end] if spoken else ""
    if kind == "impact":
        level = impact_level(plain)
        return WORDS[level].th if level else ""
    if kind == "email":
        return find_email(plain) or ""
    return plain


def likely(plan: Plan, report: ImportReport, number: int) -> Likely:
    """What a line seems to be: by its own words first, then by what stands before it in the source."""
    text = next((line.text for line in report.lines if line.number == number), "")
    near = _nearby(report, number)
    kind, target = _by_words(plan, text, near) or _by_neighbours(plan, near)
    return Likely(kind, target, suggested_words(kind, text))


def _nearby(report: ImportReport, number: int) -> list[str]:
    """Paths read from the lines before a line, the nearest first."""
    behind: dict[int, list[str]] = {}
    for reading in report.readings:
        for line in reading.lines:
            if number - _NEAR <= line < number:
                behind.setdefault(line, []).append(reading.path)
    return [path for line in sorted(behind, reverse=True) for path in behind[line]]


def _by_words(plan: Plan, text: str, near: Sequence[str]) -> tuple[str, str] | None:
    plain = without_numbering(text)
    name, numbers = split_name(_without_numbers(plain)), find_numbers(plain)
    known = _person_named(plan, name) if name else None
    if name is not None and known is None:
        return "person", ""
    if known is not None:
        return ("phones", known.id) if numbers else ("holder", "continuity_team/head")
    if numbers and plan.people:
        owner = _nearest(near, "people", {person.id for person in plan.people})
        return "phones", owner or plan.people[0].id
    if plain.startswith(_PHASE_WORDS) and phase_hours(plain) is not None:
        return "phase", ""
    if find_duration(plain) and len(plain) <= _SHORT and plan.processes:
        return "mtpd", _nearest(near, "processes", set(processes_by_id(plan))) or plan.processes[0].id
    return ("unit", "") if is_unit(plain) and key(plain) not in {key(unit.name) for unit in plan.units} else None


def _by_neighbours(plan: Plan, near: Sequence[str]) -> tuple[str, str]:
    threats = {threat.id for threat in plan.threats}
    phases = {phase.id for phase in plan.response}
    for path in near:
        parts = path.split("/")
        if parts[0] == "response" and len(parts) > 1 and parts[1] in phases:
            return "step", parts[1]
        if parts[0] == "scenarios" and len(parts) > 2 and parts[1] in threats and parts[2] in _STAGES:
            return "stage", f"{parts[1]}/{parts[2]}"
        if parts[0] in ("purposes", "assumptions"):
            return parts[0], ""
        if parts[0] == "strategies" and plan.strategies:
            index = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
            return "action", plan.strategies[min(index, len(plan.strategies) - 1)].area
        if parts[0] in ("processes", "sites", "suppliers"):
            return {"processes": "process", "sites": "site", "suppliers": "supplier"}[parts[0]], ""
    return ("step", plan.response[0].id) if plan.response else ("assumptions", "")


def _nearest(near: Sequence[str], holder: str, known: set[str]) -> str:
    named = (path.split("/")[1] for path in near if path.startswith(f"{holder}/"))
    return next((name for name in named if name in known), "")


def _without_numbers(text: str) -> str:
    for spoken in reversed(find_numbers(text)):
        text = text[: spoken.start] + " " + text[spoken.end :]
    return text.strip(" ()")


def _person_named(plan: Plan, name: PersonName) -> Person | None:
    words = key(name.full)
    return next((p for p in plan.people if key(f"{p.given_name} {p.family_name or ''}") == words), None)


def changes_for(plan: Plan, kind: str, target: str, words: str) -> tuple[Change, ...]:
    """The changes that put the words where the person chose; the first is the one that the line stands behind.

    Raises NotPlacedError where the words do not say such a thing, or the target is not in the plan.
    """
    words = words.strip()
    known = {place.kind: place for place in places(plan)}.get(kind)
    if known is None or (known.targets and target not in known.targets):
        raise NotPlacedError("ให้เลือกว่าบรรทัดนี้เป็นอะไร", "Choose what this line is")
    if not words:
        raise NotPlacedError("ยังไม่มีข้อความ ให้พิมพ์ค่าที่จะใส่ในแผน", "There are no words; type what the plan shall say")
    return _MAKERS[kind](plan, target, words)


def _person(plan: Plan, _target: str, words: str) -> tuple[Change, ...]:
    return (Change(f"people/{_new_person(plan)}", _person_in(words)),)


def _new_person(plan: Plan) -> str:
    return new_id("people", all_ids(plain_plan(plan)))


def _person_in(words: str) -> dict[str, object]:
    name = split_name(_without_numbers(words), needs_title=False)
    if name is None:
        raise NotPlacedError(
            "ไม่พบชื่อบุคคลในข้อความนี้ เขียนเช่น นายสมชาย ใจดี", "No name is found here; write a given and a family name"
        )
    numbers = find_numbers(words)
    held = {
        "title": name.title, "given_name": name.given, "family_name": name.family, "position": name.position,
        "phones": [spoken.number for spoken in numbers], "phones_text": [spoken.text for spoken in numbers],
    }  # fmt: skip
    return {field: value for field, value in held.items() if value}


def _phones(plan: Plan, target: str, words: str) -> tuple[Change, ...]:
    numbers = find_numbers(words)
    if not numbers:
        raise NotPlacedError(
            "ไม่ใช่หมายเลขที่โทรออกได้ เขียนเช่น 081 000 0003 หรือ 053 000 003 ต่อ 11",
            "This is not a number that can be dialled; write it like 081 000 0003",
        )
    held = next(person.phones for person in plan.people if person.id == target)
    new = [spoken for spoken in numbers if spoken.number not in held]
    if not new:
        raise NotPlacedError("บุคคลนี้มีหมายเลขนี้อยู่แล้ว", "This person has this number already")
    return tuple(Change(f"people/{target}/phones/+", spoken.number) for spoken in new) + tuple(
        Change(f"people/{target}/phones_text/+", spoken.text) for spoken in new
    )


def _time(name: str) -> Callable[[Plan, str, str], tuple[Change, ...]]:
    def make(_plan: Plan, target: str, words: str) -> tuple[Change, ...]:
        try:
            span = parse_duration(words)
        except ValueError:
            raise NotPlacedError(
                "อ่านเป็นระยะเวลาไม่ได้ เขียนเช่น 6 ชั่วโมง หรือ 1 วัน",
                "This is not a length of time; write it like 6 ชั่วโมง or 1 วัน",
            ) from None
        as_written = (Change(f"processes/{target}/mtpd_text", words),) if name == "mtpd" else ()
        return (Change(f"processes/{target}/{name}", span.iso), *as_written)

    return make


def _impact(_plan: Plan, target: str, words: str) -> tuple[Change, ...]:
    level = impact_level(words)
    if level is None:
        raise NotPlacedError(
            "อ่านเป็นระดับผลกระทบไม่ได้ เขียนว่า วิกฤต สูง ปานกลาง หรือ ต่ำ",
            "This is no impact level; write วิกฤต, สูง, ปานกลาง or ต่ำ",
        )
    path = f"processes/{target}/impact"
    return (Change(path, level), Change(f"{path}_text", words))


def _email(_plan: Plan, target: str, words: str) -> tuple[Change, ...]:
    address = find_email(words)
    if address is None:
        raise NotPlacedError("ไม่ใช่ที่อยู่อีเมล", "This is not an e-mail address")
    return (Change(f"people/{target}/email", address),)


def _holder(plan: Plan, target: str, words: str) -> tuple[Change, ...]:
    name = split_name(_without_numbers(words), needs_title=False)
    known = _person_named(plan, name) if name else None
    person = known.id if known else _new_person(plan)
    new = () if known else (Change(f"people/{person}", _person_in(words)),)
    if target.endswith("/members"):
        return (Change(f"{target}/+", {"primary": person}), *new)
    place = next(place for place in role_places(plan) if place.path == target)
    if person in (place.role.primary, *place.role.alternates):
        raise NotPlacedError("บุคคลนี้อยู่ในตำแหน่งนี้แล้ว", "This person holds this place already")
    free = place.role.primary is None
    return (Change(f"{target}/primary" if free else f"{target}/alternates/+", person), *new)


def _action(plan: Plan, target: str, words: str) -> tuple[Change, ...]:
    index = next((n for n, strategy in enumerate(plan.strategies) if strategy.area == target), None)
    if index is None:
        return (Change("strategies/+", {"area": target, "actions": [words]}),)
    return (Change(f"strategies/{index}/actions/+", words),)


def _stage(plan: Plan, target: str, words: str) -> tuple[Change, ...]:
    threat, _, stage = target.partition("/")
    if any(scenario.threat == threat for scenario in plan.scenarios):
        return (Change(f"scenarios/{threat}/{stage}/+", {"text": words}),)
    return (Change(f"scenarios/{threat}", {"threat": threat, stage: [{"text": words}]}),)


def _phase(_plan: Plan, _target: str, words: str) -> tuple[Change, ...]:
    hours = phase_hours(words)
    if hours is None:
        raise NotPlacedError(
            "ไม่พบช่วงเวลาในข้อความนี้ เขียนเช่น วันที่ 1 (ภายใน 24 ชั่วโมง) หรือ วันที่ 2-7",
            "No span of time is found here; write it like วันที่ 1 (ภายใน 24 ชั่วโมง) or วันที่ 2-7",
        )
    start, end = hours
    held = {"name": words, "starts": f"PT{start}H"}
    return (Change("response/+", held | ({"ends": f"PT{end}H"} if end is not None else {})),)


def _unit_of_process(plan: Plan, target: str, words: str) -> tuple[Change, ...]:
    name = words.rpartition(":")[2].strip() or words
    unit = next((unit for unit in plan.units if key(unit.name) == key(name)), None)
    held = next(process.units for process in plan.processes if process.id == target)
    if unit is not None and unit.id in held:
        raise NotPlacedError("กระบวนงานนี้มีกลุ่มงาน/ฝ่ายนี้อยู่แล้ว", "This process has this unit already")
    if unit is not None:
        return (Change(f"processes/{target}/units/+", unit.id),)
    new = new_id("units", all_ids(plain_plan(plan)))
    return (Change(f"processes/{target}/units/+", new), Change(f"units/{new}", {"name": name}))


def _supplier(_plan: Plan, _target: str, words: str) -> tuple[Change, ...]:
    numbers = [spoken.number for spoken in find_numbers(words)]
    held: dict[str, object] = {"name": _without_numbers(words) or words}
    return (Change("suppliers/+", held | ({"phones": numbers} if numbers else {})),)


def _named(path: str) -> Callable[[Plan, str, str], tuple[Change, ...]]:
    return lambda _plan, _target, words: (Change(f"{path}/+", {"name": words}),)


def _listed(path: str) -> Callable[[Plan, str, str], tuple[Change, ...]]:
    return lambda _plan, _target, words: (Change(f"{path}/+", words),)


_MAKERS: dict[str, Callable[[Plan, str, str], tuple[Change, ...]]] = {
    "person": _person,
    "phones": _phones,
    "position": lambda _plan, target, words: (Change(f"people/{target}/position", words),),
    "email": _email,
    "holder": _holder,
    "unit": _named("units"),
    "process": _named("processes"),
    "mtpd": _time("mtpd"),
    "rto": _time("rto"),
    "impact": _impact,
    "units": _unit_of_process,
    "team": _named("continuity_team/teams"),
    "phase": _phase,
    "step": lambda _plan, target, words: (Change(f"response/{target}/steps/+", {"text": words}),),
    "stage": _stage,
    "action": _action,
    "threat": _named("threats"),
    "site": _named("sites"),
    "supplier": _supplier,
    "purposes": _listed("purposes"),
    "assumptions": _listed("assumptions"),
    "missions": _listed("strategy_map/missions"),
    "authorities": _listed("strategy_map/authorities"),
    "address": lambda _plan, _target, words: (Change("organisation/address", words),),
}
