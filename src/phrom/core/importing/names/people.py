"""People: everyone once, however often and however spelt they appear, with every number that was written for them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from phrom.core.importing.blocks import Cell, Line
from phrom.core.importing.draft import Draft
from phrom.core.importing.names.contacts import find_email, find_line_id
from phrom.core.importing.words.marks import is_none
from phrom.core.plan.document import Person
from phrom.core.values.person_name import PersonName, find_title, split_name
from phrom.core.values.phone_number import SpokenNumber, find_numbers, is_mobile
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits, bare_key, key, tidy

_OTHER_SPELLING = Bilingual(
    th="สะกดต่างจากที่พบก่อนหน้า จึงถือเป็นคนเดียวกัน", en="Spelt differently from before; taken to be the same person."
)
_GIVEN_ONLY = Bilingual(th="มีแต่ชื่อ ไม่มีนามสกุล จึงเทียบจากชื่อ", en="Only the given name stands here; matched by it.")
_UNSURE, _ASKED = 0.6, 0.2  # confidence
_NOT_DIALLED = Bilingual(th="ข้อความนี้ไม่ใช่หมายเลขที่โทรออกได้", en="This is not a number that can be dialled.")
_SHARED = Bilingual(
    th="หมายเลขนี้อยู่กับอีกคนหนึ่งในแผนด้วย ให้ตรวจว่าเป็นของใคร",
    en="Another person in the plan has this number too. Check whose it is.",
)
_WHOSE = Bilingual(
    th="มีหมายเลขเดียวข้างชื่อมากกว่าหนึ่งคน ไม่รู้ว่าเป็นของใคร จึงไม่ได้ใส่ให้",
    en="One number stands beside several names. Whose it is cannot be told, so it was given to nobody.",
)
_STANDS_IN_BEHIND = re.compile(r"[\s,;(/]+(?:แทน|สำรอง|สํารอง|สารอง|ผู้แทน|ปฏิบัติ(?:หน้าที่)?แทน)(?:โดย|คือ|ได้แก่)?\s*[:：]?\s*$")
_STANDS_IN_SAID = re.compile(  # `… โดยมีนางแก้ว ใจดี ปฏิบัติหน้าที่แทน`
    r"(?:ปฏิบัติ(?:หน้าที่|งาน|ราชการ)?|ทำหน้าที่|รักษาการ|เป็น(?:ผู้)?)แทน|เป็น(?:ผู้|ตัว)?สำรอง"
)
_INTERNAL = re.compile(
    r"(?:โทร(?:ศัพท์)?|เบอร์|หมายเลข)\s*\.?\s*[:：]?\s*(?:ภายใน|ต่อ)\s*[:：]?\s*[\d๐-๙]{2,5}(?![\d๐-๙]|\s*(?:ชั่วโมง|ชม|วัน|นาที))"
)
_EXTENSION = re.compile(r"[\d๐-๙]{1,5}")
PHONE_WORD = re.compile(
    r"(?<![ก-๎])(?:หมายเลข)?(?:โทรศัพท์|โทร|มือถือ|เบอร์|Tel|Mobile)(?:มือถือ|ศัพท์|สาร)?\s*\.?\s*:?\s*"
    r"(?:(?:ภายใน|ต่อ)(?=\s*:?\s*[\d๐-๙]))?\s*",
    re.IGNORECASE,
)


@dataclass
class _Entry:
    title: str | None
    given: str
    family: str | None
    position: str | None = None
    unit: str | None = None
    email: str | None = None
    line_id: str | None = None
    phones: list[str] = field(default_factory=list)
    phones_text: list[str] = field(default_factory=list)

    @property
    def full(self) -> str:
        return f"{self.given} {self.family or ''}".strip()


@dataclass(frozen=True)
class Mention:
    """A person named in a cell or a line, with the numbers that stand beside the name."""

    name: PersonName
    lines: tuple[Line, ...]
    phones: tuple[SpokenNumber, ...] = ()
    alternate: bool = False


@dataclass
class PeopleBook:
    """People by id, in the order of first sight."""

    draft: Draft
    entries: dict[str, _Entry] = field(default_factory=dict)
    _owners: dict[str, list[str]] = field(default_factory=dict)  # number → who has it

    def see(self, mention: Mention) -> str:
        """The id of the person mentioned: one seen before, or a new one."""
        name = mention.name
        known = self.find(name, mention.phones)
        if known is None:
            known = self.draft.id(f"person-{len(self.entries) + 1}")
            self.entries[known] = _Entry(name.title, name.given, name.family)
            self.draft.read(f"people/{known}", mention.lines, self._words(name))
        else:
            same = key(self.entries[known].full) == key(name.full)
            self.draft.read(
                f"people/{known}",
                mention.lines,
                self._words(name),
                confidence=1.0 if same else 0.8,
                reason=None if same else _OTHER_SPELLING,
            )
        entry = self.entries[known]
        if _is_torn(entry.given, entry.family, name):
            entry.given, entry.family = name.given, name.family
        entry.title = entry.title or name.title
        entry.family = entry.family or name.family
        if name.position and not entry.position:
            entry.position = name.position
        return known

    def know(self, people: Iterable[Person]) -> None:
        """People of a plan that was read before."""
        for p in people:
            self.entries[p.id] = _Entry(
                p.title, p.given_name, p.family_name, p.position, p.unit, p.email, p.line_id,
                list(p.phones), list(p.phones_text),
            )  # fmt: skip
            for number in p.phones:
                self._owners.setdefault(number, []).append(p.id)

    @staticmethod
    def _words(name: PersonName) -> str:
        return f"{name.title or ''} {name.full}".strip()

    def find(self, name: PersonName, phones: tuple[SpokenNumber, ...] = ()) -> str | None:
        """The person of this name; small damage is forgiven, a different name never."""
        words = key(name.full)
        for person, entry in self.entries.items():
            if key(entry.full) == words or bare_key(entry.full) == bare_key(name.full):
                return person
        for person, entry in self.entries.items():
            whole = PersonName(entry.title, entry.given, entry.family, None)
            if entry.title == name.title and (
                _is_torn(entry.given, entry.family, name) or _is_torn(name.given, name.family, whole)
            ):
                return person
        numbers = {p.number for p in phones}
        for person, entry in self.entries.items():
            if not numbers.isdisjoint(entry.phones) and _one_letter(key(entry.full), words):
                return person
        return None

    def by_given(self, name: PersonName) -> str | None:
        """The only person whose given name this is, or begins like it."""
        words = bare_key(name.given)
        found = [p for p, e in self.entries.items() if bare_key(e.given) == words]
        if not found and len(words) >= 4:
            found = [p for p, e in self.entries.items() if bare_key(e.given).startswith(words)]
        return found[0] if len(found) == 1 else None

    def mention_given(self, person: str, line: Line) -> None:
        self.draft.read(f"people/{person}", [line], line.text, confidence=0.7, reason=_GIVEN_ONLY)

    def phone(self, person: str, numbers: tuple[SpokenNumber, ...], lines: tuple[Line, ...]) -> None:
        """Numbers written for a person, all in one place; a mobile number that somebody else has is a question."""
        entry = self.entries[person]
        if any(spoken.number not in entry.phones for spoken in numbers):
            # numbers written together stay one text: the linter tells them from numbers written apart
            entry.phones_text.append(" / ".join(spoken.text for spoken in numbers))
        for spoken in numbers:
            if spoken.number not in entry.phones:
                entry.phones.append(spoken.number)
            others = self._owners.setdefault(spoken.number, [])
            shared = is_mobile(spoken.number) and others not in ([], [person])
            if person not in others:
                others.append(person)
            self.draft.read(
                f"people/{person}/phones/{entry.phones.index(spoken.number)}",
                lines,
                spoken.text,
                confidence=_UNSURE if shared else 1.0,
                reason=_SHARED if shared else None,
            )

    def phone_of_several(self, people: list[str], cell: Cell) -> None:
        """A cell of numbers beside several people: a line each or one each where they are as many; a lone office line
        is everyone's; a lone mobile number is a question."""
        numbers = find_numbers(cell.text)
        parts = shares(cell, len(people))
        if parts and len(numbers) == 1 and all(_EXTENSION.fullmatch(part.text) for part in parts[1:]):
            numbers = (*numbers, *(_on_the_line(numbers[0], part) for part in parts[1:]))
        if parts and len(numbers) != len(people):
            for person, line in zip(people, parts, strict=True):
                self.phone_cell(person, Cell((line,), line.number))
            return
        if len(people) == len(numbers) and len(people) > 1:
            for person, number in zip(people, numbers, strict=True):
                self.phone(person, (number,), cell.lines)
        elif len(people) > 1 and len(numbers) == 1 and is_mobile(numbers[0].number):
            for person in people:
                self.entries[person].phones_text.append(numbers[0].text)
                self.draft.read(f"people/{person}/phones", cell.lines, confidence=_ASKED, reason=_WHOSE)
        elif len(people) > 1 and len(numbers) == 1:
            for person in people:
                self.phone(person, numbers, cell.lines)
        else:
            self.phone_cell(people[0], cell)

    def phone_cell(self, person: str, cell: Cell) -> None:
        """What a cell for telephones says: numbers, words that are none, or nothing."""
        numbers = find_numbers(cell.text)
        if numbers:
            self.phone(person, numbers, cell.lines)
            return
        if cell.lines and not is_none(cell.text):
            self.entries[person].phones_text.append(cell.text)
            self.draft.read(f"people/{person}/phones_text", cell.lines, confidence=0.5, reason=_NOT_DIALLED)
        else:
            self.draft.read(f"people/{person}/phones", cell.lines)

    def contact(self, person: str, text: str, lines: tuple[Line, ...], *, line_column: bool = False) -> None:
        """The e-mail address and the LINE id in a text that is about one person, and an extension that stands there
        without a number; the first of each counts."""
        entry = self.entries[person]
        if email := find_email(text):
            entry.email = entry.email or email
            self.draft.read(f"people/{person}/email", lines, email)
        inside = _INTERNAL.search(text) if not line_column and not find_numbers(text) else None
        if inside and inside[0] not in entry.phones_text and not entry.phones:
            entry.phones_text.append(tidy(inside[0]))
            self.draft.read(f"people/{person}/phones_text", lines, confidence=0.5, reason=_NOT_DIALLED)
        if line_id := find_line_id(text, labelled=not line_column):
            entry.line_id = entry.line_id or line_id
            self.draft.read(f"people/{person}/line_id", lines, line_id)

    def post(self, person: str, text: str, lines: tuple[Line, ...]) -> None:
        if text and not is_none(text):
            entry = self.entries[person]
            entry.position = entry.position or tidy(text)
            self.draft.read(f"people/{person}/position", lines, text)

    def belongs(self, person: str, unit: str | None) -> None:
        if unit and self.entries[person].unit is None:
            self.entries[person].unit = unit

    def values(self) -> tuple[Person, ...]:
        return tuple(
            Person(
                id=person,
                title=e.title,
                given_name=e.given,
                family_name=e.family,
                position=e.position,
                unit=e.unit,
                email=e.email,
                line_id=e.line_id,
                phones=tuple(e.phones),
                phones_text=tuple(e.phones_text),
            )
            for person, e in self.entries.items()
        )


def shares(cell: Cell, people: int) -> list[Line]:
    """What of a cell belongs to each of several people: a line each, or a part each around `/`; empty where unclear."""
    if people < 2:
        return []
    if len(cell.lines) == people:
        return list(cell.lines)
    parts = re.split(r"\s*/\s*", cell.text) if len(cell.lines) == 1 else []
    return [Line(cell.lines[0].number, part) for part in parts] if len(parts) == people else []


def _on_the_line(first: SpokenNumber, part: Line) -> SpokenNumber:
    """`12` of `0 5451 1234 ต่อ 11/12`: another extension of the same line."""
    line = first.number.partition(";ext=")[0]
    return SpokenNumber(f"{line};ext={arabic_digits(part.text)}", part.text, first.start, first.end)


def _is_torn(given: str, family: str | None, whole: PersonName) -> bool:
    """Whether what was taken for two names is a given name that a narrow column tore: `กาญจน` and `รัตน์` of
    `กาญจนรัตน์ ธรรมสิริ`."""
    return bool(family and whole.family) and key(f"{given}{family}") == key(whole.given)


def _one_letter(a: str, b: str) -> bool:
    """Whether two keys differ in one or two letters only."""
    if abs(len(a) - len(b)) > 2:
        return False
    common = sum(x == y for x, y in zip(a, b, strict=False))
    tail = sum(x == y for x, y in zip(reversed(a), reversed(b), strict=False))
    return common + tail >= max(len(a), len(b)) - 2


def mentions(lines: tuple[Line, ...], *, needs_title: bool = True) -> list[Mention]:
    """Everyone named in a cell or a line. After `/` or `สำรอง` stands the alternate."""
    text = " ".join(line.text for line in lines)
    starts = []
    at = 0
    while title := find_title(text, at):
        starts.append(title.start())
        at = title.end()
    if not starts:
        return _without_title(lines) if not needs_title else []
    found: list[Mention] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece, before = _STANDS_IN_BEHIND.sub("", text[start:end]), text[max(0, start - 40) : start]
        name = split_name(PHONE_WORD.sub(" ", _without_numbers(piece)).strip(" ,;/()-–:"))
        if name is None:
            name = split_name(PHONE_WORD.sub(" ", _without_numbers(piece)))
        if name is not None:
            said = (
                text[start:end] if end == len(text) else piece
            )  # what stands behind the last name is said of that one
            marked = bool(found and _STANDS_IN_SAID.search(said)) or bool(
                re.search(r"สำรอง|สํารอง|สารอง|แทน|/\s*$", before.split(")")[-1] if found else before)
            )
            found.append(
                Mention(_with_whole_position(name, piece), _behind(lines, start, end), find_numbers(piece), marked)
            )
    return found


def _with_whole_position(name: PersonName, piece: str) -> PersonName:
    """`(ผอ.กอง (รักษาการ)` and the like are cut at the first bracket; nothing to do where it reads whole."""
    return name if name.position else PersonName(name.title, name.given, name.family, None)


def _without_title(lines: tuple[Line, ...]) -> list[Mention]:
    each = [split_name(_without_numbers(line.text), needs_title=False) for line in lines]
    if len(lines) >= 2 and all(n is not None and n.family for n in each):
        return [Mention(n, (line,), find_numbers(line.text)) for n, line in zip(each, lines, strict=True) if n]
    text = " ".join(line.text for line in lines)
    found = []
    for i, piece in enumerate(re.split(r"\s+/\s+", text)):
        name = split_name(PHONE_WORD.sub(" ", _without_numbers(piece)), needs_title=False)
        if name is not None:
            found.append(Mention(name, lines, find_numbers(piece), i > 0))
    return found


def _without_numbers(text: str) -> str:
    for spoken in reversed(find_numbers(text)):
        text = text[: spoken.start] + " " + text[spoken.end :]
    return tidy(text)


def _behind(lines: tuple[Line, ...], start: int, end: int) -> tuple[Line, ...]:
    """The lines that a stretch of their joined text lies on."""
    found, at = [], 0
    for line in lines:
        if at < end and at + len(line.text) > start:
            found.append(line)
        at += len(line.text) + 1
    return tuple(found)
