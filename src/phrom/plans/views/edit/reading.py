"""What a form sent: changes to the draft, and what was typed, so that nothing of it is lost."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from phrom.core.plan.completeness import STANDARD_FORM, suggested_answer
from phrom.core.plan.document import Plan
from phrom.core.plan.editing import NEW, Change, Move
from phrom.core.plan.tree import Plain, path_token, plain_at, plain_plan
from phrom.plans.views.edit.choosing import chosen, is_typed
from phrom.plans.views.edit.fields import Field, cleaned
from phrom.plans.views.edit.kinds import NEW_SCENARIO, field_at, kind_at, rows_at
from phrom.plans.views.edit.sheet import Answers


@dataclass
class Sent:
    """Changes to be saved, with what was typed and what could not be read."""

    changes: list[Change | Move] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    op: str = ""
    at: str = ""
    base: Plan = dataclasses.field(kw_only=True)


def read_form(sent: QueryDict, base: Plan) -> Sent:
    """Read a form that was filled in looking at `base`. Fields that nobody touched change nothing."""
    found, tree = Sent(base=base), plain_plan(base)
    for path in sent.getlist("present"):
        if known := field_at(path):
            _read_field(found, tree, path, *known, [cleaned(text) for text in sent.getlist(path)])
    found.op, _colon, found.at = sent.get("op", "").partition(":")
    if found.op == "add":
        _read_new(found, sent)
    elif found.op == "remove" and plain_at(tree, found.at) is not None:
        found.changes.append(Change(found.at, None))
    elif found.op in ("up", "down", "place"):
        _read_move(found, sent, tree)
    elif found.op == "put":
        _read_put(found, tree)
    elif found.op == "answer":
        found.changes += answers_from_plan(base, found.at)
    return found


def _read_field(found: Sent, tree: Plain, path: str, thing: str, one: Field, texts: list[str]) -> None:
    held = plain_at(tree, thing) if thing else tree
    typed = texts
    texts, unknown = chosen(texts, found.base) if is_typed(one.kind, found.base) else (texts, "")
    if unknown:
        found.answers.typed[path], found.answers.errors[path] = typed, unknown
        return
    if _same(texts, one.kind.shown_of(held, one.name)):
        return
    found.answers.typed[path] = texts
    reading = one.kind.read(texts)
    if reading.error:
        found.answers.errors[path] = reading.error
        if not reading.kept:
            return
    prefix = f"{thing}/" if thing else ""
    if plain_at(tree, path) != reading.value:
        found.changes.append(Change(path, reading.value))
    found.changes += [
        Change(prefix + name, value) for name, value in reading.also if plain_at(tree, prefix + name) != value
    ]


def _same(one: list[str], other: list[str]) -> bool:
    return [text.strip() for text in one if text.strip()] == [text.strip() for text in other if text.strip()]


def _read_new(found: Sent, sent: QueryDict) -> None:
    """A further item: nothing is added while its first field is empty."""
    rows, kind = rows_at(found.at), kind_at(f"{found.at}/{NEW}")
    if rows is None or kind is None:
        return
    value: dict[str, Plain] = {}
    for name in rows.new:
        one = NEW_SCENARIO if found.at == "scenarios" else kind.field(name)
        place = f"new:{found.at}/{name}"
        texts = [cleaned(text) for text in sent.getlist(place)]
        found.answers.typed[place] = texts
        unknown = ""
        if one and is_typed(one.kind, found.base):
            texts, unknown = chosen(texts, found.base)
        reading = one.kind.read(texts) if one else None
        if reading is None:
            continue
        if unknown:
            found.answers.errors[place] = unknown
        elif reading.error:
            found.answers.errors[place] = reading.error
        elif reading.value is None and name not in _MAY_BE_EMPTY:
            found.answers.errors[place] = _("กรอกช่องนี้ก่อน แล้วกดเพิ่ม")
        else:
            value |= {name: reading.value} if reading.value is not None else {}
    if not any(place.startswith("new:") for place in found.answers.errors):
        found.changes.append(Change(f"{found.at}/{NEW}", value))


_MAY_BE_EMPTY = ("title", "family_name")


def _read_move(found: Sent, sent: QueryDict, tree: Plain) -> None:
    list_path, _slash, name = found.at.rpartition("/")
    items = plain_at(tree, list_path)
    names = [path_token(list_path, item, n) for n, item in enumerate(items if isinstance(items, list) else [])]
    if name not in names:
        return
    at = names.index(name)
    if found.op == "place":
        before = sent.get("before") or None
        if before is None or before in names:
            found.changes.append(Move(found.at, before))
    elif found.op == "up" and at > 0:
        found.changes.append(Move(found.at, names[at - 1]))
    elif found.op == "down" and at + 1 < len(names):
        found.changes.append(Move(found.at, names[at + 2] if at + 2 < len(names) else None))


def _read_put(found: Sent, tree: Plain) -> None:
    """A cell of the threat matrix: `threat/area/yes`, `no` or empty."""
    threat, area, value = [*found.at.split("/"), "", ""][:3]
    cells: Iterable[Plain] = tree.get("impacts", [])
    at = next((n for n, cell in enumerate(cells) if (cell["threat"], cell["area"]) == (threat, area)), None)
    affected = {"yes": True, "no": False}.get(value)
    if affected is None and at is not None:
        found.changes.append(Change(f"impacts/{at}", None))
    elif affected is not None and at is not None:
        found.changes.append(Change(f"impacts/{at}/affected", affected))
    elif affected is not None:
        found.changes.append(Change(f"impacts/{NEW}", {"threat": threat, "area": area, "affected": affected}))


def answers_from_plan(plan: Plan, which: str) -> list[Change | Move]:
    """Answers to the completeness form that the plan itself gives: to lines not answered (`all`), or, where there is no
    form, the standard one with them (`form`)."""
    if which == "form" and not plan.checklist:
        items = [item.model_dump(exclude_none=True) for item in STANDARD_FORM]
        found = [suggested_answer(plan, item.text) for item in STANDARD_FORM]
        answers = [{"answer": answer.answer} if answer else {} for answer in found]
        return [Change("checklist", [item | answer for item, answer in zip(items, answers, strict=True)])]
    return [
        Change(f"checklist/{n}/answer", answer.answer)
        for n, item in enumerate(plan.checklist)
        if item.answer is None and (answer := suggested_answer(plan, item.text))
    ]
