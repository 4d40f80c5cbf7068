"""The continuity team on paper: structure chart, roles, teams, and who calls whom."""

from collections.abc import Iterator

from phrom.core.plan.document import Plan, Role, Team
from phrom.core.rendering.blocks import (
    Block,
    Cell,
    Chart,
    ChartBox,
    Heading,
    Paragraph,
    Signatures,
    Signer,
    Table,
    head_row,
    words,
)
from phrom.core.rendering.plan_words import ABSENT, GROUP_WORDS, PlanWords, absent


def structure(plan: Plan, say: PlanWords) -> list[Block]:
    """โครงสร้างและทีมบริหารความต่อเนื่อง: chart, table of roles, one table a team."""
    group = plan.continuity_team
    blocks: list[Block] = [Heading(1, "โครงสร้างและทีมบริหารความต่อเนื่อง")]
    if not (group.teams or group.head.primary or group.coordinator.primary):
        return [*blocks, absent("คณะบริหารความต่อเนื่อง")]
    above = tuple(
        ChartBox(GROUP_WORDS[kind], (say.name(role.primary),))
        for kind, role in (("head", group.head), ("coordinator", group.coordinator))
    )
    teams = tuple(ChartBox(team.name, _chart_lines(team, say)) for team in group.teams)
    roles = [(GROUP_WORDS["head"], group.head), (GROUP_WORDS["coordinator"], group.coordinator)]
    roles += [(f"หัวหน้า{team.name}", team.leader) for team in group.teams]
    blocks += [
        Heading(2, "แผนภูมิโครงสร้างและทีมบริหารความต่อเนื่อง"),
        Chart(above, teams),
        Heading(2, "บทบาท บุคลากรหลัก และบุคลากรสำรอง"),
        _role_table(roles, "บทบาท", say),
    ]
    for team in group.teams:
        blocks += _team(team, say)
    return blocks


def approval(plan: Plan, say: PlanWords) -> list[Block]:
    """Where the coordinator and the head sign the plan. The public version has no names, so nothing to sign."""
    return [] if say.public else [Heading(1, "การเสนอและอนุมัติแผน"), signatures(plan, say, "ผู้อนุมัติ")]


def signatures(plan: Plan, say: PlanWords, head_as: str) -> Signatures:
    """Who drew it up, and the head; an empty line where the plan names nobody."""
    group = plan.continuity_team
    return Signatures(
        (
            _signer("ผู้จัดทำ", "coordinator", group.coordinator, say),
            _signer(head_as, "head", group.head, say),
        )
    )


def _signer(signs_as: str, kind: str, role: Role, say: PlanWords) -> Signer:
    person = say.person(role.primary)
    name, position = (person.full_name, person.position) if person else (None, None)
    return Signer(signs_as, name, position, GROUP_WORDS[kind])


def _chart_lines(team: Team, say: PlanWords) -> tuple[str, ...]:
    return (say.unit(team.unit),) * _adds_unit(team, say) + (say.name(team.leader.primary),)


def _adds_unit(team: Team, say: PlanWords) -> bool:
    """Whether the unit says something that the team's name does not say already."""
    return team.unit is not None and say.unit(team.unit) not in team.name


def _team(team: Team, say: PlanWords) -> list[Block]:
    title = f"{team.name} : {say.unit(team.unit)}" if _adds_unit(team, say) else team.name
    places = [("หัวหน้าทีม", team.leader), *(("ทีมงาน", member) for member in team.members)]
    blocks: list[Block] = [Heading(2, title), _role_table(places, "หน้าที่", say)]
    return blocks if team.members else [*blocks, absent(f"ทีมงานของ{team.name}")]


def _role_table(places: list[tuple[str, Role]], title: str, say: PlanWords) -> Table:
    """Role, primary, alternates; phones beside the names, unless the document is for the public."""
    rows = tuple(_role_row(name, role, say) for name, role in places)
    if say.public:
        return Table((1.4, 2, 2), (head_row(title, "บุคลากรหลัก", "บุคลากรสำรอง"),), rows)
    head = head_row(title, "บุคลากรหลัก", "โทรศัพท์", "บุคลากรสำรอง", "โทรศัพท์")
    return Table((1.5, 1.9, 1.35, 1.9, 1.35), (head,), rows)


def _role_row(name: str, role: Role, say: PlanWords) -> tuple[Cell, ...]:
    primary = words(*say.name_lines(role.primary))
    names = [line for person in role.alternates for line in say.name_lines(person)]
    alternates = words(*(names or [ABSENT]))
    if say.public:
        return words(name), primary, alternates
    return words(name), primary, _phones((role.primary,), say), alternates, _phones(role.alternates, say)


def _phones(people: tuple[str | None, ...], say: PlanWords) -> Cell:
    held = [person for person in people if person]
    if not held:
        return words("–", centred=True)
    numbers = [number for person in held for number in (say.phones(person) or (ABSENT,))]
    return words(*numbers, centred=True)


def call_tree(plan: Plan, say: PlanWords) -> list[Block]:
    """กระบวนการแจ้งเหตุฉุกเฉิน: head → coordinator → leaders → members, each acknowledging."""
    heading = Heading(1, "กระบวนการแจ้งเหตุฉุกเฉิน (Call Tree)")
    rows = tuple(_call_row(*call, say) for call in calls(plan, say))
    if not rows:
        return [heading, absent("กระบวนการแจ้งเหตุฉุกเฉิน")]
    rule = "ผู้รับแจ้งทุกคนยืนยันการรับทราบกลับไปยังผู้แจ้ง หากติดต่อบุคลากรหลักไม่ได้ ให้ติดต่อบุคลากรในลำดับถัดไป"
    titles = ["ผู้แจ้ง", "ผู้รับแจ้ง", *([] if say.public else ["โทรศัพท์"]), "ติดต่อไม่ได้ให้แจ้ง"]
    widths = (1.8, 1.8, 2) if say.public else (1.8, 1.8, 1.25, 2)
    return [heading, Paragraph(rule), Table(widths, (head_row(*titles),), rows, derived=True)]


def calls(plan: Plan, say: PlanWords) -> Iterator[tuple[str, str, Role]]:
    """Caller's role and name, callee's role, callee's place; in the order of calling."""
    group = plan.continuity_team
    if group.head.primary and (group.coordinator.primary or group.teams):
        yield _by("หัวหน้าคณะฯ", group.head, say), "ผู้ประสานงานคณะฯ", group.coordinator
    for team in group.teams:
        yield _by("ผู้ประสานงานคณะฯ", group.coordinator, say), f"หัวหน้า{team.name}", team.leader
    for team in group.teams:
        for member in team.members:
            yield _by(f"หัวหน้า{team.name}", team.leader, say), "ทีมงาน", member


def _by(role_name: str, role: Role, say: PlanWords) -> str:
    return f"{role_name}\n{say.name(role.primary)}"


def _call_row(caller: str, callee: str, role: Role, say: PlanWords) -> tuple[Cell, ...]:
    then = []
    for person in role.alternates:
        then += [say.name(person), *(() if say.public else say.phones(person))]
    cells = [words(*caller.split("\n")), words(callee, say.name(role.primary))]
    if not say.public:
        cells.append(_phones((role.primary,), say))
    return (*cells, words(*then) if then else words(ABSENT))
