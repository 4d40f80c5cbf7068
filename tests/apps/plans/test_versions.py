"""Versions side by side in words, who approved what and when, and the reminder before a year is over."""

from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.test import Client

from phrom.core.plan.editing import Change
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.actions import begin_draft, change_draft, revise_contacts
from phrom.plans.models import PlanVersion
from tests.apps.plans.pages import words_on
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    yield
    queries.forget()


def test_any_two_versions_are_compared_in_words(
    coordinator: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    draft = begin_draft(coordinator, 1)
    work = [Change("processes/process-1/mtpd", "PT12H"), Change("continuity_team/coordinator/primary", "person-4")]
    change_draft(coordinator, draft.number, work, 0)
    page = words_on(client_as(coordinator).get("/plan/versions/"))
    assert "ฉบับที่ 1 กับฉบับที่ 2 ต่างกัน 2 จุด" in page
    assert "6 ชั่วโมง เป็น 12 ชั่วโมง" in page
    assert "นายธีรพงษ์ ไร่ข้าว" in page
    back = words_on(client_as(coordinator).get("/plan/versions/", {"from": "2", "to": "1"}))
    assert "12 ชั่วโมง เป็น 6 ชั่วโมง" in back
    same = words_on(client_as(coordinator).get("/plan/versions/", {"from": "x", "to": "99"}))
    assert "ต่างกัน 2 จุด" in same


def test_the_comparison_is_taken_out_as_a_word_file_with_its_changes_marked(
    coordinator: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    draft = begin_draft(coordinator, 1)
    change_draft(coordinator, draft.number, [Change("processes/process-1/name", "งานใหม่")], 0)
    client = client_as(coordinator)
    page = client.get("/plan/versions/").content.decode()
    assert "/plan/2/documents/docx/?against=1" in page
    answer = client.get("/plan/2/documents/docx/?against=1")
    assert "1.docx" in unquote(answer["Content-Disposition"])
    text = ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()
    assert "<w:ins " in text
    assert "<w:del " in text
    plain = ZipFile(BytesIO(client.get("/plan/2/documents/docx/").content)).read("word/document.xml").decode()
    assert "<w:ins " not in plain


def test_a_version_that_is_none_cannot_be_compared_with(
    coordinator: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    assert client_as(coordinator).get("/plan/1/documents/docx/?against=99").status_code == 404


def test_numbers_stay_masked_in_a_comparison(
    coordinator: Membership, member: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    revise_contacts(coordinator, 1, [Change("people/person-3/phones", ["+66810000077"])])
    page = words_on(client_as(member).get("/plan/versions/"))
    assert "081 000 0077" not in page
    assert "ปรับข้อมูลติดต่อจากฉบับที่ 1" in page


def test_who_approved_what_and_when_is_on_the_page(
    coordinator: Membership, head: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    page = words_on(client_as(coordinator).get("/plan/versions/"))
    assert f"อนุมัติโดย {head.user.name}" in page


def test_an_office_without_a_plan_has_an_empty_page(coordinator: Membership, client_as: SignIn) -> None:
    assert "ยังไม่มีแผน" in words_on(client_as(coordinator).get("/plan/versions/"))


def test_a_review_is_asked_for_before_twelve_months_are_over(
    clock: SettableClock, coordinator: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    assert "12 เดือน" not in words_on(client.get("/plan/"))
    clock.advance(days=310)
    assert "จะครบ 12 เดือนเมื่อ 21 ส.ค. 2570" in words_on(client.get("/plan/"))
    clock.advance(days=60)
    assert "อนุมัติเกิน 12 เดือนแล้ว" in words_on(client.get("/plan/"))
    revise_contacts(coordinator, 1, [Change("people/person-3/phones", ["+66810000077"])])
    assert "อนุมัติเกิน 12 เดือนแล้ว" in words_on(client.get("/plan/"))  # new numbers are no review
