"""The call tree as boxes: head, coordinator, each team's leader and members, with shape and given name.

Wide: the teams side by side as long as they fit; narrow: one below the other.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from phrom.callouts.queries import Course
from phrom.core.callout.state import SlotState
from phrom.core.callout.tree import CallTeam
from phrom.incidents.views.people import STATES, short_place
from phrom.web.shapes import CHIPS, SHAPES

BOX, GAP, ROW = 34, 8, 42  # heights in units; text is 15 units
WIDE, NARROW = 1160, 330
_FILLS = {"ok": "okf", "warn": "warnf", "bad": "badf", "": "bar0", "act": "bar1"}


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    name: str
    shape: str
    fill: str

    @property
    def icon_x(self) -> float:
        return self.x + 8

    @property
    def icon_y(self) -> float:
        return self.y + 9

    @property
    def text_x(self) -> float:
        return self.x + 29

    @property
    def text_y(self) -> float:
        return self.y + 23


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class TreePicture:
    width: int
    height: float
    boxes: tuple[Box, ...]
    words: tuple[Words, ...]
    links: tuple[str, ...]


def tree_pictures(course: Course) -> tuple[TreePicture, TreePicture]:
    """Wide and narrow."""
    return _wide(course), _narrow(course)


def _box(course: Course, slot: SlotState, x: float, y: float, width: float) -> Box:
    shown = slot.acting or slot.holder
    name = _given(course, shown) if shown else _("ไม่มีชื่อ")
    state, colour = CHIPS[STATES[slot.status][0]]
    if slot.is_acting_for_primary:
        state, colour = CHIPS["handed"][0], "ok"  # somebody else stands here and has answered
    room = int((width - 34) / 9.2)
    return Box(
        x, y, width, name if len(_plain(name)) <= room else name[: room - 1] + "…", SHAPES[state], _FILLS[colour]
    )


def _given(course: Course, person: str) -> str:
    """The given name without its title, as a box has little room."""
    words = course.tree.contact_by_person[person].name.split()
    for title in ("นางสาว", "น.ส.", "นาง", "นาย"):
        if words[0].startswith(title) and len(words[0]) > len(title):
            return words[0].removeprefix(title)
    given = next((w for w in words if not w.endswith(".") and "." not in w), words[0])
    return given if given != "ว่าที่" or len(words) < 3 else words[1].rpartition(".")[2] or words[2]


def _plain(name: str) -> str:
    """Letters that take room: marks above and below do not."""
    return "".join(c for c in name if not ("\u0e34" <= c <= "\u0e3a" or "\u0e47" <= c <= "\u0e4e" or c == "\u0e31"))


def _wide(course: Course) -> TreePicture:
    boxes: list[Box] = []
    words: list[Words] = []
    links: list[str] = []
    middle = WIDE / 2
    for index, (slot, word) in enumerate(_top(course)):
        y = 18.0 + index * 52
        boxes.append(_box(course, slot, middle - 70, y, 140))
        words.append(Words(middle + 80, y + 23, word))
        links.append(f"M{middle} {y + BOX}V{y + 52}")
    teams = course.tree.teams
    columns = min(len(teams), 5) or 1
    width = WIDE / columns
    box = min(width - 40, 190)  # a leader's box; members stand 24 to the right
    indent = (width - box - 24) / 2
    bottom = 18 + 2 * 52.0
    y = bottom + 18
    for start in range(0, len(teams), columns):
        group = teams[start : start + columns]
        if start == 0:
            centres = [i * width + indent + box / 2 for i in range(len(group))]
            links.append(f"M{min([*centres, middle])} {bottom}H{max([*centres, middle])}")
        for index, team in enumerate(group):
            x = index * width
            if start == 0:
                links.append(f"M{x + indent + box / 2} {bottom}V{y + 4}")
            _place_team(course, team, x + indent, y, box, (boxes, words, links))
        y += max(28 + (1 + len(t.members)) * ROW for t in group) + 24
    return TreePicture(WIDE, y, tuple(boxes), tuple(words), tuple(links))


def _place_team(
    course: Course, team: CallTeam, x: float, y: float, width: float, onto: tuple[list[Box], list[Words], list[str]]
) -> None:
    boxes, words, links = onto
    words.append(Words(x + 2, y + 20, _short(team.name, int(width / 8))))
    y += 28
    boxes.append(_box(course, course.state.slots[team.leader], x, y, width))
    for index, member in enumerate(team.members, start=1):
        top = y + index * ROW
        links.append(f"M{x + 10} {y + BOX}V{top + BOX / 2}H{x + 24}")
        boxes.append(_box(course, course.state.slots[member], x + 24, top, width))


def _narrow(course: Course) -> TreePicture:
    boxes: list[Box] = []
    words: list[Words] = []
    y = 18.0
    for slot, word in _top(course):
        boxes.append(_box(course, slot, 0, y, 150))
        words.append(Words(160, y + 23, word))
        y += ROW + 2
    for team in course.tree.teams:
        y += 12
        words.append(Words(0, y + 14, _short(team.name, 34)))
        y += 24
        for index, slot_id in enumerate(team.slots):
            x = 168 * (index % 2)
            boxes.append(_box(course, course.state.slots[slot_id], x, y, 160))
            if index % 2 or index == len(team.slots) - 1:
                y += ROW
    return TreePicture(NARROW, y + 6, tuple(boxes), tuple(words), ())


def _top(course: Course) -> list[tuple[SlotState, str]]:
    slots = course.state.slots
    return [(slots["head"], _("หัวหน้าคณะฯ")), (slots["coordinator"], _("ผู้ประสานงาน"))]


def _short(text: str, room: int) -> str:
    text = short_place(text)
    return text if len(_plain(text)) <= room else text[: room - 1] + "…"
