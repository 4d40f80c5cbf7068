"""What a plan still lacks as a whole, with the place where it is added: in view while a plan is being written."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from phrom.core.plan.document import AREAS, Plan
from phrom.core.plan.lookup import people_by_id, people_in_roles, role_places
from phrom.plans.views.edit.fields import Words
from phrom.plans.views.edit.sections import edit_url


@dataclass(frozen=True)
class Part:
    """One thing that every plan needs. `stands`: how much of it there is and how much there should be."""

    words: Words
    path: str
    stands: Callable[[Plan], tuple[int, int]]


@dataclass(frozen=True)
class Missing:
    words: Words
    url: str
    have: int
    need: int

    @property
    def done(self) -> bool:
        return self.have >= self.need


def _yes(found: object) -> tuple[int, int]:
    return (1 if found else 0, 1)


def _reachable(plan: Plan) -> tuple[int, int]:
    people, held = people_by_id(plan), people_in_roles(plan)
    return sum(bool(people[i].phones) for i in held if i in people), max(len(held), 1)


def _with_alternate(plan: Plan) -> tuple[int, int]:
    leading = [place.role for place in role_places(plan) if place.kind != "member"]
    return sum(bool(role.alternates) for role in leading), max(len(leading), 1)


PARTS: tuple[Part, ...] = (
    Part(_("ชื่อหน่วยงานและปีของแผน"), "title", lambda p: (bool(p.organisation.name) + bool(p.year), 2)),
    Part(_("กลุ่มงานและฝ่าย"), "units", lambda p: _yes(p.units)),
    Part(_("หัวหน้าคณะบริหารความต่อเนื่อง"), "continuity_team/head", lambda p: _yes(p.continuity_team.head.primary)),
    Part(_("ผู้ประสานงาน"), "continuity_team/coordinator", lambda p: _yes(p.continuity_team.coordinator.primary)),
    Part(_("ทีมพร้อมหัวหน้าทีม"), "continuity_team/teams", lambda p: (
        sum(t.leader.primary is not None for t in p.continuity_team.teams), max(len(p.continuity_team.teams), 1))),
    Part(_("ผู้แทนของหัวหน้าทุกตำแหน่ง"), "continuity_team", _with_alternate),
    Part(_("เบอร์โทรของผู้มีหน้าที่"), "people", _reachable),
    Part(_("กระบวนงานที่มีเวลาหยุดได้นานที่สุด"), "processes", lambda p: (
        sum(process.mtpd is not None for process in p.processes), max(len(p.processes), 1))),
    Part(_("ทรัพยากรขั้นต่ำของกระบวนงาน"), "processes", lambda p: (
        sum(any(getattr(one.requirements, area) for area in AREAS) for one in p.processes), max(len(p.processes), 1))),
    Part(_("ตารางภัยครบทุกช่อง"), "threats", lambda p: (
        len({(i.threat, i.area) for i in p.impacts}), max(len(p.threats) * len(AREAS), 1))),
    Part(_("กลยุทธ์ครบทุกด้าน"), "strategies", lambda p: (
        len({s.area for s in p.strategies if s.actions}), len(AREAS))),
    Part(_("สถานที่ปฏิบัติงานสำรองที่บอกความจุ"), "sites", lambda p: _yes(any(s.capacity for s in p.sites))),
    Part(_("ขั้นตอนสามห้วงเวลา"), "response", lambda p: (min(sum(bool(r.steps) for r in p.response), 3), 3)),
    Part(_("ขั้นตอนของทุกภัย"), "scenarios", lambda p: (
        sum(bool(s.onset or s.crisis or s.recovery) for s in p.scenarios), max(len(p.threats), 1))),
    Part(_("แบบตรวจสอบที่ตอบครบ"), "checklist", lambda p: (
        sum(c.answer is not None for c in p.checklist), max(len(p.checklist), 1))),
)  # fmt: skip


def missing_parts(plan: Plan, number: int) -> list[Missing]:
    """All parts in the order in which they are best written, with what is there and what is needed."""
    return [Missing(part.words, edit_url(number, part.path), *part.stands(plan)) for part in PARTS]
