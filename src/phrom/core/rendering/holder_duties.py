"""What one person has to do when the plan is put in force: whom to call, whom to answer to, own steps of the plan.

The order of calling is that of the plan's call tree: the head tells the coordinator, the coordinator the team leaders,
each leader the own team.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from phrom.core.plan.document import Plan, Role, Step, Team
from phrom.core.plan.lookup import HeldRole, RoleKind, people_in_roles
from phrom.core.rendering.plan_words import GROUP_WORDS
from phrom.core.values.duration import Duration

_DUTIES: dict[RoleKind, str] = {
    "head": "ตัดสินใจประกาศใช้แผน และประกาศกลับสู่ภาวะปกติ",
    "coordinator": "เสนอประกาศใช้แผน โทรแจ้งหัวหน้าทีมทุกทีม รวบรวมผลการแจ้งเหตุ",
    "leader": "โทรแจ้งทีมงานทุกคน แล้วรายงานผลต่อผู้ประสานงาน",
    "member": "ตอบรับทราบหัวหน้าทีม แล้วไปรายงานตัว",
}
_GROUPS: dict[RoleKind, tuple[str, ...]] = {
    "head": ("head",),
    "coordinator": ("coordinator",),
    "leader": ("team-leaders", "teams"),
    "member": ("teams",),
}


@dataclass(frozen=True)
class Holder:
    """A person with all the places held. `calls`: role name and place of each one to be called, in order.

    `stands_in`: for each place held as an alternate, its name and whom to call then. `reports_to`: who called, and
    hears that all is done. `duties`: sentences of the roles; `steps`: the plan's own.
    """

    person: str
    roles: tuple[str, ...]
    calls: tuple[tuple[str, Role], ...]
    stands_in: tuple[tuple[str, tuple[tuple[str, Role], ...]], ...]
    reports_to: tuple[tuple[str, Role], ...]
    duties: tuple[str, ...]
    steps: tuple[str, ...]


def holders_of(plan: Plan) -> Iterator[Holder]:
    """Everybody in the continuity team once, in the order of the call tree."""
    for person, held in people_in_roles(plan).items():
        primary = [holding for holding in held if holding.rank == 0]
        calls = [call for holding in primary for call in _calls(plan, holding)]
        instead = [(_place(holding), _without(person, _calls(plan, holding))) for holding in held if holding.rank > 0]
        reports = [report for holding in primary or held for report in _reports_to(plan, holding)]
        yield Holder(
            person=person,
            roles=tuple(dict.fromkeys(_role(holding) for holding in held)),
            calls=_without(person, calls),
            stands_in=tuple((place, to_call) for place, to_call in instead if to_call),
            reports_to=_without(person, reports),
            duties=tuple(dict.fromkeys(_DUTIES[holding.place.kind] for holding in primary or held)),
            steps=tuple(step.text for step in _steps(plan, person, primary or list(held))),
        )


def report_within(plan: Plan) -> Duration | None:
    """How soon people report in, counted from being told: the shortest that the plan promises."""
    promised = [
        target.within
        for scenario in plan.scenarios
        for target in scenario.targets
        if target.after == "told" and "รายงานตัว" in target.text
    ]
    return min(promised, key=lambda within: within.seconds, default=None)


def _role(holding: HeldRole) -> str:
    return _place(holding) if holding.rank == 0 else f"สำรองลำดับที่ {holding.rank} ของ{_place(holding)}"


def _place(holding: HeldRole) -> str:
    place = holding.place
    if place.kind == "head" or place.kind == "coordinator":
        return GROUP_WORDS[place.kind]
    team = _short(place.team)
    return f"หัวหน้า{team}" if place.kind == "leader" else f"ทีมงาน {team}"


def _short(team: Team | None) -> str:
    """`ทีม 2` for `ทีมบริหารความต่อเนื่อง 2`: cards are narrow."""
    return team.name.replace(GROUP_WORDS["teams"], "ทีม").strip() if team else ""


def _calls(plan: Plan, holding: HeldRole) -> list[tuple[str, Role]]:
    group = plan.continuity_team
    if holding.place.kind == "head":
        return [("ผู้ประสานงาน", group.coordinator)]
    if holding.place.kind == "coordinator":
        return [(f"หัวหน้า{_short(team)}", team.leader) for team in group.teams]
    if holding.place.kind == "leader" and holding.place.team:
        return [("ทีมงาน", member) for member in holding.place.team.members]
    return []


def _reports_to(plan: Plan, holding: HeldRole) -> list[tuple[str, Role]]:
    group = plan.continuity_team
    if holding.place.kind == "coordinator":
        return [("หัวหน้าคณะฯ", group.head)]
    if holding.place.kind == "leader":
        return [("ผู้ประสานงาน", group.coordinator)]
    if holding.place.kind == "member" and holding.place.team:
        return [("หัวหน้าทีม", holding.place.team.leader)]
    return []


def _without(person: str, places: list[tuple[str, Role]]) -> tuple[tuple[str, Role], ...]:
    """Each place once, and not those that the person holds."""
    others = [place for place in places if place[1].primary != person]
    return tuple(dict.fromkeys(others))


def _steps(plan: Plan, person: str, held: list[HeldRole]) -> Iterator[Step]:
    """Steps of the phases that name the person, the team, its unit, or the group of the role."""
    mine = {person, *(word for holding in held for word in _GROUPS[holding.place.kind])}
    for holding in held:
        if holding.place.team:
            mine |= {holding.place.team.id, *([holding.place.team.unit] if holding.place.team.unit else [])}
    for phase in plan.response:
        for step in phase.steps:
            if mine & set(step.responsible):
                yield step
