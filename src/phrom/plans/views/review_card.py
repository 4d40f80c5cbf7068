"""One thing to look at on the review page: a question, an unsure value, a line without a place, or what was clicked."""

from dataclasses import dataclass, field, replace
from uuid import uuid4

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from phrom.core.importing.placing import Place, likely, places, suggested_words
from phrom.core.importing.review import Deed, Point, is_sure, open_points, tables_of, target_line
from phrom.core.plan.document import Plan
from phrom.core.values.source import ImportReport, Reading, SourceLine
from phrom.plans import queries
from phrom.plans.actions.reviewing import options_of
from phrom.plans.queries import PlanVersion, in_language
from phrom.plans.views.edit.kinds import field_at, kind_at
from phrom.plans.views.edit.sheet import Answers, Bound, Sheet
from phrom.plans.views.noted import section_of, section_titles
from phrom.plans.views.readings import Value, found_at, heading_of, marked, thing_of, value_of
from phrom.plans.views.review_table import TableForm, Told, first_words, is_table, named_table, table_form, table_words
from phrom.plans.views.wording import names_by_id
from phrom.web.words import phone_words

_IN_A_LIST = 90  # letters
_AT_ONCE = 200  # lines shown of what is left of a table, and placed together
_BESIDE = 2  # lines before a number, where its name stands


@dataclass(frozen=True)
class Line:
    """A line of the source, marked where something was read; `state`: what became of it; `context`: stands beside."""

    number: int
    text: SafeString
    place: str
    state: str = ""
    context: bool = False


@dataclass(frozen=True)
class Group:
    """Values of one thing, under its name."""

    path: str
    heading: str
    values: list[Value]


@dataclass
class PlaceForm:
    """What a line can be, and what was chosen or typed.

    `choices`: kind, its words, whether it is chosen, what of the line would be taken. `targets`: kind, its words,
    whether it is chosen, and of what it can be.
    """

    choices: list[tuple[str, str, bool, str]]
    targets: list[tuple[str, str, bool, list[tuple[str, str, bool]]]]
    kind: str
    words: str
    error: str = ""


@dataclass
class Card:
    """`at` is its name in addresses; `key` makes a form that is sent twice done once."""

    at: str
    kind: str
    heading: str
    lines: list[Line] = field(default_factory=list)
    why: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    targets: tuple[str, ...] = ()
    fields: list[Bound] = field(default_factory=list)
    placing: PlaceForm | None = None
    table: TableForm | None = None
    done: list[str] = field(default_factory=list)
    elsewhere: str = ""  # the thing that a single value belongs to
    kept: bool = False
    error: str = ""
    key: str = field(default_factory=lambda: uuid4().hex)

    @property
    def sent_targets(self) -> tuple[str, ...]:
        """What a form says that it answers; of tables, which may have thousands of lines, their name alone."""
        return () if is_table(self.at) else self.targets

    @property
    def numbers(self) -> str:
        return " ".join(str(line.number) for line in self.lines if not line.context)


@dataclass(frozen=True)
class Typed:
    """What a form that was refused held."""

    answers: Answers = field(default_factory=Answers)
    kind: str = ""
    target: str = ""
    words: str = ""
    columns: tuple[str, ...] = ()
    headed: bool = False
    aside: bool = False
    error: str = ""


class Desk:
    """A version on the review page: plan, report and points, looked up once."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version
        self.plan: Plan = queries.plan_of(version)
        found = queries.reviewed_report(version)
        self.report: ImportReport | None = found
        self.points = queries.points_of(version)
        self.deeds: list[Deed] = queries.deeds_of(version) if found else []
        self.open = open_points(self.points, self.deeds)
        self.names = names_by_id(self.plan)

    @property
    def editable(self) -> bool:
        return bool(self.version.state == PlanVersion.State.DRAFT)

    @cached_property
    def lines(self) -> dict[int, SourceLine]:
        return {line.number: line for line in self.report.lines} if self.report else {}

    @cached_property
    def by_line(self) -> dict[int, list[Reading]]:
        found: dict[int, list[Reading]] = {}
        for reading in self.report.readings if self.report else ():
            for number in reading.lines:
                found.setdefault(number, []).append(reading)
        return found

    @cached_property
    def state_of(self) -> dict[int, str]:
        """What became of each line: `unplaced`, `aside`, `furniture`; a line behind a value has none."""
        if self.report is None:
            return {}
        states = dict.fromkeys(self.report.furniture, "furniture")
        states |= {line.number: "unplaced" for line in self.report.unplaced}
        return states | {line.number: "aside" for line in self.report.set_aside}

    def readings_at(self, path: str) -> list[Reading]:
        """Readings of a value, or of all values of a thing."""
        exact, within = self._by_path
        return exact.get(path) or within.get(path, [])

    @cached_property
    def _by_path(self) -> tuple[dict[str, list[Reading]], dict[str, list[Reading]]]:
        """Readings by their path, and by every path above it."""
        exact: dict[str, list[Reading]] = {}
        within: dict[str, list[Reading]] = {}
        for reading in self.report.readings if self.report else ():
            exact.setdefault(reading.path, []).append(reading)
            above = reading.path.rpartition("/")[0]
            while above:
                within.setdefault(above, []).append(reading)
                above = above.rpartition("/")[0]
        return exact, within

    def ident_of(self, target: str) -> str:
        """The point that asks for a target; the target itself where none does."""
        return next((point.ident for point in self.points if target in point.targets), target)

    def next_after(self, at: str) -> str:
        """The next open point behind a point that may be done already; empty when none is open.

        Behind one line of several it is what is left of them.
        """
        order = {point.ident: n for n, point in enumerate(self.points)}
        whole = self.ident_of(at)
        if whole != at and any(point.ident == whole for point in self.open):
            return whole
        here = order.get(whole, -1)
        behind = [point.ident for point in self.open if order[point.ident] > here]
        return next(iter(behind), self.open[0].ident if self.open else "")

    def before(self, at: str) -> str:
        idents = [point.ident for point in self.open]
        return idents[idents.index(at) - 1] if at in idents else (idents[-1] if idents else "")

    def line(self, number: int, marks: list[tuple[str, bool]] | None = None) -> Line:
        source = self.lines[number]
        text = marked(source.text, marks or [])
        return Line(number, text, source.place or "", self.state_of.get(number, ""))

    def point_words(self, point: Point) -> str:
        """A point in a few words, for the list of what is left."""
        if point.number is not None:
            return _("เบอร์ %(number)s เป็นของใคร") % {"number": phone_words(point.number)}
        if point.kind == "table" and self.report and (tables := tables_of(self.report, point)):
            return table_words(shortened(first_words(tables[0])), len(tables))
        if point.kind == "unplaced":
            return shortened(self.lines[point.lines[0]].text)
        groups = self.groups(point.targets)
        heading = shortened(groups[0].heading if groups else "") or section_titles()[section_of(point.targets[0])]
        more = sum(len(group.values) for group in groups) - 1
        return _("%(name)s และอีก %(n)s ค่า") % {"name": heading, "n": more} if more > 0 else heading

    def groups(self, targets: tuple[str, ...]) -> list[Group]:
        """The values of a point, by the thing that they belong to."""
        found: dict[str, Group] = {}
        for target in targets:
            thing = thing_of(target)
            name = heading_of(found_at(self.plan, thing), thing, self.names)
            group = found.setdefault(thing, Group(thing, name, []))
            for reading in self.readings_at(target):
                value = value_of(self.plan, reading, thing, self.names)
                if value is not None and (value.path, value.words) not in {(v.path, v.words) for v in group.values}:
                    group.values.append(value)
        return list(found.values())


def shortened(text: str) -> str:
    """The beginning of a text, for lists."""
    return text if len(text) <= _IN_A_LIST else f"{text[:_IN_A_LIST]}…"


def card_at(desk: Desk, at: str, typed: Typed) -> Card | None:
    """The card of an address; the first open point where there is none; None when nothing is left to be looked at."""
    ident, kind, aside = named_table(at)
    point = next((p for p in desk.points if p.ident == ident), None)
    number = target_line(at)
    if number is not None and number in desk.lines:
        return _line_card(desk, number, typed)
    if point is not None:
        return _point_card(desk, point, typed if typed.kind else replace(typed, kind=kind, aside=aside))
    if at and desk.report and (card := _value_card(desk, at, typed)) is not None:
        return card
    return card_at(desk, desk.open[0].ident, typed) if desk.open else None


def _point_card(desk: Desk, point: Point, typed: Typed) -> Card:
    card = Card(point.ident, point.kind, desk.point_words(point), targets=point.targets, error=typed.error)
    card.why = in_language(point.reason) if point.reason else ""
    card.lines = _lines(desk, point.lines, point.targets)
    card.done = _done_by(desk, point.targets) if point not in desk.open else []
    if point.kind == "table" and point in desk.open and not _done_by(desk, point.targets):
        return _table_card(desk, point, card, typed)
    if point.kind in ("unplaced", "table"):
        card.kind = "unplaced"
        card.lines = [line for line in card.lines if line.state == "unplaced"] or card.lines
        card.heading = _("%(n)s บรรทัดที่ยังไม่มีที่อยู่") % {"n": len(card.lines)}
        card.targets = tuple(f"line:{line.number}" for line in card.lines)
        card.lines = card.lines[:_AT_ONCE]
        if desk.editable and not card.done and len(card.targets) <= _AT_ONCE:
            card.placing = _place_form(desk, card.lines[0].number, typed)
        return card
    card.groups = desk.groups(point.targets)
    if point.number is not None:
        card.lines = _with_context(desk, card.lines)
    if point.kind == "question" and desk.report is not None:
        report = queries.report_of(desk.version) or desk.report
        card.options = [(option.name, in_language(option.label)) for option in options_of(desk.plan, report, point)]
    elif len(point.targets) == 1:
        card.fields = _fields(desk, point.targets[0], typed.answers)
    return card


def _table_card(desk: Desk, point: Point, card: Card, typed: Typed) -> Card:
    tables = tables_of(desk.report, point) if desk.report else ()
    if tables and desk.editable:
        told = Told(typed.kind, typed.columns, headed=typed.headed, aside=typed.aside)
        card.table = table_form(tables, point.ident, told, typed.error)
    return card


def _value_card(desk: Desk, path: str, typed: Typed) -> Card | None:
    thing = thing_of(path)
    readings = desk.readings_at(path)
    fields = _fields(desk, path, typed.answers)
    if not readings and not fields and found_at(desk.plan, path) is None:
        return None
    name = heading_of(found_at(desk.plan, thing), thing, desk.names)
    card = Card(path, "value", name, targets=(path,), error=typed.error)
    card.lines = _lines(desk, tuple(sorted({n for r in readings for n in r.lines})), (path,))
    card.groups = desk.groups((path,)) if readings else []
    card.fields = fields
    card.done = _done_by(desk, (path,))
    card.elsewhere = thing if thing != path else ""
    left = desk.report.not_taken if desk.report else ()
    card.kept = any(path == one or path.startswith(f"{one}/") for one in left)
    return card


def _line_card(desk: Desk, number: int, typed: Typed) -> Card:
    target = f"line:{number}"
    card = Card(target, "line", shortened(desk.lines[number].text), targets=(target,))
    card.lines = _lines(desk, (number,), ())
    card.groups = desk.groups(tuple(dict.fromkeys(r.path for r in desk.by_line.get(number, []))))
    card.done = _done_by(desk, (target,))
    if desk.report is not None and desk.editable and not card.done:
        card.placing = _place_form(desk, number, typed)
    return card


def _place_form(desk: Desk, number: int, typed: Typed) -> PlaceForm:
    report = desk.report
    assert report is not None  # noqa: S101 - only lines of a report have cards
    seems = likely(desk.plan, report, number)
    kind, target = (typed.kind, typed.target) if typed.kind else (seems.kind, seems.target)
    known: tuple[Place, ...] = places(desk.plan)
    words = typed.words if typed.kind else suggested_words(kind, desk.lines[number].text)
    text = desk.lines[number].text
    form = PlaceForm([], [], kind, words, typed.error)
    for place in known:
        here = place.kind == kind
        form.choices.append((place.kind, in_language(place.label), here, suggested_words(place.kind, text)))
        if place.targets:
            of = [(name, in_language(said), here and name == target) for name, said in place.targets.items()]
            form.targets.append((place.kind, in_language(place.label), here, of))
    return form


def _lines(desk: Desk, numbers: tuple[int, ...], targets: tuple[str, ...]) -> list[Line]:
    found = []
    for number in numbers:
        readings = desk.by_line.get(number, [])
        marks = [(r.text or "", is_sure(r)) for r in readings if not targets or _within(r.path, targets)]
        found.append(desk.line(number, marks))
    return found


def _with_context(desk: Desk, lines: list[Line]) -> list[Line]:
    """Lines that mean little alone, with those that stand before them: the names beside numbers."""
    order = list(desk.lines)
    known = {line.number: line for line in lines}
    for number in list(known):
        at = order.index(number)
        for before in order[max(0, at - _BESIDE) : at]:
            source = desk.lines[before]
            known.setdefault(before, Line(before, marked(source.text, []), "", context=True))
    return [known[number] for number in sorted(known)]


def _within(path: str, targets: tuple[str, ...]) -> bool:
    return any(path == target or path.startswith(f"{target}/") for target in targets)


def _done_by(desk: Desk, targets: tuple[str, ...]) -> list[str]:
    """Who has answered this, with what; empty where somebody still has to."""
    said = {
        "confirmed": _("%(name)s ตรวจแล้วว่าถูก"),
        "answered": _("%(name)s เลือกคำตอบแล้ว"),
        "mended": _("%(name)s แก้แล้ว"),
        "postponed": _("%(name)s ยังไม่ทราบคำตอบ"),
        "placed": _("%(name)s เลือกที่อยู่แล้ว"),
        "set-aside": _("%(name)s เห็นว่าไม่ต้องใช้ในแผน"),
    }
    wanted = set(targets)
    found = [said[deed.kind] % {"name": deed.by} for deed in desk.deeds if wanted & set(deed.targets)]
    return list(dict.fromkeys(found))


def _fields(desk: Desk, path: str, answers: Answers) -> list[Bound]:
    """The field of a value, or the fields of a thing; none where the plan has no such form or is no draft."""
    if not desk.editable:
        return []
    sheet = Sheet(desk.plan, answers, [])
    if kind_at(path) is not None and path and found_at(desk.plan, path) is not None:
        return sheet.row(path, lists=False).fields
    tokens = path.split("/")
    for cut in range(len(tokens), 0, -1):
        known = field_at("/".join(tokens[:cut]))
        if known is not None and (not known[0] or found_at(desk.plan, known[0]) is not None):
            return [sheet.bound(*known)]
    return []
