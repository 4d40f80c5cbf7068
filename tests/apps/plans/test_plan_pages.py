"""The page of a plan: what it says to whom, and what can be taken out of it."""

from collections.abc import Callable

import pypdfium2
import pytest
from django.test import Client

from phrom.core.plan.text_form import load_plan
from phrom.core.values.phone_number import find_numbers
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.plans.actions import import_plan
from phrom.plans.models import PlanVersion
from phrom.plans.queries import plan_of
from tests.apps.plans.files import a_plan_of
from tests.apps.plans.pages import words_on

SignIn = Callable[[Membership], Client]
SECTIONS = ("people", "processes", "team", "threats", "strategies", "response", "scenarios", "checklist", "basics")


def test_an_office_without_a_plan_is_led_to_bring_one(coordinator: Membership, client_as: SignIn) -> None:
    response = client_as(coordinator).get("/plan/")
    assert "ยังไม่มีแผนในระบบ" in words_on(response)
    assert b'href="/plan/import/"' in response.content


def test_the_page_shows_every_section_and_counts_the_errors(
    coordinator: Membership, draft: PlanVersion, client_as: SignIn
) -> None:
    response = client_as(coordinator).get("/plan/1/")
    page = words_on(response)
    assert "ยังมีข้อผิด 2 ข้อ" in page
    assert "มีข้อเตือนอีก 1 ข้อ" in page
    for section in SECTIONS:
        assert f'<section id="{section}">'.encode() in response.content
    plan = plan_of(draft)
    for person in plan.people:
        assert person.full_name in page
    for process in plan.processes:
        assert process.name in page
    for threat in plan.threats:
        assert threat.name in page


def test_each_finding_stands_once_and_in_the_part_that_it_is_about(
    coordinator: Membership, draft: PlanVersion, client_as: SignIn
) -> None:
    response = client_as(coordinator).get("/plan/1/")
    content = response.content.decode()
    starts = {section: content.index(f'<section id="{section}">') for section in SECTIONS}
    placed = {"C103": "people", "T101": "scenarios", "S102": "team"}
    for n, rule in enumerate(("C103", "T101", "S102"), 1):
        assert content.count(f'id="f{n}"') == 1
        at = content.index(rule)
        home = max((s for s in SECTIONS if starts[s] < at), key=starts.__getitem__)
        assert home == placed[rule]


def test_numbers_are_masked_for_who_has_no_right_to_them(
    coordinator: Membership, auditor: Membership, member: Membership, draft: PlanVersion, client_as: SignIn
) -> None:
    shown = words_on(client_as(coordinator).get("/plan/1/"))
    assert "081 000 0001" in shown
    for who in (auditor, member):
        response = client_as(who).get("/plan/1/")
        assert "081 ••• ••01" in words_on(response)
        assert "000 00" not in words_on(response)
        assert b"6681000" not in response.content
        assert b"0810000" not in response.content


def test_the_page_of_the_plan_is_the_version_in_force_and_names_the_newer_draft(
    coordinator: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    import_plan(coordinator, "newer.yaml", a_plan_of("อบต.บ้านใหม่"))
    page = words_on(client_as(coordinator).get("/plan/"))
    assert "แผนฉบับที่ 1 มีผลใช้แล้ว" in page
    assert "มีฉบับที่ 2 ที่ยังไม่อนุมัติ" in page


def test_a_plan_that_says_nothing_still_has_a_page(coordinator: Membership, client_as: SignIn) -> None:
    import_plan(coordinator, "bare.yaml", a_plan_of("อบต.บ้านใหม่"))
    client = client_as(coordinator)
    assert "แผนไม่ได้เขียนกระบวนงาน" in words_on(client.get("/plan/1/"))
    assert client.get("/plan/1/review/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/plan/1/", "/plan/1/review/", "/plan/1/documents/yaml/", "/plan/1/documents/pdf/"]
)
def test_another_offices_plan_is_not_found(
    stranger: Membership, draft: PlanVersion, client_as: SignIn, address: str
) -> None:
    assert client_as(stranger).get(address).status_code == 404


def test_the_data_file_holds_the_whole_plan_and_taking_it_is_logged(
    coordinator: Membership, draft: PlanVersion, client_as: SignIn
) -> None:
    response = client_as(coordinator).get("/plan/1/documents/yaml/")
    assert response["Content-Disposition"].startswith("attachment")
    assert load_plan(response.content.decode()) == plan_of(draft)
    entry = LogEntry.objects.get(kind="document.exported")
    assert (entry.data["kind"], entry.data["version"], entry.author_id) == ("yaml", 1, coordinator.user_id)


def test_documents_are_pdf_and_each_is_logged(coordinator: Membership, draft: PlanVersion, client_as: SignIn) -> None:
    client = client_as(coordinator)
    for address in ("pdf/", "pdf/?digits=thai", "public/", "call-sheets/"):
        response = client.get(f"/plan/1/documents/{address}")
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
    exported = LogEntry.objects.filter(kind="document.exported").order_by("number")
    assert [e.data["kind"] for e in exported] == ["pdf", "pdf", "public", "call-sheets"]


def test_who_may_not_see_numbers_gets_only_the_public_plan(
    auditor: Membership, draft: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(auditor)
    for address in ("pdf/", "call-sheets/", "yaml/"):
        assert client.get(f"/plan/1/documents/{address}").status_code == 403
    pdf = client.get("/plan/1/documents/public/")
    assert pdf.status_code == 200
    with pypdfium2.PdfDocument(pdf.content) as document:
        words = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "แผน" in words
    assert not [found for found in find_numbers(words) if found.number.startswith("+66")]
    assert [e.data["kind"] for e in LogEntry.objects.filter(kind="document.exported")] == ["public"]
    page = client.get("/plan/1/").content.decode()
    assert "/plan/1/documents/public/" in page
    assert "/plan/1/documents/pdf/" not in page


def test_a_pocket_file_is_made_for_a_person_and_locked(
    coordinator: Membership, draft: PlanVersion, client_as: SignIn
) -> None:
    client, person = client_as(coordinator), plan_of(draft).people[0]
    assert person.full_name in client.get("/plan/1/pocket/").content.decode()
    opened = client.post("/plan/1/pocket/", {"reader": person.id, "passphrase": ""}).content.decode()
    assert "หน้าที่ของ" in opened
    locked = client.post("/plan/1/pocket/", {"reader": person.id, "passphrase": "น้ำท่วมใหญ่ 2554"}).content.decode()
    assert "หน้าที่ของ" not in locked
    assert 'id="sealed"' in locked
    entries = LogEntry.objects.filter(kind="document.exported")
    assert [entry.data["kind"] for entry in entries] == ["pocket", "pocket"]
    assert "น้ำท่วมใหญ่" not in "".join(str(entry.data) for entry in entries)


def test_a_passphrase_that_is_too_short_is_said_beside_its_field(
    coordinator: Membership, draft: PlanVersion, client_as: SignIn
) -> None:
    page = client_as(coordinator).post("/plan/1/pocket/", {"reader": "", "passphrase": "1234"})
    assert "อย่างน้อย 10 ตัวอักษร" in page.content.decode()
    assert not LogEntry.objects.filter(kind="document.exported").exists()


def test_a_document_that_is_none_is_not_found(coordinator: Membership, draft: PlanVersion, client_as: SignIn) -> None:
    assert client_as(coordinator).get("/plan/1/documents/poster/").status_code == 404


@pytest.mark.parametrize("who", ["leader", "member"])
def test_who_may_not_export_gets_no_document(
    who: str, request: pytest.FixtureRequest, draft: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(request.getfixturevalue(who))
    for address in ("public/", "pdf/", "call-sheets/", "yaml/"):
        assert client.get(f"/plan/1/documents/{address}").status_code == 403
    assert not LogEntry.objects.filter(kind="document.exported").exists()
