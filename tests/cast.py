"""The named people of all tests, and the office they work in. Their ids are those of the sample office's plan."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from phrom import clock
from phrom.offices.models import Membership, Organisation, User
from phrom.offices.roles import Role

OFFICE = "องค์การบริหารส่วนตำบลบ้านตัวอย่าง"
PASSWORD = "ม่อฮ่อม-indigo-2569"
MORNING = datetime(2026, 8, 21, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))  # a Friday


@dataclass(frozen=True)
class Character:
    """Someone with an account. `person` is their id in the plan, empty for who is not in it."""

    username: str
    name: str
    role: Role
    person: str = ""


HEAD = Character("somsak", "นายสมศักดิ์ ธารทอง", Role.HEAD, "person-1")
COORDINATOR = Character("pimchanok", "น.ส.พิมพ์ชนก แก้วใส", Role.COORDINATOR, "person-3")
LEADER = Character("anan", "นายอนันต์ ทุ่งรวง", Role.LEADER, "person-5")
MEMBER = Character("duangjai", "นางดวงใจ ใบบัว", Role.MEMBER, "person-6")
AUDITOR = Character("wichai", "นายวิชัย ตรองดู", Role.AUDITOR)
EVERYONE = (HEAD, COORDINATOR, LEADER, MEMBER, AUDITOR)


def found_office(name: str = OFFICE, *, is_sample: bool = False) -> Organisation:
    return Organisation.objects.create(name=name, is_sample=is_sample, created_at=clock.now())


def join(office: Organisation, character: Character) -> Membership:
    """The character's account and place in the office."""
    user, made = User.objects.get_or_create(username=character.username, defaults={"name": character.name})
    if made:
        user.set_unusable_password()  # hashing takes time; a test of signing in sets PASSWORD itself
        user.save()
    return Membership.objects.create(user=user, organisation=office, role=character.role.value, person=character.person)


class SettableClock:
    """The program's clock, standing still until a test moves it."""

    def __init__(self, stack: ExitStack, moment: datetime) -> None:
        self._stack = stack
        self.set(moment)

    @property
    def now(self) -> datetime:
        return clock.now()

    def set(self, moment: datetime) -> None:
        self._stack.enter_context(clock.fixed_at(moment))

    def advance(self, **span: float) -> None:
        """Forward by `days=`, `hours=`, `minutes=`, `seconds=`."""
        self.set(clock.now() + timedelta(**span))


@contextmanager
def settable_clock(moment: datetime = MORNING) -> Iterator[SettableClock]:
    with ExitStack() as stack:
        yield SettableClock(stack, moment)
