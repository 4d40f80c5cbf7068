"""The continuity team as a picture: head, coordinator, team leaders. Drawn twice, for wide and for narrow screens."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from phrom.core.plan.document import Person, Plan, Role
from phrom.core.plan.lookup import people_by_id
from phrom.plans.views.wording import not_written

HEIGHT, GAP, WIDE, NARROW = 52, 20, 760, 330
_UNIT = 8.5  # width of a letter of 15 units; marks above and below take none


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    name: str
    role: str

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def name_y(self) -> float:
        return self.y + 21

    @property
    def role_y(self) -> float:
        return self.y + 42


@dataclass(frozen=True)
class Drawing:
    kind: str  # the class of the style sheet: big or small
    width: int
    height: float
    boxes: list[Box]
    links: str  # an SVG path


def structure_chart(plan: Plan) -> list[Drawing]:
    """Numbers of an SVG picture in its own units; nothing is drawn for a plan without a head or teams."""
    team = plan.continuity_team
    if team.head.primary is None and not team.teams:
        return []
    return [_drawn(plan, "big", WIDE, 5), _drawn(plan, "small", NARROW, 2)]


def _drawn(plan: Plan, kind: str, width: int, columns: int) -> Drawing:
    people, team = people_by_id(plan), plan.continuity_team
    top_width = min(260, width - 60)
    boxes = [
        Box((width - top_width) / 2, 1, top_width, _name(people, team.head, top_width), _("หัวหน้าคณะฯ")),
        Box(
            (width - top_width) / 2,
            1 + HEIGHT + GAP,
            top_width,
            _name(people, team.coordinator, top_width),
            _("ผู้ประสานงาน"),
        ),
    ]
    middle, below = width / 2, 1 + 2 * HEIGHT + GAP
    links = [f"M{middle} {1 + HEIGHT}V{1 + HEIGHT + GAP}"]
    columns = max(1, min(columns, len(team.teams)))
    box_width = min(220.0, (width - 2 - 10 * (columns - 1)) / columns)
    left = (width - columns * box_width - 10 * (columns - 1)) / 2
    for n, one in enumerate(team.teams):
        row, column = divmod(n, columns)
        y = below + 2 * GAP + row * (HEIGHT + GAP)
        box = Box(
            left + column * (box_width + 10),
            y,
            box_width,
            _name(people, one.leader, box_width, short=True),
            _("ทีม %(n)s") % {"n": n + 1},
        )
        boxes.append(box)
        if row == 0:
            links.append(f"M{box.middle} {below + GAP}V{y}")
    if team.teams:
        first, last = boxes[2].middle, boxes[1 + columns].middle
        links.append(f"M{middle} {below}V{below + GAP}M{first} {below + GAP}H{last}")
    return Drawing(kind, width, boxes[-1].y + HEIGHT + 2, boxes, "".join(links))


def _name(people: dict[str, Person], role: Role, width: float, *, short: bool = False) -> str:
    """The longest form of the name that fits into the box."""
    person = people.get(role.primary or "")
    if person is None:
        return not_written()
    with_title = f"{person.title or ''}{person.given_name}"
    for name in (with_title,) if short else (person.full_name, with_title):
        if _letters(name) * _UNIT <= width - 12:
            return name
    return person.given_name


def _letters(text: str) -> int:
    return sum(unicodedata.category(sign) != "Mn" for sign in text)
