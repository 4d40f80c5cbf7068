"""How an office wants its people called, and what that is going to send."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.core.callout.plans import small_office

from phrom.core.callout.expected import expected_messages
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree, Contact, Mode, build_call_tree
from phrom.core.callout.way import CallingWay

BANGKOK = ZoneInfo("Asia/Bangkok")
NOON, NIGHT = datetime(2026, 8, 21, 12, tzinfo=BANGKOK), datetime(2026, 8, 21, 3, tzinfo=BANGKOK)


def test_only_channels_that_can_be_used_are_taken_in_the_chosen_order() -> None:
    way = CallingWay(channels=("email", "sms", "line"))
    assert way.settings(("line", "sms"), NOON).channels == ("sms", "line")
    assert way.settings((), NOON).channels == ()


def test_a_call_that_begins_at_night_goes_by_the_order_for_the_night() -> None:
    way = CallingWay(channels=("line", "email"), night=("sms", "line"))
    assert way.order_at(NIGHT) == ("sms", "line")
    assert way.order_at(NOON) == ("line", "email")
    assert CallingWay(channels=("line",)).order_at(NIGHT) == ("line",)


@pytest.mark.parametrize(
    ("hour", "night"), [(20, False), (21, True), (23, True), (0, True), (5, True), (6, False), (7, False)]
)
def test_the_night_is_from_nine_to_six_in_bangkok(hour: int, night: bool) -> None:
    way = CallingWay(channels=("line",), night=("sms",))
    moment = datetime(2026, 8, 21, hour, tzinfo=BANGKOK).astimezone(ZoneInfo("UTC"))
    assert (way.order_at(moment) == ("sms",)) is night


@given(begins=st.integers(0, 23), ends=st.integers(0, 23), hour=st.integers(0, 23))
def test_an_office_says_itself_when_its_night_is(begins: int, ends: int, hour: int) -> None:
    if begins == ends:
        with pytest.raises(ValidationError):
            CallingWay(night_begins=begins, night_ends=ends)
        return
    way = CallingWay(channels=("line",), night=("sms",), night_begins=begins, night_ends=ends)
    night = begins <= hour < ends if begins < ends else hour >= begins or hour < ends
    assert (way.order_at(datetime(2026, 8, 21, hour, 30, tzinfo=BANGKOK)) == ("sms",)) is night


def test_times_that_would_try_nobody_twice_and_doubled_channels_are_refused() -> None:
    for wrong in ({"retry_seconds": 600, "answer_seconds": 300}, {"channels": ("sms", "sms")}):
        with pytest.raises(ValidationError):
            CallingWay.model_validate(wrong)


@given(
    retry=st.integers(1, 3600),
    more=st.integers(0, 3600),
    caller=st.integers(1, 7 * 86400),
    tries=st.integers(1, 20),
)
def test_whatever_is_chosen_gives_settings_that_fit_together(retry: int, more: int, caller: int, tries: int) -> None:
    way = CallingWay(
        retry_seconds=retry, answer_seconds=retry + more, caller_seconds=min(caller, 86400), tries_per_channel=tries
    )
    assert way.settings(("line", "sms"), NOON).retry_seconds == retry


def tree(mode: Mode = "both") -> CallTree:
    built = build_call_tree(small_office(), mode)
    contacts = tuple(
        Contact(person=c.person, name=c.name, phones=("+66810000001",), line_id="U1" if n % 2 else None)
        for n, c in enumerate(built.contacts)
    )
    return CallTree.model_validate(built.model_dump() | {"contacts": contacts})


def counts(of: CallTree, settings: CalloutSettings) -> dict[str, tuple[int, int]]:
    return {e.channel: (e.first, e.most) for e in expected_messages(of, settings)}


def test_the_first_message_of_each_goes_by_their_first_channel_and_the_most_is_every_try_to_everybody() -> None:
    office = tree()
    found = counts(office, CalloutSettings.real().model_copy(update={"channels": ("line", "sms")}))
    on_line = {c.person for c in office.contacts if c.line_id}
    first = set(office.first_called)
    assert found["line"] == (len(on_line & first), 2 * len(on_line))
    assert found["sms"] == (len(first - on_line), 2 * len(office.contacts))


def test_in_a_cascade_only_who_leads_gets_messages() -> None:
    office = tree("cascade")
    leading = {h for s in office.upper_slots for h in office.slots_by_id[s].holders}
    found = counts(office, CalloutSettings.real().model_copy(update={"channels": ("sms",)}))
    assert found["sms"] == (len(leading & set(office.first_called)), 2 * len(leading))
    assert found["sms"][0] < len(office.first_called)


def test_a_person_with_an_order_of_their_own_is_called_in_it() -> None:
    contact = Contact(person="a", name="ก", phones=("+66810000001",), line_id="U1", email="a@b.example")
    preferring = contact.model_copy(update={"preferred": ("sms", "voice")})
    assert contact.order(("line", "sms", "email")) == ("line", "sms", "email")
    assert preferring.order(("line", "sms", "email")) == ("sms", "line", "email")
    assert preferring.order(("line", "email")) == ("line", "email")
