"""A page of fields: each bound to its place in the plan, with what was typed, what is wrong, and its findings."""

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.utils.translation import gettext as _

from phrom.core.plan.document import Plan
from phrom.core.plan.merging import Conflict
from phrom.core.plan.tree import Plain, path_token, plain_at, plain_plan
from phrom.plans.views import wording
from phrom.plans.views.edit.choosing import asks_for_people, is_typed, labels
from phrom.plans.views.edit.fields import Field, Text
from phrom.plans.views.edit.kinds import NEW_SCENARIO, Kind, Rows, kind_at, rows_at
from phrom.plans.views.noted import Noted


@dataclass
class Answers:
    """What came of a saving, by the path of the field: what was typed, what was wrong, what somebody else saved."""

    typed: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    errors: dict[str, str] = dataclasses.field(default_factory=dict)
    conflicts: dict[str, Conflict] = dataclasses.field(default_factory=dict)


@dataclass
class Bound:
    """A field at its place."""

    path: str
    field: Field
    texts: list[str]
    sheet: "Sheet"
    findings: list[Noted] = dataclasses.field(default_factory=list)

    @property
    def kind(self) -> Text:
        return self.field.kind

    @property
    def ident(self) -> str:
        return self.path

    @property
    def template(self) -> str:
        return f"plans/edit/kinds/{self.kind.template}.html"

    @property
    def text(self) -> str:
        return self.texts[0] if self.texts else ""

    @property
    def lines(self) -> int:
        """How many lines of a page the text takes, for the height of its field."""
        return min(14, sum(1 + len(line) // 60 for line in self.text.split("\n")))

    @property
    def is_typed(self) -> bool:
        """Whether people are typed rather than taken from a list in each field."""
        return is_typed(self.kind, self.sheet.plan)

    @property
    def chooses_person(self) -> bool:
        """Whether it takes one or some of the people, who must stand in the list first."""
        return asks_for_people(self.kind) and not self._has_ticks

    @property
    def name(self) -> str:
        """The person chosen, as the list of the page has them; what fits nobody as it was typed."""
        return self.sheet.labels.get(self.text, self.text)

    @property
    def names(self) -> list[tuple[int, str]]:
        """The people chosen in order, and one place more."""
        return list(enumerate([*(self.sheet.labels.get(text, text) for text in self._people()), ""], 1))

    def _people(self) -> list[str]:
        others = {value for value, _words in self.kind.choices(self.sheet.plan)} if self._has_ticks else set()
        return [text for text in self.texts if text and text not in others]

    @property
    def _has_ticks(self) -> bool:
        return self.kind.template == "responsible"

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        found = [(value, words, value in self.texts) for value, words in self.kind.choices(self.sheet.plan)]
        known = {value for value, _words, _on in found}
        names = self.sheet.names
        strays = [(text, names.get(text, text), True) for text in self.texts if text and text not in known]
        return found if self.kind.template in ("radio", "responsible") else found + strays

    @property
    def slots(self) -> list[tuple[int, list[tuple[str, str, bool]]]]:
        """For things in order: one list to choose from for each place, and one place more."""
        options = self.kind.choices(self.sheet.plan)
        chosen = [*(text for text in self.texts if text), ""]
        return [(n, [(value, words, value == text) for value, words in options]) for n, text in enumerate(chosen, 1)]

    @property
    def persons(self) -> list[list[tuple[str, str, bool]]]:
        """Who is responsible by name: a list to choose from for each, and one more."""
        people = [(person.id, person.full_name) for person in self.sheet.plan.people]
        known = {value for value, _words in people}
        chosen = [*(text for text in self.texts if text in known), ""]
        return [[(value, words, value == text) for value, words in people] for text in chosen]

    @property
    def said(self) -> str:
        """What is chosen, in words."""
        return wording.said(self.sheet.names, tuple(text for text in self.texts if text))

    @property
    def error(self) -> str:
        return self.sheet.answers.errors.get(self.path, "")

    @property
    def conflict(self) -> dict[str, str] | None:
        """What somebody else saved here meanwhile, beside what was typed."""
        found = self.sheet.answers.conflicts.get(self.path)
        if found is None:
            return None
        return {"theirs": self.words_of(found.theirs), "mine": self.words_of(found.mine)}

    def words_of(self, value: Plain | None) -> str:
        texts = [text for text in self.kind.shown(value) if text]
        names = self.sheet.names | {v: w for v, w in self.kind.choices(self.sheet.plan) if v}
        return ", ".join(names.get(text, text) for text in texts) or wording.not_written()


@dataclass
class Row:
    """A thing with its fields; in a list, with its neighbours for moving it."""

    path: str
    heading: str
    fields: list[Bound]
    lists: list["Listed"] = dataclasses.field(default_factory=list)
    remark: str = ""
    findings: list[Noted] = dataclasses.field(default_factory=list)
    before: str | None = None  # the name of the thing before it
    after: str | None = None
    ages: str = ""  # of a person: how old the number is, and when it was last answered

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass
class Listed:
    """A list of things and the fields with which a further one begins."""

    path: str
    rows: Rows
    items: list[Row]
    new: list[Bound]
    findings: list[Noted] = dataclasses.field(default_factory=list)


class Sheet:
    """Makes the rows of a page from the plan as it stands, and hands the findings out to them."""

    def __init__(self, plan: Plan, answers: Answers, findings: list[Noted]) -> None:
        self.plan, self.answers = plan, answers
        self.tree = plain_plan(plan)
        self._open = list(findings)
        self.slots: dict[str, list[Noted]] = {}
        self.asks_for_people = False  # whether the page has a field in which people are typed

    @cached_property
    def names(self) -> dict[str, str]:
        return wording.names_by_id(self.plan)

    @cached_property
    def labels(self) -> dict[str, str]:
        return labels(self.plan)

    def bound(self, thing: str, one: Field) -> Bound:
        path = f"{thing}/{one.name}" if thing else one.name
        held = plain_at(self.tree, thing) if thing else self.tree
        typed = self.answers.typed
        texts = typed[path] if path in typed else one.kind.shown_of(held, one.name)
        return self._bound(path, one, texts, self.findings_at(path))

    def _bound(self, path: str, one: Field, texts: list[str], findings: list[Noted]) -> Bound:
        bound = Bound(path, one, texts, self, findings)
        self.asks_for_people = self.asks_for_people or bound.is_typed
        return bound

    def row(self, path: str, names: tuple[str, ...] = (), *, lists: bool = True) -> Row:
        """The thing at a path; only the fields in `names`, if any are given."""
        kind = kind_at(path)
        if kind is None:
            raise KeyError(path)
        fields = [self.bound(path, one) for one in kind.fields if not names or one.name in names]
        inner = [self.listed(f"{path}/{rows.name}") for rows in kind.rows] if lists else []
        return Row(path, self.heading(kind, path), fields, inner, findings=self.findings_at(path))

    def listed(self, path: str) -> Listed:
        """A list inside a thing, every item with all its fields."""
        rows = rows_at(path)
        if rows is None:
            raise KeyError(path)
        items = [self.row(item) for item in self.paths_in(path)]
        link_neighbours(items)
        return Listed(path, rows, items, self.new_fields(path, rows), self.findings_at(path))

    def new_fields(self, path: str, rows: Rows) -> list[Bound]:
        """The fields with which a further item begins; they stand at `new:` and the list's path."""
        kind = kind_at(f"{path}/+")
        found = []
        for name in rows.new:
            one = NEW_SCENARIO if path == "scenarios" else kind.field(name) if kind else None
            if one is not None:
                place = f"new:{path}/{name}"
                found.append(self._bound(place, one, self.answers.typed.get(place, [""]), []))
        return found

    def paths_in(self, path: str) -> list[str]:
        held = plain_at(self.tree, path) or []
        return [f"{path}/{path_token(path, item, n)}" for n, item in enumerate(held)]

    def heading(self, kind: Kind, path: str) -> str:
        """What people call the thing."""
        if path.startswith("people/"):
            return self.names.get(path.rpartition("/")[2], "")
        if path.startswith("scenarios/") and path.count("/") == 1:
            name = path.rpartition("/")[2]
            return self.names.get(name, name)
        value = plain_at(self.tree, f"{path}/{kind.heading}") if kind.heading else None
        if value in wording.AREAS:
            return _(wording.AREAS[value])
        return str(value or "")

    def findings_at(self, path: str) -> list[Noted]:
        """Those about this place or anything in it that nothing further in has taken; kept for the live re-check."""
        taken = [n for n in self._open if n.path == path or n.path.startswith(f"{path}/")] if path else []
        self._open = [n for n in self._open if n not in taken]
        self.slots[path] = taken
        return taken

    def left(self, *paths: str) -> list[Noted]:
        """Findings about these parts of the plan that no field on the page has taken."""
        taken = [n for n in self._open if any(n.path == p or n.path.startswith(f"{p}/") for p in paths)]
        self._open = [n for n in self._open if n not in taken]
        self.slots[":page"] = taken
        return taken


def link_neighbours(items: list[Row]) -> None:
    for one, other in pairwise(items):
        one.after, other.before = other.name, one.name
