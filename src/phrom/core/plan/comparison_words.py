"""A difference of two plans as a sentence in both languages: “ผู้ประสานงานเปลี่ยนจาก … เป็น …”."""

from collections.abc import Mapping, Sequence
from typing import Any

from phrom.core.plan.comparison import Difference
from phrom.core.plan.document import Impact, Part, Person, Plan, Requirement, Role, Scenario, Strategy
from phrom.core.plan.paths import value_at
from phrom.core.plan.wording import AREAS, FIELDS, GROUPS, THINGS, WORDS
from phrom.core.values.duration import Duration
from phrom.core.values.phone_number import display
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_date import span_words

_MOST = 6  # items of a list that are named one by one


class DifferenceWords:
    """Sentences about the differences of two plans; names are taken from both."""

    def __init__(self, first: Plan, second: Plan) -> None:
        self._plans = (first, second)
        self._names = names_by_id(first) | names_by_id(second)

    def sentence(self, difference: Difference) -> Bilingual:
        """What changed, with the values before and after."""
        d = difference
        if d.kind == "moved":
            thing, order = self.subject(d.path), self._joined([self._named_item(name) for name in d.after])
            return both("ลำดับของ{0} เปลี่ยนเป็น {1}", "The order of {0} is now {1}", thing, order)
        if isinstance(part := d.after if d.before is None else d.before, Part) and d.kind in ("added", "removed"):
            thing, above = self._with_kind(d.path, self._part_words(part)), self._owner(d.path.rpartition("/")[0])
            where = both(" ({0})", " ({0})", above) if above else same("")
            if d.kind == "added":
                return both("เพิ่ม{0}{1}", "Added: {0}{1}", thing, where)
            return both("ตัด{0} ออก{1}", "Taken out: {0}{1}", thing, where)
        subject = self.subject(d.path)
        if isinstance(d.before, tuple) or isinstance(d.after, tuple):
            return self._list_sentence(subject, d.before or (), d.after or ())
        before, after = self.value(d.before), self.value(d.after)
        if d.kind == "added":
            return both("{0}: เพิ่ม {1}", "{0}: added {1}", subject, after)
        if d.kind == "removed":
            return both("{0}: ตัด {1} ออก", "{0}: {1} taken out", subject, before)
        return both("{0} เปลี่ยนจาก {1} เป็น {2}", "{0} changed from {1} to {2}", subject, before, after)

    def _list_sentence(self, subject: Bilingual, before: Sequence[Any], after: Sequence[Any]) -> Bilingual:
        come, gone = [x for x in after if x not in before], [x for x in before if x not in after]
        if not come and not gone:
            order = self._joined([self.value(x) for x in after])
            return both("{0}: เรียงลำดับใหม่เป็น {1}", "{0}: new order {1}", subject, order)
        if len(come) == len(gone) == 1 == len(before):
            pair = self.value(gone[0]), self.value(come[0])
            return both("{0} เปลี่ยนจาก {1} เป็น {2}", "{0} changed from {1} to {2}", subject, *pair)
        parts = []
        if come:
            parts.append(both("เพิ่ม {0}", "added {0}", self._joined([self.value(x) for x in come])))
        if gone:
            parts.append(both("ตัด {0} ออก", "{0} taken out", self._joined([self.value(x) for x in gone])))
        return both("{0}: {1}", "{0}: {1}", subject, _with(" · ", parts))

    def value(self, value: Any) -> Bilingual:
        """A value as people read it."""
        if value is None or value == ():
            return Bilingual(th="ไม่ได้เขียนไว้", en="nothing")
        if isinstance(value, bool):
            return Bilingual(th="มี", en="yes") if value else Bilingual(th="ไม่มี", en="no")
        if isinstance(value, Duration):
            return Bilingual(th=span_words(value), en=span_words(value, language="en"))
        if isinstance(value, Part):
            return self._part_words(value)
        if isinstance(value, tuple):
            return self._joined([self.value(x) for x in value])
        text = str(value)
        if text in self._names:
            return self._names[text]
        if text in WORDS:
            return WORDS[text]
        return same(display(text) if text.startswith("+66") else f"“{text}”")

    def subject(self, path: str) -> Bilingual:
        """What a path is about: “โทรศัพท์ของนายอำนวย บัวอินทร์”, “MTPD ของกระบวนงาน “…””, “ผู้ประสานงาน”."""
        holder, _, last = path.rpartition("/")
        owner = self._owner(holder)
        if last in ("primary", "affected") and owner:
            return owner
        if last in _NAMING and (kind := THINGS.get(_list_of(holder))):
            return _of(kind, self._owner(holder.rpartition("/")[0]))
        label = _PATHS.get(path) or _PATHS.get(f"{path.partition('/')[0]}/*/{last}") or FIELDS.get(last, same(last))
        return _of(label, owner)

    def _owner(self, path: str) -> Bilingual | None:
        """The nearest thing, from a path upwards, that people have a name for."""
        if not path or path == "strategy_map":
            return None
        above = path.rpartition("/")[0]
        if (place := _place_in_team(path, self._names)) is not None:
            return place
        if path.rpartition("/")[2] in AREAS and "/" in path:
            return _of(AREAS[path.rpartition("/")[2]], self._owner(above))
        thing = self._at(path)
        if isinstance(thing, Person):
            return same(thing.full_name)
        if isinstance(thing, Part) and path != "infrastructure_service" and (name := self._part_words(thing)).th:
            return self._with_kind(path, name)
        return self._owner(above)

    def _with_kind(self, path: str, name: Bilingual) -> Bilingual:
        kind = THINGS.get(_list_of(path)) if "/requirements/" not in path else None
        return both("{0} {1}", "{0} {1}", kind, name) if kind else name

    def _part_words(self, part: Part) -> Bilingual:
        if isinstance(part, Person):
            return same(part.full_name)
        if isinstance(part, Scenario):
            return self._named_item(part.threat)
        if isinstance(part, Impact):
            return _with(" · ", [self._named_item(part.threat), AREAS[part.area]])
        if isinstance(part, Strategy):
            return AREAS[part.area]
        if isinstance(part, Requirement):
            return same(" ".join(str(x) for x in (f"“{part.name}”", part.quantity, part.unit) if x is not None))
        if isinstance(part, Role):
            return self._role_words(part)
        for name in ("name", "text", "task"):
            if text := getattr(part, name, None):
                return same(f"“{text}”")
        return same("")

    def _role_words(self, role: Role) -> Bilingual:
        primary = self.value(role.primary)
        if not role.alternates:
            return primary
        return both("{0} (สำรอง {1})", "{0} (alternate {1})", primary, self.value(role.alternates))

    def _named_item(self, name: str) -> Bilingual:
        if name in self._names:
            return self._names[name]
        threat, _, area = name.partition(" ")
        if area in AREAS and threat in self._names:
            return both("{0} · {1}", "{0} · {1}", self._names[threat], AREAS[area])
        return AREAS.get(name) or same(name)

    def _joined(self, words: Sequence[Bilingual]) -> Bilingual:
        if (more := len(words) - _MOST) > 0:
            return both("{0} และอีก {1} รายการ", "{0} and {1} more", _with(", ", words[:_MOST]), same(str(more)))
        return _with(", ", words)

    def _at(self, path: str) -> Any:
        for plan in self._plans:
            try:
                return value_at(plan, path)
            except KeyError:
                continue
        return None


def same(text: str) -> Bilingual:
    """Words of the plan itself, which are the same in both languages."""
    return Bilingual(th=text, en=text)


def both(th: str, en: str, *words: Bilingual) -> Bilingual:
    """A sentence with places {0}, {1} … in both languages."""
    return Bilingual(th=th.format(*(w.th for w in words)), en=en.format(*(w.en for w in words)))


def _with(mark: str, words: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(th=mark.join(w.th for w in words), en=mark.join(w.en for w in words))


def names_by_id(plan: Plan) -> dict[str, Bilingual]:
    """What people call the things that references lead to."""
    names = {person.id: same(person.full_name) for person in plan.people}
    groups = (plan.units, plan.continuity_team.teams, plan.threats, plan.processes, plan.sites, plan.suppliers)
    for group in (*groups, plan.response):
        names |= {thing.id: same(f"“{thing.name}”") for thing in group}
    steps = [step for phase in plan.response for step in phase.steps]
    for scenario in plan.scenarios:
        steps += [*scenario.onset, *scenario.crisis, *scenario.recovery]
    return names | {step.id: same(f"“{step.text}”") for step in steps} | GROUPS


def _place_in_team(path: str, names: Mapping[str, Bilingual]) -> Bilingual | None:
    """A place in the continuity team: “หัวหน้า “ทีม 1””."""
    parts = path.split("/")
    if parts[0] != "continuity_team" or len(parts) < 2:
        return None
    if parts[1] != "teams":
        return GROUPS.get(parts[1])
    team = names.get(parts[2]) if len(parts) > 2 else None
    place = {"leader": _LEADER, "members": THINGS["members"]}.get(parts[3]) if len(parts) > 3 else None
    return both("{0} {1}", "{0} {1}", place, team) if place and team else team


def _of(label: Bilingual, owner: Bilingual | None) -> Bilingual:
    if owner is None:
        return label
    gap = " " if label.th[-1:].isascii() else ""
    return both(f"{{0}}{gap}ของ{{1}}", "{0} of {1}", label, owner)


def _list_of(path: str) -> str:
    """The name of the list that an item stands in."""
    return path.rpartition("/")[0].rpartition("/")[2]


_NAMING = ("text", "name", "task")  # the field that a thing is called by
_LEADER = Bilingual(th="หัวหน้า", en="the leader of")
_PATHS = {
    "title": Bilingual(th="ชื่อแผน", en="title of the plan"),
    "organisation/name": Bilingual(th="ชื่อหน่วยงาน", en="name of the office"),
    "organisation/address": Bilingual(th="ที่ตั้งของหน่วยงาน", en="address of the office"),
    "organisation/parent": Bilingual(th="ต้นสังกัดของหน่วยงาน", en="department above the office"),
    "stated/teams": Bilingual(th="จำนวนทีมที่ข้อความระบุ", en="number of teams stated"),
    "stated/scenarios": Bilingual(th="จำนวนเหตุการณ์ที่ข้อความระบุ", en="number of scenarios stated"),
    "stated/processes": Bilingual(th="จำนวนกระบวนงานที่ข้อความระบุ", en="number of processes stated"),
    "infrastructure_service/text": Bilingual(th="การบริการโครงสร้างพื้นฐาน", en="infrastructure service"),
    "suppliers/*/alternates": Bilingual(th="คู่ค้าสำรอง", en="suppliers that can take the place"),
}
