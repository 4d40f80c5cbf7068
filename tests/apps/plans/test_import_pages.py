"""Bringing a plan in through the pages."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from pytest_django import Settings

from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.plans.models import PlanVersion
from tests.apps.plans.files import SAMPLE, a_plan_of
from tests.apps.plans.pages import send_plan, words_on

SignIn = Callable[[Membership], Client]


def test_a_plan_file_becomes_a_draft_and_its_review_opens(coordinator: Membership, client_as: SignIn) -> None:
    client = client_as(coordinator)
    response = send_plan(client, "plan.yaml", SAMPLE, follow=True)
    assert response.redirect_chain == [("/plan/1/review/", 302)]
    version = PlanVersion.objects.get()
    assert (version.state, version.number, version.source_name) == ("draft", 1, "plan.yaml")
    assert version.created_by_id == coordinator.user_id
    assert LogEntry.objects.get(kind="plan.imported").data == {"version": 1, "file_name": "plan.yaml"}


@pytest.mark.parametrize(
    ("name", "data", "thai", "english"),
    [
        ("plan.docx", b"", "ไฟล์นี้ว่างเปล่า", "This file is empty"),
        ("plan.docx", b"not a zip at all" * 40, "เนื้อไฟล์ไม่ตรงกับนามสกุล", "not what its name says"),
        ("plan.pdf", b"%PDF-1.7 rubbish", "ไฟล์นี้ขาดหรือเสียหาย", "cut off or damaged"),
        ("plan.yaml", b"format: phrom-plan/1\ntitle: x\nno_such_key: 1\n", "บรรทัด 3", "Line 3"),
        ("plan.yaml", "แผน".encode("utf-16"), "ไม่ใช่ข้อความ UTF-8", "not UTF-8"),
        ("plan.json", b'{"format": "phrom-plan/1", "title": ', "บรรทัด", "Line"),
        ("plan.yaml", b"[1, 2", "บรรทัด", "Line"),
    ],
)
def test_rubbish_is_answered_with_a_sentence_and_nothing_is_stored(
    coordinator: Membership, client_as: SignIn, name: str, data: bytes, thai: str, english: str
) -> None:
    client = client_as(coordinator)
    for language, sentence in (("th", thai), ("en", english)):
        client.cookies["django_language"] = language
        response = send_plan(client, name, data)
        assert response.status_code == 422
        if language == "th" or sentence in ("This file is empty", "not what its name says", "cut off or damaged"):
            assert sentence in words_on(response)
    assert not PlanVersion.objects.exists()
    assert not LogEntry.objects.filter(kind="plan.imported").exists()


def test_a_form_without_a_file_says_what_to_choose(coordinator: Membership, client_as: SignIn) -> None:
    response = client_as(coordinator).post("/plan/import/")
    assert response.status_code == 422
    assert "ยังไม่ได้เลือกไฟล์" in words_on(response)


def test_a_file_over_the_limit_is_refused_without_being_stored(
    coordinator: Membership, client_as: SignIn, settings: Settings
) -> None:
    settings.MAX_PLAN_FILE_BYTES = 100_000
    response = send_plan(client_as(coordinator), "plan.txt", b"x" * 300_000)
    assert response.status_code == 413
    assert "ไฟล์ใหญ่เกิน 25 เมกะไบต์" in words_on(response)
    assert not PlanVersion.objects.exists()


def test_the_upload_is_guarded_against_forged_requests(coordinator: Membership) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator.user)
    response = send_plan(client, "plan.yaml", SAMPLE)
    assert response.status_code == 403
    assert not PlanVersion.objects.exists()


def test_the_same_file_again_says_so_and_links_to_the_version(coordinator: Membership, client_as: SignIn) -> None:
    client = client_as(coordinator)
    send_plan(client, "plan.yaml", SAMPLE)
    response = send_plan(client, "renamed.yaml", SAMPLE)
    assert response.status_code == 409
    assert "นำเข้าแล้วเป็นแผนฉบับที่ 1" in words_on(response)
    assert b'href="/plan/1/"' in response.content
    assert PlanVersion.objects.count() == 1


def test_another_office_may_bring_the_same_file(
    coordinator: Membership, stranger: Membership, client_as: SignIn
) -> None:
    send_plan(client_as(coordinator), "plan.yaml", SAMPLE)
    send_plan(client_as(stranger), "plan.yaml", SAMPLE)
    assert sorted(PlanVersion.objects.values_list("organisation_id", "number")) == sorted(
        [(coordinator.organisation_id, 1), (stranger.organisation_id, 1)]
    )


def test_an_office_without_a_name_takes_the_name_of_its_first_plan(coordinator: Membership, client_as: SignIn) -> None:
    office = coordinator.organisation
    office.name = "หน่วยงานของท่าน"
    office.save()
    send_plan(client_as(coordinator), "plan.yaml", a_plan_of("เทศบาลตำบลริมน้ำ"))
    office.refresh_from_db()
    assert office.name == "เทศบาลตำบลริมน้ำ"
    send_plan(client_as(coordinator), "plan.yaml", a_plan_of("อบต.อื่น"))
    office.refresh_from_db()
    assert office.name == "เทศบาลตำบลริมน้ำ"


@pytest.mark.parametrize("who", ["head", "leader", "member", "auditor"])
def test_only_the_coordinator_brings_plans_in(who: str, request: pytest.FixtureRequest, client_as: SignIn) -> None:
    client = client_as(request.getfixturevalue(who))
    assert client.get("/plan/import/").status_code == 403
    assert send_plan(client, "plan.yaml", SAMPLE).status_code == 403
    assert not PlanVersion.objects.exists()


def test_the_sample_office_opens_with_its_plan_and_the_own_office_stays_empty(
    coordinator: Membership, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    response = client.post("/plan/sample/", follow=True)
    assert response.redirect_chain == [("/plan/1/", 302)]
    assert "หน่วยงานตัวอย่าง" in words_on(response)
    assert PlanVersion.objects.get().organisation.is_sample
    client.post("/plan/sample/")
    assert PlanVersion.objects.count() == 1


def test_an_office_without_a_file_takes_the_form_fills_it_in_and_brings_it(
    coordinator: Membership, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    assert "/plan/form.xlsx" in client.get("/plan/import/").content.decode()
    form = client.get("/plan/form.xlsx")
    assert form["Content-Disposition"].startswith("attachment")
    assert form.content.startswith(b"PK")
    assert send_plan(client, "form.xlsx", form.content).status_code == 422  # nothing is filled in yet
    book = openpyxl.load_workbook(io.BytesIO(form.content))
    book["หน่วยงาน"]["B5"] = "อบต.ทดลอง"
    filled = io.BytesIO()
    book.save(filled)
    assert send_plan(client, "form.xlsx", filled.getvalue()).status_code == 302
    assert PlanVersion.objects.get().number == 1
