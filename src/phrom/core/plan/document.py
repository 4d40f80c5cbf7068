"""The plan document `phrom-plan/1` as frozen, validated values.

Everything that the program knows about a plan is here; everything that happens in an incident is not.
What the source does not say is absent (`None`), never guessed. References are by id; `references.py`
proves that each leads somewhere.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from phrom.core.values.duration import Duration

Area = Literal["premises", "equipment", "technology", "people", "suppliers"]
AREAS: tuple[Area, ...] = ("premises", "equipment", "technology", "people", "suppliers")
ImpactLevel = Literal["critical", "high", "medium", "low"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Part(BaseModel):
    """Any piece of the document: immutable, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Organisation(Part):
    name: str
    parent: str | None = None
    address: str | None = None
    staff_count: int | None = None


class Unit(Part):
    id: Id
    name: str


class Person(Part):
    id: Id
    title: str | None = None  # as written: นาย, น.ส., ว่าที่ ร.อ., นพ.
    given_name: str
    family_name: str | None = None
    position: str | None = None
    unit: Id | None = None
    phones: tuple[str, ...] = ()  # E.164, or a short number such as 1669
    phones_text: tuple[str, ...] = ()  # the source's own words, also what cannot be a number
    email: str | None = None
    line_id: str | None = None

    @property
    def full_name(self) -> str:
        """Title, given and family name as they are written in Thai: `นายอำนวย บัวอินทร์`."""
        names = f"{self.given_name} {self.family_name or ''}".strip()
        title = self.title or ""
        # abbreviated ranks such as ว่าที่ ร.อ. stand apart from the name, น.ส. and นาย do not
        return f"{title} {names}" if " " in title else f"{title}{names}"


class Role(Part):
    """A place in the continuity team: who holds it, and who stands in, in order."""

    primary: Id | None = None
    alternates: tuple[Id, ...] = ()


class Team(Part):
    id: Id
    name: str
    unit: Id | None = None
    leader: Role = Role()
    members: tuple[Role, ...] = ()


class ContinuityTeam(Part):
    head: Role = Role()
    coordinator: Role = Role()
    teams: tuple[Team, ...] = ()


class Threat(Part):
    id: Id
    name: str


class Impact(Part):
    """One cell of threat x resource area; no cell means not assessed."""

    threat: Id
    area: Area
    affected: bool


class Requirement(Part):
    name: str
    quantity: int | None = None  # where it grows with time, what is needed first
    unit: str | None = None  # the counting word: คน, เครื่อง
    quantity_text: str | None = None  # how many by when, as written: `4 ชั่วโมง 3 เครื่อง, 1 วัน 5 เครื่อง`


class Requirements(Part):
    """The minimum that a process, or the office as a whole, needs, by resource area."""

    premises: tuple[Requirement, ...] = ()
    equipment: tuple[Requirement, ...] = ()
    technology: tuple[Requirement, ...] = ()
    people: tuple[Requirement, ...] = ()
    suppliers: tuple[Requirement, ...] = ()


class Process(Part):
    id: Id
    name: str
    units: tuple[Id, ...] = ()
    impact: ImpactLevel | None = None
    impact_text: str | None = None
    mtpd: Duration | None = None
    mtpd_text: str | None = None
    rto: Duration | None = None
    rpo: Duration | None = None
    mbco: str | None = None
    depends_on: tuple[Id, ...] = ()
    requirements: Requirements = Requirements()


class Strategy(Part):
    area: Area
    owners: tuple[Id, ...] = ()
    actions: tuple[str, ...] = ()


class Site(Part):
    id: Id
    name: str
    where: Literal["on-site", "off-site", "home"] | None = None
    capacity: int | None = None
    exposed_to: tuple[Id, ...] = ()  # threats


class Supplier(Part):
    id: Id
    name: str
    service: str | None = None
    phones: tuple[str, ...] = ()
    alternates: tuple[Id, ...] = ()


class Step(Part):
    id: Id
    text: str
    details: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()  # a RESPONSIBLE_GROUPS word or the id of a unit, team or person
    responsible_text: str | None = None


RESPONSIBLE_GROUPS = ("head", "coordinator", "team-leaders", "teams")


class ResponsePhase(Part):
    id: Id
    name: str
    starts: Duration
    ends: Duration | None = None  # None = until stand-down
    rule: str | None = None
    steps: tuple[Step, ...] = ()


class Target(Part):
    id: Id
    text: str
    within: Duration
    after: Literal["told", "incident", "stand-down", "power-restored"]


class Scenario(Part):
    threat: Id
    onset: tuple[Step, ...] = ()
    crisis: tuple[Step, ...] = ()
    recovery: tuple[Step, ...] = ()
    targets: tuple[Target, ...] = ()


class Stated(Part):
    """Counts that the text claims, kept to be compared with what is listed."""

    teams: int | None = None
    scenarios: int | None = None
    processes: int | None = None


class ChecklistItem(Part):
    """A line of the completeness form of สำนักงาน ก.พ.ร."""

    item: str
    text: str
    answer: bool | None = None


class DigitalService(Part):
    task: str
    systems: tuple[str, ...] = ()
    status: Literal["in-use", "planned"] | None = None


class InfrastructureService(Part):
    text: str
    maximum_interruption: Duration | None = None


class AreaTexts(Part):
    premises: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()


class StrategyMap(Part):
    missions: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    strategies: AreaTexts = AreaTexts()


class Plan(Part):
    """A whole continuity plan."""

    format: Literal["phrom-plan/1"] = "phrom-plan/1"
    title: str
    year: int | None = None  # Buddhist Era
    organisation: Organisation
    purposes: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    continuity_team: ContinuityTeam = ContinuityTeam()
    threats: tuple[Threat, ...] = ()
    impacts: tuple[Impact, ...] = ()
    processes: tuple[Process, ...] = ()
    requirements: Requirements = Requirements()  # of the office as a whole, where no process is named
    strategies: tuple[Strategy, ...] = ()
    sites: tuple[Site, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    response: tuple[ResponsePhase, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    stated: Stated = Stated()
    checklist: tuple[ChecklistItem, ...] = ()
    digital_services: tuple[DigitalService, ...] = ()
    infrastructure_service: InfrastructureService | None = None
    strategy_map: StrategyMap | None = None
