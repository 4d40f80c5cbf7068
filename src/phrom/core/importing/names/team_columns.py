"""Which column of a table of people holds what: names, stand-ins, telephones, roles; by heading, else by content."""

import re
from dataclasses import dataclass, replace

from phrom.core.importing.blocks import Cell, Column, Table
from phrom.core.importing.names.people import mentions
from phrom.core.importing.names.roles import RoleWords, role_words
from phrom.core.importing.words.columns import column_kinds
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_text import key

_MEMBERS = re.compile(r"(?:ราย)?(?:ชื่อ)?(?:ผู้ปฏิบัติ(?:งาน)?|สมาชิก|ทีมงาน|ลูกทีม|กรรมการ)(?:ใน)?(?:ทีม|ชุด)?")

_STANDS_IN = re.compile(r"ทดแทน|สารอง|ผู้แทน|(?:หน้าที่|ราชการ|งาน)แทน|^แทน|alternate|backup")


@dataclass(frozen=True)
class Slots:
    """Which columns of a table hold what, for those who hold a place and for those who stand in."""

    names: tuple[int, ...]
    alternate_names: tuple[int, ...]
    phones: dict[int, int]  # name column → its telephone column
    role: int | None
    position: dict[int, int]
    contacts: tuple[tuple[int, int, bool], ...]  # name column, column of addresses, whether of LINE ids
    team: int | None
    unit: int | None
    rank: int | None
    leads: bool = False  # the column of names is headed `หัวหน้าทีม`, `หัวหน้าชุด (ตัวจริง)`
    members: tuple[int, ...] = ()  # columns with the members of the row's team
    paired: bool = False  # the column of names is headed by both: `ผู้ปฏิบัติ / ผู้ทดแทน`
    leader: int | None = None  # a column of the leaders, each joined down over the rows of those in the team
    shared_phone: int | None = None  # the one column of numbers of those who hold a place and of those who stand in


def slots_of(table: Table) -> Slots | None:
    """The columns of a table of people by heading, or by content where headings are lost; None if it is none."""
    columns = table.columns or _guessed(table)
    leader = _leaders_column(table)
    if leader is not None:
        columns = tuple(_as_headed(c) if i != leader else replace(c, kinds=frozenset()) for i, c in enumerate(columns))
    names = [i for i, c in enumerate(columns) if c.kinds & {"name", "primary", "alternate"} and "phone" not in c.kinds]
    own = [i for i in names if "name" in columns[i].kinds]
    if any(columns[i].group_kinds & {"primary", "alternate"} for i in own) or (own and len(names) > len(own) > 1):
        names = own
    if not names:
        return None
    # a column headed หลัก/สำรอง holds both, the holder first
    alternates = [i for i in names if _is_alternate(columns[i])]
    if alternates == names:
        alternates = []  # `ชื่อ - สกุล (สำรอง)` over both
    if not alternates and len(names) == 2:
        alternates = names[1:]
    primaries = [i for i in names if i not in alternates]

    def only(kind: str) -> int | None:
        found = [i for i, c in enumerate(columns) if kind in c.kinds and i not in (*names, leader)]
        return found[0] if found else None

    phones = _nearest(columns, names, "phone")
    shared = _shared_phone(columns, primaries, alternates, phones)
    role = only("role")
    if role is None and leader is None:
        role = _role_by_content(table, columns, names)
    return Slots(
        tuple(primaries),
        tuple(alternates),
        phones if shared is None else {},
        role,
        {n: p for n, p in _nearest(columns, names, "position").items() if p != role},
        tuple(
            (name, column, kind == "line")
            for kind in ("email", "line", "phone")
            for name, column in _nearest(columns, names, kind).items()
        ),
        only("team"),
        only("unit"),
        only("rank"),
        _leads(columns, primaries),
        tuple(i for i, c in enumerate(columns) if i not in names and _MEMBERS.fullmatch(key(c.text))),
        not alternates and len(primaries) == 1 and _names_both(columns[primaries[0]].text),
        leader,
        shared,
    )


def _leaders_column(table: Table) -> int | None:
    """`หัวหน้าทีม | ชื่อ | โทรศัพท์`: a call tree, with the leader beside the rows of those whom he calls."""
    if not any("name" in column_kinds(column.text) for column in table.columns):
        return None
    for i, column in enumerate(table.columns):
        words = None if "name" in column_kinds(column.text) else role_words(column.text)
        cells = [row.cells[i] for row in table.rows if i < len(row.cells)]
        named = sum(bool(mentions(cell.lines)) for cell in cells)
        if words is not None and words.kind == "leader" and 0 < named < len(cells) and _is_joined_down(cells):
            return i
    return None


def _is_joined_down(cells: list[Cell]) -> bool:
    """Whether some cells are blank below one that speaks: as joined cells, or as left out."""
    return bool(cells[0].lines) and any(not cell.lines for cell in cells)


def _as_headed(column: Column) -> Column:
    """A column with a known heading means what that says, whatever a column of leaders made it look like."""
    said = column_kinds(column.text)
    return replace(column, kinds=said) if said else column


def _names_both(heading: str) -> bool:
    """`ผู้ปฏิบัติ / ผู้ทดแทน`, `ชื่อ (ผู้แทน)`: those who hold a place, and behind them those who stand in."""
    parts = [part for part in re.split(r"[/,;()（）]|และ", heading) if key(part)]
    stands_in = [bool(_STANDS_IN.search(key(part))) for part in parts]
    return len(parts) >= 2 and not stands_in[0] and any(stands_in)


def _shared_phone(
    columns: tuple[Column, ...], primaries: list[int], alternates: list[int], phones: dict[int, int]
) -> int | None:
    """`ชื่อ | ผู้แทน | โทรศัพท์`: numbers behind both columns of names are of both, unless their heading says whose."""
    found = set(phones.values())
    if len(found) != 1 or len(primaries) != 1 or len(alternates) != 1:
        return None
    column = columns[i := found.pop()]
    of_one = bool((column.kinds | column.group_kinds) & {"primary", "alternate"}) and "/" not in column.text
    return i if i > max(*primaries, *alternates) and not of_one else None


def _leads(columns: tuple[Column, ...], primaries: list[int]) -> bool:
    """Whether the column of those who hold a place names the place: `หัวหน้าทีม`, `หัวหน้าชุด (ตัวจริง)`."""
    words = [role_words(columns[i].text) for i in primaries]
    return len(words) == 1 and words[0] is not None and words[0].kind == "leader"


def _is_alternate(column: Column) -> bool:
    return "alternate" in column.kinds | column.group_kinds and "หลัก" not in key(column.text)


def _nearest(columns: tuple[Column, ...], names: list[int], kind: str) -> dict[int, int]:
    """For each name column the column of a kind that belongs to it: in its group, else the next one after it."""
    found: dict[int, int] = {}
    for i, column in enumerate(columns):
        if kind not in column.kinds or i in names:
            continue
        side = (column.group_kinds | column.kinds) & {"primary", "alternate"}
        owners = [n for n in names if side and side & (columns[n].group_kinds | columns[n].kinds)]
        before = [n for n in names if n < i]
        owner = owners[0] if len(owners) == 1 else before[-1] if before else names[0]
        found.setdefault(owner, i)
    return found


def _role_by_content(table: Table, columns: tuple[Column, ...], names: list[int]) -> int | None:
    """A column headed otherwise (`ตำแหน่ง`, `ลำดับ`) whose cells are roles of the team."""
    for i in range(len(columns)):
        cells = [row.cells[i].text for row in table.rows if i < len(row.cells) and row.cells[i].lines]
        roles = [words for text in cells if (words := role_words(text)) and _is_place(text, words)]
        teams = "team" in columns[i].kinds and all(words.kind == "member" for words in roles)  # names of teams
        place = i not in names and not teams and "phone" not in columns[i].kinds
        if place and cells and len(roles) >= max(1, len(cells) // 2):
            return i
    return None


def _is_place(text: str, words: RoleWords) -> bool:
    """A place in the team, and not a post in the office: `หัวหน้าฝ่าย…` and `หัวหน้ากลุ่มงาน…` are posts."""
    if words.kind == "member":
        return words.team is not None
    return words.kind != "leader" or words.team is not None or "ทีม" in text or "ชุด" in text


def _guessed(table: Table) -> tuple[Column, ...]:
    width = max((len(row.cells) for row in table.rows), default=0)
    columns = []
    for i in range(width):
        cells = [row.cells[i] for row in table.rows if i < len(row.cells) and row.cells[i].lines]
        kind = ""
        if cells and sum(bool(mentions(c.lines)) for c in cells) > len(cells) / 2:
            kind = "name"
        elif cells and sum(bool(find_numbers(c.text)) for c in cells) > len(cells) / 2:
            kind = "phone"
        columns.append(Column("", "", frozenset({kind} if kind else ())))
    return tuple(columns) if any("name" in c.kinds for c in columns) else ()


def is_people_table(table: Table) -> bool:
    """Whether a table names people: by its headings, or by names standing in it."""
    if table.columns:
        kinds = [c.kinds | c.group_kinds for c in table.columns]
        every = frozenset().union(*kinds)
        if not (
            every & {"name"}
            or every >= {"primary", "alternate"}
            or (every & {"primary", "alternate"} and "phone" in every)
        ):
            return False
        return any(mentions(row.lines) for row in table.rows) or "name" in every
    return bool(table.rows) and sum(bool(mentions(row.lines)) for row in table.rows) > len(table.rows) / 2
