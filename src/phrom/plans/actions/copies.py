"""The register of copies: who holds a numbered copy of which version, and whether it came back when it was replaced."""

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.plan.version_code import version_code
from phrom.core.rendering.printing import Copy, PrintMark
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.models import PlanCopy, PlanVersion, PrintedState

MOST_COPIES = 500  # of one version
LONGEST_HOLDER = 200  # letters


@transaction.atomic
def add_copies(author: Membership, number: int, holders: list[str]) -> int:
    """Give a numbered copy to each holder who has none yet; returns how many. Blank lines are passed over.

    Raises RefusedError for a version that is replaced, for a line that is too long, and beyond `MOST_COPIES`.
    """
    require(author, Permission.EDIT_PLAN)
    version = _held(author, number)
    if version.state == PlanVersion.State.SUPERSEDED:
        raise RefusedError(_("แผนฉบับนี้เลิกใช้แล้ว ออกสำเนาเพิ่มไม่ได้"), code="superseded")
    known = list(version.copies.values_list("holder", flat=True))
    lines = (" ".join(holder.replace("\0", "").split()) for holder in holders)
    wanted = list(dict.fromkeys(line for line in lines if line))
    if longest := next((holder for holder in wanted if len(holder) > LONGEST_HOLDER), ""):
        said = {"n": LONGEST_HOLDER, "start": longest[:30]}
        words = _("ชื่อผู้ถือยาวได้ไม่เกิน %(n)s ตัวอักษร: “%(start)s…” แบ่งเป็นบรรทัดละหนึ่งคนหรือหนึ่งที่") % said
        raise InvalidInputError(words, code="too-long", field="holders")
    new = [holder for holder in wanted if holder not in known]
    if len(known) + len(new) > MOST_COPIES:
        words = _("ฉบับหนึ่งมีสำเนาได้ไม่เกิน %(most)s เล่ม") % {"most": MOST_COPIES}
        raise RefusedError(words, code="too-many-copies", field="holders")
    for count, holder in enumerate(new, start=len(known) + 1):
        PlanCopy.objects.create(version=version, number=count, holder=holder, added_at=clock.now())
        _log(author, "copy.registered", version, count, holder)
    return len(new)


@transaction.atomic
def hand_over_copy(author: Membership, number: int, copy: int) -> None:
    """The holder has the copy in hand. Twice is once."""
    held = _copy(author, number, copy)
    if held.handed_at is None:
        held.handed_at = clock.now()
        held.save(update_fields=["handed_at"])
        _log(author, "copy.handed_over", held.version, copy, held.holder)


@transaction.atomic
def take_back_copy(author: Membership, number: int, copy: int) -> None:
    """The copy came back or was destroyed. Twice is once. Raises RefusedError for one that was never handed over."""
    held = _copy(author, number, copy)
    if held.handed_at is None:
        raise RefusedError(_("สำเนานี้ยังไม่ได้มอบให้ใคร"), code="not-handed-over")
    if held.returned_at is None:
        held.returned_at = clock.now()
        held.save(update_fields=["returned_at"])
        _log(author, "copy.returned", held.version, copy, held.holder)


def mark_for(version: PlanVersion, copy: int | None = None) -> PrintMark:
    """What the pages of a document of this version say about themselves. Raises NotFoundError for an unknown copy."""
    held = version.copies.filter(number=copy).first() if copy is not None else None
    if copy is not None and held is None:
        raise NotFoundError(_("ไม่มีสำเนานี้ในทะเบียน"))
    draft = version.state in (PlanVersion.State.DRAFT, PlanVersion.State.SUBMITTED)
    of = version.copies.count()
    return PrintMark(version.number, draft, Copy(held.number, of, held.holder) if held else None)


def remember_printed(version: PlanVersion) -> None:
    """From now on a page of this state of the plan is known by its code. Twice is once."""
    code = version_code(queries.plan_of(version))
    PrintedState.objects.get_or_create(version=version, code=code, defaults={"first_at": clock.now()})


def _held(author: Membership, number: int) -> PlanVersion:
    """The version, locked: two people who add copies at once come one after the other."""
    version = queries.version_numbered(author.organisation_id, number)
    return PlanVersion.objects.select_for_update().get(pk=version.pk)


def _copy(author: Membership, number: int, copy: int) -> PlanCopy:
    require(author, Permission.EDIT_PLAN)
    found = PlanCopy.objects.select_for_update().filter(version=_held(author, number), number=copy).first()
    if found is None:
        raise NotFoundError(_("ไม่มีสำเนานี้ในทะเบียน"))
    return found


def _log(author: Membership, kind: str, version: PlanVersion, copy: int, holder: str) -> None:
    data = {"version": version.number, "copy": copy, "holder": holder}
    write_entry(author.organisation_id, kind, data, author=author)
