"""Small plans for the call tree's tests: built by hand, and random ones."""

from hypothesis import strategies as st

from phrom.core.plan.document import ContinuityTeam, Organisation, Person, Plan, Role, Team


def person(number: int, *, reachable: bool = True) -> Person:
    """A person with every channel, or with none."""
    return Person(
        id=f"person-{number}",
        title="นาย",
        given_name=f"คนที่{number}",
        family_name="ทดสอบ",
        phones=(f"+6681000{number:04d}",) if reachable else (),
        email=f"p{number}@example.go.th" if reachable else None,
        line_id=f"line{number}" if reachable else None,
    )


def role(primary: int | None, *alternates: int) -> Role:
    return Role(
        primary=None if primary is None else f"person-{primary}", alternates=tuple(f"person-{a}" for a in alternates)
    )


def team(number: int, leader: Role, *members: Role) -> Team:
    return Team(id=f"team-{number}", name=f"ทีมบริหารความต่อเนื่อง {number}", leader=leader, members=members)


def plan(people: int, head: Role, coordinator: Role, *teams: Team, unreachable: frozenset[int] = frozenset()) -> Plan:
    """A plan whose people are numbered from 1; those in `unreachable` have no phone, e-mail or LINE."""
    return Plan(
        title="แผนบริหารความต่อเนื่อง",
        organisation=Organisation(name="สำนักงานทดสอบ"),
        people=tuple(person(n, reachable=n not in unreachable) for n in range(1, people + 1)),
        continuity_team=ContinuityTeam(head=head, coordinator=coordinator, teams=teams),
    )


def small_office(unreachable: frozenset[int] = frozenset()) -> Plan:
    """Head 1 (2), coordinator 3 (4); team 1: leader 5 (6), members 6 and 7 (8); team 2: leader 3, member 9."""
    return plan(
        9,
        role(1, 2),
        role(3, 4),
        team(1, role(5, 6), role(6), role(7, 8)),
        team(2, role(3), role(9)),
        unreachable=unreachable,
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Random plans: few people in many places, so that roles overlap, alternates are shared and stand in for each
    other, places are empty or have no primary, ids are named twice or belong to nobody."""
    count = draw(st.integers(1, 7))
    somebody = st.integers(1, count + 1)  # one more than there are: a reference to nobody
    roles = st.builds(
        lambda primary, alternates: role(primary, *alternates),
        st.one_of(somebody, somebody, somebody, st.none()),
        st.lists(somebody, max_size=3),
    )
    teams = [team(i, draw(roles), *draw(st.lists(roles, max_size=4))) for i in range(1, draw(st.integers(0, 3)) + 1)]
    unreachable = draw(st.frozensets(st.integers(1, count), max_size=2))
    return plan(count, draw(roles), draw(roles), *teams, unreachable=unreachable)
