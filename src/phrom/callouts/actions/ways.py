"""Ways to a person that are not in the plan: a LINE account linked by a code that the person types to the office's
account, and the order in which they want the channels tried. They count from the next call."""

import logging
import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.actions.code_guesses import stop_guessing
from phrom.callouts.actions.told_once import first_told
from phrom.callouts.models import BlockedAccount, LinkCode, PersonOrder, PersonWay
from phrom.channels.contract import Reply
from phrom.channels.registry import other_channel
from phrom.core.callout.reply_code import LINK_LENGTH, codes_in, link_code
from phrom.core.callout.way import CallingWay
from phrom.errors import InvalidInputError, TooManyTriesError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

logger = logging.getLogger(__name__)

VALID_DAYS = 14
_DRAWS = 20


@transaction.atomic
def issue_link_code(author: Membership, person: str, name: str) -> LinkCode:
    """A fresh code for one's own LINE account, or for anybody's by who keeps the plan. An earlier one ends."""
    _may(author, person)
    now = clock.now()
    LinkCode.objects.filter(organisation_id=author.organisation_id, person=person).delete()
    LinkCode.objects.filter(expires_at__lte=now).delete()
    for _draw in range(_DRAWS):
        try:
            with transaction.atomic():
                return LinkCode.objects.create(
                    organisation_id=author.organisation_id,
                    person=person,
                    name=name,
                    code=link_code(secrets.SystemRandom()),
                    expires_at=now + timedelta(days=VALID_DAYS),
                )
        except IntegrityError:
            continue
    raise RuntimeError("no free link codes found")


def link_by_code(reply: Reply) -> PersonWay | None:
    """Link the LINE account that typed a code to the code's person. None if there is no code of ours in it: then it may
    be an answer to a call. A wrong one is counted as a wrong reply code."""
    typed = [code for code in codes_in(reply.text) if len(code) == LINK_LENGTH]
    if not typed:
        return None
    source = f"line:{reply.sender}"
    try:
        stop_guessing(source)
    except TooManyTriesError:
        logger.info("a link code was not looked at: too many wrong ones before")
        return None
    with transaction.atomic():
        found = LinkCode.objects.select_for_update().filter(code__in=typed, expires_at__gt=clock.now()).first()
        if found is None:
            return None  # a wrong one is counted where replies are looked through
        if reply.event:
            first_told([("line", reply.event)])  # told again, it is known
        ways = PersonWay.objects.filter(organisation_id=found.organisation_id, channel="line")
        ways.filter(address=reply.sender).exclude(person=found.person).delete()  # one account is one person
        way, _made = PersonWay.objects.update_or_create(
            organisation_id=found.organisation_id,
            person=found.person,
            channel="line",
            defaults={"address": reply.sender, "linked_at": clock.now(), "left_at": None},
        )
        BlockedAccount.objects.filter(channel="line", address=reply.sender).delete()
        write_entry(found.organisation_id, "line.linked", {"person_name": found.name}, author_name=found.name)
        found.delete()
    way.person_name = found.name
    return way


@transaction.atomic
def note_friend(reply: Reply) -> None:
    """Who has blocked the official account gets nothing by LINE, though LINE takes it: the other channels are tried
    until they unblock it. Told again by LINE, it is known."""
    if reply.event and not first_told([("line", reply.event)]):
        return
    ways = PersonWay.objects.filter(channel="line", address=reply.sender)
    if reply.friend:
        ways.update(left_at=None)
        BlockedAccount.objects.filter(channel="line", address=reply.sender).delete()
    else:
        # also where no plan has this account yet: one may be written into a plan, or approved, any day
        BlockedAccount.objects.get_or_create(channel="line", address=reply.sender, defaults={"since": clock.now()})
        ways.filter(left_at=None).update(left_at=clock.now())


@transaction.atomic
def name_service(author: Membership, person: str, name: str, service: str) -> None:
    """The one-way service by which this person is told too; empty: none. Its address stays in the settings."""
    require(author, Permission.EDIT_PLAN)
    if service and service not in other_channel().services_of(author.organisation_id):
        raise InvalidInputError(_("ไม่มีบริการนี้ในการตั้งค่า"))
    ways = PersonWay.objects.filter(organisation_id=author.organisation_id, channel="other")
    taken = ways.filter(address=service).exclude(person=person).exists() if service else False
    if taken:
        raise InvalidInputError(_("บริการนี้เป็นของอีกคนแล้ว ข้อความมีรหัสตอบของแต่ละคน จึงใช้ร่วมกันไม่ได้"))
    if service:
        ways.update_or_create(
            organisation_id=author.organisation_id,
            person=person,
            channel="other",
            defaults={"address": service, "linked_at": clock.now()},
        )
    else:
        ways.filter(person=person).delete()
    write_entry(author.organisation_id, "way.named", {"person_name": name, "service": service or "-"}, author=author)


@transaction.atomic
def unlink(author: Membership, person: str, channel: str, name: str) -> None:
    """The person is no longer reached this way. Twice is once."""
    _may(author, person)
    ways = PersonWay.objects.filter(organisation_id=author.organisation_id, person=person, channel=channel)
    if ways.delete()[0]:
        write_entry(author.organisation_id, "line.unlinked", {"person_name": name}, author=author)


@transaction.atomic
def prefer_channels(author: Membership, person: str, channels: tuple[str, ...]) -> None:
    """The order in which this person wants to be tried, before the office's; empty: the office's."""
    _may(author, person)
    known = set(CallingWay().channels)
    if len(set(channels)) != len(channels) or not set(channels) <= known:
        raise InvalidInputError(_("ลำดับช่องทางไม่ถูกต้อง"))
    orders = PersonOrder.objects.filter(organisation_id=author.organisation_id, person=person)
    if channels:
        PersonOrder.objects.update_or_create(
            organisation_id=author.organisation_id, person=person, defaults={"channels": list(channels)}
        )
    else:
        orders.delete()


def _may(author: Membership, person: str) -> None:
    if not person or author.person != person:
        require(author, Permission.EDIT_PLAN)
