"""The names under which providers know our messages: kept before anything is sent, many in one statement."""

import asyncio
from collections.abc import Sequence

import pytest
from asgiref.sync import async_to_sync
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from phrom.channels import handles
from phrom.channels.handles import message_key, remember
from phrom.channels.models import MessageHandle

pytestmark = pytest.mark.django_db


def keep(*names: tuple[str, str, str]) -> list[BaseException | None]:
    async def together() -> list[BaseException | None]:
        return await asyncio.gather(*(remember(*name) for name in names), return_exceptions=True)

    return async_to_sync(together)()


def test_names_of_the_same_moment_are_kept_in_one_statement() -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        keep(*(("sms", f"h{n}", f"1:p{n}/sms/1") for n in range(50)))
    assert MessageHandle.objects.count() == 50
    assert len([q for q in asked if "INSERT" in q["sql"]]) == 1
    assert message_key("sms", "h7") == "1:p7/sms/1"


def test_a_name_given_again_is_the_newest_messages() -> None:
    keep(("line", "same", "first"))
    keep(("line", "same", "second"), ("line", "other", "third"), ("line", "other", "fourth"))
    assert (message_key("line", "same"), message_key("line", "other")) == ("second", "fourth")


@pytest.mark.parametrize("fault", [DataError, ValueError])
def test_where_they_cannot_be_kept_together_each_is_kept_alone(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    write = handles._write

    def spoilt(names: Sequence[handles.Name]) -> None:
        if any(handle == "bad" for _channel, handle, _key in names):
            raise fault
        write(names)

    monkeypatch.setattr(handles, "_write", spoilt)
    well, ill = keep(("sms", "good", "1:a/sms/1"), ("sms", "bad", "1:b/sms/1"))
    assert well is None
    assert isinstance(ill, fault)
    assert message_key("sms", "good") == "1:a/sms/1"


def test_a_name_in_letters_that_no_database_takes_is_found_again() -> None:
    assert keep(("sms", "a\0\ud800b", "1:a/sms/1")) == [None]
    assert message_key("sms", "a\0\ud800b") == "1:a/sms/1"


def test_what_is_asked_for_later_is_kept_too() -> None:
    async def one_after_the_other() -> None:
        await remember("sms", "first", "a")
        await remember("sms", "second", "b")

    async_to_sync(one_after_the_other)()
    assert MessageHandle.objects.count() == 2
