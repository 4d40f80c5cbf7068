"""What no longer matters does not fill the database: names of messages, sessions, wrong guesses, old codes."""

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session

from phrom.callouts.actions import forget_old
from phrom.callouts.actions.told_once import first_told
from phrom.channels.handles import message_key, remember
from phrom.channels.models import MessageHandle
from phrom.offices.actions import issue_approval_code
from phrom.offices.actions.guess_limit import count_wrong_guess
from phrom.offices.models import Membership, OneTimeCode, SignInTries
from tests.cast import SettableClock

pytestmark = pytest.mark.django_db


def keep(handle: str, key: str) -> None:
    async_to_sync(remember)("sms", handle, key)


def test_a_messages_name_is_forgotten_after_three_months(clock: SettableClock) -> None:
    keep("old", "1:a/sms/1")
    clock.advance(days=89)
    keep("new", "2:a/sms/1")
    assert not forget_old()
    assert message_key("sms", "old") == "1:a/sms/1"  # a late receipt still finds it
    clock.advance(days=2)
    forget_old()
    assert (message_key("sms", "old"), message_key("sms", "new")) == (None, "2:a/sms/1")


def test_a_name_that_a_provider_gave_anew_is_as_young_as_its_last_message(clock: SettableClock) -> None:
    keep("sms-1", "1:a/sms/1")
    clock.advance(days=80)
    keep("sms-1", "2:a/sms/1")
    clock.advance(days=20)
    forget_old()
    assert message_key("sms", "sms-1") == "2:a/sms/1"


def test_what_a_provider_told_is_known_for_a_week(clock: SettableClock) -> None:
    told = ("sms", "reply-1")
    assert first_told([told]) == [told]
    clock.advance(days=6)
    forget_old()
    assert first_told([told]) == []
    clock.advance(days=2)
    forget_old()
    assert first_told([told]) == [told]


def test_many_are_forgotten_a_portion_at_a_time(clock: SettableClock) -> None:
    old = clock.now - timedelta(days=100)
    MessageHandle.objects.bulk_create(
        MessageHandle(channel="sms", handle=f"h{n}", key="k", at=old) for n in range(2500)
    )
    left = []
    while forget_old():
        left.append(MessageHandle.objects.count())
    assert left == [1500, 500]
    assert not MessageHandle.objects.exists()


def test_what_signing_in_has_left_behind_is_forgotten_once_it_is_over(head: Membership, clock: SettableClock) -> None:
    for name, ends in (("over", timedelta(days=-2)), ("open", timedelta(days=2))):
        Session.objects.create(session_key=name, session_data="", expire_date=clock.now + ends)
    count_wrong_guess("somebody", "203.0.113.7")
    issue_approval_code(head)
    forget_old()
    assert (SignInTries.objects.count(), OneTimeCode.objects.count()) == (3, 1)
    clock.advance(days=1, minutes=20)
    forget_old()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert not SignInTries.objects.exists()
    assert not OneTimeCode.objects.exists()
