"""A refused form comes back as it was sent: everything typed stands in it again, and the fault beside its field.

It works on the finished page instead of in each template: no page has to repeat for each of its fields what a refusal
must not lose, and no new page can forget it. Only pages that follow a refused POST are read again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser

_NOT_FIELDS = frozenset({"submit", "button", "image", "reset", "file", "password", "hidden"})
_SECRETS = frozenset({"code", "pin", "password", "passphrase"})  # whoever types one types it anew
_OUR_OWN = frozenset({"csrfmiddlewaretoken"})


@dataclass
class _Edit:
    start: int
    end: int
    text: str


@dataclass
class _Form:
    """A form of the page: what it sends, and what to change in its text if it is the one that was sent."""

    hidden: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    buttons: set[tuple[str, str]] = field(default_factory=set)
    edits: dict[int, _Edit] = field(default_factory=dict)

    def change(self, start: int, end: int, text: str) -> None:
        self.edits[start] = _Edit(start, end, text)

    def likeness(self, typed: Mapping[str, list[str]]) -> int:
        """How many of the names that were sent are this form's; -1 where it would have sent something else."""
        if any(value not in typed.get(name, []) for name, value in self.hidden):
            return -1
        theirs = {(name, value) for name, values in typed.items() for value in values}
        if any(name in {n for n, _ in self.buttons} for name in typed) and not self.buttons & theirs:
            return -1
        own = self.names | {name for name, _ in self.hidden} | {name for name, value in self.buttons & theirs}
        return len(own & typed.keys())


def typed_again(page: str, typed: Mapping[str, list[str]], wrong: str = "", words: str = "") -> str:
    """The page's text with the form that was sent filled with what was typed.

    `wrong`: the name of the field that the refusal concerns, and `words` (markup) to stand beside it. Where no form of
    the page, or more than one, could have sent this, the page comes back as it is. Files and secrets are never
    filled in.
    """
    typed = {name: values for name, values in typed.items() if name not in _OUR_OWN}
    reader = _Reader(page, typed, wrong, words)
    reader.feed(page)
    reader.close()
    ranked = sorted(((form.likeness(typed), form) for form in reader.forms), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < 1 or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return page
    for edit in sorted(ranked[0][1].edits.values(), key=lambda edit: -edit.start):
        page = page[: edit.start] + edit.text + page[edit.end :]
    return page


class _Reader(HTMLParser):
    """Finds the forms of a page, each with the edits that would fill it."""

    def __init__(self, page: str, typed: Mapping[str, list[str]], wrong: str, words: str) -> None:
        super().__init__(convert_charrefs=True)
        self.typed, self.wrong, self.words = typed, wrong, words
        self.forms: list[_Form] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", page))]
        self._form: _Form | None = None
        self._folds: list[_Tag] = []  # the open <details> around this place
        self._frame: _Tag | None = None  # the last <div class="field">
        self._select = ""
        self._textarea: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = _Tag(self._offset(), self.get_starttag_text() or "", {name: value or "" for name, value in attrs})
        if tag == "details":
            self._folds.append(here)
        elif tag == "form":
            self._form = _Form()
            self.forms.append(self._form)
            self._unfold(self._form)
        elif self._form is not None:
            self._within(self._form, tag, here)

    def _within(self, form: _Form, tag: str, here: "_Tag") -> None:
        name = here.said.get("name", "")
        if tag == "div" and "field" in here.said.get("class", "").split():
            self._frame = here
        elif tag == "option":
            if self._select in self.typed:
                on = here.said.get("value", "") in self.typed[self._select]
                form.change(*here.changed(here.flag("selected", on)))
        elif name and tag == "button":
            form.buttons.add((name, here.said.get("value", "")))
        elif name and tag == "input":
            self._input(form, here, name)
        elif name and tag in ("select", "textarea"):
            form.names.add(name)
            self._show(form, here, name, here.text)
            self._select = name if tag == "select" else ""
            self._textarea = (name, here.end) if tag == "textarea" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "details" and self._folds:
            self._folds.pop()
        elif tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._textarea and self._form:
            (name, begins), self._textarea = self._textarea, None
            if name in self.typed:  # a browser leaves out the first line's end
                self._form.change(begins, self._offset(), "\n" + escape(self.typed[name][-1]))

    def _input(self, form: _Form, here: "_Tag", name: str) -> None:
        kind = here.said.get("type", "text").lower()
        if kind == "hidden" and name not in _OUR_OWN:
            form.hidden.append((name, here.said.get("value", "")))
        elif kind in ("submit", "image"):
            form.buttons.add((name, here.said.get("value", "")))
        if kind in _NOT_FIELDS and kind != "file":
            return
        form.names.add(name)
        if kind in ("checkbox", "radio"):
            on = here.said.get("value", "on") in self.typed.get(name, [])
            form.change(*here.changed(here.flag("checked", on)))
        elif name in self.typed and kind != "file" and name not in _SECRETS:
            self._show(form, here, name, here.attribute("value", self.typed[name][-1]))
        else:
            self._show(form, here, name, here.text)

    def _show(self, form: _Form, here: "_Tag", name: str, text: str) -> None:
        """The field's tag with what was typed, unfolded, and with its fault beside it if it is the wrong one."""
        if any(self.typed.get(name, [])):
            self._unfold(form)
        if self.words and name == self.wrong:
            ident = f"{here.said.get('id') or name}-fault"
            described = replace(here, text=text).attribute("aria-describedby", ident)
            described = replace(here, text=described).attribute("aria-invalid", "true")
            text = f'<p class="err" id="{escape(ident)}">{self.words}</p>{described}'
            if self._frame:
                marked = self._frame.attribute("class", self._frame.said["class"] + " bad")
                form.change(*self._frame.changed(marked))
        form.change(*here.changed(text))
        self._frame = None

    def _unfold(self, form: _Form) -> None:
        for fold in self._folds:
            form.change(*fold.changed(fold.flag("open", True)))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


@dataclass(frozen=True)
class _Tag:
    """A start tag: where it stands in the page, its text, its attributes."""

    start: int
    text: str
    said: Mapping[str, str]

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def changed(self, text: str) -> tuple[int, int, str]:
        return self.start, self.end, text

    def attribute(self, name: str, value: str) -> str:
        return self._with(name, f' {name}="{escape(value)}"')

    def flag(self, name: str, on: bool) -> str:
        return self._with(name, f" {name}" if on else "")

    def _with(self, name: str, addition: str) -> str:
        old = rf"""\s{name}(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?(?=[\s>/])"""
        text = re.sub(old, "", self.text)
        end = len(text) - (2 if text.endswith("/>") else 1)
        return text[:end].rstrip() + addition + text[end:]
