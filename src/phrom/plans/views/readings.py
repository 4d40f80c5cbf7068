"""What was read out of a file, beside the lines it was read from: grouped by the thing that the values belong to."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from phrom.core.importing.review import is_sure
from phrom.core.plan.document import Impact, Person, Plan, Requirement, Scenario, Strategy
from phrom.core.plan.paths import value_at
from phrom.core.values.duration import Duration
from phrom.core.values.source import ImportReport, Reading
from phrom.core.values.thai_text import key
from phrom.plans.queries import in_language
from phrom.plans.views.noted import section_of
from phrom.plans.views.wording import AREAS, amount_words, names_by_id, value_words

LABELS = {
    "name": gettext_noop("ชื่อ"),
    "title": gettext_noop("คำนำหน้า"),
    "given_name": gettext_noop("ชื่อตัว"),
    "family_name": gettext_noop("นามสกุล"),
    "position": gettext_noop("ตำแหน่ง"),
    "unit": gettext_noop("กลุ่มงาน/ฝ่าย"),
    "units": gettext_noop("กลุ่มงาน/ฝ่าย"),
    "phones": gettext_noop("โทรศัพท์"),
    "phones_text": gettext_noop("โทรศัพท์ตามที่เขียน"),
    "email": gettext_noop("อีเมล"),
    "primary": gettext_noop("บุคลากรหลักของตำแหน่ง"),
    "alternates": gettext_noop("บุคลากรสำรอง"),
    "impact": gettext_noop("ระดับผลกระทบ"),
    "impact_text": gettext_noop("ระดับผลกระทบตามที่เขียน"),
    "mtpd": gettext_noop("ยอมให้หยุด"),
    "mtpd_text": gettext_noop("ยอมให้หยุดตามที่เขียน"),
    "rto": gettext_noop("ระยะเวลาเป้าหมายในการฟื้นคืนสภาพ"),
    "quantity": gettext_noop("จำนวน"),
    "quantity_text": gettext_noop("จำนวนตามเวลา"),
    "affected": gettext_noop("กระทบ"),
    "area": gettext_noop("ด้านทรัพยากร"),
    "threat": gettext_noop("ภัยคุกคาม"),
    "owners": gettext_noop("ผู้รับผิดชอบ"),
    "responsible": gettext_noop("ผู้รับผิดชอบ"),
    "responsible_text": gettext_noop("ผู้รับผิดชอบตามที่เขียน"),
    "actions": gettext_noop("แนวทาง"),
    "where": gettext_noop("ที่ตั้ง"),
    "capacity": gettext_noop("รับได้ (คน)"),
    "starts": gettext_noop("เริ่ม"),
    "ends": gettext_noop("ถึง"),
    "text": gettext_noop("ข้อความ"),
    "details": gettext_noop("รายละเอียด"),
    "within": gettext_noop("ภายใน"),
    "after": gettext_noop("นับจาก"),
    "item": gettext_noop("ข้อ"),
    "answer": gettext_noop("คำตอบ"),
    "year": gettext_noop("ปี"),
    "staff_count": gettext_noop("จำนวนบุคลากร"),
    "address": gettext_noop("ที่ตั้ง"),
    "parent": gettext_noop("สังกัด"),
    "purposes": gettext_noop("วัตถุประสงค์"),
    "assumptions": gettext_noop("ข้อสมมติฐาน"),
    "teams": gettext_noop("จำนวนทีมที่ระบุไว้"),
    "processes": gettext_noop("จำนวนกระบวนงานที่ระบุไว้"),
    "scenarios": gettext_noop("จำนวนเหตุการณ์ที่ระบุไว้"),
    "task": gettext_noop("งาน"),
    "systems": gettext_noop("ระบบ"),
    "status": gettext_noop("สถานะ"),
    "service": gettext_noop("บริการ"),
    "line_id": gettext_noop("LINE"),
    "missions": gettext_noop("พันธกิจ"),
    "authorities": gettext_noop("อำนาจหน้าที่"),
    "strategies": gettext_noop("กลยุทธ์"),
    "rpo": gettext_noop("ข้อมูลที่ยอมให้สูญหาย"),
    "mbco": gettext_noop("ระดับบริการขั้นต่ำ"),
    "depends_on": gettext_noop("งานที่ต้องพึ่งพา"),
    "maximum_interruption": gettext_noop("หยุดได้ไม่เกิน"),
    "unit_word": gettext_noop("หน่วยนับ"),
}
PLAN_TITLE = gettext_noop("ชื่อแผน")
_PLAIN = (
    "title",
    "year",
    "organisation",
    "stated",
    "purposes",
    "assumptions",
    "requirements",
)  # things that are a single value


@dataclass(frozen=True)
class Value:
    """A value that was read. `written`: the source's own words, where the plan says it otherwise (short forms)."""

    path: str
    label: str
    words: str
    sure: bool
    why: str
    written: str = ""
    by: str = ""  # who placed it by hand or found it right
    kept: bool = False  # the plan keeps what an earlier file said


@dataclass
class Pair:
    """A thing of the plan: the source's lines at the left, its values at the right."""

    path: str
    heading: str
    lines: list[tuple[int, SafeString]] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    @property
    def unsure(self) -> int:
        return sum(not value.sure for value in self.values)


def _same(one: Value, other: Value) -> bool:
    return (one.label, one.words, one.sure, one.why) == (other.label, other.words, other.sure, other.why)


def thing_of(path: str) -> str:
    """The path of the thing that a value belongs to: a person, a process, a place in a team, a step of a scenario."""
    parts = path.split("/")
    depth = 2
    if parts[0] == "continuity_team":
        depth = {"teams": 3, "head": 2, "coordinator": 2}.get(parts[1] if len(parts) > 1 else "", 2)
        if len(parts) > 3 and parts[3] in ("leader", "members"):
            depth = 4 if parts[3] == "leader" else 5
    elif (parts[0] == "response" and len(parts) > 3 and parts[2] == "steps") or (
        parts[0] == "scenarios" and len(parts) > 3
    ):
        depth = 4
    elif parts[0] in ("title", "year", "infrastructure_service"):
        depth = 1
    return "/".join(parts[:depth])


def pairs_of(plan: Plan, report: ImportReport) -> dict[str, list[Pair]]:
    """By section, in the order of the reading."""
    sections: dict[str, list[Pair]] = defaultdict(list)
    for section, things in things_of(report).items():
        sections[section] = pairs_in(plan, report, list(things.items()))
    return sections


def things_of(report: ImportReport) -> dict[str, dict[str, list[Reading]]]:
    """The readings of every thing, by section and the thing's path."""
    sections: dict[str, dict[str, list[Reading]]] = defaultdict(dict)
    for reading in report.readings:
        thing = thing_of(reading.path)
        sections[section_of(thing)].setdefault(thing, []).append(reading)
    return sections


def pairs_in(plan: Plan, report: ImportReport, things: list[tuple[str, list[Reading]]]) -> list[Pair]:
    """Some things with what was read for them."""
    names, texts = names_by_id(plan), {line.number: line.text for line in report.lines}
    return [_pair(plan, path, readings, names, texts) for path, readings in things]


def _pair(plan: Plan, path: str, readings: list[Reading], names: dict[str, str], texts: dict[int, str]) -> Pair:
    thing = found_at(plan, path)
    pair = Pair(path, heading_of(thing, path, names))
    marks: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for reading in readings:
        for number in reading.lines:
            marks[number].append((reading.text or "", is_sure(reading)))
        value = value_of(plan, reading, path, names)
        if value is None or any(_same(value, other) for other in pair.values):
            continue
        if not (value.sure and value.words in pair.heading):
            pair.values.append(value)
    pair.values.sort(key=lambda v: v.sure)
    pair.lines = [(number, marked(texts.get(number, ""), marks[number])) for number in sorted(marks)]
    return pair


def found_at(plan: Plan, path: str) -> object:
    try:
        found: object = value_at(plan, path)
    except KeyError:
        return None
    return found


def heading_of(thing: object, path: str, names: dict[str, str]) -> str:
    if isinstance(thing, Person):
        return thing.full_name
    if isinstance(thing, Scenario):
        return names.get(thing.threat, thing.threat)
    parts = path.split("/")
    if parts[0] == "continuity_team" and len(parts) > 1:
        return _place_words(parts, names)
    for attribute in ("name", "text", "task"):
        if text := getattr(thing, attribute, None):
            return str(text)
    if isinstance(thing, Impact):
        return f"{names.get(thing.threat, thing.threat)} · {_(AREAS[thing.area])}"
    if isinstance(thing, Strategy):
        return _(AREAS[thing.area])
    if parts[0] == "strategy_map" and len(parts) > 1:
        return _(LABELS.get(parts[1], "")) or _("แผนผังกลยุทธ์ (BCP Strategy Map)")
    return _label(path, path)


def _place_words(parts: list[str], names: dict[str, str]) -> str:
    if parts[1] != "teams":
        return names.get(parts[1], parts[1])
    team = names.get(parts[2], "") if len(parts) > 2 else ""
    place = {"leader": _("หัวหน้าทีม"), "members": _("ทีมงาน")}.get(parts[3], "") if len(parts) > 3 else ""
    return f"{place} {team}".strip()


def value_of(plan: Plan, reading: Reading, thing: str, names: dict[str, str]) -> Value | None:
    """A reading in words; None where the heading of its thing says it all."""
    value, sure = found_at(plan, reading.path), is_sure(reading)
    if sure and reading.path == thing and not isinstance(value, str | int | Duration):
        return None  # the heading says it
    words = _words(value, names) if reading.path != thing or sure else reading.text or ""
    words = words or reading.text or ""
    if sure and not words:
        return None
    return Value(
        reading.path, _label(reading.path, thing), words, sure, _why(reading), _written(value, reading, words, names),
        reading.by or "",
    )  # fmt: skip


def _written(value: object, reading: Reading, words: str, names: dict[str, str]) -> str:
    """The source's words for a thing that they name in short: `กลุ่มงานการเงินฯ`."""
    named = value if isinstance(value, tuple) else (value,)
    if not all(isinstance(one, str) and one in names for one in named) or not reading.text:
        return ""
    return "" if key(reading.text) in key(words) and key(words) in key(reading.text) else reading.text


def _words(value: object, names: dict[str, str]) -> str:
    """What was made of the source's words; empty where the value is too large to be said in a line."""
    if isinstance(value, str | int | Duration):
        return value_words(value, names)
    if isinstance(value, tuple):
        return ", ".join(words for words in (_words(one, names) for one in value) if words)
    if isinstance(value, Requirement):
        return amount_words(value)
    return str(getattr(value, "name", ""))


def _label(path: str, thing: str) -> str:
    """The word for the value's own key; for a requirement its resource area; empty for the thing itself."""
    tokens = path.removeprefix(thing).strip("/").split("/")
    if tokens == [""]:
        tokens = path.split("/") if path.partition("/")[0] in _PLAIN else []
    for token in reversed(tokens):
        if token in AREAS:
            return _(AREAS[token])
        if token in LABELS:
            word = PLAN_TITLE if path == "title" else LABELS[token]
            return _(word)
    return ""


def _why(reading: Reading) -> str:
    return in_language(reading.reason) if reading.reason else ""


def marked(line: str, marks: list[tuple[str, bool]]) -> SafeString:
    """The source's own words; what was read from is marked, differently where the reader is not sure."""
    spans: list[tuple[int, int, bool]] = []
    for text, sure in sorted(marks, key=lambda m: (m[1], -len(m[0]))):
        start = line.find(text) if text else -1
        if start < 0:
            if sure:
                continue
            start, text = 0, line
        end = start + len(text)
        if all(end <= a or start >= b for a, b, _sure in spans):
            spans.append((start, end, sure))
    pieces, at = [], 0
    for start, end, sure in sorted(spans):
        pieces.append(escape(line[at:start]))
        pieces.append(format_html("<mark{}>{}</mark>", SafeString(' class="ok"') if sure else "", line[start:end]))
        at = end
    pieces.append(escape(line[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
