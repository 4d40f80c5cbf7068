"""The pages of plans, as people see and use them: bring one in, read the review, submit, approve."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import Settings

from phrom.offices.access import Membership
from phrom.plans.actions import approve_plan, import_plan, submit_plan
from tests.apps.plans.files import SAMPLE
from tests.browser.conftest import Look

SignIn = Callable[[Membership], None]
LooksRight = Callable[[str], None]
SOURCE = Path(__file__).parents[1] / "cases" / "importing" / "huaisommut-2567.txt"
two_widths = pytest.mark.parametrize("look", [Look(1280), Look(360)], ids=str)
one_look = pytest.mark.parametrize("look", [Look(1280)], ids=str)


def a_file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def test_the_review_and_the_plan_of_a_file_look_right(
    page: Page, coordinator: Membership, sign_in: SignIn, looks_right: LooksRight
) -> None:
    import_plan(coordinator, SOURCE.name, SOURCE.read_bytes())
    sign_in(coordinator)
    page.goto("/plan/1/review/")
    looks_right("plan-review")
    page.goto("/plan/")
    looks_right("plan-draft")
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    looks_right("plan-unfolded")


def test_the_pages_of_approval_look_right(
    page: Page, coordinator: Membership, head: Membership, sign_in: SignIn, looks_right: LooksRight
) -> None:
    import_plan(coordinator, "plan.yaml", SAMPLE)
    submit_plan(coordinator, 1)
    sign_in(coordinator)
    page.goto("/plan/1/approve/")
    looks_right("plan-approve-by-code")
    sign_in(head)
    page.goto("/plan/1/approve/")
    looks_right("plan-approve-own-hand")
    approve_plan(head, 1, reason="แก้ในรอบทบทวนถัดไป")
    page.goto("/plan/")
    looks_right("plan-approved")


def test_bringing_a_plan_in_and_being_refused_look_right(
    page: Page, coordinator: Membership, sign_in: SignIn, looks_right: LooksRight
) -> None:
    sign_in(coordinator)
    page.goto("/plan/")
    looks_right("plan-none")
    page.goto("/plan/import/")
    looks_right("plan-import")
    page.set_input_files("#file", a_file("plan.docx", b"%PDF-1.7 rubbish"))
    expect(page.get_by_role("alert").first).to_be_visible()
    looks_right("plan-import-refused")


@two_widths
def test_a_file_dropped_becomes_a_plan_that_two_people_approve(
    page: Page, coordinator: Membership, sign_in: SignIn, looks_right: LooksRight
) -> None:
    sign_in(coordinator)
    page.goto("/plan/import/")
    page.set_input_files("#file", SOURCE)
    expect(page).to_have_url(re.compile(r"/plan/1/review/$"))
    expect(page.locator("h1")).to_contain_text("อ่านได้ครบ")
    page.locator(".headline .btn").click()
    page.get_by_role("button", name="เสนอขออนุมัติ").click()
    expect(page).to_have_url(re.compile(r"/plan/1/approve/$"))
    page.get_by_role("button", name=re.compile("^เปิดบัญชีให้")).click()
    expect(page.locator(".code-shown")).to_have_text(re.compile(r"^[A-Z2-9]{4}-[A-Z2-9]{4}$"))
    looks_right("plan-approve-new-account")


@two_widths
def test_a_newcomer_alone_walks_through_the_sample_office(
    page: Page, coordinator: Membership, sign_in: SignIn, look: Look
) -> None:
    sign_in(coordinator)
    page.goto("/plan/import/")
    page.get_by_role("button", name="ดูหน่วยงานตัวอย่าง").click()
    page.get_by_role("button", name="เสนอขออนุมัติ").click()
    code = page.locator(".note.act b").inner_text()
    page.get_by_label("รหัสยืนยันของผู้อนุมัติ").fill(code)
    page.get_by_label("ได้อ่านแผนฉบับนี้แล้ว").check()
    page.get_by_role("button", name="อนุมัติแผนฉบับที่").click()
    expect(page.locator("h1")).to_contain_text("มีผลใช้แล้ว")
    expect(page.locator(".headline .btn")).to_contain_text("อุทกภัย")


@one_look
def test_a_file_over_the_limit_is_refused_before_it_is_sent(
    page: Page, coordinator: Membership, sign_in: SignIn, settings: Settings
) -> None:
    settings.MAX_PLAN_FILE_BYTES = 1000
    sign_in(coordinator)
    page.goto("/plan/import/")
    page.set_input_files("#file", a_file("plan.txt", b"x" * 2000))
    expect(page.locator("[data-too-large]")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/plan/import/$"))
    settings.MAX_PLAN_FILE_BYTES = 100_000
    page.evaluate("document.querySelector('[data-drop]').dataset.maxBytes = '99999999'")
    page.set_input_files("#file", a_file("plan.txt", b"x" * 3_000_000))
    expect(page.locator("#file_error")).to_contain_text("ไฟล์ใหญ่เกิน")


@one_look
def test_the_links_of_findings_lead_to_them(page: Page, coordinator: Membership, sign_in: SignIn) -> None:
    import_plan(coordinator, "plan.yaml", SAMPLE)
    sign_in(coordinator)
    page.goto("/plan/1/")
    page.get_by_role("link", name="แก้ข้อผิดข้อแรก").click()
    expect(page.locator('[id="people/person-15/phones"]')).to_be_in_viewport()
