"""Hypothesis strategies: arbitrary valid plans, whose references all lead somewhere. Reused by other rooms' tests."""

from typing import Any

from hypothesis import strategies as st

from phrom.core.plan.document import (
    AREAS,
    RESPONSIBLE_GROUPS,
    AreaTexts,
    ChecklistItem,
    ContinuityTeam,
    DigitalService,
    Impact,
    InfrastructureService,
    Organisation,
    Person,
    Plan,
    Process,
    Requirement,
    Requirements,
    ResponsePhase,
    Role,
    Scenario,
    Site,
    Stated,
    Step,
    Strategy,
    StrategyMap,
    Supplier,
    Target,
    Team,
    Threat,
    Unit,
)
from phrom.core.values.duration import Duration

_NASTY = [
    "yes",
    "null",
    "0810000003",
    "08:30",
    "- ข้อ",
    "ก: ข",
    "#1",
    " ",
    "'",
    '"',
    "1e3",
    "~",
    "๐๘๑",
    "a\nb",
    "ครบ\t",
    "=",
    "<<",
    "😀",
]
texts = st.one_of(
    st.sampled_from(["งานสารบรรณ", "ฝ่ายบริหารทั่วไป", "นายอำนวย บัวอินทร์", *_NASTY]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
maybe_texts = st.none() | texts
text_lists = st.lists(texts, max_size=3).map(tuple)
durations = st.builds(
    lambda n, form: Duration.from_iso(form.format(n)),
    st.integers(0, 400),
    st.sampled_from(["PT{}H", "P{}D", "PT{}M", "P{}W", "P{}DT3H"]),
)
phones = st.lists(
    st.integers(0, 99_999_999).map(lambda n: f"+668{n:08d}") | st.sampled_from(["1669", "+6620001000;ext=11"]),
    max_size=2,
).map(tuple)
counts = st.none() | st.integers(0, 10_000)


def _ids(prefix: str, most: int) -> st.SearchStrategy[list[str]]:
    return st.integers(0, most).map(lambda n: [f"{prefix}-{i}" for i in range(1, n + 1)])


def _one(ids: list[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids) if ids else st.none()


def _some(ids: list[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), max_size=most, unique=True).map(tuple) if ids else st.just(())


def _role(people: list[str]) -> st.SearchStrategy[Role]:
    return st.builds(Role, primary=_one(people), alternates=_some(people))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any valid plan, small enough to be quick."""
    units, people, teams = draw(_ids("unit", 3)), draw(_ids("person", 5)), draw(_ids("team", 3))
    threats, processes, suppliers = draw(_ids("threat", 3)), draw(_ids("process", 4)), draw(_ids("supplier", 2))
    numbers = iter(range(1, 10_000))
    responsible = st.lists(st.sampled_from([*RESPONSIBLE_GROUPS, *units, *teams, *people]), max_size=2).map(tuple)

    def steps() -> tuple[Step, ...]:
        made = [
            Step(
                id=f"step-{next(numbers)}",
                text=draw(texts),
                details=draw(text_lists),
                responsible=draw(responsible),
                responsible_text=draw(maybe_texts),
            )
            for _ in range(draw(st.integers(0, 2)))
        ]
        return tuple(made)

    def targets() -> tuple[Target, ...]:
        after: st.SearchStrategy[Any] = st.sampled_from(["told", "incident", "stand-down", "power-restored"])
        count = draw(st.integers(0, 1))
        made = [
            Target(id=f"target-{next(numbers)}", text=draw(texts), within=draw(durations), after=draw(after))
            for _ in range(count)
        ]
        return tuple(made)

    return Plan(
        title=draw(texts),
        year=draw(st.none() | st.integers(2500, 2700)),
        organisation=draw(
            st.builds(Organisation, name=texts, parent=maybe_texts, address=maybe_texts, staff_count=counts)
        ),
        purposes=draw(text_lists),
        assumptions=draw(text_lists),
        units=tuple(Unit(id=i, name=draw(texts)) for i in units),
        people=tuple(draw(_person(i, units)) for i in people),
        continuity_team=ContinuityTeam(
            head=draw(_role(people)),
            coordinator=draw(_role(people)),
            teams=tuple(draw(_team(i, units, people)) for i in teams),
        ),
        threats=tuple(Threat(id=i, name=draw(texts)) for i in threats),
        impacts=tuple(
            Impact(threat=threat, area=area, affected=draw(st.booleans()))
            for threat in threats
            for area in draw(st.lists(st.sampled_from(AREAS), max_size=3, unique=True))
        ),
        processes=tuple(draw(_process(i, units, processes)) for i in processes),
        requirements=draw(_requirements()),
        strategies=draw(
            st.lists(
                st.builds(Strategy, area=st.sampled_from(AREAS), owners=_some(units), actions=text_lists), max_size=3
            ).map(tuple)
        ),
        sites=tuple(
            draw(
                st.builds(
                    Site,
                    id=st.just(f"site-{n}"),
                    name=texts,
                    where=st.sampled_from([None, "on-site", "off-site", "home"]),
                    capacity=counts,
                    exposed_to=_some(threats),
                )
            )
            for n in range(draw(st.integers(0, 2)))
        ),
        suppliers=tuple(
            draw(
                st.builds(
                    Supplier,
                    id=st.just(i),
                    name=texts,
                    service=maybe_texts,
                    phones=phones,
                    alternates=_some(suppliers),
                )
            )
            for i in suppliers
        ),
        response=tuple(
            ResponsePhase(
                id=f"phase-{n}",
                name=draw(texts),
                starts=draw(durations),
                ends=draw(st.none() | durations),
                steps=steps(),
            )
            for n in range(draw(st.integers(0, 2)))
        ),
        scenarios=tuple(
            Scenario(threat=threat, onset=steps(), crisis=steps(), recovery=steps(), targets=targets())
            for threat in draw(_some(threats))
        ),
        stated=draw(st.builds(Stated, teams=counts, scenarios=counts, processes=counts)),
        checklist=draw(
            st.lists(
                st.builds(ChecklistItem, item=texts, text=texts, answer=st.none() | st.booleans()), max_size=2
            ).map(tuple)
        ),
        digital_services=draw(
            st.lists(
                st.builds(
                    DigitalService,
                    task=texts,
                    systems=text_lists,
                    status=st.sampled_from([None, "in-use", "planned"]),
                ),
                max_size=2,
            ).map(tuple)
        ),
        infrastructure_service=draw(
            st.none() | st.builds(InfrastructureService, text=texts, maximum_interruption=st.none() | durations)
        ),
        strategy_map=draw(
            st.none()
            | st.builds(
                StrategyMap,
                missions=text_lists,
                authorities=text_lists,
                systems=text_lists,
                strategies=st.builds(AreaTexts, premises=text_lists, suppliers=text_lists),
            )
        ),
    )


def _person(person: str, units: list[str]) -> st.SearchStrategy[Person]:
    return st.builds(
        Person,
        id=st.just(person),
        title=st.sampled_from([None, "นาย", "น.ส.", "ว่าที่ ร.อ."]),
        given_name=texts,
        family_name=maybe_texts,
        position=maybe_texts,
        unit=_one(units),
        phones=phones,
        phones_text=text_lists,
        email=maybe_texts,
        line_id=maybe_texts,
    )


def _team(team: str, units: list[str], people: list[str]) -> st.SearchStrategy[Team]:
    members = st.lists(_role(people), max_size=3).map(tuple)
    return st.builds(Team, id=st.just(team), name=texts, unit=_one(units), leader=_role(people), members=members)


def _requirements() -> st.SearchStrategy[Requirements]:
    need = st.builds(Requirement, name=texts, quantity=counts, unit=maybe_texts, quantity_text=maybe_texts)
    needs = st.lists(need, max_size=2).map(tuple)
    return st.builds(Requirements, premises=needs, equipment=needs, technology=needs, people=needs, suppliers=needs)


def _process(process: str, units: list[str], processes: list[str]) -> st.SearchStrategy[Process]:
    return st.builds(
        Process,
        id=st.just(process),
        name=texts,
        units=_some(units),
        impact=st.sampled_from([None, "critical", "high", "medium", "low"]),
        impact_text=maybe_texts,
        mtpd=st.none() | durations,
        mtpd_text=maybe_texts,
        rto=st.none() | durations,
        rpo=st.none() | durations,
        mbco=maybe_texts,
        depends_on=_some(processes),
        requirements=_requirements(),
    )
